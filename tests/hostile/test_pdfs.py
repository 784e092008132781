"""Hostile PDFs through gate and worker: the code, the time (three times what is aimed at), the memory.

Memory is tested by giving the worker no more than the target: a file that needs more is refused
with `limit`, which no test here expects.
"""

from __future__ import annotations

import io
import random
import time
import zlib

import pikepdf
import pytest

from generator.errors import InputRefused
from generator.intake.reading import read_submission
from generator.intake.sandbox import MEBIBYTE, Limits
from generator.intake.worker import Reader
from tests.hostile import build
from tests.intake.shapes import SHAPES


@pytest.fixture(scope="module")
def reader():
    with Reader(limits=Limits(memory_bytes=300 * MEBIBYTE)) as reader:
        yield reader


def text_field(name: str, value: bytes) -> bytes:
    return b"<</FT/Tx/T<feff%b>/V %b>>" % (name.encode("utf-16-be").hex().encode(), value)


NUMBER, GRADE = text_field("接待编号", b"(JD-1)"), text_field("满意度", b"(2)")
FIELDS = {4: NUMBER, 5: GRADE}


def survey(
    changed: dict[int, bytes] | None = None, *, listed: bytes = b"4 0 R 5 0 R", catalog: bytes = b""
) -> bytes:
    return build.form_pdf(listed, {**FIELDS, **(changed or {})}, catalog)


def chain(length: int) -> dict[int, bytes]:
    links = {10 + n: b"<</T(k)/Kids[%d 0 R]>>" % (11 + n) for n in range(length)}
    return {**links, 10 + length: GRADE, 4: b"<</T(k)/Kids[10 0 R]>>"}


def pages(kids: bytes, count: int, more: dict[int, bytes] | None = None) -> bytes:
    tree = b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, count)
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>"
    return build.pdf({1: root, 2: tree, 3: build.PAGES[3], **FIELDS, **(more or {})})


def page_diamond(depth: int) -> bytes:
    levels = {10 + n: b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (11 + n, 11 + n) for n in range(depth)}
    return pages(b"10 0 R", 1, {**levels, 10 + depth: b"<</Type/Page/MediaBox[0 0 9 9]>>"})


def field_diamond(depth: int) -> bytes:
    levels = {10 + n: b"<</T(k)/Kids[%d 0 R %d 0 R]>>" % (11 + n, 11 + n) for n in range(depth)}
    return survey({**levels, 10 + depth: b"<</FT/Tx/T(z)>>"}, listed=b"10 0 R")


def bomb(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = b"A" * (1 << 20)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


def object_stream_bomb(mebibytes: int) -> bytes:
    """A form whose field object lies in a stream that inflates without end; no compressed xref entry is needed."""
    return survey(
        {6: build.stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb(mebibytes)), 4: b"6 0 R"}
    )


def encrypted(**passwords: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(survey())) as plain:
        plain.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


def with_xfa(listed: bytes) -> bytes:
    root = b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%b]/XFA 6 0 R>>>>" % listed
    packet = build.stream(b"", build.laughs() + b"<xdp>&a9;</xdp>")
    return build.pdf({1: root, **build.PAGES, **FIELDS, 6: packet})


def outcome(data: bytes, reader: Reader) -> str:
    """A code, or `read` for what came through with both of its fields."""
    try:
        reading = read_submission(data, "a.pdf", SHAPES, reader)[1]
    except InputRefused as refused:
        return refused.code if refused.message else "no message"
    assert set(reading.values) <= {"接待编号", "满意度"}
    return "read"


