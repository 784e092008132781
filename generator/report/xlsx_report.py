"""Results as a workbook: one row a file on the sheet 结果, one row a finding on the sheet 发现.

Threat: a value such as `=cmd|…` becomes a formula when a program takes the cell for one.

Rule: every cell is written as text, with the mark of Excel (a leading ') that keeps it text when
it is edited or exported; only counts are numbers. Only addresses of the regulation become links.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import date, datetime
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from xlsxwriter import Workbook

from generator import __version__
from generator.report.finding_words import (
    STATUS_WORDS,
    clause_link,
    field_words,
    form_words,
    matter_number,
    sentence,
    verdict_word,
)
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from generator.model.finding import Finding, Result
    from generator.model.policy import Policy

MAX_CELL_CHARACTERS = 32_767
MAX_ROWS = 1_048_576
MAX_LINKS = 65_530
_VERDICTS = ("错误", "警告", "提示", "无法判定")
_FILE_COLUMNS: dict[str, float] = {
    "文件": 30, "结论": 10, "表单": 22, "{number}": 16, "表单版本": 10, "规则版本": 10,
    **dict.fromkeys(_VERDICTS, 8.5), "说明": 30, "处理": 30, "SHA-256": 14,
}  # fmt: skip
_FINDING_COLUMNS: dict[str, float] = {
    "文件": 28, "{number}": 16, "级别": 9.5, "条款": 11, "字段": 18, "发现": 36, "现为": 18, "应为": 18,
    "更正": 30, "规则": 20,
}  # fmt: skip
_LINE_POINTS = 15
_MAX_LINES = 27  # Excel: a row is at most 409 points high
_COLOURS = {
    "通过": "#226B43", "不符合": "#A4262C", "未能读取": "#A4262C", "错误": "#A4262C", "警告": "#855300",
    "无法判定": "#5B4A94", "提示": "#4A5568",
}  # fmt: skip


def render_xlsx(policy: Policy, results: Iterable[Result]) -> bytes:
    """The workbook; the same results give the same bytes."""
    buffer = io.BytesIO()
    workbook = Workbook(
        buffer,
        {
            "constant_memory": True,  # a row is written once and for all
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({
        "title": f"《{policy.cover.title}》表单检查结果", "author": policy.cover.company,
        "comments": f"zhidu {__version__}", "created": _day(policy),
    })  # fmt: skip
    files, findings = (
        _Sheet(workbook, policy, *sheet) for sheet in (("结果", _FILE_COLUMNS), ("发现", _FINDING_COLUMNS))
    )
    for result in results:
        files.add(_file_row(policy, result))
        for finding in result.findings:
            findings.add(_finding_row(policy, result, finding), link=clause_link(finding.clause))
    files.close()
    findings.close()
    workbook.close()
    return buffer.getvalue()


def _day(policy: Policy) -> datetime:
    """A date that is the same in every run: the workbook says nothing about when it was made."""
    day = date.fromisoformat(policy.cover.effective)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no time zones


def _file_row(policy: Policy, result: Result) -> tuple[str | int, ...]:
    tally = Counter(map(verdict_word, result.findings))
    why, how = (result.refusal.message, result.refusal.hint) if result.refusal else ("", "")
    return (
        result.file, STATUS_WORDS[result.status], form_words(policy, result), matter_number(policy, result),
        result.form_edition, result.rules_edition, *(tally[v] for v in _VERDICTS), why, how, result.sha256[:12],
    )  # fmt: skip


def _finding_row(policy: Policy, result: Result, finding: Finding) -> tuple[str | int, ...]:
    return (
        result.file, matter_number(policy, result), verdict_word(finding), finding.clause.label,
        field_words(finding), sentence(finding), finding.actual, finding.expected, finding.hint, finding.rule,
    )  # fmt: skip


class _Sheet:
    def __init__(self, workbook: Workbook, policy: Policy, name: str, columns: dict[str, float]) -> None:
        self._sheet: Worksheet = workbook.add_worksheet(name)
        as_text: dict[str, str | int] = {"text_wrap": True, "num_format": "@", "quote_prefix": True}
        self._text = _format(workbook, **as_text)
        self._number = _format(workbook, num_format="0;;–", align="right")
        self._words = {w: _format(workbook, **as_text, font_color=colour) for w, colour in _COLOURS.items()}
        self._link = _format(workbook, font_color="#24548C")
        self._columns = columns
        self._clause = list(columns).index("条款") if "条款" in columns else -1
        self._row = 0
        head = _format(workbook, bold=True, valign="vcenter", bg_color="#EDEFF2")
        self._head([c.format(number=policy.cover.dossier_field) for c in columns], head)

    def _head(self, titles: Sequence[str], head: Format) -> None:
        for column, (title, width) in enumerate(zip(titles, self._columns.values(), strict=True)):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, title, head)
        self._sheet.set_row(0, 22)
        self._sheet.freeze_panes(1, 1)

    def add(self, values: Sequence[str | int], *, link: str = "") -> None:
        """One row; what a sheet cannot hold is counted in its last one."""
        self._row += 1
        if self._row >= MAX_ROWS - 1:
            self._sheet.write_string(MAX_ROWS - 1, 0, f"另有 {self._row - MAX_ROWS + 2} 行未列出", self._text)
            return
        self._sheet.set_row(self._row, _LINE_POINTS * self._lines(values))
        for column, value in enumerate(values):
            if isinstance(value, int):
                self._sheet.write_number(self._row, column, value, self._number)
            elif not value:
                self._sheet.write_blank(self._row, column, None, self._text)
            elif column == self._clause and link and self._row <= MAX_LINKS:
                self._sheet.write_url(self._row, column, link, self._link, string=_cell(value))
            else:
                self._sheet.write_string(self._row, column, _cell(value), self._words.get(value, self._text))

    def _lines(self, values: Sequence[str | int]) -> int:
        """How many lines the fullest cell needs: not every program finds out by itself."""
        texts = ((v, w) for v, w in zip(values, self._columns.values(), strict=True) if isinstance(v, str))
        return min(max(ceil(_width(_cell(text)) / (width - 1)) for text, width in texts), _MAX_LINES) or 1

    def close(self) -> None:
        """Set what needs the number of rows, and how the sheet is printed."""
        self._sheet.autofilter(0, 0, min(self._row, MAX_ROWS - 1), len(self._columns) - 1)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")


def _width(text: str) -> int:
    """The width of a text in Latin letters; Chinese ones are twice as wide."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _format(workbook: Workbook, **parts: str | int) -> Format:
    return workbook.add_format({"valign": "top", "bottom": 1, "bottom_color": "#D9D8D4", **parts})


def _cell(value: str) -> str:
    text = visible(value)
    return text if len(text) <= MAX_CELL_CHARACTERS else text[: MAX_CELL_CHARACTERS - 1] + "…"
