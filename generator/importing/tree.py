"""The chosen numberings as a tree, with every stretch of text hung on the numbering it follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from generator.importing.repairs import Confidence, Repair
from generator.importing.shapes import is_terminated
from generator.importing.widths import count_characters, fold
from generator.importing.wraps import Wraps, measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.importing.candidates import Candidate
    from generator.importing.lines import Grid, Line
    from generator.importing.sequence import Chosen

ROOT = ""
_SHOWN = 12


@dataclass(slots=True, kw_only=True)
class Passage:
    """A paragraph or a table below a numbering. `characters` counts what it held in the input."""

    line: int
    text: str
    characters: int
    grid: Grid = ()


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """A numbering with what stands below it, in order: passages and deeper numberings."""

    style: str
    numbers: tuple[int, ...] = ()
    printed: str = ""
    characters: int = 0
    line: int = 0
    depth: int = -1
    level: int = 0
    content: list[Content] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        """The numberings right below."""
        return [c for c in self.content if isinstance(c, Node)]

    @property
    def passages(self) -> list[Passage]:
        """The paragraphs and tables right below."""
        return [c for c in self.content if isinstance(c, Passage)]

    @property
    def text(self) -> str:
        """The text right after the numbering, or ''."""
        first = self.content[0] if self.content else None
        return first.text if isinstance(first, Passage) and not first.grid else ""


Content: TypeAlias = "Passage | Node"


def iter_nodes(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(reversed(here.children))


def count_placed(root: Node) -> int:
    """The characters of the input that stand in a tree."""
    return sum(n.characters + sum(p.characters for p in n.passages) for n in iter_nodes(root))


def build_tree(lines: Sequence[Line], chosen: tuple[Chosen, ...]) -> tuple[Node, tuple[Repair, ...]]:
    """The tree of a text, and what was done to lines to get it."""
    return _Builder(lines, chosen).build()


class _Builder:
    def __init__(self, lines: Sequence[Line], chosen: tuple[Chosen, ...]) -> None:
        self.lines = lines
        self.by_line: dict[int, list[Chosen]] = {}
        for choice in chosen:
            self.by_line.setdefault(choice.candidate.line, []).append(choice)
        starts = [i for i, here in self.by_line.items() if not here[0].candidate.is_inside]
        self.wraps: Wraps = measure(lines, starts)
        self.root = Node(style=ROOT)
        self.path = [self.root]
        self.repairs: list[Repair] = []
        self.ends = self._run_ends()

    def build(self) -> tuple[Node, tuple[Repair, ...]]:
        for index, line in enumerate(self.lines):
            if line.grid:
                self._add_table(line)
                continue
            here = self.by_line.get(index, [])
            first = here[0].candidate.start if here else len(line.text)
            if line.text[:first].strip():
                self._add_text(index, line, line.text[:first])
            for order, choice in enumerate(here):
                end = here[order + 1].candidate.start if order + 1 < len(here) else len(line.text)
                self._add_node(line, choice, line.text[choice.candidate.mark.end : end])
        return self.root, tuple(self.repairs)

    def _run_ends(self) -> list[bool]:
        """For each line, whether the run of unnumbered lines it stands in ends with a full stop."""
        ends = [False] * len(self.lines)
        is_ended = False
        for index in range(len(self.lines) - 1, -1, -1):
            here = self.by_line.get(index)
            following = self.by_line.get(index + 1)
            breaks = index + 1 == len(self.lines) or (following and not following[0].candidate.is_inside)
            if breaks or is_terminated(self.lines[index].text):
                is_ended = is_terminated(self.lines[index].text)
            ends[index] = is_ended
            if here and here[0].candidate.is_inside:
                is_ended = True
        return ends

    def _add_table(self, line: Line) -> None:
        passage = Passage(line=line.number, text="", characters=line.characters, grid=line.grid)
        self.path[-1].content.append(passage)

    def _add_text(self, index: int, line: Line, text: str) -> None:
        """Text without a numbering: the rest of the paragraph before, or a new one."""
        node = self.path[-1]
        last = node.content[-1] if node.content else None
        before = self.lines[index - 1] if index else None
        derived = text[: line.derived]
        characters = count_characters(text) - count_characters(derived)
        goes_on = (
            before is not None and isinstance(last, Passage) and not last.grid
            and self.wraps.joins(before, line, begun=last.text, ends_terminated=self.ends[index])
        )  # fmt: skip
        if goes_on and isinstance(last, Passage):
            self._report_wrap(line, last.text, text)
            last.text = _joined(last.text, text)
            last.characters += characters
        else:
            node.content.append(Passage(line=line.number, text=text.strip(), characters=characters))

    def _report_wrap(self, line: Line, before: str, after: str) -> None:
        one, other = before.rstrip()[-_SHOWN:], after.strip()[:_SHOWN]
        self.repairs.append(
            Repair(
                line=line.number, rule="hard-wrap", before=f"{one}⏎{other}", after=_joined(one, other),
                reason="一个段落被断成两行，接回上一行", confidence=Confidence.CERTAIN if before.rstrip().endswith(("，", "、")) else Confidence.LIKELY,
            )
        )  # fmt: skip

    def _add_node(self, line: Line, choice: Chosen, text: str) -> None:
        candidate, depth = choice
        mark = candidate.mark
        printed = line.text[candidate.start : mark.end]
        derived = max(0, min(line.derived, mark.end) - candidate.start)
        node = Node(
            style=mark.style, numbers=mark.numbers, printed=printed.strip(), line=line.number, depth=depth,
            characters=count_characters(printed) - count_characters(printed[:derived]), level=candidate.level,
        )  # fmt: skip
        if candidate.is_inside:
            self._report_split(line, candidate)
        del self.path[depth + 1 :]
        self.path[-1].content.append(node)
        self.path.append(node)
        if text.strip():
            node.content.append(
                Passage(line=line.number, text=text.strip(), characters=count_characters(text))
            )

    def _report_split(self, line: Line, candidate: Candidate) -> None:
        one = line.text[max(0, candidate.start - _SHOWN) : candidate.start].lstrip()
        other = line.text[candidate.start : candidate.start + _SHOWN].rstrip()
        sure = candidate.take_cost <= 0.5
        self.repairs.append(
            Repair(
                line=line.number, rule="glued-line", before=one + other, after=f"{one.rstrip()}⏎{other}",
                reason="编号接在前文之后，另起一行", confidence=Confidence.CERTAIN if sure else Confidence.LIKELY,
            )
        )  # fmt: skip


def _joined(before: str, after: str) -> str:
    """Two parts of a paragraph; a blank only between Latin words."""
    one, other = before.rstrip(), after.strip()
    needs_blank = (
        fold(one[-1:]).isascii() and one[-1:].isalnum() and other[:1].isascii() and other[:1].isalnum()
    )
    return f"{one}{' ' if needs_blank else ''}{other}"
