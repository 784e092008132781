from __future__ import annotations

import pytest

from generator.lint.roles import check
from tests.builders import article, complaints, form, policy

SIGNED = [form(签批=[{"环节": "批准", "职务": ["经理", "总监"]}])]


def said(*chapters: dict, forms: list | None = None) -> list[str]:
    return [
        p.message for p in check(policy(chapters=list(chapters), forms=SIGNED if forms is None else forms))
    ]


def duties(text: str, chapter: str = "机构与职责", title: str = "领导") -> dict[str, object]:
    return {"章": chapter, "条": [{"标识": "first", "条名": title, "款": [text]}]}


@pytest.mark.parametrize(
    ("chapter", "missing"),
    [
        (duties("经理审核，总监批准。"), []),
        (duties("经理审核。"), ["职责里没有提到“总监”"]),
        (duties("没有人。"), ["职责里没有提到“经理”", "职责里没有提到“总监”"]),
        (duties("经理审核。", chapter="管理", title="经理的职责"), ["职责里没有提到“总监”"]),
    ],
)
def test_who_signs_must_have_a_duty(chapter, missing):
    assert said(chapter) == missing


def test_without_articles_on_duties_nothing_is_said():
    assert said(duties("没有人。", chapter="总则")) == []


def test_whoever_has_a_step_to_do_must_have_a_duty():
    steps = [{"步骤": "填表", "责任": "经办人、行政部"}, {"步骤": "批准", "责任": "经理或者总监"}]
    chapter = {"章": "流程", "条": [article("second", 流程=steps)]}

    assert said(duties("经理、经办人。"), chapter, forms=[]) == [
        "职责里没有提到“行政部”",
        "职责里没有提到“总监”",
    ]


def test_a_role_is_reported_once_and_where_it_is_first_named():
    text = """\
        标识: trip
        名称: 单表
        简称: 单
        依据: first
        分节: [{标题: 一}]
        签批:
          - {环节: 审核, 职务: 参数.职务}
          - {环节: 批准, 职务: [总监]}
    """
    chapter = {"章": "职责", "条": [article(款=["经理审核。"], 参数={"职务": ["经理", "总监"]})]}

    assert complaints(check, chapters=[chapter], forms=[text]) == [(7, 18, "职责里没有提到“总监”")]


def test_a_duty_may_name_a_role_by_a_macro():
    chapter = duties('{{ 制度("归口部门") }}协调，{{ 参数("没有") }}。')
    owner = [form(签批=[{"环节": "办理", "职务": ["综合部"]}])]

    assert said(duties('{{ 制度("归口部门") }}协调。'), forms=owner) == []
    assert said(chapter, forms=owner) == ["职责里没有提到“综合部”"]


def test_posts_that_cannot_be_resolved_are_left_to_the_form():
    assert said(duties("甲。"), forms=[form(签批=[{"环节": "批准", "职务": "参数.没有"}])]) == []
