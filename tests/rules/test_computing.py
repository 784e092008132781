"""Computed fields: what follows from the answers by the figures of the day, and nothing else."""

from __future__ import annotations

import pytest

from generator.rules.computing import computed_answers
from generator.rules.facts import to_submission
from tests.builders import article, field, form, policy, reading, rows

GRADES = {
    "输入": {"额": {"类型": "金额", "范围": "≥ 0"}},
    "输出": {"级": {"类型": "选项", "选项": ["A", "B"]}, "限": "金额"},
    "行": [
        {"额": "[0, 10元]", "级": "A", "限": "不限"},
        {"额": "超过 10元", "级": "B", "限": {"2026-01-01": "3元", "2026-07-01": "4元"}},
    ],
}
POLICY = policy(
    article(表={"分级": GRADES}, 定义={"人均": "单.额 / 单.数"}),
    forms=[
        form(
            field("双倍", "金额", 计算="单.每人 * 2"),
            field("每人", "金额", 计算="人均"),
            field("额", "金额", 单位="元"),
            field("数", "整数", 默认="2"),
            field("级", "选项", 选项="表.分级.级", 计算="表.分级.级"),
            field("限额", "金额", 计算="表.分级.限"),
            field("超过", "是否", 计算="单.额 > 表.分级.限"),
            field("用车", "是否"),
            field("车数", "整数", 条件="单.用车", 计算="单.数"),
            field("名单", "人员"),
            field("同行", "人员", 计算="单.名单"),
            field("备注"),
            field("附注", 计算="单.备注"),
            field("工作日", "整数", 计算='工作日数("2031-01-01", 单.日期)'),
            field("行数", "整数", 计算="个数(单.明细)"),
            table=rows("明细", field("价", "金额"), 合计={"总价": "价"}),
        )
    ],
)


def computed(table=None, **values):
    submission = to_submission(POLICY, POLICY.forms[0], reading(table=table, **values))
    return {n: a.value for n, a in computed_answers(POLICY, POLICY.forms[0], submission).items()}


def test_a_value_follows_from_others_and_from_what_follows_from_them():
    assert computed(额="9", 日期="2026-03-01") == {"每人": 450, "双倍": 900, "级": "A"}


def test_an_answer_goes_before_a_default():
    assert computed(额="9", 数="3")["每人"] == 300


@pytest.mark.parametrize(("day", "limit"), [("2026-06-30", 300), ("2026-07-01", 400)])
def test_figures_are_those_of_the_day(day, limit):
    found = computed(额="11", 日期=day)

    assert (found["级"], found["限额"], found["超过"]) == ("B", limit, True)


def test_without_a_day_what_depends_on_it_stays_blank():
    assert computed(额="11") == {"每人": 550, "双倍": 1100}


@pytest.mark.parametrize("values", [{}, {"数": "3"}, {"额": "9", "数": "0", "日期": "2026-03-01", "级": "A"}])
def test_what_cannot_be_computed_stays_blank(values):
    assert computed(**values) == {}


@pytest.mark.parametrize("given", ["B", "无"])
def test_what_is_given_stays_as_given(given):
    assert "级" not in computed(额="9", 日期="2026-03-01", 级=given)


@pytest.mark.parametrize(("car", "count"), [("是", 2), ("否", None), (None, None)])
def test_a_field_that_does_not_apply_stays_blank(car, count):
    assert computed(用车=car).get("车数") == count


def test_lists_texts_and_rows_are_copied_and_counted():
    found = computed(名单="甲某、乙某", 备注="如常", table={"明细": [{"价": "1"}, {"价": "2"}]})

    assert found == {"同行": ("甲某", "乙某"), "附注": "如常", "行数": 2}
