"""Every figure, operator and rule is changed once each way, in words people understand."""

from __future__ import annotations

import pytest

from generator.model.quantity import ValueKind
from generator.mutating.expressions import turned
from generator.mutating.figures import other_values
from generator.mutating.hunt import all_mutants
from generator.mutating.mutant import changed, changed_policy
from tests.builders import article, field, form, policy, rule
from tests.mutating.conftest import regulation


def words(of) -> list[str]:
    return [m.words for m in all_mutants(of)]


@pytest.mark.parametrize(
    ("raw", "kind", "others"),
    [
        (3, ValueKind.INTEGER, [4, 2]),
        (0, ValueKind.INTEGER, [1]),
        ("600万元", ValueKind.MONEY, ["6000000.01元", "5999999.99元"]),
        (True, ValueKind.YES_NO, [False]),
        (("甲", "乙", "丙"), ValueKind.LIST, [("乙", "丙"), ("甲", "丙"), ("甲", "乙")]),
        (("甲",), ValueKind.LIST, []),
        ("2026-03-01", ValueKind.DATE, ["2026-03-02", "2026-02-28"]),
        ("商务车", ValueKind.TEXT, ["（别的）"]),
        ("未定", ValueKind.INTEGER, []),
        ("不限", ValueKind.INTEGER, []),
    ],
)
def test_a_figure_has_its_neighbours(raw, kind, others) -> None:
    assert list(other_values(raw, kind)) == others


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("a.b <= 3", ["a.b < 3", "a.b <= 4", "a.b <= 2"]),
        ('a.b == "甲"', ['a.b != "甲"', 'a.b == "（别的）"']),
        ("非 a.b 且 c.d", [" a.b 且 c.d", "非 a.b 或 c.d"]),
        ("a.b ＞= 0", ["a.b > 0", "a.b ＞= 1"]),
        ('"且 < 3" in a.b', ['"（别的）" in a.b']),
        ("", []),
    ],
)
def test_an_expression_has_every_operator_number_and_word_turned(text, others) -> None:
    assert [other for _, other in turned(text)] == others


def test_changes_are_said_in_words() -> None:
    found = words(regulation())

    for said in (
        "把参数“提前”3天改为4天",
        "把参数“上限”10元改为10.01元",
        "把参数“类别”里的“机关”去掉",
        "把表“等级”金额超过600万元的级“甲”改为“乙”",
        "把表“等级”金额不超过600万元的最多3人改为2人",
        "把表“等级”里金额的界限由600万元改为6000000.01元",
        "去掉规则 grade",
        "去掉规则 few 的适用条件",
    ):
        assert said in found
    assert any(w.startswith("把规则 few 的要求里的“<=”改为“<”（“") for w in found)
    assert any(w.startswith("把“说明”的填写条件里的“==”改为“!=”") for w in found)


def test_a_bound_moves_in_all_rows_that_meet_there() -> None:
    of = regulation()
    mutant = next(m for m in all_mutants(of) if "界限由600万元改为6000000.01元" in m.words)

    rows = mutant.applied_to(of).tables["等级"].rows

    assert [row["金额"].values[""] for row in rows] == ["> 6000000.01元", "≤ 6000000.01元"]


def test_a_figure_that_only_the_text_says_is_left_alone() -> None:
    assert not any("电话" in w for w in words(regulation()))


def test_an_option_moves_to_the_next_row_so_that_the_table_stays_whole() -> None:
    table = {
        "输入": {"类": {"类型": "选项", "选项": ["甲", "乙", "丙"], "取自": "单.类"}},
        "输出": {"最多": {"类型": "整数"}},
        "行": [{"类": ["甲", "乙"], "最多": 1}, {"类": "丙", "最多": 2}],
    }
    asked = form(field("类", "选项", 选项=["甲", "乙", "丙"]), field("人数", "整数"))
    of = policy(article(表={"上限": table}, 规则=[rule("单.人数 <= 表.上限.最多")]), forms=[asked])

    assert "把表“上限”里类“乙”从第1行移到第2行" in words(of)


def test_a_day_from_which_a_value_holds_is_moved() -> None:
    of = regulation(
        参数={"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}}, "上限": "10元", "类别": ["客户"]}
    )

    assert "把参数“提前”的2026年7月1日改为2026年7月2日" in words(of)


def test_a_change_leaves_everything_else_as_it_was() -> None:
    of = regulation()
    for mutant in all_mutants(of):
        other = mutant.applied_to(of)
        assert other != of
        assert (other.cover, other.glossary, other.case_files) == (of.cover, of.glossary, of.case_files)


def test_a_changed_node_does_not_carry_over_what_was_worked_out() -> None:
    of = regulation()
    assert of.tables["等级"].days == ()

    row = {"金额": of.tables["等级"].rows[0]["金额"], "级": "甲", "最多": {"2026-01-01": 1, "2026-07-01": 2}}
    table = changed(of.tables["等级"], rows=[row])
    first = changed(of.articles["first"], tables={"等级": table})
    other = changed_policy(of, chapters=[changed(of.chapters[0], articles=(first,))])

    assert other.tables["等级"].days == ("2026-01-01", "2026-07-01")
