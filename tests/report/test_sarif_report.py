"""SARIF: valid against its schema, with the regulation's clauses as rules."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from generator.report.sarif_report import file_uri, render_sarif
from tests.report.samples import HOSTILE, a_finding, a_refusal, a_result, hostile_result

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def run_of(policy, *results):
    log = json.loads("".join(render_sarif(policy, results)))
    assert [e.message for e in VALIDATOR.iter_errors(log)] == []
    return log["runs"][0]


def test_levels_and_kinds_follow_the_verdict(trip, results):
    run = run_of(trip, *results)

    assert [(r["ruleId"], r["level"], r["kind"]) for r in run["results"]] == [
        ("escort-count", "error", "fail"),
        ("no-limit", "none", "open"),
        ("active-content", "note", "fail"),
        ("no-limit", "none", "open"),
        ("encrypted", "error", "fail"),
    ]


def test_a_rule_of_the_regulation_has_its_article_and_address(trip):
    rule = run_of(trip, a_result(a_finding()))["tool"]["driver"]["rules"][0]

    assert rule == {
        "id": "escort-count",
        "shortDescription": {"text": "第一条　条名first"},
        "helpUri": "https://handbook.example/chapters/part1.html#first",
    }


def test_a_check_of_the_form_itself_is_no_rule_of_one_article(trip):
    rules = run_of(trip, a_result(a_finding(rule="required")))["tool"]["driver"]["rules"]

    assert rules == [{"id": "required", "shortDescription": {"text": "表单填写的基本要求"}}]


def test_rules_are_listed_once_and_found_by_their_index(trip, results):
    run = run_of(trip, *results, *results)
    rules = [r["id"] for r in run["tool"]["driver"]["rules"]]

    assert rules == ["escort-count", "no-limit", "active-content", "encrypted"]
    assert all(rules[r["ruleIndex"]] == r["ruleId"] for r in run["results"])


def test_results_point_at_their_file_and_fields(trip, results):
    run = run_of(trip, *results)

    second = run["results"][1]["locations"][0]
    assert second["logicalLocations"] == [{"name": "费用[2].金额", "kind": "member"}]
    place = second["physicalLocation"]["artifactLocation"]
    assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
    assert run["artifacts"][0]["hashes"] == {"sha-256": "a1" * 32}


def test_a_refusal_looks_like_any_other_result(trip):
    (result,) = run_of(trip, a_refusal())["results"]

    assert result["message"]["text"] == "文件设有密码，无法读取。取消密码后重新提交。"


@pytest.mark.parametrize("value", HOSTILE)
def test_values_are_neither_links_nor_placeholders(trip, value):
    (result,) = run_of(trip, a_result(a_finding(message=value, hint=value, actual=value), file=value))[
        "results"
    ]

    assert not set("[]{}") & set(result["message"]["text"])
    assert result["message"]["text"].isprintable() or "\u3000" in result["message"]["text"]


def test_a_whole_hostile_file_stays_valid(trip):
    assert len(run_of(trip, hostile_result())["results"]) == len(HOSTILE)


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("a b/甲.docx", "a%20b/%E7%94%B2.docx"),
        ("/tmp/甲.pdf", "file:///tmp/%E7%94%B2.pdf"),
        ("C:\\收\\a.pdf", "file:///C:/%E6%94%B6/a.pdf"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("\udcff.docx", "%FF.docx"),
        ("\ud800.docx", "%3F.docx"),
        ("-", "stdin"),
    ],
)
def test_names_of_files_become_uris_that_open_nothing_else(name, uri):
    assert file_uri(name) == uri


def test_the_same_results_give_the_same_log(trip, results):
    assert list(render_sarif(trip, iter(results))) == list(render_sarif(trip, results))
