"""A project whose figures, rows and cases a release looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import article, field, form, rule, write_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = [{"人数": "1～4", "最少": 1}, {"人数": "超过 4", "最少": {"2026-01-01": 2, "2026-07-01": 3}}]


def an_article(**parts: Any) -> dict[str, Any]:
    """An article with one figure by date, one without, a table and a rule."""
    table = {
        "输入": {"人数": {"类型": "整数", "范围": "≥ 1", "取自": "单.人数"}},
        "输出": {"最少": {"类型": "整数"}},
        "行": parts.pop("行", ROWS),
    }
    figures = {"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}}, "上限": 9, **parts.pop("参数", {})}
    return article(
        参数=figures,
        表={"陪同": table},
        规则=[rule("单.人数 <= 参数.上限", "too-many", 字段=["单.人数"])],
        **{"款": ['提前{{ 参数("提前") }}天，至多{{ 参数("上限") }}人。', '{{ 表("陪同") }}'], **parts},
    )


CASES = {
    "样例": {"三人": {"表单": "trip", "值": {"编号": "1", "日期": "2026-03-01", "人数": 3}}},
    "用例": [{"名称": "三人", "样例": ["三人"]}],
}


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Write the project, with some parts of its article otherwise; writing again changes it."""

    def write(*, cases: Any = CASES, cover: dict[str, str] | None = None, **parts: Any) -> Path:
        asked = form(field("人数", "整数", 必填=True))
        return write_project(tmp_path, an_article(**parts), forms=[asked], cases=cases, cover=cover)

    return write
