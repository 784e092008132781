"""Form shapes for readers' tests."""

from __future__ import annotations

from generator.model.shape import FieldShape, FormShape, TableShape


def field(name: str, kind: str = "文本", *options: str) -> FieldShape:
    return FieldShape(name=name, kind=kind, options=options)


def shape(form: str, *fields: FieldShape, title: str = "", tables: tuple[TableShape, ...] = ()) -> FormShape:
    return FormShape(id=form, title=title or form, fields=fields, tables=tables)


def table(name: str, *columns: FieldShape) -> TableShape:
    return TableShape(name=name, columns=columns)


NOTIFICATION = shape(
    "notification",
    field("接待编号"),
    field("来访人数", "整数"),
    field("合同金额", "金额"),
    field("是否用餐", "是否"),
    field("陪同人", "人员"),
    title="客户接待通知表",
    tables=(table("费用明细", field("项目", "选项", "餐费", "住宿费"), field("金额", "金额")),),
)
SURVEY = shape("survey", field("接待编号"), field("满意度", "量表", "1", "2", "3"), title="满意度调查表")
SHAPES = (NOTIFICATION, SURVEY)
