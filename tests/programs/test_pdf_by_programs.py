"""Every blank of every shipped PDF form, filled by programs that are not ours."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from generator.render.pdf_form import render_pdf_form
from tests.pdf_sample import fill_with_pikepdf, fill_with_pypdf, type_with_pdfium
from tests.programs.completed import demanding, differences, faults, findings_of

PROGRAMS = ("pypdf", "pikepdf", "pdfium", "pdf-lib", "pdf.js")


@pytest.fixture(params=PROGRAMS)
def fill(request):
    """A function of one program: PDF, blanks → PDF."""
    match request.param:
        case "pypdf":
            # It tells for every line break that its font has no picture of it.
            logging.getLogger("pypdf").setLevel(logging.CRITICAL)
            return lambda data, blanks: fill_with_pypdf(data, keeps_all=True, blanks=blanks)
        case "pikepdf":
            return lambda data, blanks: fill_with_pikepdf(data, needs_appearances=True, blanks=blanks)
        case "pdfium":
            return lambda data, blanks: type_with_pdfium(data, blanks=blanks)
    program = request.getfixturevalue({"pdf-lib": "pdf_lib", "pdf.js": "pdf_js"}[request.param])
    return lambda data, blanks: program(data, blanks[0])


def test_every_blank_of_every_form_reads_back_equal(fill, shipped_policy, handed_in) -> None:
    forms = {f"{form.id}.pdf": demanding(shipped_policy, form) for form in shipped_policy.forms}
    numbered = {name: filled.numbered(n) for n, (name, filled) in enumerate(forms.items(), 100)}
    blank = {name: render_pdf_form(shipped_policy, f.form) for name, f in numbered.items()}
    results = handed_in({name: fill(blank[name], f.blanks) for name, f in numbered.items()})

    assert {name: differences(f, results[name]) for name, f in numbered.items()} == {n: {} for n in numbered}


def test_one_fault_gives_its_finding_whichever_program_filled_the_form(
    fill, shipped_policy, handed_in
) -> None:
    found = enumerate(faults(shipped_policy), 200)
    known = {f"{n}.pdf": replace(fault, filled=fault.filled.numbered(n)) for n, fault in found}
    blank = {name: render_pdf_form(shipped_policy, fault.filled.form) for name, fault in known.items()}
    results = handed_in({name: fill(blank[name], f.filled.blanks) for name, f in known.items()})

    said = {fault.name: findings_of(results[name]) for name, fault in known.items()}
    assert said == {fault.name: fault.expected for fault in known.values()}
