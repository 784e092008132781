from __future__ import annotations

import pytest

from generator.cases import findings_of
from generator.render.handbook.address import Addresses
from generator.render.handbook.rule_texts import rule_texts


@pytest.fixture
def texts(trips):
    """A function that gives the texts of a rule, with or without what cases say."""
    rules = {r.id: r for a in trips.articles.values() for r in a.rules}

    def made(rule, findings):
        return rule_texts(trips, findings, rules[rule], Addresses(trips, "rules.md", ".html"))

    return made


def test_a_rule_is_told_with_the_values_of_a_case_that_breaks_it(texts, trips):
    made = texts("notice-days", findings_of(trips))

    assert made.is_example
    assert made.message == "申请日期2026年3月4日到出发日期2026年3月5日不足2个工作日"
    assert made.expected == "至少2个工作日"


def test_a_rule_that_no_case_breaks_is_told_with_names(texts):
    made = texts("grade-matches", {})

    assert not made.is_example
    assert "〔等级〕" in made.message
