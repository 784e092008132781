"""Circles: a definition that needs itself, or tables that take their inputs from each other.

Those of computed fields are shown by `computed`.

Such as:

    定义: {甲: 乙 + 1, 乙: 甲 - 1}                     定义绕回了自己：甲 → 乙 → 甲
    表: {级: {输入: {分: {取自: 表.分.分}}}, 分: {输入: {级: {取自: 表.级.级}}}}
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from generator.errors import Location, Problem
from generator.rules.expression import TABLE, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.model.policy import Policy

CODE = "circular-reference"


def check(policy: Policy) -> Iterator[Problem]:
    """Find definitions and tables that lead back to themselves; each circle is shown once."""
    definitions = {n: _words(text, policy.definitions) for n, text in policy.definitions.items()}
    tables = {n: _tables_before(policy, n) for n in policy.tables}
    for kind, key, graph in (("定义", "定义", definitions), ("表", "表", tables)):
        for circle in circles(graph):
            shown = " → ".join((*circle, circle[0]))
            at = _place(policy, key, circle[0])
            yield Problem(
                location=at, code=CODE, message=f"{kind}绕回了自己：{shown}", hint="去掉其中一处引用"
            )


def _words(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    tokens = list(tokenize(text))
    heads = (t.text for i, t in enumerate(tokens) if not i or tokens[i - 1].text != ".")
    return tuple(dict.fromkeys(word for word in heads if word in known))


def _tables_before(policy: Policy, name: str) -> tuple[str, ...]:
    """The tables a table takes inputs from."""
    written = (column.taken_from.split(".") for column in policy.tables[name].inputs.values())
    return tuple(w[1] for w in written if len(w) > 1 and w[0] == TABLE and w[1] in policy.tables)


def circles(graph: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Circles of a graph, each from the node that comes first in the source."""
    order = list(graph)
    left = {node: set(following) for node, following in graph.items()}
    while True:
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            circle = tuple(reversed(error.args[1]))[:-1]
            start = min(range(len(circle)), key=lambda i: order.index(circle[i]))
            yield circle[start:] + circle[:start]
            for node in circle:
                left[node] -= set(circle)
        else:
            return


def _place(policy: Policy, key: str, name: str) -> Location:
    return policy.articles[policy.home_of[name]].place.of(key, name)
