"""Changes under headings, as people read them: by article, by form, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.diff.changes import Change, ChangeKind, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.policy import Policy

_AROUND = {
    Part.COVER: "封面", Part.CHAPTER: "章", Part.TERM: "术语", Part.LAW: "引用的外部规定",
    Part.CALENDAR: "工作日历", Part.NOTE: "来源",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two regulations with their differences; labels are how the two are spoken of (`1.0 版`)."""

    old: Policy
    new: Policy
    changes: tuple[Change, ...]
    old_label: str
    new_label: str
    note: str = ""

    @property
    def title(self) -> str:
        """What is compared, as a heading."""
        return f"《{self.new.cover.title}》{self.old_label}与{self.new_label}的差别"

    def touched(self, change: Change) -> str:
        """The forms and rules a change touches, in words; '' for none."""
        known = {**self.old.forms_by_id, **self.new.forms_by_id}
        forms = "、".join(known[f].title for f in change.forms if f in known)
        rules = "、".join(change.rules) if change.part is not Part.RULE else ""
        said = (f"涉及表单：{forms}" if forms else "", f"涉及规则：{rules}" if rules else "")
        return "；".join(filter(None, said))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The changes of one article or form, or of one kind of what stands around them."""

    heading: str
    changes: tuple[Change, ...]
    article: str = ""
    form: str = ""


def grouped(comparison: Comparison) -> tuple[Group, ...]:
    """The changes in their order, those of one article or form under one heading."""
    old, new = comparison.old, comparison.new
    found = []
    for (article, form, part), some in groupby(comparison.changes, _belonging):
        listed = tuple(some)
        if article:
            heading = f"{listed[0].label}　{_title(article, old, new)}"
        elif form:
            heading = (new.forms_by_id.get(form) or old.forms_by_id[form]).label
        else:
            heading = _AROUND[part] if part else ""
        found.append(Group(heading=heading, changes=listed, article=article, form=form))
    return tuple(found)


def _belonging(change: Change) -> tuple[str, str, Part | None]:
    if change.article:
        return change.article, "", None
    if change.part in (Part.FORM, Part.FIELD, Part.SIGN_OFF):
        return "", change.forms[0], None
    return "", "", change.part


def _title(article: str, old: Policy, new: Policy) -> str:
    return (new.articles.get(article) or old.articles[article]).title


def name_of(change: Change) -> str:
    """What a change is about, under its heading: `第二款`, `参数“提前工作日”`, `栏目“来访人数”`."""
    name = change.name
    match change.part:
        case Part.PARAGRAPH:
            return name or "条文"
        case Part.ARTICLE:
            return "位置" if change.kind is ChangeKind.MOVED else "整条"
        case Part.TITLE | Part.SECTION:
            return change.part.value
        case Part.PARAMETER | Part.DEFINITION:
            return f"{change.part}“{name}”"
        case Part.TABLE:
            return f"表{name}"
        case Part.RULE:
            return f"规则 {name}"
        case Part.PROCESS:
            return "流程"
        case Part.FORM | Part.FIELD | Part.SIGN_OFF:
            within = name.partition("》")[2]
            return f"{'分节' if change.part is Part.FORM else change.part}{within}" if within else "整张表单"
    return name


def summary(changes: Iterable[Change]) -> str:
    """How many changes there are of each kind."""
    listed = list(changes)
    counts = {kind: sum(c.kind is kind for c in listed) for kind in ChangeKind}
    return "，".join(f"{kind} {count} 处" for kind, count in counts.items() if count) or "没有差别"
