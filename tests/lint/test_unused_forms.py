from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint.unused_forms import check
from tests.builders import article, complaints, form, policy


def test_a_form_that_no_article_names_is_reported_at_its_identifier():
    text = "名称: 单表\n简称: 单\n标识: trip\n依据: first\n分节: [{标题: 一}]\n"

    assert complaints(check, forms=[text]) == [(3, 5, "没有条文提到表单“单表”")]


@pytest.mark.parametrize(
    "parts",
    [
        {"款": ["填写{表单:trip}。"]},
        {"款": [{"文": "甲", "项": ["填写{表单:trip}；"]}]},
        {"流程": [{"步骤": "填表", "责任": "甲", "表单": "trip"}]},
    ],
)
def test_a_form_named_in_a_text_or_a_process_is_left_alone(parts):
    assert list(check(policy(article(**parts), forms=[form()]))) == []


def test_the_plain_words_beside_an_article_do_not_bind_and_do_not_count():
    (problem,) = check(policy(article(白话="填{表单:trip}"), forms=[form()]))

    assert problem.level is Level.WARNING
    assert "{表单:trip}" in problem.hint
