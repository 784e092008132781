"""Pieces of markup."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from generator.render import wordml
from generator.render.wordml import NAMESPACES, cell, page_field, paragraph, row, run, table, twips, xml_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parsed(markup):
    return etree.fromstring(f"<root {NAMESPACES}>{markup}</root>".encode())


def test_examples_in_docstrings_hold():
    assert doctest.testmod(wordml).failed == 0


@given(st.text())
def test_any_text_is_well_formed_markup_and_comes_back(text):
    found = parsed(f'<a b="{xml_text(text)}"/>' + run(text))

    shown = "".join(
        "\n" if e.tag == f"{W}br" else "\t" if e.tag == f"{W}tab" else e.text or "" for e in found.iter()
    )
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert len(shown) == len(expected)
    assert all(a in (b, "\ufffd") for a, b in zip(shown, expected, strict=True))


@pytest.mark.parametrize(
    ("text", "tags"), [("甲\n乙", "t br t"), ("甲\r\n\r乙", "t br br t"), ("\t甲", "tab t"), ("", "")]
)
def test_breaks_and_tabs_become_elements(text, tags):
    found = parsed(run(text))

    assert tags.split() == [etree.QName(e).localname for r in found for e in r]


def test_blanks_at_the_ends_of_a_run_are_kept():
    (text,) = parsed(run("  甲 ")).iter(f"{W}t")

    assert text.text == "  甲 "
    assert text.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


def test_a_table_is_as_wide_as_its_columns():
    found = parsed(
        table([100, 200], [row([cell(paragraph("", "A"), 300, span=2)], 10, is_header=True)], "表 <1>")
    )

    assert found.find(f".//{W}tblW").get(f"{W}w") == "300"
    assert found.find(f".//{W}tblCaption").get(f"{W}val") == "表 <1>"
    assert found.find(f".//{W}tblHeader") is not None


def test_each_mark_of_a_field_has_its_own_run():
    assert len(parsed(page_field("PAGE"))) == 5


def test_lengths_are_twips():
    assert twips(25.4) == 1440
