"""Every kind of Word file we make, by a validator of ISO 29500 that is not ours."""

from __future__ import annotations

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from generator.cases import example_of
from generator.diff import Comparison, compare
from generator.diff.word_revisions import render_revisions
from generator.diff.word_table import render_table
from generator.render.document import render_docx_document
from generator.render.docx_form import render_docx_form
from generator.report.annotate_docx import annotate_docx
from generator.report.return_slip import render_return_slip
from tests.diff.edits import EDITS, base, edited, made
from tests.docx_sample import BODY, filled, packed, parts_of, sample_form, sample_policy
from tests.report.samples import a_finding, a_refusal, a_result, hostile_result, trip_policy


@pytest.fixture(scope="module")
def complaints_about(tmp_path_factory):
    """A function that gives what the validator says of a DOCX, by part.

    One validator for all files: reading the schemas takes longer than a file. Word 2010 is the
    first to know the boxes to tick. Attributes that no schema knows pass it by.
    """
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2010)
    file = tmp_path_factory.mktemp("validated") / "one.docx"

    def validate(data):
        file.write_bytes(data)
        return [f"{e.part_uri}{e.path}: {e.description}" for e in validator.validate(file).errors]

    return validate


def with_edit(before, after):
    parts = parts_of(filled())
    assert before in parts[BODY]
    return packed({**parts, BODY: parts[BODY].replace(before, after, 1)})


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"<w:tcPr><w:tcW", b'<w:tcPr><w:vAlign w:val="center"/><w:tcW', "Unexpected element 'tcW'"),
        (b"<w:tbl>", b"<w:foo/><w:tbl>", "Unexpected element 'foo'"),
        (b'w:hRule="atLeast"', b'w:hRule="sometimes"', "Invalid value for attribute 'hRule'"),
        (b'r:embed="rIdCode"', b'r:embed="rIdNone"', "rIdNone"),
    ],
)
def test_the_validator_sees_faults(complaints_about, before, after, said):
    assert said in "\n".join(complaints_about(with_edit(before, after)))


def test_blank_forms_are_valid(shipped_policy, complaints_about):
    wrong = {f.id: complaints_about(render_docx_form(shipped_policy, f)) for f in shipped_policy.forms}

    assert {name: found for name, found in wrong.items() if found} == {}


def test_filled_forms_are_valid(shipped_policy, complaints_about):
    examples = {f.id: (f, example_of(shipped_policy, f)) for f in shipped_policy.forms}
    wrong = {
        name: complaints_about(render_docx_form(shipped_policy, form, example.answers))
        for name, (form, example) in examples.items()
    }

    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_form_with_every_kind_of_field_is_valid(complaints_about):
    source = sample_policy()

    assert complaints_about(render_docx_form(source, sample_form(source))) == []
    assert complaints_about(filled(source)) == []


def test_the_regulation_as_a_document_is_valid(shipped_policy, complaints_about):
    assert complaints_about(render_docx_document(shipped_policy)) == []


@pytest.fixture(scope="module")
def comparison():
    """All the edits that a regulation can undergo at once would hide each other: a choice of them."""
    names = (
        "figure",
        "cell",
        "row-added",
        "row-gone",
        "paragraph",
        "article-added",
        "field-added",
        "form-gone",
    )
    old, new = made(base()), edited(*(EDITS[n] for n in names))
    return Comparison(old=old, new=new, changes=compare(old, new), old_label="1.0 版", new_label="1.1 版")


@pytest.mark.parametrize("render", [render_table, render_revisions])
def test_comparisons_of_editions_are_valid(comparison, complaints_about, render):
    assert complaints_about(render(comparison)) == []


@pytest.mark.parametrize("make", [lambda: a_result(a_finding()), a_refusal, hostile_result])
def test_the_slip_that_goes_back_is_valid(complaints_about, make):
    assert complaints_about(render_return_slip(trip_policy(), make())) == []


def test_annotated_copies_are_valid(complaints_about):
    source = sample_policy()
    result = a_result(
        *(a_finding(fields=(name,)) for name in ("客户单位", "需要翻译", "费用明细[2].金额", "费用合计")),
        a_finding(fields=()),
        form="reception",
    )

    assert complaints_about(annotate_docx(filled(source), result, source)) == []
