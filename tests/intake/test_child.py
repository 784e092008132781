from __future__ import annotations

import json

import pytest

from generator.errors import InputRefused
from generator.intake import child
from generator.intake.child import _answer, _load
from generator.intake.protocol import OUT_OF_MEMORY
from generator.intake.sandbox import Limits
from generator.intake.wire import answer_from_wire
from generator.model.submission import Reading
from tests.intake.shapes import SHAPES


def answer(read, monkeypatch=None, *, peaks=(1, 1)) -> bytes:
    if monkeypatch:
        left = iter(peaks)
        monkeypatch.setattr(child, "peak_memory_bytes", lambda: next(left))
    return _answer(read, b"secret", SHAPES, Limits(memory_bytes=1000))


def fail(error):
    def read(_data, _shapes):
        raise error

    return read


def test_what_a_reader_saw_is_the_answer():
    reading = Reading(form="survey")

    assert answer_from_wire(answer(lambda *_: reading)) == reading


def test_a_refusal_is_the_answer():
    with pytest.raises(InputRefused) as caught:
        answer_from_wire(answer(fail(InputRefused("dtd", "有 DTD"))))

    assert caught.value.code == "dtd"


def test_a_bug_is_named_by_kind_and_place_without_its_words():
    said = json.loads(answer(fail(KeyError("secret"))))

    assert said["crashed"].startswith("KeyError@test_child.py:")
    assert "secret" not in said["crashed"]


def test_a_bug_without_a_trace_is_named_by_its_kind():
    assert json.loads(child._crash(KeyError("secret"))) == {"crashed": "KeyError@?"}


def test_memory_that_was_not_given_is_the_cause():
    assert answer(fail(MemoryError())) == OUT_OF_MEMORY


@pytest.mark.parametrize("error", [InputRefused("damaged", "损坏"), RuntimeError("bad alloc")])
def test_a_failure_after_much_memory_was_used_is_want_of_memory(error, monkeypatch):
    assert answer(fail(error), monkeypatch, peaks=(100, 600)) == OUT_OF_MEMORY


def test_a_refusal_that_is_no_damage_keeps_its_code(monkeypatch):
    said = answer(fail(InputRefused("encrypted", "密码")), monkeypatch, peaks=(100, 600))

    assert json.loads(said)["refused"][0] == "encrypted"


def test_memory_that_was_used_before_does_not_count(monkeypatch):
    said = answer(fail(InputRefused("damaged", "损坏")), monkeypatch, peaks=(900, 900))

    assert json.loads(said)["refused"][0] == "damaged"


@pytest.mark.parametrize("name", child.READERS.values(), ids=child.READERS)
def test_every_kind_has_its_reader(name):
    assert callable(_load(name))
