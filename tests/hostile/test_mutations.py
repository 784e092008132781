"""Valid forms, damaged a little in every way: only readings and refusals may come out.

MUTATIONS=2000 in the environment tries more of them.
"""

from __future__ import annotations

import json
import os

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputRefused
from generator.intake.reading import read_submission
from generator.intake.worker import Reader
from generator.model.shape import shape_of
from generator.model.submission import Answer, Reading, State
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form
from generator.rules.facts import to_submission
from tests import builders
from tests.hostile.mutate import damage_bytes, damage_docx, damage_pdf, edits, lay_open, shares

POLICY = builders.policy(
    forms=[
        builders.form(
            builders.field("人数", "整数"),
            builders.field("金额", "金额", 单位="元"),
            builders.field("等级", "选项", 选项=["A", "B"]),
            builders.field("翻译", "是否"),
            builders.field("人员", "人员"),
            builders.field("说明", "多行文本"),
            table=builders.rows("明细", builders.field("项目"), builders.field("数", "整数"), count=3),
        )
    ]
)
FORM = POLICY.forms[0]
SHAPES = (shape_of(POLICY, FORM),)
# What the worker answers for a reader: a reader that needs it has a bug.
TAIL = 4_000  # where a PDF keeps its cross-references; its middle is mostly the font
FAULTS = ("reader-crashed", "limit")

many = settings(
    max_examples=int(os.environ.get("MUTATIONS", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def answer(value) -> Answer:
    return Answer(state=State.ANSWERED, value=value)


ANSWERS = {
    "编号": answer("JD-1"),
    "人数": answer(3),
    "金额": answer(12300),
    "等级": answer("A"),
    "翻译": answer(value=True),
    "人员": answer(("张伟", "李娜")),
    "说明": answer("一\n二"),
    "明细": answer(({"项目": answer("甲"), "数": answer(1)},)),
}


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def filled_docx() -> bytes:
    return render_docx_form(POLICY, FORM, ANSWERS)


@pytest.fixture(scope="module")
def filled_pdf() -> bytes:
    return render_pdf_form(POLICY, FORM, ANSWERS)


@pytest.fixture(scope="module")
def open_pdf(filled_pdf):
    return lay_open(filled_pdf)


def survive(data: bytes, reader: Reader) -> Reading | None:
    """The reading of a damaged file, its answers typed; None when it was refused."""
    try:
        reading = read_submission(data, "", SHAPES, reader)[1]
    except InputRefused as refused:
        refusal = refused
    else:
        to_submission(POLICY, FORM, reading)
        return reading
    assert refusal.code not in FAULTS, refusal.message
    assert refusal.message
    return None


def test_the_undamaged_forms_are_read_alike(reader, filled_docx, filled_pdf):
    docx, pdf = survive(filled_docx, reader), survive(filled_pdf, reader)

    assert docx.values["金额"] == pdf.values["金额"] == "123"
    assert docx.values["人员"] == pdf.values["人员"] == "张伟、李娜"


def test_taking_a_pdf_apart_and_together_again_damages_nothing(reader, open_pdf):
    whole = damage_pdf(open_pdf, 0, [])

    assert survive(whole, reader).values["编号"] == "JD-1"


@many
@given(changes=edits)
def test_damaged_bytes_of_a_docx(reader, filled_docx, changes):
    survive(damage_bytes(filled_docx, changes), reader)


@many
@given(part=shares, changes=edits)
def test_damaged_xml_of_a_docx(reader, filled_docx, part, changes):
    survive(damage_docx(filled_docx, part, changes), reader)


@many
@given(changes=edits)
def test_damaged_bytes_of_a_pdf(reader, filled_pdf, changes):
    most, end = filled_pdf[:-TAIL], filled_pdf[-TAIL:]

    survive(most + damage_bytes(end, changes), reader)
    survive(damage_bytes(most[:TAIL], changes) + most[TAIL:] + end, reader)


@many
@given(chosen=shares, changes=edits)
def test_damaged_objects_of_a_pdf(reader, open_pdf, chosen, changes):
    survive(damage_pdf(open_pdf, chosen, changes), reader)


@many
@given(changes=edits)
@pytest.mark.parametrize("dump", [json.dumps, yaml.safe_dump])
def test_damaged_json_and_yaml(reader, dump, changes):
    values = {"人数": 3, "金额": "12.5", "人员": ["张伟"], "明细": [{"项目": "甲", "数": 1}]}
    whole = dump({"form": FORM.id, "edition": "1.0", "values": values})

    survive(damage_bytes(whole.encode(), changes), reader)


@many
@given(changes=edits)
def test_damaged_xfdf(reader, changes):
    names = [f.name for f in FORM.fields]
    listed = "".join(f'<field name="{n}"><value>{n}</value></field>' for n in names)
    whole = f'<?xml version="1.0"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{listed}</fields></xfdf>'

    survive(damage_bytes(whole.encode(), changes), reader)


@many
@given(st.binary(max_size=300))
def test_noise_behind_every_signature(reader, noise):
    for signature in (
        b"",
        b"PK\3\4",
        b"%PDF-1.7\n",
        b"{",
        b"<xfdf ",
        b"form: ",
        b"\xff\xfe<\0",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        survive(signature + noise, reader)
