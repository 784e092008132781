"""Lists of people as they are written → names; who or how many is never guessed."""

from __future__ import annotations

import re

_SEPARATORS = re.compile(r"[、,，;；/／|｜&＆+＋\n]+")
_OTHERS = re.compile(r"等(?:.{0,3}[人名位])?$")
_LONGEST_JOINED = 4


def parse_people(text: str) -> tuple[str, ...]:
    """A list of names; blanks separate names only where no other mark does.

    >>> parse_people("张伟、欧阳 娜；李四"), parse_people("张伟 李娜")
    (('张伟', '欧阳娜', '李四'), ('张伟', '李娜'))
    """
    if _SEPARATORS.search(text.strip()):
        names = [name for part in _SEPARATORS.split(text) if (name := _join_name(part.split()))]
    else:
        names = _split_names(text.split())
    for name in names:
        if _OTHERS.search(name):
            raise ValueError("“等”没有写出全部姓名，请逐一列出")
        if any(map(str.isdigit, name)) or _is_cut_in_brackets(name):
            raise ValueError(f"“{name}”不是姓名，请逐一写出姓名，用顿号隔开")
        if names.count(name) > 1:
            raise ValueError(f"“{name}”写了两遍，分不清是几个人")
        if len(name) > _LONGEST_JOINED and re.search("[\u4e00-\u9fff](?:和|及|与|以及)[\u4e00-\u9fff]", name):
            raise ValueError(f"“{name}”分不清是几个人，请用顿号隔开")
    return tuple(names)


def _is_cut_in_brackets(name: str) -> bool:
    """True for a piece of `张伟（销售部、组长）`."""
    return any(name.count(left) != name.count(right) for left, right in ("()", "（）"))


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
