"""Tables looked up, figures by the day, and why a name is open."""

from __future__ import annotations

import pytest

from generator.rules.expression import mangle
from generator.rules.facts import to_submission
from generator.rules.lookup import Case
from tests.builders import article, field, form, policy, reading, rows

GRADES = {
    "输入": {"金额": {"类型": "金额", "范围": "≥ 0"}},
    "输出": {"等级": {"类型": "选项", "选项": ["A", "B"]}},
    "行": [{"金额": "超过 600万", "等级": "A"}, {"金额": "[0, 500万]", "等级": "B"}],
}
LIMITS = {
    "输入": {"等级": {"类型": "选项", "选项": ["A", "B"], "取自": "表.等级表.等级"}},
    "输出": {"餐费": "金额", "住宿": "金额"},
    "行": [
        {"等级": "A", "餐费": {"2026-01-01": "300元", "2026-07-01": "400元"}, "住宿": "不限"},
        {"等级": "B", "餐费": "未定", "住宿": "200元"},
    ],
}
POLICY = policy(
    article(
        参数={"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}}, "空": "未定", "固定": 5},
        表={"等级表": GRADES, "限额": LIMITS},
    ),
    forms=[
        form(field("金额", "金额"), table=rows("明细", field("项目"), field("单价", "金额"))),
        form(field("金额", "金额"), id="log", name="记录"),
    ],
)
MEAL, ROOM = ("表", "限额", "餐费"), ("表", "限额", "住宿")


def case(*readings, day: str | None = "2026-03-01") -> Case:
    given = [to_submission(POLICY, POLICY.forms_by_id[r.form], r) for r in readings]
    return Case(POLICY, {POLICY.forms_by_id[s.form].name: s for s in given}, day)


def test_a_table_is_looked_up_through_another_table():
    found = case(reading(金额="700万元"))

    assert found.hit("等级表").row == 0
    assert found.hit("限额").row == 0


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        (None, "“金额”未填"),
        ("", "“金额”未填"),
        ("很多", "“金额”填写的“很多”无法识别"),
        ("550万元", "表“等级表”里没有对应“金额550万元”"),
    ],
)
def test_a_table_without_a_row_says_why(amount, reason):
    found = case(reading(金额=amount))

    assert found.hit("等级表").row is None
    assert found.hit("限额").reasons == (reason,)


def test_a_form_that_was_not_handed_in_is_named():
    policy_ = policy(
        article(表={"等级表": {**GRADES, "输入": {"金额": {"类型": "金额", "取自": "单.金额"}}}}),
        forms=[form(field("金额", "金额")), form(id="log", name="记录")],
    )
    log = to_submission(policy_, policy_.forms_by_id["log"], reading("log"))

    assert Case(policy_, {"记录": log}, "2026-03-01").hit("等级表").reasons == (
        "没有一并提交《单表》，不知道“金额”",
    )


def test_the_form_being_judged_goes_first_where_several_have_the_field():
    trip, log = reading(金额="700万元"), reading("log", 金额="100万元")

    assert case(trip, log).hit("等级表").row == 0
    assert case(log, trip).hit("等级表").row == 1


def test_another_form_stands_in_for_a_blank_field_but_not_for_an_unreadable_one():
    log = reading("log", 金额="100万元")

    assert case(reading(金额=""), log).hit("等级表").row == 1
    assert case(reading(金额="很多"), log).hit("等级表").row is None


def fed_by(other: str) -> dict[str, object]:
    """A table whose only input is the output of another."""
    inputs = {"输入值": {"类型": "整数", "取自": f"表.{other}.值"}}
    return {"输入": inputs, "输出": {"值": "整数"}, "行": [{"输入值": "-", "值": 1}]}


def test_tables_that_take_from_each_other_end():
    found = policy(article(表={"甲": fed_by("乙"), "乙": fed_by("甲")}))

    assert Case(found, {}, "2026-03-01").hit("甲").reasons == ("表“甲”的取值绕回了自己",)


@pytest.mark.parametrize(
    ("paths", "amount", "blockers"),
    [
        ((MEAL,), "100万元", ("制度尚未规定“餐费”（见“限额”）",)),
        ((ROOM,), "700万元", ()),
        ((ROOM,), "100万元", ()),
        ((("参数", "空"),), "1元", ("制度没有规定2026年3月1日的“空”",)),
        ((("参数", "固定"), ("参数", "提前")), "1元", ()),
        ((("单", "金额"),), "很多", ("“金额”填写的“很多”无法识别",)),
        ((("单", "金额"),), "", ()),
    ],
)
def test_what_is_not_decided_blocks_and_what_is_absent_does_not(paths, amount, blockers):
    assert case(reading(金额=amount)).blockers(paths) == blockers


def test_an_unreadable_cell_blocks_a_rule_over_the_rows():
    seen = [{"项目": "甲", "单价": "5"}, {}, {"单价": "很多"}]

    assert case(reading(table={"明细": seen})).blockers((("单", "明细"),)) == (
        "“明细”第3行“单价”填写的“很多”无法识别",
    )


@pytest.mark.parametrize(("day", "fen"), [("2026-06-30", 30_000), ("2026-07-01", 40_000)])
def test_the_value_of_the_day_counts_on_both_sides_of_a_change(day, fen):
    data = case(reading(金额="700万元"), day=day).data()

    assert data[mangle("表")][mangle("限额")] == {mangle("餐费"): fen}


def test_without_a_day_what_changes_over_time_is_open_and_what_does_not_is_known():
    found = case(reading(金额="700万元"), day=None)
    why = "“日期”未填或无法识别，不能确定适用哪一时期的规定"

    assert found.hit("等级表").row == 0
    assert found.hit("限额").reasons == (why,)
    assert found.blockers((("参数", "提前"), ("参数", "固定"))) == (why,)


def test_before_the_first_date_there_is_no_figure():
    assert case(reading(), day="2025-12-31").blockers((("参数", "提前"),)) == (
        "制度没有规定2025年12月31日的“提前”",
    )


def test_reasons_name_blank_fields_and_cells():
    found = case(reading(金额="", table={"明细": [{"项目": "甲"}, {"单价": "5"}]}))

    assert found.reasons((("单", "金额"),)) == ("“金额”未填",)
    assert found.reasons((("单", "明细"), ("x", "单价"))) == ("“明细”第1行没有填写“单价”",)


def test_a_row_is_seen_as_such():
    found = case(reading(table={"明细": [{"项目": "甲"}, {}, {"单价": "?"}]}))
    (_, first), (number, third) = found.rows(("单", "明细"))

    assert number == 3
    assert found.reasons((("行", "单价"),), first) == ("“单价”未填",)
    assert found.blockers((("行", "单价"),), third) == ("“单价”填写的“?”无法识别",)
