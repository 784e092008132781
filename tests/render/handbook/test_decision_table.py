"""Decision tables in words."""

from __future__ import annotations

import pytest

from generator.render.document.tables import table_grid
from generator.render.handbook import render_handbook
from generator.render.handbook.decision_table import Change, changes_after, table_view
from tests.builders import article, field, form, policy


def test_cells_are_in_words_under_their_headings(trips):
    table = table_view(trips, "差旅等级")

    assert [[c.text for c in row] for row in table.rows] == [
        ["超过1万元", "甲", "600元/晚"],
        ["不超过1万元", "乙", "400元/晚"],
    ]
    assert [c.label for c in table.rows[0]] == ["预计费用", "等级", "住宿标准"]
    assert [c.is_input for c in table.columns] == [True, False, False]


def test_a_column_to_be_confirmed_is_marked_once_in_its_heading(trips):
    table = table_view(trips, "差旅等级")

    assert [c.is_pending for c in table.columns] == [False, False, True]
    assert not any(c.is_pending for row in table.rows for c in row)


def test_later_values_are_announced(trips):
    table = table_view(trips, "差旅等级")

    assert table.rows[1][2].changes == (Change(since="2026年7月1日", text="450元/晚"),)
    parameter = trips.parameters["提前工作日"]
    assert changes_after(parameter, parameter.kind, parameter.unit, "2026-07-01") == ()


def test_a_table_in_which_the_first_row_counts_says_so(trips):
    told = "以最先符合的一行为准"
    first = {
        "命中": "优先",
        "输入": {"人数": {"类型": "整数"}},
        "输出": {"等级": "文本"},
        "行": [{"人数": "超过 3", "等级": "多"}, {"人数": "-", "等级": "少"}],
    }
    of = policy(article(表={"规模": first}), forms=[form(field("人数", "整数"))])

    assert told in render_handbook(of, {})["chapters/part1.md"]
    assert told in table_grid(of, "规模").caption
    assert told not in render_handbook(trips, {})["chapters/travel.md"]


def test_an_unknown_table_is_an_error(trips):
    with pytest.raises(KeyError):
        table_view(trips, "没有")
