"""Examples at the edges: found by trying, written to be read."""

from __future__ import annotations

from generator.cases import run_cases
from generator.mutating import hunt
from generator.mutating.boundaries import boundary_cases
from generator.mutating.snapshot import to_yaml
from generator.source.reader import read_yaml
from tests.builders import policy
from tests.mutating.conftest import regulation


def said(of) -> dict[str, tuple[str, ...]]:
    return {c.name: c.expected for c in boundary_cases(of)}


def test_both_sides_of_a_bound_of_a_table_become_examples() -> None:
    found = said(regulation())

    assert found["金额600万元"] == ()
    assert found["金额6000000.01元"] == ("grade",)


def test_both_sides_of_an_answer_of_a_table_become_examples() -> None:
    found = said(regulation())

    assert (found["人数3人"], found["人数4人"]) == ((), ("few",))


def test_both_sides_of_a_parameter_become_examples() -> None:
    found = said(regulation())

    assert (found["申请2026年3月2日"], found["申请2026年3月3日"]) == ((), ("early",))
    assert (found["明细第1行单价10元"], found["明细第1行单价10.01元"]) == ((), ("cheap",))


def test_an_edge_that_shows_only_with_another_value_elsewhere_is_found() -> None:
    found = said(regulation())

    assert (found["金额600万元，人数5"], found["金额6000000.01元，人数5"]) == (("few",), ("grade",))


def test_the_same_regulation_gives_the_same_examples() -> None:
    assert boundary_cases(regulation()) == boundary_cases(regulation())


def test_a_regulation_without_samples_has_none() -> None:
    assert boundary_cases(policy()) == ()


def test_the_file_reads_back_as_the_same_cases_and_they_are_met() -> None:
    of = regulation()
    cases = boundary_cases(of)
    text = to_yaml(cases)

    assert read_yaml(text.encode(), "boundaries.yaml").problems == ()
    listed = text.split("用例:\n")[1]
    assert listed.count("\n") == len(cases)
    again = regulation(*(c.model_dump(by_alias=True) for c in cases))
    assert all(result.is_met for result in run_cases(again))


def test_examples_at_the_edges_guard_the_figures() -> None:
    """What nobody would have noticed before is noticed with them."""
    of = regulation()
    with_edges = regulation(*(c.model_dump(by_alias=True) for c in boundary_cases(of)))

    def figures(found) -> set[str]:
        return {m.target for m in found.unnoticed if m.is_figure}

    assert figures(hunt(of, jobs=1)) > figures(hunt(with_edges, jobs=1))


def test_no_cases_make_an_empty_file() -> None:
    assert to_yaml(()).endswith("用例: []\n")
