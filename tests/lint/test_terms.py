from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint.terms import check
from tests.builders import article, complaints, field, form, policy, rule

GLOSSARY = {
    "来宾": {"释义": "来访的人", "别称": ["访客", "客人"], "条": "scope"},
    "访客登记": {"释义": "登记"},
    "客户": {"释义": "有业务往来的单位"},
    "行政部": {"释义": "归口部门", "别称": ["归口部门"]},
}


def said(text: str, glossary: object = None) -> list[str]:
    of = policy(article(款=[text]), article("scope"), glossary=GLOSSARY if glossary is None else glossary)
    return [p.message for p in check(of)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("访客到达后登记。", "“访客”应当写作“来宾”"),
        ("迎接客人。", "“客人”应当写作“来宾”"),
        ("访客和客人。", "“访客”应当写作“来宾”；“客人”应当写作“来宾”"),
        ("本制度所称陪同，是指在座的人。", "“陪同”没有列入术语表"),
        ("本制度所称“陪同”，包括司机。", "“陪同”没有列入术语表"),
        ("综合部（以下简称办公室）负责。", "“办公室”没有列入术语表"),
    ],
)
def test_another_word_for_a_term_and_a_term_that_is_not_listed_are_reported(text, message):
    assert "；".join(said(text)) == message


@pytest.mark.parametrize(
    "text",
    [
        "来宾到达后登记。",
        "访客登记由前台办理。",
        "本制度所称来宾，包括客户。",
        "综合部（以下称行政部）负责。",
        "按《访客管理办法》办理。",
        "外出走访客户。",
        '由{{ 制度("归口部门") }}负责。',
    ],
)
def test_terms_as_they_are_defined_are_left_alone(text):
    assert said(text) == []


def test_the_article_that_defines_a_term_may_name_its_other_words():
    of = policy(article(), article("scope", 款=["来宾也称访客。"]), glossary=GLOSSARY)

    assert list(check(of)) == []


def test_without_a_glossary_nothing_is_said():
    assert said("本制度所称访客，是指来宾。", glossary="") == []


def test_it_is_a_warning_at_the_place_of_the_text():
    text = "章: 一\n条:\n  - 标识: a\n    条名: 甲\n    款: [好, 访客登记后, 请访客入座]\n"

    assert complaints(check, chapters=[text], glossary=GLOSSARY) == [(5, 19, "“访客”应当写作“来宾”")]
    assert {p.level for p in check(policy(chapters=[text], glossary=GLOSSARY))} == {Level.WARNING}


def test_rules_forms_titles_and_options_are_read_as_well():
    rules = [rule("true", 提示="{单.访客}没有登记", 应为="访客登记", 更正="请客人登记")]
    fields = [field("访客姓名"), field("类别", "选项", 选项=["客户", "客人"], 说明="客人填单位")]
    first = article(规则=rules, 参数={"对象": {"值": ["访客", "客户"]}}, 白话="客人先登记")
    of = policy(first, article("scope"), forms=[form(*fields)], glossary=GLOSSARY)
    said = sorted(p.message for p in check(of))

    assert said == ["“客人”应当写作“来宾”"] * 4 + ["“访客”应当写作“来宾”"] * 2


def test_decisions_and_keywords_may_use_other_words():
    of = policy(article(裁定="来源写作访客", 关键词=["客人"]), article("scope"), glossary=GLOSSARY)

    assert list(check(of)) == []
