"""The document as PDF: tagged, with bookmarks and page numbers, every character drawn."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from generator.render.document import page_numbers, render_pdf_document
from generator.render.document.blocks import Text
from generator.render.document.compose import compose
from generator.render.handbook import EditionNote
from tests.builders import article, policy


@pytest.fixture(scope="module")
def rendered(small) -> bytes:
    return render_pdf_document(small, [EditionNote(name="1.0", effective="2026-01-01", note="首次发布")])


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        return [pdf[n].get_textpage().get_text_bounded() for n in range(len(pdf))]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_text_stands_in_it(small, rendered) -> None:
    shown = squeezed("".join(pages(rendered)))
    texts = [b.text for p in compose(small)[1:] for b in p.blocks if isinstance(b, Text)]

    assert [t for t in texts if squeezed(t) not in shown] == []


def test_the_same_policy_gives_the_same_bytes(small) -> None:
    assert render_pdf_document(small) == render_pdf_document(small)


def test_it_is_tagged_and_says_its_language_and_title(rendered) -> None:
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        assert pdf.Root.MarkInfo.Marked is True
        assert str(pdf.Root.Lang).lower().startswith("zh")
        assert str(pdf.docinfo["/Title"]) == "出差管理制度"


def test_every_line_of_the_contents_is_a_bookmark_with_its_page(small, rendered) -> None:
    numbers = page_numbers(rendered)

    assert {p.entry for p in compose(small) if p.entry} <= set(numbers)
    assert numbers["第一章　总则"] == "1"
    assert numbers["修订记录"] == "I"


def test_the_number_stands_on_every_page_but_the_cover(rendered) -> None:
    found = pages(rendered)

    assert "—" not in found[0]
    assert "— I —" in found[1]
    assert [f"— {n} —" in text for n, text in enumerate(found[3:], 1)] == [True] * len(found[3:])


def test_the_revision_record_is_printed(rendered) -> None:
    assert "首次发布" in pages(rendered)[1]


def test_a_wide_form_stands_on_a_wide_page(rendered) -> None:
    with pikepdf.open(io.BytesIO(rendered)) as pdf:
        boxes = [[float(n) for n in page.mediabox] for page in pdf.pages]

    assert [width > height for _, _, width, height in boxes].count(True) == 1


def test_every_character_of_the_shipped_regulation_has_a_glyph(root, shipped_policy) -> None:
    known: set[int] = set()
    for font in (root / "templates/fonts").glob("*.otf"):
        known |= set(TTFont(font).getBestCmap())
    shown: set[str] = set()
    for part in compose(shipped_policy):
        for block in part.blocks:
            texts = [block.text] if isinstance(block, Text) else [c.text for r in block.rows for c in r.cells]
            shown |= {c for text in texts for c in text if not c.isspace()}

    assert {c for c in shown if ord(c) not in known} == set()


def test_text_is_never_read_as_markup(small) -> None:
    cover = small.cover.model_copy(update={"title": "#panic() *粗* $x$ <a> @ref"})
    fields = {name: getattr(small, name) for name in type(small).model_fields}

    shown = squeezed("".join(pages(render_pdf_document(type(small)(**{**fields, "cover": cover})))))

    assert squeezed("#panic() *粗* $x$ <a> @ref") in shown


def test_parts_and_sections_are_headings_but_no_lines_of_the_contents() -> None:
    chapters = [
        {"章": "总则", "编": "总编", "条": [article("first", 节="一般规定"), article("second")]},
        {"章": "分则", "条": [article("third")]},
    ]
    content = render_pdf_document(policy(chapters=chapters))

    shown = squeezed("".join(pages(content)))
    assert "第一编总编" in shown
    assert "第一节一般规定" in shown
    assert [n for n in page_numbers(content) if n.startswith("第")] == ["第一章　总则", "第二章　分则"]
