"""What the handbook says of a rule: with the values of an example where the texts quote values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.render.handbook.markup import quotes_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.finding import Finding
    from generator.model.policy import Policy
    from generator.model.rule import Rule
    from generator.render.handbook.address import Addresses

_VALUE = re.compile(r"\{(?!\s*参数\.\w+\s*\})[^{}]*\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTexts:
    """The texts of a rule as HTML; `is_example` when their values are those of a case."""

    is_example: bool
    message: Markup
    expected: Markup
    remedy: Markup


def rule_texts(
    policy: Policy, findings: Mapping[str, Finding], rule: Rule, addresses: Addresses
) -> RuleTexts:
    """What is said when a rule is broken; without a case that breaks it, names stand for values."""
    found = findings.get(rule.id)
    texts = (rule.message, rule.expected, rule.remedy)
    is_example = found is not None and any(_VALUE.search(text) for text in texts)
    if found is not None and is_example:
        message, expected, remedy = map(escape, (found.message, found.expected, found.hint))
    else:
        message, expected, remedy = (quotes_html(policy, text, addresses) for text in texts)
    return RuleTexts(is_example=is_example, message=message, expected=expected, remedy=remedy)
