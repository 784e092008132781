from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text import clean, key, nearest, one_line, shorten, suggestion, suspicious_characters, visible


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  张三\u3000\n", "张三"),
        ("张\u202e三", "张三"),
        ("a\r\nb\rc\vd\fe\u2028f\u0085g", "a\nb\nc\nd\ne\nf\ng"),
        ("e\u200b\u0301", "é"),
        ("a\tb", "a\tb"),
        ("\ud800x", "x"),
        ("\x00\x1b[31m红", "[31m红"),
    ],
)
def test_text_is_kept_without_what_is_not_seen(raw, cleaned):
    assert clean(raw) == cleaned


def test_a_line_break_of_word_keeps_two_names_apart():
    """Word writes a break inside a paragraph as U+000B; without it two people would be one."""
    assert clean("张三\v李四") == "张三\n李四"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(value):
    assert clean(clean(value)) == clean(value)


@given(st.text())
def test_cleaned_text_is_normalised_and_has_no_suspicious_character(value):
    cleaned = clean(value)

    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert suspicious_characters(cleaned) == ()


def test_suspicious_characters_are_named_once_in_order():
    assert suspicious_characters("\u202ea\u200bb\u200b\n\t") == ("U+200B", "U+202E")


@pytest.mark.parametrize(
    "label", ["来访人数", "来访人数：", " 来访 人数＊:", "*来访\n人数", "来访\u3000人数"]
)
def test_labels_are_compared_without_blanks_stars_and_colons(label):
    assert key(label) == "来访人数"


def test_labels_that_differ_in_brackets_differ():
    assert key("金额（元）") == key("金额(元)") != key("金额")


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [("一二三", 3, "一二三"), ("一二三四", 3, "一二…"), ("一\n 二", 9, "一 二"), ("", 3, "")],
)
def test_long_text_is_cut_with_an_ellipsis(value, limit, shown):
    assert shorten(value, limit) == shown


@given(st.text())
def test_visible_text_is_one_line_without_control_characters(value):
    shown = visible(value)

    assert "\n" not in shown
    assert suspicious_characters(shown) == ()


def test_a_value_cannot_forge_a_line_of_a_report():
    assert visible("好\n  [错误] 假的") == "好 [错误] 假的"


def test_control_characters_are_written_out():
    assert visible("\x1b[2J\u202e") == "\\x1b[2J\\u202e"


@given(st.text())
def test_one_line_has_no_line(value):
    assert one_line(value).splitlines() in ([], [one_line(value)])


def test_the_nearest_name_is_found():
    assert nearest("陪同人士", ["来访人数", "陪同人数"]) == "陪同人数"
    assert nearest("完全无关", ["来访人数"]) == ""


def test_a_suggestion_names_one_or_lists_what_there_is():
    assert suggestion("陪同人士", ["陪同人数"]) == "是否要写“陪同人数”？"
    assert suggestion("x", ["甲", "乙"]) == "可以写：乙、甲"
    assert suggestion("x", [f"名{n:02}" for n in range(20)]).endswith("名11 等")
    assert suggestion("x", []) == ""
