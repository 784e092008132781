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
    RENAMED = "改名"


class Part(StrEnum):
    """Which kind of part it happened to."""

    COVER = "制度信息"
    CHAPTER = "章"
    ARTICLE = "条"
    TITLE = "条名"
    SECTION = "节"
    PARAGRAPH = "条文"
    PARAMETER = "参数"
    TABLE = "表格"
    DEFINITION = "定义"
    RULE = "规则"
    PROCESS = "流程"
    NOTE = "附注"
    FORM = "表单"
    FIELD = "栏目"
    SIGN_OFF = "签批"
    TERM = "术语"
    LAW = "引用"
    CALENDAR = "日历"


BESIDE_THE_TEXT = (Part.DEFINITION, Part.RULE, Part.PROCESS, Part.NOTE, Part.CALENDAR)
"""What is not read as text of the regulation: it checks, explains or dates it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that did not change itself, but quotes a figure that did."""

    article: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. Texts are as readers see them; '' where the part does not exist.

    `article` is the identifier of the article it belongs to ('' for what belongs to none),
    `old_label` and `new_label` its number in either edition. `forms` and `rules` are the
    identifiers of what uses the changed part, `quotes` the sentences that say it.
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
    quotes: tuple[Quote, ...] = ()

    @property
    def label(self) -> str:
        """`第八条`, or `第八条（原第七条）` where the number changed."""
        if self.old_label and self.new_label and self.old_label != self.new_label:
            return f"{self.new_label}（原{self.old_label}）"
        return self.new_label or self.old_label


def kind_of(old: str, new: str) -> ChangeKind:
    """Added, removed or changed, by which side says anything."""
    if not old:
        return ChangeKind.ADDED
    return ChangeKind.CHANGED if new else ChangeKind.REMOVED
