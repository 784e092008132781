from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.form import FieldKind, Form
from generator.model.shape import Stamp, shape_of
from generator.model.validate import validate
from generator.source.reader import read_yaml
from tests.builders import article, field, form, policy, rows, text

STEP = {
    "环节": "审核",
    "职务": ["经理", "总监"],
    "方式": ["签字", "电子邮件"],
    "条件": "单.超标",
    "依据": "first",
}
SOURCE = form(
    field("超标", "是否"),
    table=rows("明细", field("项目"), field("金额", "金额", 单位="元"), 合计={"总额": "金额"}, 依据="first"),
    签批=[{"环节": "编制", "职务": ["员工"]}, STEP],
)


def made(source: object) -> Form:
    found, problems = validate(Form, read_yaml(text(source).encode(), "f"))
    assert problems == ()
    assert found is not None
    return found


def test_fields_stand_in_the_order_of_the_page():
    assert [f.name for f in made(SOURCE).fields] == [
        *("编号", "日期", "超标", "总额"),
        *("编制人", "编制职务", "编制日期"),
        *("审核人", "审核职务", "审核日期", "审核方式", "审核邮件"),
    ]


def test_names_are_the_keys_of_a_submission():
    assert made(SOURCE).names[-1] == "明细"
    assert len(set(made(SOURCE).names)) == len(made(SOURCE).names)


def test_a_total_has_the_kind_and_unit_of_its_column_and_must_be_filled():
    total = made(SOURCE).field("总额")

    assert (total.kind, total.unit, total.is_required, total.basis) == (FieldKind.MONEY, "元", True, "first")
    assert total.help == "明细各行“金额”之和"


def test_the_blanks_of_a_step_take_its_condition_and_its_posts():
    role, mail = made(SOURCE).field("审核职务"), made(SOURCE).field("审核邮件")

    assert (role.kind, role.options, role.when) == (FieldKind.CHOICE, ("经理", "总监"), "单.超标")
    assert not mail.is_required
    assert made(SOURCE).field("审核方式").options == ("签字", "电子邮件")


def test_unknown_names_raise():
    with pytest.raises(KeyError):
        made(SOURCE).field("没有")
    with pytest.raises(KeyError):
        made(SOURCE).table("没有")
    with pytest.raises(KeyError):
        made(SOURCE).table("明细").column("没有")


def test_the_digest_is_the_same_for_forms_that_ask_the_same():
    twin = {key: SOURCE[key] for key in reversed(SOURCE)}

    assert made(SOURCE).digest == made(twin).digest == made(SOURCE).digest
    assert len(made(SOURCE).digest) == 12


def test_the_digest_is_fixed_for_good():
    """A form that went out years ago carries it: keys that come later must not change it."""
    assert made(form()).digest == "dd73aa011d23"


@pytest.mark.parametrize(
    "change",
    [
        {"名称": "另一张表"},
        {"附表": 7},
        {"纸张": "横向"},
        {"分节": [{"标题": "内容", "字段": [field("编号"), field("日期", "日期", 必填=True)]}]},
    ],
)
def test_the_digest_changes_with_what_the_form_asks(change):
    assert made({**form(), **change}).digest != made(form()).digest


@pytest.mark.parametrize("change", [{"分节": []}, {"纸张": "竖向"}, {"标识": "Trip"}, {"附表": "1"}])
def test_a_form_that_cannot_be_is_refused(change):
    with pytest.raises(ValidationError):
        Form.model_validate({**form(), **change})


def test_a_stamp_names_policy_form_edition_and_content():
    found = policy(article(), forms=[form()])
    stamp = Stamp.of(found, found.forms[0])

    assert stamp.code == f"CC-001|trip|1.0|{found.forms[0].digest}"
    assert list(stamp.as_properties()) == ["zhidu.policy", "zhidu.form", "zhidu.edition", "zhidu.digest"]


def test_the_shape_of_a_form_has_its_options_resolved():
    found = policy(
        article(参数={"级别": ["甲", "乙"]}),
        forms=[form(field("级别", "选项", 选项="参数.级别"), table=rows("明细", field("项目")))],
    )
    shape = shape_of(found, found.forms[0])

    assert [(f.name, f.kind, f.options) for f in shape.fields][2] == ("级别", "选项", ("甲", "乙"))
    assert [(t.name, [c.name for c in t.columns]) for t in shape.tables] == [("明细", ["项目"])]
