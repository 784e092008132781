from __future__ import annotations

import pytest

from generator.errors import Level
from generator.lint import expressions, lint
from generator.lint.computed import check
from tests.builders import article, complaints, field, form, policy, rows, rule

GRADES = {
    "输入": {"额": {"类型": "金额", "范围": "≥ 0"}},
    "输出": {"级": {"类型": "选项", "选项": ["A", "B"]}},
    "行": [{"额": "[0, 10元]", "级": "A"}, {"额": "超过 10元", "级": "B"}],
}
ARTICLE = article(表={"分级": GRADES}, 参数={"每人": "5元"}, 定义={"人均": "单.额 / 单.数"})
BASE = (field("额", "金额"), field("数", "整数"), field("话"), field("天", "日期"), field("时", "时间"))


def said(*fields, rules=(), **more):
    forms = [form(*BASE, *fields, **more), form(field("外", "整数"), id="other", name="别")]
    found = complaints(check, chapters=[{"章": "一", "条": [{**ARTICLE, "规则": list(rules)}]}], forms=forms)
    return [message for _, _, message in found if not message.startswith("没有规则")]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (field("果", "金额", 计算="人均"), None),
        (field("果", "金额", 计算="参数.每人 * 单.数"), None),
        (field("果", "选项", 选项=["A", "B"], 计算="表.分级.级"), None),
        (field("果", "选项", 选项="表.分级.级", 计算="表.分级.级"), None),
        (field("果", "文本", 计算="单.天"), None),
        (field("果", "时间", 计算="单.时"), None),
        (field("果", "选项", 选项=["A"], 计算="表.分级.级"), "“果”的计算“表.分级.级”可能是“B”，不在选项之内"),
        (field("果", "金额", 计算="单.数"), "“果”的计算“单.数”是整数，不是金额"),
        (field("果", "整数", 计算="参数.每人"), "“果”的计算“参数.每人”是金额，不是整数"),
        (field("果", "日期", 计算="单.话"), "“果”的计算“单.话”是文本，不是日期"),
        (field("果", "时间", 计算="单.天"), "“果”的计算“单.天”是日期，不是时间"),
        (field("果", "签名", 计算="单.话"), "“果”是签名，不能算出来"),
        (field("果", "整数", 默认="1", 计算="单.数"), "“果”既有默认又有计算"),
        (field("果", "整数", 计算="别.外 + 单.数"), "“果”的计算用到《别表》的“外”，填这张表时不知道"),
        (field("果", "整数", 计算="单.果 + 1"), "计算绕回了自己：果 → 果"),
    ],
)
def test_a_formula_must_lead_to_a_value_that_fits(asked, message):
    assert said(asked) == ([message] if message else [])


def test_a_circle_is_shown_once_also_through_a_table():
    grade = field("果", "选项", 选项=["A", "B"], 计算="表.分级.级")
    amount = {**BASE[0], "计算": '单.果 == "A" ? 参数.每人 : 0'}
    found = complaints(check, chapters=[{"章": "一", "条": [ARTICLE]}], forms=[form(amount, grade)])

    assert [m for _, _, m in found if not m.startswith("没有规则")] == ["计算绕回了自己：额 → 果 → 额"]


def test_columns_are_not_computed():
    table = rows("明细", field("价", "金额", 计算="单.额"))

    assert said(table=table) == ["明细的列“价”不能有计算"]


@pytest.mark.parametrize(
    ("requirement", "is_judged"),
    [
        ("单.果 == 单.额 / 单.数", True),
        ("单.果 * 单.数 <= 单.额", True),
        ("单.果 <= 参数.每人", False),
        ("单.额 > 单.数", False),
    ],
)
def test_a_computed_field_that_no_rule_compares_is_named_at_its_place(requirement, is_judged):
    made = policy(
        {**ARTICLE, "规则": [rule(requirement)]}, forms=[form(*BASE, field("果", "金额", 计算="人均"))]
    )
    found = list(check(made))

    assert [(p.level, p.message) for p in found] == (
        [] if is_judged else [(Level.WARNING, "没有规则核对“果”填的是不是算出的值")]
    )
    assert all(p.location == made.forms[0].field("果").place.of("计算") for p in found)
    assert is_judged or "单.果 == 人均" in found[0].hint


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (field("果", "金额", 计算="单.额 / 单.树"), "“单.额 / 单.树”第9字：“单”没有“树”"),
        (field("果", "金额", 计算="单.话"), "“单.话”的结果不是数"),
        (field("果", "文本", 计算="单.数"), "“单.数”的结果不是文字"),
        (field("果", "是否", 计算="单.数"), "“单.数”的结果不是真假"),
        (field("果", "人员", 计算="单.话"), "“单.话”的结果不是名单"),
        (field("果", "是否", 计算="单.数 > 3"), None),
    ],
)
def test_a_formula_is_compiled_like_a_rule(asked, message):
    found = complaints(expressions.check, forms=[form(*BASE, asked)])

    assert [m for _, _, m in found] == ([message] if message else [])


def test_what_a_formula_uses_is_not_called_unused():
    made = policy(ARTICLE, forms=[form(*BASE, field("果", "金额", 计算="人均 + 参数.每人"))])

    unused = [p.message for p in lint(made) if p.code == "unused-figure"]
    assert unused == ["表“分级”没有用到"]
