"""Comparing two editions of a thousand articles: at most one second."""

from __future__ import annotations

import time

from generator.diff import compare
from generator.model.load import load_files
from tests.builders import article, files, form, rule

ARTICLES = 1_000
GOAL_SECONDS = 1.0


def edition(limit: int, inserted: int) -> object:
    """Twenty chapters of fifty articles, each with figures, a table, rules and references."""
    listed = [an_article(n, limit if n % 10 == 0 else 9) for n in range(ARTICLES)]
    for n in range(inserted):
        listed.insert(n * 37, article(f"inserted-{n}"))
    chapters = [
        {"章": f"第{n}部分", "条": listed[n * 50 : n * 50 + 50]} for n in range(len(listed) // 50 + 1)
    ]
    made = load_files(files(chapters=[c for c in chapters if c["条"]], forms=[form()])).policy
    assert made is not None
    return made


def an_article(number: int, limit: int) -> dict[str, object]:
    name = f"上限{number}"
    table = {
        "输入": {"人数": {"类型": "整数", "范围": "≥ 1", "取自": "单.编号"}},
        "输出": {"最少": {"类型": "整数"}},
        "行": [{"人数": "1～4", "最少": 1}, {"人数": "超过 4", "最少": limit}],
    }
    return article(
        "first" if number == 0 else f"article-{number}",
        款=[
            f'人数不超过{{{{ 参数("{name}") }}}}人，见{{条:article-{(number or 1)}}}。'
            + "其余事项按本制度办理。" * 5,
            {"文": "下列情形除外：", "项": [f"第{number}种情形；", "其他情形。"]},
        ],
        参数={name: limit},
        表={f"人数{number}": table},
        规则=[rule(f"参数.{name} > 0 且 表.人数{number}.最少 > 0", f"rule-{number}")],
    )


old, new = edition(9, 0), edition(8, 20)
for label, pair in (("same", (old, old)), ("120 changes", (old, new))):
    start = time.perf_counter()
    found = len(compare(*pair))
    took = time.perf_counter() - start
    print(f"{ARTICLES} articles, {label}: {found} changes in {took:.2f} s (goal {GOAL_SECONDS} s)")
