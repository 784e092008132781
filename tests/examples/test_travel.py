"""The second regulation: the tool knows nothing about receptions."""

from __future__ import annotations

import pytest

from generator.build import build
from generator.cases import check_cases, run_cases
from generator.lint import lint_project, open_project
from generator.scaffold import copied_project, write_project


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
