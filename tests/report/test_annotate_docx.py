"""Annotated copies of DOCX forms: comments at the fields, nothing else touched."""

from __future__ import annotations

import io
import subprocess

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.errors import InputRefused, Level
from generator.model.finding import Outcome
from generator.report.annotate_docx import annotate_docx
from tests.docx_sample import (
    BODY,
    W,
    body_of,
    edited,
    filled,
    packed,
    parts_of,
    read,
    sample_policy,
    strip_bookmarks,
    strip_controls,
    strip_tags,
)
from tests.report.samples import HOSTILE, a_finding, a_result
from tests.report.word_comments import comments_of

POLICY = sample_policy()
FORM = filled(POLICY)
COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def annotated(*findings, data=FORM):
    return annotate_docx(data, a_result(*findings, form="reception"), POLICY)


def on(*fields, **parts):
    return a_finding(fields=fields, **parts)


FIELDS = {
    "客户单位": "华东机电有限公司 & <子公司>",
    "来访人数": "6",
    "客户等级": "B",
    "备注": "第一行第二行第四行",
    "费用明细[1].用途": "首日午餐",
    "费用明细[3].金额": "234.50",
    "费用合计": "1,234.50",
    "批准方式": "电子邮件",
}


@pytest.mark.parametrize(("field", "value"), FIELDS.items())
def test_a_comment_is_put_on_the_value_of_its_field(field, value):
    (comment,) = comments_of(annotated(on(field)))

    assert comment.covered == value
    assert comment.text == "1.【错误】第一条　人数填写为3，应为1\n现为：3；应为：1\n更正：把人数改为1"


@pytest.mark.parametrize("lost", [(strip_tags,), (strip_controls,), (strip_controls, strip_bookmarks)])
@pytest.mark.parametrize(("field", "value"), FIELDS.items())
def test_the_place_is_found_without_tags_controls_or_bookmarks(lost, field, value):
    (comment,) = comments_of(annotated(on(field), data=edited(FORM, *lost)))

    assert comment.covered == value


def test_the_comment_stands_outside_the_locked_control():
    body = body_of(annotated(on("来访人数")))

    start = next(body.iter(f"{W}commentRangeStart"))
    assert start.getnext().tag == f"{W}sdt"
    assert start.getnext().getnext().tag == f"{W}commentRangeEnd"
    assert not list(start.iterancestors(f"{W}sdt"))


def test_a_tick_box_is_marked_at_its_first_box():
    (comment,) = comments_of(annotated(on("需要翻译")))

    assert comment.covered == "☐"


def test_a_row_or_a_table_is_marked_at_its_first_cell():
    row, table = comments_of(annotated(on("费用明细[3]"), on("费用明细")))

    assert (row.covered, table.covered) == ("接站", "首日午餐")


@pytest.mark.parametrize("fields", [(), ("没有这个字段",), ("费用明细[99].金额",), ("费用明细[0].金额",)])
def test_what_has_no_place_is_said_at_the_title(fields):
    (comment,) = comments_of(annotated(on(*fields)))

    assert comment.covered == "接待表"


def test_the_first_field_that_has_a_place_is_marked():
    (comment,) = comments_of(annotated(on("没有这个字段", "来访人数")))

    assert comment.covered == "6"


def test_several_comments_keep_their_order_and_numbers():
    found = comments_of(
        annotated(on("来访人数"), on("来访人数", level=Level.NOTE), on("客户等级", outcome=Outcome.UNDECIDED))
    )

    assert [c.covered for c in found] == ["6", "6", "B"]
    assert [c.text[:7] for c in found] == ["1.【错误】第", "2.【提示】第", "3.【无法判定"]


def test_the_answers_read_the_same_as_before():
    assert read(annotated(*map(on, FIELDS)), POLICY) == read(FORM, POLICY)


def test_the_other_parts_are_carried_over():
    before, after = parts_of(FORM), parts_of(annotated(on("来访人数")))

    assert set(after) - set(before) == {"word/comments.xml"}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {BODY, "[Content_Types].xml", "word/_rels/document.xml.rels"}


def test_what_is_inserted_brings_no_namespace_but_that_of_word():
    parts = parts_of(annotated(on("来访人数"), on()))

    for name in (BODY, "word/comments.xml"):
        assert parts[name].count(b"Ignorable") == parts_of(FORM).get(name, b"").count(b"Ignorable")


def test_nothing_in_the_copy_depends_on_the_clock():
    first, second = annotated(on("来访人数")), annotated(on("来访人数"))

    assert first == second
    (comment,) = docx.Document(io.BytesIO(first)).comments
    assert comment.timestamp is None
    assert comment.author == "制度校验"


