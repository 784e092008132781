from __future__ import annotations

import pytest

from generator.lint.form_reading import check
from tests.builders import article, complaints, field, form, policy, rows

FORM = """\
标识: trip
名称: 单表
简称: 单
依据: first
分节:
  - 标题: 一
    字段:
      - {名称: 编号, 类型: 文本}
      - {名称: 日期, 类型: 日期, 示例: 明天}
      - {名称: zhidu, 类型: 文本}
      - {名称: 级别, 类型: 选项, 选项: [请选择, 甲, "", 乙〔选〕, 市监函〔2026〕12号]}
      - {名称: 人数, 类型: 整数, 示例: 三五人}
      - {名称: 类别, 类型: 选项, 选项: 参数.类别, 示例: 丁}
      - {名称: 说明, 类型: 文本, 示例: 待定}
"""


def test_every_fault_is_reported_at_its_place():
    found = complaints(
        check, chapters=[{"章": "一", "条": [article(参数={"类别": ["甲", "乙"]})]}], forms=[FORM]
    )

    assert found == [
        (9, 30, "“日期”的示例“明天”不能作日期读出来"),
        (10, 14, "字段不能叫“zhidu”，PDF 里的版本标记用的是这个名称"),
        (11, 30, "“级别”的选项“”读表时当作没有填"),
        (11, 30, "“级别”的选项“乙〔选〕”读表时当作没有填"),
        (11, 30, "“级别”的选项“请选择”读表时当作没有填"),
        (12, 30, "“人数”的示例“三五人”不能作整数读出来"),
        (13, 41, "“类别”的示例“丁”不能作选项读出来"),
    ]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (field("甲", "整数", 默认="几个"), "“甲”的默认“几个”填不进表：不是整数"),
        (field("甲", "是否", 默认="也许"), "“甲”的默认“也许”填不进表：应当填“是”或“否”"),
        (field("甲", "选项", 选项=["一", "二"], 默认="三"), "“甲”的默认“三”填不进表：不在选项“一、二”之内"),
        (field("甲", "人员", 默认="王芳"), "“甲”的默认“王芳”填不进表：人员没有默认"),
        (field("甲", 默认="待定"), "“甲”的默认“待定”填不进表：读表时当作没有填"),
        (field("甲", "选项", 选项=["一", "二"], 默认="二"), None),
        (field("甲", "金额", 单位="万元", 默认="450"), None),
    ],
)
def test_a_default_must_be_an_answer(asked, said):
    found = complaints(check, forms=[form(asked)])

    assert [message for _, _, message in found] == ([said] if said else [])


def test_columns_have_no_default():
    found = complaints(check, forms=[form(table=rows("明细", field("量", "整数", 默认="1")))])

    assert [message for _, _, message in found] == ["明细的列“量”不能有默认：空行会变成填过的行"]


@pytest.mark.parametrize(
    ("fields", "table", "needed"),
    [
        ([field("长" * 65)], None, 65),
        ([field("长" * 63, "是否")], None, 65),
        ([], rows("明" * 32, field("列" * 32)), 65),
        ([], rows("明" * 31, field("列" * 31, "是否")), 65),
        ([], rows("明", field("数", "整数"), 合计={"总" * 65: "数"}), 65),
    ],
)
def test_names_must_fit_the_tags_of_word(fields, table, needed):
    found = complaints(check, forms=[form(*fields, table=table)])

    assert [message.partition("：")[2] for _, _, message in found] == [
        f"Word 的控件最多记64个字，这里要记{needed}个"
    ]


@pytest.mark.parametrize("kind", ["文本", "是否"])
def test_names_that_just_fit_are_left_alone(kind):
    longest = 64 if kind == "文本" else 62

    assert complaints(check, forms=[form(field("长" * longest, kind))]) == []


def test_names_of_the_sign_off_are_measured_at_their_step():
    of = policy(forms=[form(签批=[{"环节": "批" * 63, "职务": ["经理"]}])])

    assert [p.location.column > 1 for p in check(of)] == [True, True]


def test_options_that_cannot_be_found_are_left_to_those_who_look_for_them():
    assert complaints(check, forms=[form(field("级", "选项", 选项="参数.没有"))]) == []
