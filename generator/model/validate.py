"""Plain data → model, with every mistake translated into a sentence with its place."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from generator.errors import Problem
from generator.model.node import Node
from generator.text import nearest, shorten, suggestion

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from generator.source.reader import Document, Path

T = TypeVar("T")
_MAX_ROUNDS = 50


def validate(schema: type[T], document: Document) -> tuple[T | None, tuple[Problem, ...]]:
    """A document as `schema`, and all that is wrong with it.

    What is wrong is cut out and the rest is read again, so that a mistake in one place does
    not hide mistakes elsewhere; None when nothing usable is left.
    """
    adapter: TypeAdapter[T] = TypeAdapter(schema)
    problems: tuple[Problem, ...] = ()
    data: Any = document.data
    for _ in range(_MAX_ROUNDS):
        try:
            return adapter.validate_python(data), problems
        except ValidationError as error:
            details = _without_echoes(error.errors(include_url=False))
            problems = problems or tuple(_to_problem(schema, document, d) for d in details)
            data = _cut_out(data, [_whole(schema, _fault(d)) for d in details])
            if data is None:
                break
    return None, problems


def _without_echoes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the complaint that a list is too short because all its items are wrong."""
    locs = [d["loc"] for d in details]
    return [
        d
        for d in details
        if d["type"] != "too_short" or not any(o != d["loc"] and o[: len(d["loc"])] == d["loc"] for o in locs)
    ]


def _fault(detail: ErrorDetails) -> Path:
    """The smallest node to cut out: for a missing key, the mapping that lacks it."""
    loc = tuple(detail["loc"])
    return loc[:-1] if detail["type"] == "missing" else loc


def _whole(schema: Any, path: Path) -> Path:
    """The outermost node on the way to a fault that is of no use when a part of it is missing."""
    annotation = schema
    for end, part in enumerate(path, 1):
        annotation = _below(annotation, part)
        node = _bare(annotation)
        if isinstance(node, type) and issubclass(node, Node) and node.is_whole:
            return path[:end]
    return path


def _cut_out(data: Any, paths: list[Path]) -> Any:
    """A copy of the data without the nodes at the paths; None when the root itself goes."""
    if any(not p for p in paths):
        return None
    here = {p[0] for p in paths if len(p) == 1}
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        if len(path) > 1 and path[0] not in here:
            below.setdefault(path[0], []).append(path[1:])
    if isinstance(data, dict):
        kept = {k: _cut_below(v, below.get(k)) for k, v in data.items() if k not in here}
        return {k: v for k, v in kept.items() if v is not _GONE}
    return [
        v for i, d in enumerate(data) if i not in here and (v := _cut_below(d, below.get(i))) is not _GONE
    ]


_GONE = object()


def _cut_below(value: Any, paths: list[Path] | None) -> Any:
    """A scalar that a validator turned into a mapping goes as a whole."""
    if paths is None:
        return value
    return _cut_out(value, paths) if isinstance(value, dict | list) else _GONE


def _to_problem(schema: Any, document: Document, detail: ErrorDetails) -> Problem:
    loc = tuple(detail["loc"])
    kind = detail["type"]
    message, hint = _say(kind, detail, loc, allowed_keys(schema, loc[:-1]))
    at = document.place(*(loc[:-1] if kind == "missing" else loc))
    return Problem(location=at, code=_CODES.get(kind, "value"), message=message, hint=hint)


_CODES = {"missing": "missing-key", "extra_forbidden": "unknown-key"}
_WANTED = {
    "string_type": "一段文字", "int_type": "一个整数", "bool_type": " true 或 false",
    "tuple_type": "一个列表（以“- ”开头的各行，或方括号）", "dict_type": "若干“键: 值”",
    "model_type": "若干“键: 值”", "model_attributes_type": "若干“键: 值”", "string_too_short": "一段文字",
}  # fmt: skip


def _say(kind: str, detail: ErrorDetails, loc: Path, allowed: tuple[str, ...]) -> tuple[str, str]:
    """A sentence and a hint for one complaint of the schema."""
    name = _name(loc)
    said = f"“{name}”{_found(detail.get('input'))}"
    context = detail.get("ctx", {})
    match kind:
        case "missing":
            return f"缺少“{loc[-1]}”", f"补上“{loc[-1]}: …”"
        case "extra_forbidden":
            return f"不认识的键“{loc[-1]}”", suggestion(str(loc[-1]), allowed)
        case "literal_error" | "enum":
            options = [w.strip("'") for w in str(context["expected"]).replace(" or ", ", ").split(", ")]
            listed = "、".join(f"“{option}”" for option in options)
            close = nearest(str(detail.get("input")), options)
            return f"{said}，只能是{listed}", f"是否要写“{close}”？" if close else ""
        case "string_pattern_mismatch":
            return f"{said}，应当是小写英文字母、数字和连字符", "例如 escort-count"
        case "value_error":
            return f"{said}：{context['error']}", ""
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            return f"{said}，应当{'不小于' if 'ge' in context else '不大于'}{bound}", ""
        case "too_short":
            return f"“{name}”至少要有一项", ""
    wanted = _WANTED.get(kind)
    hint = "冒号要用半角，后面空一格" if "：" in said and "键" in (wanted or "") else ""
    return f"{said}，应当是{wanted}" if wanted else f"{said}，不合要求", hint


def _name(loc: Path) -> str:
    """The nearest key on the way to a fault."""
    return next((str(part) for part in reversed(loc) if isinstance(part, str) and part), "内容")


def _found(value: object) -> str:
    if value is None or value == "":
        return "是空的"
    return f"写成“{_short(value)}”" if isinstance(value, str | int) else "写成一组内容"


def _short(found: str | int) -> str:
    return {True: "true", False: "false"}[found] if isinstance(found, bool) else shorten(str(found))


def allowed_keys(schema: Any, path: Path) -> tuple[str, ...]:
    """The keys a mapping at a path of the schema may have; () where any are."""
    annotation = schema
    for part in path:
        annotation = _below(annotation, part)
    node = _bare(annotation)
    is_node = isinstance(node, type) and issubclass(node, Node)
    return tuple(f.alias or n for n, f in node.model_fields.items()) if is_node else ()


def _below(annotation: Any, part: str | int) -> Any:
    """The type of a key or an index of a type; None where it is not known."""
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, Node):
        fields = {f.alias or n: f.annotation for n, f in bare.model_fields.items()}
        return fields.get(str(part))
    arguments = get_args(bare)
    return arguments[isinstance(part, str)] if arguments else None


def _bare(annotation: Any) -> Any:
    """A type without its annotations and without `None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        members = [a for a in get_args(annotation) if a is not NoneType]
        return _bare(members[0]) if len(members) == 1 else None
    return annotation
