"""Yes or no and one of several options, as words, ticks and boxes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.choices import parse_choice, parse_yes_no


@pytest.mark.parametrize("text", ["是", "有", "√", "☑", "☒", "■", "TRUE", "Yes", "y", " 是 "])
def test_yes_is_read(text):
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["否", "无", "×", "☐", "□", "false", "No"])
def test_no_is_read(text):
    assert parse_yes_no(text) is False


@pytest.mark.parametrize("text", ["", "是否", "是/否", "也许", "1", "对"])
def test_what_is_neither_yes_nor_no_is_refused(text):
    with pytest.raises(ValueError, match="应当填“是”或“否”"):
        parse_yes_no(text)


@pytest.mark.parametrize("text", ["A", "Ａ", "a", " A "])
def test_a_choice_is_read_whatever_its_width_and_case(text):
    assert parse_choice(text, ("A", "B")) == "A"


def test_what_is_no_option_is_refused_with_the_nearest():
    with pytest.raises(ValueError, match="是否为“很满意”"):
        parse_choice("非常满意", ("很满意", "一般"))


def test_a_choice_that_fits_two_options_is_refused():
    with pytest.raises(ValueError, match="不在选项"):
        parse_choice("a", ("A", "a"))


@pytest.mark.parametrize("text", ["☑是 ☐否", "是☑ 否☐", "■是□否", "√是，□否", "是 ☑　否 ☐"])
def test_the_ticked_one_of_two_boxes_is_read(text):
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["☑是 ☑否", "☐是 ☐否", "是☑否", "☑是☐", "☑ ☐", "是☐否☐"])
def test_boxes_that_leave_open_what_is_ticked_are_refused(text):
    with pytest.raises(ValueError, match="应当填“是”或“否”"):
        parse_yes_no(text)


def test_the_ticked_one_of_several_options_is_read():
    assert parse_choice("☐ 项目考察 ☑ 其他考察 ☐ 培训", ("项目考察", "其他考察", "培训")) == "其他考察"


def test_two_ticked_options_are_refused():
    with pytest.raises(ValueError, match="不在选项"):
        parse_choice("☑A ☑B ☐C", ("A", "B", "C"))


@given(st.text("是否☑☐√ ,A", max_size=12))
def test_nothing_but_a_value_or_a_refusal_comes_out(text):
    with suppress(ValueError):
        parse_yes_no(text)
    with suppress(ValueError):
        parse_choice(text, ("A", "是"))
