"""Packages of other make: Strict, other part names, styles that hide, damage."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.errors import InputRefused
from generator.intake import docx_fields
from generator.intake.docx_parts import read_parts
from generator.model.form import FieldKind
from generator.model.shape import STAMP_FORM
from tests.docx_sample import (
    BODY,
    EXPECTED,
    control,
    edited,
    filled,
    packed,
    parts_of,
    read,
    sample_policy,
    values_read,
)

POLICY = sample_policy()
FILLED = filled(POLICY)
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def with_parts(**changes):
    parts = parts_of(FILLED)
    for name, change in changes.items():
        path = {"body": BODY, "rels": "_rels/.rels", "styles": "word/styles.xml"}[name]
        parts[path] = change(parts[path])
    return packed(parts)


def test_strict_documents_are_read():
    data = with_parts(
        body=lambda p: p.replace(TRANSITIONAL, STRICT), styles=lambda p: p.replace(TRANSITIONAL, STRICT)
    )

    assert values_read(data, POLICY) == EXPECTED


def test_a_document_in_utf16_is_read():
    def encode(part):
        return part.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")

    assert values_read(with_parts(body=encode), POLICY) == EXPECTED


def test_the_body_may_have_another_name():
    parts = parts_of(FILLED)
    parts["word/document2.xml"] = parts.pop(BODY)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')

    assert values_read(packed(parts), POLICY) == EXPECTED


def test_without_relations_the_usual_names_are_tried():
    parts = {n: c for n, c in parts_of(FILLED).items() if n != "_rels/.rels"}

    assert values_read(packed(parts), POLICY) == EXPECTED
    assert read_parts(packed(parts)).properties[STAMP_FORM] == "reception"


def test_external_relations_are_not_followed():
    outside = b'Target="http://example.org/document.xml" TargetMode="External"'
    data = with_parts(rels=lambda p: p.replace(b'Target="word/document.xml"', outside))

    assert values_read(data, POLICY) == EXPECTED


def test_a_package_without_a_body_is_refused():
    parts = {n: c for n, c in parts_of(FILLED).items() if n != BODY}

    with pytest.raises(InputRefused) as refusal:
        read(packed(parts), POLICY)
    assert refusal.value.code == "damaged"


def test_a_body_that_is_no_document_is_refused():
    with pytest.raises(InputRefused) as refusal:
        read(with_parts(body=lambda _: b"<glossary/>"), POLICY)
    assert refusal.value.code == "not-a-form"


def test_a_package_without_properties_has_none():
    parts = {n: c for n, c in parts_of(FILLED).items() if n != "docProps/custom.xml"}

    assert read_parts(packed(parts)).properties == {}


def test_styles_that_hide_are_known():
    hiding = b'<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    data = with_parts(styles=lambda p: p.replace(b"</w:styles>", hiding))

    assert read_parts(data).hidden_styles == {"Secret"}

    def hide(root):
        run = next(control(root, "来访人数").iter(f"{{{TRANSITIONAL.decode()}}}r"))
        properties = run.makeelement(f"{{{TRANSITIONAL.decode()}}}rPr")
        style = run.makeelement(f"{{{TRANSITIONAL.decode()}}}rStyle")
        style.set(f"{{{TRANSITIONAL.decode()}}}val", "Secret")
        properties.append(style)
        run.insert(0, properties)

    reading = read(edited(data, hide), POLICY)
    assert reading.values["来访人数"] == ""
    assert [n.code for n in reading.notes] == ["hidden-text"]


def test_a_dtd_is_refused_before_anything_is_read():
    data = with_parts(body=lambda p: p.replace(b"<w:document", b"<!DOCTYPE x><w:document", 1))

    with pytest.raises(InputRefused) as refusal:
        read(data, POLICY)
    assert refusal.value.code == "dtd"


def test_the_reader_does_not_load_the_model_of_the_source():
    script = "import sys, generator.intake.docx_reader; sys.exit('pydantic' in sys.modules)"

    subprocess.run([sys.executable, "-c", script], check=True)


def test_the_words_for_kinds_are_those_of_the_source():
    assert docx_fields._YES_NO == FieldKind.YES_NO
    assert docx_fields._SIGNATURE == FieldKind.SIGNATURE
