"""The scripts of our own PDF forms: the renderer writes them, the reader knows them from foreign ones.

They help while typing and decide nothing; totals are added up again. What is typed full-width,
grouped by commas or with 年月日 is shown as what viewers understand: PDFium takes a comma for a
decimal point, and a date that it cannot read for today.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NARROW = (
    r"var narrow=function(s){return String(s).replace(/[\uff0c,]/g,'').replace(/[\uff0d-\uff19]/g,"
    "function(c){return String.fromCharCode(c.charCodeAt(0)-0xfee0);});};"
)
_DASHED = r"event.value=narrow(event.value).replace(/[\u5e74\u6708.\/]/g,'-').replace(/\u65e5/g,'');"
_COMMITTED = "if(event.willCommit)event.value=narrow(event.value);else event.change=narrow(event.change);"
_GROUPED, _PLAIN = '(2,0,0,0,"",true);', '(0,1,0,0,"",true);'

DATE_TYPED = f'{_NARROW}if(event.willCommit){_DASHED}AFDate_KeystrokeEx("yyyy-mm-dd");'
DATE_SHOWN = f'{_NARROW}{_DASHED}AFDate_FormatEx("yyyy-mm-dd");'
AMOUNT_TYPED = f"{_NARROW}{_COMMITTED}AFNumber_Keystroke{_GROUPED}"
AMOUNT_SHOWN = f"{_NARROW}event.value=narrow(event.value);AFNumber_Format{_GROUPED}"
NUMBER_TYPED = f"{_NARROW}{_COMMITTED}AFNumber_Keystroke{_PLAIN}"
_SUM_OF = f"{_NARROW}var a=["
_SUM = (
    "],s=0,n=0;for(var i=0;i<a.length;i++){var f=this.getField(a[i]),v=f?narrow(f.value):'';"
    "if(v){s+=Number(v)||0;n++;}}event.value=n?Math.round(s*1e6)/1e6:'';"
)
_FIXED = frozenset((DATE_TYPED, DATE_SHOWN, AMOUNT_TYPED, AMOUNT_SHOWN, NUMBER_TYPED))
_ANY_SUM = re.compile(rf'{re.escape(_SUM_OF)}(?:"[\w\\]*",?)*{re.escape(_SUM)}', re.ASCII)


def sum_script(names: Iterable[str]) -> str:
    """The script of a total: the sum of the fields that are filled, '' where none is."""
    listed = ",".join(f'"{_escaped(name)}"' for name in names)
    return f"{_SUM_OF}{listed}{_SUM}"


def is_own_script(script: str) -> bool:
    """True for a script that our forms carry, letter by letter."""
    return script in _FIXED or _ANY_SUM.fullmatch(script) is not None


def _escaped(name: str) -> str:
    """A name in ASCII, as JavaScript writes it."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c == "_") else "".join(f"\\u{u:04x}" for u in _units(c))
        for c in name
    )


def _units(character: str) -> list[int]:
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[i : i + 2], "big") for i in range(0, len(data), 2)]
