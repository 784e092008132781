"""What the linter lets pass can be printed and filled, as Word file and as PDF."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.render.docx_layout import Sheet, column_widths
from generator.render.pdf_form import render_pdf_form
from generator.render.room import column_length, rows_width, text_width
from generator.render.wordml import twips
from tests.builders import field, form, policy, rows

_SMALLEST = 5  # points; a viewer that fits text into its field goes no lower
LETTERS = "abcdefghijklmno"
TABLES = {
    "texts": [field(f"列{c}") for c in LETTERS[:12]],
    "long examples": [
        field("日期", "日期"), field("甲", 示例="很长的一个示例" * 4), field("开始", "时间"), field("数量", "整数"),
        field("单价", "金额", 单位="元"), field("金额", "金额", 单位="元"), field("超标", "是否"), field("备注"),
    ],
    "no text to stretch": [*(field(f"日{c}", "日期") for c in LETTERS[:6]), field("否", "是否")],
    "long headings": [field("这是一个相当长的列名称" + c) for c in LETTERS[:6]],
    "long options": [field(f"类{c}", "选项", 选项=["供应商代表", "政府机关和事业单位"]) for c in LETTERS[:5]],
}  # fmt: skip


@pytest.fixture(params=TABLES)
def sheet(request):
    of = policy(forms=[form(table=rows("明细", *TABLES[request.param]))])
    return Sheet(policy=of, form=of.forms[0], answers={}, width=twips(text_width(of.forms[0])))


def needs_of(sheet):
    return [column_length(sheet.policy, c) for c in sheet.form.tables[0].columns]


def test_these_tables_are_about_as_wide_as_can_be(sheet):
    assert (
        0.8 * text_width(sheet.form)
        < rows_width(sheet.policy, sheet.form.tables[0])
        <= text_width(sheet.form)
    )


def test_columns_of_a_word_file_hold_their_content_in_nine_points(sheet):
    for width, needed in zip(column_widths(sheet, sheet.form.tables[0]), needs_of(sheet), strict=True):
        assert width >= int(needed * 180)


def test_columns_of_a_pdf_hold_their_content_without_cutting_it(sheet):
    table = sheet.form.tables[0]
    with pikepdf.open(io.BytesIO(render_pdf_form(sheet.policy, sheet.form))) as pdf:
        boxes = {str(f.T): f.Rect for f in pdf.Root.AcroForm.Fields if "/Rect" in f}
    for column, needed in zip(table.columns, needs_of(sheet), strict=True):
        left, _, right, _ = map(float, boxes[f"{table.name}_1_{column.name}"])
        assert right - left >= needed * _SMALLEST
