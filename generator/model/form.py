"""Forms: sections, fields, repeated rows and sign-off; each field says by which article it asks."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field as Key

from generator.model.node import Identifier, Line, Listed, Named, Node, Options


class FieldKind(StrEnum):
    """What a field asks for: it decides the control, the parser and the type in rules."""

    TEXT = "文本"
    MULTILINE = "多行文本"
    INTEGER = "整数"
    MONEY = "金额"
    DATE = "日期"
    TIME = "时间"
    CHOICE = "选项"
    SCALE = "量表"
    YES_NO = "是否"
    PEOPLE = "人员"
    SIGNATURE = "签名"


OPTION_KINDS = (FieldKind.CHOICE, FieldKind.SCALE)


class Field(Node):
    """One blank of a form. `名称` is its printed label and its key in JSON."""

    name: Line = Key(alias="名称")
    kind: FieldKind = Key(alias="类型", strict=False)
    unit: str = Key(default="", alias="单位")
    is_required: bool = Key(default=False, alias="必填")
    when: str = Key(default="", alias="条件", description="表达式；只在成立时填写")
    options: Options = Key(default=(), alias="选项", description="列表，或 参数.名、表.名.列")
    help: str = Key(default="", alias="说明")
    example: str = Key(default="", alias="示例")
    default: str = Key(default="", alias="默认", description="空表上预先填好的值；填表人可以改")
    formula: str = Key(
        default="", alias="计算", description="表达式；预填时没有给出的值由它算出，填得对不对由规则判断"
    )
    basis: str = Key(default="", alias="依据", description="条的标识")
    is_wide: bool = Key(default=False, alias="整行")
    purpose: str = Key(default="", alias="用途", description="个人信息的处理目的")
    retention: str = Key(default="", alias="保存期限", description="个人信息保存多久")
    foreign: str = Key(default="", alias="外文", description="双语表单的外文标签")
    foreign_options: Options = Key(
        default=(), alias="外文选项", description="量表选项的外文，次序相同；列表，或 参数.名"
    )


class RowTable(Node):
    """Repeated rows: one line of columns, pre-printed several times."""

    name: Line = Key(alias="名称")
    row_count: int = Key(alias="行数", ge=1, le=60)
    min_rows: int = Key(default=0, alias="至少", ge=0)
    columns: Listed[Field] = Key(alias="列", min_length=1)
    totals: Named[Line] = Key(default={}, alias="合计", description="合计字段的名称 → 被加的列")
    help: str = Key(default="", alias="说明")
    basis: str = Key(default="", alias="依据")
    foreign: str = Key(default="", alias="外文")

    def column(self, name: str) -> Field:
        """The column of a name. Raises KeyError."""
        return {c.name: c for c in self.columns}[name]

    @cached_property
    def total_fields(self) -> tuple[Field, ...]:
        """The fields that hold the sums, below the rows."""
        columns = {c.name: c for c in self.columns}
        return tuple(self._total_field(name, columns[c]) for name, c in self.totals.items() if c in columns)

    def _total_field(self, name: str, column: Field) -> Field:
        help_ = f"{self.name}各行“{column.name}”之和"
        made = {"名称": name, "类型": column.kind, "单位": column.unit, "必填": True, "说明": help_}
        return Field.model_validate({**made, "依据": self.basis})


class Section(Node):
    """A titled part of a form: single fields, or one table of repeated rows."""

    title: Line = Key(alias="标题")
    fields: Listed[Field] = Key(default=(), alias="字段")
    rows: RowTable | None = Key(default=None, alias="明细")
    help: str = Key(default="", alias="说明")
    foreign: str = Key(default="", alias="外文")


class SignStep(Node):
    """One step of the sign-off: who may sign, and whether an e-mail will do."""

    step: Line = Key(alias="环节")
    roles: Options = Key(alias="职务", description="列表，或 参数.名")
    ways: Listed[Line] = Key(default=(), alias="方式", description="如 签字、电子邮件")
    is_required: bool = Key(default=True, alias="必填")
    when: str = Key(default="", alias="条件")
    basis: str = Key(default="", alias="依据")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The blanks of the step: name, post, date and, where there is a choice, the way."""
        parts: list[dict[str, object]] = [
            {"名称": f"{self.step}人", "类型": "文本"},
            {"名称": f"{self.step}职务", "类型": "选项", "选项": self.roles},
            {"名称": f"{self.step}日期", "类型": "日期"},
        ]
        if self.ways:
            parts.append({"名称": f"{self.step}方式", "类型": "选项", "选项": self.ways})
        required = {"必填": self.is_required, "条件": self.when, "依据": self.basis}
        made = [Field.model_validate({**part, **required}) for part in parts]
        if len(self.ways) > 1:
            note = {"名称": f"{self.step}邮件", "类型": "文本", "依据": self.basis,
                    "说明": "以电子邮件办理的，填写发件人、日期和主题"}  # fmt: skip
            made.append(Field.model_validate(note))
        return tuple(made)


class Form(Node):
    """A form as HR writes it; everything the renderers, readers and rules need is derived."""

    id: Identifier = Key(alias="标识")
    title: Line = Key(alias="名称")
    name: Line = Key(alias="简称", description="规则里的名字")
    annex: int | None = Key(default=None, alias="附表")
    basis: Line = Key(alias="依据")
    help: str = Key(default="", alias="说明")
    foreign: str = Key(default="", alias="外文")
    sections: Listed[Section] = Key(alias="分节", min_length=1)
    sign_off: Listed[SignStep] = Key(default=(), alias="签批")
    orientation: Literal["纵向", "横向"] = Key(default="纵向", alias="纸张")
    may_repeat: bool = Key(default=False, alias="可多份", description="同一事项可以交几份，如一餐一单")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every single field in the order of the page: sections, totals, sign-off."""
        found = [f for s in self.sections for f in (*s.fields, *(s.rows.total_fields if s.rows else ()))]
        return (*found, *(f for step in self.sign_off for f in step.fields))

    @cached_property
    def tables(self) -> tuple[RowTable, ...]:
        """The tables of repeated rows."""
        return tuple(s.rows for s in self.sections if s.rows)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all fields and tables: the keys of `values` in JSON."""
        return (*(f.name for f in self.fields), *(t.name for t in self.tables))

    def field(self, name: str) -> Field:
        """The single field of a name. Raises KeyError."""
        return self._fields_by_name[name]

    @cached_property
    def _fields_by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}

    def table(self, name: str) -> RowTable:
        """The table of a name. Raises KeyError."""
        return {t.name: t for t in self.tables}[name]

    @property
    def label(self) -> str:
        """`附表1 客户接待通知表`."""
        return f"附表{self.annex}　{self.title}" if self.annex else self.title

    @cached_property
    def digest(self) -> str:
        """Twelve hex digits of the content: two forms that ask the same have the same."""
        content = json.dumps(
            self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"may_repeat"}),
            ensure_ascii=False,
            sort_keys=True,
        )
        return hashlib.sha256(content.encode()).hexdigest()[:12]
