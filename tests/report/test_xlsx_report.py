"""The workbook: two sheets, text only, the same bytes."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile

import openpyxl
import pytest

from generator.report import xlsx_report
from generator.report.xlsx_report import render_xlsx
from tests.report.samples import HOSTILE, a_finding, a_result, hostile_result


def sheets(policy, *results):
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(policy, results)))
    return book["结果"], book["发现"]


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_one_row_a_file(trip, results):
    files, _ = sheets(trip, *results)

    assert rows(files) == [
        ["文件", "结论", "表单", "编号", "表单版本", "规则版本", "错误", "警告", "提示", "无法判定", "说明", "处理", "SHA-256"],
        ["收件/甲.docx", "不符合", "附表1 单表", "K-1", "1.0", "1.0", 1, 0, 1, 1, None, None, "a1" * 6],
        ["收件/丙.docx", "无法判定", "附表1 单表", "K-1", "1.0", "1.0", 0, 0, 0, 1, None, None, "a1" * 6],
        ["收件/丁.json", "通过", "附表1 单表", "K-1", "1.0", "1.0", 0, 0, 0, 0, None, None, "a1" * 6],
        ["收件/乙.pdf", "未能读取", None, None, None, None, 0, 0, 0, 0, "文件设有密码，无法读取", "取消密码后重新提交", "b2" * 6],
    ]  # fmt: skip


def test_one_row_a_finding(trip, results):
    _, findings = sheets(trip, *results)

    head, first, *others = rows(findings)
    assert head == ["文件", "编号", "级别", "条款", "字段", "发现", "现为", "应为", "更正", "规则"]
    assert first == [
        "收件/甲.docx",
        "K-1",
        "错误",
        "第一条",
        "人数",
        "人数填写为3，应为1",
        "3",
        "1",
        "把人数改为1",
        "escort-count",
    ]
    assert [row[2] for row in others] == ["无法判定", "提示", "无法判定"]


def test_the_clause_links_to_the_handbook_and_nothing_else_links(trip):
    _, findings = sheets(trip, a_result(a_finding(message="https://evil.example", hint="mailto:a@b")))

    links = [
        cell.hyperlink.target + "#" + cell.hyperlink.location
        for row in findings.iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    assert links == ["https://handbook.example/chapters/part1.html#first"]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_is_a_formula(trip, value):
    for sheet in sheets(
        trip, a_result(a_finding(actual=value, message=value), file=value, form_edition=value)
    ):
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert all(isinstance(cell.value, int) for cell in cells if cell.data_type == "n")
        assert all(c.quotePrefix for c in cells if c.data_type == "s" and not c.hyperlink)


def test_the_file_holds_no_formula_and_no_macro(trip):
    with zipfile.ZipFile(io.BytesIO(render_xlsx(trip, [hostile_result()]))) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml")
        assert b"<f>" not in sheet
        assert not [n for n in archive.namelist() if "vba" in n or "external" in n.lower()]


def test_a_long_value_is_cut_to_what_a_cell_holds(trip):
    _, findings = sheets(trip, a_result(a_finding(actual="长" * 40_000)))

    assert len(findings["G2"].value) == xlsx_report.MAX_CELL_CHARACTERS
    assert findings["G2"].value.endswith("…")


def test_what_a_sheet_cannot_hold_is_counted(trip, monkeypatch):
    monkeypatch.setattr(xlsx_report, "MAX_ROWS", 4)

    _, findings = sheets(trip, a_result(*[a_finding()] * 6))

    assert [row[0] for row in rows(findings)] == ["文件", "收件/甲.docx", "收件/甲.docx", "另有 4 行未列出"]


def test_the_same_results_give_the_same_bytes(trip, results):
    assert render_xlsx(trip, iter(results)) == render_xlsx(trip, list(results))


def test_libreoffice_calculates_nothing(trip, needs, tmp_path):
    program = needs("localc", "scalc")
    file = tmp_path / "report.xlsx"
    file.write_bytes(render_xlsx(trip, [hostile_result()]))
    command = [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    second_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        [*command, second_sheet, "--outdir", tmp_path, file], check=True, capture_output=True, timeout=180
    )

    (made,) = tmp_path.glob("*.csv")
    shown = [row[6] for row in csv.reader(io.StringIO(made.read_text(encoding="utf-8")))][1:]
    assert shown[3:9] == ["=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "=1+1", "＝1+1"]
