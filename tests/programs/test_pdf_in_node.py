"""Programs written in JavaScript fill a form; what they save reads back equal."""

from __future__ import annotations

import json

from tests.pdf_sample import ROW_TEXTS, TEXTS, blank, read, rows_said, said, sample_blanks


def test_a_form_filled_by_pdf_lib_reads_the_same(pdf_lib) -> None:
    reading = read(pdf_lib(blank(), sample_blanks()[0]))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.edition == "1.0"


def test_a_form_filled_by_pdf_js_reads_the_same(pdf_js) -> None:
    reading = read(pdf_js(blank(), sample_blanks()[0]))

    assert said(reading) == TEXTS
    assert rows_said(reading) == list(ROW_TEXTS)
    assert reading.edition == "1.0"
    assert reading.notes == ()


def test_the_scripts_of_a_form_understand_in_firefox_what_chinese_keyboards_type(node, tmp_path) -> None:
    form, values = tmp_path / "form.pdf", tmp_path / "values.json"
    form.write_bytes(blank())
    typed = {
        "日期": "２０２６年３月９日", "来访人数": "１６", "费用明细_1_金额": "2,400.5", "费用明细_2_金额": "１，２００",
    }  # fmt: skip
    values.write_text(json.dumps(typed), encoding="utf-8")
    shown = json.loads(node("type_with_pdf_js.mjs", form, values))

    assert shown["日期"] == ["2026-3-9", "2026-03-09"]
    assert shown["来访人数"][0] == "16"
    assert shown["费用明细_1_金额"] == ["2400.5", "2,400.50"]
    assert shown["费用合计"] == [3600.5, "3,600.50"]
