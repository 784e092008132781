"""Lists of people, and what leaves open who or how many they are."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.people import parse_people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张伟", ("张伟",)),
        ("张伟、李娜", ("张伟", "李娜")),
        ("张伟，李娜,王芳；赵敏/周杰", ("张伟", "李娜", "王芳", "赵敏", "周杰")),
        ("张伟\n李娜", ("张伟", "李娜")),
        ("张伟 李娜", ("张伟", "李娜")),
        ("张伟|李娜＋王芳&赵敏", ("张伟", "李娜", "王芳", "赵敏")),
        ("张伟（销售部、组长）、李娜(司机)", ("张伟", "李娜")),
        ("张 伟、欧阳 娜", ("张伟", "欧阳娜")),
        ("、张伟、", ("张伟",)),
        ("Mike Smith", ("Mike Smith",)),
        ("Mike Smith、张伟", ("Mike Smith", "张伟")),
        ("郑和、欧阳和平", ("郑和", "欧阳和平")),
        ("阿不都热合曼·买买提", ("阿不都热合曼·买买提",)),
        ("/", ()),
        ("", ()),
    ],
)
def test_lists_of_people_are_read(text, names):
    assert parse_people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "张 伟",
        "张伟 娜",
        "张伟 Mike",
        "张伟 李娜、王芳",
        "张伟和李娜",
        "张伟及李娜",
        "张伟等3人",
        "张伟等",
        "张伟、李娜等人",
    ],
)
def test_a_list_that_leaves_open_who_or_how_many_is_refused(text):
    with pytest.raises(ValueError, match=r"几个人|全部姓名"):
        parse_people(text)


@given(st.lists(st.text("张王李赵伟娜芳敏", min_size=2, max_size=4), min_size=1, max_size=6, unique=True))
def test_lists_of_people_are_read_back(names):
    assert parse_people("、".join(names)) == tuple(names)


@pytest.mark.parametrize(
    "text",
    ["3人", "1、张伟 2、李娜", "李明13800000000、张伟", "张伟（组长", "？、张伟", "张伟、待定", "/请选择"],
)
def test_what_is_no_name_is_refused(text):
    with pytest.raises(ValueError, match="不是姓名"):
        parse_people(text)


@pytest.mark.parametrize("text", ["张伟（等3人）", "张伟（含两名司机）、李娜", "张伟（及李娜）"])
def test_people_in_brackets_are_not_passed_over(text):
    with pytest.raises(ValueError, match=r"几个人|全部姓名"):
        parse_people(text)


@given(st.text(max_size=20))
def test_nothing_but_names_or_a_refusal_comes_out(text):
    with suppress(ValueError):
        parse_people(text)