def test_comments_that_are_there_stay():
    document = docx.Document(io.BytesIO(FORM))
    document.add_comment(document.paragraphs[0].runs, text="以前的批注", author="王芳")
    out = io.BytesIO()
    document.save(out)

    found = comments_of(annotated(on("来访人数"), data=out.getvalue()))

    assert [c.text[:5] for c in found] == ["以前的批注", "1.【错误"]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_values_are_text_in_comments(value):
    data = annotated(on("来访人数", actual=value, expected=value, message=value, hint=value))

    (comment,) = comments_of(data)
    assert all(c.isprintable() or c in "\n\u3000" for c in comment.text)
    tags = {e.tag for e in etree.fromstring(parts_of(data)["word/comments.xml"]).iter()}
    assert tags <= {
        f"{W}{n}"
        for n in ("comments", "comment", "p", "pPr", "pStyle", "r", "rPr", "rStyle", "t", "annotationRef")
    }


def test_a_template_is_neither_fetched_nor_kept():
    settings_part = parts_of(FORM)["word/settings.xml"].replace(
        b"<w:zoom",
        b'<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><w:zoom',
        1,
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>'
    )
    data = packed(
        {
            **parts_of(FORM),
            "word/settings.xml": settings_part,
            "word/_rels/settings.xml.rels": relations.encode(),
        }
    )
    assert b"attachedTemplate" in settings_part

    parts = parts_of(annotated(on("来访人数"), data=data))

    assert not [
        name for name, part in parts.items() if b"attachedTemplate" in part or b"evil.example" in part
    ]


def to_strict(data):
    """As Word saves a Strict document, as far as our parts go."""
    renamed = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        ),
        (b"/relationships/custom-properties", b"/relationships/customProperties"),
        (b"/relationships/extended-properties", b"/relationships/extendedProperties"),
        (b"officeDocument/custom-properties", b"officeDocument/customProperties"),
        (b"officeDocument/extended-properties", b"officeDocument/extendedProperties"),
        (b"<w:document ", b'<w:document w:conformance="strict" '),
    )
    parts = parts_of(data)
    for name in parts:
        for usual, strict in (
            renamed if name.endswith((".xml", ".rels")) and "Content_Types" not in name else ()
        ):
            parts[name] = parts[name].replace(usual, strict)
    return packed(parts)


def test_a_strict_document_comes_back_as_a_usual_one():
    strict = to_strict(FORM)
    assert read(strict, POLICY).form == "reception"

    data = annotated(on("来访人数"), data=strict)

    assert [c.covered for c in comments_of(data)] == ["6"]
    assert not [n for n, part in parts_of(data).items() if b"purl.oclc.org" in part or b"conformance" in part]
    assert parts_of(data)["docProps/custom.xml"] == parts_of(FORM)["docProps/custom.xml"]


def test_a_template_comes_back_as_a_document():
    parts = parts_of(FORM)
    types = parts["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")

    data = annotated(on("来访人数"), data=packed({**parts, "[Content_Types].xml": types}))

    assert [c.covered for c in comments_of(data)] == ["6"]


def test_a_document_without_a_paragraph_is_refused():
    def empty(root):
        for child in list(root[0]):
            root[0].remove(child)

    with pytest.raises(InputRefused, match="没有可以加批注的段落"):
        annotated(on("来访人数"), data=edited(FORM, empty))


def test_a_form_that_the_regulation_no_longer_has_is_annotated_by_its_tags():
    data = annotate_docx(FORM, a_result(on("来访人数"), form="gone"), POLICY)

    assert [c.covered for c in comments_of(data)] == ["6"]


_ELEMENTS = list(body_of(FORM).iter())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, len(_ELEMENTS) - 1), min_size=1, max_size=6), st.booleans())
def test_no_document_the_reader_accepts_breaks_the_annotator(numbers, unwraps):
    """Elements are taken out, or replaced by what they hold."""

    def damage(root):
        elements = list(root.iter())
        for number in numbers:
            element = elements[number]
            if element.getparent() is None:
                continue
            for child in list(element) if unwraps else ():
                element.addprevious(child)
            element.getparent().remove(element)

    data = edited(FORM, damage)
    try:
        read(data, POLICY)
    except InputRefused:
        return
    try:
        comments = comments_of(annotated(*map(on, FIELDS), data=data))
    except InputRefused:
        return
    assert len(comments) == len(FIELDS)


def test_libreoffice_keeps_the_comments(needs, tmp_path):
    file = tmp_path / "form.docx"
    file.write_bytes(annotated(*map(on, FIELDS)))
    program = needs("soffice", "libreoffice")
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path / "out", file], check=True, capture_output=True, timeout=180
    )

    found = comments_of((tmp_path / "out/form.docx").read_bytes())

    assert [c.covered for c in found] == list(FIELDS.values())
