"""Slips inside sentences: put right, or asked where only the author can know."""

from __future__ import annotations

import pytest

from generator.importing.doubled import find_doubled
from generator.importing.repairs import Confidence
from generator.importing.text_repairs import repair_text


def repaired(text: str) -> str:
    return repair_text(text, 1)[0]


def asked(text: str) -> list[str]:
    return [r.after for r in repair_text(text, 1)[1] if r.confidence is Confidence.DOUBTFUL]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("400万〈金额W600万", "400万<金额≤600万"),
        ("金额W 600万元", "金额≤600万元"),
        ("100万W金额W400万", "100万≤金额≤400万"),
        ("金额〈100万", "金额<100万"),
        ("金额〉100万", "金额>100万"),
        ("各部门〈项目部）", "各部门（项目部）"),
        ("1OO万元", "100万元"),
        ("登记，，并归档。。", "登记，并归档。"),
        ("行政部部负责", "行政部负责"),
        ("应当当保持", "应当保持"),
        ("写作{单位}", "写作｛单位｝"),
    ],
)
def test_a_slip_with_one_reading_is_put_right(before, after):
    text, repairs = repair_text(before, 7)

    assert text == after
    assert {r.line for r in repairs} == {7}
    assert all(r.is_applied and r.before != r.after for r in repairs)


@pytest.mark.parametrize(
    "text",
    [
        "销售部部长和技术部部长", "常常、人人、处处", "会议议程和日程程序", "到来来宾", "大大方方、井井有条", "《管理办法》", "〈内部通知〉",
        "WPS和Word", "第100页", "省略……", "王丽丽", "银行行长",
    ],
)  # fmt: skip
def test_what_is_right_stays(text):
    assert repair_text(text, 1) == (text, [])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("会议由负责人主持，由负责安排。", "由〔何部门〕负责安排"),
        ("提前个工作日申请", "提前〔几〕个工作日"),
        ("每人不超过元", "不超过〔缺数字〕元"),
        ("按照第条办理", "第〔几〕条"),
        ("填写《》后提交", "《〔缺内容〕》"),
        ("报告部门和。", "和〔缺内容〕。"),
        ("人员接听时报出姓名", "接听〔电话〕时"),
        ("行政部部门应当登记", "行政部门应当登记"),
    ],
)
def test_a_lost_word_is_asked_and_never_filled_in(text, shown):
    assert repaired(text) == text
    assert any(shown in after for after in asked(text))


@pytest.mark.parametrize(
    "text", ["提前一天申请", "由批准人决定", "接听电话时", "温和、缓和。", "第三条", "方向，对象。"]
)
def test_whole_sentences_are_not_asked_about(text):
    assert asked(text) == []


def test_doubled_characters_come_from_the_end_so_that_places_stay_true():
    assert [d.start for d in find_doubled("在在公司的的门口")] == [4, 0]


def test_one_pass_is_enough_for_a_text_full_of_slips():
    text, repairs = repair_text("{" * 20_000, 1)

    assert text == "｛" * 20_000
    assert len(repairs) == 20_000
