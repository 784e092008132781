"""The words that reports share."""

from __future__ import annotations

import pytest

from generator.errors import Level
from generator.model.finding import Clause, Outcome
from generator.report.finding_words import (
    clause_link,
    field_words,
    file_words,
    form_words,
    matter_number,
    note_lines,
    verdict_word,
)
from tests.report.samples import HOSTILE, a_finding, a_refusal, a_result, hostile_result


def test_what_could_not_be_decided_is_called_so_whatever_its_level():
    assert verdict_word(a_finding(level=Level.WARNING)) == "警告"
    assert verdict_word(a_finding(level=Level.ERROR, outcome=Outcome.UNDECIDED)) == "无法判定"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ((), ""),
        (("人数",), "人数"),
        (("费用[2].金额", "人数"), "费用第2行金额、人数"),
        (("费用[2]",), "费用第2行"),
    ],
)
def test_fields_are_named_as_people_say_them(fields, words):
    assert field_words(a_finding(fields=fields)) == words


@pytest.mark.parametrize(
    "url", ["chapters/general.html#first", "javascript:alert(1)", "", "file:///etc/passwd"]
)
def test_only_web_addresses_become_links(url):
    assert clause_link(Clause(id="first", label="第一条", url=url)) == ""
    assert (
        clause_link(Clause(id="first", label="第一条", url="https://h.example/#first"))
        == "https://h.example/#first"
    )


def test_the_number_of_the_matter_is_shortened_and_shown_escaped(trip):
    assert matter_number(trip, a_result()) == "K-1"
    assert matter_number(trip, a_refusal()) == ""

    shown = matter_number(trip, hostile_result())

    assert len(shown) <= 40
    assert shown.endswith("…")


def test_a_form_is_named_with_its_annex_and_a_foreign_one_is_not_named(trip):
    assert form_words(trip, a_result()) == "附表1　单表"
    assert form_words(trip, a_result(form="other")) == ""


@pytest.mark.parametrize("name", ["收件/甲.docx", "C:\\收件\\甲.docx", "甲.docx"])
def test_a_letter_names_the_file_without_the_folders_of_its_reader(name):
    assert file_words(a_result(file=name)) == "甲.docx"


def test_a_note_says_number_verdict_clause_values_and_remedy():
    assert list(note_lines(3, a_finding())) == [
        "3.【错误】第一条　人数填写为3，应为1",
        "现为：3；应为：1",
        "更正：把人数改为1",
    ]


def test_a_note_on_what_is_open_does_not_pretend_to_know_values():
    lines = list(note_lines(1, a_finding(outcome=Outcome.UNDECIDED, hint="")))

    assert lines == ["1.【无法判定】第一条　人数填写为3，应为1"]


@pytest.mark.parametrize("text", HOSTILE)
def test_notes_keep_to_one_printable_line_for_each_part(text):
    finding = a_finding(actual=text, expected=text, message=text, hint=text)

    for line in note_lines(1, finding):
        assert all(c.isprintable() or c == "\u3000" for c in line)
