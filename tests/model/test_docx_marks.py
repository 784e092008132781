"""Names that tie controls to fields."""

from __future__ import annotations

import doctest

from generator.model import docx_marks
from generator.model.docx_marks import bookmark_name, cell_tag, control_number, no_tag


def test_examples_in_docstrings_hold():
    assert doctest.testmod(docx_marks).failed == 0


def test_bookmarks_are_short_ascii_and_differ_by_field_and_row():
    names = {bookmark_name("甲"), bookmark_name("乙"), bookmark_name("甲", 1), bookmark_name("甲", 60)}

    assert len(names) == 4
    assert all(n.isascii() and len(n) <= 40 and n[0].isalpha() for n in names)


def test_control_numbers_are_positive_and_fit_a_signed_integer():
    numbers = [control_number(f"字段{n}", row) for n in range(50) for row in range(20)]

    assert all(0 < n < 2**31 for n in numbers)
    assert len(set(numbers)) == len(numbers)


def test_tags_of_cells_and_boxes_cannot_be_field_names():
    assert "." in cell_tag("明细", "金额")
    assert "." in no_tag("是否超标")
