from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from generator.errors import InputRefused
from generator.intake import package
from generator.intake.package import open_package, part_names
from tests.hostile import build


def code(data: bytes) -> str:
    with pytest.raises(InputRefused) as caught:
        open_package(data)
    return caught.value.code


def test_a_package_gives_its_xml_parts_and_leaves_media_packed():
    media = build.entry("word/media/photo.png", b"not looked at", checksum=1)

    parts = open_package(build.docx(build.document(), media))

    assert list(parts) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert parts["word/document.xml"] == build.document()


def test_parts_may_be_stored_or_deflated_and_folders_are_no_parts():
    folder = build.stored("word/", b"")

    assert "word/" not in part_names(build.docx(build.document(), folder))
    assert open_package(build.docx(build.stored("word/document.xml", build.document())))


def test_sizes_may_follow_the_data_as_streaming_programs_write_them():
    streamed = build.entry("word/document.xml", build.document(), flags=8, local_size=0)

    assert open_package(build.docx(streamed))["word/document.xml"] == build.document()


def test_macros_are_found_in_types_of_another_encoding():
    types = build.content_types(build.MACRO).decode().replace("UTF-8", "UTF-16").encode("utf-16")

    assert code(build.archive([build.entry("[Content_Types].xml", types)])) == "active-content"


def test_a_sheet_embedded_as_a_kind_that_may_hold_macros_is_no_macro():
    sheet = b'<Default Extension="xlsb" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.12"/>'
    types = build.content_types().replace(b"<Override", sheet + b"<Override", 1)

    assert sheet in types
    assert open_package(build.archive([build.entry("[Content_Types].xml", types)]))


@pytest.mark.parametrize("tail", [b"\n", b"\r\n", b"\0" * 1000])
def test_padding_behind_the_package_is_harmless(tail):
    assert open_package(build.docx(tail=tail))


@pytest.mark.parametrize("main", [build.MAIN, build.TEMPLATE])
def test_documents_and_templates_are_read(main):
    assert open_package(build.docx(main=main))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"x" + build.docx(), "not-a-package", id="prefix"),
        pytest.param(build.docx(tail=b"x"), "not-a-package", id="trailer"),
        pytest.param(build.docx(comment=b"comment"), "not-a-package", id="comment"),
        pytest.param(build.docx(count=3) + b"", "read", id="right count"),
        pytest.param(build.docx(count=2), "not-a-package", id="fewer entries than the directory holds"),
        pytest.param(build.docx(count=4), "not-a-package", id="more entries than the directory holds"),
        pytest.param(build.docx(count=0xFFFF), "too-many-parts", id="zip64"),
        pytest.param(build.archive([]), "not-a-package", id="empty zip"),
        pytest.param(
            build.archive([build.entry("word/document.xml", b"<a/>")]), "not-a-package", id="no types"
        ),
        pytest.param(build.docx(main=build.MACRO), "active-content", id="macro"),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", local_name="word/d0cument.xml")),
            "not-a-package",
            id="two names",
        ),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", local_size=9)),
            "not-a-package",
            id="two sizes",
        ),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", size=9)), "damaged-part", id="wrong size"
        ),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", checksum=9)),
            "damaged-part",
            id="wrong checksum",
        ),
        pytest.param(
            build.docx(replace(build.entry("word/document.xml", b"<a/>"), packed=b"\xff\xff")),
            "damaged-part",
            id="no deflate stream",
        ),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", method=12)), "not-a-package", id="bzip2"
        ),
        pytest.param(
            build.docx(build.entry("word/document.xml", b"<a/>", flags=1)), "encrypted", id="password"
        ),
        pytest.param(
            build.docx(build.document(), build.entry("word/media/a.png", b"x", offset=10**6)),
            "not-a-package",
            id="outside",
        ),
    ],
)
def test_a_directory_that_does_not_describe_the_file_is_refused(data, expected):
    if expected == "read":
        assert open_package(data)
    else:
        assert code(data) == expected


def test_an_entry_before_those_of_the_directory_is_refused():
    hidden = build.archive([build.entry("word/document.xml", b"<a/>")])
    local = hidden[: hidden.index(b"PK\1\2")]
    parts = [
        build.entry("[Content_Types].xml", build.content_types()),
        build.entry("word/document.xml", b"<a/>"),
    ]
    shown = build.archive(parts)
    at = shown.index(b"PK\1\2")
    starts = (0, shown.index(b"PK\3\4", 4))
    moved = build.archive([replace(p, offset=s + len(local)) for p, s in zip(parts, starts, strict=True)])
    directory = bytearray(moved)
    struct.pack_into("<I", directory, len(directory) - 6, len(local) + at)

    assert code(local + shown[:at] + bytes(directory)) == "not-a-package"


@pytest.mark.parametrize("mark", [b"PK\1\2", b"PK\3\4"])
def test_a_header_without_its_mark_is_refused(mark):
    whole = build.docx()
    at = whole.rindex(mark)

    assert code(whole[:at] + b"PK\7\7" + whole[at + 4 :]) == "not-a-package"


def test_a_directory_that_is_cut_is_refused():
    whole = build.archive([build.entry("a", b"<a/>")])
    end = bytearray(whole[-22:])
    start = whole.index(b"PK\1\2")
    struct.pack_into("<II", end, 12, 30, start)

    assert code(whole[: start + 30] + bytes(end)) == "not-a-package"
    assert code(whole[:-5]) == "damaged"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil", "word/../../evil", "word\\evil.xml", "c:evil", "./a", "a\0b"]
)
def test_names_that_lead_out_of_the_package_are_refused(name):
    assert code(build.docx(build.document(), build.entry(name, b"<a/>"))) == "unsafe-part-name"


@pytest.mark.parametrize("twin", ["word/document.xml", "WORD/Document.xml"])
def test_a_part_that_is_there_twice_is_refused(twin):
    assert code(build.docx(build.document(), build.entry(twin, b"<a/>"))) == "duplicate-part"


def test_parts_over_each_other_are_refused():
    inner = build.stored("word/media/b.png", b"y" * 10)
    outer = build.stored("word/media/a.png", build.archive([inner]))
    plain = build.docx(build.document(), outer)
    at = plain.index(b"PK\3\4", plain.index(b"word/media/a.png") + 4)

    assert code(build.docx(build.document(), outer, replace(inner, offset=at))) == "overlapping-parts"


def test_a_truncated_package_is_damaged():
    whole = build.docx()

    assert code(whole[: len(whole) // 2]) == "damaged"


def test_the_caps_hold_for_each_part_and_for_all_together(monkeypatch):
    monkeypatch.setattr(package, "MAX_PART_BYTES", 2000)
    monkeypatch.setattr(package, "MAX_TOTAL_BYTES", 5000)
    part = build.document(b"x" * 1500)
    more = [build.entry(f"word/header{n}.xml", part) for n in range(3)]

    assert code(build.docx(build.document(b"x" * 3000))) == "inflates-too-far"
    assert code(build.docx(part, *more)) == "inflates-too-far"
    assert open_package(build.docx(part))


def test_a_part_much_larger_than_its_packed_size_is_refused(monkeypatch):
    monkeypatch.setattr(package, "RATIO_FREE_BYTES", 1 << 16)

    assert code(build.docx(build.document(b"x" * (1 << 17)))) == "inflates-too-far"


def test_parts_with_too_many_elements_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_NODES", 100)

    assert code(build.docx(build.document(b"<w:p/>" * 200))) == "inflates-too-far"
