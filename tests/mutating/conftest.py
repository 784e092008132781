"""A regulation with a figure, a table, rules and conditions, and cases to notice their changes."""

from __future__ import annotations

import pytest

from tests.builders import article, field, form, policy, rows, rule

TABLE = {
    "输入": {"金额": {"类型": "金额", "范围": "≥ 0", "取自": "单.金额"}},
    "输出": {"级": {"类型": "选项", "选项": ["甲", "乙"]}, "最多": {"类型": "整数", "单位": "人"}},
    "行": [{"金额": "超过 600万", "级": "甲", "最多": 5}, {"金额": "600万以下", "级": "乙", "最多": 3}],
}
SAMPLE = {"表单": "trip", "值": {"编号": "1", "日期": "2026-03-05", "申请": "2026-03-02", "金额": "500万元", "级": "乙",
                              "人数": 2, "类别": "客户", "明细": [{"单价": "5元"}]}}  # fmt: skip


def regulation(*cases: dict, exempt: list | None = None, **parts):
    asked = form(
        field("申请", "日期"), field("金额", "金额", 单位="万元"), field("级", "选项", 选项="表.等级.级"),
        field("人数", "整数", 单位="人"), field("类别", "选项", 选项="参数.类别"),
        field("说明", 必填=True, 条件='单.类别 == "机关"'),
        table=rows("明细", field("单价", "金额", 单位="元")),
    )  # fmt: skip
    made = {
        "参数": {"提前": {"值": 3, "单位": "天"}, "上限": "10元", "类别": ["客户", "机关"], "电话": 12345},
        "表": {"等级": TABLE},
        "规则": [
            rule("单.级 == 表.等级.级", "grade"),
            rule("单.人数 <= 表.等级.最多", "few", 适用='单.类别 == "客户"'),
            rule("天数(单.申请, 单.日期) >= 参数.提前", "early", 字段=["单.申请"]),
            rule("行.单价 <= 参数.上限", "cheap", 逐行="单.明细"),
        ],
    }
    file = {
        "样例": {"单": SAMPLE},
        "用例": [{"名称": "正确", "样例": ["单"]}, *cases],
        "不必发现": exempt or [],
    }
    return policy(article(**(made | parts)), forms=[asked], cases=file)


def case(expected: str = "", **changes) -> dict:
    """A case that changes some fields of the sample and expects some rules."""
    change = {f"单.{name}": value for name, value in changes.items()}
    return {"名称": str(changes), "样例": ["单"], "改": change, "期望": expected.split()}


COMPLETE = [
    case(金额="600万元"), case("grade", 金额="600.000001万元"), case(金额="600.000001万元", 级="甲"),
    case(人数=3), case("few", 人数=4), case(人数=5, 级="甲", 金额="700万元"), case("few", 人数=6, 级="甲", 金额="700万元"),
    case(人数=4, 类别="机关", 说明="公函"), case("early", 申请="2026-03-03"), case("cheap", 明细=[{"单价": "10.01元"}]),
    case(明细=[{"单价": "10元"}]), case("early", 申请="2026-03-03", 类别="机关", 说明="公函"),
    case("required", 类别="机关"),
]  # fmt: skip


@pytest.fixture
def complete():
    return regulation(*COMPLETE)
