"""The cheapest reading of a sequence of possible numberings."""

from __future__ import annotations

from generator.importing.candidates import find_candidates
from generator.importing.lines import split_lines
from generator.importing.sequence import choose


def chosen(text: str) -> list[tuple[int, str]]:
    """Depth and numbers of what is taken for numberings."""
    found = choose(find_candidates(split_lines(text)[0]))
    return [(c.depth, ".".join(map(str, c.candidate.mark.numbers)) or "•") for c in found]


def test_nothing_is_chosen_from_nothing():
    assert chosen("没有编号的文字。") == []


def test_a_list_counts_on_where_it_left_off_after_an_inner_one():
    assert chosen("1. 甲\n（1）子；\n（2）丑。\n2. 乙\n") == [(0, "1"), (1, "1"), (1, "2"), (0, "2")]


def test_a_number_used_twice_does_not_open_a_list():
    assert chosen("1、甲。\n2、乙。\n2、丙。\n3、丁。\n") == [(0, "1"), (0, "2"), (0, "2"), (0, "3")]


def test_a_number_left_out_does_not_end_a_list():
    assert chosen("1、甲。\n2、乙。\n4、丁。\n5、戊。\n") == [(0, "1"), (0, "2"), (0, "4"), (0, "5")]


def test_mixed_punctuation_is_one_list():
    assert chosen("1、甲。\n2.乙。\n3，丙。\n4 丁项。\n") == [(0, "1"), (0, "2"), (0, "3"), (0, "4")]


def test_articles_may_count_through_the_chapters_or_begin_anew():
    through = "第一章 甲\n第一条 子。\n第二章 乙\n第二条 丑。\n"
    anew = "第一章 甲\n第一条 子。\n第二章 乙\n第一条 丑。\n"

    assert chosen(through) == [(0, "1"), (1, "1"), (0, "2"), (1, "2")]
    assert chosen(anew) == [(0, "1"), (1, "1"), (0, "2"), (1, "1")]


def test_numbers_in_the_middle_of_a_sentence_are_text():
    assert chosen("一、费用\n餐费每人30元，住宿2、3间均可，见附件1。\n二、附则\n") == [(0, "1"), (0, "2")]


def test_an_enumeration_inside_a_sentence_is_a_list():
    assert chosen("第一条 应当：1.准时；2.整洁；3.礼貌。\n第二条 施行。\n") == [
        (0, "1"),
        (1, "1"),
        (1, "2"),
        (1, "3"),
        (0, "2"),
    ]


def test_bullets_of_another_sign_below_a_bullet_with_a_colon_are_a_list_of_their_own():
    assert chosen("一、准备\n• 人员：\n- 讲解\n- 司机\n• 车辆\n二、附则\n") == [
        (0, "1"), (1, "•"), (2, "•"), (2, "•"), (1, "•"), (0, "2"),
    ]  # fmt: skip


def test_a_decimal_number_stands_below_its_prefix():
    assert chosen("4、流程\n4.1 申请\n4.1.1 填表\n4.1.2 提交\n4.2 审批\n5、附则\n") == [
        (0, "4"), (1, "4.1"), (2, "4.1.1"), (2, "4.1.2"), (1, "4.2"), (0, "5"),
    ]  # fmt: skip
