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
