"""修订对照表 as DOCX: what it said, what it says, and what the change touches, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.changes import BESIDE_THE_TEXT, ChangeKind, Part
from generator.diff.grouping import grouped, name_of, summary
from generator.diff.inline import inline_diff
from generator.diff.marking import marked_lines
from generator.render.document.docx import document_package, section_properties
from generator.render.wordml import cell, paragraph, row, run, table, twips
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diff.changes import Change
    from generator.diff.grouping import Comparison, Group
    from generator.diff.marking import Marked

_WIDTH = 16838 - twips(35) - twips(30)
_COLUMNS = (int(_WIDTH * 0.36), int(_WIDTH * 0.36), _WIDTH - 2 * int(_WIDTH * 0.36))
_HEADS = ("修订前", "修订后", "修订说明")
_CENTRED = '<w:jc w:val="center"/>'
_FILL, _PALE_FILL = "F0F0F0", "F7F7F7"
_NOTHING = {"delete": "（原文无此内容）", "insert": "（已删去）"}
_SIDES = (("delete", "Went"), ("insert", "Came"))


def render_table(comparison: Comparison) -> bytes:
    """The table on landscape pages; the same comparison gives the same bytes."""
    new = comparison.new
    body = "".join(_body(comparison)) + section_properties(is_wide=True, is_restarted=True)
    return document_package(new, f"{new.cover.title}修订对照表", body)


def _body(comparison: Comparison) -> Iterator[str]:
    yield paragraph(run(f"{comparison.new.cover.title}修订对照表"), "Form")
    for line in _lead(comparison):
        yield paragraph(run(line), "Lead")
    groups = grouped(comparison)
    text = list(_rows(comparison, groups, beside=False))
    if text:
        yield _table(text, "修订对照表")
    beside = list(_rows(comparison, groups, beside=True))
    if beside:
        yield paragraph(run("核对规则、流程、附注和日历的改动（不属于正文）"), "Caption")
        yield _table(beside, "正文以外的改动")
    if not comparison.changes:
        yield paragraph(run("两个版本没有差别。"), "Lead")


def _lead(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old.cover, comparison.new.cover
    sides = [
        f"{label}（{format_date(cover.effective)}起施行）"
        for label, cover in ((comparison.old_label, old), (comparison.new_label, new))
    ]
    yield f"{new.number}　{sides[0]} → {sides[1]}"
    if comparison.note:
        yield f"修订说明：{comparison.note}"
    yield f"{summary(comparison.changes)}；删去的文字加删除线，增加的文字加下划线"


def _table(rows: list[str], caption: str) -> str:
    head = row(
        (cell(paragraph(run(h), "CellHead", _CENTRED), w, fill=_FILL) for h, w in zip(_HEADS, _COLUMNS, strict=True)),
        400, is_header=True,
    )  # fmt: skip
    return table(_COLUMNS, (head, *rows), caption) + paragraph("", "Gap")


def _rows(comparison: Comparison, groups: tuple[Group, ...], *, beside: bool) -> Iterator[str]:
    for group in groups:
        changes = [c for c in group.changes if (c.part in BESIDE_THE_TEXT) is beside]
        if changes:
            heading = paragraph(run(group.heading), "CellHead", "<w:keepNext/>")
            yield row((cell(heading, _WIDTH, span=3, fill=_PALE_FILL),), 380)
        for change in changes:
            yield _row(comparison, change)


def _row(comparison: Comparison, change: Change) -> str:
    lines = _lines(change)
    cells = [
        "".join(_side(lines, side, style)) or paragraph(run(_NOTHING[side]), "Cell") for side, style in _SIDES
    ]
    cells.append("".join(_remarks(comparison, change)))
    return row((cell(c, w, align="top") for c, w in zip(cells, _COLUMNS, strict=True)), 340)


def _lines(change: Change) -> tuple[tuple[str, Marked], ...]:
    """What is set side by side: a figure by the sentences that say it, all else as it is."""
    if change.quotes:
        return tuple((f"{q.label}　", inline_diff(q.old, q.new)) for q in change.quotes)
    return tuple((_place(change), line) for line in marked_lines(change))


def _place(change: Change) -> str:
    """What a bare value is the value of."""
    match change.part:
        case Part.PARAMETER | Part.COVER:
            return f"{change.name}："
        case Part.TABLE if within := change.name.partition("》")[2]:
            return f"{within}："
    return ""


def _side(lines: tuple[tuple[str, Marked], ...], side: str, style: str) -> Iterator[str]:
    """The paragraphs of one side: what stayed, and of the rest what this side has."""
    for place, line in lines:
        kept = [s for s in line if s.edit in ("equal", side)]
        if kept:
            content = "".join(run(s.text, style if s.edit == side else "") for s in kept)
            yield paragraph(run(place) + content, "Cell")


def _remarks(comparison: Comparison, change: Change) -> Iterator[str]:
    what = name_of(change)
    if change.part is Part.PARAMETER and change.kind is ChangeKind.CHANGED and change.quotes:
        yield paragraph(run(f"{what}由{change.old}改为{change.new}"), "Cell")
    else:
        yield paragraph(run(f"{change.kind}{what}"), "Cell")
    yield from (paragraph(run(said), "Small") for said in comparison.touched(change).split("；") if said)
