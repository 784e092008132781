"""Tree and roles → outline: chapters with articles, each with its title and paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.importing import marks
from generator.importing.furniture import TITLE_END
from generator.importing.lines import Residue
from generator.importing.outline import (
    Clause,
    Outline,
    OutlineAnnex,
    OutlineArticle,
    OutlineChapter,
    OutlineParagraph,
)
from generator.importing.paragraphs import EMPTY_ITEM, ParagraphBuilder
from generator.importing.roles import Role, has_title
from generator.importing.shapes import is_heading
from generator.importing.titles import clean_title, take_title
from generator.importing.tree import Content, Node, Passage
from generator.importing.widths import count_characters, squeeze

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.importing.repairs import Repair

_CONTROL = re.compile(
    r"(?:文件)?(?:编号|文号|版本号?|版次|版号|编制|拟制|审核|审批|批准|会签|密级|页[码次]|(?:生效|发布|实施|施行|修订|编制|复核)?日期"
    r"|受控状态|起草|(?:制定|归口|解释|主管)部门|发文|签署|(?:修订|变更)(?:记录|历史|情况))[^。；]{0,40}$"
)
_CONTROL_TABLE = re.compile("版本|版次|修订|编制|审核|批准|会签|签字|文件编号|生效日期")
_DATE_LINE = re.compile(r"(?:\d{4}|二[零〇○]..)[年./-].{1,6}(?:[月./-].{0,4}日?)?(?:修订|发布|实施|施行)?")
_ISSUER = re.compile(r".{2,24}(?:公司|集团)")
_RUN_IN_TITLE = re.compile(
    r"[【《]?([^。，；,;：:【】]{3,28}(?:制度|办法|规定|规程|细则|规范|流程|标准|准则|手册))(?:[】》]\s*|\s+(?=\S))"
)
_UNTITLED = "制度正文"


@dataclass(slots=True)
class _Chapter:
    node: Node | None
    title: str
    part: str
    articles: list[OutlineArticle] = field(default_factory=list)


def assemble(
    root: Node, roles: Mapping[Node, Role], repairs: list[Repair], residue: list[Residue]
) -> Outline:
    """The outline of a tree; what it adds or sets aside is appended to the lists."""
    return _Assembler(roles, repairs, residue).run(root)


class _Assembler:
    def __init__(self, roles: Mapping[Node, Role], repairs: list[Repair], residue: list[Residue]) -> None:
        self.roles = roles
        self.repairs = repairs
        self.residue = residue
        self.chapters: list[_Chapter] = []
        self.annexes: list[OutlineAnnex] = []
        self.parts: list[Clause] = []
        self.sections: list[Clause] = []
        self.part = self.section = ""
        self.lead: list[Content] = []
        self.is_structural = any(n.style == marks.ARTICLE for n in roles)
        self.titled_styles = _titled_styles(roles)

    def run(self, root: Node) -> Outline:
        title, line, control = self._front(root)
        self._walk(root.children)
        self._end_chapter()
        self._last_words()
        return Outline(
            title=title, title_line=line, chapters=tuple(self._finished(c) for c in self.chapters),
            annexes=tuple(self.annexes), control=tuple(control), parts=tuple(self.parts),
            sections=tuple(self.sections),
        )  # fmt: skip

    def _front(self, root: Node) -> tuple[str, int, list[Clause]]:
        """The title and the document control above the first numbering; the rest leads the text."""
        passages = [c for c in root.content if isinstance(c, Passage)]
        title, words, rest = _find_title(passages)
        known = [squeeze(p.text) for p in passages[:8] if p is title or _names_document(p)]
        control: list[Clause] = []
        for passage in passages:
            if passage is title:
                if rest:
                    self.lead.append(Passage(line=passage.line, text=rest, characters=0))
            elif not passage.grid and _is_doubled(squeeze(passage.text), known):
                self._set_aside(passage, "doubled-title")
            elif _is_control(passage):
                control.append(Clause(line=passage.line, text=_all_text(passage)))
                self._set_aside(passage, "document-control")
            else:
                self.lead.append(passage)
        return (words, title.line, control) if title else ("", 0, control)

    def _set_aside(self, passage: Passage, reason: str) -> None:
        self.residue.append(Residue(line=passage.line, text=_all_text(passage), reason=reason))

    def _walk(self, nodes: Sequence[Node]) -> None:
        for node in nodes:
            role = self.roles[node]
            match role:
                case Role.ANNEX:
                    self._add_annex(node)
                case Role.PART:
                    self._end_chapter()
                    self.part = f"{node.printed}　{node.text}".strip()
                    self.parts.append(Clause(line=node.line, text=node.text, printed=node.printed))
                    self.lead += node.passages[1:]
                    self._walk(node.children)
                case Role.CHAPTER:
                    self._begin_chapter(node)
                    self._walk_below(node)
                case Role.SECTION:
                    self.section = node.text
                    self.sections.append(Clause(line=node.line, text=node.text, printed=node.printed))
                    self._below_heading(node)
                case Role.ARTICLE:
                    self._add_article(node)
                case Role.ITEM:
                    self.lead.append(node)

    def _begin_chapter(self, node: Node) -> None:
        self._end_chapter()
        heading = take_title(node.text, has_more=True) if node.text else None
        self.section = ""
        self.chapters.append(_Chapter(node, heading.title if heading else node.printed, self.part))
        if heading and heading.rest and not heading.title.startswith(clean_title(heading.rest)):
            self.lead.append(Passage(line=node.line, text=heading.rest, characters=0))

    def _walk_below(self, node: Node) -> None:
        """Everything below a chapter but its title, in order."""
        rest = node.content[1:] if node.text else node.content
        for here in rest:
            if isinstance(here, Node):
                self._walk([here])
            else:
                self.lead.append(here)

    def _below_heading(self, node: Node) -> None:
        lower = [c for c in node.children if self.roles[c] in (Role.ARTICLE, Role.SECTION)]
        if lower:
            self._walk_below(node)
        else:
            self._add_article(node, is_implied=True)

    def _add_article(self, node: Node, *, is_implied: bool = False) -> None:
        content = node.content
        text = node.text
        is_title = node.style in self.titled_styles
        titled = take_title(text, has_more=len(content) > 1, is_title=is_title) if text else None
        if titled is None:
            first = content[0] if content else None
            below = first.text if isinstance(first, Node) else ""
            titled = take_title(below, has_more=False)._replace(rest="") if below else None
        rest: list[Content] = list(content[1:]) if text else list(content)
        if text and titled and titled.rest:
            rest.insert(0, Passage(line=node.line, text=titled.rest, characters=0))
        if not self.chapters:
            self.chapters.append(_Chapter(None, _UNTITLED, ""))
        title = titled.title if titled else node.printed or _UNTITLED
        builder = ParagraphBuilder("" if titled is None or titled.is_derived else title, self.repairs)
        self.chapters[-1].articles.append(
            OutlineArticle(
                line=node.line, printed=node.printed, numbers=node.numbers, style=node.style, title=title,
                is_title_derived=titled is not None and titled.is_derived, is_implied=is_implied,
                section=self.section, paragraphs=builder.build([*self._take_lead(), *rest]) or _nothing(node),
            )
        )  # fmt: skip
        self.section = ""

    def _take_lead(self) -> list[Content]:
        lead, self.lead = self.lead, []
        return lead

    def _end_chapter(self) -> None:
        """A chapter without articles is one article, if it says anything."""
        chapter = self.chapters[-1] if self.chapters else None
        if chapter is None or chapter.node is None or chapter.articles:
            return
        node = chapter.node
        content = self._take_lead()
        if not content and self.is_structural:
            self.chapters.pop()
            self.residue.append(
                Residue(line=node.line, text=f"{node.printed}　{node.text}", reason="empty-section")
            )
            return
        builder = ParagraphBuilder(chapter.title, self.repairs)
        chapter.articles.append(
            OutlineArticle(
                line=node.line, printed=node.printed, numbers=node.numbers, style=node.style,
                title=chapter.title, is_implied=True, paragraphs=builder.build(content) or _nothing(node),
            )
        )  # fmt: skip

    def _last_words(self) -> None:
        """Text that found no article: all of a text without numberings, or what follows the last."""
        if not self.lead:
            return
        if not self.chapters:
            self.chapters.append(_Chapter(None, _UNTITLED, ""))
        chapter = self.chapters[-1]
        built = ParagraphBuilder("", self.repairs).build(self._take_lead())
        if chapter.articles:
            last = chapter.articles[-1]
            chapter.articles[-1] = _with_paragraphs(last, (*last.paragraphs, *built))
        else:
            chapter.articles.append(
                OutlineArticle(line=built[0].line, printed="", numbers=(), style="", title=_UNTITLED, is_title_derived=True, paragraphs=built)
            )  # fmt: skip

    def _add_annex(self, node: Node) -> None:
        titled = take_title(node.text, has_more=True) if node.text else None
        title = titled.title if titled else node.printed
        content: list[Content] = list(node.content[1:]) if node.text else list(node.content)
        if titled and titled.rest and clean_title(titled.rest) != title:
            content.insert(0, Passage(line=node.line, text=titled.rest, characters=0))
        if not node.text and content and isinstance(content[0], Passage) and is_heading(content[0].text):
            title = clean_title(content.pop(0).text)
        built = ParagraphBuilder(title, self.repairs).build(content)
        self.annexes.append(OutlineAnnex(line=node.line, printed=node.printed, title=title, paragraphs=built))

    @staticmethod
    def _finished(chapter: _Chapter) -> OutlineChapter:
        node = chapter.node
        return OutlineChapter(
            line=node.line if node else 0, printed=node.printed if node else "",
            numbers=node.numbers if node else (), style=node.style if node else "",
            title=chapter.title, part=chapter.part, articles=tuple(chapter.articles),
        )  # fmt: skip


def _titled_styles(roles: Mapping[Node, Role]) -> set[str]:
    """The styles of articles that usually have a title with text below it."""
    articles = [n for n, role in roles.items() if role in (Role.ARTICLE, Role.CHAPTER)]
    counted = Counter(n.style for n in articles)
    titled = Counter(n.style for n in articles if has_title(n))
    return {style for style, count in counted.items() if titled[style] * 2 >= count > 1}


def _with_paragraphs(article: OutlineArticle, paragraphs: tuple[OutlineParagraph, ...]) -> OutlineArticle:
    return replace(article, paragraphs=paragraphs)


def _nothing(node: Node) -> tuple[OutlineParagraph, ...]:
    return (OutlineParagraph(line=node.line, text=EMPTY_ITEM),)


def _all_text(passage: Passage) -> str:
    """The text of a passage; of a table, its cells one after another."""
    return passage.text or " ".join(cell for row in passage.grid for cell in row if cell)


def _is_control(passage: Passage) -> bool:
    """True for the document control above the text: number, edition, dates, issuer, who signed."""
    if passage.grid:
        is_plain = count_characters(_all_text(passage)) == passage.characters
        return is_plain and any(_CONTROL_TABLE.search(cell) for row in passage.grid[:2] for cell in row)
    words = squeeze(passage.text)
    return bool(_CONTROL.match(words) or _DATE_LINE.fullmatch(words) or _ISSUER.fullmatch(words))


def _is_doubled(words: str, known: list[str]) -> bool:
    return any(words and words in title for title in known)


def _names_document(passage: Passage) -> bool:
    text = passage.text.strip("【】《》 ")
    return not passage.grid and len(text) <= 60 and bool(TITLE_END.search(squeeze(text))) and is_heading(text)


def _find_title(passages: list[Passage]) -> tuple[Passage | None, str, str]:
    """The passage that names the document, the name, and what else stands in the passage."""
    named = [p for p in passages[:8] if _names_document(p)]
    if named:
        return named[-1], clean_title(named[-1].text.strip("《》")), ""
    for passage in passages[:2]:
        if match := _RUN_IN_TITLE.match(passage.text):
            return passage, clean_title(match[1]), passage.text[match.end() :].strip()
    first = next((p for p in passages[:1] if not p.grid and is_heading(p.text)), None)
    return (first, clean_title(first.text), "") if first else (None, "", "")
