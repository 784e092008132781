"""JSON Schema: of the source for editors, of a form for those who submit JSON."""

from __future__ import annotations

import json

import pytest

from generator.render.json_schema import DIALECT, SOURCES, render_form_schema, render_source_schema
from tests.builders import article, field, form, policy, rows

POLICY = policy(
    article(参数={"级别": ["甲", "乙"], "天数": {"值": 3, "单位": "天"}}),
    forms=[
        form(
            field("级别", "选项", 选项="参数.级别"),
            field("价", "金额", 单位="万元", 说明='提前{{ 参数("天数") }}填写'),
            field("名单", "人员"),
            field("是", "是否"),
            table=rows("明细", field("数", "整数"), 说明="逐项填写"),
        )
    ],
)
SCHEMA = json.loads(render_form_schema(POLICY, POLICY.forms[0]))
VALUES = SCHEMA["properties"]["values"]["properties"]


def test_a_submission_names_its_form_and_holds_values_and_nothing_else():
    assert (SCHEMA["$schema"], SCHEMA["title"]) == (DIALECT, "单表")
    assert SCHEMA["required"] == ["form", "values"]
    assert SCHEMA["additionalProperties"] is False
    assert SCHEMA["properties"]["form"] == {"const": "trip"}


def test_every_field_and_table_is_listed_and_no_other():
    assert set(VALUES) == {"编号", "日期", "级别", "价", "名单", "是", "明细"}
    assert SCHEMA["properties"]["values"]["additionalProperties"] is False


def test_options_are_those_of_the_parameter_or_blank():
    assert VALUES["级别"]["enum"] == ["甲", "乙", "", None]


def test_a_field_is_described_with_its_unit_and_the_figures_of_the_day():
    assert VALUES["价"]["title"] == "价（万元）"
    assert VALUES["价"]["description"] == (
        "提前3天填写；整数按分计；文字写明单位，如 “450万元”“1,200.50元”，不写单位的按“万元”计"
    )


def test_fields_of_one_kind_and_unit_share_a_definition():
    made = policy(forms=[form(field("起", "日期"), field("止", "日期"), field("额", "金额", 单位="元"))])
    schema = json.loads(render_form_schema(made, made.forms[0]))
    values = schema["properties"]["values"]["properties"]

    assert values["起"]["$ref"] == values["止"]["$ref"] == values["日期"]["$ref"] != values["额"]["$ref"]
    assert {v["$ref"].removeprefix("#/$defs/") for v in values.values() if "$ref" in v} == set(
        schema["$defs"]
    )


def test_a_table_is_a_list_of_rows_with_its_columns():
    rows_schema = VALUES["明细"]

    assert (rows_schema["type"], rows_schema["description"]) == (["array", "null"], "逐项填写")
    assert list(rows_schema["items"]["properties"]) == ["数"]


@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_the_schema_of_the_source_is_in_the_keys_that_authors_write(kind):
    schema = json.loads(render_source_schema(kind))

    assert schema["$schema"] == DIALECT
    assert not {"place", "_place", "__at__"} & set(schema.get("properties", {}))


def test_the_schema_of_a_chapter_explains_its_keys():
    text = render_source_schema("chapter")

    for key in ("条名", "款", "参数", "规则", "要求", "命中"):
        assert f'"{key}"' in text


def test_an_unknown_kind_raises():
    with pytest.raises(KeyError):
        render_source_schema("nothing")


def test_the_same_policy_gives_the_same_text():
    assert render_form_schema(POLICY, POLICY.forms[0]) == render_form_schema(POLICY, POLICY.forms[0])


def test_a_computed_field_may_be_left_out_of_what_is_filled_in():
    made = policy(forms=[form(field("数", "整数"), field("双", "整数", 计算="单.数 * 2"))])
    values = json.loads(render_form_schema(made, made.forms[0]))["properties"]["values"]

    assert values["properties"]["双"]["description"].startswith("由数得出，预填表单时可以不写；")
    assert "required" not in values
