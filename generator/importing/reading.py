"""A file → what the importer understands of it: the whole flow, from bytes to findings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.errors import Level
from generator.importing import marks
from generator.importing.assemble import assemble
from generator.importing.candidates import find_candidates
from generator.importing.decode import decode
from generator.importing.docx_text import is_package, read_docx_lines
from generator.importing.duties import check_duties
from generator.importing.findings import (
    check_annexes,
    check_chapters,
    check_end,
    check_repetitions,
    check_sentences,
    check_standards,
    check_text,
    empty_section,
)
from generator.importing.furniture import set_aside
from generator.importing.headings import infer_headings
from generator.importing.imported import ArticlePlace, Characters, Imported, Structure
from generator.importing.intervals import check_ranges, lost_bounds
from generator.importing.lines import split_lines
from generator.importing.numbers import check_numbers
from generator.importing.organisations import (
    check_organisations,
    check_placeholders,
    find_organisations,
    own_organisation,
)
from generator.importing.outline import Clause, Outline, clauses_of
from generator.importing.references import check_references
from generator.importing.remarks import Remark
from generator.importing.roles import Role, assign_roles
from generator.importing.sequence import choose
from generator.importing.text_repairs import repair_texts
from generator.importing.tree import Node, build_tree, count_placed
from generator.importing.widths import count_characters
from generator.importing.wraps import mend_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.importing.lines import Line, Residue
    from generator.importing.outline import OutlineArticle
    from generator.importing.repairs import Repair


_TEMPLATE = re.compile("范本|模板|范文|大全|免修改|免编辑|可编辑|直接使用|无需修改|不用改|最新|通用版|精选")


def read_regulation(data: bytes, name: str) -> Imported:
    """Everything about a regulation in a .docx, .txt or .md file. Raises InputRefused."""
    if is_package(data):
        lines, residue = read_docx_lines(data)
        encoding = "docx"
    else:
        decoded = decode(data)
        lines, residue = split_lines(decoded.text)
        encoding = decoded.encoding
    return read_lines(lines, residue, name, encoding)


def read_lines(lines: tuple[Line, ...], hidden: tuple[Residue, ...], name: str, encoding: str) -> Imported:
    """A regulation from its lines and what was set aside before."""
    total = sum(line.characters for line in lines) + _count(hidden)
    kept, furniture = set_aside(lines)
    kept, mended = mend_marks(kept)
    kept = infer_headings(kept)
    root, joins = build_tree(kept, choose(find_candidates(kept)))
    slips = repair_texts(root)
    placed = count_placed(root)
    roles = assign_roles(root)
    repairs: list[Repair] = [*mended, *joins, *slips]
    late: list[Residue] = []
    outline = assemble(root, roles, repairs, late)
    renumbered, numbering = check_numbers(outline, root, roles)
    repairs += [*renumbered, *lost_bounds(outline)]
    residue = (*hidden, *furniture, *late)
    own, remarks = _remarks(outline, residue)
    return Imported(
        file=name, encoding=encoding, outline=outline, structure=_structure(outline, roles),
        articles=tuple(_places(outline)), repairs=tuple(sorted(repairs, key=lambda r: (r.line, r.rule))),
        residue=tuple(sorted(residue, key=lambda r: r.line)),
        remarks=tuple(sorted([*numbering, *remarks], key=lambda r: (r.line, r.rule))),
        characters=Characters(input=total, placed=placed - _count(tuple(late)), residue=_count(residue)),
        organisation=own,
    )  # fmt: skip


def _count(residue: tuple[Residue, ...]) -> int:
    return sum(count_characters(r.text) for r in residue)


def _is_counted(outline: Outline) -> bool:
    """True where headings without articles count as articles: in texts without 第X条."""
    return all(a.style != marks.ARTICLE for a in outline.articles)


def _structure(outline: Outline, roles: Mapping[Node, Role]) -> Structure:
    counts_implied = _is_counted(outline)
    paragraphs = [p for a in outline.articles for p in a.paragraphs]
    items = [i for p in paragraphs for i in p.items]
    annexed = [p for a in outline.annexes for p in a.paragraphs]
    return Structure(
        parts=len(outline.parts), chapters=sum(role is Role.CHAPTER for role in roles.values()),
        sections=len(outline.sections),
        articles=sum(counts_implied or not a.is_implied for a in outline.articles if a.style or counts_implied),
        paragraphs=sum(not p.grid for p in paragraphs), items=len(items),
        subitems=sum(len(i.subitems) for i in items),
        tables=sum(bool(p.grid) for p in (*paragraphs, *annexed)),
        annexes=len({a.printed.strip("：:、. ") or a.title for a in outline.annexes}),
    )  # fmt: skip


def _places(outline: Outline) -> Iterator[ArticlePlace]:
    counts_implied = _is_counted(outline)
    number = chapter_number = 0
    for chapter in outline.chapters:
        chapter_number += bool(chapter.printed or chapter.style)
        for article in chapter.articles:
            number += 1
            if counts_implied or not article.is_implied:
                yield ArticlePlace(
                    line=article.line, printed=_printed(article), number=number,
                    heading="" if article.is_title_derived else article.title, chapter=chapter_number,
                )  # fmt: skip


def _printed(article: OutlineArticle) -> str:
    """The number as printed; punctuation after 第X条 is no part of it."""
    return article.printed.rstrip("：:、.． ") if article.style in marks.STRUCTURAL else article.printed


def _remarks(outline: Outline, residue: tuple[Residue, ...]) -> tuple[str, list[Remark]]:
    """The name of the issuer, and every remark about the text as a whole."""
    body = [c for a in outline.articles for c in clauses_of(a.paragraphs) if c.text]
    titles = [Clause(line=outline.title_line, text=outline.title)]
    titles += [Clause(line=c.line, text=c.title) for c in outline.chapters]
    titles += [Clause(line=a.line, text=a.title) for a in outline.articles]
    annexed = [
        c
        for a in outline.annexes
        for c in (Clause(line=a.line, text=a.title), *clauses_of(a.paragraphs))
        if c.text
    ]
    aside = [
        Clause(line=r.line, text=r.text)
        for r in residue
        if r.reason in ("page-header", "page-footer", "signature")
    ]
    named = find_organisations([*outline.control, *body, *annexed, *aside])
    own = own_organisation(outline.title, outline.control, named)
    found = [
        *check_chapters(outline), *check_text(body),
        *check_sentences(body), *check_repetitions(body), *check_ranges(outline),
        *check_annexes(outline, body), *check_references(outline), *check_standards(body), *check_duties(body),
        *check_organisations(own, named), *check_placeholders([*body, *titles, *annexed]), *check_end(outline),
        *_about_residue(residue), *_about_titles(outline),
    ]  # fmt: skip
    return own, found


def _about_residue(residue: tuple[Residue, ...]) -> Iterator[Remark]:
    for item in residue:
        if item.reason == "empty-section":
            yield empty_section(item.line, item.text)
        elif item.reason == "control-character":
            codes = "、".join(dict.fromkeys(f"U+{ord(c):04X}" for c in item.text))
            yield Remark(
                rule="control-character", line=item.line, level=Level.WARNING,
                message=f"有看不见的控制字符 {codes}，已剔除", hint="核对这一行看起来的文字是否就是真正的文字",
            )  # fmt: skip


def _about_titles(outline: Outline) -> Iterator[Remark]:
    derived = [a for a in outline.articles if a.is_title_derived]
    if derived:
        yield Remark(
            rule="derived-title", line=derived[0].line, level=Level.NOTE,
            message=f"{len(derived)} 条没有条名，已按内容拟出", hint="在源文件里改成合适的条名",
        )  # fmt: skip
    if _TEMPLATE.search(outline.title):
        yield Remark(
            rule="template-title", line=outline.title_line, level=Level.WARNING,
            message=f"名称“{outline.title}”带有模板字样", hint="在 policy/policy.yaml 里改成正式的名称",
        )  # fmt: skip
    if not outline.title:
        yield Remark(
            rule="missing-title",
            line=1,
            level=Level.WARNING,
            message="没有找到制度名称",
            hint="在 policy/policy.yaml 里写上名称",
        )
