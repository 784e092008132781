"""Differences as one self-contained page: redline, nothing loaded, no script.

The text of a regulation is data of the template and escaped by it; the page's policy allows the
one style sheet in it, by its hash, and no more.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.assets import shipped
from generator.diff.grouping import grouped, name_of, summary
from generator.diff.inline import inline_diff
from generator.diff.marking import marked_lines

if TYPE_CHECKING:
    from generator.diff.grouping import Comparison


def render_page(comparison: Comparison) -> str:
    """The page, the same for the same comparison."""
    style = shipped("templates/diff/changes.css").read_text("utf-8")
    page = _environment().get_template("page.html.j2")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page.render(comparison=comparison, groups=grouped(comparison), style=style, style_hash=digest)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates/diff")),
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters.update(name=name_of, lines=marked_lines, summary=summary)
    environment.globals.update(inline=inline_diff)
    return environment
