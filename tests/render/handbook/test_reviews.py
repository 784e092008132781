"""What is to be reviewed when, the earliest first."""

from __future__ import annotations

from generator.render.handbook.reviews import reviews_of
from tests.builders import article, policy


def test_every_kind_of_review_date_is_listed_under_its_day() -> None:
    law = {"名称": "民法典", "内容": "期间", "复核日期": "2026-06-30"}
    of = policy(
        article(复核日期="2026-09-30", 参数={"上限": {"值": 3, "复核日期": "2026-06-30"}}),
        cover={"引用": [law]},
    )

    assert [(d.day, [i.words for i in d.listed]) for d in reviews_of(of)] == [
        ("2026-06-30", ["数值“上限”（第一条）", "引用的《民法典》"]),
        ("2026-09-30", ["第一条 条名first"]),
        ("2026-12-31", ["《出差管理制度》"]),
    ]
