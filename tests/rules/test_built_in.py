"""Findings that need no rule: blank, unreadable, sums, editions, and what readers noticed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.errors import Level
from generator.model.finding import Outcome, Result, Status
from generator.model.form import FieldKind
from generator.model.submission import Note
from generator.rules.built_in import CODES, EXAMPLES
from generator.rules.facts import to_answer
from tests.builders import a_field, article, field, findings, form, policy, reading, rows

STEP = {"环节": "批准", "职务": ["经理", "总监"], "依据": "second"}


def regulation(*fields: dict, **more: object):
    return policy(article("first"), article("second"), forms=[form(*fields, **more)])


def test_a_required_field_left_blank_is_reported_by_its_article():
    (found,) = findings(regulation(field("人数", "整数", 必填=True, 依据="second")), reading())

    assert (found.rule, found.level, found.outcome) == ("required", Level.ERROR, Outcome.VIOLATED)
    assert (found.clause.label, found.fields) == ("第二条", ("人数",))
    assert (found.actual, found.expected) == ("（未填）", "整数，如 3")
    assert (found.message, found.hint) == ("“人数”没有填写", "填写“人数”")


def test_without_an_article_of_its_own_a_field_rests_on_that_of_its_form():
    (found,) = findings(regulation(field("人数", "整数", 必填=True)), reading())

    assert found.clause.id == "first"


def test_a_required_field_with_a_stroke_is_not_filled():
    (found,) = findings(regulation(field("事由", 必填=True)), reading(事由="/"))

    assert (found.actual, found.message) == ("/", "“事由”填的是“/”")


def test_a_field_that_may_stay_blank_is_not_reported():
    assert findings(regulation(field("事由"), field("人数", "整数")), reading()) == ()


def test_an_unreadable_value_is_reported_with_the_reason_and_an_example():
    of = regulation(field("人数", "整数", 示例="6"), field("日子", "日期"))
    day, count = findings(of, reading(人数="三五人", 日子="3月5日"))[::-1]

    assert count.message == "“人数”填写的“三五人”无法识别：不是整数：“三五”分不清是一个数还是约数"
    assert (count.actual, count.hint) == ("三五人", "按“6”的样子填写")
    assert (day.expected, day.hint) == ("日期，如 2026-03-05", "改为日期，如 2026-03-05")


def test_what_a_choice_field_wants_are_its_options():
    (found,) = findings(regulation(field("级", "选项", 选项=["A", "B"])), reading(级="C"))

    assert found.expected == "A、B之一"


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_the_example_of_a_kind_is_one(kind):
    example = EXAMPLES[FieldKind(kind)].rpartition("如 ")[2].partition("，")[0]
    raw = {"“是”或“否”": "是", "姓名": "张三"}.get(example, example)

    assert to_answer(a_field(kind=kind), (), raw).value is not None


ASKED = (field("需要", "是否"), field("原因", 必填=True, 条件="单.需要"))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"需要": "是"}, [("required", Outcome.VIOLATED)]),
        ({"需要": "是", "原因": "甲"}, []),
        ({"需要": "否"}, []),
        ({"需要": ""}, [("required", Outcome.UNDECIDED)]),
        ({"需要": "", "原因": "甲"}, []),
        ({"需要": "也许"}, [("unreadable", Outcome.VIOLATED)]),
    ],
)
def test_a_conditional_field_is_asked_for_where_its_condition_holds(values, found):
    assert [(f.rule, f.outcome) for f in findings(regulation(*ASKED), reading(**values))] == found


def test_a_field_that_may_have_to_be_filled_says_why_it_is_open():
    (found,) = findings(regulation(*ASKED), reading())

    assert found.message == "无法判定是否应当填写“原因”：“需要”未填"
    assert found.fields == ("原因",)


def test_every_blank_of_a_sign_off_step_is_asked_for():
    found = findings(regulation(签批=[STEP]), reading(批准人="张三", 批准职务="员工"))

    assert [(f.rule, f.fields[0], f.clause.id) for f in found] == [
        ("unreadable", "批准职务", "second"),
        ("required", "批准日期", "second"),
    ]


TABLE = rows(
    "明细",
    field("项目", 必填=True),
    field("金额", "金额", 单位="元"),
    合计={"总额": "金额"},
    至少=1,
    依据="second",
)


def on_rows(*seen: dict, **values: object):
    return findings(regulation(table=TABLE), reading(table={"明细": seen}, **values))


def test_too_few_rows_are_reported():
    (found,) = on_rows({})

    assert (found.rule, found.fields, found.actual, found.expected) == (
        "required",
        ("明细",),
        "0行",
        "至少1行",
    )


def test_a_required_column_is_asked_for_in_every_filled_row_by_its_printed_number():
    found = on_rows({"项目": "甲", "金额": "5"}, {}, {"金额": "5"}, 总额="10")

    assert [(f.fields, f.message) for f in found] == [(("明细[3].项目",), "“明细”第3行的“项目”没有填写")]
    assert found[0].clause.id == "second"


def test_an_unreadable_cell_is_reported_with_its_row():
    found = on_rows({"项目": "甲", "金额": "很多"}, 总额="10")

    assert [(f.fields, f.message) for f in found] == [
        (("明细[1].金额",), "“明细”第1行的“金额”填写的“很多”无法识别：不是数字")
    ]


@pytest.mark.parametrize(
    ("total", "rules"),
    [
        ("15.00", []),
        ("15元", []),
        ("14.99", ["total-mismatch"]),
        ("15.01", ["total-mismatch"]),
        ("", ["required"]),
        ("？", ["unreadable"]),
    ],
)
def test_the_printed_sum_is_added_up_again(total, rules):
    found = on_rows({"项目": "甲", "金额": "5"}, {}, {"项目": "乙", "金额": "10"}, 总额=total)

    assert [f.rule for f in found] == rules


def test_a_wrong_sum_shows_both_numbers():
    (found,) = on_rows({"项目": "甲", "金额": "5"}, 总额="6")

    assert (found.actual, found.expected) == ("6元", "5元")
    assert found.message == "“总额”填写为6元，明细各行“金额”相加为5元"


def test_a_sum_over_an_unreadable_cell_is_not_called_wrong():
    assert "total-mismatch" not in {f.rule for f in on_rows({"项目": "甲", "金额": "很多"}, 总额="6")}


def test_the_sum_of_no_rows_may_stay_blank_but_not_be_wrong():
    free = regulation(table={**TABLE, "至少": 0})

    assert findings(free, reading()) == ()
    assert [f.rule for f in findings(free, reading(总额="6"))] == ["total-mismatch"]


def test_too_many_rows_are_reported_and_nothing_else_is_said_of_them():
    found = on_rows(*[{"金额": "很多"}] * 300, 总额="1")

    assert [(f.rule, f.fields, f.actual) for f in found] == [("unreadable", ("明细",), "300行")]


def stamped(**stamp: str):
    of = regulation()
    digest = of.forms[0].digest
    seen = replace(reading(), **{k: v.replace("own", digest) for k, v in stamp.items()})
    return findings(of, seen)


def test_a_form_of_another_edition_is_reported_and_judged_all_the_same():
    (found,) = stamped(edition="0.9", digest="whatever")

    assert (found.rule, found.level) == ("form-edition", Level.WARNING)
    assert (found.actual, found.expected) == ("0.9", "1.0")


def test_a_form_of_this_edition_with_another_content_is_reported():
    (found,) = stamped(edition="1.0", digest="0123456789ab")

    assert (found.rule, found.level) == ("form-content", Level.WARNING)


@pytest.mark.parametrize("stamp", [{}, {"edition": "1.0"}, {"edition": "1.0", "digest": "own"}])
def test_a_form_of_this_edition_is_not_reported(stamp):
    assert stamped(**stamp) == ()


@pytest.mark.parametrize(
    ("note", "level", "message"),
    [
        (Note(code="ambiguous-field", field="人数", detail="3；4"), Level.ERROR, "“人数”：同一字段出现了不同的值：3；4"),
        (Note(code="value-differs-from-appearance", field="人数", detail="3；4"), Level.ERROR, "“人数”：保存的值与页面显示的不一致：3；4"),
        (Note(code="unaccepted-changes"), Level.WARNING, "文档里有未处理的修订"),
        (Note(code="unknown-field", detail="“人次”"), Level.ERROR, "表单没有这个字段，填的内容没有读取：“人次”"),
        (Note(code="missing-field", field="人数", detail="找不到"), Level.ERROR, "“人数”：表单不完整：找不到"),
        (Note(code="more-notes", detail="另有 9 处"), Level.ERROR, "另有 9 处"),
        (Note(code="something-new", detail="说明"), Level.WARNING, "说明"),
    ],
)  # fmt: skip
def test_what_a_reader_noticed_is_a_finding(note, level, message):
    of = regulation(field("人数", "整数", 依据="second"))
    (found,) = findings(of, replace(reading(人数=3), notes=(note,)))

    assert (found.rule, found.level, found.message) == (note.code, level, message)
    assert found.clause.id == ("second" if note.field else "first")


@pytest.mark.parametrize(
    "note", [Note(code="missing-field", field="备注"), Note(code="unknown-field", detail="“备柱”")]
)
def test_a_field_that_is_not_there_and_one_that_is_too_much_leave_the_form_undecided(note):
    of = regulation(field("人数", "整数"), field("备注"))
    (found,) = findings(of, replace(reading(人数=3), notes=(note,)))

    assert Result(file="a.docx", findings=(found,)).status is Status.UNDECIDED


@pytest.mark.parametrize(
    "more", [{}, {"必填": True}, {"必填": True, "条件": "单.人数 > 2"}, {"必填": True, "条件": "单.又 > 2"}]
)
def test_of_a_field_that_is_not_there_nothing_else_is_said(more):
    of = regulation(field("人数", "整数"), field("又", "整数"), field("备注", **more))
    (found,) = findings(of, replace(reading(人数=3), notes=(Note(code="missing-field", field="备注"),)))

    assert (found.rule, found.fields) == ("missing-field", ("备注",))


def test_every_note_of_a_reader_has_a_sentence_of_its_own(root):
    """An unknown one is a warning; a known one says how serious it is and what to do."""
    written = "\n".join(f.read_text(encoding="utf-8") for f in (root / "generator/intake").glob("*.py"))
    codes = set(re.findall(r'Note\(\s*code="([a-z-]+)"', written))

    assert len(codes) > 5
    assert codes - CODES == set()


def test_a_sum_without_rows_asks_for_the_rows():
    table = rows("明细", field("金额", "金额", 单位="元"), 合计={"总额": "金额"})
    (found,) = findings(policy(article(), forms=[form(table=table)]), reading(总额="6"))

    assert found.message == "“总额”填写为6元，明细没有填写任何一行"
    assert found.hint == "补填明细，或者把“总额”改为0元"


def test_a_sum_is_not_judged_before_its_rows_are_filled():
    assert [f.rule for f in on_rows(总额="6")] == ["required"]


def test_a_person_who_is_listed_twice_is_reported():
    of = policy(article(), forms=[form(field("陪同", "人员"))])
    (found,) = findings(of, reading(陪同="张伟、李娜、张伟"))

    assert (found.rule, found.level, found.fields, found.actual) == (
        "repeated-name",
        Level.WARNING,
        ("陪同",),
        "张伟",
    )
    assert found.message == "“陪同”里张伟写了不止一次"
