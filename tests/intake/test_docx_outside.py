"""Things that a word processor would run or fetch."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.docx_sample import EXPECTED, W, edited, filled, packed, parts_of, read, sample_policy, values_read

POLICY = sample_policy()
FILLED = filled(POLICY)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind, target, mode="", part="word/_rels/settings.xml.rels"):
    listed = f'<Relationship Id="x1" Type="{TYPES}/{kind}" Target="{target}"{mode}/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    return packed({**parts_of(FILLED), part: relations.encode()})


def field_code(*pieces, simple=False):
    def add(root):
        paragraph = etree.SubElement(root.find(f"{W}body"), f"{W}p")
        if simple:
            etree.SubElement(paragraph, f"{W}fldSimple").set(f"{W}instr", "".join(pieces))
        for piece in () if simple else pieces:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}instrText").text = piece

    return edited(FILLED, add)


def notes(data):
    assert values_read(data, POLICY) == EXPECTED
    return [(n.code, n.detail) for n in read(data, POLICY).notes]


EXTERNAL = ' TargetMode="External"'


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObjectLink", "frame"])
def test_external_references_are_listed_and_not_followed(kind):
    found = notes(related(kind, "http://127.0.0.1:9/evil.dotm", EXTERNAL))

    assert found == [("external-reference", f"{kind} http://127.0.0.1:9/evil.dotm")]


def test_control_characters_of_a_target_are_shown_escaped():
    assert notes(related("image", "http://a/&#x202E;b", EXTERNAL)) == [
        ("external-reference", "image http://a/\\u202eb")
    ]


def test_links_that_people_click_are_no_finding():
    assert notes(related("hyperlink", "https://example.org", EXTERNAL)) == []


def test_references_inside_the_package_are_no_finding():
    assert notes(related("image", "media/image1.png")) == []


@pytest.mark.parametrize(
    ("kind", "named"),
    [("oleObject", "嵌入的对象"), ("control", "ActiveX 控件"), ("aFChunk", "夹带的另一份文档")],
)
def test_active_content_is_listed(kind, named):
    assert notes(related(kind, "embeddings/a.bin")) == [("active-content", named)]


@pytest.mark.parametrize("simple", [True, False])
def test_fields_that_start_programs_are_listed(simple):
    assert notes(field_code(" DD", "EAUTO c:\\\\cmd.exe ", simple=simple)) == [
        ("active-content", "DDEAUTO 域")
    ]


def test_fields_that_fetch_files_are_listed():
    assert notes(field_code(' INCLUDEPICTURE "http://a/b.png"')) == [
        ("external-reference", "INCLUDEPICTURE 域")
    ]


def test_other_fields_are_no_finding():
    assert notes(field_code(" PAGE ")) == []
    assert notes(field_code(None or "")) == []


def test_the_list_ends():
    listed = "".join(
        f'<Relationship Id="x{n}" Type="{TYPES}/image" Target="http://a/{n}" TargetMode="External"/>'
        for n in range(50)
    )
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'

    assert len(notes(packed({**parts_of(FILLED), "word/_rels/a.xml.rels": relations.encode()}))) == 20
