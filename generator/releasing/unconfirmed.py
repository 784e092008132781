"""What the company has still to confirm: parameters, table columns and cells marked 待核定."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Article, Policy

CODE = "unconfirmed"
_HINT = "核定后删去“待核定”；确需带着待核定的数值发布的，加 --allow-unconfirmed"


def unconfirmed(policy: Policy) -> Iterator[Problem]:
    """Every figure marked 待核定, with its place."""
    for article in policy.articles.values():
        label = policy.article_label(article.id)
        for name, parameter in article.parameters.items():
            if parameter.unconfirmed:
                shown = parameter.show_on(policy.cover.effective)
                at = article.place.of("参数", name)
                yield _problem(at, f"{label}的参数“{name}”（{shown}）还没有核定")
        yield from _in_tables(policy, article, label)


def _in_tables(policy: Policy, article: Article, label: str) -> Iterator[Problem]:
    """A column that is marked as a whole is named once, otherwise each cell."""
    for name, table in article.tables.items():
        for column, output in table.outputs.items():
            if output.unconfirmed:
                at = article.place.of("表", name, "输出", column)
                yield _problem(at, f"{label}的表“{name}”的“{column}”一列还没有核定")
                continue
            for index, row in enumerate(table.rows):
                if row[column].unconfirmed:
                    shown = table.show(index, column, policy.cover.effective)
                    at = article.place.of("表", name, "行", index, column)
                    yield _problem(at, f"{label}的表“{name}”第{index + 1}行“{column}”（{shown}）还没有核定")


def _problem(at: Location, message: str) -> Problem:
    return Problem(location=at, code=CODE, message=message, hint=_HINT)
