from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.errors import InputRefused
from generator.intake import gate
from generator.intake.gate import Kind, detect_kind, read_file
from tests.hostile import build


def refusal(data: bytes, name: str = "") -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        detect_kind(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (build.docx(), Kind.DOCX),
        (build.docx(main=build.TEMPLATE), Kind.DOCX),
        (build.docx(build.document(namespace=build.STRICT_W)), Kind.DOCX),
        (b"%PDF-1.7\n%%EOF", Kind.PDF),
        (b"\r\njunk from a mail gate\r\n%PDF-1.4", Kind.PDF),
        (b'{"form": "x"}', Kind.JSON),
        (b'\xef\xbb\xbf \n{"form": "x"}', Kind.JSON),
        ('{"form": "x"}'.encode("utf-16"), Kind.JSON),
        (b"[1]", Kind.JSON),
        (b"form: notification\nvalues: {}\n", Kind.YAML),
        ('# 说明\nedition: "1.0"\n"form": survey\n'.encode(), Kind.YAML),
        (b'<?xml version="1.0"?><xfdf xmlns="http://ns.adobe.com/xfdf/"/>', Kind.XFDF),
        ('<?xml version="1.0" encoding="UTF-16"?><xfdf xmlns="x"/>'.encode("utf-16"), Kind.XFDF),
        (b'<a:xfdf xmlns:a="http://ns.adobe.com/xfdf/"/>', Kind.XFDF),
    ],
)
def test_the_content_decides_the_kind_whatever_the_name(data, kind):
    assert detect_kind(data, "表.exe") is kind


def ole(stream: str) -> bytes:
    return build.OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 100


def zipped(*names: str) -> bytes:
    return build.archive([build.stored(n, b"x") for n in names])


def odf(mimetype: bytes) -> bytes:
    return build.archive([build.stored("mimetype", mimetype), build.entry("content.xml", b"<a/>")])


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (ole("WordDocument"), ".doc、.wps"),
        (ole("Workbook"), "电子表格"),
        (ole("PowerPoint Document"), "演示文稿"),
        (ole("WORKBOOK"), "电子表格"),
        (ole("__properties_version1.0"), "电子邮件"),
        (ole("__properties_version1.0WordDocument"), "电子邮件"),
        (ole("Contents"), "旧版 Office"),
        (b"{\\rtf1\\ansi x}", "RTF"),
        (odf(b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (odf(b"application/vnd.oasis.opendocument.spreadsheet"), "电子表格"),
        (zipped("content.xml", "mimetype"), "OpenDocument"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "电子表格"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "演示文稿"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
        (zipped("Documents/1/Pages/1.fpage"), "XPS"),
        (zipped("Index/Document.iwa"), "Pages"),
        (zipped("index.xml", "buildVersionHistory.plist"), "Pages"),
        (zipped("META-INF/container.xml", "OPS/content.opf"), "电子书"),
        (zipped("a.docx", "b.pdf"), "压缩包"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c\0", "压缩包"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "图片"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "图片"),
        (b"II*\0\x08\0\0\0", "图片"),
        (b"MZ\x90\0", "程序"),
        (b"%FDF-1.2\n", "FDF"),
        (b"<!DOCTYPE html><html></html>", "网页"),
        (b'<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', "Word 的 XML"),
        (b'<?xml version="1.0"?><xdp:xdp xmlns:xdp="x"/>', "XDP"),
        (b"<a/>", "XML"),
        (b"Received: by mx\r\n (queue)\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\nx", "电子邮件"),
        ("To: 行政部\nmessage-id: <1@x>\n\n见附件".encode(), "电子邮件"),
        (b"From x@y Mon Mar 17 2014\nX-Label: a,\n b\nDelivered-To: z\n\nx", "电子邮件"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", "网页（.mht）"),
        ("客户接待通知表\n来访人数：3\n".encode(), "纯文本"),
        ("客户接待通知表\n来访人数：3\n".encode("gb18030"), "纯文本"),
        ("附表1\u3000客户\u00a0接待\u200b通知表\n".encode(), "纯文本"),
        ("附表1\u3000客户接待通知表\n".encode("gb18030"), "纯文本"),
        ("<html>附表1\u3000客户接待通知表</html>".encode(), "网页"),
        ("客户接待通知表\n来访人数：3\n".encode("utf-16"), "纯文本"),
    ],
)
def test_what_is_no_form_is_called_by_its_name_with_what_to_do_instead(data, word):
    refused = refusal(data, "表.txt" if word == "纯文本" else "表.docx")

    assert refused.code == "unsupported-kind"
    assert word in refused.message
    assert refused.hint


def test_plain_text_is_unsupported_but_damaged_when_it_calls_itself_a_form():
    text = "来访人数：3".encode()

    assert refusal(text, "表.txt").code == "unsupported-kind"
    assert refusal(text, "表.docx").code == "damaged"


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b" \r\n\t"])
def test_a_file_without_content_is_empty(data):
    assert refusal(data).code == "empty"


def test_an_encrypted_office_file_is_told_from_an_old_one():
    refused = refusal(ole("EncryptedPackage"), "表.docx")

    assert refused.code == "encrypted"
    assert "密码" in refused.hint


@pytest.mark.parametrize(
    ("name", "word"),
    [("表.xls", "电子表格"), ("表.et", "电子表格"), ("表.ppt", "演示"), ("表.doc", ".doc"), ("表", ".doc")],
)
def test_the_name_tells_which_of_several_kinds_in_one_file_holds_the_others(name, word):
    assert word in refusal(ole("WordDocumentWorkbookPowerPoint Document"), name).message


def test_what_office_programs_leave_beside_an_open_file_is_named():
    refused = refusal(b"\x04user" + b"\0" * 150, "交回/~$通知表.docx")

    assert refused.code == "unsupported-kind"
    assert "~$" in refused.message


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (build.archive([build.stored("a.docx", b"x")], comment=b"made by x"), "压缩包"),
        (build.archive([build.stored("../a.docx", b"x")]), "压缩包"),
        (build.archive([build.stored("xl/workbook.xml", b"x")], tail=b"x"), "电子表格"),
        (build.archive([build.stored("1.fpage", b"x")], count=2), "XPS"),
    ],
)
def test_what_is_no_document_is_called_by_its_name_though_its_directory_is_odd(data, word):
    refused = refusal(data)

    assert refused.code == "unsupported-kind"
    assert word in refused.message


