from __future__ import annotations

import pytest

from tests.builders import article, field, form, policy

CHAPTERS = [
    {"章": "甲", "条": [article("a", 参数={"上限": "300元"}), article("b")]},
    {"章": "乙", "条": [article("c", 定义={"超": "1 > 0"})]},
]


def test_articles_are_numbered_through_and_chapters_too():
    found = policy(chapters=CHAPTERS)

    assert [found.article_label(a) for a in found.articles] == ["第一条", "第二条", "第三条"]
    assert found.chapter_label("part2") == "第二章"
    assert found.chapter_of("c").title == "乙"


def test_an_inserted_article_moves_every_number_behind_it():
    more = [{"章": "甲", "条": [article("a"), article("new"), article("b")]}, CHAPTERS[1]]

    assert policy(chapters=more).article_label("c") == "第四条"


def test_every_name_has_a_home():
    found = policy(chapters=CHAPTERS)

    assert (found.home_of["上限"], found.home_of["超"]) == ("a", "c")
    assert set(found.parameters) == {"上限"}


def test_the_address_of_an_article_starts_with_that_of_the_handbook():
    plain, online = (
        policy(chapters=CHAPTERS),
        policy(chapters=CHAPTERS, cover={"手册网址": "https://x.cn/h/"}),
    )

    assert plain.url_of("c") == plain.page_of("c") == "chapters/part2.html#c"
    assert online.url_of("c") == "https://x.cn/h/chapters/part2.html#c"


GRADES = {
    "输入": {"金额": {"类型": "金额"}},
    "输出": {"等级": {"类型": "选项", "选项": ["A", "B"]}},
    "行": [{"金额": "-", "等级": "A"}],
}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("甲", "乙"), ("甲", "乙")),
        ("参数.名单", ("丙", "丁")),
        ("参数.一个", ("戊",)),
        ("表.等级表.等级", ("A", "B")),
    ],
)
def test_options_are_a_list_or_where_one_is_written(options, expected):
    found = policy(article(参数={"名单": ["丙", "丁"], "一个": "戊"}, 表={"等级表": GRADES}))

    assert found.options(options) == expected


@pytest.mark.parametrize("options", ["参数.没有", "表.没有.等级", "表.等级表.没有", "没有"])
def test_options_that_are_nowhere_raise(options):
    found = policy(article(表={"等级表": GRADES}))

    with pytest.raises(KeyError, match=options.rpartition(".")[2] if options.count(".") != 2 else "没有"):
        found.options(options)


def test_options_follow_the_day():
    found = policy(article(参数={"名单": {"值": {"2026-01-01": ["甲"], "2026-07-01": ["甲", "乙"]}}}))

    assert found.options("参数.名单") == ("甲",)
    assert found.options("参数.名单", "2026-08-01") == ("甲", "乙")


def test_forms_are_found_by_identifier_and_by_short_name():
    found = policy(forms=[form(field("金额", "金额"))])

    assert found.forms_by_id["trip"] is found.forms_by_name["单"]


def test_every_part_keeps_its_place():
    found = policy(chapters=["章: 甲\n条:\n  - 标识: a\n    条名: 目的\n    款: [甲]\n"])

    assert str(found.articles["a"].place.of("条名")) == "policy/chapters/01-part1.yaml:4:9"
