"""Review dates that have passed: the regulation, an article, a figure or a cited law is due.

Such as:

    复核日期: 2025-12-31        复核日期2025年12月31日已过（checked on 2026-11-23）
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model.policy import Policy

CODE = "review-due"


def check(policy: Policy, today: date) -> Iterator[Problem]:
    """Find what was to be reviewed before a day."""
    for what, review, at in _reviews(policy):
        if review and review < today.isoformat():
            yield Problem(
                location=at, code=CODE, level=Level.WARNING,
                message=f"{what}的复核日期{format_date(review)}已过", hint="复核内容，再写上下一次的复核日期",
            )  # fmt: skip


def _reviews(policy: Policy) -> Iterator[tuple[str, str | None, Location]]:
    cover = policy.cover
    yield "制度", cover.review, cover.place.of("复核日期")
    for index, law in enumerate(cover.laws):
        yield f"引用的“{law.title}”", law.review, cover.place.of("引用", index, "复核日期")
    for article in policy.articles.values():
        label = f"{policy.article_label(article.id)}（{article.title}）"
        yield label, article.review, article.place.of("复核日期")
        for name, parameter in article.parameters.items():
            yield f"参数“{name}”", parameter.review, article.place.of("参数", name, "复核日期")
