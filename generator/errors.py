"""What can go wrong, in three kinds that never mix.

A *finding* (model/finding.py) is a value: a submitted form breaks a rule.
A *problem* is a value too: the source is wrong; collectors return all of them.
An *exception* means the job cannot go on:

    ToolError
    ├── UsageError      the command was called wrongly            exit 2
    ├── SourceError     the regulation's source has problems      exit 3
    ├── InputRefused    a submitted file cannot be read           exit 4
    └── OutputError     a result could not be written             exit 5
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import NamedTuple


class ExitCode(IntEnum):
    """The exit codes of the command; other programs rely on them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    SOURCE = 3
    REFUSED = 4
    OUTPUT = 5
    INTERNAL = 70


class Level(StrEnum):
    """How serious a problem or a finding is, in the words of the source."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Level).index(self)


class Location(NamedTuple):
    """A place in a source file; line and column start at 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in the source, with its place and the way out.

    `unknown_name` is set when the problem is that a name could not be resolved:
    such a problem is dropped while the part that declares the name is unreadable.
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    level: Level = Level.ERROR
    unknown_name: str = ""

    def __str__(self) -> str:
        hint = f"\n    → {self.hint}" if self.hint else ""
        return f"{self.location}：{self.level}：{self.message}（{self.code}）{hint}"


def sort_problems(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems without repetition, in the order of their places."""
    return tuple(sorted(set(problems), key=lambda p: (p.location, p.level.rank, p.code, p.message)))


class ToolError(Exception):
    """A job cannot go on; `message` and `hint` are for the person who reads them."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ToolError):
    """The command was called wrongly."""

    exit_code = ExitCode.USAGE


class SourceError(ToolError):
    """The source has problems; all of them are in `problems`."""

    exit_code = ExitCode.SOURCE

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"制度源文件有 {len(problems)} 处问题")
        self.problems = problems


class InputRefused(ToolError):  # noqa: N818 - a refusal is an outcome users see, not an error
    """A submitted file cannot be read; `code` is a stable kebab-case word."""

    exit_code = ExitCode.REFUSED

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code


class OutputError(ToolError):
    """A result could not be written."""

    exit_code = ExitCode.OUTPUT
