"""Numbers of Chinese identity cards in a text: personal data that most forms have no right to ask for."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def holds_identity_number(text: str) -> bool:
    """True when a text holds a number with the right check digit (GB 11643); other long numbers do not count.

    >>> holds_identity_number("证件 11010519491231002X"), holds_identity_number("订单 110105194912310021")
    (True, False)
    """
    return any(_is_valid(number) for number in _SHAPE.findall(text))


def _is_valid(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1].upper()
