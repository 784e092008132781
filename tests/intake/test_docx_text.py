"""Text as seen, placeholders, labels, boxes."""

from __future__ import annotations

import doctest

import pytest
from lxml import etree

from generator.intake import docx_fields, docx_text
from generator.intake.docx_fields import read_boxes
from generator.intake.docx_text import answer_text, label_keys, seen

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)


def text(markup, hidden_styles=frozenset()):
    return seen(etree.fromstring(f"<w:tc {NS}>{markup}</w:tc>"), hidden_styles)


def test_examples_in_docstrings_hold():
    assert doctest.testmod(docx_text).failed == 0
    assert doctest.testmod(docx_fields).failed == 0


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>", "甲\n乙"),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>", "甲\n乙\t丙"),
        ("<w:p><w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r></w:p>", "甲-乙"),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r><w:r><w:t>是</w:t></w:r></w:p>", "☑是"),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r></w:p>", "\ufffd"),
        ("<w:p><w:r><w:sym/></w:r></w:p>", "\ufffd"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>", "1"),
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", "新"),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>", ""),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "甲",
        ),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>yán</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", "䶮"),
        ("<w:p><w:r><w:t xml:space='preserve'>　甲 </w:t></w:r></w:p>", "甲"),
        ("<w:p><w:r><w:t/></w:r></w:p>", ""),
    ],
)  # fmt: skip
def test_text_is_what_a_person_sees(markup, shown):
    assert text(markup).text == shown


@pytest.mark.parametrize(
    ("properties", "is_hidden"),
    [
        ("<w:vanish/>", True),
        ("<w:vanish w:val='1'/>", True),
        ("<w:vanish w:val='false'/>", False),
        ("<w:rStyle w:val='Secret'/>", True),
        ("<w:rStyle w:val='Open'/>", False),
        ("<w:rStyle w:val='Secret'/><w:vanish w:val='0'/>", False),
        ("", False),
    ],
)
def test_hidden_runs_are_left_out(properties, is_hidden):
    found = text(f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>甲</w:t></w:r></w:p>", frozenset({"Secret"}))

    assert found.is_hidden is is_hidden
    assert found.text == ("" if is_hidden else "甲")


def test_paragraphs_in_a_hidden_style_are_left_out():
    found = text("<w:p><w:pPr><w:pStyle w:val='S'/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", frozenset({"S"}))

    assert (found.text, found.is_hidden) == ("", True)


def test_a_hidden_run_without_text_hides_nothing():
    assert not text("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t></w:t></w:r></w:p>").is_hidden


def test_nesting_costs_no_stack():
    deep = etree.Element("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tc")
    inner = deep
    for _ in range(5_000):
        inner = etree.SubElement(
            inner, "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}smartTag"
        )
    etree.SubElement(inner, "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t").text = "甲"

    assert seen(deep).text == "甲"


@pytest.mark.parametrize(
    "shown",
    [
        "〔选〕",
        "〔点此选择：A／B〕",
        "　　",
        "＿＿＿",
        "在此输入文字",
        "单击或点击此处以输入日期。",
        "CHOOSE AN ITEM.",
    ],
)
def test_prompts_are_no_answers(shown):
    assert answer_text(shown) == ""


@pytest.mark.parametrize(
    "shown", ["选择题", "〔2026〕12号", "点击量", "_a_", "无", "/", "请选择性参加", "选择日期后通知"]
)
def test_answers_that_look_like_prompts_stay(shown):
    assert answer_text(shown) == shown


def test_names_with_brackets_of_their_own_are_found_whole():
    assert {"主要内容(可另附页)", "主要内容"} <= label_keys("主要内容（可另附页）*")


def test_a_label_broken_over_lines_is_one_name():
    assert "超标批准职务" in label_keys("超标批准\n职务△\nPost")


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ("√是 □否", "是"), ("□是√否", "否"), ("是☑ 否☐", "是"), ("是□　否√", "否"), ("☒是☐否", "是"), ("☑", "是"), ("☐", "否"),
        ("", ""), ("〔点此选择〕", ""), ("是", "是"), ("否", "否"), ("☐是√　☐否", "☐是√　☐否"), ("√", "是"), ("×是", "×是"), ("不需要", "不需要"),
    ],
)  # fmt: skip
def test_ticked_boxes_are_words_and_doubtful_ones_stay_as_they_are(shown, value):
    assert read_boxes(shown) == value