def test_a_document_with_an_odd_directory_stays_one():
    backslashed = build.archive(
        [build.stored("[Content_Types].xml", b"x"), build.stored("word\\document.xml", b"x")]
    )

    assert refusal(build.docx(tail=b"x")).code == "not-a-package"
    assert refusal(backslashed).code == "unsafe-part-name"


def test_a_latin_word_is_set_apart_from_the_chinese_before_it():
    assert "这是 RTF 文档" in refusal(b"{\\rtf1").message
    assert "这是图片" in refusal(b"\x89PNG").message


def test_random_bytes_are_damaged():
    assert refusal(bytes(range(128, 256)) * 20).code == "damaged"


def test_a_file_above_the_limit_is_refused_before_it_is_looked_at():
    assert refusal(b"%PDF-1.7\n" + b"\0" * gate.MAX_FILE_BYTES).code == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        build.archive([build.stored("a.pdf", b"%PDF-1.7"), build.entry("[Content_Types].xml", b"")]),
        b'{"form": "x", "values": {"a": "%PDF-1.7"}}',
        b"form: x\n# %PDF-1.7\n",
        b"<xfdf><value>%PDF-1.7</value></xfdf>",
    ],
)
def test_a_file_that_is_two_kinds_at_once_is_refused(data):
    assert refusal(data).code == "ambiguous-kind"


def test_a_file_is_read_whole(tmp_path):
    file = tmp_path / "表.json"
    file.write_bytes(b"{}")

    assert read_file(file) == b"{}"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputRefused) as caught:
        read_file(tmp_path / "没有.docx")

    assert caught.value.code == "not-found"


def test_a_name_no_system_can_hold_is_refused(tmp_path):
    with pytest.raises(InputRefused) as caught:
        read_file(tmp_path / "a\0b")

    assert caught.value.code == "no-access"


def link(folder: Path) -> Path:
    (folder / "target.json").write_bytes(b"{}")
    (folder / "link.json").symlink_to(folder / "target.json")
    return folder / "link.json"


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.json")
    return folder / "pipe.json"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("make", [link, pipe, lambda folder: folder, lambda _: Path("/dev/zero")])
def test_links_folders_pipes_and_devices_are_not_opened(tmp_path, make):
    with pytest.raises(InputRefused) as caught:
        read_file(make(tmp_path))

    assert caught.value.code == "not-a-regular-file"


def test_a_large_file_is_refused_by_its_size(tmp_path):
    file = tmp_path / "large.pdf"
    with file.open("wb") as out:
        out.truncate(gate.MAX_FILE_BYTES + 1)

    with pytest.raises(InputRefused) as caught:
        read_file(file)

    assert caught.value.code == "too-large"


def test_a_read_that_breaks_off_is_refused(tmp_path, monkeypatch):
    def break_off(*_):
        raise OSError(5, "input/output error")

    (tmp_path / "a").write_bytes(b"{}")
    monkeypatch.setattr(os, "read", break_off)

    with pytest.raises(InputRefused) as caught:
        read_file(tmp_path / "a")

    assert caught.value.code == "no-access"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc stands for a file that grows while it is read")
def test_a_file_that_is_longer_than_its_size_says_is_read_to_the_limit_only(monkeypatch):
    monkeypatch.setattr(gate, "MAX_FILE_BYTES", 100)

    with pytest.raises(InputRefused) as caught:
        read_file(Path("/proc/self/maps"))

    assert caught.value.code == "too-large"
