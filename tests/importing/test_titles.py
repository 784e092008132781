"""Titles of articles, as printed and as made up; headings told from sentences."""

from __future__ import annotations

import pytest

from generator.importing.shapes import Shape, is_heading, is_introduction, is_terminated, shape_of
from generator.importing.titles import derive_title, take_title


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("目的：规范用车。", "目的", "规范用车。"),
        ("【适用范围】适用于全公司。", "适用范围", "适用于全公司。"),
        ("目的。规范用车，降低费用。", "目的", "规范用车，降低费用。"),
        ("派车程序 申请人填写派车单。", "派车程序", "申请人填写派车单。"),
        ("适用范围本制度适用于全公司。", "适用范围", "本制度适用于全公司。"),
        ("统一管理、分级负责：综合部统筹。", "统一管理、分级负责", "综合部统筹。"),
    ],
)
def test_a_title_that_runs_into_its_text_is_taken_off(text, title, rest):
    assert take_title(text, has_more=False) == (title, rest, False)


def test_a_heading_that_announces_a_list_stays_above_it_as_text():
    assert take_title("申请内容：", has_more=True) == ("申请内容", "申请内容：", False)
    assert take_title("申请内容", has_more=True) == ("申请内容", "", False)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("为规范用车，特制定本制度。", "目的"), ("本制度适用于全公司。", "适用范围"), ("本制度由综合部负责解释。", "解释"),
        ("本制度自发布之日起施行。", "施行"), ("司机出车前检查车况，并且签字。", "司机出车前检查车况"),
        ("对外接待的车辆由综合部统一安排调度使用管理。", "对外接待的车辆由综合部统一…"),
    ],
)  # fmt: skip
def test_a_sentence_gets_a_title_from_its_subject_or_its_first_words(text, title):
    assert derive_title(text) == title
    assert take_title(text, has_more=False).is_derived


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("", Shape.EMPTY), ("接待原则", Shape.HEADING), ("职责：", Shape.HEADING), ("着装：穿工装。", Shape.RUN_IN),
        ("先申请，后派车。", Shape.SENTENCE), ("为规范用车", Shape.SENTENCE), ("一项非常长的标题里面没有任何标点但是超过了二十四个字的长度", Shape.SENTENCE),
    ],
)  # fmt: skip
def test_the_look_of_a_text(text, shape):
    assert shape_of(text) is shape


def test_endings():
    assert all(is_terminated(text) for text in ("完。", "包括：", "（完。）"))
    assert not any(is_terminated(text) for text in ("没有完", "没有，"))
    assert [is_introduction(text) for text in ("包括：", "标准如下", "完。")] == [True, True, False]
    assert [is_heading(text) for text in ("附则", "先申请，后派车")] == [True, False]
