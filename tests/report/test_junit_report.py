"""JUnit XML: errors fail a build, the rest is told."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.errors import Level
from generator.model.finding import Outcome
from generator.report.junit_report import render_junit
from tests.report.samples import HOSTILE, a_finding, a_result, hostile_result


def suites(policy, *results):
    return etree.fromstring("".join(render_junit(policy, results)))


def test_counts_add_up(trip, results):
    root = suites(trip, *results)

    counts = [(s.get("tests"), s.get("failures"), s.get("errors")) for s in root]
    assert counts == [("3", "1", "0"), ("1", "0", "0"), ("1", "0", "0"), ("1", "0", "1")]
    assert [root.get(k) for k in ("tests", "failures", "errors", "skipped")] == ["6", "1", "1", "0"]


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"level": Level.ERROR}, "failure"),
        ({"level": Level.ERROR, "outcome": Outcome.UNDECIDED}, "error"),
        ({"level": Level.WARNING}, "system-out"),
        ({"level": Level.WARNING, "outcome": Outcome.UNDECIDED}, "system-out"),
        ({"level": Level.NOTE}, "system-out"),
    ],
)
def test_only_errors_fail(trip, parts, kind):
    (case,) = suites(trip, a_result(a_finding(**parts))).iter("testcase")

    assert [child.tag for child in case] == [kind]


def test_a_case_tells_the_finding_in_full(trip):
    (failure,) = suites(trip, a_result(a_finding())).iter("failure")

    assert failure.get("type") == "escort-count"
    assert failure.get("message") == "1.【错误】第一条　人数填写为3，应为1"
    assert failure.text.splitlines()[1:] == ["现为：3；应为：1", "更正：把人数改为1"]


def test_a_clean_file_is_a_passed_case(trip):
    (case,) = suites(trip, a_result()).iter("testcase")

    assert (case.get("name"), len(case)) == ("没有发现问题", 0)


def test_a_refusal_is_an_error_with_its_way_out(trip, results):
    (error,) = suites(trip, results[-1]).iter("error")

    assert error.get("type") == "encrypted"
    assert error.text == "文件设有密码，无法读取\n处理：取消密码后重新提交"


def test_hostile_values_are_text(trip):
    root = suites(trip, hostile_result())

    assert len(list(root.iter("failure"))) == len(HOSTILE)
    assert {e.tag for e in root.iter()} == {"testsuites", "testsuite", "testcase", "failure"}
    assert "<script>alert(1)</script>" in next(root.iter("failure")).text


def test_the_same_results_give_the_same_text(trip, results):
    assert list(render_junit(trip, iter(results))) == list(render_junit(trip, results))
