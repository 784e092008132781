"""The scripts of fields: they help while typing and decide nothing; totals are added up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.form import FieldKind

if TYPE_CHECKING:
    from generator.render.pdf_blanks import Blank

_DATE = '"yyyy-mm-dd"'
_GROUPED = '2,0,0,0,"",true'
_PLAIN = '0,1,0,0,"",true'


def field_scripts(blank: Blank) -> dict[str, str]:
    """The scripts of a blank by trigger: K while typing, F to show, C to calculate.

    Only whole yuan amounts are shown formatted: formatting rounds what is shown, and 0.0001
    万元 is a whole yuan.
    """
    scripts: dict[str, str] = {}
    match blank.field.kind:
        case FieldKind.DATE:
            scripts = {"K": f"AFDate_KeystrokeEx({_DATE});", "F": f"AFDate_FormatEx({_DATE});"}
        case FieldKind.MONEY if blank.is_in_yuan:
            scripts = {"K": f"AFNumber_Keystroke({_GROUPED});", "F": f"AFNumber_Format({_GROUPED});"}
        case FieldKind.MONEY | FieldKind.INTEGER:
            scripts = {"K": f"AFNumber_Keystroke({_PLAIN});"}
        case _:
            pass
    if blank.sums:
        names = ",".join(f'"{_escaped(name)}"' for name in blank.sums)
        scripts["C"] = f'AFSimple_Calculate("SUM",new Array({names}));'
    return scripts


def _escaped(name: str) -> str:
    """A name in ASCII, as JavaScript writes it."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c == "_") else "".join(f"\\u{u:04x}" for u in _units(c))
        for c in name
    )


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
