"""What stands below an article → paragraphs with items and subitems.

A list belongs to the paragraph before it. Unnumbered lines become items where they are a list:
`label：text` lines in a row, or lines after a colon that end in semicolons. A paragraph after the
last item of a list belongs to the article again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.importing.decision_tables import to_decision_table
from generator.importing.outline import Clause, OutlineItem, OutlineParagraph
from generator.importing.repairs import Confidence, Repair
from generator.importing.shapes import is_heading, is_introduction, is_terminated
from generator.importing.tree import Content, Node, Passage
from generator.importing.widths import fold
from generator.importing.wraps import is_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BLANK = "\u3000"
_FEWEST = 2
_TITLE_LENGTH = 12
EMPTY_ITEM = "（原文此处没有内容）"


class ParagraphBuilder:
    """Collects the paragraphs of one article, and the repairs this needs."""

    def __init__(self, title: str, repairs: list[Repair]) -> None:
        self.title = title
        self.repairs = repairs
        self._made: list[OutlineParagraph] = []
        self._items: list[OutlineItem] = []
        self._head: tuple[int, str] | None = None
        self._tables: list[OutlineParagraph] = []

    def build(self, content: Sequence[Content]) -> tuple[OutlineParagraph, ...]:
        """The paragraphs of an article's content."""
        flat = list(_lifted(content))
        at = 0
        while at < len(flat):
            here = flat[at]
            if isinstance(here, Node):
                self._add_item(self._item(here))
                at += 1
            elif here.grid:
                self._close()
                self._made.append(self._table(here))
                at += 1
            else:
                at = self._passages(flat, at)
        self._close()
        return tuple(self._made)

    def _passages(self, flat: list[Content], at: int) -> int:
        """Take one paragraph, or a run of them that is a list; the place after it."""
        run = _run(flat, at)
        if is_label_list(run) and (self._head or len(run) > 1):
            self._add_plain(run)
            return at + len(run)
        if blocks := headed_blocks(run):
            for block in blocks:
                self._add_item(_block_item(block))
            return at + len(run)
        self._close()
        self._head = (run[0].line, run[0].text)
        rest = run[1:]
        labelled = _leading_labels(rest)
        if is_introduction(run[0].text) and is_plain_list(rest):
            labelled = len(rest)
        elif labelled < _FEWEST or not (is_introduction(run[0].text) or labelled == len(rest)):
            labelled = 0
        self._add_plain(rest[:labelled])
        return at + 1 + labelled

    def _add_plain(self, passages: Sequence[Passage]) -> None:
        for passage in passages:
            self._add_item(OutlineItem(line=passage.line, text=passage.text))

    def _add_item(self, item: OutlineItem) -> None:
        if self._head is None:
            self._head = (item.line, self._lead_in(item.line))
        self._items.append(item)

    def _lead_in(self, line: int) -> str:
        """Items need a paragraph above them: the heading, with a colon."""
        text = f"{self.title}：" if self.title else "规定如下："
        self.repairs.append(
            Repair(
                line=line, rule="lead-in", before=self.title, after=text,
                reason="项的前面要有引导语，用条名补上", confidence=Confidence.CERTAIN,
            )
        )  # fmt: skip
        return text

    def _close(self) -> None:
        if self._head is not None:
            line, text = self._head
            self._made.append(OutlineParagraph(line=line, text=text, items=tuple(self._items)))
        self._head, self._items = None, []
        self._made += self._tables
        self._tables = []

    def _table(self, passage: Passage) -> OutlineParagraph:
        draft, rewritten = to_decision_table(passage.grid, passage.line)
        self.repairs += rewritten
        return OutlineParagraph(line=passage.line, text="", grid=passage.grid, table=draft)

    def _item(self, node: Node) -> OutlineItem:
        text = ""
        subitems: list[Clause] = []
        content = node.content
        at = 0
        while at < len(content):
            here = content[at]
            if isinstance(here, Node):
                subitems += _subitems(here)
                at += 1
                continue
            if here.grid:  # a table stands below its list, since items hold none
                self._tables.append(self._table(here))
                at += 1
                continue
            run = _run(content, at)
            if text and is_label_list(run):
                subitems += [Clause(line=p.line, text=p.text) for p in run]
                at += len(run)
                continue
            words = here.text
            if subitems:
                last = subitems[-1]
                subitems[-1] = Clause(
                    line=last.line, text=f"{last.text}{_BLANK}{words}", printed=last.printed
                )
            else:
                text = f"{text}{_BLANK}{words}" if text else words
            at += 1
        if not text:
            text = "以下各项：" if subitems else EMPTY_ITEM
        return OutlineItem(line=node.line, text=text, printed=node.printed, subitems=tuple(subitems))


