"""The engine: what the checker rejects before any data, and what an evaluation gives."""

from __future__ import annotations

import pytest

from generator.rules.cel import CelError, Checker, Evaluator, Struct
from generator.rules.expression import mangle, translate
from tests.builders import policy, year

ROW = Struct({"项目": "string", "金额": "int"})
FORM = Struct({
    "金额": "int", "事由": "string", "需要": "bool", "人员": "strings",
    "明细": Struct(ROW.fields, is_repeated=True),
})  # fmt: skip
CALENDAR = policy(calendar=[year(2026, "2026-01-01/2026-01-03", working=["2026-01-04"])]).calendar


def check(text: str):
    return Checker({"单": FORM}).check(translate(text, {}).cel)


def run(text: str, **form):
    evaluator = Evaluator(("单",), CALENDAR)
    program = evaluator.compile(translate(text, {}).cel)
    return program.run(evaluator.bind({mangle("单"): {mangle(k): v for k, v in form.items()}}))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("单.金额 > 1", "BOOL"),
        ("单.金额 + 1", "INT"),
        ("单.事由", "STRING"),
        ("单.人员", "LIST<STRING>"),
        ("单.明细.全部(x, x.金额 > 0)", "BOOL"),
        ("单.明细.取(x, x.金额)", "LIST<INT>"),
        ("求和(单.明细.取(x, x.金额))", "INT"),
        ("天数(单.事由, 单.事由)", "INT"),
        ("有(单.事由)", "BOOL"),
        ("包含(单.事由, '甲')", "BOOL"),
        ("含身份证号(单.事由)", "BOOL"),
    ],
)
def test_a_right_expression_has_a_type(text, kind):
    assert check(text) == (kind, ())


@pytest.mark.parametrize(
    "text",
    [
        "单.金锷 > 1",
        "但.金额 > 1",
        "单.金额 > '1'",
        "单.明细.全部(x, x.金锷 > 1)",
        "有(单.事曲)",
        "单.需要 == '是'",
        "求和(单.明细.取(x, x.项目))",
        "工作日数(单.金额, 单.事由)",
        "单.金额 且 单.需要",
        "单.金额 >",
    ],
)
def test_a_wrong_expression_is_rejected_before_any_data(text):
    kind, faults = check(text)

    assert kind == ""
    assert faults


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("单.金额 * 2", {"金额": 3}, 6),
        ("单.金额 / 2", {"金额": 7}, 3),
        ("有(单.金额)", {}, False),
        ("有(单.金额) 且 单.金额 > 1", {}, False),
        ("单.金额 > 1 或 真", {}, True),
        ("单.事由 < '2026-02-01'", {"事由": "2026-01-31"}, True),
        ("天数(单.事由, '2026-03-01')", {"事由": "2026-02-27"}, 2),
        ("分钟数('09:30', '11:00')", {}, 90),
        ("分钟数('11:00', '09:30')", {}, -90),
        ("工作日数('2026-01-02', '2026-01-05')", {}, 2),
        ("求和([1, 2, 3])", {}, 6),
        ("求和(单.明细.取(x, x))", {"明细": []}, 0),
        ("单.人员", {"人员": ["甲", "乙"]}, ["甲", "乙"]),
        ("个数(单.人员)", {"人员": ["甲", "乙"]}, 2),
        ("'甲' in 单.人员", {"人员": ["甲", "乙"]}, True),
        ("包含(单.事由, '乙')", {"事由": "甲乙丙"}, True),
        ("含身份证号(单.事由)", {"事由": "证件11010519491231002x"}, True),
        ("含身份证号(单.事由)", {"事由": "110105194912310021"}, False),
        ("含身份证号(单.事由)", {"事由": "211010519491231002X"}, False),
        ("单.金额 > 1 ? '大' : '小'", {"金额": 2}, "大"),
    ],
)
def test_an_evaluation_gives_a_plain_value(text, form, value):
    assert run(text, **form) == value


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("单.金额 > 1", {}),
        ("单.金额 / 0", {"金额": 1}),
        ("单.金额 * 单.金额", {"金额": 10**15}),
        ("天数('abc', '2026-01-01')", {}),
        ("分钟数('abc', '09:30')", {}),
        ("工作日数('2026-02-30', '2026-03-01')", {}),
        ("单.明细.全部(x, x.金额 > 0)", {"明细": [{mangle("项目"): "甲"}]}),
        ("求和(单.人员)", {"人员": ["甲"]}),
    ],
)
def test_an_evaluation_without_a_value_is_an_error_value_and_never_an_exception(text, form):
    assert isinstance(run(text, **form), CelError)


def test_a_year_without_calendar_is_remembered():
    evaluator = Evaluator(("单",), CALENDAR)
    program = evaluator.compile(translate("工作日数('2026-12-30', '2027-01-04')", {}).cel)

    assert isinstance(program.run(evaluator.bind({mangle("单"): {}})), CelError)
    assert evaluator.missing_years == {2027}
