"""The package: reproducible, in order, without traces of the machine."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from generator.render.docx_package import WordDocument, package
from generator.render.wordml import paragraph, run


def document(**more):
    parts = {
        "title": "标题 & <甲>", "creator": "公司", "day": "2026-01-01", "body": paragraph(run("正文"), "FormValue"),
        "header": paragraph("", "Header"), "footer": paragraph("", "Footer"), "properties": {"a": "1", "乙": "<2>"},
    }  # fmt: skip
    return package(WordDocument(**{**parts, **more}))


def archive(data):
    return zipfile.ZipFile(io.BytesIO(data))


def test_content_types_come_first_and_no_name_comes_twice():
    names = archive(document()).namelist()

    assert names[0] == "[Content_Types].xml"
    assert len(names) == len(set(names))


def test_entries_know_no_clock_user_or_system():
    for entry in archive(document(pictures={"rIdCode": b"png"})).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr >> 16) == (3, 0o644)
        assert entry.extra == b""


def test_parts_are_stored_as_they_are_whatever_this_machine_would_pack_them_to():
    data = document()

    assert {entry.compress_type for entry in archive(data).infolist()} == {zipfile.ZIP_STORED}
    assert "正文".encode() in data


def test_pictures_become_parts_with_their_relation():
    opened = archive(document(pictures={"rIdCode": b"png"}))

    assert opened.read("word/media/rIdCode.png") == b"png"
    assert b'Id="rIdCode"' in opened.read("word/_rels/document.xml.rels")


def test_properties_are_escaped_and_numbered_from_two():
    found = etree.fromstring(archive(document()).read("docProps/custom.xml"))

    assert [(p.get("name"), "".join(p.itertext()), p.get("pid")) for p in found] == [
        ("a", "1", "2"),
        ("乙", "<2>", "3"),
    ]


def test_the_title_is_escaped():
    core = etree.fromstring(archive(document()).read("docProps/core.xml"))

    assert "标题 & <甲>" in list(core.itertext())
