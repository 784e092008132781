from __future__ import annotations

import pytest

from generator.errors import Level
from generator.model.finding import Clause, Finding, Outcome, Refusal, Result, Status, clause_of
from generator.model.submission import BLANK, Answer, State, filled_rows
from tests.builders import article, policy

YES = Answer(state=State.ANSWERED, value=True, raw="是")
NO = Answer(state=State.ANSWERED, value=False, raw="否")
BAD = Answer(state=State.UNREADABLE, raw="?", reason="不是数字")


def test_rows_keep_their_printed_numbers():
    table = Answer(state=State.ANSWERED, value=({"甲": YES}, {"甲": BLANK}, {"甲": BAD}))

    assert [number for number, _ in filled_rows(table)] == [1, 3]


def test_an_unticked_box_alone_makes_no_row():
    table = Answer(state=State.ANSWERED, value=({"甲": NO, "乙": BLANK}, {"甲": NO, "乙": YES}))

    assert [number for number, _ in filled_rows(table)] == [2]


@pytest.mark.parametrize("answer", [BLANK, YES, BAD, Answer(state=State.ANSWERED, value=("张三", "李四"))])
def test_what_is_no_table_has_no_rows(answer):
    assert filled_rows(answer) == ()


def finding(level: Level, outcome: Outcome) -> Finding:
    clause = Clause(id="a", label="第一条", url="a")
    return Finding(
        rule="r", level=level, outcome=outcome, clause=clause, fields=(),
        actual="", expected="", message="", hint="",
    )  # fmt: skip


OPEN, BROKEN = Outcome.UNDECIDED, Outcome.VIOLATED


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ([], Status.PASS),
        ([(Level.NOTE, BROKEN), (Level.WARNING, BROKEN)], Status.PASS),
        ([(Level.WARNING, OPEN)], Status.UNDECIDED),
        ([(Level.WARNING, BROKEN), (Level.ERROR, OPEN)], Status.UNDECIDED),
        ([(Level.ERROR, OPEN), (Level.ERROR, BROKEN)], Status.FAIL),
    ],
)
def test_the_verdict_on_a_file_follows_from_its_findings(findings, status):
    assert Result(file="a", findings=tuple(finding(*f) for f in findings)).status is status


def test_a_refused_file_is_refused_whatever_else():
    refusal = Refusal(code="damaged", message="坏了", hint="重新提交")

    assert (
        Result(file="a", refusal=refusal, findings=(finding(Level.ERROR, BROKEN),)).status is Status.REFUSED
    )


def test_a_clause_is_cited_with_its_number_and_address():
    assert clause_of(policy(article("x"), article("y")), "y") == Clause(
        id="y", label="第二条", url="chapters/part1.html#y"
    )
