"""Results as reports get them, with what a hostile sender would put into them."""

from __future__ import annotations

from generator.errors import Level
from generator.model.finding import Clause, Finding, Outcome, Refusal, Result
from generator.model.submission import Answer, State
from tests.builders import article, field, form, policy, rule

# What must never act on its reader: markup, formulas, templates, terminal controls, disguise.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]></system-out><!-- &amp; &#x1b;",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "＝1+1",
    "{{ 7 * 7 }}{% raw %}",
    "](javascript:alert(1))",
    "\x1b[31m红\x1b[0m",
    "甲\r乙",
    "甲\u202e乙\u2066丙\u200b",
    "空\x00字\ufffe符\udcff",
    "_x000D_",
)


def a_finding(**parts):
    """A violated error on 人数; `parts` replace any of it."""
    usual = {
        "rule": "escort-count", "level": Level.ERROR, "outcome": Outcome.VIOLATED,
        "clause": Clause(id="first", label="第一条", url="https://handbook.example/chapters/part1.html#first"),
        "fields": ("人数",), "actual": "3", "expected": "1", "message": "人数填写为3，应为1", "hint": "把人数改为1",
    }  # fmt: skip
    return Finding(**{**usual, **parts})


def a_result(*findings, **parts):
    """A completed trip form with the given findings."""
    usual = {
        "file": "收件/甲.docx", "sha256": "a1" * 32, "kind": "docx", "form": "trip", "form_edition": "1.0",
        "rules_edition": "1.0", "answers": {"编号": Answer(state=State.ANSWERED, value="K-1", raw="K-1")},
        "findings": findings,
    }  # fmt: skip
    return Result(**{**usual, **parts})


def a_refusal(**parts):
    """A file that could not be read."""
    refusal = Refusal(code="encrypted", message="文件设有密码，无法读取", hint="取消密码后重新提交")
    return Result(**{"file": "收件/乙.pdf", "sha256": "b2" * 32, "kind": "", "refusal": refusal, **parts})


def hostile_result():
    """A result in which every text that a sender decides is hostile."""
    findings = tuple(
        a_finding(actual=text, expected=text, message=f"填写为“{text}”", hint=f"改正“{text}”")
        for text in HOSTILE
    )
    number = Answer(state=State.ANSWERED, value=HOSTILE[0], raw="".join(HOSTILE))
    return a_result(*findings, file=f"收件/{HOSTILE[0]}\x1b{HOSTILE[-2]}.docx", answers={"编号": number},
                    form_edition=HOSTILE[3])  # fmt: skip


def trip_policy(**cover):
    """A small regulation with one form and one rule, whose handbook has an address."""
    where = {"手册网址": "https://handbook.example", **cover}
    escorts = article(规则=[rule("单.人数 == 1", id="escort-count")])
    return policy(escorts, forms=[form(field("人数", "整数", 必填=True), 附表=1)], cover=where)


def one_of_each():
    """Failed, open, passed, refused."""
    open_one = a_finding(
        rule="no-limit", level=Level.WARNING, outcome=Outcome.UNDECIDED, message="无法判定：2029年放假安排未录入",
        fields=("费用[2].金额",), actual="12元", expected="不超过标准", hint="请行政部录入",
    )  # fmt: skip
    note = a_finding(
        rule="active-content", level=Level.NOTE, fields=(), message="文件含有脚本，已忽略", hint=""
    )
    return (
        a_result(a_finding(), open_one, note),
        a_result(open_one, file="收件/丙.docx"),
        a_result(file="收件/丁.json", kind="json"),
        a_refusal(),
    )
