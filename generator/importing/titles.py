"""The title of an article: as printed before its text, as it runs into it, or made from it."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.importing.shapes import is_heading, split_title
from generator.importing.widths import fold

_DERIVED_LENGTH = 14
_USUAL = (
    (
        r"^为(?:了|规范|加强|进一步|保证|确保|使|提高|促进|切实|有效|维护|树立|适应|做好).*(?:制定|特制|制订)",
        "目的",
    ),
    (r"^为(?:了)?(?:规范|加强|进一步)", "目的"),
    (r"适用于|适用范围", "适用范围"),
    (r"(?:负责|进行)解释|解释权", "解释"),
    (r"(?:自|从).{0,20}(?:起|之日).{0,6}(?:施行|实施|执行|生效)", "施行"),
    (r"未尽事宜", "未尽事宜"),
    (r"^本(?:制度|办法|规定|规范)所称", "定义"),
    (r"遵循.{0,30}原则|坚持.{0,30}原则", "原则"),
    (r"归口(?:管理)?部门", "归口部门"),
)
_USUAL_WORDS = tuple((re.compile(pattern, re.DOTALL), title) for pattern, title in _USUAL)
_SPLIT = re.compile(r"[，。；：、！？,;:!?（(“《\s]")
_TRIM = re.compile(
    r"^(?:凡是?|对于|由(?!于)|本制度|本办法|本规定)(?=[\u4e00-\u9fff]{4})|(?:应当?|必须|须|要|需|的|时|后|前|中)$"
)


class Titled(NamedTuple):
    """A title, the text that remains, and whether the title was made up."""

    title: str
    rest: str
    is_derived: bool


def take_title(text: str, *, has_more: bool, is_title: bool = False) -> Titled:
    """The title of an entry with this text; `has_more`: something else stands below it.

    `is_title`: a short text is a title although nothing stands below it, as its neighbours are.

    >>> take_title("适用范围：本制度适用于全公司。", has_more=False)
    Titled(title='适用范围', rest='本制度适用于全公司。', is_derived=False)
    """
    if is_heading(text) and not has_more and is_title:
        return Titled(clean_title(text), "", is_derived=False)
    if is_heading(text) and has_more:
        keeps = fold(text).rstrip().endswith(":")
        return Titled(clean_title(text), text if keeps else "", is_derived=False)
    printed, rest = split_title(text)
    if printed:
        return Titled(clean_title(printed), rest, is_derived=False)
    return Titled(derive_title(text), text, is_derived=True)


def clean_title(printed: str) -> str:
    """A printed title without the punctuation around it."""
    return printed.strip().strip("【】〔〕[]：:。.、 　").strip()


def derive_title(text: str) -> str:
    """A title made from a sentence: its subject where it is a usual one, else its first words."""
    for pattern, title in _USUAL_WORDS:
        if pattern.search(text[:200]):
            return title
    words = next((w for w in _SPLIT.split(text) if len(w) > 1), text.strip() or "条文")
    words = _TRIM.sub("", words)
    return words if len(words) <= _DERIVED_LENGTH else f"{words[: _DERIVED_LENGTH - 1]}…"
