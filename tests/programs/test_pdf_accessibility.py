"""Forms by a checker of PDF/UA-1 that is not ours, and by qpdf; blank, filled, and filled by others.

The forms claim no conformance: the reference checker needs Java, and part of the standard only a
person can judge. Everything else that a program can check is to hold, so the claim is added here
before checking.
"""

from __future__ import annotations

import io
import subprocess

import page
import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from generator.cases import example_of
from generator.render.document import render_pdf_document
from generator.render.pdf_form import render_pdf_form
from tests import pdf_sample
from tests.pdf_sample import edited, fill_with_pikepdf, fill_with_pypdf

PART = "{http://www.aiim.org/pdfua/ns/id/}part"
# page 0.11.0 misreads widths that stand in the letters of CID fonts; see the test of the widths.
MISREAD = "PDFUA1-FONT-GLYPH-WIDTH-001"


def claimed(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata[PART] = "1"


def complaints_about(data):
    report = page.validate_pdf_bytes(edited(data, claimed), profile="ua1")
    assert report.rules.total > 100
    return {f"{f.rule_id}: {f.message}" for f in report.failures if f.rule_id != MISREAD}


@pytest.fixture(scope="module")
def shipped_forms(shipped_policy):
    made = {}
    for form in shipped_policy.forms:
        example = example_of(shipped_policy, form).answers
        made[form.id] = render_pdf_form(shipped_policy, form)
        made[f"{form.id}, filled"] = render_pdf_form(shipped_policy, form, example)
    return made


def test_shipped_forms_are_accessible_blank_and_filled(shipped_forms):
    wrong = {name: complaints_about(data) for name, data in shipped_forms.items()}

    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("make", [pdf_sample.blank, pdf_sample.filled])
def test_a_form_with_every_kind_of_field_is_accessible(make):
    assert complaints_about(make()) == set()


@pytest.mark.parametrize(
    "fill",
    [
        lambda data: fill_with_pypdf(data, keeps_all=True),
        lambda data: fill_with_pikepdf(data, needs_appearances=True),
    ],
)
def test_a_form_that_others_filled_stays_accessible(fill):
    assert complaints_about(fill(pdf_sample.blank())) == set()


def test_the_regulation_as_a_document_is_accessible(shipped_policy):
    assert complaints_about(render_pdf_document(shipped_policy)) == set()


def without_language(pdf):
    del pdf.Root.Lang


def without_element(pdf):
    del pdf.Root.AcroForm.Fields[0].StructParent


def in_another_order(pdf):
    pdf.pages[0].Tabs = pikepdf.Name.R


@pytest.mark.parametrize("harm", [without_language, without_element, in_another_order])
def test_the_checker_sees_faults(harm):
    assert complaints_about(edited(pdf_sample.blank(), harm))


def test_widths_of_letters_are_those_of_the_fonts():
    """What the checker says of widths is wrong: another reader of fonts finds them equal."""
    with pikepdf.open(io.BytesIO(pdf_sample.filled())) as pdf:
        fonts = [
            f
            for f in pdf.objects
            if isinstance(f, pikepdf.Dictionary) and f.get("/Subtype") == "/CIDFontType0"
        ]
        typeset = [f for f in fonts if f.FontDescriptor.FontFile3.Subtype == "/CIDFontType0C"]
        assert typeset
        for font in typeset:
            assert widths_in(font.FontDescriptor.FontFile3.read_bytes()) == pytest.approx(widths_beside(font))


def widths_in(program):
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(program), None)
    letters = fonts[0].CharStrings
    for name in fonts[0].charset:
        letters[name].draw(NullPen())
    return {cid: letters[name].width for cid, name in enumerate(fonts[0].charset)}


def widths_beside(font):
    """The array W (ISO 32000-2 9.7.4.3): `first [w …]` or `first last w`."""
    found, items = {}, list(font.W)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + n: float(w) for n, w in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(items.pop(0)))
    return found


def test_qpdf_finds_nothing_wrong_in_shipped_forms(shipped_forms, needs, tmp_path):
    qpdf = needs("qpdf")
    for number, data in enumerate(shipped_forms.values()):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(data)
        done = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
