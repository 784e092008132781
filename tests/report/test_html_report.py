"""The page: complete, still, and deaf to what senders write."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from lxml import html

from generator.report.html_report import render_html
from tests.report.samples import HOSTILE, a_finding, a_refusal, a_result, hostile_result, trip_policy

SHOWN = {
    "\x1b[31m红\x1b[0m": "\\x1b[31m红\\x1b[0m",
    "甲\u202e乙\u2066丙\u200b": "甲\\u202e乙\\u2066丙\\u200b",
}


def page(policy, *results):
    return html.fromstring("".join(render_html(policy, results)))


def text(element):
    return " ".join(element.text_content().split())


def test_every_file_has_a_line_in_the_summary_and_a_block(trip, results):
    found = page(trip, *results)

    rows = [[text(cell) for cell in row] for row in found.xpath("//tbody/tr")]
    assert rows == [
        ["收件/甲.docx", "不符合", "附表1 单表", "K-1", "1", "–", "1", "1"],
        ["收件/丙.docx", "无法判定", "附表1 单表", "K-1", "–", "–", "–", "1"],
        ["收件/丁.json", "通过", "附表1 单表", "K-1", "–", "–", "–", "–"],
        ["收件/乙.pdf", "未能读取", "–", "–", "–", "–", "–", "–"],
    ]
    assert found.xpath("//tbody//a/@href") == [f"#{i}" for i in found.xpath("//section/@id")]


def test_a_finding_has_clause_link_value_expectation_and_hint(trip):
    (finding,) = page(trip, a_result(a_finding())).xpath("//li[contains(@class,'finding--error')]")

    assert finding.xpath(".//a/@href") == ["https://handbook.example/chapters/part1.html#first"]
    assert text(finding) == "错误 第一条 人数 人数填写为3，应为1 现为3 应为1 更正把人数改为1"


def test_a_clause_without_a_known_address_is_no_link(trip):
    clause = a_finding().clause
    bare = a_finding(clause=type(clause)(id="first", label="第一条", url="chapters/part1.html#first"))

    found = page(trip, a_result(bare))

    assert found.xpath("//li//a") == []
    assert "第一条" in text(found)


def test_a_file_without_faults_and_a_refused_one_say_so(trip):
    assert "没有发现问题。" in text(page(trip, a_result()))
    assert "文件设有密码，无法读取（encrypted） 处理取消密码后重新提交" in text(page(trip, a_refusal()))
    assert "没有检查任何文件。" in text(page(trip))


def test_one_file_needs_no_summary(trip):
    assert page(trip, a_result()).xpath("//table") == []


def test_the_page_runs_nothing_and_loads_nothing(trip):
    source = "".join(render_html(trip, [a_result(a_finding()), hostile_result()]))
    found = html.fromstring(source)

    policy = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = re.search(r"<style>(.*)</style>", source, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert found.xpath("//script|//img|//iframe|//link|//object|//form|//*[@src]|//@style|//@onerror") == []
    assert "url(" not in style
    assert {a.split("#")[0] for a in found.xpath("//a/@href")} == {
        "",
        "https://handbook.example/chapters/part1.html",
    }


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_shown_as_the_text_it_is(trip, value):
    findings = [a_finding(actual=value, expected=value, message=value, hint=value)]
    found = page(trip, a_result(*findings, file=value, form_edition=value))

    shown = SHOWN.get(value, value)
    values = [text(v) for v in found.xpath("//dd")]
    assert len(set(values)) == 1
    if value.isprintable() or value in SHOWN:
        assert values[0] == shown
    assert all(c.isprintable() or c.isspace() for c in found.text_content())


def test_the_title_of_the_regulation_is_escaped_too():
    found = page(trip_policy(名称="甲<b>&制度"))

    assert found.xpath("//b[text()='&制度']") == []
    assert text(found.xpath("//title")[0]) == "表单检查结果 · 甲<b>&制度"


def test_the_same_results_give_the_same_page(trip, results):
    assert list(render_html(trip, iter(results))) == list(render_html(trip, results))


def test_a_browser_shows_it_without_complaint_on_paper_and_on_a_phone(
    trip, results, needs, playwright, tmp_path
):
    chromium = needs("chromium", "chromium-browser", "google-chrome")
    file = tmp_path / "report.html"
    file.write_text("".join(render_html(trip, [*results, hostile_result()])), encoding="utf-8")
    said = []
    browser = playwright.chromium.launch(executable_path=chromium)
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto(file.as_uri())
    width = tab.evaluate("document.documentElement.scrollWidth")
    colour = tab.evaluate("getComputedStyle(document.querySelector('.finding')).borderLeftWidth")
    tab.emulate_media(media="print")
    printed = tab.pdf(prefer_css_page_size=True)
    browser.close()

    assert said == []
    assert width == 390
    assert colour == "3px"
    assert printed.startswith(b"%PDF-")
