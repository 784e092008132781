"""Outline → the files of a project's source: policy.yaml, chapters, and a form for its tables.

References to articles (第五条) become references by identifier where the printed numbers are the
final ones, so that a later change renumbers them too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.importing import marks
from generator.importing.cover import DATE_FIELD, DOSSIER_FIELD, to_cover
from generator.importing.decision_tables import CHOICE, MONEY, TableDraft
from generator.importing.names import Identifiers
from generator.importing.outline import OutlineArticle, OutlineChapter, OutlineParagraph
from generator.importing.paragraphs import EMPTY_ITEM
from generator.importing.references import numbered_as_printed, to_macros
from generator.source.emitter import Commented, Flow, to_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.importing.imported import Imported
    from generator.importing.outline import OutlineAnnex, OutlineItem

ANNEXES = "附件"
_FORM_NAME = "核对单"
_BAD_NAME = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]")
_COMMENT_LIMIT = 60


def to_source(imported: Imported, today: date, *, with_tables: bool = True) -> dict[str, bytes]:
    """Path below the project → content. Without tables, printed tables stay rows of text."""
    return _Writer(imported, today, with_tables=with_tables).files()


class _Writer:
    def __init__(self, imported: Imported, today: date, *, with_tables: bool) -> None:
        self.imported = imported
        self.today = today
        self.with_tables = with_tables
        self.ids = Identifiers()
        self.table_names: set[str] = set()
        self.fields: dict[str, dict[str, Any]] = {}
        self.basis = ""
        chapters = self._chapters()
        self.chapters = [
            (chapter, [self._identifier(a, n) for n, a in chapter_articles])
            for chapter, chapter_articles in _numbered(chapters)
        ]
        listed = [i for _, ids in self.chapters for i in ids]
        self.references = listed if numbered_as_printed(imported.outline) else []

    def files(self) -> dict[str, bytes]:
        """All files of the source."""
        made = {"policy/policy.yaml": to_yaml(to_cover(self.imported, self.today), self._origin())}
        chapter_ids = Identifiers()
        for number, (chapter, ids) in enumerate(self.chapters, 1):
            name = chapter_ids.make(chapter.title, f"chapter-{number}")
            made[f"policy/chapters/{number:02}-{name}.yaml"] = to_yaml(self._chapter(chapter, ids))
        if self.fields:
            made["forms/lookup.yaml"] = to_yaml(self._form(), "导入时为核对上述各表而建；可以改成正式的表单")
        return {name: content.encode() for name, content in made.items()}

    def _origin(self) -> str:
        file = self.imported.file.replace("\n", " ")
        return f"由 {file} 导入；写着“待核定”的各项请补全"

    def _chapters(self) -> list[OutlineChapter]:
        chapters = list(self.imported.outline.chapters)
        annexed = tuple(_annex_articles(self.imported.outline.annexes))
        if annexed:
            chapters.append(
                OutlineChapter(
                    line=annexed[0].line, printed="", numbers=(), style="", title=ANNEXES, articles=annexed
                )
            )
        if not chapters:
            empty = OutlineParagraph(line=1, text=EMPTY_ITEM)
            article = OutlineArticle(
                line=1, printed="", numbers=(), style="", title="正文", paragraphs=(empty,)
            )
            chapters.append(
                OutlineChapter(line=1, printed="", numbers=(), style="", title="正文", articles=(article,))
            )
        return chapters

    def _identifier(self, article: OutlineArticle, number: int) -> str:
        return self.ids.make(article.title, f"article-{number}")

    def _chapter(self, chapter: OutlineChapter, ids: list[str]) -> dict[str, Any]:
        data: dict[str, Any] = {"章": _safe(chapter.title)}
        if chapter.part:
            data["编"] = _safe(chapter.part)
        data["条"] = [
            Commented(self._provenance(article), self._article(article, id_))
            for article, id_ in zip(chapter.articles, ids, strict=True)
        ]
        return data

    def _provenance(self, article: OutlineArticle) -> str:
        """Where an article stands in the input, and what is asked about it."""
        where = "段" if self.imported.encoding == "docx" else "行"
        lines = {article.line, *(p.line for p in article.paragraphs)}
        lines |= {i.line for p in article.paragraphs for i in p.items}
        asked = [r for r in self.imported.repairs if not r.is_applied and r.line in lines]
        notes = [
            f"待定（第{r.line}{where}）：{r.reason}：{_comment(r.before)} → {_comment(r.after)}"
            for r in asked
        ]
        printed = f"：{_comment(article.printed)}" if article.printed else ""
        return "\n".join([f"原文第{article.line}{where}{printed}", *notes])

    def _article(self, article: OutlineArticle, id_: str) -> dict[str, Any]:
        data: dict[str, Any] = {"标识": id_, "条名": _safe(article.title)}
        if article.section:
            data["节"] = _safe(article.section)
        tables: dict[str, Any] = {}
        data["款"] = [self._paragraph(p, article, id_, tables) for p in article.paragraphs]
        if tables:
            data["表"] = tables
        return data

    def _paragraph(
        self, paragraph: OutlineParagraph, article: OutlineArticle, id_: str, tables: dict[str, Any]
    ) -> Any:
        if paragraph.grid:
            return self._table(paragraph, article, id_, tables)
        text = self._prose(paragraph.text)
        if not paragraph.items:
            return text
        return {"文": text, "项": [self._item(item) for item in paragraph.items]}

    def _item(self, item: OutlineItem) -> Any:
        text = self._prose(item.text)
        if not item.subitems:
            return text
        return {"文": text, "目": [self._prose(s.text) for s in item.subitems]}

    def _prose(self, text: str) -> str:
        return to_macros(_safe(text), self.references)

    def _table(
        self, paragraph: OutlineParagraph, article: OutlineArticle, id_: str, tables: dict[str, Any]
    ) -> Any:
        draft = paragraph.table
        if draft is None or not self.with_tables or not self._takes_inputs(draft, id_):
            return self._rows(paragraph)
        name = self._table_name(article.title)
        tables[name] = _table_data(draft)
        return f'{{{{ 表("{name}") }}}}'

    def _rows(self, paragraph: OutlineParagraph) -> Any:
        rows = [
            self._prose("｜".join(" ".join(c.split()) for c in row)) for row in paragraph.grid if any(row)
        ]
        head, rest = rows[0], rows[1:]
        return {"文": f"表：{head}", "项": rest} if rest else f"表：{head}"

    def _takes_inputs(self, draft: TableDraft, id_: str) -> bool:
        """Add the inputs of a table to the form; false when one has a name that is taken otherwise."""
        fields = {i.name: _field(i.name, i.kind, i.options, i.unit, id_) for i in draft.inputs}
        if any(
            n in (DATE_FIELD, DOSSIER_FIELD) or (n in self.fields and _differs(self.fields[n], f))
            for n, f in fields.items()
        ):
            return False
        for name, field in fields.items():
            self.fields.setdefault(name, field)
        self.basis = self.basis or id_
        return True

    def _table_name(self, title: str) -> str:
        base = _BAD_NAME.sub("", title)[:12]
        base = f"{base}表" if base and not base[0].isdigit() else "附表"
        name, count = base, 1
        while name in self.table_names:
            count += 1
            name = f"{base}{count}"
        self.table_names.add(name)
        return name

    def _form(self) -> dict[str, Any]:
        tying = [
            Flow({"名称": DOSSIER_FIELD, "类型": "文本", "必填": True}),
            Flow({"名称": DATE_FIELD, "类型": "日期", "必填": True}),
        ]
        fields = [*tying, *(Flow(f) for f in self.fields.values())]
        return {
            "标识": "lookup", "名称": _FORM_NAME, "简称": "核对", "依据": self.basis,
            "分节": [{"标题": "核对内容", "字段": fields}],
        }  # fmt: skip


def _numbered(
    chapters: list[OutlineChapter],
) -> Iterator[tuple[OutlineChapter, list[tuple[int, OutlineArticle]]]]:
    number = 0
    for chapter in chapters:
        listed = []
        for article in chapter.articles:
            number += 1
            listed.append((number, article))
        yield chapter, listed


def _annex_articles(annexes: tuple[OutlineAnnex, ...]) -> Iterator[OutlineArticle]:
    """Annexes with content, one article each; those of which only the name is there, as a list."""
    bare = [a for a in annexes if not a.paragraphs]
    if bare:
        names = "；".join(f"{a.printed.strip('：:、. ')} {a.title}".strip() for a in bare)
        paragraph = OutlineParagraph(line=bare[0].line, text=f"附件：{names}")
        yield OutlineArticle(
            line=bare[0].line, printed="", numbers=(), style="", title="附件清单", paragraphs=(paragraph,)
        )
    for annex in annexes:
        if annex.paragraphs:
            label = annex.printed.strip("：:、. ")
            title = label if annex.title == annex.printed else f"{label}　{annex.title}"
            yield OutlineArticle(
                line=annex.line, printed=annex.printed, numbers=(), style=marks.ANNEX, title=title,
                paragraphs=annex.paragraphs,
            )  # fmt: skip


def _table_data(draft: TableDraft) -> dict[str, Any]:
    inputs: dict[str, Any] = {}
    for column in draft.inputs:
        more = {"选项": list(column.options)} if column.kind == CHOICE else {"范围": column.domain}
        unit = {"单位": column.unit} if column.unit else {}
        inputs[column.name] = Flow({"类型": column.kind, **more, **unit})
    names = [*(c.name for c in draft.inputs), *draft.outputs]
    data: dict[str, Any] = {
        "命中": "优先" if draft.takes_first else "唯一",
        "输入": inputs,
        "输出": dict.fromkeys(draft.outputs, "文本"),
        "行": [Flow(dict(zip(names, (_cell(c) for c in row), strict=True))) for row in draft.rows],
    }
    return {**data, **({"说明": _safe(draft.explanation)} if draft.explanation else {})}


def _cell(text: str) -> str:
    return _safe(" ".join(text.split()))


def _field(name: str, kind: str, options: tuple[str, ...], unit: str, basis: str) -> dict[str, Any]:
    more: dict[str, Any] = {"选项": list(options)} if kind == CHOICE else {}
    if kind == MONEY:
        more = {"单位": "元"}
    elif unit:
        more["单位"] = unit
    return {"名称": name, "类型": kind, **more, "依据": basis}


def _differs(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {**one, "依据": ""} != {**other, "依据": ""}


def _safe(text: str) -> str:
    """A text without the braces of macros and without line breaks."""
    return " ".join(text.replace("{", "｛").replace("}", "｝").split("\n")).strip() or EMPTY_ITEM


def _comment(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _COMMENT_LIMIT else f"{line[:_COMMENT_LIMIT]}…"
