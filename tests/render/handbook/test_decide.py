"""What the decision helper is given."""

from __future__ import annotations

import json

import pytest

from generator.render.handbook.address import Addresses
from generator.render.handbook.decide import bundle, bundle_json
from generator.render.handbook.questions import main_form, questions, time_limits
from tests.render.handbook.sample import FORM, TRAVEL, load_source, write_source


@pytest.fixture
def links(trips):
    return Addresses(trips, "decide.md", ".html")


def with_rule(tmp_path, rule, form=FORM):
    """The small regulation with one more rule beside the grades."""
    return load_source(write_source(tmp_path, travel=f"{TRAVEL}{rule}", trip=form))


CONDITIONAL = """\
      - 标识: hotel-named
        适用: 申请.安排住宿
        要求: 有(申请.酒店)
        提示: 没有写明酒店
        应为: 写明酒店
        更正: 补写酒店
"""
HOTEL = FORM.replace(
    "  - 标题: 费用\n",
    "      - {名称: 安排住宿, 类型: 是否, 依据: grade}\n"
    "      - {名称: 酒店, 类型: 文本, 条件: 申请.安排住宿}\n"
    "      - {名称: 星级, 类型: 选项, 选项: [三星, 四星], 条件: 申请.安排住宿}\n"
    "  - 标题: 费用\n",
)


def test_a_matter_starts_with_the_form_that_tables_look_at(trips):
    assert main_form(trips).id == "trip"


def test_it_asks_what_tables_and_time_limits_need(trips):
    assert [(q.name, q.kind, q.unit, q.is_main) for q in questions(trips)] == [
        ("出发日期", "日期", "", True),
        ("预计费用", "金额", "元", True),
    ]


def test_it_asks_what_rules_depend_on_after_that(tmp_path):
    asked = questions(with_rule(tmp_path, CONDITIONAL, HOTEL))

    assert [(q.name, q.is_main) for q in asked[2:]] == [("安排住宿", False)]


def test_a_regulation_without_tables_has_no_helper(tmp_path):
    bare = TRAVEL.split("  - 标识: grade")[0]
    form = FORM.replace("依据: grade", "依据: notice").replace("选项: 表.差旅等级.等级", "选项: [甲, 乙]")
    policy = load_source(
        write_source(
            tmp_path,
            travel=bare,
            trip=form,
            general="章: 总则\n条:\n  - {标识: scope, 条名: 范围, 款: [范围。]}\n",
        )
    )

    assert questions(policy) == ()


def test_a_rule_over_working_days_is_a_time_limit(trips):
    (limit,) = time_limits(trips)

    assert (limit.base, limit.target, limit.form, limit.parameter) == (
        "出发日期",
        "申请日期",
        "trip",
        "提前工作日",
    )
    assert (limit.unit, limit.is_before, limit.is_latest, limit.is_strict) == ("工作日数", True, True, False)


@pytest.mark.parametrize(
    ("requirement", "expected"),
    [
        ("天数(申请.出发日期, 申请.申请日期) <= 参数.提前工作日", ("天数", False, True, False)),
        ("天数(申请.出发日期, 申请.申请日期) > 参数.提前工作日", ("天数", False, False, True)),
        ("天数(申请.申请日期, 申请.出发日期) <= 参数.提前工作日", ("天数", True, False, False)),
    ],
)
def test_limits_run_in_both_directions(tmp_path, requirement, expected):
    rule = CONDITIONAL.replace("有(申请.酒店)", requirement).replace("        适用: 申请.安排住宿\n", "")
    *_, limit = time_limits(with_rule(tmp_path, rule))

    assert (limit.unit, limit.is_before, limit.is_latest, limit.is_strict) == expected


def test_tables_hold_bounds_and_values_by_date(trips, links):
    table = bundle(trips, links)["tables"]["差旅等级"]

    assert table["inputs"] == {"预计费用": {"question": "预计费用"}}
    first, second = table["rows"]
    assert first["tests"]["预计费用"] == {
        "low": 1_000_000,
        "lowClosed": False,
        "high": None,
        "highClosed": True,
    }
    assert [v["value"] for v in second["outputs"]["住宿标准"]["values"]] == [40_000, 45_000]
    assert second["outputs"]["住宿标准"]["pending"]


def test_articles_forms_and_the_calendar_come_along(trips, links):
    data = bundle(trips, links)

    assert data["articles"]["notice"]["href"] == "chapters/travel.html#notice"
    assert data["articles"]["notice"]["forms"] == ["trip"]
    assert data["always"] == ["trip"]
    assert data["calendar"]["2026"] == {
        "off": ["2026-01-01", "2026-01-02", "2026-01-03"],
        "work": ["2026-01-04"],
    }


def test_conditional_rules_on_the_main_form_come_along(tmp_path):
    policy = with_rule(tmp_path, CONDITIONAL, HOTEL)

    assert bundle(policy, Addresses(policy, "decide.md"))["rules"] == [
        {"when": "申请.安排住宿", "level": "错误", "expected": "写明酒店", "article": "grade"}
    ]


def test_a_rule_about_the_post_of_a_signer_narrows_the_step(tmp_path):
    rule = CONDITIONAL.replace("有(申请.酒店)", "申请.批准职务 == 表.差旅等级.等级")
    policy = with_rule(tmp_path, rule, HOTEL)
    steps = bundle(policy, Addresses(policy, "decide.md"))["forms"]["trip"]["steps"]

    assert [s["limit"] for s in steps] == [None, ["差旅等级", "等级"]]


def test_the_data_can_stand_in_a_script_element(trips, links):
    text = bundle_json(trips, links)

    assert "<" not in text
    assert json.loads(text)["day"] == "2026-01-01"
