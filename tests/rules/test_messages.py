from __future__ import annotations

import pytest

from generator.rules.messages import placeholders
from tests.builders import article, field, findings, form, policy, reading, rows, rule

FORMS = [
    form(
        field("金额", "金额", 单位="万元"),
        field("起", "日期"),
        field("止", "日期"),
        field("人员", "人员"),
        field("需要", "是否"),
        field("事由"),
        table=rows("明细", field("单价", "金额", 单位="元"), field("数量", "整数")),
    )
]
ARTICLE = {
    "参数": {"上限": "300元", "名单": ["甲", "乙"], "天": {"值": 3, "单位": "天"}},
    "定义": {"总价": "求和(单.明细.取(x, x.单价 * x.数量))", "行数": "个数(单.明细)"},
}
VALUES = {
    "金额": "450",
    "起": "2026-03-05",
    "止": "2026-03-07",
    "人员": "张三、李四",
    "需要": "否",
    "事由": "考察\n产线",
    "table": {"明细": [{"单价": "10", "数量": "2"}, {"单价": "5", "数量": "1"}]},
}


def said(text: str, **values: object) -> str:
    of = policy(article(规则=[rule("单.金额 < 0", 提示=text)], **ARTICLE), forms=FORMS)
    return findings(of, reading(**{**VALUES, **values}))[0].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("金额{单.金额}", "金额450万元"),
        ("{单.起}至{单.止}，共{天数(单.起, 单.止)}天", "2026年3月5日至2026年3月7日，共2天"),
        ("{单.人员}共{个数(单.人员)}人", "张三、李四共2人"),
        ("“需要”填{单.需要}", "“需要”填否"),
        ("上限{参数.上限}，{参数.名单}", "上限300元，甲、乙"),
        ("超出{单.金额 - 参数.上限}", "超出449.97万元"),
        ("合计{总价}", "合计25元"),
        ("{行数}行", "2行"),
        ("因{单.事由}", "因考察 产线"),
        ("没有花括号", "没有花括号"),
    ],
)
def test_a_text_is_filled_with_actual_values(text, message):
    assert said(text) == message


def test_a_count_stands_bare_so_that_the_text_can_name_its_unit():
    assert said("{参数.天}") == "3"


def test_what_is_not_known_is_marked():
    assert said("因{单.事由}", 事由="") == "因（未知）"


def test_a_value_is_never_read_as_a_placeholder():
    assert said("因{单.事由}", 事由="{单.金额}") == "因{单.金额}"


def test_a_long_value_is_cut():
    assert len(said("{单.事由}", 事由="长" * 500)) == 80


def test_placeholders_are_found_in_order():
    assert placeholders("{甲.乙}和{丙}") == ("甲.乙", "丙")
