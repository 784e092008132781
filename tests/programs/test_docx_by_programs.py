"""Every blank of every shipped DOCX form, filled by LibreOffice and by python-docx, and read back."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from generator.model.docx_marks import CHECKED, YES, bookmark_name, cell_tag, no_tag
from generator.model.form import FieldKind
from generator.render.docx_form import render_docx_form
from tests.programs.completed import completed, demanding, differences, faults, findings_of
from tests.programs.type_with_python_docx import WAYS, type_with_python_docx

WRITERS = {"completed": completed, "demanding": demanding}
ROUTES = (("docx",), ("odt", "docx"), ("doc", "docx"), ("rtf", "docx"))


@pytest.fixture(scope="module")
def forms(shipped_policy):
    """(writer, form id) → the form as it is to be filled."""
    return {
        (name, form.id): write(shipped_policy, form).numbered(number)
        for name, write in WRITERS.items()
        for number, form in enumerate(shipped_policy.forms, 100)
    }


@pytest.fixture(scope="module")
def faulty(shipped_policy):
    """Name → form with one fault, each of another reception."""
    found = enumerate(faults(shipped_policy), 200)
    return {f"fault{n}": replace(fault, filled=fault.filled.numbered(n)) for n, fault in found}


def blanks(filled, *, picks_dates):
    """Bookmark, way of filling and text of every blank; dates are picked from a calendar or typed."""

    def one(field, text, tag, row=0):
        match field.kind:
            case FieldKind.YES_NO:
                return bookmark_name(tag if text == YES else no_tag(tag), row), "tick", CHECKED
            case FieldKind.DATE if picks_dates:
                return bookmark_name(tag, row), "date", text
        return bookmark_name(tag, row), "text", text

    made = [one(filled.form.field(name), text, name) for name, text in filled.texts.items()]
    for name, rows in filled.rows.items():
        table = filled.form.table(name)
        made += [
            one(table.column(column), text, cell_tag(name, column), number)
            for number, row in enumerate(rows, 1)
            for column, text in row.items()
        ]
    return made


@pytest.fixture(scope="module")
def typed(libreoffice, forms, faulty, shipped_policy, tmp_path_factory):
    """A folder with every form typed and saved by LibreOffice in one go: `form-writer-route.docx`."""
    folder = tmp_path_factory.mktemp("typed")

    @cache
    def source(form):
        file = folder / f"{form}.docx"
        file.write_bytes(render_docx_form(shipped_policy, shipped_policy.forms_by_id[form]))
        return str(file)

    def job(filled, name, routes, **how):
        targets = [(str(folder / f"{name}-{'-'.join(route)}.docx"), route) for route in routes]
        return {"source": source(filled.form.id), "blanks": blanks(filled, **how), "targets": targets}

    jobs = [
        job(filled, f"{form}-{writer}", ROUTES, picks_dates=writer == "completed")
        for (writer, form), filled in forms.items()
    ]
    jobs += [job(fault.filled, name, ROUTES[:1], picks_dates=False) for name, fault in faulty.items()]
    libreoffice(jobs)
    return folder


@pytest.mark.parametrize("route", ROUTES, ids="→".join)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_blank_typed_in_libreoffice_reads_back_equal(writer, route, typed, forms, handed_in) -> None:
    filled = {f"{form}-{w}-{'-'.join(route)}.docx": one for (w, form), one in forms.items() if w == writer}
    results = handed_in({name: (typed / name).read_bytes() for name in filled})

    assert {name: differences(one, results[name]) for name, one in filled.items()} == {n: {} for n in filled}


def test_one_fault_typed_in_libreoffice_gives_its_finding(typed, faulty, handed_in) -> None:
    results = handed_in({name: (typed / f"{name}-docx.docx").read_bytes() for name in faulty})

    found = {fault.name: findings_of(results[name]) for name, fault in faulty.items()}
    assert found == {fault.name: fault.expected for fault in faulty.values()}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("writer", WRITERS)
def test_every_blank_typed_with_python_docx_reads_back_equal(
    writer, way, forms, shipped_policy, handed_in
) -> None:
    filled = {f"{form}.docx": one for (w, form), one in forms.items() if w == writer}
    files = {
        name: type_with_python_docx(render_docx_form(shipped_policy, one.form), one, way)
        for name, one in filled.items()
    }
    results = handed_in(files)

    assert {name: differences(one, results[name]) for name, one in filled.items()} == {n: {} for n in filled}


@pytest.mark.parametrize("way", WAYS)
def test_one_fault_typed_with_python_docx_gives_its_finding(way, faulty, shipped_policy, handed_in) -> None:
    files = {
        f"{name}.docx": type_with_python_docx(
            render_docx_form(shipped_policy, fault.filled.form), fault.filled, way
        )
        for name, fault in faulty.items()
    }
    results = handed_in(files)

    found = {fault.name: findings_of(results[f"{name}.docx"]) for name, fault in faulty.items()}
    assert found == {fault.name: fault.expected for fault in faulty.values()}
