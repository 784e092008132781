"""YAML submissions: the same as JSON ones, in the strict YAML of the regulation's source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.errors import InputRefused
from generator.intake.answers import reading_of
from generator.source.reader import PLACE_KEY, read_yaml

if TYPE_CHECKING:
    from generator.model.shape import FormShape
    from generator.model.submission import Reading

MAX_YAML_BYTES = 1 << 20

_HINT = "照 zhidu schema 列出的格式改正后重新提交"
# The source forbids fractions because they would be read as numbers; here they stay text.
_ALLOWED = "yaml-fraction"


def read_yaml_submission(data: bytes, shapes: tuple[FormShape, ...]) -> Reading:
    """What a YAML submission says of one of the forms. Raises InputRefused for the first mistake."""
    if len(data) > MAX_YAML_BYTES:
        raise InputRefused("too-large", f"YAML 文件超过 {MAX_YAML_BYTES >> 20} MiB", hint=_HINT)
    document = read_yaml(data, "")
    for problem in document.problems:
        if problem.code != _ALLOWED:
            place = f"第 {problem.location.line} 行：" if problem.location.line else ""
            raise InputRefused("damaged", place + problem.message, hint=problem.hint or _HINT)
    return reading_of(_without_places(document.data), shapes)


def _without_places(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _without_places(value) for name, value in data.items() if name != PLACE_KEY}
    return [_without_places(value) for value in data] if isinstance(data, list) else data
