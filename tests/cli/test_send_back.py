"""`zhidu check --annotate` and the report formats, as their users call them."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sys

import docx
import pypdf
import pytest

from generator.cli.send_back import SendBack
from generator.errors import InputRefused


@pytest.fixture
def inbox(run, root, tmp_path, submit):
    """A folder with a wrong DOCX, a wrong PDF, a wrong JSON and a file that is no form."""
    data = submit("data.json", 客户等级="A")
    box = tmp_path / "收件"
    box.mkdir()
    for name in ("甲.docx", "乙.pdf"):
        assert run("fill", "notification", data, "-o", box / name, project=root).code == 0
    data.rename(box / "丙.json")
    (box / "丁.docx").write_bytes(b"PK\x03\x04 broken")
    return box


def sums(folder):
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in folder.iterdir() if f.is_file()}


def names(folder):
    return sorted(f.name for f in folder.iterdir())


def test_copies_and_slips_are_written_and_originals_stay(run, root, inbox, tmp_path):
    before = sums(inbox)

    result = run("check", inbox, "--annotate", tmp_path / "退回", project=root)

    assert result.code == 4
    assert sums(inbox) == before
    assert names(tmp_path / "退回") == [
        "丁.退回补正单.docx", "乙.批注.pdf", "乙.退回补正单.docx", "甲.批注.docx", "甲.退回补正单.docx",
    ]  # fmt: skip
    assert f"已在 {tmp_path / '退回'} 写出 5 个文件" in result.err


def test_copies_carry_the_findings(run, root, inbox, tmp_path):
    run("check", inbox, "--annotate", tmp_path / "out", project=root)

    comments = docx.Document(str(tmp_path / "out/甲.批注.docx")).comments
    assert any("客户等级填“A”" in c.text for c in comments)
    reader = pypdf.PdfReader(io.BytesIO((tmp_path / "out/乙.批注.pdf").read_bytes()))
    notes = [a.get_object().get("/Contents", "") for p in reader.pages for a in p["/Annots"]]
    assert any("客户等级填“A”" in text for text in notes)


def test_a_form_without_findings_gets_nothing_back(run, root, tmp_path, submit):
    assert run("fill", "notification", submit(), "-o", tmp_path / "好.docx", project=root).code == 0

    result = run("check", tmp_path / "好.docx", "--annotate", tmp_path / "out", project=root)

    assert result.code == 0
    assert not (tmp_path / "out").exists()
    assert "写出 0 个文件" in result.err


def test_files_of_one_name_get_numbered_copies_that_belong_together(run, root, inbox, tmp_path):
    (inbox / "子").mkdir()
    shutil.copy(inbox / "甲.docx", inbox / "子/甲.docx")
    (inbox / "丁.docx").unlink()

    run("check", inbox, "--annotate", tmp_path / "out", project=root)

    assert [n for n in names(tmp_path / "out") if n.startswith("甲")] == [
        "甲.批注.docx", "甲.退回补正单.docx", "甲（2）.批注.docx", "甲（2）.退回补正单.docx",
    ]  # fmt: skip


def test_a_file_that_was_handed_in_is_never_written(run, root, inbox):
    shutil.copy(inbox / "甲.docx", inbox / "甲.批注.docx")
    before = sums(inbox)

    run("check", inbox / "甲.docx", inbox / "甲.批注.docx", "--annotate", inbox, project=root)

    after = sums(inbox)
    assert {name: after[name] for name in before} == before
    assert "甲（2）.批注.docx" in after


def test_copies_of_an_earlier_run_are_not_checked_again(run, root, inbox):
    first = run("check", inbox, "--annotate", inbox / "退回", "--format", "json", project=root)
    second = run("check", inbox, "--annotate", inbox / "退回", "--format", "json", project=root)

    assert first.out == second.out
    assert "没有检查" in second.err
    assert "没有检查" not in first.err


def test_a_copy_that_cannot_be_made_is_told_and_the_rest_goes_on(run, root, inbox, tmp_path, monkeypatch):
    def refuse(*_):
        raise InputRefused("no-place", "没有地方写批注")

    monkeypatch.setattr("generator.report.annotate_docx.annotate_docx", refuse)

    result = run("check", inbox, "--annotate", tmp_path / "out", project=root)

    assert f"{inbox / '甲.docx'}：没有地方写批注" in result.err
    assert "乙.批注.pdf" in names(tmp_path / "out")
    assert "甲.退回补正单.docx" in names(tmp_path / "out")


def test_a_folder_that_cannot_be_made_is_an_output_error(run, root, inbox, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert run("check", inbox, "--annotate", tmp_path / "file", project=root).code == 5


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_folder_is_not_followed(run, root, inbox, tmp_path):
    precious = tmp_path / "precious"
    precious.write_text("keep", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/甲.批注.docx").symlink_to(precious)

    result = run("check", inbox / "甲.docx", "--annotate", tmp_path / "out", project=root)

    assert result.code == 5
    assert precious.read_text(encoding="utf-8") == "keep"


def test_standard_input_is_annotated_too(run, root, inbox, tmp_path, monkeypatch):
    content = (inbox / "甲.docx").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    run("check", "-", "--annotate", tmp_path / "out", project=root)

    assert names(tmp_path / "out") == ["标准输入.批注.docx", "标准输入.退回补正单.docx"]


def test_a_file_changed_meanwhile_is_not_annotated(run, root, inbox, tmp_path, monkeypatch):
    plain = SendBack.watch

    def change_first(self, results):
        listed = list(results)
        (inbox / "甲.docx").write_bytes((inbox / "甲.docx").read_bytes() + b"\n")
        return plain(self, listed)

    monkeypatch.setattr(SendBack, "watch", change_first)

    result = run("check", inbox / "甲.docx", "--annotate", tmp_path / "out", project=root)

    assert "文件在检查之后被改动" in result.err
    assert names(tmp_path / "out") == ["甲.退回补正单.docx"]


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("text", b"/"), ("json", b"{"), ("html", b"<!doctype html>"), ("sarif", b"{"), ("junit", b"<testsuites"),
        ("xlsx", b"PK"),
    ],
)  # fmt: skip
def test_every_format_can_be_written_to_a_file(run, root, inbox, tmp_path, form, start):
    result = run("check", inbox, "--format", form, "-o", tmp_path / "report", project=root)

    assert result.code == 4
    assert (tmp_path / "report").read_bytes().startswith(start)
    assert result.out == ""


def test_a_workbook_is_not_shown_on_a_terminal(run, root, inbox, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)

    result = run("check", inbox, "--format", "xlsx", project=root)

    assert result.code == 2
    assert "-o" in result.err


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text exist on Linux only")
@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "junit", "xlsx"])
def test_a_name_that_is_no_text_is_reported_in_every_format(run, root, tmp_path, form):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "\udcff.docx").write_bytes(b"PK\x03\x04 broken")

    result = run(
        "check",
        folder,
        "--format",
        form,
        "-o",
        tmp_path / "report",
        "--annotate",
        tmp_path / "out",
        project=root,
    )

    assert result.code == 4
    assert names(tmp_path / "out") == ["文件.退回补正单.docx"]
    if form == "json":
        assert json.loads((tmp_path / "report").read_bytes())["results"][0]["file"].endswith("\udcff.docx")
