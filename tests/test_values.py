"""Every way of writing a value that the validator promises to read, and what it refuses to guess."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.values import (
    FEN_PER_UNIT,
    MAX_NUMBER,
    parse_date,
    parse_integer,
    parse_money,
    parse_time,
    parse_written_money,
)
from generator.wording import to_chinese_number

FULL_WIDTH = str.maketrans("0123456789:.-/,", "０１２３４５６７８９：．－／，")
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize("text", ["3", "３", "三", "叁", "3人", "３ 人", "三人", "3个人", "3名", "3位", "+3"])
def test_a_count_of_people_is_read(text):
    assert parse_integer(text, "人") == 3


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [("2间", "间", 2), ("1,200", "", 1200), ("两", "", 2), ("-3", "", -3), ("0", "", 0), ("十二件", "", 12)],
)
def test_whole_numbers_are_read_with_the_unit_of_their_field(text, unit, number):
    assert parse_integer(text, unit) == number


@pytest.mark.parametrize(
    "text",
    [
        "约3人",
        "3人左右",
        "3-5人",
        "三五人",
        "3余人",
        "十多人",
        "3.0",
        "1,2345",
        "3 5",
        "10\n20",
        "5²",
        "½",
        "人",
        "",
        "1e3",
        "0x10",
        "九十九百",
        "1" * 16,
    ],
)
def test_a_count_that_is_no_single_whole_number_is_refused(text):
    with pytest.raises(ValueError, match=r"整数|空格"):
        parse_integer(text, "人")


def test_a_count_in_another_unit_is_refused():
    with pytest.raises(ValueError, match="不是整数"):
        parse_integer("3天", "人")
    with pytest.raises(ValueError, match="不是整数"):
        parse_integer("3人", "间")


@given(st.integers(-(10**13), 10**13))
def test_whole_numbers_are_read_back(number):
    assert parse_integer(str(number)) == number
    assert parse_integer(str(number).translate(FULL_WIDTH)) == number
    assert parse_integer(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12000", 1_200_000),
        ("１２０００", 1_200_000),
        ("12,000.00", 1_200_000),
        ("￥12,000.00", 1_200_000),
        ("¥12000", 1_200_000),
        ("1.2万元", 1_200_000),
        ("1.2万", 1_200_000),
        ("12千元", 1_200_000),
        ("一万二千元整", 1_200_000),
        ("人民币壹万贰仟元正", 1_200_000),
        ("RMB 12000", 1_200_000),
        ("12000 元", 1_200_000),
        ("1.2 万元", 1_200_000),
        ("￥ 12,000", 1_200_000),
        ("人民币 12,000.00 元整", 1_200_000),
        ("CNY12,000", 1_200_000),
        ("12000圆", 1_200_000),
        ("三百万", 300_000_000),
        ("0.5亿元", 5_000_000_000),
        ("一百元零五分", 10_005),
        ("壹拾元叁角伍分", 1_035),
        ("0", 0),
        ("零元", 0),
        ("38.5", 3_850),
        ("-5元", -500),
        ("−5元", -500),
        ("1亿2000万元", 12_000_000_000),
        ("3万5千元", 3_500_000),
        ("2万500元", 2_050_000),
        ("1千2百元", 120_000),
        ("105元5角2分", 10_552),
        ("1元5角", 150),
        ("5毛", 50),
        ("300块钱", 30_000),
        ("人民币：12000元", 1_200_000),
        ("12000元。", 1_200_000),
        ("450（万元）", 450_000_000),
    ],
)
def test_amounts_are_read_as_people_write_them(text, fen):
    assert parse_money(text) == fen


@pytest.mark.parametrize(("unit", "fen"), sorted(FEN_PER_UNIT.items()))
def test_a_bare_amount_counts_in_the_unit_of_its_field(unit, fen):
    assert parse_money("3", unit) == 3 * fen
    assert parse_money("3元", unit) == 300


@pytest.mark.parametrize(
    ("text", "unit", "why"),
    [
        ("￥450", "万元", "分不清单位"),
        ("3百", "元", "单位"),
        ("三万五千", "元", "单位"),
        ("一百二元", "元", "分不清末位"),
        ("1,2345元", "元", "分隔符"),
        ("1.200,50", "元", "分隔符"),
        ("0.001元", "元", "一分"),
        ("100 200", "元", "空格"),
        ("一百 二十", "元", "空格"),
        ("USD 100", "元", "不是数字"),
        ("约100元", "元", "不是数字"),
        ("100元以内", "元", "不是数字"),
        ("100-200元", "元", "不是数字"),
        ("100元/人", "元", "不是数字"),
        ("伍角", "元", "不是数字"),
        ("12万3", "元", "不是数字"),
        ("1千2百", "元", "不是数字"),
        ("2万50000元", "元", "不是数字"),
        ("5角元", "元", "不是数字"),
        ("1000至2000元", "元", "是一个范围"),
        ("不超过100元", "元", "是约数"),
        ("10²元", "元", "不是数字"),
        ("元", "元", "不是数字"),
        ("", "元", "不是金额"),
        ("99999999亿元", "元", "太大"),
        ("1" * 20, "元", "太长"),
    ],
)
def test_an_amount_that_may_mean_something_else_is_refused(text, unit, why):
    with pytest.raises(ValueError, match=why):
        parse_money(text, unit)


@given(st.integers(-MAX_NUMBER + 1, MAX_NUMBER - 1))
def test_amounts_with_two_decimals_are_read_back(fen):
    sign, yuan, rest = "-" if fen < 0 else "", *divmod(abs(fen), 100)

    for text in (f"{sign}{yuan}.{rest:02}", f"{sign}{yuan:,}.{rest:02}元"):
        with suppress(ValueError):  # more digits than a number may have
            assert parse_money(text) == fen


@given(st.integers(1, 99_999_999))
def test_amounts_in_chinese_numerals_are_read_back(yuan):
    assert parse_money(f"{to_chinese_number(yuan)}元整") == yuan * 100


@pytest.mark.parametrize(("text", "fen"), [("300元", 30_000), ("600万", 600_000_000), ("0", 0), ("￥5", 500)])
def test_amounts_of_the_source_name_their_unit(text, fen):
    assert parse_written_money(text) == fen


@pytest.mark.parametrize("text", ["300", "1,000", "4.5", "-3", "３００"])
def test_a_bare_amount_of_the_source_is_refused(text):
    """In `(400, 600万]` the 400 would be yuan."""
    with pytest.raises(ValueError, match="要写单位"):
        parse_written_money(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        "2026 年 3 月 5 日",
        "2026年03月05号",
        "２０２６年３月５日",
        "20260305",
        "二〇二六年三月五日",
        "二零二六年三月五日",
        "二○二六年三月五日",
        "2026年3月5日（星期四）",
        "2026-03-05 周四",
        "2026年3⽉5⽇",
        "2026—3—5",
        "2026−03−05",
        "2026.03.05.",
        "2026年三月5日",
        "二〇二六年零叁月零伍日",
        "2026-03-05 00:00:00",
        "2026-03-05T00:00:00",
    ],
)
def test_dates_are_read_as_people_write_them(text):
    assert parse_date(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("26-3-5", "四位"),
        ("5/3/2026", "四位"),
        ("3月5日", "没有写年份"),
        ("3-5", "没有写年份"),
        ("2026-02-30", "没有这一天"),
        ("2026年13月1日", "没有这一天"),
        ("1926-03-05", "不在"),
        ("2226-03-05", "不在"),
        ("2026年3月5日（星期一）", "星期不符"),
        ("2026-03-05 09:30", "空格"),
        ("2026-3-5至3-6", "不是日期"),
        ("2026-3-1 5", "空格"),
        ("2026-3", "哪一日"),
        ("2026年3月", "哪一日"),
        ("二〇二六年三月初五", "不是日期"),
        ("2026-03-04T16:00:00Z", "不是日期"),
        ("2026-3/5", "不是日期"),
        ("202635", "不是日期"),
        ("明天", "不是日期"),
        ("46086", "不是日期"),
        ("", "不是日期"),
        ("二〇二六年十十月五日", "规范"),
    ],
)
def test_a_date_that_is_not_certain_is_refused(text, why):
    with pytest.raises(ValueError, match=why):
        parse_date(text)


@given(DAYS)
def test_dates_are_read_back_in_every_way_of_writing(day):
    chinese_year = "".join("〇一二三四五六七八九"[int(c)] for c in str(day.year))
    written = (
        day.isoformat(),
        day.isoformat().translate(FULL_WIDTH),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
        f"{chinese_year}年{to_chinese_number(day.month)}月{to_chinese_number(day.day)}日",
        f"{day.isoformat()}（星期{'一二三四五六日'[day.weekday()]}）",
    )

    assert {parse_date(text) for text in written} == {day}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9:30", "09:30"),
        ("09:30", "09:30"),
        ("９：３０", "09:30"),
        ("9:30:00", "09:30"),
        ("9点", "09:00"),
        ("9时5分", "09:05"),
        ("九点半", "09:30"),
        ("下午2点半", "14:30"),
        ("下午两点一刻", "14:15"),
        ("14点三刻", "14:45"),
        ("上午 9:30", "09:30"),
        ("下午15:00", "15:00"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("下午12:30", "12:30"),
        ("晚上8点整", "20:00"),
        ("凌晨0点10分", "00:10"),
        ("0:00", "00:00"),
        ("23:59", "23:59"),
        ("9∶30", "09:30"),
        ("十点零五分", "10:05"),
        ("2:30 PM", "14:30"),
        ("PM 2:30", "14:30"),
        ("9:30a.m.", "09:30"),
        ("早9点", "09:00"),
        ("晚7点", "19:00"),
        ("傍晚6点", "18:00"),
        ("清晨6点", "06:00"),
    ],
)
def test_times_are_read_as_people_write_them(text, at):
    assert parse_time(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "24:00",
        "9:60",
        "25点",
        "晚上12点",
        "晚上1点",
        "早上12点",
        "上午15点",
        "中午3点",
        "凌晨9点",
        "下午0:30",
        "9",
        "9.30",
        "0930",
        "9:30-10:30",
        "9:30左右",
        "9:30:15",
        "12:00am",
        "12:30 PM",
        "傍晚3点",
        "9 30",
        "",
    ],
)
def test_a_time_that_is_not_certain_is_refused(text):
    with pytest.raises(ValueError, match=r"时刻|分不清"):
        parse_time(text)


@given(st.times())
def test_times_are_read_back(at: time):
    expected = f"{at:%H:%M}"

    assert parse_time(expected) == expected
    assert parse_time(expected.translate(FULL_WIDTH)) == expected
    assert parse_time(f"{at.hour}时{at.minute}分") == expected


@given(st.text(max_size=20))
def test_nothing_but_a_value_or_a_refusal_comes_out(text):
    for parse in (parse_integer, parse_money, parse_date, parse_time):
        with suppress(ValueError):
            parse(text)


@given(st.text("0123456789,.-:/ 年月日元万亿一二三十百", max_size=14))
def test_nothing_else_comes_out_of_what_looks_like_a_value(text):
    for parse in (parse_integer, parse_money, parse_date, parse_time):
        with suppress(ValueError):
            parse(text)
