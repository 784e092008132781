"""Forms of a matter → findings: three outcomes, rows, dossiers, dates, and their order."""

from __future__ import annotations

import pytest

from generator.errors import Level
from generator.model.finding import Outcome
from tests.builders import article, field, findings, form, policy, reading, rows, rule, year

GRADES = {
    "输入": {"金额": {"类型": "金额", "范围": "≥ 0", "取自": "单.金额"}},
    "输出": {"等级": {"类型": "选项", "选项": ["A", "B"]}, "最多": "整数"},
    "行": [
        {"金额": "超过 600万", "等级": "A", "最多": "不限"},
        {"金额": "[100万, 600万]", "等级": "B", "最多": 2},
        {"金额": "不满 100万", "等级": "B", "最多": "未定"},
    ],
}
ROWS = rows(
    "明细", field("项目", "选项", 选项=["餐", "住"]), field("单价", "金额", 单位="元"), field("数量", "整数")
)
FORMS = [
    form(field("金额", "金额"), field("等级", "选项", 选项=["A", "B"]), field("人数", "整数"), field("说明"), table=ROWS),
    form(field("人数", "整数"), field("止", "日期"), id="log", name="记录"),
]  # fmt: skip


def regulation(*rules: dict, **parts: object):
    parts.setdefault("表", {"等级表": GRADES})
    return policy(article(规则=list(rules), **parts), forms=FORMS, calendar=[year(2026)])


def outcomes(of, *readings) -> list[tuple[str, Outcome, str]]:
    return [(f.rule, f.outcome, f.message) for f in findings(of, *readings)]


GRADE = rule(
    "单.等级 == 表.等级表.等级",
    提示="等级填“{单.等级}”，按{单.金额}应为“{表.等级表.等级}”",
    应为="{表.等级表.等级}",
    更正="改为{表.等级表.等级}",
)


def test_a_rule_that_holds_says_nothing():
    assert findings(regulation(GRADE), reading(金额="700万元", 等级="A")) == ()


def test_a_violation_names_clause_field_value_expectation_and_way_out():
    (found,) = findings(regulation(GRADE), reading(金额="600万元", 等级="A"))

    assert (found.rule, found.level, found.outcome) == ("a-rule", Level.ERROR, Outcome.VIOLATED)
    assert (found.clause.id, found.clause.label) == ("first", "第一条")
    assert (found.fields, found.actual, found.expected) == (("等级",), "A", "B")
    assert (found.message, found.hint) == ("等级填“A”，按600万元应为“B”", "改为B")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"等级": "A"}, "无法判定：“金额”未填"),
        ({"等级": "A", "金额": "很多"}, "无法判定：“金额”填写的“很多”无法识别"),
        ({"金额": "700万元"}, "无法判定：“等级”未填"),
        ({}, "无法判定：“等级”未填；“金额”未填"),
    ],
)
def test_what_is_blank_or_unreadable_leaves_a_rule_undecided_with_the_reason(values, why):
    found = [m for r, o, m in outcomes(regulation(GRADE), reading(**values)) if o is Outcome.UNDECIDED]

    assert found == [why]


LIMIT = rule("单.人数 <= 表.等级表.最多", 适用="有(表.等级表.最多)")


@pytest.mark.parametrize(
    ("amount", "found"),
    [
        ("700万元", []),
        ("600万元", [("a-rule", Outcome.VIOLATED, "不符")]),
        ("50万元", [("a-rule", Outcome.UNDECIDED, "无法判定：制度尚未规定“最多”（见“等级表”）")]),
    ],
)
def test_no_bound_passes_and_a_bound_that_is_not_decided_does_not(amount, found):
    assert outcomes(regulation(LIMIT), reading(金额=amount, 人数=3)) == found


