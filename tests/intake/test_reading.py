from __future__ import annotations

import json

import pytest

from generator.errors import InputRefused
from generator.intake.gate import Kind
from generator.intake.reading import read_submission
from generator.intake.worker import Reader
from generator.model.submission import Note
from tests.hostile import build
from tests.intake.shapes import SHAPES


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


def submission(**values) -> bytes:
    return json.dumps({"form": "notification", "edition": "1.0", "values": values}).encode()


def test_a_submission_passes_gate_and_worker(reader):
    kind, reading = read_submission(submission(来访人数=3), "表.json", SHAPES, reader)

    assert kind is Kind.JSON
    assert reading.values == {"来访人数": 3}
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("form: notification\nvalues: {来访人数: 3}\n".encode(), Kind.YAML),
        (
            '<xfdf xmlns="http://ns.adobe.com/xfdf/"><fields><field name="接待编号"><value>1</value></field>'
            '<field name="满意度"><value>3</value></field></fields></xfdf>'.encode(),
            Kind.XFDF,
        ),
    ],
)
def test_the_other_kinds_of_data_pass_too(reader, data, kind):
    assert read_submission(data, "", SHAPES, reader)[0] is kind


def test_a_name_that_promises_another_kind_is_noted(reader):
    _, reading = read_submission(submission(), "表.DOCX", SHAPES, reader)

    assert reading.notes == (Note(code="extension-mismatch", detail="扩展名是 .docx，内容是 JSON"),)


@pytest.mark.parametrize("name", ["-", "", "表", ".json", "表.v2.json"])
def test_a_name_that_promises_nothing_else_is_not_noted(reader, name):
    assert read_submission(submission(), name, SHAPES, reader)[1].notes == ()


def test_characters_that_nobody_sees_are_noted_with_their_field(reader):
    data = submission(
        接待编号="A\u202e1", 陪同人=["张\u200b三"], 费用明细=[{}, {"项目": "餐\x00费"}], 来访人数="\ud800"
    )

    notes = read_submission(data, "", SHAPES, reader)[1].notes

    assert set(notes) == {
        Note(code="suspicious-characters", field="接待编号", detail="U+202E"),
        Note(code="suspicious-characters", field="陪同人", detail="U+200B"),
        Note(code="suspicious-characters", field="费用明细[2].项目", detail="U+0000"),
        Note(code="suspicious-characters", field="来访人数", detail="U+FFFD"),
    }


def test_line_breaks_and_ideographic_blanks_are_not_suspicious(reader):
    assert read_submission(submission(接待编号="甲\n乙\t丙\u3000丁"), "", SHAPES, reader)[1].notes == ()


@pytest.mark.parametrize(("data", "code"), [(b"", "empty"), (build.OLE + b"\0" * 600, "unsupported-kind")])
def test_what_the_gate_refuses_reaches_no_worker(data, code):
    with pytest.raises(InputRefused) as caught:
        read_submission(data, "", SHAPES, None)

    assert caught.value.code == code
