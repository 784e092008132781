from __future__ import annotations

import contextlib
import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputRefused
from generator.intake.wire import (
    MAX_ANSWERS,
    MAX_NOTES,
    NotAnAnswerError,
    answer_from_wire,
    reading_to_wire,
    refusal_to_wire,
    shapes_from_wire,
    shapes_to_wire,
)
from generator.model.submission import Note, Reading
from tests.intake.shapes import SHAPES

GOOD = {
    "stamp": ["f", "1.0", ""],
    "values": {"a": "x"},
    "rows": {"t": [{"c": None}]},
    "notes": [["n", "", ""]],
}

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
values = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | text | st.lists(text).map(tuple)
records = st.dictionaries(text, values, max_size=5).map(MappingProxyType)
notes = st.builds(Note, code=text, field=text, detail=text)
readings = st.builds(
    Reading,
    form=text,
    edition=text,
    digest=text,
    values=records,
    rows=st.dictionaries(text, st.lists(records, max_size=3).map(tuple)).map(MappingProxyType),
    notes=st.lists(notes).map(tuple),
)


def test_shapes_come_back_equal():
    data = json.loads(json.dumps(shapes_to_wire(SHAPES)))

    assert shapes_from_wire(data) == SHAPES


@given(readings)
def test_a_reading_comes_back_equal(reading):
    assert answer_from_wire(reading_to_wire(reading)) == reading


def test_a_refusal_comes_back_as_one():
    with pytest.raises(InputRefused) as caught:
        answer_from_wire(refusal_to_wire(InputRefused("dtd", "含有“DTD”", hint="另存")))

    assert (caught.value.code, caught.value.message, caught.value.hint) == ("dtd", "含有“DTD”", "另存")


@pytest.mark.parametrize(
    "answer",
    [
        *(
            {**GOOD, key: wrong}
            for key in GOOD
            for wrong in (None, 1, "x", [1], {"a": {"b": 1}}, [[1, 2, 3]])
        ),
        *({k: v for k, v in GOOD.items() if k != key} for key in GOOD),
        {**GOOD, "values": {"a": 10**40}},
        {**GOOD, "values": {"a": ["x", 1]}},
        {**GOOD, "values": {"n" * 300: "x"}},
        {**GOOD, "rows": {"t": [[]]}},
        {**GOOD, "rows": {"t": [{}] * (MAX_ANSWERS + 1)}},
        {**GOOD, "notes": [["n", "", ""]] * 1000},
        {"refused": ["code", "message"]},
        {"refused": ["c" * 100, "", ""]},
        {"refused": [1, 2, 3]},
        [],
        None,
    ],
)
def test_what_no_reader_writes_is_no_answer(answer):
    with pytest.raises(NotAnAnswerError):
        answer_from_wire(json.dumps(answer).encode())


@pytest.mark.parametrize(
    "answer", [b"", b"x", b"\xff", b"[" * 100_000, b"NaN", b"1.5", b'{"a": 1e5}', b"9" * 5000]
)
def test_what_is_no_strict_json_is_no_answer(answer):
    with pytest.raises(NotAnAnswerError):
        answer_from_wire(answer)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_any_data_is_an_answer_or_none(data):
    for answer in (data, {**GOOD, "values": data}, {**GOOD, "rows": data}, {**GOOD, "notes": data}):
        with contextlib.suppress(NotAnAnswerError, InputRefused):
            assert isinstance(answer_from_wire(json.dumps(answer).encode()), Reading)


def test_blank_cells_do_not_count_as_answers():
    rows = ({f"c{n}": "" for n in range(30)},) * 100

    assert answer_from_wire(reading_to_wire(Reading(rows={"t": rows}))).rows == {"t": rows}


def test_notes_beyond_the_limit_are_counted():
    notes = answer_from_wire(reading_to_wire(Reading(notes=(Note(code="n"),) * (MAX_NOTES + 3)))).notes

    assert len(notes) == MAX_NOTES + 1
    assert notes[-1] == Note(code="more-notes", detail="另有 3 处同类情况未列出")


def test_free_text_of_a_foreign_document_is_cut():
    reading = answer_from_wire(
        reading_to_wire(Reading(edition="9" * 5000, notes=(Note(code="n", field="f" * 5000),)))
    )

    assert len(reading.edition) == len(reading.notes[0].field) == 1000
