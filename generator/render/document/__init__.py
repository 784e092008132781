"""The regulation as one document for signature and filing, in the manner of GB/T 9704-2012."""

from __future__ import annotations

from generator.render.document.docx import render_docx_document
from generator.render.document.pdf import page_numbers, render_pdf_document

__all__ = ["page_numbers", "render_docx_document", "render_pdf_document"]
