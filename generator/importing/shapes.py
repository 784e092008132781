"""What a stretch of text looks like: a heading, a heading that runs into its text, or a sentence."""

from __future__ import annotations

import re
from enum import IntEnum

from generator.importing.widths import fold

_HEADING_LENGTH = 24
_SENTENCE_MARKS = re.compile(r"[。;!?,](?!$)|[。;!?,、]$|[“《(]$")
_NO_HEADING = re.compile(
    "为了|为(?:规范|加强|进一步|使|保证|确保|提高|促进)|本(?:制度|办法|规定|公司)|凡|应当|必须|不得|严禁"
)
_RUN_IN = re.compile(r"(?P<title>[^。;:!?,“”《》()]{2,14}(?:\([^()]{1,10}\))?)(?P<mark>\s*:\s*)(?=\S)")
_BRACKETED = re.compile(r"[【〔\[](?P<title>[^】〕\]]{2,16})[】〕\]]\s*(?::\s*)?(?=\S)")
_SHORT_SENTENCE = re.compile(r"(?P<title>[\u4e00-\u9fff]{2,8})(?P<mark>。)\s*(?=\S)")
_SPACED = re.compile(r"(?P<title>[\u4e00-\u9fff]{2,12})(?P<mark>\s+)(?=\S{6})")
_KNOWN = (
    "目的|适用范围|范围|总则|附则|定义|术语|(?:管理)?职责(?:[和与及]权限|分工)?|权限|(?:基本|工作|接待)?(?:原则|要求)"
    "|接待(?:范围|对象|标准|流程|程序|准备|礼仪|费用|方式|分类|管理)|工作程序|费用管理|监督检查|奖惩"
)
_OPENERS = "为(?!主|准)|本(?:制度|办法|规定|程序|规范|细则|公司|标准|守则)|公司|凡是?|适用于|所有|各(?:部门|级)|根据|依据|按照|由|接待(?:人员|工作|部门|对象)|行政"
_GLUED = re.compile(rf"(?P<title>{_KNOWN})(?=(?:{_OPENERS})\S{{4}})")
_TERMINAL = re.compile(r"[。;:!?…]['\"”’)\]】》]*$")


class Shape(IntEnum):
    """The look of the text after a mark."""

    EMPTY = 0
    HEADING = 1
    RUN_IN = 2
    SENTENCE = 3


def shape_of(text: str) -> Shape:
    """The look of a text; whether a heading is one also depends on what follows it."""
    folded = fold(text).strip()
    if not folded:
        return Shape.EMPTY
    if is_heading(folded):
        return Shape.HEADING
    return Shape.RUN_IN if split_title(text)[0] else Shape.SENTENCE


def is_heading(text: str) -> bool:
    """True for a short text that is no sentence: `接待原则`, `职责：`."""
    folded = fold(text).strip().rstrip(":").strip()
    if not 1 <= len(folded) <= _HEADING_LENGTH:
        return False
    return not _SENTENCE_MARKS.search(folded) and not _NO_HEADING.match(folded)


def split_title(text: str) -> tuple[str, str]:
    """The title that runs into a text with its punctuation, and the rest; ('', text) where none does.

    >>> split_title("目的：为规范接待，制定本制度。")
    ('目的：', '为规范接待，制定本制度。')
    """
    folded = fold(text)
    start = len(folded) - len(folded.lstrip())
    for pattern in (_BRACKETED, _RUN_IN, _SHORT_SENTENCE, _SPACED, _GLUED):
        match = pattern.match(folded, start)
        if match and not _NO_HEADING.match(match["title"]) and not _is_listing(match["title"]):
            return text[: match.end()], text[match.end() :]
    return "", text


_LISTING = re.compile("(?:包括|如下|下列|以下|分为|有|为|是|应|于|即)$")


def _is_listing(title: str) -> bool:
    """True where a colon does not end a title but opens a list: `接待范围包括：`."""
    return bool(_LISTING.search(title))


def is_terminated(text: str) -> bool:
    """True when a line ends as a sentence, a list item or an introduction ends."""
    return bool(_TERMINAL.search(fold(text).rstrip()))


def is_introduction(text: str) -> bool:
    """True when a text announces a list."""
    folded = fold(text).rstrip()
    return folded.endswith((":", "如下", "下列", "如下。", "包括"))
