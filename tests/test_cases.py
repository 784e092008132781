"""Examples of the regulation run as tests."""

from __future__ import annotations

import pytest

from generator.cases import check_cases, example_of, findings_of, run_cases
from tests.builders import article, field, form, policy, rows, rule

FORMS = [
    form(field("人数", "整数", 必填=True), table=rows("明细", field("金额", "金额"))),
    form(field("人数", "整数"), id="log", name="记录"),
]
RULES = [
    rule("单.人数 <= 3", "few"),
    rule("单.人数 == 记录.人数", "same"),
    rule("行.金额 > 0", "each", 逐行="单.明细"),
]
SAMPLES = {
    "单": {"表单": "trip", "值": {"编号": "1", "人数": "3人", "明细": [{"金额": "5元"}]}},
    "记录": {"表单": "log", "值": {"人数": 3}},
}


def regulation(*cases: dict):
    return policy(article(规则=RULES), forms=FORMS, cases={"样例": SAMPLES, "用例": list(cases)})


def case(*samples: str, change: dict | None = None, expect: tuple[str, ...] = ()) -> dict:
    return {"名称": "用例", "样例": list(samples), "改": change or {}, "期望": list(expect)}


@pytest.mark.parametrize(
    ("samples", "change", "found"),
    [
        (("单",), {}, ()),
        (("单", "记录"), {}, ()),
        (("单",), {"单.人数": 4}, ("few",)),
        (("单", "记录"), {"单.人数": 4}, ("few", "same")),
        (("单", "记录"), {"记录.人数": ""}, ("same?",)),
        (("单",), {"单.人数": ""}, ("few?", "required")),
        (("单",), {"单.人数": None}, ("few?", "required")),
        (("单",), {"单.明细": [{"金额": "0"}, {"金额": "5"}, {"金额": 0}]}, ("each",)),
        (("单",), {"单.人数": "两三"}, ("few?", "unreadable")),
    ],
)
def test_a_case_gives_every_finding_each_once(samples, change, found):
    (result,) = run_cases(regulation(case(*samples, change=change, expect=found)))

    assert result.found == found
    assert result.is_met


def test_a_case_that_came_out_otherwise_is_not_met():
    (result,) = run_cases(regulation(case("单", expect=("few",))))

    assert (result.expected, result.found, result.is_met) == (("few",), (), False)
    assert result.location.file == "policy/cases/cases.yaml"


@pytest.mark.parametrize(
    ("of", "message", "hint"),
    [
        (case("丹"), "用例“用例”：没有样例“丹”", "可以写：单、记录"),
        (case("单", change={"单.人次": 1}), "用例“用例”：没有字段“单.人次”", "是否要写“人数”？"),
        (case("单", change={"人数": 1}), "用例“用例”：没有字段“人数”", ""),
        (case("单", expect=("fewer",)), "用例“用例”：没有规则“fewer”", "是否要写“few”？"),
        (case("单", expect=("required?",)), "", ""),
    ],
)
def test_a_case_that_cannot_be_run_is_a_problem(of, message, hint):
    found = list(check_cases(regulation(of)))

    assert [p.message for p in found] == ([message] if message else [])
    assert all(hint in p.hint for p in found)


def test_cases_with_problems_are_not_run():
    assert list(run_cases(regulation(case("丹")))) == []


def test_a_sample_of_an_unknown_form_is_a_problem():
    of = policy(
        article(), forms=FORMS, cases={"样例": {"甲": {"表单": "trap", "值": {}}}, "用例": [case("甲")]}
    )

    assert [p.message for p in check_cases(of)] == ["用例“用例”：样例“甲”的表单“trap”不存在"]


def test_every_case_of_the_shipped_regulation_is_met(shipped_policy):
    assert [str(p) for p in check_cases(shipped_policy)] == []
    assert [(r.case.name, r.expected, r.found) for r in run_cases(shipped_policy) if not r.is_met] == []


def test_the_example_of_a_form_is_the_first_sample_that_stands_alone_and_unchanged():
    made = regulation(
        case("单", change={"单.人数": 4}, expect=("few",)), case("单", "记录"), case("记录"), case("单")
    )

    assert example_of(made, made.forms_by_id["trip"]).answers["人数"].value == 3
    assert example_of(made, made.forms_by_id["log"]).form == "log"


def test_a_form_that_no_case_holds_up_has_no_example():
    made = regulation(case("单", change={"单.人数": 4}, expect=("few",)), case("单", "记录"))

    assert example_of(made, made.forms_by_id["trip"]) is None


def test_what_is_said_of_a_rule_is_what_its_first_broken_case_says():
    telling = rule("单.人数 <= 3", "few", 提示="来了{单.人数}人")
    cases = [case("单", change={"单.人数": n}, expect=("few",)) for n in (4, 5)]
    undecided = case("单", change={"单.人数": ""}, expect=("few?", "required"))
    source = {"样例": SAMPLES, "用例": [undecided, *cases]}
    said = findings_of(policy(article(规则=[telling]), forms=FORMS, cases=source))

    assert said["few"].message == "来了4人"


def test_every_rule_of_the_shipped_regulation_is_broken_by_a_case(shipped_policy):
    rules = {r.id for a in shipped_policy.articles.values() for r in a.rules}

    assert rules - findings_of(shipped_policy).keys() == set()