CASES = [
    pytest.param(survey, "read", 1, id="plain"),
    pytest.param(lambda: encrypted(user="secret", owner="secret"), "encrypted", 0.6, id="10 password to open"),
    pytest.param(lambda: encrypted(user="", owner="secret"), "read", 0.6, id="10 password to change only"),
    pytest.param(lambda: survey()[:300], "damaged", 0.9, id="11 cut"),
    pytest.param(lambda: b"%PDF-1.7\n" + b"\0" * 9_000_000, "damaged", 0.9, id="11 nothing"),
    pytest.param(lambda: b"%PDF-1.7\n" + b" " * 9_000_000 + b"\nstartxref\n0\n%%EOF", "damaged", 0.9, id="11 blanks"),
    pytest.param(lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(3_000_000), "damaged", 0.9, id="11 noise"),
    pytest.param(lambda: survey().replace(b"xref\n0 6", b"xref\n0 500000000"), None, 0.9, id="11 forged table size"),
    pytest.param(lambda: survey().replace(b"trailer\n<<", b"trailer\n<</Prev 300"), None, 0.9, id="11 tables in a circle"),
    pytest.param(lambda: pages(b"3 0 R", 10**9), None, 6, id="14 forged page count"),
    pytest.param(
        lambda: pages(b"3 0 R " * 100_001, 100_001), "too-many-pages", 6, id="14 one page very often"
    ),
    pytest.param(
        lambda: pages(b" ".join(b"%d 0 R" % n for n in range(10, 50_010)), 50_000,
                      dict.fromkeys(range(10, 50_010), b"<</Type/Page/Parent 2 0 R>>")),
        "too-many-pages", 6, id="14 very many pages",
    ),
    pytest.param(lambda: page_diamond(24), None, 6, id="14 pages doubling at each level"),
    pytest.param(lambda: pages(b"2 0 R", 1), None, 6, id="14 pages in a circle"),
    pytest.param(lambda: survey({4: b"<</FT/Tx/T(a)/Kids[4 0 R]>>"}), "form-tree-cycle", 3, id="15 own child"),
    pytest.param(
        lambda: survey({4: b"<</T(a)/Kids[6 0 R 6 0 R]>>", 6: b"<</T(b)/Parent 4 0 R/Kids[4 0 R]>>"}),
        "form-tree-cycle", 3, id="15 circle",
    ),
    pytest.param(lambda: field_diamond(26), None, 3, id="15 doubling at each level"),
    pytest.param(lambda: survey(chain(20_000)), "form-tree-cycle", 3, id="15 deep"),
    pytest.param(
        lambda: survey({4: b"<</FT/Tx/T(a)/Parent 6 0 R>>", 6: b"<</T(b)/Parent 4 0 R>>"}), None, 3,
        id="15 parents in a circle",
    ),
    pytest.param(
        lambda: survey({n: b"<</FT/Tx/T(f%d)>>" % n for n in range(10, 120_000)},
                       listed=b" ".join(b"%d 0 R" % n for n in range(10, 120_000))),
        "too-many-fields", 6, id="16 very many fields",
    ),
    pytest.param(
        lambda: survey({4: text_field("接待编号", b"6 0 R"), 6: build.stream(b"/Filter/FlateDecode", bomb(600))}),
        None, 9, id="17 bomb as a value",
    ),
    pytest.param(
        lambda: survey({4: text_field("接待编号", b"6 0 R"),
                        6: build.stream(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(bomb(600), 9))}),
        None, 9, id="17 bomb in a bomb",
    ),
    pytest.param(lambda: object_stream_bomb(500), None, 9, id="17 bomb of objects"),
    pytest.param(lambda: survey({4: text_field("接待编号", b"(%b)" % (b"x" * 9_000_000))}), "value-too-long", 9, id="17 long"),
    pytest.param(lambda: survey({4: text_field("接待编号", b"[" * 50_000 + b"]" * 50_000)}), None, 9, id="17 deep array"),
    pytest.param(lambda: survey({4: text_field("接待编号", b"<</A " * 20_000 + b">>" * 20_000)}), None, 9, id="17 deep dictionary"),
    pytest.param(lambda: survey({4: text_field("接待编号", b"(" * 10**6 + b")" * 10**6)}), "value-too-long", 9, id="17 deep brackets"),
    pytest.param(
        lambda: survey(catalog=b"/OpenAction<</S/JavaScript/JS(while\\(true\\){})>>"), "read", 1, id="18 script"
    ),
    pytest.param(lambda: with_xfa(b""), "xfa-only", 3, id="20 nothing but XFA"),
    pytest.param(lambda: with_xfa(b"4 0 R 5 0 R"), "read", 3, id="20 XFA beside fields"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "code", "seconds"), CASES)
def test_the_reader_of_pdfs_survives(reader, make, code, seconds):
    """Where no code is given the file may be read or refused: what matters is that it ends."""
    data = make()
    start = time.perf_counter()

    found = outcome(data, reader)

    assert time.perf_counter() - start < seconds
    assert found == code or (code is None and found not in {"limit", "reader-crashed"})
    assert outcome(survey(), reader) == "read"


def test_a_script_is_noted_and_not_run(reader):
    data = survey(catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")

    notes = read_submission(data, "", SHAPES, reader)[1].notes

    assert [n.code for n in notes] == ["active-content"]


def test_two_values_for_one_field_are_noted(reader):
    data = survey({6: text_field("接待编号", b"(JD-2)")}, listed=b"4 0 R 5 0 R 6 0 R")

    notes = read_submission(data, "", SHAPES, reader)[1].notes

    assert [(n.code, n.field) for n in notes] == [("ambiguous-field", "接待编号")]
