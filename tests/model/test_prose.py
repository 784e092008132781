from __future__ import annotations

import pytest

from generator.model.prose import (
    ProseError,
    Span,
    find_errors,
    names_in,
    table_in,
    to_plain,
    to_spans,
    without_macros,
)
from tests.builders import article, field, form, policy

POLICY = policy(
    article("first", 款=["甲。", "乙。"]),
    article(
        "second",
        参数={
            "提前": {"值": {"2026-01-01": 2, "2026-07-01": 3}, "单位": "个工作日"},
            "上限": {"值": "300元", "待核定": True},
            "坏的": {"值": "三", "类型": "整数"},
        },
        表={
            "客户等级": {
                "输入": {"合同金额": {"类型": "金额"}},
                "输出": {"等级": "文本"},
                "行": [{"合同金额": "超过 600万", "等级": "A"}, {"合同金额": "不超过 600万", "等级": "B"}],
            }
        },
    ),
    forms=[form(field("金额"), id="notice", 附表=1), form(id="log", name="记录")],
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("没有宏。", "没有宏。"),
        ("", ""),
        ('至少{{ 参数("提前") }}。', "至少2个工作日。"),
        ("{{参数('提前')}}", "2个工作日"),
        ("{{ 参数(“提前”) }}", "2个工作日"),
        ('{{ 句("客户等级", "A") }}的', "合同金额超过600万元的"),
        ('{{ 句("客户等级"，"B") }}', "合同金额不超过600万元"),
        ('{{ 表("客户等级") }}', "《客户等级》"),
        ('{{ 制度("归口部门") }}', "综合部"),
        ('{{ 制度("施行日期") }}起', "2026年1月1日起"),
        ("按{条:second}执行", "按第二条执行"),
        ("按{条:first.2}执行", "按第一条第二款执行"),
        ("见{章：part1}", "见第一章"),
        ("填写{表单:notice}和{表单:log}", "填写附表1《单表》和《记录表》"),
    ],
)
def test_macros_are_computed(text, plain):
    assert to_plain(POLICY, text) == plain


def test_a_figure_is_that_of_the_day():
    assert to_plain(POLICY, '{{ 参数("提前") }}', "2026-07-01") == "3个工作日"


def test_a_span_says_where_it_comes_from():
    assert to_spans(POLICY, '不超过{{ 参数("上限") }}，见{条:first.1}。') == (
        Span("不超过"),
        Span("300元", "parameter", "上限", unconfirmed=True),
        Span("，见"),
        Span("第一条第一款", "article", "first", paragraph=1),
        Span("。"),
    )


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('{{ 参数("提钱") }}', "没有名为“提钱”的参数", "“提前”"),
        ('{{ 表("等级") }}', "没有名为“等级”的表", "“客户等级”"),
        ('{{ 句("客户等级", "E") }}', "没有“E”这一行", "输出值"),
        ('{{ 句("客户等级") }}', "个数不对", "句("),
        ('{{ 参数("提前", "x") }}', "个数不对", "参数("),
        ("{{ 参数(提前) }}", "读不懂：提前", "加引号"),
        ('{{ 参量("提前") }}', "没有“参量”这种写法", "参数"),
        ('{{ 制度("老板") }}', "没有名为“老板”的制度信息", ""),
        ("{条:third}", "没有名为“third”的条", ""),
        ("{条:first.3}", "没有第“3”款", "共有 2 款"),
        ("{条:first.0}", "没有第“0”款", "共有 2 款"),
        ("{条:first.²}", "没有第“²”款", "共有 2 款"),
        ("{章:part9}", "没有名为“part9”的章", "“part1”"),
        ("{表单:notise}", "没有名为“notise”的表单", "“notice”"),
        ("{表:客户等级}", "读不懂", "{条:标识}"),
        ("{ 条 }", "读不懂", "{条:标识}"),
        ("多一个}", "读不懂", ""),
    ],
)
def test_a_macro_that_leads_nowhere_is_an_error(text, message, hint):
    (error,) = find_errors(POLICY, f"前{text}后")

    assert message in str(error)
    assert hint in error.hint


def test_every_error_of_a_text_is_found():
    text = '{{ 参数("甲") }}、{条:nowhere}、{坏}、{{ 参数("提前") }}'

    assert [e.name for e in find_errors(POLICY, text)] == ["甲", "nowhere", ""]
    with pytest.raises(ProseError, match="“甲”"):
        to_plain(POLICY, text)


def test_a_figure_that_does_not_fit_its_kind_is_left_to_the_place_where_it_is_written():
    assert find_errors(POLICY, '{{ 参数("坏的") }}') == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{{ 表("客户等级") }}', "客户等级"),
        ('  {{ 表("客户等级") }}\n', "客户等级"),
        ('见{{ 表("客户等级") }}', None),
        ('{{ 参数("提前") }}', None),
        ("{{ 表(客户等级) }}", None),
        ("", None),
    ],
)
def test_a_table_alone_in_its_paragraph_is_known(text, name):
    assert table_in(text) == name


def test_the_names_of_all_macros_are_listed():
    text = '{{ 参数("甲") }}{条:a.2}{{ 句("乙", "丙") }}{表单:b}{{ 参数(丁) }}'

    assert names_in(text) == (("参数", "甲"), ("条", "a"), ("句", "乙"), ("表单", "b"), ("参数", ""))


def test_macros_are_blanked_out_without_moving_the_rest():
    text = '共{{ 参数("甲") }}人'

    assert without_macros(text) == f"共{' ' * 13}人"
    assert len(without_macros(text)) == len(text)
