"""Expressions are compiled against typed forms before any data; every fault has its column."""

from __future__ import annotations

import pytest

from generator.lint.complaints import explain
from generator.lint.expressions import check
from generator.rules.cel import Checker
from generator.rules.expression import translate
from generator.rules.scope import structs
from tests.builders import article, complaints, field, form, policy, rows, rule

FORMS = [
    form(
        field("金额", "金额"),
        field("人数", "整数"),
        field("人员", "人员"),
        field("事由"),
        field("需要", "是否"),
        field("类别", "选项", 选项=["甲", "乙"]),
        table=rows("明细", field("单价", "金额"), field("项目", "选项", 选项=["餐", "住"])),
    )
]
ARTICLE = {
    "参数": {"上限": "300元", "名单": ["甲", "丙"]},
    "定义": {"超标": "单.金额 > 参数.上限"},
    "表": {
        "级表": {"输入": {"人数": {"类型": "整数"}}, "输出": {"级": "文本"}, "行": [{"人数": "-", "级": "A"}]}
    },
}


def said(requirement: str, **more: object) -> list[str]:
    source = {"章": "一", "条": [article(规则=[rule(requirement, **more)], **ARTICLE)]}
    return [message for _, _, message in complaints(check, chapters=[source], forms=FORMS)]


@pytest.mark.parametrize(
    "requirement",
    [
        "单.金额 <= 参数.上限",
        "非 超标 或 有(单.事由)",
        '表.级表.级 == "A" 且 单.人数 > 0',
        "求和(单.明细.取(x, x.单价)) == 单.金额",
        '单.明细.全部(x, x.项目 == "餐")',
        '单.类别 in ["甲", "乙"]',
        "单.类别 in 参数.名单",
        "个数(单.人员) == 单.人数",
        "单.需要 ? 有(单.事由) : 真",
        "工作日数(单.日期, 单.日期) >= 0",
    ],
)
def test_a_right_expression_is_left_alone(requirement):
    assert said(requirement) == []


@pytest.mark.parametrize(
    ("requirement", "message"),
    [
        ("单.金锷 > 1", "“单.金锷 > 1”第3字：“单”没有“金锷”"),
        ("但.金额 > 1", "“但.金额 > 1”第1字：不认识“但”"),
        ("单.金额 > 参数.上线", "“单.金额 > 参数.上线”第11字：“参数”没有“上线”"),
        ('表.级表.等级 == "A"', '“表.级表.等级 == "A"”第6字：“级表”没有“等级”'),
        ('表.吉表.级 == "A"', '“表.吉表.级 == "A"”第3字：“表”没有“吉表”'),
        ("单.明细.全部(x, x.单介 > 1)", "“单.明细.全部(x, x.单介 > 1)”第14字：“明细”没有“单介”"),
        ('单.金额 > "1"', '“单.金额 > "1"”第6字：类型不符：“>”不能用于数和文字'),
        ("单.金额 且 单.需要", "“单.金额 且 单.需要”第6字：类型不符：“且”不能用于数和真假"),
        ("非 单.金额", "“非 单.金额”第1字：类型不符：“非”不能用于数"),
        ("单.金额 in 参数.名单", "“单.金额 in 参数.名单”第6字：类型不符：“in”不能用于数和列表"),
        ("求和(单.明细.取(x, x.项目)) > 1", "“求和(单.明细.取(x, x.项目)) > 1”第3字：类型不符：“求和”不能用于列表"),
        ("单.金额 > null", "“单.金额 > null”第6字：类型不符：“>”不能用于数和空"),
        ("单.金额 = 1", "“单.金额 = 1”第6字：这里读不懂"),
        ("单.金额 > 1.5", "“单.金额 > 1.5”第10字：这里读不懂"),
        ("(单.金额 > 1", "“(单.金额 > 1”第9字：括号没有合上"),
        ("单.金额 >", "“单.金额 >”第6字：后面还没有写完"),
        ("有(单)", "“有(单)”第3字：“有(…)”里要写字段"),
        ("单.金额.全部(x, x > 1)", "“单.金额.全部(x, x > 1)”第3字：“全部、存在、筛选、取”只能用于明细或名单"),
        ("单.明细.单价 > 1", "“单.明细.单价 > 1”第6字：明细的列不能直接写"),
        ("工作日数(单.日期) > 1", "“工作日数(单.日期) > 1”第1字：“工作日数”括号里的项数不对"),
        ("工作日(单.日期, 单.日期) > 1", "“工作日(单.日期, 单.日期) > 1”第1字：没有“工作日”这个函数"),
        ("单.明细[0].单价 > 1", "“单.明细[0].单价 > 1”第1字：不能用下标"),
        ("单.金额", "“单.金额”的结果不是真假"),
        ("超标 > 1", "“超标 > 1”第4字：类型不符：“>”不能用于真假和数"),
        ("单.金额 > 99999999999999999999", "“单.金额 > 99999999999999999999”第8字：数字太大"),
        ("参数.上限 > 1", "这条规则没有用到任何表单，永远不会检查"),
        ('单.类别 == "丙"', '“单.类别 == "丙"”：“单.类别”没有“丙”这个选项，比较永远不成立'),
        ('单.类别 in ["甲", "丁"]', '“单.类别 in ["甲", "丁"]”：“单.类别”没有“丁”这个选项，比较永远不成立'),
        ('单.明细.存在(x, x.项目 == "娱")', '“单.明细.存在(x, x.项目 == "娱")”：“x.项目”没有“娱”这个选项，比较永远不成立'),
    ],
)  # fmt: skip
def test_a_wrong_expression_is_a_chinese_sentence_with_its_column(requirement, message):
    assert said(requirement) == [message]


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", "+", "*"])
def test_no_complaint_of_the_engine_is_shown_in_english(operator):
    (message,) = said(f"单.事由 {operator} 单.需要 且 真")

    assert not any("a" <= c <= "z" for c in message)