def cells_text(passage: Passage) -> str:
    """A table as one line of text, where no table can stand."""
    return "；".join("｜".join(row) for row in passage.grid)


def _subitems(node: Node) -> Iterator[Clause]:
    """A numbering below an item as one 目; what stands deeper keeps its printed number inside it."""
    words = _own_words(node)
    if words or not node.children:
        deeper = "".join(_flattened(child) for child in node.children)
        yield Clause(line=node.line, text=(words + deeper) or EMPTY_ITEM, printed=node.printed)
        return
    for child in node.children:
        yield from _subitems(child)


def _own_words(node: Node) -> str:
    return _BLANK.join(p.text or cells_text(p) for p in node.passages)


def _flattened(node: Node) -> str:
    """A numbering and all below it as running text."""
    return node.printed + _own_words(node) + "".join(_flattened(child) for child in node.children)


def _run(content: Sequence[Content], at: int) -> list[Passage]:
    """The paragraphs in a row from a place."""
    run: list[Passage] = []
    for here in content[at:]:
        if isinstance(here, Node) or here.grid:
            break
        run.append(here)
    return run


def headed_blocks(run: Sequence[Passage]) -> list[list[Passage]]:
    """A run of paragraphs as blocks, each below a short title without a number; [] where it is none."""
    starts = [
        i
        for i, p in enumerate(run)
        if len(p.text) <= _TITLE_LENGTH and is_heading(p.text) and not is_terminated(p.text)
    ]
    ends = [*starts[1:], len(run)]
    if (
        len(starts) < _FEWEST
        or starts[0]
        or any(end - start < _FEWEST for start, end in zip(starts, ends, strict=True))
    ):
        return []
    return [list(run[start:end]) for start, end in zip(starts, ends, strict=True)]


def _block_item(block: Sequence[Passage]) -> OutlineItem:
    """A titled block as one item; several paragraphs below the title are its subitems."""
    title, *texts = block
    if len(texts) == 1:
        return OutlineItem(line=title.line, text=f"{title.text}{_BLANK}{texts[0].text}")
    return OutlineItem(
        line=title.line, text=title.text, subitems=tuple(Clause(line=t.line, text=t.text) for t in texts)
    )


def is_label_list(run: Sequence[Passage]) -> bool:
    """True for two or more paragraphs that all begin with a label."""
    return len(run) > 1 and all(is_label(p.text) and not is_introduction(p.text) for p in run)


def _leading_labels(run: Sequence[Passage]) -> int:
    count = 0
    while count < len(run) and is_label(run[count].text):
        count += 1
    return count


def is_plain_list(run: Sequence[Passage]) -> bool:
    """True for unnumbered list lines: they end in semicolons, or all in nothing."""
    if len(run) < 2:
        return False
    ends = [fold(p.text).rstrip()[-1:] for p in run]
    if all(e == ";" for e in ends[:-1]):
        return True
    return all(not is_terminated(p.text) and is_heading(p.text) for p in run)


def _lifted(content: Sequence[Content]) -> Iterator[Content]:
    """The content with paragraphs below the end of a list taken out of its last entry."""
    for index, here in enumerate(content):
        yield here
        if isinstance(here, Node):
            follower = content[index + 1] if index + 1 < len(content) else None
            if (
                not isinstance(follower, Node)
                or follower.style != here.style
                or follower.numbers[-1:] == (1,)
            ):
                yield from _take_trailing(here)


def _take_trailing(node: Node) -> list[Passage]:
    """Remove and return the paragraphs that follow the text of the last entry of a list."""
    if node.children and isinstance(node.content[-1], Node):
        return _take_trailing(node.content[-1])
    first = node.content[0] if node.content else None
    if not isinstance(first, Passage) or first.grid or not _is_whole(first.text):
        return []
    tail: list[Passage] = []
    while len(node.content) > 1 and isinstance(node.content[-1], Passage):
        tail.insert(0, node.content.pop())  # type: ignore[arg-type]
    return tail if tail and not _restore(node, tail) else []


def _restore(node: Node, tail: list[Passage]) -> bool:
    """Labelled lines after an introduction stay with the entry."""
    if is_introduction(node.text):
        node.content.extend(tail)
        return True
    return False


def _is_whole(text: str) -> bool:
    """True for the text of an entry that needs no more: a sentence, not a title."""
    return is_terminated(text) or not is_heading(text)
