"""The schema of a form and the reader of its JSON submissions draw the same line.

What the schema admits is read, and never as unreadable. What it refuses is refused, is unreadable,
is reported as no field of the form, or is another way of writing what the schema admits.
"""

from __future__ import annotations

import json
from functools import cache

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import InputRefused
from generator.intake.json_reader import read_json
from generator.intake.wire import answer_from_wire, reading_to_wire
from generator.model.form import FieldKind
from generator.model.shape import shape_of
from generator.model.submission import State, filled_rows
from generator.render.json_schema import render_form_schema
from generator.render.value_patterns import PERSON, text_pattern
from generator.rules.facts import to_submission
from tests.builders import field, form, policy, rows

FIELDS = [
    field("说明", "文本"),
    field("意见", "多行文本"),
    field("人数", "整数", 单位="人"),
    field("份数", "整数"),
    field("天数", "整数", 单位="天"),
    field("花费", "金额", 单位="元"),
    field("总额", "金额", 单位="万元"),
    field("资产", "金额", 单位="亿元"),
    field("时刻", "时间"),
    field("等级", "选项", 选项=["A", "B", "无"]),
    field("评价", "量表", 选项=["满意", "不满意"]),
    field("翻译", "是否"),
    field("人员", "人员"),
    field("签名", "签名"),
]
POLICY = policy(forms=[form(*FIELDS, table=rows("明细", *FIELDS[:7], count=3))])
FORM = POLICY.forms[0]
FIELD_OF = {f.name: f for f in (*FORM.fields, *FORM.tables[0].columns)}
VALIDATOR = jsonschema.Draft202012Validator(json.loads(render_form_schema(POLICY, FORM)))
QUIET = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def submission(values, **more):
    return {"form": FORM.id, "values": values, **more}


def read(data):
    """Answers by name, cells included; None where the file is refused."""
    try:
        wire = reading_to_wire(read_json(json.dumps(data).encode(), (shape_of(POLICY, FORM),)))
        reading = answer_from_wire(wire)
    except InputRefused:
        return None, ()
    answers = dict(to_submission(POLICY, FORM, reading).answers)
    table = answers["明细"]
    if table.state is not State.UNREADABLE:
        del answers["明细"]
    for number, row in filled_rows(table):
        answers |= {f"明细[{number}].{name}": cell for name, cell in row.items()}
    return answers, reading.notes


@cache
def admitted(name):
    """Values that the schema admits for a field."""
    asked = FIELD_OF[name]
    blank = st.sampled_from(["", None])
    whole = st.integers(-(10**15) + 1, 10**15 - 1)
    if options := POLICY.options(asked.options):
        return st.sampled_from(options) | blank
    match asked.kind:
        case FieldKind.YES_NO:
            return st.sampled_from([True, False, "是", "否", "有", "无"]) | blank
        case FieldKind.INTEGER | FieldKind.MONEY:
            return whole | st.from_regex(text_pattern(asked), fullmatch=True) | blank
        case FieldKind.PEOPLE:
            person = st.from_regex(PERSON, fullmatch=True).filter(lambda name: len(name) <= 100)
            return st.lists(person, max_size=5) | st.from_regex(text_pattern(asked), fullmatch=True) | blank
        case FieldKind.DATE | FieldKind.TIME:
            return st.from_regex(text_pattern(asked), fullmatch=True) | blank
    return st.text(max_size=60) | blank


SINGLES = [f.name for f in FORM.fields]
COLUMNS = [c.name for c in FORM.tables[0].columns]
ADMITTED_ROWS = st.lists(st.fixed_dictionaries({}, optional={n: admitted(n) for n in COLUMNS}), max_size=4)


@pytest.mark.parametrize("name", SINGLES)
@given(data=st.data())
@settings(QUIET, max_examples=60)
def test_what_the_schema_admits_for_a_field_is_read(name, data) -> None:
    value = data.draw(admitted(name))
    given_ = submission({name: value})
    answers, notes = read(given_)

    assert list(VALIDATOR.iter_errors(given_)) == []
    assert answers is not None
    assert answers[name].state is not State.UNREADABLE
    assert notes == ()


@given(ADMITTED_ROWS | st.none())
@settings(QUIET, max_examples=60)
def test_rows_that_the_schema_admits_are_read(lines) -> None:
    given_ = submission({"明细": lines}, edition="1.0", digest="0123", **{"$schema": "notification.json"})
    answers, notes = read(given_)

    assert VALIDATOR.is_valid(given_)
    assert answers is not None
    assert [n for n, a in answers.items() if a.state is State.UNREADABLE] == []
    assert notes == ()


