"""Hard wraps: lines that go on are joined, lines that begin something are not."""

from __future__ import annotations

import pytest

from generator.importing.lines import split_lines
from generator.importing.wraps import mend_marks
from tests.importing.documents import regulation, rules


def paragraphs(text: str) -> list[str]:
    return [p.text for a in regulation(text).outline.articles for p in a.paragraphs]


def test_a_line_that_ends_in_a_comma_goes_on():
    assert paragraphs("一、目的\n规范用车，\n提高效率。\n二、附则\n施行。\n")[0] == "规范用车，提高效率。"


def test_a_text_wrapped_at_a_width_is_joined_up_to_its_full_stops():
    text = (
        "一、目的\n为了规范公司的公务用车管理工作提高车辆\n的使用效率并且降低各项费用制定本制度。\n"
        "二、范围\n本制度适用于公司总部和各个分公司的全部\n公务车辆包括租用的车辆和借用的车辆。\n"
        "三、附则\n本制度由综合部负责解释自发布之日起开始\n施行。\n"
    )

    assert paragraphs(text) == [
        "为了规范公司的公务用车管理工作提高车辆的使用效率并且降低各项费用制定本制度。",
        "本制度适用于公司总部和各个分公司的全部公务车辆包括租用的车辆和借用的车辆。",
        "本制度由综合部负责解释自发布之日起开始施行。",
    ]
    assert rules(regulation(text)).count("hard-wrap") == 3


def test_a_wrap_inside_a_word_is_known_by_the_word_elsewhere():
    text = "1. 使用公务车辆应当先行申请。公务车辆由综合部管理。公务车辆不得私用。\n2. 申请人需要使用公\n务车辆的，填写派车单。\n"

    assert "申请人需要使用公务车辆的，填写派车单。" in paragraphs(text)


def test_a_heading_does_not_go_on_with_the_text_below_it():
    assert paragraphs("一、适用范围和基本原则\n适用于全体员工。\n二、附则\n施行。\n")[0] == "适用于全体员工。"


def test_unnumbered_lines_without_punctuation_stay_apart():
    text = "一、登记内容\n登记下列内容：\n来访人员姓名和证件号码\n来访事由和被访人\n到达和离开的时间\n二、附则\n施行。\n"
    (first, _) = regulation(text).outline.articles

    assert [i.text for i in first.paragraphs[0].items] == [
        "来访人员姓名和证件号码",
        "来访事由和被访人",
        "到达和离开的时间",
    ]


def test_latin_words_keep_their_blank():
    assert paragraphs("一、系统\n员工在公司的办公系统 Open\nOffice 中申请。\n二、附则\n施行。\n")[0].endswith(
        "Open Office 中申请。"
    )


@pytest.mark.parametrize(
    ("one", "other", "made"),
    [
        ("……制度。第十", "一条 申请", "……制度。第十一条"),
        ("第", "三章 申请", "第三章"),
        ("包括：（", "一）申请", "包括：（一）"),
        ("包括：（一", "）申请", "包括：（一）"),
        ("做到：1.准时；2", ".整洁", "做到：1.准时；2."),
    ],
)
def test_a_numbering_cut_in_two_is_made_whole(one, other, made):
    lines, repairs = mend_marks(split_lines(f"{one}\n{other}")[0])

    assert lines[0].text == made
    assert [(r.line, r.rule) for r in repairs] == [(1, "hard-wrap")]


def test_amounts_cut_in_two_are_no_numberings():
    lines, repairs = mend_marks(split_lines("不超过3\n.5万元")[0])

    assert ([line.text for line in lines], repairs) == (["不超过3", ".5万元"], ())
