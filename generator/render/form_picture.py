"""Form → a picture of it filled in, for the guide that shows how a form is completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.shape import Stamp
from generator.render.pdf_form import page_data
from generator.render.pdf_sheet import sheet_of
from generator.render.typesetting import code_as_svg, typeset_picture

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.submission import Answer


def render_form_picture(policy: Policy, form: Form, answers: Mapping[str, Answer]) -> bytes:
    """A form with its answers as one SVG, as its PDF shows them; the same input gives the same bytes."""
    data = page_data(policy, form, sheet_of(policy, form, answers), is_picture=True)
    return typeset_picture("form.typ", data, code=code_as_svg(Stamp.of(policy, form).code))