PIECES = [
    *"0123456789-/.,:：年月日号时分点人万亿元整个名位等和、；;　 一二十百千两零半", "￥", "人民币", "上午", "下午", "晚上",
    "2026", "02", "29", "30", "31", "13", "24:00", "09:30", "100万", "1,23", "张伟", "李 娜", "John Smith", "星期四",
    "是", "否", "无", "A", "满意", "请选择", "１２", "３月", "-5", "+3", "e3",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS
ANYTHING = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(TEXTS, SCALARS, max_size=2)


def canonical(answer):
    """An answer as programs write it."""
    if answer.state is State.BLANK:
        return None
    return [*answer.value] if isinstance(answer.value, tuple) else answer.value


def assert_told_or_another_way(given_, name, column=""):
    """A value that the schema refuses came to nothing, or says what an admitted value says."""
    answers, notes = read(given_)
    if answers is None or any(n.code == "unknown-field" for n in notes):
        return
    found = {n: a for n, a in answers.items() if n == name or n.endswith(f"].{column}")}
    assert found or column
    for place, answer in found.items():
        if answer.state is State.UNREADABLE:
            continue
        again = submission(
            {place: canonical(answer)} if not column else {name: [{column: canonical(answer)}]}
        )
        assert VALIDATOR.is_valid(again)
        read_again = read(again)[0].get(place if not column else f"明细[1].{column}", answer)
        assert (read_again.state, read_again.value) == (answer.state, answer.value)


@pytest.mark.parametrize("name", SINGLES)
@given(value=ANYTHING)
@settings(QUIET, max_examples=150)
def test_what_the_schema_refuses_for_a_field_is_told_or_is_another_way_of_writing(name, value) -> None:
    given_ = submission({name: value})
    if not VALIDATOR.is_valid(given_):
        assert_told_or_another_way(given_, name)


@pytest.mark.parametrize("name", COLUMNS)
@given(value=ANYTHING)
@settings(QUIET, max_examples=60)
def test_what_the_schema_refuses_for_a_cell_is_told_or_is_another_way_of_writing(name, value) -> None:
    given_ = submission({"明细": [{name: value}]})
    if not VALIDATOR.is_valid(given_):
        assert_told_or_another_way(given_, "明细", name)


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"form": "trip"},
        {"form": "trip", "values": None},
        {"form": "trip", "values": []},
        {"form": "other", "values": {}},
        {"form": 3, "values": {}},
        [],
        "trip",
        None,
        submission({"明细": {}}),
        submission({"明细": [None]}),
        submission({"明细": ["行"]}),
        submission({"明细": [{"天数": 1}] * 201}),
        submission({"人员": ["张伟", 3]}),
        submission({"人员": [["张伟"]]}),
        submission({"说明": "字" * 65_537}),
        submission({"花费": 10**15}),
        submission({"人数": -(10**15)}),
        submission({}, edition=[]),
        submission({}, digest={}),
    ],
    ids=lambda given_: str(given_)[:40],
)
def test_a_submission_of_another_shape_is_refused_by_both(given_) -> None:
    answers, _ = read(given_)

    assert not VALIDATOR.is_valid(given_)
    assert answers is None or [a for a in answers.values() if a.state is State.UNREADABLE]


@pytest.mark.parametrize(
    "given_", [submission({"不是字段": 1}), submission({}, note="x"), submission({"明细": [{"列": 1}]})]
)
def test_a_name_that_the_form_does_not_have_is_refused_by_the_schema_and_reported_by_the_reader(
    given_,
) -> None:
    _, notes = read(given_)

    assert not VALIDATOR.is_valid(given_)
    assert [n.code for n in notes] == ["unknown-field"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("日期", "2026-02-29"), ("日期", "2026-04-31"), ("日期", "2026-13-01"), ("日期", "26-3-5"), ("日期", "3月5日"),
        ("日期", "二〇二六年二月三十日"), ("日期", "20260230"), ("时刻", "24:00"), ("时刻", "9:60"), ("人数", "3元"),
        ("人数", "二三百"), ("人数", "1,23"), ("花费", "一百二元"), ("花费", "0.001元"), ("总额", "￥12"), ("花费", "3千"),
        ("人员", "张伟等三人"), ("翻译", "也许"), ("等级", "C"),
    ],
)  # fmt: skip
def test_what_is_wrong_or_can_be_read_in_two_ways_is_refused_by_both(name, text) -> None:
    given_ = submission({name: text})

    assert not VALIDATOR.is_valid(given_)
    assert read(given_)[0][name].state is State.UNREADABLE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("日期", "2024-02-29"), ("日期", "2026年3月5日"), ("日期", "2026/3/5"), ("日期", "２０２６－０３－０５"),
        ("日期", "二〇二六年三月三十一日"), ("日期", "20260305"), ("时刻", "9:30"), ("时刻", "下午2点半"), ("时刻", "14时5分"),
        ("人数", "3人"), ("人数", "十二"), ("份数", "两份"), ("花费", "￥12,000.00"), ("花费", "一万二千元整"), ("总额", "450"),
        ("总额", "1.2万元"), ("花费", "一百零五元三角"), ("人员", "张和平、欧阳䶮；㛃梅"), ("人员", "John Smith"),
    ],
)  # fmt: skip
def test_what_people_mostly_write_is_admitted_and_read(name, text) -> None:
    given_ = submission({name: text})

    assert VALIDATOR.is_valid(given_)
    assert read(given_)[0][name].state is State.ANSWERED
