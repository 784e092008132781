"""The document as PDF through Typst: tagged, with bookmarks and a contents list."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf

from generator.render.document.blocks import Grid, Kind, Part, Text
from generator.render.document.compose import compose, record_part
from generator.render.typesetting import typeset
from generator.wording import format_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.model.policy import Policy
    from generator.render.document.blocks import Block
    from generator.render.handbook.past import EditionNote


def render_pdf_document(policy: Policy, editions: Sequence[EditionNote] = ()) -> bytes:
    """The regulation as a PDF; the same input gives the same bytes.

    `editions` are those published, oldest first, for the revision record. Raises ProseError.
    """
    cover, *parts = compose(policy)
    data = {
        "title": policy.cover.title,
        "company": policy.cover.company,
        "subject": f"{policy.cover.number}　{policy.cover.edition} 版　{format_date(policy.cover.effective)}起施行",
        "date": dict(zip(("year", "month", "day"), map(int, policy.cover.effective.split("-")), strict=True)),
        "contents": "目录",
        "cover": _part(cover),
        "record": _part(record_part(policy, editions)),
        "parts": [_part(p) for p in parts],
    }
    page = typeset("document.typ", data, code="", day=policy.cover.effective)
    with pikepdf.open(io.BytesIO(page)) as pdf:
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _part(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind, "key": part.key, "entry": part.entry, "wide": part.is_wide, "blocks": [_block(b) for b in part.blocks],
        "breaks": part.kind in (Kind.APPENDIX, Kind.ANNEX),
    }  # fmt: skip


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Text):
        return {"style": block.style, "text": block.text}
    return _grid(block)


def _grid(grid: Grid) -> dict[str, Any]:
    return {
        "style": "grid", "caption": grid.caption, "widths": grid.widths, "heads": grid.heads, "small": grid.is_small,
        "kept": grid.is_kept,
        "rows": [
            {
                "height": row.height,
                "cells": [
                    {"text": c.text, "span": c.span, "head": c.is_head, "centred": c.is_centred}
                    for c in row.cells
                ],
            }
            for row in grid.rows
        ],
    }  # fmt: skip


def page_numbers(pdf: bytes) -> dict[str, str]:
    """Line of the contents → the number printed on its page, as a rendered document has it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        found = {}
        for item in outline.root:
            if isinstance(item.destination, pikepdf.Array):
                found[_entry(str(item.title))] = pikepdf.Page(item.destination[0]).label
    return found


def _entry(bookmark: str) -> str:
    """A bookmark as the contents write it: the blank between label and title is a wide one."""
    return bookmark.replace(" ", "　")
