"""Files that are text are read in their encoding; all others are refused by name."""

from __future__ import annotations

import contextlib
import time

import pytest

from generator.errors import InputRefused
from generator.importing.candidates import MAX_CANDIDATES
from generator.importing.decode import MAX_CHARACTERS, decode
from generator.importing.lines import MAX_LINES, split_lines
from generator.importing.reading import read_regulation
from tests.importing.documents import docx, p

TEXT = "用车管理制度\n第一条 为规范公司的用车，制定本制度。\n第二条 本制度自发布之日起施行。\n"


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"), ("utf-16-be", "utf-16"),
    ],
)  # fmt: skip
def test_the_encoding_is_detected(codec, name):
    assert decode(TEXT.encode(codec)) == (TEXT, name)


def test_plain_ascii_is_text():
    assert decode(b"1. Purpose\n2. Scope\n").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        ("\ufeff".encode(), "empty"),
        (bytes(range(256)) * 8, "not-text"),
        (b"\x00\x01\x02" * 100, "not-text"),
        (b"%PDF-1.7 ...", "unsupported-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 doc", "unsupported-kind"),
        (b"{\\rtf1 text}", "unsupported-kind"),
        (b"\x89PNG\r\n", "unsupported-kind"),
        ("<!DOCTYPE html><html>制度</html>".encode(), "unsupported-kind"),
        (b"PK\x03\x04 not a package", "damaged"),
        (docx(p(inner="<w:r><w:drawing/></w:r>")), "picture-only"),
        (docx(p()), "empty"),
        (("公司应当接待客户。" * 1_200_000).encode(), "too-long"),
        (("公司\n" * (MAX_LINES + 1)).encode(), "too-long"),
        (("1、公司接待客户。" * (MAX_CANDIDATES + 1)).encode(), "too-many-numbers"),
    ],
)
def test_what_is_no_regulation_is_refused_with_a_code_and_a_way_out(data, code):
    with pytest.raises(InputRefused) as refused:
        read_regulation(data, "x")

    assert refused.value.code == code
    assert refused.value.message
    assert refused.value.hint


def test_a_package_with_a_dtd_is_refused_by_the_same_gate_as_forms():
    data = docx('<!DOCTYPE x [<!ENTITY a "b">]>' + p("制度"))

    with pytest.raises(InputRefused) as refused:
        read_regulation(data, "x.docx")
    assert refused.value.code == "dtd"


@pytest.mark.parametrize(
    "piece", [".", "1", "第", "公司及时接待。", "{}", "行政部负责接待", "**", "金额W600万", " "]
)
def test_one_long_line_of_anything_takes_time_in_proportion(piece):
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()

    lines, hidden = split_lines(text)
    assert sum(line.characters for line in lines) + len(hidden) <= MAX_CHARACTERS
    with contextlib.suppress(InputRefused):
        read_regulation(text.encode(), "x")
    assert time.perf_counter() - start < 5


def test_line_numbers_are_those_an_editor_shows():
    lines, _ = split_lines("一\r\n\r\n二\r三\x0b四\n五")

    assert [(line.number, line.text) for line in lines] == [
        (1, "一"),
        (3, "二"),
        (4, "三"),
        (4, "四"),
        (5, "五"),
    ]


def test_invisible_characters_are_set_aside_but_for_the_bullet_of_a_symbol_font():
    lines, residue = split_lines("\uf0b7 项\u200b目\u202e\n")

    assert [line.text for line in lines] == ["\uf0b7 项目"]
    assert [(r.line, r.text, r.reason) for r in residue] == [(1, "\u200b\u202e", "control-character")]


def test_rows_with_tabs_or_pipes_are_tables():
    lines, _ = split_lines("标准\n级别\t金额\nA\t600元\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n完\n")

    assert [line.grid for line in lines] == [
        (),
        (("级别", "金额"), ("A", "600元")),
        (("甲", "乙"), ("1", "2")),
        (),
    ]
