"""How long one form takes, against WeasyPrint and docxtpl making the same form in the same run.

pip install -r benchmarks/requirements.txt && python -m benchmarks.bench_forms
"""

from __future__ import annotations

import io
import logging
from functools import partial
from html import escape
from typing import TYPE_CHECKING

import docx
import weasyprint
from docxtpl import DocxTemplate

from benchmarks.filled_forms import ROOT, example, plain_values, shipped_policy
from benchmarks.stopwatch import best_of, machine
from generator.model.form import FieldKind
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.form import Field, Form, RowTable
    from generator.model.policy import Policy

ROUNDS = 5
_FONT = (ROOT / "templates/fonts/NotoSansSC-Form.otf").as_uri()
_STYLE = f"""
@font-face {{ font-family: Form; src: url({_FONT}) }}
@page {{ size: A4; margin: 18mm; @bottom-right {{ content: counter(page) " / " counter(pages) }} }}
body {{ font: 9.5pt Form }} table {{ width: 100%; border-collapse: collapse; margin-bottom: 7pt }}
td, th {{ border: .5pt solid #555; padding: 3pt }} input, select, textarea {{ width: 100%; font: 9.5pt Form; border: 0 }}
"""


def form_as_html(policy: Policy, form: Form) -> str:
    """The form as WeasyPrint takes it: the same sections, labels and fields."""
    parts = [f"<style>{_STYLE}</style><h1>{escape(form.title)}</h1>"]
    for section in form.sections:
        parts.append(f"<h2>{escape(section.title)}</h2><table>")
        parts += [
            f"<tr><td>{escape(f.name)}</td><td>{_input(policy, f, f.name)}</td></tr>" for f in section.fields
        ]
        parts.append("</table>")
        if section.rows:
            parts.append(_rows_as_html(policy, section.rows))
    for step in form.sign_off:
        cells = "".join(f"<td>{escape(f.name)} {_input(policy, f, f.name)}</td>" for f in step.fields)
        parts.append(f"<table><tr>{cells}</tr></table>")
    return "".join(parts)


def _rows_as_html(policy: Policy, rows: RowTable) -> str:
    head = "".join(f"<th>{escape(c.name)}</th>" for c in rows.columns)
    lines = (
        "".join(f"<td>{_input(policy, c, f'{rows.name}_{n}_{c.name}')}</td>" for c in rows.columns)
        for n in range(1, rows.row_count + 1)
    )
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _input(policy: Policy, field: Field, name: str) -> str:
    key = escape(name)
    options = ("是", "否") if field.kind is FieldKind.YES_NO else policy.options(field.options)
    if options:
        return f'<select name="{key}">{"".join(f"<option>{escape(o)}</option>" for o in options)}</select>'
    if field.kind is FieldKind.MULTILINE:
        return f'<textarea name="{key}"></textarea>'
    return f'<input name="{key}">'


def form_as_template(form: Form) -> bytes:
    """The form as docxtpl takes it: label and placeholder side by side, rows in a loop."""
    document = docx.Document()
    document.add_heading(form.title)
    for section in form.sections:
        document.add_heading(section.title, 2)
        if section.fields:
            _pairs(document, section.fields)
        if section.rows:
            _loop(document, section.rows)
    for step in form.sign_off:
        _pairs(document, step.fields)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pairs(document: docx.document.Document, fields: tuple[Field, ...]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for field in fields:
        label, value = table.add_row().cells
        label.text, value.text = field.name, f"{{{{ {field.name} }}}}"


def _loop(document: docx.document.Document, rows: RowTable) -> None:
    table = document.add_table(rows=4, cols=len(rows.columns), style="Table Grid")
    for cell, column in zip(table.rows[0].cells, rows.columns, strict=True):
        cell.text = column.name
    table.rows[1].cells[0].text = f"{{%tr for row in {rows.name} %}}"
    for cell, column in zip(table.rows[2].cells, rows.columns, strict=True):
        cell.text = f"{{{{ row['{column.name}'] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"


def with_weasyprint(html: str) -> bytes:
    made: bytes = weasyprint.HTML(string=html).write_pdf(pdf_forms=True)
    return made


def with_docxtpl(made: bytes, values: Mapping[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(made))
    template.render(dict(values), autoescape=True)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def main() -> None:
    logging.disable(logging.WARNING)
    policy = shipped_policy()
    print(machine("typst", "pikepdf", "weasyprint", "docxtpl"), end="\n\n")
    print("| form | PDF ms | WeasyPrint ms | times | DOCX ms | docxtpl ms | times |")
    print("|---|---|---|---|---|---|---|")
    for form in policy.forms:
        answers = example(policy, form)
        actions = {
            "pdf": partial(render_pdf_form, policy, form, answers),
            "weasyprint": partial(with_weasyprint, form_as_html(policy, form)),
            "docx": partial(render_docx_form, policy, form, answers),
            "docxtpl": partial(with_docxtpl, form_as_template(form), plain_values(form, answers)),
        }
        best_of(1, actions)
        pdf, weasy, word, template = (t * 1000 for t in best_of(ROUNDS, actions).values())
        cells = f"{pdf:.1f} | {weasy:.0f} | {weasy / pdf:.1f} | {word:.2f} | {template:.1f} | {template / word:.1f}"
        print(f"| {form.id} | {cells} |")


if __name__ == "__main__":
    main()
