"""Values are changed in place; what surrounds them stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source.reader import read_yaml
from generator.source.writer import set_values, to_scalar

SOURCE = """\
# 封面
名称: 出差管理制度   # 正式名称
版本: "1.0"          # 加引号
引用:
  - {名称: 民法典, 条款: '第二百零一条'}
施行日期: 2026-01-01
"""


def test_only_the_values_change_and_comments_stay() -> None:
    found = set_values(SOURCE, {("施行日期",): "2027-01-01", ("版本",): "1.1"})

    expected = SOURCE.replace('"1.0"', '"1.1"').replace("2026-01-01", "2027-01-01")
    assert expected == found


def test_a_value_inside_a_list_is_reached_by_its_index() -> None:
    found = set_values(SOURCE, {("引用", 0, "条款"): "第一条"})

    assert SOURCE.replace("'第二百零一条'", "第一条") == found


@pytest.mark.parametrize("path", [("没有",), ("引用",), ("引用", 3, "名称"), ("名称", "再下一层")])
def test_a_path_that_leads_to_no_scalar_is_an_error(path) -> None:
    with pytest.raises(KeyError):
        set_values(SOURCE, {path: "x"})


def test_a_block_text_is_not_edited() -> None:
    with pytest.raises(KeyError):
        set_values("说明: |\n  一行\n", {("说明",): "x"})


def test_what_is_no_yaml_is_refused() -> None:
    with pytest.raises(ValueError, match="YAML"):
        set_values("a: [", {("a",): "x"})


def test_windows_line_ends_stay() -> None:
    assert set_values("a: 1\r\nb: 2\r\n", {("b",): 3}) == "a: 1\r\nb: 3\r\n"


@given(
    st.one_of(
        st.booleans(),
        st.integers(-(10**9), 10**9),
        st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=["C", "Z"])),
    )
)
def test_every_value_reads_back_as_it_was(value) -> None:
    source = set_values("键: 旧 # 注\n", {("键",): value})
    document = read_yaml(source.encode(), "x.yaml")

    assert document.problems == ()
    assert isinstance(document.data, dict)
    assert (document.data["键"], type(document.data["键"])) == (value, type(value))
    assert source.endswith(" # 注\n")


def test_true_and_false_are_written_as_the_reader_takes_them() -> None:
    assert (to_scalar(True), to_scalar(False)) == ("true", "false")
