"""Numbers that do not count up: which the result corrects, and what the author must look at.

The result counts chapters, articles and items itself, so every printed number that differs from
its place is a repair; its cause (a number twice, one left out, a new start in each chapter) is a
finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing import marks
from generator.importing.remarks import Remark
from generator.importing.repairs import Confidence, Repair
from generator.importing.roles import Role
from generator.importing.tree import Node, iter_nodes
from generator.wording import article_label, chapter_label, item_label, subitem_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.importing.outline import Outline, OutlineArticle

DUPLICATE, MISSING, RESTARTING, DISORDER = "duplicate", "missing", "restarting", "disorder"
_WHAT = {"article": "条", "chapter": "章", "list": "序号"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A printed number and where it stands in the result."""

    line: int
    printed: str
    number: int
    place: int
    starts_chapter: bool = False


def check_numbers(
    outline: Outline, root: Node, roles: Mapping[Node, Role]
) -> tuple[list[Repair], list[Remark]]:
    """The repairs and remarks about every numbering of a text."""
    repairs: list[Repair] = []
    remarks: list[Remark] = []
    for kind, label, entries in _sequences(outline, roles):
        _check_sequence(kind, label, entries, repairs, remarks)
    for siblings in _lists(root, roles):
        _check_list(siblings, roles, repairs, remarks)
    repairs += _unified(root, roles)
    return repairs, remarks


def _sequences(
    outline: Outline, roles: Mapping[Node, Role]
) -> Iterator[tuple[str, Callable[[int], str], list[_Entry]]]:
    """The sequences that count through the whole text: 第X条 and 第X章."""
    articles = [
        _Entry(a.line, a.printed, a.numbers[0], place, starts_chapter=index == 0)
        for place, index, a in _placed_articles(outline)
        if a.style == marks.ARTICLE
    ]
    yield "article", article_label, articles
    nodes = [n for n, role in roles.items() if role is Role.CHAPTER and n.style == marks.CHAPTER]
    parts = [c.part for c in outline.chapters]
    if len(set(parts)) <= 1:
        yield (
            "chapter",
            chapter_label,
            [_Entry(n.line, n.printed, n.numbers[0], i) for i, n in enumerate(nodes, 1)],
        )


def _placed_articles(outline: Outline) -> Iterator[tuple[int, int, OutlineArticle]]:
    place = 0
    for chapter in outline.chapters:
        for index, article in enumerate(chapter.articles):
            place += 1
            yield place, index, article


def _check_sequence(
    kind: str,
    label: Callable[[int], str],
    entries: list[_Entry],
    repairs: list[Repair],
    remarks: list[Remark],
) -> None:
    previous, cause, restarts = 0, "", 0
    offset = 0
    for entry in entries:
        if entry.number + offset != entry.place:
            cause = _cause(entry, previous)
            offset = entry.place - entry.number
            restarts += cause == RESTARTING
            if offset or cause == MISSING:
                remarks += _remark(kind, cause, entry, previous, restarts)
            repairs += [] if offset == 0 else [_repair(kind, cause, label, entry, is_first=True)]
        elif offset:
            repairs.append(_repair(kind, cause, label, entry, is_first=False))
        previous = entry.number


def _cause(entry: _Entry, previous: int) -> str:
    if entry.number == previous:
        return DUPLICATE
    if entry.number == 1:
        return RESTARTING
    return MISSING if entry.number > previous else DISORDER


_RULES = {
    DUPLICATE: "duplicate-{}-number", MISSING: "missing-{}-number", RESTARTING: "restarting-{}-numbers",
    DISORDER: "disordered-{}-number",
}  # fmt: skip


def _repair(kind: str, cause: str, label: Callable[[int], str], entry: _Entry, *, is_first: bool) -> Repair:
    reasons = {
        DUPLICATE: f"{entry.printed}出现两次，后一个顺延" if is_first else "前面有重复的编号，顺延",
        MISSING: "前面缺号，按实际顺序编号",
        RESTARTING: "各章重新编号，改为全文连续编号",
        DISORDER: "编号颠倒，按实际顺序编号",
    }
    rule = _RULES[cause].format(kind) if is_first or cause == RESTARTING else f"shifted-{kind}-number"
    sure = Confidence.CERTAIN if cause in (DUPLICATE, RESTARTING) else Confidence.LIKELY
    return Repair(
        line=entry.line,
        rule=rule,
        before=entry.printed,
        after=label(entry.place),
        reason=reasons[cause],
        confidence=sure,
    )


