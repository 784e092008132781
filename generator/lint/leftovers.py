"""What a text keeps from where it was copied: doubled characters, another company, page footers, half-width marks.

Such as:

    款: [由行政部部牵头。]                         “部部”可能多写了一个字
    款: [由华盛科技有限公司行政部牵头。]             “华盛科技有限公司”不是本公司
    款: [给予奖励。第 3 页 共 10 页]                “第 3 页 共 10 页”是页码
    款: ["由行政部牵头,各部门配合。"]               “,”是半角标点
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.importing.doubled import find_doubled
from generator.importing.organisations import find_organisations
from generator.importing.outline import Clause
from generator.lint.texts import clauses_of
from generator.model.prose import without_macros

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "leftover"
_PAGE = re.compile(
    r"第\s?\d{1,3}\s?页(?:[\s,，/]*共\s?\d{1,3}\s?页)?|下载文档|仅供(?:学习|参考)(?:交流)?使用"
)
_HALF_WIDTH = re.compile(
    r"(?<=[\u4e00-\u9fff”》）])[,;:?!](?=[\u4e00-\u9fff“《（]|$)|(?<=[\u4e00-\u9fff”》）])\.$"
)
_FULL_WIDTH = str.maketrans(",;:?!.", "，；：？！。")


def check(policy: Policy) -> Iterator[Problem]:
    """Find what does not belong into the clauses of a regulation."""
    for article in policy.articles.values():
        for text in clauses_of(article):
            for message, hint in _found(policy, without_macros(text.text)):
                yield Problem(location=text.at, code=CODE, message=message, hint=hint, level=Level.WARNING)


def _found(policy: Policy, text: str) -> Iterator[tuple[str, str]]:
    for doubled in find_doubled(text):
        if doubled.is_sure:
            twice = text[doubled.start : doubled.start + 2]
            yield f"“{twice}”可能多写了一个字", "删去多余的字"
    for named in find_organisations([Clause(line=0, text=text)]):
        if named.name not in policy.cover.company and policy.cover.company not in named.name:
            yield f"“{named.name}”不是本公司（{policy.cover.company}）", "改成本公司的名称，或者删去"
    for page in dict.fromkeys(_PAGE.findall(text)):
        yield f"“{page}”不是条文", "删去从原文件带来的页码或者网站说明"
    for mark in dict.fromkeys(_HALF_WIDTH.findall(text)):
        yield f"“{mark}”是半角标点", f"写成“{mark.translate(_FULL_WIDTH)}”"
