"""A person types into the form in Chromium's own viewer; what is saved reads back equal."""

from __future__ import annotations

import io

import pikepdf
import pytest

from generator.model.form import FieldKind
from generator.render.field_font import RESOURCE_NAME
from generator.render.pdf_form import render_pdf_form
from tests.pdf_sample import blank, fields_of, read, rows_said, said
from tests.programs.completed import completed, differences


def test_what_a_person_types_in_chromium_reads_back_and_shows(chromium) -> None:
    viewer = chromium(blank())
    viewer.type("客户单位", "欧阳䶮㛃（上海）有限公司")
    viewer.type("日期", "2026-3-12")
    viewer.type("来访人数", "6")
    viewer.type("费用明细_1_金额", "200.5")
    viewer.type("费用明细_2_金额", "100")
    viewer.type("备注", "一位来宾素食")
    viewer.click("需要翻译", 0)
    viewer.click("接待人员的言行", 1)
    viewer.choose("客户等级", 2)
    data = viewer.save()
    reading = read(data)

    assert said(reading) == {
        "客户单位": "欧阳䶮㛃（上海）有限公司", "日期": "2026-3-12", "来访人数": "6", "备注": "一位来宾素食",
        "需要翻译": "是", "接待人员的言行": "较满意", "客户等级": "B", "费用合计": "300.5",
    }  # fmt: skip
    assert rows_said(reading) == [{"金额": "200.5"}, {"金额": "100"}]
    assert reading.edition == "1.0"
    assert reading.notes == ()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert RESOURCE_NAME.encode() in fields_of(pdf)["客户单位"].AP.N.read_bytes()


def _fill(viewer, filled) -> None:
    """Fill every blank in the order of the form; sums are left to the form's own script."""
    columns = {(t.name, c.name): c for t in filled.form.tables for c in t.columns}
    totals = {total.name for t in filled.form.tables for total in t.total_fields}
    texts, groups = filled.blanks
    for name, text in texts.items():
        table, _, column = [*name.split("_"), "", ""][:3]
        field = columns[table, column] if column else filled.form.field(name)
        options = ("是", "否") if field.kind is FieldKind.YES_NO else filled.policy.options(field.options)
        if name in groups:
            viewer.click(name, int(text) - 1)
        elif options:
            # Above the options stands the request to choose; in rows not even that is chosen.
            viewer.choose(name, options.index(text) + (2 if column else 1))
        elif name not in totals:
            viewer.type(name, text)


@pytest.mark.parametrize("form", ["notification", "survey"])
def test_a_form_filled_completely_in_chromium_reads_back_equal(
    form, chromium, shipped_policy, handed_in
) -> None:
    filled = completed(shipped_policy, shipped_policy.forms_by_id[form])
    viewer = chromium(render_pdf_form(shipped_policy, filled.form))
    _fill(viewer, filled)
    found = handed_in({"form.pdf": viewer.save()})["form.pdf"]

    assert differences(filled, found) == {}
