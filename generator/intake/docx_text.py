"""The text of a piece of a document as a person sees it, and what is no answer in it.

Deleted, moved away and hidden text is not seen; inserted text is. Walking is a loop, so that
nesting costs no stack.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.intake.docx_parts import MC, W, is_on
from generator.model.docx_marks import CONDITIONAL
from generator.text import clean, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
_UNSEEN = frozenset(
    f"{W}{name}"
    for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr",
        "tblPr", "tblGrid", "trPr", "tcPr", "rt", "rubyPr",
    )
) | {f"{MC}Fallback"}  # fmt: skip
_MARKS = {
    f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_STYLED = {f"{W}r": (f"{W}rPr", f"{W}rStyle"), f"{W}p": (f"{W}pPr", f"{W}pStyle")}
# Word writes ticks from Wingdings as private characters of a symbol font.
_SYMBOLS = {
    "F0FE": "☑",
    "F0FD": "☒",
    "F052": "☑",
    "F051": "☒",
    "F0FC": "✓",
    "F0A8": "☐",
    "F06F": "☐",
    "F0A3": "☐",
}


# Where none of these is in a document, all text of a piece is seen, in the order it stands.
_RARE = (
    *INSERTED, *DELETED, f"{W}vanish", f"{W}txbxContent", f"{W}ruby", f"{MC}Fallback",
)  # fmt: skip
_TEXT, _PARAGRAPH, _RUN, _SYMBOL = f"{W}t", f"{W}p", f"{W}r", f"{W}sym"
_BLANKS = " \t\n\u3000\u00a0"


class Seen(NamedTuple):
    """Text as seen; whether something beside it is hidden, and whether it was changed under tracking."""

    text: str
    is_hidden: bool = False
    is_changed: bool = False


def is_plain(root: _Element, hidden_styles: frozenset[str]) -> bool:
    """True for a document in which nothing is hidden, changed under tracking or set in layers."""
    return not hidden_styles and next(root.iter(*_RARE), None) is None


def seen_plainly(element: _Element) -> Seen:
    """What `seen` gives for a piece of a plain document, in a fraction of the time."""
    pieces: list[str] = []
    for node in element.iter(_TEXT, _PARAGRAPH, _SYMBOL, *_MARKS):
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _PARAGRAPH:
            pieces.append("\n")
        elif _is_in_run(node):  # elsewhere w:tab is a tab stop
            pieces.append(_own_text(node))
    return Seen("".join(pieces).strip(_BLANKS))


def _is_in_run(node: _Element) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == _RUN


def seen(element: _Element, hidden_styles: frozenset[str] = frozenset()) -> Seen:
    """What a person sees of an element; paragraphs and line breaks part lines."""
    pieces: list[str] = []
    is_hidden = is_changed = False
    stack: list[_Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        is_changed = is_changed or node.tag in DELETED or node.tag in INSERTED
        if node.tag in _UNSEEN:
            continue
        if node.tag in _STYLED and _is_hidden(node, hidden_styles):
            is_hidden = is_hidden or any(t.text for t in node.iter(f"{W}t"))
            continue
        pieces.append(_own_text(node))
        if node.tag == f"{W}p":
            stack.append("\n")
        stack.extend(reversed(node))
    return Seen("".join(pieces).strip(_BLANKS), is_hidden, is_changed)


def _own_text(node: _Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}sym":
        return _SYMBOLS.get((node.get(f"{W}char") or "").upper(), "\ufffd")
    return _MARKS.get(str(node.tag), "")


def _is_hidden(node: _Element, hidden_styles: frozenset[str]) -> bool:
    """True for a run or a paragraph that is hidden by itself or by its style."""
    properties, style = _STYLED[str(node.tag)]
    own = node.find(f"{properties}/{W}vanish") if node.tag == f"{W}r" else None
    if own is not None or not hidden_styles:
        return is_on(own)
    named = node.find(f"{properties}/{style}")
    return named is not None and named.get(f"{W}val") in hidden_styles


_REMNANT = re.compile(r"〔(?:点此[^〕]*|选)〕")
_TOUCH = r"(?:单击|点击|轻触|点按|按下|点|按)"
_PLACEHOLDER = re.compile(
    rf"""[_＿﹍\s]+
    |(?:请)?{_TOUCH}(?:或{_TOUCH})*(?:此处|这里|此)?(?:以|可|来)?(?:输入|添加|插入|键入|填写|选择)(?:一个|一)?(?:文字|文本|内容|日期|项目|选项|项)?
    |(?:请)?(?:选择|选取)(?:一个|一)?(?:项目|选项|日期|项)?
    |(?:请)?在(?:此处|这里|此)(?:输入|键入|填写)(?:您的)?(?:文字|文本|内容)?|您的文[本字]在此
    |click(?:\ or\ tap)?(?:\ here)?\ to\ (?:enter|insert|add)(?:\ a)?\ (?:text|date)
    |choose\ (?:an\ item|a\ date)|your\ text\ here""",
    re.IGNORECASE | re.VERBOSE,
)


def answer_text(shown: str) -> str:
    """Shown text without placeholders, ours and those of Word, WPS, OnlyOffice and LibreOffice.

    >>> answer_text("〔点此填写，如 450〕"), answer_text("单击或点击此处输入文字。"), answer_text("〔选〕用餐")
    ('', '', '用餐')
    """
    text = _REMNANT.sub("", shown).strip(_BLANKS) if shown else ""
    return "" if not text or _PLACEHOLDER.fullmatch(clean(text).rstrip("。.")) else text


_BRACKETED = re.compile(r"\([^()]*\)$")


@lru_cache(maxsize=1024)
def label_keys(shown: str) -> frozenset[str]:
    r"""The names a printed label may stand for: with or without its unit and its other language.

    >>> sorted(label_keys("合同金额（万元）*\nContract amount"))
    ['合同金额', '合同金额(万元)', '合同金额(万元)Contractamount']
    """
    return frozenset(_iter_label_keys(shown)) - {""}


def _iter_label_keys(shown: str) -> Iterator[str]:
    lines = shown.replace(CONDITIONAL, "").splitlines()
    for count in range(1, min(len(lines), 4) + 1):
        name = key("".join(lines[:count]))
        yield name
        yield _BRACKETED.sub("", name)
