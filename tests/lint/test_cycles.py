from __future__ import annotations

import pytest

from generator.lint.cycles import check
from tests.builders import article, complaints


def table(source: str) -> dict[str, object]:
    inputs = {"入": {"类型": "整数", "取自": source}}
    return {"输入": inputs, "输出": {"出": "整数"}, "行": [{"入": "-", "出": 1}]}


def said(**parts: object) -> list[str]:
    return [m for _, _, m in complaints(check, chapters=[{"章": "一", "条": [article(**parts)]}])]


@pytest.mark.parametrize(
    ("definitions", "circles"),
    [
        ({"甲": "1 > 0", "乙": "甲 且 甲"}, []),
        ({"甲": "甲"}, ["定义绕回了自己：甲 → 甲"]),
        ({"甲": "乙 且 真", "乙": "丙", "丙": "非 甲"}, ["定义绕回了自己：甲 → 乙 → 丙 → 甲"]),
        ({"起": "乙", "乙": "丙", "丙": "乙"}, ["定义绕回了自己：乙 → 丙 → 乙"]),
        ({"甲": "乙", "乙": "甲", "丙": "丁", "丁": "丙"}, ["定义绕回了自己：丙 → 丁 → 丙", "定义绕回了自己：甲 → 乙 → 甲"]),
        ({"金额": "单.金额 > 0"}, []),
    ],
)  # fmt: skip
def test_a_circle_of_definitions_is_shown_once_from_its_first(definitions, circles):
    assert sorted(said(定义=definitions)) == circles


def test_a_circle_of_tables_is_shown():
    tables = {"甲": table("表.乙.出"), "乙": table("表.丙.出"), "丙": table("表.甲.出")}

    assert said(表=tables) == ["表绕回了自己：甲 → 乙 → 丙 → 甲"]


def test_tables_that_follow_each_other_are_left_alone():
    assert said(表={"甲": table("单.数"), "乙": table("表.甲.出"), "丙": table("表.没有.出")}) == []


def test_a_circle_is_reported_where_it_starts():
    text = "章: 一\n条:\n  - 标识: a\n    条名: 甲\n    款: [甲]\n    定义:\n      甲: 乙\n      乙: 甲\n"

    assert complaints(check, chapters=[text]) == [(7, 10, "定义绕回了自己：甲 → 乙 → 甲")]


def test_many_definitions_are_looked_at_quickly():
    """Every definition uses all that come behind it: two to the sixtieth ways through."""
    names = [f"名{n}" for n in range(60)]
    chain = {n: " 且 ".join(names[i + 1 :]) or "真" for i, n in enumerate(names)}

    assert said(定义=chain) == []
