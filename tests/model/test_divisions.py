"""编 and 节 are named where they begin and numbered by the computer."""

from __future__ import annotations

import pytest

from generator.render.document.blocks import Text
from generator.render.document.compose import compose
from generator.render.handbook import render_handbook
from tests.builders import article, policy


@pytest.fixture
def divided():
    return policy(
        chapters=[
            {
                "章": "总则",
                "编": "总编",
                "条": [article("a", 节="原则"), article("b"), article("c", 节="职责")],
            },
            {"章": "分则", "编": "分编", "条": [article("d", 节="预约")]},
        ]
    )


def test_sections_are_counted_within_their_chapter(divided):
    assert [divided.section_heading(a) for a in "abcd"] == [
        "第一节　原则",
        "",
        "第二节　职责",
        "第一节　预约",
    ]


def test_parts_are_counted_over_the_whole(divided):
    assert [divided.part_heading(c) for c in ("part1", "part2")] == ["第一编　总编", "第二编　分编"]


def test_the_handbook_and_the_document_show_them(divided):
    page = render_handbook(divided, {})["chapters/part1.md"]
    document = [block.text for part in compose(divided) for block in part.blocks if isinstance(block, Text)]

    for heading in ("第一编　总编", "第一节　原则", "第二节　职责"):
        assert heading in page
        assert heading in document
