"""The vocabulary of differences: what was changed, where, from what to what, and whom it touches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    """What happened to a part of the regulation."""

    ADDED = "新增"
    REMOVED = "删除"
    CHANGED = "修改"
    MOVED = "移动"


class Part(StrEnum):
    """Which kind of part it happened to."""

    COVER = "制度信息"
    CHAPTER = "章"
    ARTICLE = "条"
    TITLE = "条名"
    PARAGRAPH = "款"
    PARAMETER = "参数"
    CELL = "表格"
    RULE = "规则"
    FORM = "表单"
    FIELD = "字段"
    TERM = "术语"
    CALENDAR = "日历"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. Texts are as readers see them; '' where the part does not exist.

    `article` is the identifier of the article it belongs to ('' for cover, terms and calendar),
    `old_label` and `new_label` its number in either edition. `forms` and `rules` are the
    identifiers of what uses the changed part.
    """

    kind: ChangeKind
    part: Part
    name: str
    article: str = ""
    old_label: str = ""
    new_label: str = ""
    old: str = ""
    new: str = ""
    forms: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """`第八条`, or `第八条（原第七条）` where the number changed."""
        if self.old_label and self.new_label and self.old_label != self.new_label:
            return f"{self.new_label}（原{self.old_label}）"
        return self.new_label or self.old_label
