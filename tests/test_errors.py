from __future__ import annotations

import pytest

from generator import errors
from generator.errors import (
    ExitCode,
    InputRefused,
    Level,
    Location,
    OutputError,
    Problem,
    SourceError,
    ToolError,
    UsageError,
    sort_problems,
)


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location("a.yaml", 3, 5), "a.yaml:3:5"),
        (Location("a.yaml", 3), "a.yaml:3"),
        (Location("a.yaml"), "a.yaml"),
    ],
)
def test_a_place_is_written_as_editors_understand_it(location, text):
    assert str(location) == text


def problem(line: int, code: str = "c", level: Level = Level.ERROR, hint: str = "") -> Problem:
    return Problem(location=Location("a", line, 1), code=code, message="坏了", hint=hint, level=level)


def test_a_problem_is_one_line_and_its_way_out_another():
    assert str(problem(3)) == "a:3:1：错误：坏了（c）"
    assert str(problem(3, hint="改好")) == "a:3:1：错误：坏了（c）\n    → 改好"


def test_problems_stand_in_the_order_of_their_places_and_are_not_repeated():
    listed = [problem(10), problem(2, level=Level.WARNING), problem(2), problem(2, "b"), problem(10)]

    assert [(p.location.line, p.level, p.code) for p in sort_problems(listed)] == [
        (2, Level.ERROR, "b"),
        (2, Level.ERROR, "c"),
        (2, Level.WARNING, "c"),
        (10, Level.ERROR, "c"),
    ]


def test_levels_are_ranked_from_the_most_serious():
    assert [level.rank for level in (Level.ERROR, Level.WARNING, Level.NOTE)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (SourceError((problem(1),)), 3),
        (InputRefused("damaged", "x"), 4),
        (OutputError("x"), 5),
        (ToolError("x"), 70),
    ],
)
def test_every_way_to_fail_has_its_exit_code(error, code):
    assert error.exit_code == code
    assert isinstance(error, ToolError)


def test_the_exit_codes_are_those_that_other_programs_rely_on():
    assert {c.name: c.value for c in ExitCode} == {
        "OK": 0,
        "FINDINGS": 1,
        "USAGE": 2,
        "SOURCE": 3,
        "REFUSED": 4,
        "OUTPUT": 5,
        "INTERNAL": 70,
    }


def test_every_exception_stands_in_the_tree_at_the_top_of_the_file():
    named = [n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, ToolError)]

    assert [n for n in named if n not in (errors.__doc__ or "")] == []


def test_an_error_says_what_to_do():
    refused = InputRefused("damaged", "文件坏了", hint="重新导出")

    assert (refused.code, str(refused), refused.hint) == ("damaged", "文件坏了", "重新导出")
