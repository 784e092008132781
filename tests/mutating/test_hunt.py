"""What no example would notice is named; what one does is not."""

from __future__ import annotations

import pytest

from generator.errors import SourceError
from generator.mutating import hunt
from tests.builders import article, field, form, policy, rule
from tests.mutating.conftest import COMPLETE, case, regulation


def unnoticed(of, **more) -> list[str]:
    return [m.words for m in hunt(of, jobs=1, **more).unnoticed]


def test_without_cases_at_the_edges_the_edges_can_be_moved_unnoticed() -> None:
    found = unnoticed(regulation(case("few", 人数=9)))

    assert "把表“等级”金额不超过600万元的最多3人改为4人" in found
    assert "把表“等级”里金额的界限由600万元改为6000000.01元" in found
    assert "去掉规则 early" in found
    assert "去掉规则 few" not in found


def test_cases_on_both_sides_of_every_edge_leave_little(complete) -> None:
    found = unnoticed(complete)

    assert [w for w in found if "参数" in w or "表" in w.split("（")[0]] == []


def test_a_change_that_the_linter_refuses_is_noticed() -> None:
    """An option that a row of the table does not admit would leave a gap."""
    of = regulation(*COMPLETE)

    assert not any("去掉" in w and "类别" in w for w in unnoticed(of))


def test_an_exempt_change_is_counted_apart() -> None:
    of = regulation(exempt=[{"对象": "规则.early", "理由": "另有人工核对"}])
    result = hunt(of, jobs=1)

    assert all(m.target != "规则.early" for m in result.unnoticed)
    assert {m.target for m in result.excused} == {"规则.early"}
    assert result.needless == ()


def test_an_exemption_can_mean_one_change_only() -> None:
    of = regulation(exempt=[{"对象": "规则.early", "改动": "去掉规则", "理由": "另有人工核对"}])
    result = hunt(of, jobs=1)

    assert [m.words for m in result.excused] == ["去掉规则 early"]


def test_an_exemption_that_is_not_needed_is_named() -> None:
    of = regulation(*COMPLETE, exempt=[{"对象": "参数.上限", "理由": "没有用例"}])

    assert [e.target for e in hunt(of, jobs=1).needless] == ["参数.上限"]


def test_every_change_is_tried_once() -> None:
    tried = []
    result = hunt(regulation(), jobs=1, on_step=lambda: tried.append(1))

    assert result.count == len(tried) > 25


def test_several_processes_find_the_same() -> None:
    of = regulation(case("few", 人数=9))

    assert [m.words for m in hunt(of, jobs=2).unnoticed] == unnoticed(of)


def test_wrong_cases_are_named_first() -> None:
    with pytest.raises(SourceError):
        hunt(regulation({"名称": "错", "样例": ["没有"]}), jobs=1)


def test_forms_that_disagree_do_not_make_up_for_an_example() -> None:
    """The check that fields agree is silent where a rule says it: with fewer rules it says more."""
    forms = [form(field("人数", "整数"), field("级别", "整数"), id=n, name=n) for n in ("one", "two")]
    rules = [rule("two.人数 == one.人数", "same"), rule("one.级别 <= 3", "low")]
    values = {"编号": "1", "日期": "2026-03-05", "级别": 1}
    samples = {n: {"表单": n, "值": {**values, "人数": count}} for n, count in (("one", 2), ("two", 3))}
    cases = {"样例": samples, "用例": [{"名称": "不一致", "样例": ["one", "two"], "期望": ["same"]}]}
    of = policy(article(规则=rules), forms=forms, cases=cases, cover={"一致字段": ["人数"]})

    assert "去掉规则 low" in unnoticed(of)
    assert any("规则 low" in words and "<=" in words for words in unnoticed(of))
