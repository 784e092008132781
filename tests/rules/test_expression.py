"""Chinese names → CEL, and the way back to the column in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rules.expression import (
    CircularDefinitionError,
    ExpressionError,
    demangle,
    mangle,
    tokenize,
    translate,
)


def cel(text: str, **definitions: str) -> str:
    """The CEL with names spelled back and single blanks."""
    return " ".join(demangle(translate(text, definitions).cel).split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通知.陪同人数 >= 3", "通知 .陪同人数 >= 3"),
        ("甲.乙 且 非 甲.丙 或 真", "甲 .乙 && ! 甲 .丙 || true"),
        ("有(甲.乙) ? 假 : 真", "has ( 甲 .乙 ) ? false : true"),
        ("工作日数(甲.起, 甲.止)", "workdays ( 甲 .起 , 甲 .止 )"),
        ("求和(单.明细.取(x, x.金额))", "total ( 单 .明细 .map ( x , x .金额 ) )"),
        ("个数(单.明细.筛选(x, x.金额 > 0)) == 1", "size ( 单 .明细 .filter ( x , x .金额 > 0 ) ) == 1"),
        ("单.明细.全部(x, 单.明细.存在(y, x == y))", "单 .明细 .all ( x , 单 .明细 .exists ( y , x == y ) )"),
        ("甲.乙 in ['丙', \"丁\"]", "甲 .乙 in [ '丙' , \"丁\" ]"),
        ("甲.乙 == “丙”", '甲 .乙 == "丙"'),
        ("甲.乙 ＞＝ （3 ＋ 4）", "甲 .乙 >= ( 3 + 4 )"),
        ("甲.乙 ！＝ 3", "甲 .乙 != 3"),
        ("甲.乙\n  >= 3", "甲 .乙 >= 3"),
        ("甲.乙 // 3", "甲 .乙 / / 3"),
        ("甲 . 乙 > 1", "甲 .乙 > 1"),
    ],
)
def test_an_expression_is_translated(text, expected):
    assert cel(text) == expected


def test_a_definition_stands_in_brackets_where_its_name_stands():
    assert cel("非 超标", 超标="甲.乙 > 3") == "! ( 甲 .乙 > 3 )"
    assert cel("餐费.全部(x, x > 0)", 餐费="单.明细.取(m, m.价)") == (
        "( 单 .明细 .map ( m , m .价 ) ) .all ( x , x > 0 )"
    )


def test_the_names_a_definition_touches_are_touched():
    assert translate("超标 且 丁.戊", {"超标": "甲.乙 > 参数.丙"}).paths == (
        ("甲", "乙"),
        ("参数", "丙"),
        ("丁", "戊"),
    )


def test_quotes_inside_chinese_quotes_are_kept():
    assert cel('甲.乙 == “a"b\\c”') == '甲 .乙 == "a\\"b\\\\c"'


@pytest.mark.parametrize(
    ("text", "word", "column"),
    [
        ("通知.甲 >= 表.乙.丙", "表", 9),
        ("通知.甲 >= 表.乙.丙", ".丙", 13),
        ("非 有(通知.说明)", ".说明", 8),
        ("“一二三” == 通知.甲", "==", 7),
    ],
)
def test_every_column_leads_back_to_the_source(text, word, column):
    found = translate(text, {})

    assert found.column_of(found.cel.index(mangled(word)) + 1) == column


def mangled(word: str) -> str:
    return "." + mangle(word[1:]) if word.startswith(".") else mangle(word) if word.isalnum() else word


def test_inside_a_definition_every_column_is_that_of_its_name():
    found = translate("真 且 超标", {"超标": "甲.乙 > 3"})

    assert {found.column_of(n) for n in range(found.cel.index("(") + 1, len(found.cel) + 1)} == {5}


def test_a_column_outside_is_the_nearest_inside():
    assert translate("真", {}).column_of(999) == 1
    assert translate("", {}).column_of(1) == 1


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("甲.乙；丙", 4, "分号"),
        ("甲.乙 == size2(1)", 8, "没有“size2”这个函数"),
        ("工作日(甲.乙, 甲.丙)", 1, "没有“工作日”这个函数"),
        ("甲.明细.每个(x, 真)", 6, "没有“每个”这个函数"),
        ("甲.明细.个数()", 6, "没有“个数”这个函数"),
        ("matches(甲.乙, 'x')", 1, "没有“matches”"),
        ("甲.明细[0].乙", 1, "不能用下标"),
        ("甲['乙'] == 1", 1, "不能用下标"),
        ("(甲).乙 == 1", 4, "括号后面"),
    ],
)
def test_what_cannot_be_translated_is_refused_at_its_column(text, column, words):
    with pytest.raises(ExpressionError, match=words) as caught:
        translate(text, {})
    assert caught.value.column == column


def test_a_wrong_function_comes_with_the_nearest():
    with pytest.raises(ExpressionError) as caught:
        translate("工作日(甲.乙)", {})
    assert caught.value.hint == "是否要写“工作日数”？"


@pytest.mark.parametrize("definitions", [{"甲": "甲"}, {"甲": "乙 + 1", "乙": "丙", "丙": "甲"}])
def test_a_definition_that_needs_itself_is_refused(definitions):
    with pytest.raises(CircularDefinitionError, match="绕回了自己"):
        translate("真 且 甲", definitions)


def test_definitions_that_grow_without_bound_are_refused():
    """Eight levels of ten uses each would be a hundred million names."""
    names = "甲乙丙丁戊己庚辛"
    definitions = {a: " + ".join([b] * 10) for a, b in zip(names, f"{names[1:]}数", strict=True)}

    with pytest.raises(ExpressionError, match="太长"):
        translate("甲", definitions)


@given(st.text("甲乙丙人数A级费用x", min_size=1, max_size=8))
def test_a_mangled_name_is_spelled_back(name):
    assert demangle(mangle(name)) == name
    assert mangle(name).isascii()


@given(st.text(max_size=40))
def test_any_text_is_translated_or_refused(text):
    try:
        found = translate(text, {"超标": "甲.乙 > 1"})
    except ExpressionError as error:
        assert 0 <= error.column <= len(text) + 1  # noqa: PT017 - every refusal has a place
    else:
        assert len(found.columns) == len(found.cel)


def test_tokens_know_where_they_start():
    assert [(t.kind, t.text, t.start) for t in tokenize("甲.乙 ＞＝ “丙”")] == [
        ("name", "甲", 0),
        ("mark", ".", 1),
        ("name", "乙", 2),
        ("mark", ">=", 4),
        ("string", "“丙”", 7),
    ]


def test_a_field_may_have_the_name_of_its_form():
    translation = translate("外借.外借", {})

    assert translation.cel.replace(" ", "") == f"{mangle('外借')}.{mangle('外借')}"
