"""The report of an import, for programs, for a terminal and as a page."""

from __future__ import annotations

import json
import re

import pytest

from generator.importing.reading import read_regulation
from generator.report.import_report import render_import_html, render_import_json, render_import_text

TEXT = """\
用车管理制度
用车管理制度
第一章 总则
第一条 为规范用车，制定本制度。
第一条 行政部部及时派车，由负责登记。
调度\u202e员派车。
<script>x</script> 第 1 页
"""


@pytest.fixture
def imported():
    return read_regulation(TEXT.encode(), "a <b>.txt")


def test_the_json_report_has_exactly_the_keys_that_are_documented(imported):
    report = json.loads(render_import_json(imported))

    assert list(report) == [
        "file",
        "encoding",
        "structure",
        "articles",
        "repairs",
        "residue",
        "findings",
        "characters",
    ]
    assert list(report["structure"]) == [
        "parts", "chapters", "sections", "articles", "paragraphs", "items", "subitems", "tables", "annexes",
    ]  # fmt: skip
    assert report["articles"] == [
        {"line": 4, "printed": "第一条", "number": 1, "heading": "", "chapter": 1},
        {"line": 5, "printed": "第一条", "number": 2, "heading": "", "chapter": 1},
    ]
    (renumbered,) = [r for r in report["repairs"] if r["rule"] == "duplicate-article-number"]
    assert renumbered == {
        "line": 5, "rule": "duplicate-article-number", "before": "第一条", "after": "第二条",
        "reason": "第一条出现两次，后一个顺延", "confidence": "certain", "applied": True,
    }  # fmt: skip
    assert [r["applied"] for r in report["repairs"] if r["confidence"] == "doubtful"] == [False]
    assert {"line": 7, "text": "<script>x</script> 第 1 页", "reason": "page-footer"} in report["residue"]
    assert {f["severity"] for f in report["findings"]} <= {"error", "warning", "note"}
    assert report["characters"]["input"] == report["characters"]["placed"] + report["characters"]["residue"]


def test_the_terminal_report_says_what_was_found_asked_changed_and_set_aside(imported):
    said = "".join(piece.text for piece in render_import_text(imported))

    assert "《用车管理制度》1章、2条" in said
    assert "请决定（没有改动） 1 处" in said
    assert "第5行　第一条 → 第二条" in said
    assert "[页码、页脚] 第7行" in said
    assert re.search(r"输入 \d+ 字，入正文 \d+ 字，另存 \d+ 字", said)
    assert "\u202e" not in said


def test_the_page_escapes_what_it_shows_and_loads_nothing(imported):
    page = render_import_html(imported)

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "a &lt;b&gt;.txt" in page
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href)=", page)
    assert page == render_import_html(imported)
