"""A policy → the parts of its document: cover, chapters with articles, appendices, annexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.policy import Cover
from generator.model.prose import names_in, table_in, to_plain, to_spans
from generator.render.document.annex import annex_parts
from generator.render.document.blocks import Cell, Grid, Kind, Part, Row, Style, Text, grid
from generator.render.document.tables import table_grid
from generator.wording import format_date, item_label, subitem_label, to_chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.model.policy import Article, Policy
    from generator.render.document.blocks import Block
    from generator.render.handbook.past import EditionNote

PENDING = "（待核定）"


def compose(policy: Policy) -> tuple[Part, ...]:
    """The whole document in its order. Raises ProseError for a macro that cannot be resolved."""
    return (cover_part(policy), *_body(policy), _end(policy), *_appendices(policy), *annex_parts(policy))


def cover_part(policy: Policy) -> Part:
    """What stands on the cover."""
    cover = policy.cover
    lines = {
        "编号": cover.number, "版本": f"{cover.edition} 版", "归口部门": cover.owner,
        "解释部门": cover.interpreter, "批准": cover.approver, "施行日期": format_date(cover.effective),
        "复核日期": format_date(cover.review),
    }  # fmt: skip
    listed = tuple(Text(Style.COVER, f"{name}：{text}") for name, text in lines.items())
    title = Text(Style.TITLE, cover.title)
    return Part(kind=Kind.COVER, key="cover", blocks=(*_company(policy, Style.COMPANY), title, *listed))


def _company(policy: Policy, style: Style) -> tuple[Text, ...]:
    """The name of the company, where the source says one."""
    company = policy.cover.company
    return (Text(style, company),) if company != Cover.model_fields["company"].default else ()


def record_part(policy: Policy, editions: Sequence[EditionNote]) -> Part:
    """The revisions so far, and room for those who sign this one."""
    cover = policy.cover
    known = [
        (f"{e.name} 版", format_date(e.effective), e.note) for e in editions if e.effective <= cover.effective
    ]
    if cover.edition not in {e.name for e in editions}:
        known.append((f"{cover.edition} 版", format_date(cover.effective), "" if known else "首次发布"))
    record = grid("修订记录", ("版本", "施行日期", "修订说明"), known, (16, 28, 56))
    roles = (("编制", cover.owner), ("审核", ""), ("批准", cover.approver))
    heads = Row(tuple(Cell(h, is_head=True, is_centred=True) for h in ("环节", "部门或职务", "签字", "日期")))
    rows = (
        Row((Cell(step, is_head=True, is_centred=True), Cell(who, is_centred=True), Cell(), Cell()), 12)
        for step, who in roles
    )
    signed = Grid(caption="签署", widths=(16, 30, 30, 24), rows=(heads, *rows))
    blocks = (Text(Style.HEADING, "修订记录"), record, Text(Style.HEADING, "签署"), signed)
    return Part(kind=Kind.RECORD, key="record", blocks=blocks)


def _body(policy: Policy) -> Iterator[Part]:
    for chapter in policy.chapters:
        heading = f"{policy.chapter_label(chapter.id)}　{chapter.title}"
        part = policy.part_heading(chapter.id)
        above = (Text(Style.DIVISION, part),) if part else ()
        blocks: tuple[Block, ...] = (*above, Text(Style.CHAPTER, heading))
        yield Part(kind=Kind.CHAPTER, key=f"chapter:{chapter.id}", blocks=blocks, entry=heading)
        for article in chapter.articles:
            blocks = tuple(_article(policy, article))
            yield Part(kind=Kind.ARTICLE, key=f"article:{article.id}", blocks=blocks)


def _article(policy: Policy, article: Article) -> Iterator[Block]:
    if section := policy.section_heading(article.id):
        yield Text(Style.SECTION, section)
    yield Text(Style.ARTICLE, f"{policy.article_label(article.id)}　{article.title}")
    shown: set[str] = set()
    for paragraph in article.paragraphs:
        name = table_in(paragraph.text)
        if name:
            shown.add(name)
            yield table_grid(policy, name)
        else:
            yield Text(Style.PARAGRAPH, said(policy, paragraph.text))
        for number, item in enumerate(paragraph.items, 1):
            yield Text(Style.ITEM, item_label(number) + said(policy, item.text))
            for n, subitem in enumerate(item.subitems, 1):
                yield Text(Style.SUBITEM, f"{subitem_label(n)}{said(policy, subitem)}")
    yield from (table_grid(policy, name) for name in article.tables if name not in shown)
    if later := _later(policy, article):
        yield Text(Style.NOTE, f"注：{later}。")


def said(policy: Policy, text: str) -> str:
    """Prose as plain text, a figure that the company has still to confirm marked as such."""
    return "".join(s.text + (PENDING if s.unconfirmed else "") for s in to_spans(policy, text.strip()))


def _later(policy: Policy, article: Article) -> str:
    """What the figures quoted in an article will be from a later day on."""
    day = policy.cover.effective
    found = []
    for name in dict.fromkeys(_figures(article)):
        parameter = policy.parameters[name]
        later = sorted(start for start in parameter.values if start > day)
        found += [f"{name}自{format_date(start)}起为{parameter.show_on(start)}" for start in later]
    return "；".join(found)


def _figures(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        texts = [paragraph.text, *(t for i in paragraph.items for t in (i.text, *i.subitems))]
        yield from (name for text in texts for kind, name in names_in(text) if kind == "参数")


def _end(policy: Policy) -> Part:
    """Whose regulation it is and since when, at the end of the text."""
    day = Text(Style.SIGNED, format_date(policy.cover.effective))
    return Part(kind=Kind.END, key="end", blocks=(*_company(policy, Style.SIGNED), day))


def _appendices(policy: Policy) -> Iterator[Part]:
    """Terms and cited laws, numbered as far as there are any."""
    made = [
        (title, made) for title, made in (("术语", _terms(policy)), ("引用的外部规定", _laws(policy))) if made
    ]
    for number, (title, table) in enumerate(made, 1):
        label = f"附录{to_chinese_number(number)}"
        blocks = (Text(Style.ANNEX, label), Text(Style.FORM, title), table)
        yield Part(kind=Kind.APPENDIX, key=f"appendix:{title}", blocks=blocks, entry=f"{label}　{title}")


def _terms(policy: Policy) -> Grid | None:
    rows = [
        (name, to_plain(policy, term.meaning), policy.article_label(term.article) if term.article else "")
        for name, term in policy.glossary.items()
    ]
    return grid("术语", ("术语", "释义", "见"), rows, (18, 64, 18)) if rows else None


def _laws(policy: Policy) -> Grid | None:
    rows = [(f"《{law.title}》{law.article}", law.issued, law.subject) for law in policy.cover.laws]
    return grid("引用的外部规定", ("名称和条款", "日期", "内容"), rows, (31, 35, 34)) if rows else None
