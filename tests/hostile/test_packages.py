"""Hostile Word packages at the gate: the code, the time (three times what is aimed at) and the memory."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.intake import gate
from tests.hostile import build

MEASURE = Path(__file__).with_name("measure.py")
ROOT = Path(__file__).resolve().parent.parent.parent


def judged(data: bytes) -> dict:
    """What the gate says of a file, in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(MEASURE)], input=data, stdout=subprocess.PIPE, check=True, timeout=60, cwd=ROOT
    )
    return json.loads(done.stdout)


def paragraphs(mebibytes: int) -> build.Entry:
    head, _, tail = build.document(b"@").partition(b"@")
    return build.bomb("word/document.xml", build.PARAGRAPH, mebibytes, head, tail)


def media(mebibytes: int) -> build.Entry:
    return build.bomb("word/media/a.png", b"\0", mebibytes)


def pointing_at_one(count: int) -> bytes:
    """A bomb that the directory lists again and again."""
    kernel = media(100)
    at = build.docx(build.document(), kernel).index(b"word/media/a.png") - 30
    return build.docx(build.document(), kernel, *[replace(kernel, offset=at)] * count)


def nested(depth: int) -> bytes:
    return build.docx(build.document(b"<w:sdt>" * depth + build.PARAGRAPH + b"</w:sdt>" * depth))


def with_dtd(before: bytes, text: bytes = b"&x;") -> bytes:
    return build.docx(build.document(b"<w:p><w:r><w:t>" + text + b"</w:t></w:r></w:p>", before=before))


def attributes(count: int, pattern: bytes) -> bytes:
    return build.docx(build.document(b"<w:p " + b" ".join(pattern % (n, n) for n in range(count)) + b"/>"))


CASES = [
    pytest.param(lambda: build.docx(paragraphs(216)), "inflates-too-far", 0.6, 100, id="1 bomb in the main part"),
    pytest.param(
        lambda: build.docx(build.document(), *[replace(paragraphs(19), name=f"word/header{n}.xml") for n in range(4)]),
        "inflates-too-far", 0.6, 100, id="1 bomb in many parts",
    ),
    pytest.param(
        lambda: build.docx(build.document(b"<a/>" * (4 << 20))), "inflates-too-far", 0.6, 100, id="1 too many elements"
    ),
    pytest.param(lambda: build.docx(build.document(), media(800)), "read", 0.6, 30, id="2 bomb in media"),
    pytest.param(
        lambda: build.archive([build.stored(f"x/{n}.xml", b"<a/>") for n in range(65_000)]),
        "too-many-parts", 1.5, 100, id="3 very many parts",
    ),
    pytest.param(lambda: pointing_at_one(200), "duplicate-part", 0.6, 100, id="4 one bomb many times"),
    pytest.param(
        lambda: build.docx(build.document(b"FIRST"), build.entry("word/document.xml", build.document(b"SECOND"))),
        "duplicate-part", 0.6, 30, id="4 two main parts",
    ),
    pytest.param(lambda: b"#!/bin/sh\n" + build.docx(), "damaged", 0.6, 30, id="4 prefix"),
    pytest.param(lambda: build.docx(tail=b"<html>"), "not-a-package", 0.6, 30, id="4 trailer"),
    pytest.param(
        lambda: build.docx(build.entry("word/document.xml", build.document(build.PARAGRAPH * 20_000), size=1000)), "damaged-part", 0.6, 100, id="5 forged size"
    ),
    pytest.param(
        lambda: build.docx(replace(paragraphs(300), size=1000)), "inflates-too-far", 0.6, 100, id="5 forged size of a bomb"
    ),
    pytest.param(lambda: nested(201), "xml-too-deep", 0.6, 30, id="6 deep"),
    pytest.param(lambda: nested(20_000), "xml-too-deep", 0.6, 100, id="6 very deep"),
    pytest.param(lambda: with_dtd(build.laughs(), b"&a9;"), "dtd", 0.3, 30, id="7 billion laughs"),
    pytest.param(
        lambda: with_dtd(b'<!DOCTYPE d [<!ENTITY a "%b">]>' % (b"B" * 50_000), b"&a;" * 20_000),
        "dtd", 0.3, 30, id="7 quadratic blow-up",
    ),
    pytest.param(
        lambda: build.docx(
            build.document(before=build.laughs()).decode().replace("UTF-8", "UTF-16").encode("utf-16")
        ),
        "dtd", 0.3, 30, id="7 in another encoding",
    ),
    pytest.param(
        lambda: build.docx(build.document(), build.entry("customXml/item1.xml", build.laughs() + b"<a/>")),
        "dtd", 0.3, 30, id="7 in a part nobody needs",
    ),
    pytest.param(
        lambda: with_dtd(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "dtd", 0.3, 30, id="8 file"
    ),
    pytest.param(
        lambda: with_dtd(b'<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>'), "dtd", 0.3, 30, id="8 network"
    ),
    pytest.param(
        lambda: with_dtd(b'<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]>'),
        "dtd", 0.3, 30, id="8 parameter",
    ),
    pytest.param(lambda: attributes(300_000, b'a%d="%d"'), "xml-too-wide", 3, 100, id="9 attributes"),
    pytest.param(lambda: attributes(60_000, b'xmlns:n%d="u%d"'), "xml-too-wide", 3, 100, id="9 namespaces"),
    pytest.param(lambda: attributes(5_000, b'a%d="%d"'), "read", 3, 100, id="9 many but not too many"),
    pytest.param(
        lambda: build.OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000,
        "encrypted", 0.6, 30, id="10 password",
    ),
    pytest.param(lambda: b"", "empty", 0.9, 30, id="11 nothing"),
    pytest.param(lambda: build.docx()[:600], "damaged", 0.9, 30, id="11 cut"),
    pytest.param(lambda: b"PK\3\4" + bytes(range(256)) * 40, "damaged", 0.9, 30, id="11 noise"),
    pytest.param(lambda: b"\0" * (20 << 20), "too-large", 0.9, 30, id="11 a large nothing"),
    pytest.param(lambda: b"PK\3\4" + b"\0" * gate.MAX_FILE_BYTES, "too-large", 0.9, 30, id="11 large"),
    pytest.param(
        lambda: build.archive([build.stored("a", b"%PDF-1.7"), build.entry("[Content_Types].xml", b"<a/>")]),
        "ambiguous-kind", 0.3, 30, id="12 polyglot",
    ),
    pytest.param(lambda: b"{\\rtf1}", "unsupported-kind", 0.3, 30, id="13 rtf"),
    pytest.param(
        lambda: build.docx(build.document(namespace=build.STRICT_W), main=build.TEMPLATE), "read", 0.3, 30,
        id="13 strict template",
    ),
    pytest.param(lambda: build.docx(main=build.MACRO), "active-content", 0.3, 30, id="19 macro"),
    pytest.param(
        lambda: build.docx(build.document(), build.entry("../../evil.xml", b"<a/>")),
        "unsafe-part-name", 0.3, 30, id="31 traversal",
    ),
]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by /proc")
@pytest.mark.parametrize(("make", "code", "seconds", "mebibytes"), CASES)
def test_the_gate_survives(make, code, seconds, mebibytes):
    found = judged(make())

    assert found["code"] == code
    assert found["seconds"] < seconds
    assert found["peak_mib"] < mebibytes
    assert found["events"] == []
