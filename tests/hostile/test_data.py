"""Hostile JSON, YAML and XFDF through gate and worker, and hostile values in harmless files."""

from __future__ import annotations

import json
import time

import pytest

from generator.errors import InputRefused
from generator.intake.reading import read_submission
from generator.intake.worker import Reader
from tests.hostile import build
from tests.intake.shapes import SHAPES

HEAD = b'{"form": "notification", "values": '
XFDF = b'<xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>%b</fields></xfdf>'


@pytest.fixture(scope="module")
def reader():
    with Reader() as reader:
        yield reader


CASES = [
    pytest.param(b"[" * 100_000, "damaged", id="33 deep"),
    pytest.param(HEAD + b'{"a":' * 100_000, "damaged", id="33 deep objects"),
    pytest.param(HEAD + b'{"a": 1, "a": 2}}', "duplicate-key", id="33 twice"),
    pytest.param(HEAD + b'{"a": NaN}}', "damaged", id="33 no number"),
    pytest.param(HEAD + b'{"a": ' + b"9" * 1_000_000 + b"}}", "read", id="33 huge number nobody asked for"),
    pytest.param(b"\xef\xbb\xbf" + HEAD + b"{}}", "read", id="33 byte order mark"),
    pytest.param(b"\0" + HEAD + b"{}}", "damaged", id="33 leading zero byte"),
    pytest.param(HEAD + b'{"a": "' + b"x" * 100_000, "damaged", id="33 open string"),
    pytest.param(b"form: notification\nvalues: " + b"[" * 100_000, "damaged", id="34 deep yaml"),
    pytest.param(b"form: &a [*a,*a,*a]", "damaged", id="34 aliases"),
    pytest.param(build.laughs() + XFDF % b"&a9;", "dtd", id="7 laughs in xfdf"),
    pytest.param(
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XFDF % b"&e;", "dtd", id="8 file in xfdf"
    ),
    pytest.param(XFDF % (b"<field>" * 50_000 + b"</field>" * 50_000), "xml-too-deep", id="6 deep xfdf"),
    pytest.param(XFDF % (b"<field/>" * 1_200_000), "too-many-fields", id="16 many fields in xfdf"),
]


@pytest.mark.parametrize(("data", "code"), CASES)
def test_the_readers_of_data_survive(reader, data, code):
    start = time.perf_counter()
    try:
        read_submission(data, "", SHAPES, reader)
        found = "read"
    except InputRefused as refused:
        found = refused.code

    assert found == code
    assert time.perf_counter() - start < 0.9


@pytest.mark.parametrize(
    "value",
    ["=cmd|' /C calc'!A0", "+1", "@x", "\t=1", "<img src=x onerror=alert(1)>", "](javascript:alert(1))",
     "{{ 7*7 }}", "\x1b[31m", "../../etc/passwd", "CON", "a\r\nb"],
)  # fmt: skip
def test_values_are_only_text(reader, value):
    data = json.dumps({"form": "notification", "values": {"接待编号": value}}).encode()

    assert read_submission(data, "", SHAPES, reader)[1].values == {"接待编号": value}
