"""Edit YAML in place: only the text of a value changes, everything around it stays byte for byte."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

import yaml

from generator.source.reader import PLACE_KEY, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.source.reader import Path

Scalar: TypeAlias = "str | int | bool"


def set_values(text: str, values: Mapping[Path, Scalar]) -> str:
    """YAML text in which the scalars at some paths have other values; comments are kept.

    Raises KeyError for a path that leads to no scalar, ValueError for a text that is no YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise ValueError("YAML 语法有误") from error
    places = [(_scalar(root, path), to_scalar(value)) for path, value in values.items()]
    edited, end = "", 0
    for node, written in sorted(places, key=lambda place: place[0].start_mark.index):
        edited += text[end : node.start_mark.index] + written
        end = node.end_mark.index
    return edited + text[end:]


def to_scalar(value: Scalar) -> str:
    """A value as YAML that the strict reader reads back as the same, quoted only where it must be.

    >>> to_scalar("2026-01-01"), to_scalar("1.10"), to_scalar("否"), to_scalar("a: b")
    ('2026-01-01', '"1.10"', '否', '"a: b"')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if _reads_back(str(value), value) else json.dumps(value, ensure_ascii=False)


def _reads_back(plain: str, value: Scalar) -> bool:
    """True where a bare text is safe behind a key as well as between brackets."""
    in_block = read_yaml(f"k: {plain}\n".encode(), "")
    in_flow = read_yaml(f"[{plain}]\n".encode(), "")
    if in_block.problems or in_flow.problems or not isinstance(in_block.data, dict):
        return False
    found = {key: held for key, held in in_block.data.items() if key != PLACE_KEY}
    return found == {"k": value} and in_flow.data == [value]


def _scalar(root: yaml.Node | None, path: Path) -> yaml.ScalarNode:
    node = root
    for part in path:
        node = _child(node, part)
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise KeyError(path)
    return node


def _child(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    match node:
        case yaml.MappingNode():
            return next((value for key, value in node.value if key.value == part), None)
        case yaml.SequenceNode() if isinstance(part, int) and part < len(node.value):
            found: yaml.Node = node.value[part]
            return found
    return None
