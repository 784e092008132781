from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.quantity import ValueKind
from generator.model.table import InputColumn
from tests.builders import a_table

DAY = "2026-06-01"
GRADES = a_table("""\
    输入: {合同金额: {类型: 金额, 范围: ≥ 0}}
    输出: {等级: {类型: 选项, 选项: [A, B, C, D]}, 住宿: {类型: 金额, 待核定: true}}
    行:
      - {合同金额: 超过 600万, 等级: A, 住宿: 不限}
      - {合同金额: "(400万, 600万]", 等级: B, 住宿: {2026-01-01: 500元, 2026-07-01: 600元}}
      - {合同金额: "[100万, 400万]", 等级: C, 住宿: 未定}
      - {合同金额: 不满 100万, 等级: D, 住宿: {值: 300元, 待核定: true}}
""")
WAN = 1_000_000


@pytest.mark.parametrize(
    ("fen", "row"),
    [
        (0, 3),
        (100 * WAN - 1, 3),
        (100 * WAN, 2),
        (400 * WAN, 2),
        (400 * WAN + 1, 1),
        (600 * WAN, 1),
        (600 * WAN + 1, 0),
    ],
)
def test_every_amount_hits_one_row(fen, row):
    assert GRADES.matching_rows({"合同金额": fen}, DAY) == (row,)


def test_a_cell_answers_by_the_day():
    found = [GRADES.output(1, "住宿", day) for day in ("2025-12-31", "2026-06-30", "2026-07-01")]

    assert found == [None, 50_000, 60_000]


def test_cells_are_shown_in_words():
    shown = [GRADES.show(row, "住宿", DAY) for row in range(4)]

    assert shown == ["不限", "500元", "未定", "300元"]
    assert GRADES.show(1, "合同金额", DAY) == "超过400万元且不超过600万元"
    assert GRADES.show(1, "住宿", "2025-01-01") == "未施行"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("5～10", "5至10人"),
        ("[1, 4]", "1至4人"),
        ("3", "3人"),
        ("超过 10", "超过10人"),
        ("(5, 10]", "超过5人且不超过10人"),
    ],
)
def test_whole_numbers_are_shown_as_people_count(cell, words):
    column = InputColumn.model_validate({"类型": "整数", "单位": "人"})

    assert column.words(cell) == words


def test_what_is_to_be_confirmed_is_known_by_column_or_by_cell():
    one_cell = a_table({
        "输入": {"人数": {"类型": "整数"}},
        "输出": {"甲": "整数", "乙": "整数"},
        "行": [{"人数": "-", "甲": {"值": 1, "待核定": True}, "乙": 2}],
    })  # fmt: skip

    assert GRADES.is_unconfirmed(0, "住宿")
    assert not GRADES.is_unconfirmed(0, "等级")
    assert one_cell.is_unconfirmed(0, "甲")
    assert not one_cell.is_unconfirmed(0, "乙")


def test_an_output_column_offers_its_options_each_once():
    assert GRADES.column_values("等级", DAY) == ("A", "B", "C", "D")


def test_an_output_of_lists_offers_the_words_of_all_lists():
    table = a_table({
        "输入": {"级": {"类型": "选项", "选项": ["A", "B"]}},
        "输出": {"审批人": "列表"},
        "行": [{"级": "A", "审批人": ["甲", "乙"]}, {"级": "B", "审批人": ["乙", "丙"]}],
    })  # fmt: skip

    assert table.column_values("审批人", DAY) == ("甲", "乙", "丙")


def test_the_condition_of_a_row_is_a_phrase():
    assert GRADES.sentence("D", DAY) == "合同金额不满100万元"
    with pytest.raises(KeyError):
        GRADES.sentence("E", DAY)


def test_a_choice_cell_admits_one_some_or_all_options():
    column = InputColumn.model_validate({"类型": "选项", "选项": ["甲", "乙", "丙"]})

    assert [column.admits(cell, "乙") for cell in ("乙", ("甲", "乙"), "-", "甲")] == [
        True,
        True,
        True,
        False,
    ]
    assert [column.words(cell) for cell in ("乙", ("甲", "乙"), "-")] == ["乙", "甲或乙", "不限"]


def test_a_row_is_not_in_force_before_its_first_date():
    table = a_table({
        "输入": {"人数": {"类型": "整数"}},
        "输出": {"级": "文本"},
        "行": [{"人数": {"2026-07-01": "超过 5"}, "级": "新"}, {"人数": "-", "级": "旧"}],
    })  # fmt: skip

    assert table.matching_rows({"人数": 9}, "2026-06-30") == (1,)
    assert table.matching_rows({"人数": 9}, "2026-07-01") == (0, 1)
    assert table.days == ("2026-07-01",)


@pytest.mark.parametrize("cell", [600, "超过 600", "(400, 600万]", "[100万, 400]"])
def test_an_amount_without_its_unit_is_refused(cell):
    column = InputColumn(类型=ValueKind.MONEY)

    with pytest.raises(ValueError, match=r"要写单位|区间"):
        column.interval(cell)


@pytest.mark.parametrize("cell", [True, ("1", "2")])
def test_a_cell_that_is_no_interval_is_refused(cell):
    with pytest.raises(ValueError, match="应当是一个区间"):
        InputColumn(类型=ValueKind.INTEGER).interval(cell)


@pytest.mark.parametrize("part", ["输入", "输出", "行"])
def test_a_table_without_inputs_outputs_or_rows_is_no_table(part):
    data = {"输入": {"甲": {"类型": "整数"}}, "输出": {"乙": "整数"}, "行": [{"甲": 1, "乙": 2}]}

    with pytest.raises(ValidationError):
        type(GRADES).model_validate({**data, part: type(data[part])()})