def test_a_guard_does_not_let_an_unreadable_value_pass():
    guarded = rule('非 有(单.说明) 或 单.说明 != "x"')
    amount = rule("非 有(单.人数) 或 单.人数 < 5", "b-rule")

    assert findings(regulation(guarded, amount), reading()) == ()
    assert ("b-rule", Outcome.UNDECIDED, "无法判定：“人数”填写的“三五人”无法识别") in outcomes(
        regulation(guarded, amount), reading(人数="三五人")
    )


def test_a_number_written_as_nothing_does_not_satisfy_a_rule_that_asks_for_it():
    (found,) = findings(regulation(rule("有(单.说明)")), reading(说明="无"))

    assert (found.outcome, found.actual) == (Outcome.VIOLATED, "无")


@pytest.mark.parametrize(
    ("count", "outcome"),
    [(None, Outcome.UNDECIDED), (9, None), (3, None), (0, Outcome.VIOLATED)],
)
def test_a_rule_is_asked_only_where_it_applies(count, outcome):
    found = findings(regulation(rule("单.人数 > 2", 适用="单.人数 < 5")), reading(人数=count))

    assert [f.outcome for f in found] == ([outcome] if outcome else [])


def test_a_rule_that_may_not_apply_is_silent_where_the_reason_is_reported_already():
    of = regulation(rule("单.金额 > 1", 适用="单.人数 > 2"))

    assert [f.rule for f in findings(of, reading(人数="两三"))] == ["unreadable"]


EACH = rule(
    "行.单价 <= 100元".replace("100元", "参数.上限"),
    逐行="单.明细",
    提示="第{行.序号}行{行.项目}单价{行.单价}",
)
LIMITED = {"参数": {"上限": "100元"}}


def test_a_rule_over_rows_gives_a_finding_for_each_row_with_its_printed_number():
    seen = [{"项目": "餐", "单价": "200"}, {}, {"项目": "住", "单价": "50"}, {"项目": "住", "单价": "300"}]
    found = findings(regulation(EACH, **LIMITED), reading(table={"明细": seen}))

    assert [(f.fields, f.actual, f.message) for f in found] == [
        (("明细[1].单价",), "200元", "第1行餐单价200元"),
        (("明细[4].单价",), "300元", "第4行住单价300元"),
    ]


def test_a_blank_cell_leaves_only_its_own_row_undecided():
    seen = [{"项目": "餐"}, {"项目": "住", "单价": "300"}]
    found = findings(regulation(EACH, **LIMITED), reading(table={"明细": seen}))

    assert [(f.outcome, f.fields) for f in found] == [
        (Outcome.VIOLATED, ("明细[2].单价",)),
        (Outcome.UNDECIDED, ("明细[1].单价",)),
    ]


def test_rows_that_are_open_for_the_same_reason_make_one_finding():
    each = rule("行.单价 > 0 且 单.等级 == 表.等级表.等级", 逐行="单.明细")
    seen = [{"单价": "1"}, {"单价": "2"}]
    (found,) = findings(regulation(each), reading(等级="A", table={"明细": seen}))

    assert found.fields == ("明细[1].单价", "等级", "明细[2].单价")
    assert found.message == "无法判定：“金额”未填"


def test_an_unreadable_cell_that_a_rule_hangs_on_is_reported_once():
    each = rule("行.单价 > 0", 逐行="单.明细", 适用='行.项目 == "餐"')
    found = findings(regulation(each), reading(table={"明细": [{"项目": "跑", "单价": "1"}]}))

    assert [f.rule for f in found] == ["unreadable"]


def test_a_table_without_rows_breaks_no_rule_over_rows():
    assert findings(regulation(EACH, **LIMITED), reading()) == ()


def test_too_many_rows_never_pass():
    found = findings(regulation(EACH, **LIMITED), reading(table={"明细": [{"单价": "1"}] * 300}))

    assert [f.rule for f in found] == ["unreadable"]


BOTH = rule("单.人数 == 记录.人数", 提示="单上{单.人数}人，记录{记录.人数}人")


