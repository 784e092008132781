from __future__ import annotations

import pytest

from generator.lint.leftovers import check
from tests.builders import article, policy


def said(text: str, **cover: str) -> list[str]:
    return [p.message for p in check(policy(article(款=[text]), cover=cover))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("由行政部部负责。", "“部部”可能多写了一个字"),
        ("由华盛科技有限公司行政部牵头。", "“华盛科技有限公司”不是本公司（本公司）"),
        ("给予奖励。第 3 页 共 10 页", "“第 3 页 共 10 页”不是条文"),
        ("由综合部牵头,各部门配合。", "“,”是半角标点"),
        ("包括:", "“:”是半角标点"),
        ("由综合部负责.", "“.”是半角标点"),
    ],
)
def test_what_does_not_belong_there_is_reported(text, message):
    assert said(text) == [message]


@pytest.mark.parametrize(
    "text",
    [
        "销售部部长常常来访，人人有责。",
        "由客户公司和各子公司商定。",
        "时间写成 09:30，金额写成 1,200.50 元。",
        '至少提前{{ 参数("天数") }},填写。',
        "（一）第二页。",
    ],
)
def test_what_may_stand_there_is_left_alone(text):
    assert said(text) == []


def test_the_own_company_may_be_named():
    assert said("由华盛科技有限公司综合部牵头。", 公司="华盛科技有限公司") == []
    assert said("由华盛科技股份有限公司综合部牵头。", 公司="北方华盛科技股份有限公司") == []
