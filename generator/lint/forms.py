"""Forms: labels unique, options and sums resolvable, the tying fields present.

Such as:

    {名称: 客户等级, 类型: 选项}                       “客户等级”没有足够的选项
    {名称: 客户等级, 类型: 选项, 选项: 表.等级.级}      没有“级”
    合计: {费用合计: 价格}                             合计“费用合计”加的是“价格”，没有这一列
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.errors import Level, Location, Problem
from generator.lint.identifiers import check_characters
from generator.model.form import OPTION_KINDS, Field, FieldKind, Form, RowTable
from generator.text import key, suggestion
from generator.values import FEN_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.policy import Policy

CODE = "form"
_SUMMABLE = (FieldKind.MONEY, FieldKind.INTEGER)
_COLUMN_KINDS_REFUSED = (FieldKind.MULTILINE, FieldKind.SCALE, FieldKind.SIGNATURE)


def check(policy: Policy) -> Iterator[Problem]:
    """Find fields that no rule, reader or renderer could hold apart or fill."""
    yield from _matching_fields(policy)
    for form in policy.forms:
        linter = _Form(policy, form)
        yield from linter.labels()
        yield from linter.tying_fields()
        for field, at in linter.all_fields():
            yield from linter.field(field, at)
        for table in form.tables:
            yield from linter.table(table)


def _matching_fields(policy: Policy) -> Iterator[Problem]:
    """Fields of 一致字段 that no two forms ask for, or that they ask for as different kinds."""
    for index, name in enumerate(policy.cover.matching_fields):
        at = policy.cover.place.of("一致字段", index)
        kinds = {f.title: field.kind for f in policy.forms for field in f.fields if field.name == name}
        if len(kinds) < 2:
            counted = Counter(field.name for form in policy.forms for field in form.fields)
            known = [n for n, count in counted.items() if count > 1]
            message = f"“{name}”不是两张以上表单共有的字段，无从核对"
            yield Problem(
                location=at, code=CODE, message=message, hint=suggestion(name, known), unknown_name=name
            )
        elif len(set(kinds.values())) > 1:
            said = "，".join(f"《{title}》是{kind}" for title, kind in kinds.items())
            message = f"“{name}”的类型不一致：{said}"
            yield Problem(location=at, code=CODE, message=message, hint="改为同一种类型")


class _Form:
    def __init__(self, policy: Policy, form: Form) -> None:
        self.policy = policy
        self.form = form

    def _problem(self, at: Location, message: str, hint: str = "", name: str = "") -> Problem:
        return Problem(location=at, code=CODE, message=message, hint=hint, unknown_name=name)

    def all_fields(self) -> Iterator[tuple[Field, Location]]:
        """Every field with its place; those of the sign-off stand at their step."""
        for section in self.form.sections:
            yield from ((f, f.place.of("名称")) for f in section.fields)
        for step in self.form.sign_off:
            yield from ((f, step.place.of("职务")) for f in step.fields)

    def labels(self) -> Iterator[Problem]:
        """Readers find a field by its label when its control is gone: labels must differ."""
        counted = Counter(key(name) for name in self.form.names)
        for name in self.form.names:
            if counted[key(name)] > 1:
                at = self._place_of(name)
                yield self._problem(
                    at, f"表单“{self.form.title}”有两个名称为“{name}”的字段", "改名，使每个名称只出现一次"
                )
        for field, at in self.all_fields():
            yield from check_characters(field.name, at)

    def _place_of(self, name: str) -> Location:
        found = [at for field, at in self.all_fields() if field.name == name]
        tables = [t.place.of("名称") for t in self.form.tables if name in (t.name, *t.totals)]
        return (tables + found[-1:] or [self.form.place.of("名称")])[0]

    def tying_fields(self) -> Iterator[Problem]:
        names = {f.name: f for f in self.form.fields}
        for what in (self.policy.cover.dossier_field, self.policy.cover.date_field):
            if what not in names:
                message = f"表单“{self.form.title}”没有“{what}”"
                yield self._problem(
                    self.form.place.of("分节"), message, "补上这个字段：各表靠它对应同一事项和适用版本", what
                )
        date = names.get(self.policy.cover.date_field)
        if date and date.kind is not FieldKind.DATE:
            yield self._problem(date.place.of("类型"), f"“{date.name}”应当是日期", "类型: 日期")

    def field(self, field: Field, at: Location) -> Iterator[Problem]:
        place = field.place.of("选项") if field.place.spans else at
        if field.kind in OPTION_KINDS:
            yield from self._options(field, place)
        elif field.options:
            yield self._problem(
                place, f"“{field.name}”是{field.kind}，不能有选项", "类型改为“选项”，或删去选项"
            )
        if field.foreign_options:
            yield from self._foreign_options(field)
        if field.kind is FieldKind.MONEY and (field.unit or "元") not in FEN_PER_UNIT:
            hint = f"单位只能是{'、'.join(FEN_PER_UNIT)}"
            yield self._problem(field.place.of("单位"), f"“{field.name}”的单位是“{field.unit}”", hint)
        if bool(field.purpose) != bool(field.retention):
            known, missing = ("用途", "保存期限") if field.purpose else ("保存期限", "用途")
            yield Problem(
                location=field.place.of(known), code=CODE, message=f"“{field.name}”写了{known}，没有写{missing}",
                hint=f"补上 {missing}: …；收集个人信息，两者都要告知", level=Level.WARNING,
            )  # fmt: skip

    def _foreign_options(self, field: Field) -> Iterator[Problem]:
        at = field.place.of("外文选项")
        try:
            count, foreign = (
                len(self.policy.options(field.options)),
                self.policy.options(field.foreign_options),
            )
        except ValueError:
            return
        except KeyError as error:
            message = f"“{field.name}”的外文选项取自“{field.foreign_options}”，没有“{error.args[0]}”"
            yield self._problem(at, message, "列出外文选项，或写 参数.名", str(error.args[0]))
            return
        if field.kind is not FieldKind.SCALE:
            yield self._problem(at, f"“{field.name}”是{field.kind}，只有量表有外文选项", "删去外文选项")
        elif len(foreign) != count:
            message = f"“{field.name}”有{count}个选项，外文选项有{len(foreign)}个"
            yield self._problem(at, message, "逐项对应，次序相同")

    def _options(self, field: Field, at: Location) -> Iterator[Problem]:
        try:
            options = self.policy.options(field.options)
        except ValueError:
            return  # a figure that cannot be read is reported where it is written
        except KeyError as error:
            name = str(error.args[0])
            known = [f"参数.{n}" for n in self.policy.parameters]
            known += [f"表.{n}.{c}" for n, t in self.policy.tables.items() for c in t.outputs]
            message = f"“{field.name}”的选项取自“{field.options}”，没有“{name}”"
            yield self._problem(at, message, suggestion(str(field.options), known), name)
            return
        if (len(options) < 2 and field.kind is FieldKind.SCALE) or not options:
            yield self._problem(at, f"“{field.name}”没有足够的选项", "列出选项，或写 参数.名、表.名.列")
        for text, count in Counter(map(key, options)).items():
            if count > 1:
                yield self._problem(at, f"“{field.name}”的选项“{text}”重复", "删去重复的选项")

    def table(self, table: RowTable) -> Iterator[Problem]:
        for text, count in Counter(key(c.name) for c in table.columns).items():
            if count > 1:
                yield self._problem(table.place.of("列"), f"明细“{table.name}”有两列都叫“{text}”", "改名")
        for column in table.columns:
            yield from check_characters(column.name, column.place.of("名称"))
            yield from self.field(column, column.place.of("名称"))
            if column.when:
                hint = "删去条件；写一条 逐行 的规则"
                yield self._problem(column.place.of("条件"), f"明细的列“{column.name}”不能有条件", hint)
            if column.kind in _COLUMN_KINDS_REFUSED:
                yield self._problem(
                    column.place.of("类型"), f"明细的列“{column.name}”不能是{column.kind}", "改用文本或选项"
                )
        yield from check_characters(table.name, table.place.of("名称"))
        if table.min_rows > table.row_count:
            yield self._problem(
                table.place.of("至少"), f"明细“{table.name}”至少要填的行多于印出的行", "增加行数"
            )
        yield from self._totals(table)

    def _totals(self, table: RowTable) -> Iterator[Problem]:
        columns = {c.name: c for c in table.columns}
        for total, column in table.totals.items():
            at = table.place.of("合计", total)
            if column not in columns:
                yield self._problem(
                    at, f"合计“{total}”加的是“{column}”，没有这一列", suggestion(column, columns), column
                )
            elif columns[column].kind not in _SUMMABLE:
                yield self._problem(
                    at, f"合计“{total}”加的列“{column}”是{columns[column].kind}", "只能加整数或金额"
                )
