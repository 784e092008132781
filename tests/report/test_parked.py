"""However many files are checked, a report keeps none of their results in memory."""

from __future__ import annotations

import gc
from functools import partial
from importlib import import_module

import pytest

from generator.model.finding import Result
from generator.report.json_report import json_entry
from generator.report.parked import Parked
from generator.report.text_report import text_entry
from tests.report.samples import a_finding, a_result


def plain(pieces) -> str:
    return "".join(piece.text for piece in pieces)


def test_what_is_laid_aside_is_found_again_in_order_as_often_as_wanted():
    with Parked() as parked:
        for thing in ("一", {"二": 2}, ("三",)):
            parked.add(thing)

        assert list(parked) == list(parked) == ["一", {"二": 2}, ("三",)]
        assert len(parked) == 3


def alive() -> int:
    gc.collect()
    return sum(isinstance(thing, Result) for thing in gc.get_objects())


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "junit", "xlsx"])
def test_a_report_lets_go_of_every_result(trip, form):
    render = getattr(import_module(f"generator.report.{form}_report"), f"render_{form}")
    counted = []

    def results():
        before = alive()
        for number in range(20):
            yield a_result(a_finding(), file=f"{number}.docx")
            counted.append(alive() - before)

    match form:
        case "json":
            made = render(trip, map(json_entry, results()))
        case "text":
            made = render(map(partial(text_entry, trip, paint=plain), results()), plain)
        case _:
            made = render(trip, results())
    for _ in made:
        pass

    assert len(counted) == 20
    assert max(counted) <= 2