def test_an_unknown_name_comes_with_the_nearest():
    of = policy(article(规则=[rule("单.金锷 > 1")], **ARTICLE), forms=FORMS)
    (problem,) = check(of)

    assert (problem.hint, problem.unknown_name) == ("是否要写“金额”？", "金锷")


CHAPTER = """\
章: 一
条:
  - 标识: first
    条名: 一
    款: [甲]
    定义:
      超标: 单.金锷 > 1
      行超: 行.单介 > 1
    规则:
      - 标识: a-rule
        适用: 单.需药
        要求: 单.人数 > 0
        提示: '填了{单.人书}，{单.人数}'
        应为: '{参数.上限}'
        更正: 改
        字段: [单.人数, 单.人次]
      - 标识: b-rule
        逐行: 单.明晰
        要求: 行.单价 > 0
        提示: 甲
        应为: 乙
        更正: 丙
      - 标识: c-rule
        逐行: 单.明细
        要求: 行超
        提示: '第{行.序号}行{行.单件}'
        应为: 乙
        更正: 丙
        字段: [行.单加]
"""


def test_every_expression_of_a_rule_is_checked_at_its_own_place():
    assert complaints(check, chapters=[CHAPTER], forms=FORMS) == [
        (7, 11, "“单.金锷 > 1”第3字：“单”没有“金锷”"),
        (11, 13, "“单.需药”第3字：“单”没有“需药”"),
        (13, 13, "“单.人书”第3字：“单”没有“人书”"),
        (14, 13, "“参数.上限”第4字：“参数”没有“上限”"),
        (16, 20, "没有字段“单.人次”"),
        (18, 13, "没有明细“单.明晰”"),
        (25, 13, "“行超”第1字：“行”没有“单介”"),
        (26, 13, "“行.单件”第3字：“行”没有“单件”"),
        (29, 14, "没有字段“行.单加”"),
    ]


def test_a_condition_of_a_field_or_a_sign_off_step_is_checked():
    text = """\
        标识: trip
        名称: 单表
        简称: 单
        依据: first
        分节:
          - 标题: 一
            字段:
              - {名称: 编号, 类型: 文本}
              - {名称: 日期, 类型: 日期, 条件: 单.日期}
        签批:
          - {环节: 批准, 职务: [经理], 条件: 单.超标}
    """
    found = complaints(check, forms=[text])

    assert found[0] == (9, 30, "“单.日期”的结果不是真假")
    assert {message for _, _, message in found[1:]} == {"“单.超标”第3字：“单”没有“超标”"}


def test_a_definition_that_needs_itself_is_left_to_the_rule_on_circles():
    of = article(定义={"甲": "乙", "乙": "甲"}, 规则=[rule("甲 且 单.人数 > 0")])

    assert complaints(check, chapters=[{"章": "一", "条": [of]}], forms=FORMS) == []


def test_options_that_cannot_be_resolved_are_left_to_the_form():
    broken = form(field("类别", "选项", 选项="参数.没有"))

    assert (
        complaints(
            check, chapters=[{"章": "一", "条": [article(规则=[rule('单.类别 == "甲"')])]}], forms=[broken]
        )
        == []
    )


def test_an_echo_of_the_engine_is_not_repeated():
    variables = structs(policy(forms=FORMS))
    faults = Checker(variables).check(translate("表.无.级 == '甲'", {}).cel)[1]

    assert len(faults) > len([f for f in faults if explain(f.text, variables, ())])


def test_a_rule_may_ask_which_forms_were_handed_in():
    asked = rule("已交.单", 字段=["单.编号"])
    wrong = rule("已交.丹", "wrong", 字段=["单.编号"])

    def of(*rules):
        chapter = {"章": "一", "条": [article(规则=[*rules])]}
        return [m for _, _, m in complaints(check, chapters=[chapter], forms=[form()])]

    assert of(asked) == []
    assert of(wrong) == ["“已交.丹”第4字：“已交”没有“丹”"]
