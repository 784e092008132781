"""The JSON report: keys, types and words that other systems rely on."""

from __future__ import annotations

import json

from generator import __version__
from generator.model.finding import Refusal, Result
from generator.report.json_report import json_entry, render_json
from generator.rules.facts import to_submission
from tests.builders import article, field, findings, form, policy, reading, rows, rule

POLICY = policy(
    article("first", 规则=[
        rule("单.人数 <= 3", "a-rule", 提示="来了{单.人数}人", 应为="不超过3人", 更正="减少"),
        rule("单.人数 > 单.陪同", "b-rule", 级别="警告"),
        rule("单.人数 < 9", "c-rule", 级别="提示"),
    ]),
    forms=[form(
        field("人数", "整数"), field("陪同", "整数"), field("价", "金额"), field("名单", "人员"), field("是", "是否"),
        table=rows("明细", field("项目"), field("金额", "金额")),
    )],
    cover={"手册网址": "https://intranet/handbook"},
)  # fmt: skip
READING = reading(
    人数="12人",
    价="1.5元",
    名单="张三、李四",
    是="√",
    日期="明天",
    table={"明细": [{"项目": "餐", "金额": "很多"}]},
)
JUDGED = Result(
    file="a.docx", sha256="ab" * 32, kind="docx", form="trip", form_edition="1.0", rules_edition="1.0",
    answers=to_submission(POLICY, POLICY.forms[0], READING).answers, findings=findings(POLICY, READING),
)  # fmt: skip
REFUSED = Result(
    file="b.pdf", kind="pdf", refusal=Refusal(code="encrypted", message="加密了", hint="去掉密码")
)


def report(*results: Result) -> dict:
    return json.loads(text(*results))


def text(*results: Result) -> str:
    return "".join(render_json(POLICY, map(json_entry, results)))


def test_the_report_has_exactly_these_keys():
    found = report(JUDGED, REFUSED)

    assert list(found) == ["tool", "policy", "results", "summary"]
    assert found["tool"] == {"name": "zhidu", "version": __version__}
    assert found["policy"] == {"number": "CC-001", "name": "出差管理制度"}
    assert found["summary"] == {"pass": 0, "fail": 1, "undecided": 0, "refused": 1}


def test_a_result_has_exactly_these_keys():
    judged = report(JUDGED)["results"][0]

    assert list(judged) == [
        *("file", "sha256", "kind", "form", "form_edition", "rules_edition"),
        *("status", "refusal", "values", "findings"),
    ]
    assert (judged["file"], judged["status"], judged["refusal"]) == ("a.docx", "fail", None)


def test_a_refused_file_looks_like_any_other():
    refused = report(REFUSED)["results"][0]

    assert refused == {
        "file": "b.pdf",
        "sha256": "",
        "kind": "pdf",
        "form": "",
        "form_edition": "",
        "rules_edition": "",
        "status": "refused",
        "refusal": {"code": "encrypted", "message": "加密了", "hint": "去掉密码"},
        "values": {},
        "findings": [],
    }


def test_values_are_typed_and_say_what_was_written():
    values = report(JUDGED)["results"][0]["values"]

    assert values["人数"] == {"state": "answered", "value": 12, "raw": "12人"}
    assert values["价"] == {"state": "answered", "value": 150, "raw": "1.5元"}
    assert values["名单"] == {"state": "answered", "value": ["张三", "李四"], "raw": "张三、李四"}
    assert values["是"] == {"state": "answered", "value": True, "raw": "√"}
    assert values["陪同"] == {"state": "blank", "value": None, "raw": ""}
    assert values["日期"] == {"state": "unreadable", "value": None, "raw": "明天"}
    assert values["明细"]["value"] == [
        {
            "项目": {"state": "answered", "value": "餐", "raw": "餐"},
            "金额": {"state": "unreadable", "value": None, "raw": "很多"},
        }
    ]


def test_a_finding_has_exactly_these_keys_and_words():
    found = {f["rule"]: f for f in report(JUDGED)["results"][0]["findings"]}

    assert found["a-rule"] == {
        "rule": "a-rule",
        "severity": "error",
        "outcome": "violated",
        "clause": {
            "id": "first",
            "label": "第一条",
            "url": "https://intranet/handbook/chapters/part1.html#first",
        },
        "fields": ["人数"],
        "actual": "12",
        "expected": "不超过3人",
        "message": "来了12人",
        "hint": "减少",
    }
    assert [(found[r]["severity"], found[r]["outcome"]) for r in ("b-rule", "c-rule", "unreadable")] == [
        ("warning", "undecided"),
        ("note", "violated"),
        ("error", "violated"),
    ]


def test_chinese_stands_as_such_and_the_text_ends_with_a_line_break():
    made = text(JUDGED)

    assert "第一条" in made
    assert made.endswith("}\n")


def test_a_report_of_nothing_is_a_report():
    assert report()["summary"] == {"pass": 0, "fail": 0, "undecided": 0, "refused": 0}


def test_the_same_results_give_the_same_text():
    assert text(JUDGED, REFUSED) == text(JUDGED, REFUSED)


def test_the_report_is_made_a_result_at_a_time():
    taken = []
    entries = (taken.append(r) or json_entry(r) for r in (JUDGED, REFUSED))
    pieces = render_json(POLICY, entries)
    before = "".join(next(pieces) for _ in range(2))

    assert len(taken) == 1
    assert json.loads(before + "".join(pieces)) == report(JUDGED, REFUSED)


def test_every_value_and_every_finding_has_a_line_of_its_own():
    lines = text(JUDGED, REFUSED).splitlines()

    for name, answer in JUDGED.answers.items():
        assert sum(line.lstrip().startswith(f'"{name}": {{"state": "{answer.state}"') for line in lines) == 1
    found = [json.loads(line.rstrip(",")) for line in lines if line.lstrip().startswith('{"rule": ')]
    assert [f["message"] for f in found] == [f.message for f in JUDGED.findings]
