"""Other names for articles in the search index."""

from __future__ import annotations

import json

from generator.render.handbook.aliases import add_aliases, aliases


def test_an_article_is_found_by_number_title_keyword_and_pinyin(trips):
    assert aliases(trips, trips.articles["notice"]) == (
        "第三条", "第3条", "提前申请", "报备", "请示", "tiqianshenqing", "tqsq",
    )  # fmt: skip


def test_only_the_section_of_an_article_gets_its_aliases(trips):
    docs = [
        {"location": "chapters/travel.html", "tags": ["x"]},
        {"location": "chapters/travel.html#notice", "tags": ["x"]},
    ]
    index = json.loads(add_aliases(trips, json.dumps({"config": {"lang": ["zh"]}, "docs": docs})))

    assert index["config"] == {"lang": ["zh"]}
    assert index["docs"][0]["tags"] == ["x"]
    assert index["docs"][1]["tags"][:3] == ["x", "第三条", "第3条"]
