"""Parameters: each value must fit its kind, on every date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Problem
from generator.model.quantity import UNDECIDED, to_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "parameter-value"


def check(policy: Policy) -> Iterator[Problem]:
    """Find values that do not fit the kind of their parameter."""
    for article in policy.articles.values():
        for name, parameter in article.parameters.items():
            for start, raw in parameter.values.items():
                if raw == UNDECIDED:
                    continue
                try:
                    to_value(raw, parameter.kind)
                except ValueError as error:
                    yield Problem(
                        location=article.place.of("参数", name, "值", start), code=CODE,
                        message=f"参数“{name}”写成“{raw}”：{error}", hint=f"这个参数是{parameter.kind}",
                    )  # fmt: skip
