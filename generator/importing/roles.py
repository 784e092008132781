"""What each numbering of a tree is: part, chapter, section, article, or an entry of a list.

Where 第X条 is used, it is the article. Elsewhere the lowest level of headings is: a level is one of
headings when most of its entries are short titles with text below them (for 4.1 a title that runs
into its text will do). Headings above are chapters and sections; a heading without a lower one is
an article of its own, in a chapter of its own.
"""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from typing import TYPE_CHECKING, TypeAlias

from generator.importing import marks
from generator.importing.shapes import Shape, is_heading, shape_of
from generator.importing.tree import Node, iter_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Group: TypeAlias = "tuple[int, str]"
_DEEPEST = 2


class Role(IntEnum):
    """The place of a numbering in a regulation, from the top."""

    PART = 0
    CHAPTER = 1
    SECTION = 2
    ARTICLE = 3
    ITEM = 4
    ANNEX = 5


_STRUCTURAL = {
    marks.PART: Role.PART, marks.CHAPTER: Role.CHAPTER, marks.SECTION: Role.SECTION, marks.ARTICLE: Role.ARTICLE,
}  # fmt: skip


def assign_roles(root: Node) -> Mapping[Node, Role]:
    """The role of every numbering of a tree."""
    annexes = [n for n in root.children if n.style == marks.ANNEX]
    inside = {n for a in annexes for n in iter_nodes(a)}
    nodes = [n for n in iter_nodes(root) if n is not root and n not in inside]
    if any(n.style == marks.ARTICLE for n in nodes):
        roles = _structural(root, nodes)
    else:
        roles = _by_headings(root, nodes)
    return {**roles, **dict.fromkeys(inside, Role.ITEM), **dict.fromkeys(annexes, Role.ANNEX)}


def _structural(root: Node, nodes: list[Node]) -> dict[Node, Role]:
    promoted = _promoted({n.style for n in nodes})
    above = _ancestors_of(root, lambda n: n.style == marks.ARTICLE)
    roles: dict[Node, Role] = {}
    for node in nodes:
        if node.style in promoted:
            roles[node] = promoted[node.style]
        elif node in above:
            roles[node] = Role.CHAPTER if node.depth == 0 else Role.SECTION
        else:
            roles[node] = Role.ITEM
    return roles


def _promoted(styles: set[str]) -> dict[str, Role]:
    """The structural styles in use; without 章, a 节 or a 编 is the chapter."""
    roles = dict(_STRUCTURAL)
    if marks.CHAPTER not in styles:
        top = next((s for s in (marks.PART, marks.SECTION) if s in styles), None)
        if top:
            roles[top] = Role.CHAPTER
    return roles


def _ancestors_of(root: Node, wanted: Callable[[Node], bool]) -> set[Node]:
    """The nodes that have a wanted node below them."""
    found: set[Node] = set()

    def visit(node: Node) -> bool:
        below = [visit(child) for child in node.children]
        if any(below):
            found.add(node)
        return any(below) or wanted(node)

    visit(root)
    return found - {root}


def _by_headings(root: Node, nodes: list[Node]) -> dict[Node, Role]:
    promoted = _promoted({n.style for n in nodes})
    headed = _headed_groups(nodes, promoted)
    if not any(depth > 0 or style in promoted for depth, style in headed):
        return {n: Role.ARTICLE if _group(n) in headed else Role.ITEM for n in nodes}
    if not any(style not in promoted for _, style in headed):
        headed |= _first_below(nodes, promoted)
    is_headed = {n for n in nodes if _group(n) in headed}
    above = _ancestors_of(root, lambda n: n in is_headed)
    return {n: _role(n, promoted, is_headed=n in is_headed, has_lower=n in above) for n in nodes}


def _role(node: Node, promoted: Mapping[str, Role], *, is_headed: bool, has_lower: bool) -> Role:
    if node.style in promoted:
        return promoted[node.style]
    if not is_headed:
        return Role.SECTION if has_lower else Role.ITEM
    if node.depth == 0:
        return Role.CHAPTER
    return Role.SECTION if has_lower else Role.ARTICLE


def _group(node: Node) -> Group:
    return node.depth, node.style


def _headed_groups(nodes: list[Node], promoted: Mapping[str, Role]) -> set[Group]:
    """The levels whose entries are headings; the main level at the top always counts as one."""
    groups: dict[Group, list[Node]] = defaultdict(list)
    for node in nodes:
        groups[_group(node)].append(node)
    headed: set[Group] = set()
    top = [g for g in groups if g[0] == 0]
    if top:
        headed.add(max(top, key=lambda g: len(groups[g])))
    for group in sorted(groups):
        depth, style = group
        if (
            style in promoted
            or style.startswith(marks.HEADING)
            or (
                depth <= _DEEPEST
                and (depth == 0 or _hangs_on(groups[group], headed))
                and is_headed_level(style, groups[group])
            )
        ):
            headed.add(group)
    return headed


def _hangs_on(nodes: Iterable[Node], headed: set[Group]) -> bool:
    depths = {depth for depth, _ in headed}
    return all(set(range(node.depth)) <= depths for node in nodes)


def is_headed_level(style: str, nodes: list[Node]) -> bool:
    """True when most entries of a level are headings with text below them."""
    titles = sum(has_title(n) for n in nodes)
    run_in = sum(not has_title(n) and shape_of(n.text) is Shape.RUN_IN for n in nodes)
    count = len(nodes)
    if count < 2 and nodes[0].depth:
        return style == marks.DECIMAL and titles == count
    if style == marks.DECIMAL:
        return titles * 3 >= count or (titles + run_in) * 5 >= count * 3
    return titles * 2 >= count or (titles * 10 >= count * 3 and (titles + run_in) * 4 >= count * 3)


def has_title(node: Node) -> bool:
    """True for an entry that is a short title with something below it."""
    return is_heading(node.text) and len(node.content) > 1


def _first_below(nodes: list[Node], promoted: Mapping[str, Role]) -> set[Group]:
    """The first level below the chapters, where chapters hold neither 条 nor headings."""
    depths = [n.depth for n in nodes if n.style in promoted]
    below = max(depths, default=0) + 1
    return {_group(n) for n in nodes if n.depth == below and n.style not in promoted}
