from __future__ import annotations

import sys

import pypdfium2
import pytest

from generator.render.document import render_pdf_document
from generator.render.field_font import field_font
from generator.render.pdf_form import render_pdf_form
from generator.render.printable import is_printable, printable
from tests.builders import article, field, form, policy

ODD = "陳⑪☑😀ﬁ\ue000"


def test_what_is_said_of_the_font_is_so():
    font = field_font()
    drawn = (c for c in map(chr, range(sys.maxunicode + 1)) if c >= " " and c not in "\x7f\xad")

    assert {c for c in drawn if font.has(c) != is_printable(c)} <= set("∋≅")  # drawn as other signs are


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("中文 A，é㎡→", "中文 A，é㎡→"),
        ("陳", "〓"),
        ("㎏⑪", "kg11"),
        ("甲\u200b乙\ufe0f", "甲乙"),
        ("一\n二\t三", "一\n二\t三"),
    ],
)
def test_what_is_missing_is_replaced(text, shown):
    assert printable(text) == shown


def text_of(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


def test_a_form_with_characters_that_no_font_has_is_still_made():
    options = [f"甲{ODD}", "乙"]
    of = policy(
        forms=[form(field("级", "量表", 选项=options, 外文=ODD, 说明=ODD, 示例=ODD), 说明=ODD, 外文=ODD)]
    )

    assert "〓11〓" in text_of(render_pdf_form(of, of.forms[0]))


def test_a_regulation_with_characters_that_no_font_has_is_still_made():
    assert "〓11〓" in text_of(render_pdf_document(policy(article(款=[f"正文{ODD}。"]))))
