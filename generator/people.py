"""Lists of people as they are written → names; who or how many is never guessed."""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[、,，;；/／|｜&＆+＋\n]+")
_OTHERS = re.compile(r"等(?:.{0,3}[人名位])?$")
NO_NAMES = ("无", "没有", "待定", "未定", "暂无", "不详", "请选择", "选择一项")
"""Words that stand where a name should."""
_LONGEST_JOINED = 4
_INSIDE = " ·•‧‘’'.．-－"
_REMARK = re.compile(r"[(（][^()（）]*[)）]")
_COUNTS = re.compile(r"\d|等|[一二两三四五六七八九十几][人名位个]|^.(?:[和及与]|以及)")


def parse_people(text: str) -> tuple[str, ...]:
    """A list of names; blanks separate names only where no other mark does.

    >>> parse_people("张伟、欧阳 娜；李四（司机）"), parse_people("张伟 李娜")
    (('张伟', '欧阳娜', '李四'), ('张伟', '李娜'))
    """
    text = _without_remarks(text)
    if _SEPARATORS.search(text.strip()):
        names = [name for part in _SEPARATORS.split(text) if (name := _join_name(part.split()))]
    else:
        names = _split_names(text.split())
    for name in names:
        if _OTHERS.search(name):
            raise ValueError("“等”没有写出全部姓名，请逐一列出")
        if not _is_name(name):
            raise ValueError(f"“{name}”不是姓名，请逐一写出姓名，用顿号隔开")
        if len(name) > _LONGEST_JOINED and re.search("[\u4e00-\u9fff](?:和|及|与|以及)[\u4e00-\u9fff]", name):
            raise ValueError(f"“{name}”分不清是几个人，请用顿号隔开")
    return tuple(names)


def _without_remarks(text: str) -> str:
    """Text without what stands in brackets behind a name: a post, a department, never more people."""
    for remark in _REMARK.findall(text):
        if _COUNTS.search(remark):
            raise ValueError(f"“{remark}”分不清是几个人，请逐一写出姓名")
    return _REMARK.sub("", text)


def _is_name(name: str) -> bool:
    is_part = (c.isalpha() or c in _INSIDE or unicodedata.category(c).startswith("M") for c in name)
    return name[0].isalpha() and all(is_part) and name not in NO_NAMES


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in text)


def _split_names(words: list[str]) -> list[str]:
    """Names parted by blanks only."""
    chinese = [w for w in words if _is_chinese(w)]
    if len(words) > 1 and chinese and (len(chinese) < len(words) or any(len(w) == 1 for w in words)):
        raise ValueError("分不清是几个人，请用顿号隔开")
    return words if chinese else [" ".join(words)] if words else []


def _join_name(words: list[str]) -> str:
    """A name without the blanks that pad Chinese ones; Latin names keep theirs."""
    if not any(map(_is_chinese, words)):
        return " ".join(words)
    if len(words) > 1 and all(len(w) > 1 for w in words):
        raise ValueError(f"“{' '.join(words)}”分不清是几个人，请用顿号隔开")
    return "".join(words)
