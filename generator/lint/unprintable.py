"""Characters that the fonts of printed pages lack: the PDF shows something else in their place.

Such as:

    款: [陳女士负责。]        印成PDF时没有“陳”这个字，印作“〓”
    款: [见附表⑪。]          印成PDF时没有“⑪”这个字，印作“11”
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.errors import Level, Problem
from generator.lint.texts import Text, prose_of, words_of
from generator.render.printable import is_printable, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.form import Form
    from generator.model.policy import Policy

CODE = "unprintable-character"


def check(policy: Policy) -> Iterator[Problem]:
    """Find what a printed page would show otherwise than it is written; Word files are not concerned."""
    of_forms = (text for form in policy.forms for text in _beside(form))
    for text in (*prose_of(policy), *words_of(policy), *of_forms):
        for character in dict.fromkeys(text.text):
            if not is_printable(character) and (shown := printable(character)):
                message = f"印成PDF时没有“{character}”这个字，印作“{shown}”"
                hint = "换用规范汉字和通用符号；只用网页和 Word 的可以不改"
                yield Problem(location=text.at, code=CODE, message=message, hint=hint, level=Level.WARNING)


def _beside(form: Form) -> Iterator[Text]:
    """What stands on a form beside its labels and notes."""
    yield Text(form.title, form.place.of("名称"))
    yield Text(form.foreign, form.place.of("外文"))
    for section in form.sections:
        yield Text(section.foreign, section.place.of("外文"))
        for field in (*section.fields, *(section.rows.columns if section.rows else ())):
            yield Text(field.unit, field.place.of("单位"))
            yield Text(field.foreign, field.place.of("外文"))
