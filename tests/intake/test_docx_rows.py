"""Repeated rows: added, deleted, moved, renamed, merged, split."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.errors import InputRefused
from generator.intake import docx_rows
from generator.render.docx_form import render_docx_form
from tests.builders import field, form, policy, rows
from tests.docx_sample import (
    EXPECTED,
    NS,
    W,
    answers,
    cell_of,
    control,
    edited,
    filled,
    grid_with,
    read,
    sample_form,
    sample_policy,
    set_text,
    strip_bookmarks,
    strip_controls,
    values_read,
)

POLICY = sample_policy()
FILLED = filled(POLICY)
RETYPED = edited(FILLED, strip_controls, strip_bookmarks)
both = pytest.mark.parametrize("data", [FILLED, RETYPED], ids=["controls", "retyped"])


def lines(data):
    return [dict(line) for line in read(data, POLICY).rows["费用明细"]]


def codes(data):
    return [(n.code, n.field) for n in read(data, POLICY).notes]


def table_of(root):
    return grid_with(root, "发生日期")


def row_of(root, text):
    return next(r for r in table_of(root).iter(f"{W}tr") if text in "".join(r.itertext()))


def cells_of(row):
    return row.findall(f"{W}tc")


def copied(element):
    return etree.fromstring(etree.tostring(element))


@both
def test_blank_rows_keep_their_place(data):
    assert [line["用途"] for line in lines(data)] == ["首日午餐", "", "接站", ""]


@both
def test_an_added_row_is_read(data):
    def add(root):
        row = row_of(root, "接站")
        copy = copied(row)
        set_text(cells_of(copy)[1], "送站")
        row.addnext(copy)

    assert [line["用途"] for line in lines(edited(data, add))] == ["首日午餐", "", "接站", "送站", ""]
    assert codes(edited(data, add)) == []


@both
def test_a_deleted_row_is_gone(data):
    def delete(root):
        row = row_of(root, "首日午餐")
        row.getparent().remove(row)

    assert [line["用途"] for line in lines(edited(data, delete))] == ["", "接站", ""]


@both
def test_a_moved_column_keeps_its_name(data):
    def move(root):
        for row in list(table_of(root).iter(f"{W}tr"))[1:-1]:
            cells = cells_of(row)
            cells[-1].addnext(cells[1])

    assert values_read(edited(data, move), POLICY)["费用明细"] == EXPECTED["费用明细"]
    assert codes(edited(data, move)) == []


def rename(root):
    heading = next(c for c in cells_of(row_of(root, "发生日期")) if "金额" in "".join(c.itertext()))
    set_text(heading, "预算")


def test_a_renamed_column_with_controls_is_read_and_reported():
    data = edited(FILLED, rename)

    assert lines(data)[0]["金额"] == "1,000"
    assert codes(data) == [("label-changed", "费用明细")]


def test_a_renamed_column_without_controls_is_absent_and_reported():
    data = edited(RETYPED, rename)

    assert "金额" not in lines(data)[0]
    assert lines(data)[0]["用途"] == "首日午餐"
    assert codes(data) == [("missing-field", "费用明细")]


def test_swapped_headings_are_reported():
    def swap(root):
        cells = cells_of(row_of(root, "发生日期"))
        cells[-1].addnext(cells[1])

    data = edited(FILLED, swap)
    assert lines(data)[0]["用途"] == "首日午餐"
    assert ("label-changed", "费用明细") in codes(data)


@both
def test_the_sum_is_no_row(data):
    assert read(data, POLICY).values["费用合计"] == "1,234.50"
    assert len(lines(data)) == 4


@both
def test_a_table_without_its_number_column_is_read(data):
    def unnumber(root):
        for row in list(table_of(root).iter(f"{W}tr"))[1:-1]:
            row.remove(cells_of(row)[0])

    assert values_read(edited(data, unnumber), POLICY)["费用明细"] == EXPECTED["费用明细"]


def test_a_table_whose_heading_was_deleted_is_read_by_its_controls():
    def unhead(root):
        row = row_of(root, "发生日期")
        row.getparent().remove(row)

    assert values_read(edited(FILLED, unhead), POLICY)["费用明细"] == EXPECTED["费用明细"]
    assert codes(edited(FILLED, unhead)) == []


def test_a_table_that_is_not_there_is_absent_and_reported():
    def delete(root):
        table = table_of(root)
        table.getparent().remove(table)

    data = edited(FILLED, delete)
    assert "费用明细" not in read(data, POLICY).rows
    assert ("missing-field", "费用明细") in codes(data)


def test_rows_of_a_table_split_in_two_are_read_in_order():
    def split(root):
        table = table_of(root)
        second = etree.Element(f"{W}tbl")
        for row in list(table.iter(f"{W}tr"))[4:]:
            second.append(row)
        table.addnext(second)

    assert values_read(edited(FILLED, split), POLICY)["费用明细"] == EXPECTED["费用明细"]


@both
def test_tables_run_together_are_still_told_apart(data):
    def join(root):
        first, second = table_of(root), grid_with(root, "编制人")
        for row in list(second.iter(f"{W}tr")):
            first.append(row)

    assert values_read(edited(data, join), POLICY) == EXPECTED
    assert len(lines(edited(data, join))) == 4


@both
def test_merged_cells_count_for_every_row_they_cover(data):
    def merge(root):
        rows_ = list(table_of(root).iter(f"{W}tr"))
        for number, row in enumerate(rows_[2:5]):
            cell = cells_of(row)[2]
            properties = cell.find(f"{W}tcPr")
            merged = etree.Element(f"{W}vMerge")
            if number == 0:
                merged.set(f"{W}val", "restart")
            properties.insert(1, merged)
            if number:
                for child in cell.findall(f"{W}p"):
                    cell.remove(child)
                etree.SubElement(cell, f"{W}p")

    data = edited(data, merge)
    assert [line["发生日期"] for line in lines(data)] == ["2026-03-05"] * 3 + [""]


def test_a_row_deleted_under_tracking_is_gone_and_noted():
    def delete(root):
        properties = row_of(root, "首日午餐").find(f"{W}trPr")
        etree.SubElement(properties, f"{W}del")

    data = edited(FILLED, delete)
    assert [line["用途"] for line in lines(data)] == ["", "接站", ""]
    assert ("unaccepted-changes", "") in codes(data)


def test_odd_cells_are_noted_with_their_row():
    def change(root):
        set_text(control(root, "费用明细.发生日期").find(f"{W}sdtContent"), "2026-03-07")

    assert codes(edited(FILLED, change)) == [("value-differs-from-appearance", "费用明细[1].发生日期")]


def test_a_cell_that_names_two_columns_is_left_to_the_heading():
    def move(root):
        target = cell_of(root, "费用明细.用途").find(f"{W}p")
        target.append(control(root, "费用明细.类别"))

    data = edited(FILLED, move)
    assert lines(data)[0]["用途"] == "首日午餐用餐"
    assert lines(data)[0]["类别"] == ""


def test_a_repeated_heading_is_no_row():
    def repeat(root):
        row_of(root, "接站").addprevious(copied(row_of(root, "发生日期")))

    assert len(lines(edited(RETYPED, repeat))) == 4


def test_rows_that_do_not_fit_the_columns_are_passed_over():
    def add(root):
        wide = etree.fromstring(
            f'<w:tr xmlns:w="{NS["w"]}"><w:tc><w:tcPr><w:gridSpan w:val="7"/></w:tcPr><w:p><w:r><w:t>以下空白</w:t></w:r></w:p></w:tc></w:tr>'
        )
        row_of(root, "接站").addnext(wide)
        wide.addnext(etree.Element(f"{W}tr"))

    assert len(lines(edited(RETYPED, add))) == 4


def test_rows_may_begin_after_empty_grid_columns():
    def shift(root):
        for row in list(table_of(root).iter(f"{W}tr"))[1:-1]:
            row.remove(cells_of(row)[0])
            before = etree.SubElement(row.find(f"{W}trPr"), f"{W}gridBefore")
            before.set(f"{W}val", "1")

    assert values_read(edited(RETYPED, shift), POLICY)["费用明细"] == EXPECTED["费用明细"]


def test_a_single_column_is_not_mistaken_for_a_field():
    made = policy(
        forms=[form(field("姓名"), table=rows("名单", field("姓名", 必填=True), count=2), id="one")]
    )
    data = render_docx_form(made, made.forms_by_id["one"], answers({"姓名": "张伟"}, []))
    reading = read(edited(data, strip_controls, strip_bookmarks), made)

    assert reading.values["姓名"] == "张伟"
    assert [dict(line) for line in reading.rows["名单"]] == [{"姓名": ""}, {"姓名": ""}]


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(docx_rows, "MAX_ROWS", 3)

    with pytest.raises(InputRefused) as refusal:
        read(FILLED, POLICY)
    assert refusal.value.code == "too-many-rows"


def test_more_rows_than_printed_come_back():
    given = [{"用途": f"第{n}项", "金额": n * 100} for n in range(1, 31)]
    data = render_docx_form(POLICY, sample_form(POLICY), answers({}, given))

    assert values_read(data, POLICY)["费用明细"] == given
    assert values_read(edited(data, strip_controls, strip_bookmarks), POLICY)["费用明细"] == given
