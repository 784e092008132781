"""The CEL engine behind two classes: one checks types before any data, one evaluates.

The checker sees the forms as message types built in memory, so that it rejects a misspelt
field or a wrong type; the evaluator works on plain mappings in which blank fields are absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cel_expr_python import cel
from google.protobuf import descriptor_pb2, descriptor_pool

from generator.rules.expression import mangle
from generator.rules.identity_number import holds_identity_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.model.calendar import WorkCalendar

_PACKAGE = "z"
_ERROR = re.compile(r"ERROR: <input>:(\d+):(\d+): (.*)")


@dataclass(frozen=True, slots=True)
class Struct:
    """A record type: field name → `int`, `string`, `bool`, `strings`, or another record type."""

    fields: Mapping[str, str | Struct]
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What the checker says of an expression, with its 1-based column."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class CelError:
    """An evaluation that came to no value."""

    text: str


class Checker:
    """Compiles expressions against typed variables."""

    def __init__(self, variables: Mapping[str, Struct]) -> None:
        file = descriptor_pb2.FileDescriptorProto(name="z.proto", package=_PACKAGE, syntax="proto3")
        for name, struct in variables.items():
            _add_message(file, mangle(name), struct)
        pool = descriptor_pool.DescriptorPool()
        pool.Add(file)
        types = {mangle(name): cel.Type(f"{_PACKAGE}.{mangle(name)}") for name in variables}
        self._env = cel.NewEnv(pool, variables=types, functions=_declare(None, lambda _year: None))

    def check(self, expression: str) -> tuple[str, tuple[Fault, ...]]:
        """The CEL result type ('' when it does not compile) and what is wrong with it."""
        try:
            return str(self._env.compile(expression).return_type()), ()
        except RuntimeError as error:  # the engine's only exception type
            found = [Fault(int(m[2]), m[3].strip()) for m in _ERROR.finditer(str(error))]
            return "", tuple(found) or (Fault(1, str(error).splitlines()[0]),)


@dataclass(frozen=True, slots=True)
class Facts:
    """Data bound to an engine: converted once, however many programs look at them."""

    bound: Any


class Program:
    """A compiled expression."""

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def run(self, facts: Facts) -> Any:
        """The plain value for some facts, or a `CelError`."""
        value = self._compiled.eval(facts.bound)
        if value.type() == cel.Type.ERROR:
            return CelError(str(value.value()))
        return _plain(value)


class Evaluator:
    """Compiles expressions over untyped mappings and runs them with a working calendar."""

    def __init__(self, names: tuple[str, ...], calendar: WorkCalendar) -> None:
        self.missing_years: set[int] = set()
        record = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
        functions = _declare(calendar, self.missing_years.add)
        self._env = cel.NewEnv(variables={mangle(n): record for n in names}, functions=functions)

    def bind(self, data: Mapping[str, Any]) -> Facts:
        """Mangled names → plain values, ready to be looked at."""
        return Facts(self._env.Activation(dict(data)))

    def compile(self, expression: str) -> Program:
        """A program for an expression that the checker has accepted."""
        return Program(self._env.compile(expression))


def _plain(value: Any) -> Any:
    plain = value.plain_value() if hasattr(value, "plain_value") else value
    return [_plain(v) for v in plain] if isinstance(plain, list) else plain


def _add_message(file: Any, name: str, struct: Struct) -> None:
    message = file.message_type.add(name=name)
    proto = descriptor_pb2.FieldDescriptorProto
    scalars = {"int": proto.TYPE_INT64, "string": proto.TYPE_STRING, "bool": proto.TYPE_BOOL}
    for number, (key, kind) in enumerate(struct.fields.items(), 1):
        is_list = kind.is_repeated if isinstance(kind, Struct) else kind == "strings"
        label = proto.LABEL_REPEATED if is_list else proto.LABEL_OPTIONAL
        field = message.field.add(name=mangle(key), number=number, label=label)
        if isinstance(kind, Struct):
            inner = f"{name}_{mangle(key)}"
            field.type, field.type_name = proto.TYPE_MESSAGE, f".{_PACKAGE}.{inner}"
            _add_message(file, inner, kind)
        else:
            field.type = proto.TYPE_STRING if is_list else scalars[kind]
        if not is_list:  # proto3 tracks presence only for fields in a oneof of their own
            field.proto3_optional = True
            field.oneof_index = len(message.oneof_decl)
            message.oneof_decl.add(name=f"_{field.name}")


def _declare(calendar: WorkCalendar | None, missing: Callable[[int], object]) -> list[Any]:
    """The functions of the language beyond CEL's own."""

    def workdays(start: str, end: str) -> int:
        if calendar is None:
            return 0
        try:
            return calendar.working_days_between(date.fromisoformat(start), date.fromisoformat(end))
        except LookupError as error:
            missing(getattr(error, "year", 0))
            raise

    text, number, boolean = cel.Type.STRING, cel.Type.INT, cel.Type.BOOL
    numbers = cel.Type.List(number)
    return [
        _function("workdays", number, [text, text], workdays),
        _function("days", number, [text, text], _days),
        _function("minutes", number, [text, text], _minutes),
        _function("total", number, [numbers], _total),
        _function("includes", boolean, [text, text], lambda whole, part: part in whole),
        _function("holds_identity_number", boolean, [text], holds_identity_number),
    ]


def _function(name: str, result: Any, parameters: list[Any], run: Callable[..., Any]) -> Any:
    overload = cel.Overload(f"{name}_overload", return_type=result, parameters=parameters, impl=run)
    return cel.FunctionDecl(name, [overload])


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _minutes(start: str, end: str) -> int:
    first, last = (int(t[:2]) * 60 + int(t[3:]) for t in (start, end))
    return last - first


def _total(numbers: list[Any]) -> int:
    return sum(int(_plain(n)) for n in numbers)
