from __future__ import annotations

import pytest

from generator.model.form import Form
from generator.render.field_tip import field_tip
from generator.render.form_notes import condition_in_words, form_notes, heading_note
from tests.builders import article, field, form, policy, rows


def sample(*fields, **more):
    made = policy(article("first", 参数={"范围": {"值": ["投资者", "媒体"]}}), forms=[form(*fields, **more)])
    return made, made.forms[0]


def texts(*fields, **more) -> dict[str, str]:
    return {n.names: n.text for n in form_notes(*sample(*fields, **more))}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("单.用餐", "用餐"),
        ("单.是否超标 且 单.用餐", "超标且用餐"),
        ("单.用餐 或 单.娱乐", "用餐或娱乐"),
        ('单.类别 == "政府机关" 且 单.用餐', "类别为“政府机关”且用餐"),
        ("单.人数 >= 5", "人数不小于5"),
        ("单.人数 != 5", "人数不为5"),
        ("单.类别 in 参数.范围", "类别属于“投资者”或“媒体”"),
        ("单.类别 in 参数.没有", "类别属于没有"),
        ("非 单.用餐", "未用餐"),
    ],
)
def test_a_condition_is_put_into_words(condition: str, words: str) -> None:
    assert condition_in_words(*sample(), condition) == words


def test_a_note_gives_meaning_condition_and_article() -> None:
    found = texts(field("核实人", 条件='单.编号 == "1"', 说明="由前台填写。", 依据="first"))

    assert found == {"核实人": "由前台填写；编号为“1”时填写（第一条）"}


def test_a_condition_the_note_already_states_is_not_repeated() -> None:
    assert texts(field("房型", 条件="单.住宿", 说明="仅在住宿时填写")) == {"房型": "仅在住宿时填写"}


def test_fields_with_the_same_note_share_it() -> None:
    assert texts(field("甲", 说明="选填"), field("乙", 说明="选填")) == {"甲、乙": "选填"}


def test_a_field_without_anything_to_say_has_no_note() -> None:
    assert texts(field("甲", 依据="first")) == {}


def test_personal_data_are_noted_with_purpose_and_retention() -> None:
    assert texts(field("电话", 用途="联络", 保存期限="保存三年")) == {"电话": "个人信息，用于联络，保存三年"}


def test_columns_and_steps_have_their_notes() -> None:
    steps = [{"环节": "批准", "职务": ["经理"], "方式": ["签字", "电子邮件"], "条件": '单.编号 == "1"'}]
    found = texts(table=rows("明细", field("金额", 说明="含税"), 说明="逐笔填写"), 签批=steps)

    assert found == {
        "金额": "含税",
        "批准": "编号为“1”时办理",
        "批准邮件": "以电子邮件办理的，填写发件人、日期和主题",
    }


def test_the_heading_says_what_the_marks_and_formats_are() -> None:
    _, made = sample(
        field("时间", "时间"), field("人员", "人员", 必填=True), field("乙", 必填=True, 条件='单.编号 == "1"')
    )

    assert heading_note(made) == (
        "带 * 的为必填；带 △ 的在所述情形出现时必填；日期按“年-月-日”填写；"
        "时间按24小时制“时:分”填写；多人用顿号隔开"
    )


def tip(kind: str, **more) -> str:
    made, own = sample(field("项", kind, **more))
    return field_tip(made, own, own.field("项"), "项")


def test_a_tip_says_format_need_meaning_example_and_article() -> None:
    assert tip("金额", 单位="万元", 必填=True, 说明="含税。", 示例="450", 依据="first") == (
        "项（填数字，单位：万元）；必填；含税；示例：450；依据：第一条"
    )
    assert tip("日期") == "项（年-月-日）；选填"
    assert tip("文本", 必填=True, 条件='单.编号 == "1"') == "项；编号为“1”时填写"


def test_a_form_without_marks_and_formats_has_no_heading_note() -> None:
    plain = {
        "标识": "plain",
        "名称": "表",
        "简称": "表",
        "依据": "first",
        "分节": [{"标题": "一", "字段": [field("甲")]}],
    }

    assert heading_note(Form.model_validate(plain)) == ""


@pytest.mark.parametrize(
    ("help_", "note"),
    [
        ("", "由总额和人数得出（第一条）"),
        ("保留到分", "保留到分；由总额和人数得出（第一条）"),
        ("总额除以人数", "总额除以人数（第一条）"),
    ],
)
def test_a_note_says_what_a_computed_field_follows_from(help_: str, note: str) -> None:
    asked = field("人均", "金额", 计算="单.总额 / 单.人数", 说明=help_, 依据="first")
    made, of = sample(field("总额", "金额"), field("人数", "整数"), asked)

    assert {n.names: n.text for n in form_notes(made, of)} == {"人均": note}
    tip = field_tip(made, of, of.field("人均"), "人均")
    assert tip == f"人均（填数字）；选填；{note.removesuffix('（第一条）')}；依据：第一条"
