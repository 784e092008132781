"""Decision tables are proved complete and unambiguous; every fault comes with an example."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Level
from generator.lint.tables import check
from generator.model.interval import Interval, parse_interval
from tests.builders import article, complaints, policy

HEAD = """\
章: 一
条:
  - 标识: grades
    条名: 分级
    款: [甲]
    表:
      级:
        命中: {hit}
        输入: {{金额: {{类型: 金额, 范围: ≥ 0}}}}
        输出: {{等级: 文本}}
        行:
"""


def on_rows(*rows: str, hit: str = "唯一") -> list[tuple[int, int, str]]:
    listed = "".join(f"          - {row}\n" for row in rows)
    return complaints(check, chapters=[HEAD.format(hit=hit) + listed])


A, B = "{金额: 超过 600万, 等级: A}", '{金额: "(400万, 600万]", 等级: B}'
C, D = '{金额: "[100万, 400万]", 等级: C}', "{金额: 不满 100万, 等级: D}"


def test_a_complete_table_is_left_alone():
    assert on_rows(A, B, C, D) == []


def test_the_overlap_of_the_original_text_is_found_at_exactly_six_million():
    """以上 includes the number: 600万以上 beside 不超过 600万 gives two answers for 600万."""
    found = on_rows("{金额: 600万以上, 等级: A}", B, C, D)

    assert found == [(13, 13, "表“级”第1、2行重叠：金额＝600万元同时命中")]


def test_a_gap_is_shown_by_an_amount_that_hits_nothing():
    found = on_rows(A, '{金额: "[410万, 600万]", 等级: B}', C, D)

    assert found == [(12, 11, "表“级”有空档：金额＝4000000.01元没有命中任何一行")]


def test_a_missing_row_is_a_gap():
    assert on_rows(A, B, C) == [(12, 11, "表“级”有空档：金额＝0元没有命中任何一行")]


def test_bounds_that_were_swapped_are_an_empty_interval():
    found = on_rows(A, '{金额: "(600万, 400万]", 等级: B}', C, D)

    assert found == [(13, 18, "表“级”第2行“金额”“(600万, 400万]”是空区间")]


def test_a_row_outside_the_domain_never_hits():
    found = on_rows(A, B, C, D, "{金额: 不满 0元, 等级: E}")

    assert (16, 13, "表“级”第5行永远不会命中") in found


def test_a_row_behind_one_that_takes_all_is_hidden_where_the_first_wins():
    found = on_rows("{金额: -, 等级: A}", B, hit="优先")

    assert found == [(13, 13, "表“级”第2行被前面的行完全遮住")]


def test_a_hidden_row_is_a_warning_and_a_gap_an_error():
    of = policy(chapters=[HEAD.format(hit="优先") + f"          - {B}\n          - {B}\n"])

    assert {p.level for p in check(of)} == {Level.ERROR, Level.WARNING}


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("{金额: 超过六百万W, 等级: A}", 18, "表“级”第1行“金额”写成“超过六百万W”，读不懂：不是数字"),
        (
            "{金额: 超过 600, 等级: A}",
            18,
            "表“级”第1行“金额”写成“超过 600”，读不懂：金额要写单位，如 300元、600万元",
        ),
        ("{金额: -, 等级: [A, B]}", 25, "表“级”第1行“等级”写成“[A, B]”：应当是一个词"),
        ("{金额: -, 等级: A, 备注: x}", 32, "表“级”第1行的“备注”不是输入也不是输出"),
        ("{金额: -}", 13, "表“级”第1行缺少“等级”"),
        ("{等级: A}", 13, "表“级”第1行缺少“金额”"),
        ("{金额: -, 等级: {2026-07-01: A}}", 25, "表“级”第1行“等级”在施行日2026年1月1日没有数值"),
    ],
)
def test_a_cell_that_cannot_be_read_is_reported_and_the_rest_waits(row, column, message):
    assert on_rows(row) == [(12, column, message)]


@pytest.mark.parametrize(
    "answer", ["未定", "不限", "{值: A, 待核定: true}", "{2025-01-01: A, 2027-01-01: 未定}"]
)
def test_what_is_not_decided_not_bounded_or_dated_is_fine(answer):
    assert on_rows(f"{{金额: -, 等级: {answer}}}") == []


def on(table: dict) -> list[str]:
    return [
        message
        for _, _, message in complaints(check, chapters=[{"章": "一", "条": [article(表={"级": table})]}])
    ]


CHOICES = {
    "类别": {"类型": "选项", "选项": ["甲", "乙"]},
    "人数": {"类型": "整数", "范围": "≥ 1", "单位": "人"},
}
ANSWER = {"级": {"类型": "选项", "选项": ["A", "B"]}}


def test_several_columns_are_combined():
    found = on({"输入": CHOICES, "输出": ANSWER, "行": [
        {"类别": "甲", "人数": "-", "级": "A"},
        {"类别": "乙", "人数": "5以上", "级": "B"},
    ]})  # fmt: skip

    assert found == ["表“级”有空档：类别＝乙、人数＝1人没有命中任何一行"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"输入": {"类别": {"类型": "选项"}}}, "表“级”的输入“类别”没有列出选项"),
        ({"输入": {"类别": {"类型": "文本"}}}, "表“级”的输入“类别”不能是文本"),
        ({"输出": {"类别": "文本"}}, "表“级”的“类别”既是输入又是输出"),
        ({"行": [{"类别": "丙", "级": "A"}]}, "表“级”第1行“类别”写成“丙”，不在选项之内"),
        ({"行": [{"类别": "-", "级": "C"}]}, "表“级”第1行“级”写成“C”，不在选项之内"),
    ],
)
def test_columns_that_cannot_be_matched_are_reported(change, message):
    table = {"输入": {"类别": CHOICES["类别"]}, "输出": ANSWER, "行": [{"类别": "-", "级": "A"}]}

    assert message in on({**table, **change})


def test_an_output_list_is_checked_word_by_word():
    output = {"审批": {"类型": "列表", "选项": ["甲", "乙"]}}
    table = {"输入": {"人数": CHOICES["人数"]}, "输出": output, "行": [{"人数": "-", "审批": ["甲", "丙"]}]}

    assert on(table) == ["表“级”第1行“审批”写成“丙”，不在选项之内"]


def test_a_table_is_proved_for_every_day_on_which_a_cell_changes():
    later = {"2026-01-01": "5～10", "2026-07-01": "5～8"}
    found = on({"输入": {"人数": CHOICES["人数"]}, "输出": {"级": "文本"}, "行": [
        {"人数": "1～4", "级": "A"}, {"人数": later, "级": "B"}, {"人数": "超过 10", "级": "C"},
    ]})  # fmt: skip

    assert found == ["表“级”自2026年7月1日起有空档：人数＝9人没有命中任何一行"]


def test_a_row_that_starts_later_is_not_called_unreachable_before():
    rows = [{"人数": "-", "级": "A"}, {"人数": {"2026-07-01": "超过 5"}, "级": "B"}]

    assert on({"命中": "优先", "输入": {"人数": CHOICES["人数"]}, "输出": {"级": "文本"}, "行": rows}) == [
        "表“级”自2026年7月1日起第2行被前面的行完全遮住"
    ]


def test_too_many_combinations_are_reported_instead_of_tried():
    names = "甲乙丙丁戊己"
    inputs = {n: {"类型": "选项", "选项": [f"{n}{i}" for i in range(8)]} for n in names}
    found = on({"输入": inputs, "输出": {"级": "文本"}, "行": [{**dict.fromkeys(names, "-"), "级": "A"}]})

    assert found == ["表“级”的组合太多，无法逐一核对"]


BOUND = st.integers(0, 12)
CELLS = st.one_of(
    BOUND.map(lambda n: f"超过 {n}"),
    BOUND.map(lambda n: f"{n}以上"),
    BOUND.map(lambda n: f"不满 {n + 1}"),
    BOUND.map(lambda n: f"{n}以下"),
    st.tuples(BOUND, BOUND).map(lambda p: f"{min(p)}～{max(p)}"),
    st.tuples(BOUND, BOUND).map(lambda p: f"({min(p)}, {max(p) + 1}]"),
    st.just("-"),
)


def brute(cells: list[str]) -> tuple[bool, bool, set[int]]:
    """Whether some number up to far beyond all bounds hits nothing, two rows, and which rows none hits."""
    intervals: list[Interval] = [parse_interval(c, int) for c in cells]
    hits = [[i for i, interval in enumerate(intervals) if n in interval] for n in range(60)]
    reached = {i for rows in hits for i in rows}
    return [] in hits, any(len(rows) > 1 for rows in hits), set(range(len(cells))) - reached


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_gaps_overlaps_and_dead_rows_are_those_that_trying_every_number_finds(cells):
    column = {"人数": {"类型": "整数", "范围": "≥ 0"}}
    found = on({"输入": column, "输出": {"级": "整数"}, "行": [{"人数": c, "级": 1} for c in cells]})
    has_gap, has_overlap, dead = brute(cells)

    assert any("空档" in m for m in found) == has_gap
    assert any("重叠" in m for m in found) == has_overlap
    assert {m for m in found if "永远不会命中" in m} == {f"表“级”第{i + 1}行永远不会命中" for i in dead}


@given(st.lists(st.tuples(CELLS, st.sampled_from(["甲", "乙", "-"])), min_size=1, max_size=4))
def test_two_columns_are_proved_like_one(rows):
    inputs = {"人数": {"类型": "整数", "范围": "≥ 0"}, "类别": CHOICES["类别"]}
    found = on({
        "输入": inputs, "输出": {"级": "整数"},
        "行": [{"人数": cell, "类别": choice, "级": 1} for cell, choice in rows],
    })  # fmt: skip
    parts = [brute([cell for cell, choice in rows if choice in ("-", kind)] or ["不满 0"]) for kind in "甲乙"]

    assert any("空档" in m for m in found) == any(gap for gap, _, _ in parts)
    assert any("重叠" in m for m in found) == any(overlap for _, overlap, _ in parts)
