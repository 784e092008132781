"""The second regulation: the tool knows nothing about receptions."""

from __future__ import annotations

import json

import pytest

from generator.build import build
from generator.cases import check_cases, run_cases
from generator.filling import fill_form
from generator.intake.docx_reader import read_docx
from generator.lint import lint_project, open_project
from generator.model.finding import Outcome
from generator.model.shape import shape_of
from generator.scaffold import copied_project, write_project
from tests.builders import findings


@pytest.fixture(scope="module")
def travel(tmp_path_factory):
    root = tmp_path_factory.mktemp("travel") / "project"
    from tests.conftest import ROOT  # noqa: PLC0415

    write_project(root, copied_project(ROOT / "examples/travel"))
    return root


def test_it_has_nothing_to_complain_of(travel):
    policy, problems = lint_project(travel)

    assert policy is not None
    assert [str(p) for p in problems] == []


def test_every_rule_has_a_case_that_breaks_it(travel):
    policy = open_project(travel)
    broken = {name for result in run_cases(policy) for name in result.expected}

    assert broken == {rule.id for article in policy.articles.values() for rule in article.rules}


def test_every_case_comes_out_as_expected(travel):
    policy = open_project(travel)

    assert list(check_cases(policy)) == []
    assert [r.case.name for r in run_cases(policy) if not r.is_met] == []


def test_it_builds_a_handbook_and_two_forms(travel, tmp_path):
    build(travel, ("site", "forms", "schemas"), tmp_path / "dist")

    made = {
        f.relative_to(tmp_path / "dist").as_posix() for f in (tmp_path / "dist").rglob("*") if f.is_file()
    }
    assert {
        "site/index.html",
        "site/chapters/standards.html",
        "forms/application.docx",
        "forms/claim.pdf",
    } <= made
    assert "住宿标准" in (tmp_path / "dist/site/chapters/standards.html").read_text(encoding="utf-8")


def test_what_follows_from_a_claim_is_filled_in_and_passes_the_rules(travel):
    policy = open_project(travel)
    days = {"出发日期": "2026-03-02", "返回日期": "2026-03-04", "免补天数": 1, "住宿金额": "600"}
    legs = [{"起点": "上海", "终点": "杭州", "金额": "73"}, {"起点": "杭州", "终点": "上海", "金额": "73"}]
    data = {"form": "claim", "values": {**days, "交通明细": legs}}
    form = policy.forms_by_id["claim"]

    filled = read_docx(fill_form(policy, form, json.dumps(data).encode(), ".docx"), (shape_of(policy, form),))

    assert {n: filled.values[n] for n in ("交通合计", "伙食补助", "报销金额")} == {
        "交通合计": "146", "伙食补助": "200", "报销金额": "946",
    }  # fmt: skip
    broken = {f.rule for f in findings(policy, filled) if f.outcome is Outcome.VIOLATED}
    assert not broken & {"total-mismatch", "allowance-by-days", "total-adds-up"}
