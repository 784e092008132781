"""The text with revision marks, as Word's format has them and as LibreOffice takes them."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from generator.diff import Comparison, compare
from generator.diff.word_revisions import render_revisions
from generator.render.document.blocks import Grid, Text
from generator.render.document.compose import compose
from tests.diff.edits import EDITS, base, edited, made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGED = (
    "figure", "cell", "row-added", "row-gone", "paragraph", "paragraph-added", "item", "article-added",
    "effective", "term", "field-added", "form-gone", "title", "column",
)  # fmt: skip


def comparison(*names: str) -> Comparison:
    old, new = made(base()), edited(*(EDITS[n] for n in names))
    return Comparison(old=old, new=new, changes=compare(old, new), old_label="1.0 版", new_label="1.1 版")


def document(content: bytes):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


@pytest.fixture(scope="module")
def marked() -> bytes:
    return render_revisions(comparison(*CHANGED))


def test_what_came_and_what_went_are_marked_with_author_and_day(marked) -> None:
    marks = list(document(marked).iter(f"{W}ins", f"{W}del"))

    assert len(marks) > 20
    assert {m.get(f"{W}author") for m in marks} == {"综合部"}
    assert {m.get(f"{W}date") for m in marks} == {"2027-01-01T00:00:00Z"}


def test_every_mark_has_a_number_of_its_own(marked) -> None:
    numbers = [m.get(f"{W}id") for m in document(marked).iter(f"{W}ins", f"{W}del")]

    assert len(set(numbers)) == len(numbers)


def test_what_went_is_written_as_deleted_text_and_nothing_else_is(marked) -> None:
    root = document(marked)
    gone = [t for d in root.iter(f"{W}del") for t in d.iter(f"{W}t")]
    stayed = [t for t in root.iter(f"{W}delText") if not any(a.tag == f"{W}del" for a in t.iterancestors())]

    assert gone == stayed == []


def test_the_same_comparison_gives_the_same_bytes() -> None:
    assert render_revisions(comparison("figure")) == render_revisions(comparison("figure"))


def test_equal_editions_have_no_marks() -> None:
    assert list(document(render_revisions(comparison())).iter(f"{W}ins", f"{W}del")) == []


def words(parts) -> str:
    """All text of a document without blanks: what LibreOffice writes as plain text."""
    found = []
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Text):
                found.append(block.text)
            elif isinstance(block, Grid):
                found += [c.text for row in block.rows for c in row.cells]
    return "".join("".join(found).split())


def test_libreoffice_accepts_and_rejects_every_mark(tmp_path, needs, marked) -> None:
    needs("soffice")
    python = shutil.which("python3", path=os.defpath)
    if (
        not python
        or subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode
    ):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs python3-uno")
    source, accepted, rejected = (tmp_path / n for n in ("marked.docx", "accepted.txt", "rejected.txt"))
    source.write_bytes(marked)
    script = Path(__file__).with_name("accept_with_libreoffice.py")
    done = subprocess.run(
        [python, script, tmp_path / "profile", source, accepted, rejected],
        check=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert int(done.stdout.split()[0]) > 20
    of = comparison(*CHANGED)
    assert "".join(accepted.read_text("utf-8-sig").split()) == words(compose(of.new))
    assert "".join(rejected.read_text("utf-8-sig").split()) == words(compose(of.old))
