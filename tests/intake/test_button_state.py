from __future__ import annotations

import io

import pypdf
import pytest

from generator.intake.button_state import SCALE_KIND, YES_NO_KIND, meaning_of, options_in_order
from generator.intake.xfdf_reader import read_xfdf
from generator.model.form import FieldKind
from generator.model.shape import shape_of
from tests.intake.shapes import field
from tests.pdf_sample import TEXTS, filled, sample_form, sample_policy


@pytest.mark.parametrize(
    ("state", "meaning"),
    [
        ("1", "是"),
        ("2", "否"),
        ("0", "0"),
        ("3", "3"),
        ("Yes", "Yes"),
        ("", ""),
        ("１", "１"),
        ("9" * 9, "9" * 9),
    ],
)
def test_a_state_is_the_number_of_an_option_or_stands_for_itself(state: str, meaning: str) -> None:
    assert meaning_of(state, ("是", "否")) == meaning


def test_only_groups_of_buttons_have_states() -> None:
    assert options_in_order(field("餐", "是否")) == ("是", "否")
    assert options_in_order(field("评", "量表", "好", "差")) == ("好", "差")
    assert options_in_order(field("级", "选项", "1", "2")) == ()


def test_the_kinds_are_those_of_the_model() -> None:
    assert (YES_NO_KIND, SCALE_KIND) == (FieldKind.YES_NO, FieldKind.SCALE)


def as_xfdf(data: bytes) -> bytes:
    """The values of a PDF form as Acrobat exports them."""
    found = {n: f.get("/V") for n, f in pypdf.PdfReader(io.BytesIO(data)).get_fields().items() if "/V" in f}
    listed = "".join(
        f'<field name="{n}"><value>{str(v).removeprefix("/")}</value></field>' for n, v in found.items()
    )
    return f'<xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{listed}</fields></xfdf>'.encode()


def test_values_exported_from_a_pdf_form_read_like_the_form_itself() -> None:
    reading = read_xfdf(as_xfdf(filled()), (shape_of(sample_policy(), sample_form()),))

    assert (reading.form, reading.edition, reading.digest) == ("reception", "1.0", sample_form().digest)
    assert {n: v for n, v in reading.values.items() if n in TEXTS} == TEXTS
