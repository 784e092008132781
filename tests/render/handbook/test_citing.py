"""Who cites whom."""

from __future__ import annotations

import pytest

from generator.render.handbook.citing import Citations
from tests.render.handbook.sample import TRAVEL, load_source, write_source


@pytest.fixture
def citations(trips):
    return Citations(trips)


def test_a_form_cites_the_articles_its_fields_rest_on(citations):
    (citing,) = citations.forms("grade")

    assert citing.form.id == "trip"
    assert citing.fields == ("预计费用", "等级")


def test_the_basis_of_a_form_and_of_its_sign_off_count_too(citations):
    (citing,) = citations.forms("notice")

    assert citing.fields == ("申请日期", "出发日期", "编制", "批准")


def test_an_article_without_forms_has_none(citations):
    assert citations.forms("purpose") == ()


def test_references_relate_articles_in_both_directions(citations):
    assert citations.related("purpose") == ("notice", "grade")
    assert citations.related("grade") == ("purpose",)


def test_declared_relations_count_and_an_article_is_not_related_to_itself(citations):
    assert citations.related("notice") == ("purpose",)


def test_rules_of_other_articles_are_found_by_the_figures_they_use(tmp_path):
    used = TRAVEL.replace(
        "要求: 申请.等级 == 表.差旅等级.等级", "要求: 申请.等级 == 表.差旅等级.等级 且 参数.提前工作日 > 0"
    )
    citations = Citations(load_source(write_source(tmp_path, travel=used)))

    assert [r.id for r in citations.rules_using("notice")] == ["grade-matches"]
    assert citations.rules_using("grade") == ()


def test_a_figure_may_be_used_through_a_named_expression(tmp_path):
    used = TRAVEL.replace(
        "要求: 申请.等级 == 表.差旅等级.等级", "要求: 申请.等级 == 表.差旅等级.等级 且 够早"
    ).replace("    白话: 出差前", "    定义: {够早: 参数.提前工作日 > 0}\n    白话: 出差前")
    citations = Citations(load_source(write_source(tmp_path, travel=used)))

    assert [r.id for r in citations.rules_using("notice")] == ["grade-matches"]
