"""Words nobody can measure: 及时, 尽快, 适当, 有关部门 … without a time or a figure beside them.

Such as:

    款: [收到投诉后及时答复。]                                 “及时”无法衡量
    款: ['收到投诉后{{ 参数("答复时限") }}内及时答复。']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import Text, clauses_of
from generator.model.prose import without_macros
from generator.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "unmeasurable-word"
_SOON = '写明时限，如 在{{ 参数("…时限") }}内'
_OFTEN = "写明间隔，如 每季度、每年"
_MUCH = "写明数额、比例或条件，或写明由谁决定"
_WHICH = "写明是哪一个"
_WORDS = {
    **dict.fromkeys(("及时", "尽快", "尽早", "立即", "马上", "随时", "第一时间", "早日", "近期"), _SOON),
    **dict.fromkeys(("定期", "不定期", "经常", "适时"), _OFTEN),
    **dict.fromkeys(("适当", "适度", "适量", "酌情", "视情况", "必要时", "原则上", "尽量", "相应"), _MUCH),
    **dict.fromkeys(("有关部门", "有关单位", "有关人员", "有关领导", "有关方面", "有关手续"), _WHICH),
}
_WORD = re.compile("|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)))
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_SENTENCE = re.compile(r"[^。；\n]+")
_FIGURE = re.compile(
    rf"\{{\{{|\d|{NUMERAL}+(?:个|日|天|小时|分钟|周|月|季|年|次|元)|每[日天周月季年]|当[日天]|次日|同日"
)


def check(policy: Policy) -> Iterator[Problem]:
    """Find vague words in sentences of articles that name no time, figure or interval."""
    terms = sorted((*policy.glossary, *(law.title for law in policy.cover.laws)), key=len, reverse=True)
    defined = re.compile("|".join(map(re.escape, terms))) if terms else None
    for article in policy.articles.values():
        for text in clauses_of(article):
            yield from _check_text(text, defined)


def _check_text(text: Text, defined: re.Pattern[str] | None) -> Iterator[Problem]:
    for sentence in _SENTENCE.findall(text.text):
        if _FIGURE.search(sentence):
            continue
        bare = _QUOTED.sub(" ", without_macros(sentence))
        bare = defined.sub(" ", bare) if defined else bare
        for word in dict.fromkeys(_WORD.findall(bare)):
            message = f"“{word}”无法衡量"
            yield Problem(
                location=text.at, code=CODE, message=message, hint=_WORDS[word], level=Level.WARNING
            )
