"""`zhidu check` as its users call it."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from generator.wording import article_label

GRADES = "policy/chapters/04-grades-and-standards.yaml"


def report(run, *arguments):
    result = run("check", *arguments, "--format", "json")
    return result.code, json.loads(result.out)


def test_a_form_without_faults_passes(run, submit, root):
    result = run("check", submit(), project=root)

    assert result.code == 0
    assert "通过" in result.out
    assert "共 1 个文件：通过 1，不符合 0，无法判定 0，未能读取 0" in result.out


def test_a_fault_is_told_with_article_value_expectation_and_remedy(run, submit, root, shipped_policy):
    result = run("check", submit(客户等级="A"), project=root)

    assert result.code == 1
    assert f"[错误] {shipped_policy.article_label('customer-grades')}　客户等级填“A”" in result.out
    assert "现为：A" in result.out
    assert "应为：B" in result.out
    assert "更正：把客户等级改为“B”" in result.out


def test_warnings_count_only_when_asked(run, submit, root):
    file = submit(陪同人数=4, 陪同人员=["李明", "陈静", "赵强", "周敏"])

    assert run("check", file, project=root).code == 0
    assert run("check", file, "--fail-on", "warning", project=root).code == 1


def test_a_year_without_calendar_is_undecided_not_passed(run, submit, root):
    days = {"来访日期": "2027-03-12", "离开日期": "2027-03-13", "编制日期": "2027-03-01"}
    days |= {"审核日期": "2027-03-02", "批准日期": "2027-03-03"}

    code, found = report(lambda *a: run(*a, project=root), submit(**days))

    assert code == 1
    assert found["summary"]["undecided"] == 1
    (open_rule,) = [f for f in found["results"][0]["findings"] if f["outcome"] == "undecided"]
    assert open_rule["rule"] == "notice-in-time"
    assert "2027年放假安排未录入" in open_rule["message"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, None),
        (b"PK\x03\x04 broken", None),
        (b"%PDF-1.7\nbroken", "damaged"),
        (b"just some text", "unsupported-kind"),
        (b"{", "damaged"),
    ],
)
def test_what_is_no_form_is_refused_with_a_code_and_a_sentence(run, tmp_path, root, content, code):
    file = tmp_path / "file.bin"
    file.write_bytes(content)

    exit_code, found = report(lambda *a: run(*a, project=root), file)

    refusal = found["results"][0]["refusal"]
    assert exit_code == 4
    assert found["results"][0]["status"] == "refused"
    assert refusal["message"]
    assert refusal["hint"]
    if code:
        assert refusal["code"] == code


def test_a_missing_file_is_refused(run, tmp_path, root):
    result = run("check", tmp_path / "no.docx", project=root)

    assert result.code == 4
    assert "Traceback" not in result.err


def test_the_json_report_has_exactly_the_documented_keys(run, submit, root):
    _, found = report(lambda *a: run(*a, project=root), submit(客户等级="A"))

    assert list(found) == ["tool", "policy", "results", "summary"]
    (result,) = found["results"]
    assert list(result) == [
        "file", "sha256", "kind", "form", "form_edition", "rules_edition", "status", "refusal", "values", "findings",
    ]  # fmt: skip
    assert list(result["findings"][0]) == [
        "rule", "severity", "outcome", "clause", "fields", "actual", "expected", "message", "hint",
    ]  # fmt: skip
    assert result["values"]["合同金额"] == {"state": "answered", "value": 450_000_000, "raw": "450万元"}
    assert result["values"]["来访日期"]["value"] == "2026-03-12"
    assert found["summary"] == {"pass": 0, "fail": 1, "undecided": 0, "refused": 0}


def test_a_folder_is_searched_in_order_and_leftovers_are_passed_over(run, submit, tmp_path, root):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    submit("in/b.json")
    submit("in/sub/a.json")
    (folder / "~$b.docx").write_bytes(b"lock")
    (folder / ".hidden").write_bytes(b"x")

    _, found = report(lambda *a: run(*a, project=root), folder)

    assert [r["file"][len(str(folder)) + 1 :] for r in found["results"]] == ["b.json", "sub/a.json"]


def test_several_jobs_give_the_same_report(run, submit, tmp_path, root):
    for number in range(6):
        submit(f"{number}.json", 来访人数=number + 1)
    (tmp_path / "z.docx").write_bytes(b"no form")
    files = sorted(tmp_path.glob("*.*"))

    one = report(lambda *a: run(*a, project=root), *files)
    three = report(lambda *a: run(*a, "--jobs", "3", project=root), *files)

    assert one == three


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_a_folder_that_several_processes_judge_gives_the_same_report(submit, tmp_path, root, form):
    (tmp_path / "in").mkdir()
    for number in range(100):  # copies of one matter lie far apart
        submit(f"in/{number:03}.json", 接待编号=f"JD-2026-{number % 40:03}", 来访人数=number)
    (tmp_path / "in/050.json").write_bytes(b"{")

    def check(*options: str) -> subprocess.CompletedProcess[bytes]:
        # In a process of its own: beside the threads of this one nothing is forked off.
        command = [sys.executable, "-m", "generator", "check", tmp_path / "in", "--format", form, *options]
        return subprocess.run(command, capture_output=True, cwd=root, check=False)

    one, three = check(), check("--jobs", "3")

    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert one.returncode == 4


def test_forms_of_one_matter_are_compared(run, submit, tmp_path, root):
    itinerary = {"接待编号": "JD-2026-015", "来访日期": "2026-03-12", "离开日期": "2026-03-13", "来访人数": 9}
    other = tmp_path / "itinerary.json"
    other.write_text(
        json.dumps({"form": "itinerary", "edition": "1.0", "values": itinerary}), encoding="utf-8"
    )

    _, alone = report(lambda *a: run(*a, project=root), other)
    _, both = report(lambda *a: run(*a, project=root), submit(), other)

    found = {f["rule"] for r in both["results"] for f in r["findings"]}
    found -= {f["rule"] for r in alone["results"] for f in r["findings"]}
    assert any("guest" in rule or "match" in rule for rule in found)


def test_a_form_comes_through_a_pipe(run, submit, root, monkeypatch):
    content = submit().read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    result = run("check", "-", project=root)

    assert result.code == 0


def test_the_report_goes_to_a_file_without_colours(run, submit, tmp_path, root):
    result = run("check", submit(), "-o", tmp_path / "report.txt", project=root)

    assert result == (0, "", "")
    assert "\x1b" not in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_report_that_cannot_be_written_says_so(run, submit, tmp_path, root):
    result = run("check", submit(), "-o", tmp_path / "no" / "report.txt", project=root)

    assert result.code == 5
    assert "文件夹不存在" in result.err


def test_a_changed_bound_changes_the_finding(run, submit, project, edit):
    file = submit()
    assert run("check", file, project=project).code == 0

    edit(GRADES, '"(400万, 600万]"', '"(500万, 600万]"')
    edit(GRADES, '"[100万, 400万]"', '"[100万, 500万]"')
    result = run("check", file, project=project)

    assert result.code == 1
    assert "客户等级填“B”，合同金额450万元对应“C”级" in result.out


def test_an_inserted_article_moves_the_cited_number(run, submit, project, edit, shipped_policy):
    number = shipped_policy.article_number("customer-grades")
    edit(GRADES, "条:\n", "条:\n  - 标识: inserted\n    条名: 插入的一条\n    款: [插入的内容。]\n\n")

    _, found = report(lambda *a: run(*a, project=project), submit(客户等级="A"))

    clause = found["results"][0]["findings"][0]["clause"]
    assert clause["id"] == "customer-grades"
    assert clause["label"] != shipped_policy.article_label("customer-grades")
    assert clause["label"] == article_label(number + 1)


def test_a_broken_source_stops_the_check(run, submit, project, edit):
    edit(GRADES, "通知.客户等级 == 表.客户等级.等级", "通知.客户等机 == 表.客户等级.等级")

    result = run("check", submit(), project=project)

    assert result.code == 3
    assert "“通知”没有“客户等机”" in result.err
    assert "是否要写“客户等级”？" in result.err


def test_a_rule_that_waits_for_a_blank_field_is_told_once_in_one_line(run, submit, root):
    file = submit(编制日期="")

    text = run("check", file, project=root).out
    _, found = report(lambda *a: run(*a, project=root), file)

    open_rules = {f["rule"] for f in found["results"][0]["findings"] if f["outcome"] == "undecided"}
    assert "notice-in-time" in open_rules
    assert "“编制日期”没有填写" in text
    assert "补齐上述内容后才能判定：" in text
    assert "无法判定：“编制日期”未填" not in text


def test_an_empty_folder_is_told(run, tmp_path, root):
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("check", empty, project=root)

    assert "没有找到要检查的文件" in result.err
    assert "共 0 个文件" in result.out
