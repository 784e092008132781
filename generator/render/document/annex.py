"""Forms as annexes on paper: labels and blanks in grids, to be read with the text."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from generator.model.form import OPTION_KINDS, FieldKind
from generator.model.prose import to_plain
from generator.render.document.blocks import Cell, Grid, Kind, Part, Row, Style, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.form import Field, Form, RowTable, Section, SignStep
    from generator.model.policy import Policy
    from generator.render.document.blocks import Block

_PAIRS = {"纵向": 2, "横向": 3}
_LABEL, _BLANK = 20.0, 30.0
_MOST_OPTIONS, _MOST_LETTERS = 6, 24
_MOST_ROWS = 8
_ROW_MM, _HIGH_MM = 8.0, 16.0
# How many letters fit into a label, into a blank beside a second pair, into one as wide as the page, into a way of signing.
_LABEL_ROOM, _ROOM, _WIDE_ROOM = 7.6, 12.0, 32.0
_WAY_ROOM = {"纵向": 6.6, "横向": 10.0}
_SPACE, _ASCII = 0.3, 0.55
_NUMBER_WIDTH = 5.0
_WIDTHS = {
    FieldKind.DATE: 10.0, FieldKind.TIME: 8.0, FieldKind.INTEGER: 7.0, FieldKind.MONEY: 9.0,
    FieldKind.YES_NO: 9.0, FieldKind.CHOICE: 11.0,
}  # fmt: skip
_WAY, _MAIL = "方式", "邮件"
_STEP_HEADS = {"人": "姓名（签字）", "职务": "职务", "日期": "日期", _WAY: "办理方式", _MAIL: "邮件"}


def annex_parts(policy: Policy) -> tuple[Part, ...]:
    """Every form, in the order of the annexes."""
    return tuple(_annex(policy, form) for form in policy.forms)


def _annex(policy: Policy, form: Form) -> Part:
    label = f"附表{form.annex}" if form.annex else "表单"
    blocks: list[Block] = [Text(Style.ANNEX, label), Text(Style.FORM, form.title)]
    if form.basis in policy.articles:
        blocks.append(Text(Style.BASIS, f"（依据{policy.article_label(form.basis)}{_legend(form)}）"))
    if form.help:
        blocks.append(Text(Style.NOTE, to_plain(policy, form.help)))
    for section in form.sections:
        blocks += _section(policy, form, section)
    if form.sign_off:
        blocks += [Text(Style.CAPTION, "签批"), _sign_off(form.sign_off, _WAY_ROOM[form.orientation])]
    is_wide = form.orientation == "横向"
    return Part(
        kind=Kind.ANNEX, key=f"form:{form.id}", blocks=tuple(blocks),
        entry=f"{label}　{form.title}", is_wide=is_wide,
    )  # fmt: skip


def _legend(form: Form) -> str:
    """What the star before a label means, where there is one."""
    fields = [*form.fields, *(c for t in form.tables for c in t.columns)]
    return "，标 * 的必须填写" if any(_label(f).startswith("*") for f in fields) else ""


def _section(policy: Policy, form: Form, section: Section) -> Iterator[Block]:
    yield Text(Style.CAPTION, section.title)
    if section.help:
        yield Text(Style.NOTE, f"{to_plain(policy, section.help).rstrip('。')}。")
    if section.fields:
        yield _fields(policy, section.title, section.fields, _PAIRS[form.orientation])
    if section.rows:
        yield _rows(section.rows)


def _fields(policy: Policy, title: str, fields: tuple[Field, ...], pairs: int) -> Grid:
    lines: list[list[Field]] = []
    for field in fields:
        is_free = lines and len(lines[-1]) < pairs and not _is_wide(field) and not _is_wide(lines[-1][-1])
        if is_free:
            lines[-1].append(field)
        else:
            lines.append([field])
    rows = tuple(_line(policy, line, pairs) for line in lines)
    return Grid(caption=title, widths=(_LABEL, _BLANK) * pairs, rows=rows, heads=0, is_small=True)


def _is_wide(field: Field) -> bool:
    return field.is_wide or field.kind in (FieldKind.MULTILINE, FieldKind.SCALE)


def _line(policy: Policy, fields: list[Field], pairs: int) -> Row:
    """Labels and blanks; the last blank takes what is left of the line."""
    cells: list[Cell] = []
    for index, field in enumerate(fields):
        is_last = index == len(fields) - 1
        span = 2 * (pairs - len(fields)) + 1 if is_last else 1
        blank = _blank(policy, field, _ROOM if span == 1 else _WIDE_ROOM)
        cells += [Cell(_label(field, _LABEL_ROOM), is_head=True, is_centred=True), Cell(blank, span)]
    return Row(tuple(cells), _HIGH_MM if fields[0].kind is FieldKind.MULTILINE else _ROW_MM)


def _label(field: Field, room: float = inf) -> str:
    """The name with a star and its unit; what does not fit into the room breaks before the unit."""
    name = f"*{field.name}" if field.is_required and not field.when else field.name
    unit = f"（{field.unit}）" if field.unit else ""
    return f"{name}\n{unit}" if unit and _width(name + unit) > room else name + unit


def _blank(policy: Policy, field: Field, room: float) -> str:
    """What is printed in a blank: boxes to tick where they fit, the parts of a date."""
    if field.kind is FieldKind.YES_NO:
        return "□ 是　□ 否"
    if field.kind is FieldKind.DATE:
        return "　　　年　　月　　日"
    options = policy.options(field.options) if field.kind in OPTION_KINDS else ()
    if options and len(options) <= _MOST_OPTIONS and len("".join(options)) <= _MOST_LETTERS:
        return _boxes(options, room)
    return ""


def _boxes(options: Sequence[str], room: float) -> str:
    """Boxes to tick; lines end between two of them, where Chinese would break at any character."""
    lines = [""]
    for option in options:
        longer = f"{lines[-1]}　□ {option}".removeprefix("　")
        if lines[-1] and _width(longer) > room:
            lines.append(f"□ {option}")
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _width(text: str) -> float:
    return sum(_SPACE if c == " " else _ASCII if c.isascii() else 1 for c in text)


def _rows(table: RowTable) -> Grid:
    heads = ("序号", *(_label(c) for c in table.columns))
    widths = (_NUMBER_WIDTH, *(_WIDTHS.get(c.kind, 14.0) for c in table.columns))
    count = min(table.row_count, _MOST_ROWS)
    rows = [Row(tuple(Cell(h, is_head=True, is_centred=True) for h in heads))]
    for number in range(1, count + 1):
        blanks = tuple(Cell("□ 是　□ 否" if c.kind is FieldKind.YES_NO else "") for c in table.columns)
        rows.append(Row((Cell(str(number), is_centred=True), *blanks), _ROW_MM))
    for total in table.total_fields:
        column = [c.name for c in table.columns].index(table.totals[total.name]) + 1
        after = len(heads) - max(column, 1)
        label = Cell(_label(total), max(column, 1), is_head=True, is_centred=True)
        rows.append(Row((label, Cell("", after)), _ROW_MM))
    return Grid(caption=table.name, widths=widths, rows=tuple(rows), is_small=True)


def _sign_off(steps: tuple[SignStep, ...], room: float) -> Grid:
    parts = [{f.name.removeprefix(s.step): f for f in s.fields} for s in steps]
    kinds = [k for k in _STEP_HEADS if any(k in p for p in parts)]
    heads = ("环节", *(_STEP_HEADS[k] for k in kinds))
    rows = [Row(tuple(Cell(h, is_head=True, is_centred=True) for h in heads))]
    for step, fields in zip(steps, parts, strict=True):
        mark = "*" if step.is_required and not step.when else ""
        ways = _boxes(step.ways, room)
        shown = {kind: (ways if kind == _WAY else "") if kind in fields else "—" for kind in kinds}
        cells = [Cell(shown[kind], is_centred=True) for kind in kinds]
        rows.append(Row((Cell(f"{mark}{step.step}", is_head=True, is_centred=True), *cells), _ROW_MM))
    return Grid(caption="签批", widths=(12.0, *(18.0 for _ in kinds)), rows=tuple(rows), is_small=True)
