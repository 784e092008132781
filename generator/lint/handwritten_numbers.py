"""Numbers of articles, annexes and items typed by hand: they are counted, and would go stale.

    款: [按第八条执行。]                            按{条:escort}执行。
    款: [填写附表2《行程安排表》。]                   填写{表单:itinerary}。
    项: ["（一）与来宾商定时间；"]                   与来宾商定时间；

The articles of other rules may be cited by number after their title: 《民法典》第二百零一条.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import clauses_of
from generator.model.prose import without_macros
from generator.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "handwritten-number"
_COUNT = rf"(?:\d+|{NUMERAL}+)"
_CITED = re.compile(rf"》(?:第{_COUNT}[编章节条款项目][、和及至]?)+")
_REFERENCE = re.compile(rf"第{_COUNT}[章条](?!件)|附[表件录]\s?{_COUNT}")
_MARK = re.compile(rf"\s*(?:[（(]{_COUNT}[）)]|{_COUNT}[、.．](?!\d)|第{_COUNT}条)")
_MACROS = {"附": "{表单:标识}", "章": "{章:标识}", "条": "{条:标识}"}


def check(policy: Policy) -> Iterator[Problem]:
    """Find numbers that a macro or the layout writes."""
    for article in policy.articles.values():
        for text in clauses_of(article):
            bare = _CITED.sub("》", without_macros(text.text))
            marked = _MARK.match(bare)
            if marked:
                message = f"开头的序号“{marked[0].strip()}”是手写的，排版时会再加一个"
                yield Problem(
                    location=text.at, code=CODE, message=message, hint="删去序号；条、项、目的序号由程序编排",
                    level=Level.WARNING,
                )  # fmt: skip
            for written in dict.fromkeys(_REFERENCE.findall(bare[marked.end() if marked else 0 :])):
                macro = _MACROS["附" if written.startswith("附") else written[-1]]
                message = f"“{written}”是手写的，增减条文或表单后会出错"
                yield Problem(
                    location=text.at, code=CODE, message=message, hint=f"写成 {macro}", level=Level.WARNING
                )