def test_forms_of_a_matter_are_compared_once_both_are_there():
    trip, log = reading(人数=3), reading("log", 人数=4)

    assert findings(regulation(BOTH), trip) == ()
    assert findings(regulation(BOTH), log) == ()
    assert outcomes(regulation(BOTH), trip, log) == [("a-rule", Outcome.VIOLATED, "单上3人，记录4人")]


def test_a_rule_about_two_forms_is_judged_for_the_first_it_names():
    """Else each of two files would show the same finding."""
    trip, log = reading(人数=3), reading("log", 人数=4)

    assert findings(regulation(BOTH), log, trip) == ()


def test_a_finding_points_at_fields_of_its_own_form_and_shows_those_of_the_other():
    (found,) = findings(regulation(BOTH), reading(人数=3), reading("log", 人数=4))

    assert found.fields == ("人数",)
    assert found.actual == "人数：3；记录的人数：4"


def test_a_rule_about_a_form_that_was_not_handed_in_is_not_asked():
    late = rule("记录.止 >= 单.日期")

    assert findings(regulation(late), reading("log", 止="2026-01-01")) == ()


def test_a_table_fed_by_a_form_that_was_not_handed_in_leaves_a_rule_undecided():
    of = regulation(rule('记录.人数 > 0 且 表.等级表.等级 == "A"'))

    assert outcomes(of, reading("log", 人数=1)) == [
        ("a-rule", Outcome.UNDECIDED, "无法判定：没有一并提交《单表》，不知道“金额”")
    ]


