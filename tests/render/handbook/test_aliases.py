"""Other names for articles in the search index."""

from __future__ import annotations

import json

from generator.render.handbook.aliases import add_aliases, aliases, aliases_at


def test_an_article_is_found_by_number_and_by_every_name_that_belongs_to_it(trips):
    found = aliases(trips, trips.articles["notice"])

    assert found[:8] == ("第三条", "第3条", "提前申请", "报备", "请示", "提前工作日", "餐补", "审批职务")
    assert {"tiqianshenqing", "tqsq", "baobei", "bb", "tqgzr", "canbu"} <= set(found)


def test_tables_and_defined_terms_count_as_names(trips):
    assert "cldj" in aliases(trips, trips.articles["grade"])
    assert "chuchairen" in aliases(trips, trips.articles["scope"])


def test_only_the_section_of_an_article_gets_its_aliases(trips):
    docs = [
        {"location": "chapters/travel.html", "tags": ["x"]},
        {"location": "chapters/travel.html#notice", "tags": ["x"]},
    ]
    index = json.loads(add_aliases(aliases_at(trips), json.dumps({"config": {"lang": ["zh"]}, "docs": docs})))

    assert index["config"] == {"lang": ["zh"]}
    assert index["docs"][0]["tags"] == ["x"]
    assert index["docs"][1]["tags"][:3] == ["x", "第三条", "第3条"]
