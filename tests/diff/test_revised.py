"""Both documents in one: accepting every mark gives the new one, rejecting every mark the old one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff.revised import revised_parts
from generator.render.document.blocks import Grid, Text
from generator.render.document.compose import compose
from generator.render.document.marked import MarkedText
from tests.builders import article, policy
from tests.diff.edits import EDITS, base, edited, made

ACCEPTED, REJECTED = ("equal", "insert"), ("equal", "delete")


def lines(parts) -> list[str]:
    """Every paragraph and every row of a document."""
    found = []
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Text):
                found.append(f"{block.style}|{block.text}")
            elif isinstance(block, Grid):
                found += ["|".join(c.text for c in row.cells) for row in block.rows]
    return found


def kept(parts, edits) -> list[str]:
    """The same of a marked document, with only some of its stretches."""

    def joined(pieces) -> str:
        return "".join(text for edit, text in pieces if edit in edits)

    found = []
    for part in parts:
        for block in part.blocks:
            if isinstance(block, MarkedText):
                found += [f"{block.style}|{joined(block.pieces)}"] if block.edit in edits else []
            else:
                found += ["|".join(joined(c.pieces) for c in r.cells) for r in block.rows if r.edit in edits]
    return found


def check(old, new) -> None:
    parts = list(revised_parts(old, new))

    assert kept(parts, ACCEPTED) == lines(compose(new))
    assert kept(parts, REJECTED) == lines(compose(old))


# Without its forms the text cites a form that is not there: no document can be made of that.
WHOLE = {name: edit for name, edit in EDITS.items() if name != "article-gone"}


@pytest.mark.parametrize("edit", WHOLE.values(), ids=WHOLE.keys())
def test_each_edit_can_be_accepted_and_rejected(edit) -> None:
    check(made(base()), edited(edit))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(WHOLE)), min_size=2, max_size=8))
def test_several_edits_can_be_accepted_and_rejected(names) -> None:
    try:
        new = edited(*(EDITS[n] for n in sorted(names)))
    except (AssertionError, IndexError, KeyError, TypeError):
        return  # one edit took away what the other changes
    check(made(base()), new)


def test_nothing_is_marked_where_nothing_changed() -> None:
    parts = revised_parts(made(base()), made(base()))

    assert {e for p in parts for b in p.blocks if isinstance(b, MarkedText) for e, _ in b.pieces} == {"equal"}


def test_a_renumbered_article_has_only_its_number_marked() -> None:
    parts = {p.part.key: p for p in revised_parts(made(base()), edited(EDITS["article-added"]))}
    heading = parts["article:scope"].blocks[0]

    assert heading.pieces == (("delete", "第二条"), ("insert", "第三条"), ("equal", "　条名scope"))


def test_an_article_that_moved_goes_here_and_comes_there() -> None:
    old = policy(*(article(i) for i in ["first", "aa", "bb", "cc"]))
    new = policy(*(article(i) for i in ["first", "bb", "cc", "aa"]))

    edits = [(p.part.key, p.blocks[0].edit) for p in revised_parts(old, new) if p.part.key == "article:aa"]

    assert edits == [("article:aa", "delete"), ("article:aa", "insert")]


def test_a_changed_cell_is_marked_inside_its_row() -> None:
    parts = {p.part.key: p for p in revised_parts(made(base()), edited(EDITS["cell"]))}
    (grid,) = [b for b in parts["article:grade"].blocks if not isinstance(b, MarkedText)]

    assert grid.rows[2].edit == "equal"
    assert grid.rows[2].cells[2].pieces == (("delete", "500"), ("insert", "550"), ("equal", "元"))