DATED = {"参数": {"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}, "单位": "个工作日"}}}
NOTICE = rule(
    "工作日数(单.日期, 记录.止) >= 参数.提前",
    提示="提前{工作日数(单.日期, 记录.止)}个工作日",
    应为="{参数.提前}",
    字段=["单.日期"],
)


@pytest.mark.parametrize(
    ("day", "end", "expected"),
    [("2026-06-30", "2026-07-01", "2"), ("2026-07-01", "2026-07-02", "3")],
)
def test_the_figure_of_the_day_decides(day, end, expected):
    (found,) = findings(regulation(NOTICE, **DATED), reading(日期=day), reading("log", 止=end))

    assert found.expected == expected


def test_both_sides_of_a_change_judge_the_same_facts_differently():
    def broken(day: str, end: str) -> bool:
        return bool(findings(regulation(NOTICE, **DATED), reading(日期=day), reading("log", 止=end)))

    assert not broken("2026-06-29", "2026-07-01")
    assert broken("2026-07-06", "2026-07-08")
    assert not broken("2026-07-06", "2026-07-09")


def test_a_year_without_calendar_leaves_a_rule_undecided_and_says_so():
    (found,) = findings(
        regulation(NOTICE, **DATED), reading(日期="2026-12-30"), reading("log", 止="2027-01-05")
    )

    assert found.outcome is Outcome.UNDECIDED
    assert found.message == "无法判定：2027年放假安排未录入"
    assert "录入" in found.hint


def test_a_missing_calendar_is_not_blamed_for_what_came_before_it():
    """The engine remembers missing years; a later rule must not inherit them."""
    of = regulation(NOTICE, rule("单.人数 > 0", "b-rule"), **DATED)
    found = outcomes(of, reading(日期="2026-12-30", 人数="很多"), reading("log", 止="2027-01-05"))

    assert ("b-rule", Outcome.UNDECIDED, "无法判定：“人数”填写的“很多”无法识别") in found


def test_without_the_date_what_changes_over_time_is_undecided():
    of = regulation(rule("单.人数 > 参数.提前"), **DATED)

    assert outcomes(of, reading(人数=1)) == [
        ("a-rule", Outcome.UNDECIDED, "无法判定：“日期”未填或无法识别，不能确定适用哪一时期的规定")
    ]


@pytest.mark.parametrize("requirement", ["单.金额 / 单.人数 > 0", "单.金额 * 单.金额 > 0"])
def test_a_sum_that_cannot_be_worked_out_is_undecided(requirement):
    of = regulation(rule(requirement))

    assert outcomes(of, reading(金额=10**14, 人数=0)) == [
        ("a-rule", Outcome.UNDECIDED, "无法判定：按填写的内容算不出结果")
    ]


def test_most_serious_first_then_by_article_then_by_place_on_the_page():
    rules = [
        article("first", 规则=[rule("单.人数 > 9", "note-first", 级别="提示")]),
        article("second", 规则=[rule("单.说明 != '甲'", "late-field"), rule("单.金额 > 900", "early-field")]),
        article("third", 规则=[rule("单.人数 > 9", "warning", 级别="警告"), rule("单.等级 == 'A'", "open")]),
        article("fourth", 规则=[rule("单.人数 > 9", "error-fourth")]),
    ]
    found = findings(policy(*rules, forms=FORMS), reading(人数=1, 金额="1元", 说明="甲"))

    assert [f.rule for f in found] == [
        "early-field",
        "late-field",
        "error-fourth",
        "open",
        "warning",
        "note-first",
    ]


def test_every_run_gives_the_same_findings_in_the_same_order():
    of = regulation(GRADE, LIMIT, BOTH)
    form_ = reading(人数="两三", 等级="C", 金额="?", table={"明细": [{"项目": "跑"}]})

    assert findings(of, form_) == findings(of, form_)
    assert len(set(findings(of, form_))) == len(findings(of, form_))


def test_the_form_that_is_judged_is_not_replaced_by_another_of_its_kind():
    first, second = reading(等级="A", 金额="700万元"), reading(等级="A", 金额="1元")

    assert findings(regulation(GRADE), first, second) == ()


@pytest.mark.parametrize(
    ("guarded", "more"),
    [
        ("非 有(行.单价) 或 行.单价 < 9", {"逐行": "单.明细"}),
        ("单.明细.全部(x, 非 有(x.单价) 或 x.单价 < 9)", {}),
        ("非 单.明细.存在(x, 有(x.单价) 且 x.单价 > 9)", {}),
        ("个数(单.明细.筛选(x, 有(x.单价))) < 9", {}),
    ],
)
@pytest.mark.parametrize(("price", "outcome"), [("", None), ("0.05", None), ("很多", Outcome.UNDECIDED)])
def test_a_guard_on_a_cell_lets_a_blank_pass_and_never_an_unreadable_one(guarded, more, price, outcome):
    seen = [{"项目": "餐", "单价": "0.01"}, {"项目": "住", "单价": price}]
    found = findings(regulation(rule(guarded, **more)), reading(table={"明细": seen}))

    assert [f.outcome for f in found if f.rule == "a-rule"] == ([outcome] if outcome else [])


def test_a_blank_table_is_not_filled():
    of = regulation(rule("非 有(单.明细) 或 单.明细.全部(x, x.单价 > 0)"))

    assert findings(of, reading(table={"明细": [{}, {"项目": ""}]})) == ()


def test_a_rule_that_looks_up_what_is_unreadable_waits_for_it():
    """A reader who mends the amount has settled the grade as well: it is no finding of its own."""
    found = findings(regulation(GRADE), reading(金额="很多", 等级="A"))

    assert [(f.rule, f.waits) for f in found] == [("unreadable", False), ("a-rule", True)]


def test_a_rule_that_walks_over_a_faulty_row_waits_for_it():
    walks = rule("单.明细.全部(x, x.单价 <= 50000)")
    found = findings(regulation(walks), reading(table={"明细": [{"项目": "餐", "单价": "便宜"}]}))

    assert [(f.rule, f.waits) for f in found] == [("unreadable", False), ("a-rule", True)]


def test_a_figure_that_depends_on_an_unreadable_day_waits_for_it():
    dated = regulation(
        rule("单.人数 <= 参数.上限"), 参数={"上限": {"值": {"2026-01-01": 3, "2026-07-01": 5}}}
    )
    found = findings(dated, reading(日期="某日", 人数="4"))

    assert [(f.rule, f.waits) for f in found] == [("unreadable", False), ("a-rule", True)]
