"""Stamp a PDF form with what it was made from: Info, XMP, hidden fields and an attached form.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String

from generator.model.shape import Stamp, shape_of

if TYPE_CHECKING:
    from generator.model.form import Form
    from generator.model.policy import Policy
    from generator.model.shape import FieldShape

ATTACHMENT = "form.json"
NAMESPACE = "urn:zhidu:stamp"
_PARENT = "zhidu"
_READ_ONLY, _HIDDEN = 1, 2
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"


def stamp_pdf(pdf: Pdf, policy: Policy, form: Form) -> None:
    """Write the stamp in four places: programs that fill forms keep at least one of them.

    pypdf's `append` keeps the fields only; exported form data (XFDF) holds nothing but fields.
    """
    properties = Stamp.of(policy, form).as_properties()
    for name, value in properties.items():
        pdf.docinfo[Name(f"/{name}")] = value
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.register_xml_namespace(NAMESPACE, "zhidu")
        for name, value in properties.items():
            metadata[f"{{{NAMESPACE}}}{name}"] = value
        # Typst vouched for PDF/UA before the fields were added. What a program can check still
        # holds (tests/programs/test_pdf_accessibility.py); the rest nobody has judged.
        if _PDFUA in metadata:
            del metadata[_PDFUA]
    _add_hidden_fields(pdf, properties)
    _attach(pdf, form_description(policy, form), day=policy.cover.effective)


def _add_hidden_fields(pdf: Pdf, properties: dict[str, str]) -> None:
    """One read-only field an entry, below a common parent: a name with a period is a path."""
    page = pdf.pages[0].obj
    parent = pdf.make_indirect(Dictionary(T=String(_PARENT), FT=Name.Tx, Ff=_READ_ONLY, Kids=Array()))
    for name, value in properties.items():
        field = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, T=String(name.removeprefix(f"{_PARENT}.")), V=String(value),
            TU=String("表单版本标记"), F=_HIDDEN, Rect=Array([0, 0, 0, 0]), P=page, Parent=parent,
            DA=pdf.Root.AcroForm.DA,
        )  # fmt: skip
        indirect = pdf.make_indirect(field)
        parent.Kids.append(indirect)
        page.Annots.append(indirect)
    pdf.Root.AcroForm.Fields.append(parent)


def form_description(policy: Policy, form: Form) -> dict[str, Any]:
    """The form as data: stamp, fields with their options, tables; what form.json holds."""
    shape = shape_of(policy, form)
    tables = {t.name: {c.name: _field(c) for c in t.columns} for t in shape.tables}
    return {
        "stamp": Stamp.of(policy, form).as_properties(),
        "title": form.title,
        "fields": {f.name: _field(f) for f in shape.fields},
        "tables": tables,
    }


def _field(shape: FieldShape) -> dict[str, Any]:
    return {"kind": shape.kind} | ({"options": list(shape.options)} if shape.options else {})


def _attach(pdf: Pdf, description: dict[str, Any], *, day: str) -> None:
    content = json.dumps(description, ensure_ascii=False, sort_keys=True, indent=1).encode()
    written = f"D:{day.replace('-', '')}000000Z"
    pdf.attachments[ATTACHMENT] = AttachedFileSpec(
        pdf, content, filename=ATTACHMENT, mime_type="application/json", description="表单结构",
        relationship=Name.Data, creation_date=written, mod_date=written,
    )  # fmt: skip
    pdf.Root.AF = Array([pdf.attachments[ATTACHMENT].obj])
