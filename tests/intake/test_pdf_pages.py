"""What pages show beside the fields that are read: nothing of it may pass for checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.errors import InputRefused
from generator.intake import pdf_pages
from tests.pdf_sample import edited, fields_of, filled, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.submission import Note


def notes(change: Callable[[pikepdf.Pdf], object]) -> tuple[Note, ...]:
    return tuple(n for n in read(edited(filled(), change)).notes if n.code != "missing-field")


def add(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    """Put an annotation on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=Array([50, 50, 150, 70]), **entries)
        pdf.pages[0].Annots.append(pdf.make_indirect(annotation))

    return change


def test_a_shown_field_that_the_form_does_not_list_is_noted() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array([f for f in pdf.Root.AcroForm.Fields if str(f.T) != "预算"])

    (note,) = notes(forget)

    assert (note.code, note.detail) == ("stray-field", "“预算”")


def test_the_same_is_noted_of_the_buttons_of_a_group() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array([f for f in pdf.Root.AcroForm.Fields if str(f.T) != "需要翻译"])

    (note,) = notes(forget)

    assert (note.code, note.detail) == ("stray-field", "“需要翻译”")


def test_a_field_whose_kind_was_taken_away_is_noted() -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        fields_of(pdf)["预算"].FT = Name.Odd
        del fields_of(pdf)["来访人数"].FT

    (note,) = notes(spoil)

    assert note.code == "stray-field"
    assert "“来访人数”" in note.detail


def test_many_are_counted() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields = Array([f for f in pdf.Root.AcroForm.Fields if "费用明细" not in str(f.T)])

    (note,) = notes(forget)

    assert note.detail.endswith("等 18 处")


def test_a_field_without_a_name_is_noted() -> None:
    (note,) = notes(add(Subtype=Name.Widget, V=String("5")))

    assert (note.code, note.detail) == ("stray-field", "没有名称的一项")


@pytest.mark.parametrize("flags", [1 << 1, 1 << 5])
def test_what_is_hidden_is_not_shown(flags: int) -> None:
    assert notes(add(Subtype=Name.Widget, T=String("x"), F=flags)) == ()


def test_text_added_to_a_page_is_noted() -> None:
    (note,) = notes(add(Subtype=Name.FreeText, Contents=String("来访 12 人")))

    assert (note.code, note.detail) == ("added-text", "“来访 12 人”")


@pytest.mark.parametrize(
    "entries",
    [
        {"Subtype": Name.FreeText, "Contents": String(" ")},
        {"Subtype": Name.Ink},
        {"Subtype": Name.Text, "Contents": String("请补正")},
        {"Subtype": Name.Link},
    ],
)
def test_signatures_by_hand_remarks_and_links_are_no_text_of_the_page(entries: dict[str, object]) -> None:
    assert notes(add(**entries)) == ()


def test_more_annotations_than_are_looked_at_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MAX_ANNOTATIONS", 10)

    assert "stray-field" in {n.code for n in notes(lambda _: None)}


@pytest.mark.parametrize("has_form", [True, False])
@pytest.mark.parametrize("has_stamp", [True, False])
def test_fields_without_a_form_are_told_from_a_printed_file(*, has_form: bool, has_stamp: bool) -> None:
    def tear(pdf: pikepdf.Pdf) -> None:
        if not has_stamp:
            del pdf.Root.Names, pdf.Root.AF, pdf.Root.Metadata, pdf.docinfo
        if has_form:
            pdf.Root.AcroForm.Fields = Array()
        else:
            del pdf.Root.AcroForm

    with pytest.raises(InputRefused) as caught:
        read(edited(filled(), tear))

    assert caught.value.code == "torn"
    assert "合并" in caught.value.hint
