"""Hand-written pages."""

from __future__ import annotations

from generator.errors import Location
from generator.render.handbook.written import find_problems, render_written


def test_macros_are_resolved_and_markdown_is_left_alone(trips):
    page = render_written(
        trips, "help/start.md", '# 标题 { #top }\n\n- *提前*{{ 参数("提前工作日") }}，见{条:notice}\n'
    )

    assert page == (
        "# 标题 { #top }\n\n- *提前*[2个工作日](../figures.md#param.提前工作日){ .ref .ref-parameter }，"
        "见[第三条](../chapters/travel.md#notice){ .ref .ref-article }\n"
    )


def test_every_wrong_macro_is_reported_with_its_line(trips):
    problems = find_problems(trips, "index.md", '好\n{条:none}\n\n{{ 参数("没有") }}\n{{ 制度("名称") }}')

    assert [p.location for p in problems] == [Location("index.md", 2), Location("index.md", 4)]
    assert problems[1].message == "没有名为“没有”的参数"


def test_links_into_the_regulation_that_lead_nowhere_are_reported_with_their_lines(trips):
    good = "[甲](chapters/travel.md#notice) [乙](../forms/trip.md) [丙](chapters/general.md) [所有](forms/index.md)\n"
    good += "[丁](https://example.com/chapters/no.md) [戊](chapters/travel.md#table.差旅等级)\n"
    bad = "[甲](chapters/travel.md#notise)\n[乙](chapters/general.md#notice)\n[丙](../chapters/trave.md)\n[丁](forms/tripp.md)"
    problems = find_problems(trips, "site/index.md", good + bad)

    assert [(p.location.line, p.message, p.hint) for p in problems] == [
        (3, "链接“chapters/travel.md#notise”：这一章没有标识为“notise”的条", "是否要写“notice”？"),
        (4, "链接“chapters/general.md#notice”：这一章没有标识为“notice”的条", "它在 chapters/travel.md"),
        (5, "链接“../chapters/trave.md”：没有标识为“trave”的章", "是否要写“travel”？"),
        (6, "链接“forms/tripp.md”：没有标识为“tripp”的表单", "是否要写“trip”？"),
    ]
