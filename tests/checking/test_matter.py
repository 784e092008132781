"""Forms of one matter handed in together: they must agree, each once, and say what is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.checking import check_files, hand_in_bytes
from generator.editions import InForce
from generator.errors import Level
from generator.model.finding import Outcome, Status
from tests.builders import article, field, form, policy, rule

if TYPE_CHECKING:
    from generator.model.finding import Finding, Result

PURCHASES = policy(
    article(
        "first",
        规则=[
            rule("验收.数量 <= 申购.数量", "no-more-than-ordered", 字段=["验收.数量"]),
            rule("已交.验收", "acceptance-handed-in", 适用="已交.付款", 字段=["申购.编号"]),
            rule("已交.验收 且 已交.申购", "paid-for-something", 适用="已交.付款", 字段=["付款.编号"], 级别="警告"),
            rule("申购.数量 >= 1", "something-ordered"),
            rule("付款.日期 == 申购.日期", "paid-at-once", 级别="提示"),
        ],
    ),
    forms=[
        form(field("供应商"), field("数量", "整数"), id="request", name="申购", 附表=1),
        form(field("供应商"), field("数量", "整数"), id="acceptance", name="验收", 附表=2),
        form(field("供应商"), field("金额", "金额"), id="payment", name="付款", 附表=3, 可多份=True),
    ],
    cover={"一致字段": ["供应商", "日期"]},
)  # fmt: skip


def handed(form_id: str, number: str = "CG-1", **values: Any) -> bytes:
    filled = {"编号": number, "日期": "2026-05-01", "供应商": "甲公司", **values}
    return json.dumps({"form": form_id, "values": filled}).encode()


def judged(**files: bytes) -> dict[str, Result]:
    listed = [hand_in_bytes(f"folder/{name}", content) for name, content in files.items()]
    results = check_files(InForce((), PURCHASES), listed)
    return {r.file.removeprefix("folder/"): r for r in results}


def rules_of(result: Result) -> list[str]:
    return [f.rule for f in result.findings]


def the(result: Result, rule_id: str) -> Finding:
    (found,) = [f for f in result.findings if f.rule == rule_id]
    return found


def test_forms_that_agree_have_no_findings():
    found = judged(a=handed("request", 数量=3), b=handed("acceptance", 数量=3), c=handed("payment", 金额=5))

    assert [rules_of(r) for r in found.values()] == [[], [], []]


def test_a_field_that_must_agree_is_reported_on_the_later_form_with_the_earlier_value():
    found = judged(a=handed("acceptance", 供应商="乙公司", 数量=3), b=handed("request", 数量=3))

    assert rules_of(found["b"]) == []
    finding = the(found["a"], "forms-disagree")
    assert (finding.fields, finding.actual, finding.expected) == (("供应商",), "“乙公司”", "“甲公司”")
    assert finding.message == "“供应商”填的是“乙公司”，《申购表》填的是“甲公司”"


def test_a_form_is_compared_with_the_first_that_has_the_field():
    """A fault of the second form is not told again on the third."""
    found = judged(
        a=handed("request", 数量=3), b=handed("acceptance", 供应商="乙公司", 数量=3), c=handed("payment")
    )

    assert [rules_of(r) for r in found.values()] == [[], ["forms-disagree"], []]


def test_a_text_may_be_written_another_way_a_date_may_not():
    found = judged(
        a=handed("request", 数量=3), b=handed("acceptance", 供应商="甲", 日期="2026-05-02", 数量=3)
    )

    levels = {f.fields: f.level for f in found["b"].findings}
    assert levels == {("供应商",): Level.WARNING, ("日期",): Level.ERROR}


def test_a_rule_that_compares_the_field_itself_speaks_alone():
    found = judged(a=handed("request", 数量=3), b=handed("payment", 日期="2026-05-02"))

    assert rules_of(found["b"]) == ["paid-for-something", "paid-at-once"]


def test_blanks_and_width_make_no_disagreement_and_an_empty_field_is_none():
    found = judged(
        a=handed("request", 供应商="甲　公司Ａ"),
        b=handed("acceptance", 供应商="甲公司A"),
        c=handed("payment", 供应商=None),
    )

    assert [f.rule for r in found.values() for f in r.findings if f.rule == "forms-disagree"] == []


@pytest.mark.parametrize("number", ["cg-1", "ＣＧ－1", "CG - 1", "CG—1"])
def test_the_tying_number_is_compared_without_width_case_and_blanks(number):
    found = judged(a=handed("request", 数量=3), b=handed("acceptance", number, 数量=9))

    assert rules_of(found["b"]) == ["no-more-than-ordered"]


def test_forms_of_two_matters_and_forms_without_a_number_are_judged_alone():
    found = judged(
        a=handed("request", 数量=3),
        b=handed("acceptance", "CG-2", 数量=9),
        c=handed("acceptance", "", 数量=9),
    )

    assert [rules_of(r) for r in found.values()] == [[], [], []]


def test_a_missing_form_is_reported_where_the_rule_asks_for_it():
    found = judged(a=handed("request", 数量=3), b=handed("payment"))

    finding = the(found["a"], "acceptance-handed-in")
    assert (finding.actual, finding.fields) == ("没有《验收表》", ("编号",))
    assert rules_of(found["b"]) == ["paid-for-something"]


def test_a_form_handed_in_alone_lacks_nothing_that_no_rule_asks_for():
    assert rules_of(judged(a=handed("request", 数量=3))["a"]) == []


def test_two_copies_with_different_answers_are_reported_on_both():
    found = judged(a=handed("request", 数量=3), b=handed("request", 数量=4))

    finding = the(found["a"], "copies-differ")
    assert (finding.fields, finding.outcome, finding.actual) == (("数量",), Outcome.VIOLATED, "数量：3")
    assert finding.message == "同一编号的这张表单交了2份，“数量”不同"
    assert finding.hint == "与 b 核对，只交正确的一份"
    assert the(found["b"], "copies-differ").actual == "数量：4"


def test_a_form_that_is_compared_with_differing_copies_is_undecided_once():
    found = judged(a=handed("request", 数量=3), b=handed("request", 数量=4), c=handed("acceptance", 数量=9))

    result = found["c"]
    assert result.status is Status.UNDECIDED
    assert [(f.rule, f.waits) for f in result.findings] == [
        ("copies-differ", False),
        ("no-more-than-ordered", True),
    ]
    assert "《申购表》交了2份，内容不同" in the(result, "copies-differ").message


def test_copies_that_say_the_same_count_as_one_and_are_noted():
    found = judged(
        a=handed("request", 数量=3), b=handed("request", 数量="三"), c=handed("acceptance", 数量=9)
    )

    assert [rules_of(found[name]) for name in "ab"] == [[], ["copies-agree"]]
    assert found["b"].status is Status.PASS
    assert the(found["b"], "copies-agree").message == "这张表单已经交过，内容相同：a"
    assert rules_of(found["c"]) == ["no-more-than-ordered"]


def test_a_form_that_may_be_handed_in_several_times_is_not_reported():
    found = judged(a=handed("payment", 金额=5), b=handed("payment", 金额=6))

    assert [rules_of(r) for r in found.values()] == [["paid-for-something"]] * 2


def test_a_key_that_only_tells_how_often_a_form_comes_leaves_its_print_alone():
    once = form(id="payment", name="付款")
    asked = [policy(forms=[f]).forms[0].digest for f in (once, {**once, "可多份": True})]

    assert asked[0] == asked[1]


def test_a_refused_member_does_not_disturb_the_others():
    found = judged(a=handed("request", 数量=3), b=b"\x00\x01", c=handed("acceptance", 数量=9))

    assert found["b"].status is Status.REFUSED
    assert rules_of(found["c"]) == ["no-more-than-ordered"]
