"""Word documents: what a reader sees is read, automatic numbers included; the rest is set aside."""

from __future__ import annotations

import pytest

from generator.importing.docx_numbering import format_number
from generator.importing.docx_text import read_docx_lines
from tests.importing.documents import counts, document, docx, lists, p, strict, table

STYLES = """
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="标题 2"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="N"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
ARTICLES = lists(("chineseCounting", "第%1章"), ("chineseCounting", "第%2条"), ("decimal", "（%3）"))


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_docx_lines(data)[0]]


def test_automatic_numbers_stand_in_front_of_their_paragraphs():
    body = [
        p("总则", num=(1, 0)), p("目的。", num=(1, 1)), p("范围。", num=(1, 1)), p("其一；", num=(1, 2)), p("其二。", num=(1, 2)),
        p("附则", num=(1, 0)), p("施行。", num=(1, 1)),
    ]  # fmt: skip

    assert texts(docx(*body, numbering=ARTICLES)) == [
        "第一章 总则", "第一条 目的。", "第二条 范围。", "（1） 其一；", "（2） 其二。", "第二章 附则", "第一条 施行。",
    ]  # fmt: skip
    imported = document(docx(*body, numbering=ARTICLES))
    assert counts(imported) == (2, 3, 2, 0)
    assert imported.encoding == "docx"
    assert imported.characters.input == len("总则目的。范围。其一；其二。附则施行。")


def test_a_level_that_never_restarts_counts_through():
    numbering = ARTICLES.replace('w:ilvl="1">', 'w:ilvl="1"><w:lvlRestart w:val="0"/>')
    body = [p("总则", num=(1, 0)), p("目的。", num=(1, 1)), p("附则", num=(1, 0)), p("施行。", num=(1, 1))]

    assert texts(docx(*body, numbering=numbering))[-1] == "第二条 施行。"


def test_a_second_list_of_the_same_kind_goes_on_unless_it_says_where_it_starts():
    body = [p("甲", num=(1, 0)), p("乙", num=(2, 0)), p("丙", num=(2, 0))]

    assert texts(docx(*body, numbering=lists(("decimal", "%1.")))) == ["1. 甲", "2. 乙", "3. 丙"]
    restarted = lists(("decimal", "%1."), starts={0: 1})
    assert texts(docx(*body, numbering=restarted)) == ["1. 甲", "1. 乙", "2. 丙"]


def test_decimal_headings_show_all_their_levels():
    numbering = lists(("decimal", "%1."), ("decimal", "%1.%2"))
    body = [
        p("申请", num=(1, 0)),
        p("内容", num=(1, 1)),
        p("写明事由。"),
        p("时间", num=(1, 1)),
        p("提前一天。"),
    ]

    imported = document(docx(*body, numbering=numbering))
    assert counts(imported) == (1, 2, 0, 0)
    assert [a.printed for a in imported.articles] == ["1.1", "1.2"]


def test_a_list_of_a_style_numbers_its_paragraphs_too():
    body = [p("目的。", style="N"), p("范围。", style="N")]

    assert texts(docx(*body, styles=STYLES, numbering=lists(("chineseCounting", "第%1条")))) == [
        "第一条 目的。",
        "第二条 范围。",
    ]


def test_bullets_are_shown_as_bullets_and_list_nought_is_none():
    body = [p("甲", num=(1, 0)), p("乙", num=(0, 0))]

    assert texts(docx(*body, numbering=lists(("bullet", "\uf0b7")))) == ["• 甲", "乙"]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (21, "chineseCountingThousand", "二十一"), (3, "decimalEnclosedCircle", "③"), (30, "decimalEnclosedCircle", "30"),
        (3, "upperRoman", "III"), (44, "lowerRoman", "xliv"), (27, "lowerLetter", "aa"), (2, "upperLetter", "B"),
        (10, "chineseLegalSimplified", "拾"), (5, "decimalZero", "05"), (12, "decimalFullWidth", "１２"),
        (2, "ideographTraditional", "乙"), (4, "decimalEnclosedParen", "⑷"), (7, "unknown", "7"),
    ],
)  # fmt: skip
def test_counts_are_written_as_the_format_says(number, kind, text):
    assert format_number(number, kind) == text


def test_heading_styles_make_levels_where_there_are_no_numbers():
    body = [
        p("申请", style="H1"),
        p("写明事由。"),
        p("派车", style="H1"),
        p("时间", style="H2"),
        p("提前一天。"),
    ]

    assert counts(document(docx(*body, styles=STYLES))) == (2, 2, 0, 0)


def test_tables_become_grids_and_spanned_columns_stay_empty():
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("合并") + "</w:tc>"
    body = table(("级别", "金额"), ("A", "600元")).replace("</w:tbl>", f"<w:tr>{cell}</w:tr></w:tbl>")
    lines, _ = read_docx_lines(docx(p("标准："), body, p("完。")))

    assert [line.grid for line in lines] == [(), (("级别", "金额"), ("A", "600元"), ("合并", "")), ()]
    assert [line.number for line in lines] == [1, 2, 7]


def test_a_table_of_one_column_is_only_a_frame():
    assert texts(docx(table(("第一条 目的。",), ("第二条 范围。",)))) == ["第一条 目的。", "第二条 范围。"]


def test_footnotes_and_text_boxes_follow_their_paragraph():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{p('框里的话。')}</w:txbxContent></w:pict></w:r>"
    notes = f'<w:footnote w:id="0" w:type="separator">{p()}</w:footnote><w:footnote w:id="2">{p("见细则。")}</w:footnote>'

    found = texts(docx(p("第一条 目的。", inner=reference + box), p("第二条 范围。"), footnotes=notes))
    assert found == ["第一条 目的。", "框里的话。", "注：见细则。", "第二条 范围。"]


def test_alternate_content_is_read_once():
    box = f"<w:txbxContent>{p('只读一次。')}</w:txbxContent>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"

    assert texts(docx(p("第一条 目的。", inner=both))) == ["第一条 目的。", "只读一次。"]


def test_what_is_not_seen_is_residue_with_its_reason():
    inner = (
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>也隐藏</w:t></w:r><w:ins><w:r><w:t>插入</w:t></w:r></w:ins>'
    )
    data = docx(
        p("目录行", style="T1"), p("第一条 目的。", inner=inner), styles=STYLES, header=p("页眉"), footer=p("第1页"),
        comments=f'<w:comment w:id="1">{p("批注")}</w:comment>',
    )  # fmt: skip
    imported = document(data)

    assert {(r.text, r.reason) for r in imported.residue} == {
        ("目录行", "table-of-contents"), ("删去", "tracked-deletion"), ("隐藏", "hidden-text"), ("也隐藏", "hidden-text"),
        ("页眉", "page-header"), ("第1页", "page-footer"), ("批注", "comment"),
    }  # fmt: skip
    assert "插入" in imported.outline.articles[0].paragraphs[0].text


def test_line_breaks_and_field_codes_are_no_text_but_break_lines():
    inner = "<w:r><w:br/><w:t>第二条 范围。</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"

    assert texts(docx(p("第一条 目的。", inner=inner))) == ["第一条 目的。", "第二条 范围。"]


def test_strict_documents_are_read_like_others():
    assert texts(strict(docx(p("第一条 目的。")))) == ["第一条 目的。"]


def test_circles_of_styles_and_missing_lists_do_no_harm():
    styles = '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'

    assert texts(docx(p("甲", style="A", num=(99, 7)), styles=styles)) == ["甲"]
