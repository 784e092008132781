"""Styles of a Word document as far as they matter: outline level, list, hidden text, contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.importing.docx_numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)?", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_BODY_LEVEL = 9
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its paragraphs, inherited properties included."""

    level: int = 0
    list_id: str = ""
    list_level: int = -1
    is_contents: bool = False
    is_hidden: bool = False


PLAIN = Style()


def is_on(element: _Element | None) -> bool:
    """True for an on/off property that is there and not switched off (ISO 29500-1, 17.17.4)."""
    return element is not None and element.get(f"{W}val", "1") not in _OFF


def read_styles(root: _Element | None) -> dict[str, Style]:
    """Style identifier → style."""
    if root is None:
        return {}
    elements = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    return {key: _resolve(_chain(key, elements)) for key in elements}


def linked_lists(root: _Element | None) -> dict[str, str]:
    """Numbering style → the list it names."""
    found = {} if root is None else {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")}
    paths = {key: s.find(f"{W}pPr/{W}numPr/{W}numId") for key, s in found.items()}
    return {key: e.get(f"{W}val", "") for key, e in paths.items() if e is not None}


def _chain(key: str, elements: dict[str, _Element]) -> list[_Element]:
    """A style and those it is based on; a circle of styles ends."""
    chain: list[_Element] = []
    while key in elements and elements[key] not in chain and len(chain) < _LONGEST_CHAIN:
        chain.append(elements[key])
        based = elements[key].find(f"{W}basedOn")
        key = based.get(f"{W}val", "") if based is not None else ""
    return chain


def _resolve(chain: list[_Element]) -> Style:
    level, list_id, list_level = 0, "", -1
    for style in reversed(chain):
        level = outline_level(style.find(f"{W}pPr")) or _named_level(style) or level
        own_id, own_level = list_of(style.find(f"{W}pPr"))
        list_id, list_level = own_id or list_id, own_level if own_level >= 0 else list_level
    name = _name(chain[0]) if chain else ""
    hidden = any(is_on(s.find(f"{W}rPr/{W}vanish")) for s in chain)
    return Style(level, list_id, list_level, bool(_CONTENTS_NAME.fullmatch(name)), hidden)


def _name(style: _Element) -> str:
    element = style.find(f"{W}name")
    return element.get(f"{W}val", "") if element is not None else ""


def _named_level(style: _Element) -> int:
    match = _HEADING_NAME.fullmatch(_name(style).strip())
    return int(match[1]) if match else 0


def outline_level(properties: _Element | None) -> int:
    """The outline level of paragraph properties from 1, or 0."""
    element = properties.find(f"{W}outlineLvl") if properties is not None else None
    raw = element.get(f"{W}val", "") if element is not None else ""
    return int(raw) + 1 if raw.isdigit() and int(raw) < _BODY_LEVEL else 0


def list_of(properties: _Element | None) -> tuple[str, int]:
    """The list and the level that paragraph properties name; '' and -1 where they do not."""
    found = properties.find(f"{W}numPr") if properties is not None else None
    if found is None:
        return "", -1
    num, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    raw = level.get(f"{W}val", "") if level is not None else ""
    return (num.get(f"{W}val", "") if num is not None else ""), int(raw) if raw.isdigit() and len(
        raw
    ) < 3 else -1
