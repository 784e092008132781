"""Typst: data → PDF pages. The only module that knows the typesetter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import segno
import typst

from generator.assets import shipped
from generator.render.printable import printable


@cache
def _compiler(template: str) -> typst.Compiler:
    """One compiler a template: starting one reads the fonts, which takes longer than a page."""
    return typst.Compiler(
        shipped(f"templates/pdf/{template}"),
        font_paths=[shipped("templates/fonts")],
        ignore_system_fonts=True,
    )


def typeset_picture(template: str, data: Mapping[str, Any], *, code: str) -> bytes:
    """A template of `templates/pdf/` that makes one page, as SVG with letters as outlines."""
    picture = _compiler(template).compile(format="svg", sys_inputs=_inputs(data, code))
    assert isinstance(picture, bytes)  # noqa: S101 - one page gives one picture
    return picture


def _inputs(data: Mapping[str, Any], code: str) -> dict[str, str]:
    """Data goes in as JSON only, so that no text is ever read as markup."""
    return {"data": json.dumps(_printable(data), ensure_ascii=False, sort_keys=True), "code": code}


def _printable(data: Any) -> Any:
    """The data with every text in characters that the fonts have: others stop the typesetter."""
    if isinstance(data, str):
        return printable(data)
    if isinstance(data, Mapping):
        return {name: _printable(value) for name, value in data.items()}
    return [_printable(item) for item in data] if isinstance(data, list | tuple) else data


def typeset(template: str, data: Mapping[str, Any], *, code: str, day: str) -> bytes:
    """A tagged PDF of a template of `templates/pdf/`; `code` is SVG, `day` the date of the file."""
    stamped = datetime.fromisoformat(day).replace(tzinfo=UTC)
    pdf = _compiler(template).compile(
        format="pdf",
        sys_inputs=_inputs(data, code),
        pdf_standards=["ua-1"],
        timestamp=int(stamped.timestamp()),
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - one document gives one PDF
    return pdf


def code_as_svg(text: str) -> str:
    """A QR code as SVG, without a quiet zone."""
    return segno.make_qr(text, error="m").svg_inline(border=0, scale=1)
