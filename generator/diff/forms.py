"""Forms: their fields, tables of rows and sign-off, by name; a renamed field is no new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diff.align import merged, moved
from generator.diff.changes import ChangeKind, Part
from generator.diff.facets import Facet, change_of, facets, whole
from generator.diff.renames import renamed_sections
from generator.diff.words import normalised, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.diff.changes import Change
    from generator.diff.facets import Facets
    from generator.diff.sides import Sides
    from generator.model.form import Field, Form, RowTable, SignStep
    from generator.model.policy import Policy


def form_changes(sides: Sides) -> Iterator[Change]:
    """Every form, in the order of the annexes."""
    for id_, before, after in merged(sides.old.forms_by_id, sides.new.forms_by_id):
        if before is None or after is None:
            policy, form = (sides.new, after) if after else (sides.old, before)
            assert form is not None  # noqa: S101 - one of the two is there
            text = _outline(policy, form)
            texts = (text, "") if before else ("", text)
            yield sides.change(Part.FORM, f"《{form.title}》", *texts, forms=(id_,))
        else:
            yield from _Forms(sides, before, after).changes()


def _outline(policy: Policy, form: Form) -> str:
    """A form that came or went: what it is, and the names of what it asks."""
    names = "、".join([*form.names])
    return f"{form.label}\n{whole(_head(policy, form))}\n栏目：{names}"


class _Forms:
    """One form in both editions."""

    def __init__(self, sides: Sides, before: Form, after: Form) -> None:
        self.sides = sides
        self.before = before
        self.after = after
        self.renames = sides.renames[after.id]
        self.titles = renamed_sections(before, after)

    def changes(self) -> Iterator[Change]:
        old, new = self.sides.old, self.sides.new
        if changed := change_of(_head(old, self.before), _head(new, self.after)):
            yield self._change(Part.FORM, "", *changed)
        sections = self._sections(self.before, old, self.titles), self._sections(self.after, new, {})
        yield from self._each(Part.FORM, *sections)
        yield from self._names()
        fields = self._fields(self.before, old, is_old=True), self._fields(self.after, new)
        yield from self._each(Part.FIELD, *fields)
        steps = [
            {s.step: _step(p, s) for s in f.sign_off} for f, p in ((self.before, old), (self.after, new))
        ]
        yield from self._each(Part.SIGN_OFF, *steps)

    @staticmethod
    def _sections(form: Form, policy: Policy, titles: Mapping[str, str]) -> Mapping[str, Facets]:
        return {
            titles.get(s.title, s.title): facets(标题=s.title, 说明=read(policy, s.help), 外文=s.foreign)
            for s in form.sections
        }

    def _names(self) -> Iterator[Change]:
        for old, new in self.renames.items():
            yield self._change(Part.FIELD, new, old, new, ChangeKind.RENAMED)

    def _fields(self, form: Form, policy: Policy, *, is_old: bool = False) -> Mapping[str, Facets]:
        """Name → facets of every field, table and column in the order of the page; old names as new."""
        found: dict[str, Facets] = {}
        for section in form.sections:
            title = self.titles.get(section.title, section.title) if is_old else section.title
            place = {"分节": Facet(title, section.title)}
            for field in section.fields:
                name = self.renames.get(field.name, field.name) if is_old else field.name
                found[name] = self._field(policy, field, is_old=is_old) | place
            if section.rows:
                found[section.rows.name] = _table(policy, section.rows) | place
                for column in section.rows.columns:
                    full = f"{section.rows.name}.{column.name}"
                    name = self.renames.get(full, full) if is_old else full
                    found[name] = self._field(policy, column, is_old=is_old)
        return found

    def _field(self, policy: Policy, field: Field, *, is_old: bool) -> dict[str, Facet]:
        found = field_facets(policy, field)
        for key, text in (("条件", field.when), ("计算", field.formula)):
            if is_old and text:
                found[key] = Facet(self.sides.respelled(text), text)
        return found

    def _each(self, part: Part, old: Mapping[str, Facets], new: Mapping[str, Facets]) -> Iterator[Change]:
        """What came, went or changed, and what stands in another order."""
        for name, was, now in merged(old, new):
            if changed := change_of(was, now):
                yield self._change(part, name, *changed)
        kept, order = [n for n in old if n in new], [n for n in new if n in old]
        for name in sorted(moved(kept, order), key=order.index):
            texts = _behind(name, kept), _behind(name, order)
            yield self._change(part, name, *texts, ChangeKind.MOVED)

    def _change(self, part: Part, name: str, old: str, new: str, kind: ChangeKind) -> Change:
        """A change of the form itself (no name), or of a section, a field or a step."""
        usage = self.sides.usage[bool(new)]
        is_asked = name and part is Part.FIELD
        rules = usage.rules_of_field(self.after.id, name.partition(".")[0]) if is_asked else ()
        label = f"《{self.after.title}》" + (f"“{name}”" if name else "")
        return self.sides.change(part, label, old, new, kind, forms=(self.after.id,), rules=rules)


def _behind(name: str, names: list[str]) -> str:
    at = names.index(name)
    return f"在“{names[at - 1]}”之后" if at else "在最前"


def _head(policy: Policy, form: Form) -> Facets:
    found = facets(
        名称=form.title,
        简称=form.name,
        附表=str(form.annex or ""),
        外文=form.foreign,
        纸张=form.orientation,
        可多份="是" if form.may_repeat else "",
    )
    found["依据"] = _basis(policy, form.basis)
    if form.help:
        found["说明"] = Facet(normalised(form.help), read(policy, form.help))
    return found


def _basis(policy: Policy, article: str) -> Facet:
    known = article in policy.articles
    return Facet(
        article, f"{policy.article_label(article)}（{policy.articles[article].title}）" if known else article
    )


def field_facets(policy: Policy, field: Field) -> dict[str, Facet]:
    """What a field asks; options that come from a figure are compared by where they come from."""
    found = facets(
        类型=field.kind.value, 单位=field.unit, 必填="是" if field.is_required else "否",
        条件=field.when, 示例=field.example, 默认=field.default, 计算=field.formula,
        整行="是" if field.is_wide else "",
        用途=field.purpose, 保存期限=field.retention, 外文=field.foreign,
    )  # fmt: skip
    if field.options:
        found["选项"] = _options(policy, field.options)
    if field.foreign_options:
        found["外文选项"] = _options(policy, field.foreign_options)
    if field.help:
        found["说明"] = Facet(normalised(field.help), read(policy, field.help))
    if field.basis:
        found["依据"] = _basis(policy, field.basis)
    return found


def _options(policy: Policy, options: tuple[str, ...] | str) -> Facet:
    try:
        shown = "、".join(policy.options(options))
    except KeyError:
        shown = str(options)
    return Facet(options if isinstance(options, str) else shown, shown)


def _table(policy: Policy, table: RowTable) -> dict[str, Facet]:
    found = facets(
        类型="明细", 行数=str(table.row_count), 至少=str(table.min_rows or ""), 外文=table.foreign,
        合计="、".join(f"{total}（{column}）" for total, column in table.totals.items()),
        说明=read(policy, table.help),
    )  # fmt: skip
    return found | ({"依据": _basis(policy, table.basis)} if table.basis else {})


def _step(policy: Policy, step: SignStep) -> Facets:
    found = facets(方式="、".join(step.ways), 必填="是" if step.is_required else "否", 条件=step.when)
    if isinstance(step.roles, str):
        found["职务"] = Facet(step.roles, "、".join(policy.options(step.roles)))
    else:
        found |= facets(职务="、".join(step.roles))
    return found | ({"依据": _basis(policy, step.basis)} if step.basis else {})
