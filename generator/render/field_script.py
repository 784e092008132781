"""Which scripts a blank carries, by trigger: K while typing, F to show, C to calculate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import pdf_scripts as scripts
from generator.model.form import FieldKind

if TYPE_CHECKING:
    from generator.render.pdf_blanks import Blank


def field_scripts(blank: Blank) -> dict[str, str]:
    """The scripts of a blank by trigger.

    Only whole yuan amounts are shown formatted: formatting rounds what is shown, and 0.0001
    万元 is a whole yuan.
    """
    found = dict(_by_kind(blank))
    if blank.sums:
        found["C"] = scripts.sum_script(blank.sums)
    return found


def _by_kind(blank: Blank) -> dict[str, str]:
    match blank.field.kind:
        case FieldKind.DATE:
            return {"K": scripts.DATE_TYPED, "F": scripts.DATE_SHOWN}
        case FieldKind.MONEY if blank.is_in_yuan:
            return {"K": scripts.AMOUNT_TYPED, "F": scripts.AMOUNT_SHOWN}
        case FieldKind.MONEY | FieldKind.INTEGER:
            return {"K": scripts.NUMBER_TYPED}
        case _:
            return {}