def _remark(kind: str, cause: str, entry: _Entry, previous: int, restarts: int) -> Iterator[Remark]:
    what = _WHAT[kind]
    if cause == RESTARTING and restarts > 1:
        return
    messages = {
        DUPLICATE: f"“{entry.printed}”出现两次",
        MISSING: f"“{entry.printed}”之前缺号（前一个是第{previous}{what}）"
        if previous
        else f"从“{entry.printed}”开始编号，前面缺号",
        RESTARTING: f"{what}的编号重新从“{entry.printed}”开始",
        DISORDER: f"“{entry.printed}”排在更大的编号之后",
    }
    hints = {
        DUPLICATE: "已顺延编号；核对文中引用的条号", MISSING: "核对是否漏了内容",
        RESTARTING: "已改为全文连续编号；核对文中引用的条号", DISORDER: "核对顺序",
    }  # fmt: skip
    yield Remark(
        rule=_RULES[cause].format(kind),
        line=entry.line,
        level=Level.WARNING,
        message=messages[cause],
        hint=hints[cause],
    )


def _lists(root: Node, roles: Mapping[Node, Role]) -> Iterator[list[Node]]:
    """Runs of siblings of one style that carry numbers, but for 第X条 and 第X章."""
    for node in iter_nodes(root):
        numbered = [c for c in node.children if c.numbers and c.style not in marks.STRUCTURAL]
        numbered = [c for c in numbered if roles[c] is not Role.ANNEX]
        for _, run in groupby(numbered, key=lambda c: c.style):
            yield from _split_restarts(list(run))


def _split_restarts(run: list[Node]) -> Iterator[list[Node]]:
    """Two lists of one style below one parent are two lists where the second begins with 1."""
    start = 0
    for index in range(1, len(run)):
        if run[index].numbers[-1] == 1 and run[index - 1].numbers[-1] != 1:
            yield run[start:index]
            start = index
    yield run[start:]


def _check_list(
    siblings: list[Node], roles: Mapping[Node, Role], repairs: list[Repair], remarks: list[Remark]
) -> None:
    kinds = {Role.ARTICLE: "article", Role.CHAPTER: "chapter"}
    kind = kinds.get(roles[siblings[0]], "list")
    previous = 0
    for place, node in enumerate(siblings, 1):
        number = node.numbers[-1]
        if number != previous + 1:
            entry = _Entry(node.line, node.printed, number, place)
            cause = _cause(entry, previous) if previous or number != 1 else ""
            if cause:
                remarks += _list_remark(kind, cause, entry, previous)
                repairs.append(_list_repair(kind, cause, entry, previous))
        previous = number


def _list_remark(kind: str, cause: str, entry: _Entry, previous: int) -> Iterator[Remark]:
    rule = _RULES[cause].format(kind)
    messages = {
        DUPLICATE: f"序号“{entry.printed}”用了两次",
        MISSING: f"序号从 {previous} 跳到“{entry.printed}”" if previous else f"序号从“{entry.printed}”开始",
        RESTARTING: f"序号“{entry.printed}”重复", DISORDER: f"序号“{entry.printed}”排在 {previous} 之后",
    }  # fmt: skip
    yield Remark(
        rule=rule,
        line=entry.line,
        level=Level.WARNING,
        message=messages[cause],
        hint="核对是否漏了或重复了内容",
    )


def _list_repair(kind: str, cause: str, entry: _Entry, previous: int) -> Repair:
    right = f"第{previous + 1}项" if kind == "list" else f"序号 {previous + 1}"
    return Repair(
        line=entry.line, rule=_RULES[cause].format(kind), before=entry.printed, after=right,
        reason="序号不连续，按实际顺序编号", confidence=Confidence.CERTAIN if cause == DUPLICATE else Confidence.LIKELY,
    )  # fmt: skip


def _unified(root: Node, roles: Mapping[Node, Role]) -> Iterator[Repair]:
    """One repair for each way of numbering that the result writes differently."""
    seen: dict[tuple[str, Role], list[Node]] = {}
    for node in iter_nodes(root):
        role = roles.get(node)
        if role in (Role.ITEM, Role.ARTICLE, Role.CHAPTER) and node.style not in marks.STRUCTURAL:
            seen.setdefault((node.style, role), []).append(node)
    for (style, role), nodes in seen.items():
        shown = {
            Role.ITEM: f"{item_label(1)}或 {subitem_label(1)}",
            Role.ARTICLE: article_label(1),
            Role.CHAPTER: chapter_label(1),
        }[role]
        if style == marks.CHINESE_BRACKETS and role is Role.ITEM:
            continue
        yield Repair(
            line=nodes[0].line, rule="unified-numbering", before=nodes[0].printed or "（无编号的标题）", after=shown,
            reason=f"编号形式统一，共 {len(nodes)} 处", confidence=Confidence.CERTAIN,
        )  # fmt: skip
