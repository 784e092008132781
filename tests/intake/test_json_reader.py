from __future__ import annotations

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import InputRefused
from generator.intake.answers import MAX_ROWS, MAX_UNKNOWN
from generator.intake.json_reader import MAX_DEPTH, parse_json, read_json
from generator.model.submission import Note
from tests.intake.shapes import NOTIFICATION, SHAPES


def submission(values=None, **top) -> bytes:
    whole = {"form": "notification", "edition": "1.0", "values": values or {}, **top}
    return json.dumps(whole, ensure_ascii=False).encode()


def refusal(data: bytes, shapes=SHAPES) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read_json(data, shapes)
    return caught.value


def test_a_submission_gives_form_edition_and_typed_values():
    values = {
        "接待编号": "JD-1",
        "来访人数": 3,
        "是否用餐": True,
        "陪同人": ["张伟", "李娜"],
        "合同金额": None,
    }

    reading = read_json(submission(values), SHAPES)

    assert (reading.form, reading.edition) == ("notification", "1.0")
    assert reading.values == {**values, "陪同人": ("张伟", "李娜")}
    assert reading.notes == ()


def test_fields_that_are_not_given_are_absent():
    assert read_json(submission(), SHAPES).values == {}


def test_tables_are_lists_of_rows():
    rows = [{"项目": "餐费", "金额": 12300}, {}, {"金额": "1,200"}]

    reading = read_json(submission({"费用明细": rows}), SHAPES)

    assert reading.rows == {"费用明细": tuple(rows)}
    assert "费用明细" not in reading.values


def amount(literal):
    return (
        b'{"form": "notification", "values": {"\xe5\x90\x88\xe5\x90\x8c\xe9\x87\x91\xe9\xa2\x9d": %b}}'
        % literal
    )


@pytest.mark.parametrize(
    "literal", [b"12.5", b"0.1", b"-1e-3", b"123456789012345678901234567890.12", b"1e999999999"]
)
def test_a_number_that_is_not_whole_is_no_value_of_any_field(literal):
    """As money it could be 元, 万元 or 分."""
    with pytest.raises(InputRefused) as refused:
        read_json(amount(literal), SHAPES)

    assert refused.value.code == "wrong-shape"
    assert "合同金额" in refused.value.message


@pytest.mark.parametrize(
    ("literal", "value"), [(b"1.0", 1), (b"1e9", 10**9), (b"-0.0", 0), (b"12.50e1", 125)]
)
def test_a_whole_number_is_one_however_it_is_written(literal, value):
    assert read_json(amount(literal), SHAPES).values == {"合同金额": value}


def test_an_integer_of_too_many_digits_stays_text():
    assert parse_json(b"9" * 5000) == "9" * 5000
    assert parse_json(b"[12]") == [12]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'{"form": "notification", "form": "survey"}', "duplicate-key"),
        (b'{"form": "notification", "values": {"a": NaN}}', "damaged"),
        (b'{"form": "notification", "values": {"a": -Infinity}}', "damaged"),
        (b'{"form": ', "damaged"),
        (b"{}}", "damaged"),
        (b'{"form": "notification", "values": {"a": "\n"}}', "damaged"),
        (b'{"a": ' * (MAX_DEPTH + 1), "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'[{"a":' * 50_000, "damaged"),
        ('{"form": "接待"}'.encode("gb18030"), "not-utf8"),
        ('{"form": "x"}'.encode("utf-16"), "not-utf8"),
        (b"\xff", "not-utf8"),
    ],
)
def test_json_that_is_not_strict_is_refused(data, code):
    assert refusal(data).code == code


def test_a_byte_order_mark_is_no_mistake():
    assert read_json(b"\xef\xbb\xbf" + submission(), SHAPES).form == "notification"


def test_a_mistake_is_placed():
    assert "第 2 行第 11 个字符" in refusal(b'{"form":\n "survey" x}').message


