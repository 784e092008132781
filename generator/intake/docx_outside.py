"""What a DOCX file would run or fetch if a word processor opened it; none of it is run or fetched here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.intake.markup import parse_markup
from generator.model.submission import Note
from generator.text import shorten, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ACTIVE = {
    "oleObject": "嵌入的对象", "package": "嵌入的文件", "control": "ActiveX 控件", "aFChunk": "夹带的另一份文档",
    "vbaProject": "宏",
}  # fmt: skip
_HARMLESS = "hyperlink"  # followed by nobody but the person who clicks it
_ACTIVE_FIELD = re.compile(r"\s*(DDEAUTO|DDE)\b", re.IGNORECASE)
_FETCHING_FIELD = re.compile(r"\s*(INCLUDEPICTURE|INCLUDETEXT|LINK|RD)\b", re.IGNORECASE)
_MAX_NOTES = 20


def outside_notes(files: Mapping[str, bytes], instructions: Iterable[str]) -> tuple[Note, ...]:
    """A note for each thing that would be run or fetched, each once, the first twenty.

    `files` are the XML parts of the package, `instructions` the field codes of its body.
    """
    found = dict.fromkeys((*_relation_notes(files), *_field_notes(instructions)))
    return tuple(found)[:_MAX_NOTES]


def _relation_notes(files: Mapping[str, bytes]) -> Iterator[Note]:
    for name in sorted(n for n in files if n.endswith(".rels")):
        for relation in parse_markup(files[name]):
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if kind in _ACTIVE:
                yield Note(code="active-content", detail=_ACTIVE[kind])
            elif relation.get("TargetMode") == "External" and kind != _HARMLESS:
                target = visible(shorten(relation.get("Target", ""), 60))
                yield Note(code="external-reference", detail=f"{visible(shorten(kind, 30))} {target}")


def _field_notes(instructions: Iterable[str]) -> Iterator[Note]:
    for code in instructions:
        if match := _ACTIVE_FIELD.match(code):
            yield Note(code="active-content", detail=f"{match[1].upper()} 域")
        elif match := _FETCHING_FIELD.match(code):
            yield Note(code="external-reference", detail=f"{match[1].upper()} 域")
