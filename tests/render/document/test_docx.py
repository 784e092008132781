"""The document as DOCX: all of the text, in order, on numbered pages."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile

import pypdfium2
import pytest
from lxml import etree

from generator.render.document import render_docx_document
from generator.render.document.blocks import Text
from generator.render.document.compose import compose

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: bytes, name: str = "word/document.xml"):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read(name))


def paragraphs(docx: bytes) -> list[str]:
    found = []
    for p in part(docx).iter(f"{W}p"):
        shown = "".join(t.text or "" for t in p.iter(f"{W}t"))
        found.append(shown)
    return found


def test_every_text_and_cell_stands_in_it_in_order(small) -> None:
    wanted = []
    for one in compose(small):
        for block in one.blocks:
            wanted += [block.text] if isinstance(block, Text) else [
                c.text for row in block.rows for c in row.cells if c.text
            ]  # fmt: skip
    lines = iter(paragraphs(render_docx_document(small)))

    assert all(any(text == line for line in lines) for text in wanted)


def test_the_same_policy_gives_the_same_bytes(small) -> None:
    assert render_docx_document(small) == render_docx_document(small)


def test_every_style_it_uses_is_there(shipped_policy) -> None:
    docx = render_docx_document(shipped_policy)
    known = {s.get(f"{W}styleId") for s in part(docx, "word/styles.xml").iter(f"{W}style")}
    used = {s.get(f"{W}val") for s in part(docx).iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}

    assert used <= known


def test_the_contents_lead_to_bookmarks_with_names_word_takes(shipped_policy) -> None:
    root = part(render_docx_document(shipped_policy))
    names = [b.get(f"{W}name") for b in root.iter(f"{W}bookmarkStart")]
    anchors = [h.get(f"{W}anchor") for h in root.iter(f"{W}hyperlink")]

    assert sorted(anchors) == sorted(names)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", n, re.ASCII) for n in names)


def test_the_contents_show_the_pages_they_are_told(small) -> None:
    lines = paragraphs(render_docx_document(small, (), {"第一章　总则": "7"}))

    assert "第一章　总则7" in lines


def test_the_cover_bears_no_number_the_front_roman_ones_and_the_text_starts_at_one(small) -> None:
    sections = list(part(render_docx_document(small)).iter(f"{W}sectPr"))
    formats = [s.find(f"{W}pgNumType") for s in sections]

    assert formats[0] is None
    assert [f.get(f"{W}fmt") for f in formats[1:]] == ["upperRoman", "decimal", "decimal"]
    assert [f.get(f"{W}start") for f in formats[1:]] == ["1", "1", None]
    assert [len(s.findall(f"{W}footerReference")) for s in sections] == [0, 2, 2, 2]


def test_a_wide_form_stands_on_a_wide_page(small) -> None:
    sizes = [s.find(f"{W}pgSz") for s in part(render_docx_document(small)).iter(f"{W}sectPr")]

    assert [s.get(f"{W}orient") for s in sizes] == [None, None, None, "landscape"]


def test_a_short_table_stays_on_one_page_with_the_text_that_announces_it(shipped_policy) -> None:
    body = list(part(render_docx_document(shipped_policy)).find(f"{W}body"))
    at, short = next(
        (i, b) for i, b in enumerate(body) if "每人上限" in "".join(b.itertext()) and b.tag == f"{W}tbl"
    )
    rows = [
        [p.find(f".//{W}keepNext") is not None for p in row.iter(f"{W}p")] for row in short.iter(f"{W}tr")
    ]

    assert body[at - 1].find(f".//{W}keepNext") is not None
    assert all(all(row) for row in rows[:-1])
    assert not any(rows[-1])


def test_the_margins_are_those_of_the_standard(small) -> None:
    margins = next(part(render_docx_document(small)).iter(f"{W}pgMar"))

    assert [round(int(margins.get(W + side)) / 56.7) for side in ("top", "bottom", "left", "right")] == [
        37,
        35,
        28,
        26,
    ]


@pytest.mark.usefixtures("tmp_path")
def test_libreoffice_shows_22_lines_of_28_characters_and_counts_the_contents(
    needs, tmp_path, shipped_policy
) -> None:
    office = needs("soffice")
    file = tmp_path / "document.docx"
    file.write_bytes(render_docx_document(shipped_policy))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with pypdfium2.PdfDocument(tmp_path / "document.pdf") as pdf:
        pages = [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]

    first = next(n for n, text in enumerate(pages) if text.lstrip().startswith("第一章"))
    assert 20 <= len(pages[first + 1].strip().splitlines()) <= 23
    assert "— 2 —" in pages[first + 1]
    contents = "".join(pages[2:first])
    second = next(n for n, text in enumerate(pages[first:], 1) if re.search(r"第二章\s", text))
    assert re.search(rf"第二章.{{0,120}}?{second}\b", contents, re.DOTALL)
