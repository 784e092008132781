from __future__ import annotations

import pytest

from generator.rules.bundle import compile_policy
from tests.builders import article, field, form, policy, rows, rule

FORMS = [
    form(field("人数", "整数"), field("原因", 条件="单.人数 > 2"), table=rows("明细", field("单价", "金额"))),
    form(field("人数", "整数"), id="log", name="记录"),
]
GRADES = {
    "输入": {"人数": {"类型": "整数", "取自": "记录.人数"}},
    "输出": {"级": "文本"},
    "行": [{"人数": "-", "级": "A"}],
}


def compiled(requirement: str, **more: object):
    of = policy(article(规则=[rule(requirement, **more)], 表={"级表": GRADES}), forms=FORMS)
    return compile_policy(of).rules[0]


@pytest.mark.parametrize(
    ("requirement", "more", "forms"),
    [
        ("单.人数 > 0", {}, ("单",)),
        ("记录.人数 > 单.人数", {}, ("记录", "单")),
        ("记录.人数 > 单.人数", {"字段": ["单.人数"]}, ("单", "记录")),
        ("记录.人数 > 0", {"适用": "单.人数 > 0"}, ("记录", "单")),
        ("行.单价 > 0 且 记录.人数 > 0", {"逐行": "单.明细"}, ("单", "记录")),
        ('单.人数 > 0 且 表.级表.级 == "A"', {}, ("单",)),
    ],
)
def test_a_rule_is_judged_for_the_first_form_it_names(requirement, more, forms):
    """A form that only a table looks at does not count: the table says why it has no row."""
    assert compiled(requirement, **more).forms == forms


@pytest.mark.parametrize(
    ("requirement", "more", "fields"),
    [
        ("单.人数 > 0 且 单.人数 < 9", {}, (("单", "人数"),)),
        ("单.明细.全部(x, x.单价 > 0)", {}, (("单", "明细"),)),
        ("行.单价 > 0", {"逐行": "单.明细"}, (("行", "单价"),)),
        ("单.人数 > 0 且 记录.人数 > 0", {"字段": ["记录.人数"]}, (("记录", "人数"),)),
        ('单.人数 > 0 且 表.级表.级 == "A"', {}, (("单", "人数"),)),
    ],
)
def test_a_finding_points_at_what_the_requirement_touches(requirement, more, fields):
    assert compiled(requirement, **more).fields == fields


def test_conditions_of_fields_are_compiled_too():
    assert set(compile_policy(policy(forms=FORMS)).applicability) == {("单", "原因")}