def test_brackets_in_strings_do_not_nest():
    deep = '"' + "[" * 1000 + '\\"' + "{" * 1000 + '"'

    assert parse_json(deep.encode()) == json.loads(deep)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"a": "' + b'\\"' * 500_000, id="open string"),
        pytest.param(
            b"{" + b",".join(b'"k%d":1' % (n // 2) for n in range(80_000)) + b"}", id="every key twice"
        ),
        pytest.param(submission({str(n): n for n in range(100_000)}), id="many names"),
        pytest.param(submission({"x" * 100_000: 1}), id="long name"),
    ],
)
def test_hostile_json_costs_little(data):
    start = time.process_time()
    with contextlib.suppress(InputRefused):
        read_json(data, SHAPES)

    assert time.process_time() - start < 3  # a search that is not linear would take minutes


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"[]", "整个文件"),
        (b"3", "整个文件"),
        (submission(form=3), "form"),
        (submission(edition=[]), "edition"),
        (submission(edition=True), "edition"),
        (b'{"form": "notification"}', "values"),
        (b'{"form": "notification", "values": []}', "values"),
        (submission({"来访人数": {"值": 3}}), "来访人数"),
        (submission({"来访人数": [3]}), "来访人数"),
        (submission({"陪同人": [1]}), "陪同人"),
        (submission({"陪同人": [["张"]]}), "陪同人"),
        (submission({"费用明细": {"项目": 1}}), "费用明细"),
        (submission({"费用明细": "无"}), "费用明细"),
        (submission({"费用明细": [{"项目": "餐费"}, 7]}), "“费用明细”第 2 行"),
        (submission({"费用明细": [{"金额": [1]}]}), "费用明细[1].金额"),
    ],
)
def test_a_wrong_shape_is_refused_with_its_place(data, where):
    refused = refusal(data)

    assert refused.code == "wrong-shape"
    assert where in refused.message
    assert refused.hint


def test_an_unknown_form_is_refused_with_the_nearest():
    assert "notification" in refusal(submission(form="notificaton")).hint


def test_a_form_may_be_named_by_its_title():
    assert read_json(submission(form="客户接待通知表"), SHAPES).form == "notification"


def test_a_form_that_is_not_named_is_refused_unless_there_is_only_one():
    data = b'{"values": {}}'

    assert refusal(data).code == "unknown-form"
    assert read_json(data, (NOTIFICATION,)).form == "notification"


def test_an_edition_written_as_a_number_is_text():
    assert read_json(b'{"form": "survey", "edition": 1.10, "values": {}}', SHAPES).edition == "1.10"


def test_unknown_names_are_noted_with_the_nearest():
    values = {"来坊人数": 3, "费用明细": [{"项目": "餐费", "金颔": 1}, {"金颔": 2}]}

    notes = read_json(submission(values, remark="x"), SHAPES).notes

    assert notes == (
        Note(code="unknown-field", detail="“remark”"),
        Note(code="unknown-field", detail="“来坊人数”，是否为“来访人数”？"),
        Note(code="unknown-field", detail="“费用明细.金颔”，是否为“金额”？"),
    )


def test_many_unknown_names_are_counted():
    notes = read_json(submission({f"x{n}": n for n in range(50)}), SHAPES).notes

    assert len(notes) == MAX_UNKNOWN + 1
    assert notes[-1].detail == f"另有 {50 - MAX_UNKNOWN} 个"


def test_a_table_of_too_many_rows_is_refused():
    assert refusal(submission({"费用明细": [{}] * (MAX_ROWS + 1)})).code == "too-many-fields"


def test_names_that_look_the_same_are_the_same():
    data = submission().replace(b'"values": {}', '"values": {"\u00e9": 1, "e\u0301": 2}'.encode())

    assert refusal(data).code == "duplicate-key"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_read_or_refused(data):
    for value in (
        data,
        {"form": "notification", "values": data},
        {"form": "notification", "values": {"费用明细": data, "陪同人": data}},
    ):
        with contextlib.suppress(InputRefused):
            read_json(json.dumps(value).encode(), SHAPES)
