"""A completed DOCX form → a copy with a comment at the field of each finding.

The tree of the reader is edited, not a document object of python-docx: that library raises bare
errors for files that the reader accepts (Strict, templates, missing parts), and stamps the clock.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from generator.errors import InputRefused
from generator.intake.docx_parts import W, read_parts
from generator.intake.markup import parse_markup
from generator.intake.package import CONTENT_TYPES
from generator.model.shape import shape_of
from generator.render.wordml import XML_HEAD, paragraph, run
from generator.report.docx_places import PARAGRAPH, Places, Span
from generator.report.finding_words import AUTHOR, note_lines
from generator.report.word_copy import RELATIONS, open_copy, pack, relations_of, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from generator.model.finding import Result
    from generator.model.policy import Policy

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NAMESPACE = f'xmlns:w="{W.strip("{}")}"'
_INITIALS = "校"
_REFERENCE = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'


def annotate_docx(data: bytes, result: Result, policy: Policy) -> bytes:
    """The copy: the same but for its comments, and the same in every run; `data` was accepted.

    Comments carry no date, as the copy depends on nothing but the file and its findings.
    Raises InputRefused where no copy can be made.
    """
    parts = open_copy(data)
    body = read_parts(pack(parts))
    form = policy.forms_by_id.get(result.form)
    places = Places(body, shape_of(policy, form) if form else None)
    comments_name = _comments_part(parts, body.name)
    comments = parse_markup(parts[comments_name])
    for number, finding in enumerate(result.to_mend, 1):
        span = places.find(finding.fields)
        if span is None:
            raise InputRefused("no-place", "文件里没有可以加批注的段落，没有制作批注副本")
        identifier = str(_free_id(comments))
        comments.append(_comment(identifier, note_lines(number, finding)))
        _mark(span, identifier)
    parts[body.name] = to_bytes(body.document)
    parts[comments_name] = to_bytes(comments)
    return pack(parts)


def _comments_part(parts: dict[str, bytes], body: str) -> str:
    """The name of the comments part; one is added where there is none."""
    name = relations_of(body)
    root = parse_markup(parts[name]) if name in parts else etree.Element(f"{RELATIONS}Relationships")
    folder = posixpath.dirname(body)
    for relation in root:
        target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
        if relation.get("Type") == _COMMENTS_RELATION and target.lstrip("/") in parts:
            return target.lstrip("/")
    taken = {r.get("Id") for r in root}
    numbers = range(1, len(parts) + len(taken) + 2)
    # Some programs look for the part by the name that Word gives it.
    wanted = ("comments.xml", *(f"comments{i}.xml" for i in numbers))
    comments = next(n for w in wanted if (n := posixpath.join(folder, w)) not in parts)
    identifier = next(n for i in numbers if (n := f"rIdNotes{i}") not in taken)
    target = posixpath.basename(comments)
    etree.SubElement(root, f"{RELATIONS}Relationship", Id=identifier, Type=_COMMENTS_RELATION, Target=target)
    parts[name] = to_bytes(root)
    parts[comments] = f"{XML_HEAD}<w:comments {_NAMESPACE}/>".encode()
    types = parse_markup(parts[CONTENT_TYPES])
    etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{comments}", ContentType=_COMMENTS_TYPE)
    parts[CONTENT_TYPES] = to_bytes(types)
    return comments


def _free_id(comments: _Element) -> int:
    """A number above those of the comments that are there."""
    written = [c.get(f"{W}id", "") for c in comments]
    used = {int(i) for i in written if i.isascii() and i.isdigit() and len(i) < 10}
    return max(used, default=-1) + 1


def _comment(identifier: str, lines: Iterable[str]) -> _Element:
    sign = f"<w:r>{_REFERENCE}<w:annotationRef/></w:r>"
    first, *others = [run(line) for line in lines if line]
    paragraphs = "".join(paragraph(content, "CommentText") for content in (sign + first, *others))
    return etree.fromstring(
        f'<w:comment {_NAMESPACE} w:id="{identifier}" w:author="{AUTHOR}" w:initials="{_INITIALS}">{paragraphs}</w:comment>'
    )


def _mark(span: Span, identifier: str) -> None:
    """Put the range and the sign of a comment around a span."""
    start, end = (
        etree.Element(f"{W}commentRange{side}", {f"{W}id": identifier}) for side in ("Start", "End")
    )
    sign = etree.fromstring(f'<w:r {_NAMESPACE}>{_REFERENCE}<w:commentReference w:id="{identifier}"/></w:r>')
    if span.first.tag == PARAGRAPH:
        has_properties = len(span.first) and span.first[0].tag == f"{W}pPr"
        span.first.insert(1 if has_properties else 0, start)
        span.last.extend((end, sign))
    else:
        span.first.addprevious(start)
        span.last.addnext(end)
        end.addnext(sign)
