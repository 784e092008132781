"""Names of what goes back: plain, short, on every system."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.report.copy_name import MAX_STEM_BYTES, copy_stem


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("收件/甲 公司.docx", "甲 公司"),
        ("C:\\收件\\甲.pdf", "甲"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.docx", "a"),
        ("甲.批注.docx", "甲.批注"),
        ("-", "标准输入"),
        ("..", "文件"),
        ("", "文件"),
        (" . .docx", "文件"),
        ("CON", "_CON"),
        ("nul.tar.docx", "_nul.tar"),
        ("com1.pdf", "_com1"),
        ("lpt³.pdf", "_lpt³"),
        ("console.pdf", "console"),
        ('a<b>"c|d?e*f.docx', "a b c d e f"),
        ("甲\u202efdp.docx", "甲fdp"),
        ("a\x00b\nc.docx", "ab c"),
        ("e\u0301.docx", "é"),
        ("\udcff.docx", "文件"),
    ],
)
def test_a_name_keeps_what_is_plain_in_its_last_part(name, stem):
    assert copy_stem(name) == stem


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder_or_troubles_a_system(name):
    stem = copy_stem(name)
    whole = f"{stem}（99）.退回补正单.docx"

    assert PurePosixPath(whole).name == PureWindowsPath(whole).name == whole
    assert (Path("/out") / whole).parent == Path("/out")
    assert stem
    assert stem.isprintable()
    assert len(stem.encode()) <= MAX_STEM_BYTES + 1
    assert not stem.startswith((" ", "."))
    assert not stem.endswith((" ", "."))
    assert not set(stem) & set('<>:"/\\|?*')
