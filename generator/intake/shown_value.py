"""Whether what a field shows is its value; formats that programs apply are allowed for."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from generator.values import parse_date

# The dots between the parts of foreign names share one glyph.
_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅"), "·")
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.\d+)?|-?\d+(?:\.\d+)?", re.ASCII)
_MOST_DIGITS = 30
_ENOUGH_OF_A_LONG_TEXT = 20


def shows(value: str, shown: str, *, is_long: bool = False) -> bool:
    """True where a shown text is the value, as typed or as a format script shows it.

    Scripts write `1234.5` as `1,234.50` and `2026-3-5` as `2026-03-05`; a long text may be cut
    off where its box ends.

    >>> shows("1234.5", "1,234.50"), shows("100", "999999"), shows("2026-3-5", "2026-03-05")
    (True, False, True)
    """
    wanted, seen = _folded(value), _folded(shown)
    if wanted == seen or _same_number(wanted, seen) or _same_day(wanted, seen):
        return True
    return is_long and len(seen) >= _ENOUGH_OF_A_LONG_TEXT and wanted.startswith(seen)


def _folded(text: str) -> str:
    """A text without blanks, breaks and invisible characters, widths made equal."""
    folded = unicodedata.normalize("NFKC", text).translate(_DOTS)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


def _same_number(wanted: str, seen: str) -> bool:
    """True for one number in two ways of writing, rounded no further than to hundredths."""
    if not (_NUMBER.fullmatch(wanted) and _NUMBER.fullmatch(seen)) or len(wanted) > _MOST_DIGITS:
        return False
    left, right = Decimal(wanted.replace(",", "")), Decimal(seen.replace(",", ""))
    places = len(seen.partition(".")[2])
    return left == right or (places == 2 and abs(left - right) < Decimal("0.01"))


def _same_day(wanted: str, seen: str) -> bool:
    try:
        return parse_date(wanted) == parse_date(seen)
    except ValueError:
        return False
