"""The decision helper in a real browser."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.rules.cel import CelError, Evaluator
from generator.rules.expression import mangle, translate


@pytest.fixture
def helper(visit, trip_site):
    return visit((trip_site / "decide.html").as_uri())


def result(page):
    """What the helper says, on one line."""
    return " ".join(page.inner_text("#decide-result").split())


def test_it_says_what_to_do_before_anything_is_filled(helper):
    assert "填写上面任意一项" in result(helper)
    assert helper.failures == []


@pytest.mark.parametrize(
    ("amount", "grade", "lodging"),
    [
        ("10000", "乙", "400元"),
        ("10,000.01", "甲", "600元"),
        ("1万元", "乙", "400元"),
        ("２万", "甲", "600元"),
    ],
)
def test_an_amount_finds_its_row_on_both_sides_of_the_bound(helper, amount, grade, lodging):
    helper.fill("[name=预计费用]", amount)

    assert f"等级 {grade} 住宿标准 {lodging}/晚待核定" in result(helper)


def test_the_values_of_the_day_of_the_matter_count(helper):
    helper.fill("[name=预计费用]", "10000")
    helper.fill("[name=出发日期]", "2026-07-02")

    assert "住宿标准 450元/晚" in result(helper)


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        ("2026-03-05", "最迟 2026年3月3日（星期二）"),
        ("2026-07-06", "最迟 2026年7月1日（星期三）"),  # three days from July on; a weekend between
        ("2026-01-05", "最迟 2026年1月3日（星期六）"),  # the 4th is a make-up working day
        ("2027-03-05", "2027年的放假安排没有录入"),
        ("2026-01-02", "2025年的放假安排没有录入"),
    ],
)
def test_a_date_gives_the_latest_date_to_hand_in(helper, day, latest):
    helper.fill("[name=出发日期]", day)

    assert latest in result(helper)
    assert "附表1 出差申请表的申请日期 第三条" in result(helper)


def test_the_script_counts_working_days_as_the_checker_does(helper, trips_of_site):
    for offset in range(0, 340, 7):
        day = dt.date(2026, 1, 20) + dt.timedelta(offset)
        helper.fill("[name=出发日期]", day.isoformat())
        count = 2 if day.isoformat() < "2026-07-01" else 3
        latest = trips_of_site.calendar.working_day_before(day, count)
        assert f"最迟 {latest.year}年{latest.month}月{latest.day}日" in result(helper)


def test_forms_and_their_sign_off_are_listed(helper):
    helper.fill("[name=预计费用]", "1")

    assert "附表1 出差申请表 编制：出差人 → 批准：部门经理或总经理" in result(helper)


def test_what_cannot_be_read_is_marked_and_decides_nothing(helper):
    helper.fill("[name=预计费用]", "很多")

    assert helper.get_attribute("[name=预计费用]", "aria-invalid") == "true"
    assert "等级 甲" not in result(helper)


def test_clearing_starts_anew(helper):
    helper.fill("[name=预计费用]", "1")
    helper.click("#decide-form button[type=reset]")
    helper.wait_for_function(
        "document.getElementById('decide-result').textContent.includes('填写上面任意一项')"
    )


def test_without_scripts_the_tables_are_still_there(trip_site, visit):
    page = visit((trip_site / "decide.html").as_uri(), java_script_enabled=False)

    assert page.locator("#decide-form").is_hidden()
    assert page.locator("caption", has_text="差旅等级").is_visible()


def test_every_result_of_the_shipped_regulation_names_its_article(visit, shipped_site):
    page = visit((shipped_site / "decide.html").as_uri())
    for box in page.locator("#decide-form input[type=checkbox]").all():
        box.check()
    for name, options in (
        (s.get_attribute("name"), s.locator("option").all())
        for s in page.locator("#decide-form select").all()
    ):
        page.select_option(f"[name={name}]", index=len(options) - 1)
    for field in page.locator("#decide-form input[type=text]").all():
        field.fill("12")
    for field in page.locator("#decide-form input[type=date]").all():
        field.fill("2026-03-12")

    assert page.failures == []
    assert page.locator(".standard").count() >= 5
    for line in page.locator(".standard, .decide-result__part:not(:has-text('要填的表单')) li").all():
        assert line.locator("a[href*='#']").count() == 1
    assert "××" not in result(page)


def test_dates_that_cannot_stand_beside_each_other_are_told(visit, shipped_site):
    page = visit((shipped_site / "decide.html").as_uri())
    page.fill("[name=来访日期]", "2026-03-12")
    assert "需要更正" not in result(page)

    page.fill("[name=离开日期]", "2026-03-11")
    assert "需要更正 离开日期 应为：不早于来访日期 第十四条" in result(page)

    page.fill("[name=离开日期]", "2026-03-12")
    assert "需要更正" not in result(page)


VECTORS = [
    "甲.数 + 2 * 3", "(甲.数 + 2) * 3", "7 / 2", "0 - 7 / 2", "7 % 3", "甲.数 >= 5 且 甲.数 < 9", "非 甲.是 或 甲.数 == 5",
    "甲.文 == “部门”", '甲.文 != "部门"', "甲.文 in [“部门”, “公司”]", "甲.人 == 甲.人", "个数(甲.人)", "有(甲.数)", "有(甲.空)",
    "甲.空 == 1", "甲.空 == 1 且 假", "甲.空 == 1 或 真", "甲.空 == 1 且 真", "甲.数 > 3 ? “多” : “少”", "非 有(甲.空)",
    "1 < 2 且 2 < 3 或 甲.空 == 1", "甲.数 ／ 0 == 1", "甲.日 <= “2026-03-02”", "（甲.数 ＞ 3）", "0 - 甲.数",
]  # fmt: skip
FACTS = {"数": 5, "是": True, "文": "部门", "人": ["张", "李"], "日": "2026-03-01"}


@pytest.mark.parametrize("text", VECTORS)
def test_the_script_evaluates_expressions_as_the_checker_does(helper, trips_of_site, text):
    evaluator = Evaluator(("甲",), trips_of_site.calendar)
    data = {mangle("甲"): {mangle(k): v for k, v in FACTS.items()}}
    expected = evaluator.compile(translate(text, {}).cel).run(evaluator.bind(data))
    script = """([text, facts]) => {
        const look = (path) => (path[1] in facts ? facts[path[1]] : Zhidu.NONE);
        const value = Zhidu.evaluate(text, look, {"个数": (l) => l.length});
        return Zhidu.isOpen(value) ? null : value;
    }"""

    assert helper.evaluate(script, [text, FACTS]) == (None if isinstance(expected, CelError) else expected)
