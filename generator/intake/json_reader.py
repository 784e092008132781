"""JSON submissions: `{"form": …, "edition": …, "values": {…}}` → what they say, untyped.

Threat: JSON can name one key twice, nest without end, and hold numbers that are none, or that
binary fractions would change on the way.

Rule: keys are unique, nesting is counted before parsing, NaN and Infinity are refused, a number
that is not whole or has too many digits stays the text it was, and no field takes a fraction.

Accepted risk: none known; reading is bounded by the size of the file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from generator.errors import InputRefused
from generator.intake.answers import Fraction, reading_of

if TYPE_CHECKING:
    from generator.model.shape import FormShape
    from generator.model.submission import Reading

MAX_DEPTH = 64
MAX_DIGITS = 30

# A string that is not closed is taken as one token too: the search stays linear.
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
_HINT = "照 zhidu schema 列出的格式改正后重新提交"


def read_json(data: bytes, shapes: tuple[FormShape, ...]) -> Reading:
    """What a JSON submission says of one of the forms. Raises InputRefused."""
    return reading_of(parse_json(data), shapes)


def parse_json(data: bytes) -> Any:
    """Strict JSON as plain data; whole numbers are `int`, others `Fraction`. Raises InputRefused."""
    text = decode_text(data)
    steps = (_STEPS.get(token, 0) for token in _BRACKETS.findall(text))
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        raise InputRefused("damaged", f"JSON 嵌套超过 {MAX_DEPTH} 层", hint=_HINT)
    try:
        return json.loads(
            text,
            object_pairs_hook=_unique,
            parse_float=_number,
            parse_int=_integer,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        place = f"第 {error.lineno} 行第 {error.colno} 个字符"
        raise InputRefused("damaged", f"JSON 语法有误：{place}处读不懂", hint=_HINT) from error


def decode_text(data: bytes) -> str:
    """UTF-8 text, with or without a byte order mark, as text. Raises InputRefused."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"文件不是 UTF-8 编码（第 {line} 行）"
        raise InputRefused("not-utf8", message, hint="用编辑器另存为 UTF-8 后重新提交") from error


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise InputRefused("duplicate-key", f"“{twice[:60]}”写了两次", hint="删除其中一个")
    return result


def _number(literal: str) -> int | str:
    """A number with a point or an exponent; `1.0` is the whole number 1 (JSON Schema, 4.2.3)."""
    number = Decimal(literal)
    is_whole = number.adjusted() < MAX_DIGITS and number == number.to_integral_value()
    return int(number) if is_whole else Fraction(literal)


def _integer(literal: str) -> int | str:
    return int(literal) if len(literal) <= MAX_DIGITS else literal


def _refuse_constant(literal: str) -> None:
    raise InputRefused("damaged", f"JSON 里不能写 {literal}", hint="改为数字，或删除这一项")
