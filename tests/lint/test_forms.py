from __future__ import annotations

import pytest

from generator.lint.forms import check
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
      - {名称: 日期, 类型: 文本}
      - {名称: 编号：, 类型: 文本}
      - {名称: 级别, 类型: 选项}
      - {名称: 类别, 类型: 选项, 选项: 参数.类比}
      - {名称: 说明, 类型: 文本, 选项: [甲]}
      - {名称: 评价, 类型: 量表, 选项: [甲]}
      - {名称: 语种, 类型: 选项, 选项: [中文, 中 文]}
      - {名称: 金额, 类型: 金额, 单位: 美元}
  - 标题: 二
    明细:
      名称: 明细
      行数: 2
      至少: 3
      列:
        - {名称: 单价, 类型: 金额}
        - {名称: 单 价, 类型: 多行文本}
        - {名称: 数量, 类型: 整数, 条件: 真}
      合计: {总价: 价格, 总数: 单 价}
签批:
  - {环节: 审核, 职务: 参数.没有}
"""


def test_every_fault_of_a_form_is_reported_at_its_place():
    found = complaints(
        check, chapters=[{"章": "一", "条": [article(参数={"类别": ["甲", "乙"]})]}], forms=[FORM]
    )

    assert found == [
        (8, 14, "表单“单表”有两个名称为“编号”的字段"),
        (9, 22, "“日期”应当是日期"),
        (10, 14, "表单“单表”有两个名称为“编号：”的字段"),
        (10, 14, "名称“编号：”里不能有“：”"),
        (11, 9, "“级别”没有足够的选项"),
        (12, 30, "“类别”的选项取自“参数.类比”，没有“类比”"),
        (13, 30, "“说明”是文本，不能有选项"),
        (14, 30, "“评价”没有足够的选项"),
        (15, 30, "“语种”的选项“中文”重复"),
        (16, 30, "“金额”的单位是“美元”"),
        (21, 11, "明细“明细”至少要填的行多于印出的行"),
        (23, 9, "明细“明细”有两列都叫“单价”"),
        (24, 16, "名称“单 价”里不能有“ ”"),
        (24, 25, "明细的列“单 价”不能是多行文本"),
        (25, 32, "明细的列“数量”不能有条件"),
        (26, 16, "合计“总价”加的是“价格”，没有这一列"),
        (26, 24, "合计“总数”加的列“单 价”是多行文本"),
        (28, 18, "“审核职务”的选项取自“参数.没有”，没有“没有”"),
    ]


@pytest.mark.parametrize("cover", [{"关联字段": "单号"}, {"适用日期": "出发日期"}])
def test_a_form_must_have_the_fields_that_tie_forms_together(cover):
    found = complaints(check, cover=cover, forms=[form()])

    assert [m for _, _, m in found] == [f"表单“单表”没有“{next(iter(cover.values()))}”"]


def test_a_form_of_every_kind_of_field_is_left_alone():
    steps = [{"环节": n, "职务": "参数.职务", "方式": ["签字", "邮件"]} for n in ("编制", "批准")]
    table = rows(
        "明细",
        field("项目", "选项", 选项="参数.项目"),
        field("金额", "金额", 单位="元"),
        合计={"总额": "金额"},
    )
    fields = [
        field("甲", "多行文本"),
        field("乙", "签名"),
        field("丙", "人员"),
        field("丁", "金额", 单位="万元"),
    ]
    of = policy(
        article(参数={"职务": ["经理"], "项目": ["餐", "住"]}), forms=[form(*fields, table=table, 签批=steps)]
    )

    assert list(check(of)) == []


@pytest.mark.parametrize(
    ("kind", "foreign", "said"),
    [
        ("量表", ["Good", "Fair"], "“甲”有3个选项，外文选项有2个"),
        ("选项", ["Good", "Fair", "Poor"], "“甲”是选项，只有量表有外文选项"),
        ("量表", "参数.没有", "“甲”的外文选项取自“参数.没有”，没有“没有”"),
        ("量表", ["Good", "Fair", "Poor"], None),
        ("量表", "参数.英文", None),
    ],
)
def test_options_in_another_language_go_with_those_of_a_scale(kind, foreign, said):
    asked = field("甲", kind, 选项=["好", "一般", "差"], 外文选项=foreign)
    source = article(参数={"英文": ["Good", "Fair", "Poor"]})

    found = complaints(check, chapters=[{"章": "一", "条": [source]}], forms=[form(asked)])

    assert [message for _, _, message in found] == ([said] if said else [])


def test_options_of_a_figure_that_does_not_fit_its_kind_are_left_to_the_figure():
    of = policy(
        article(参数={"坏": {"值": ["甲"], "类型": "整数"}}),
        forms=[form(field("级", "选项", 选项="参数.坏"))],
    )

    assert list(check(of)) == []


def test_personal_data_state_both_their_purpose_and_how_long_they_are_kept():
    def said(**more: str) -> list[str]:
        return [p.message for p in check(policy(forms=[form(field("姓名", **more))]))]

    assert said(用途="联络") == ["“姓名”写了用途，没有写保存期限"]
    assert said(保存期限="一年") == ["“姓名”写了保存期限，没有写用途"]
    assert said(用途="联络", 保存期限="一年") == said() == []


def test_a_field_that_is_to_agree_must_stand_on_two_forms_and_be_of_one_kind():
    forms = [
        form(field("供应商"), field("数量", "整数")),
        form(field("供应商"), field("数量"), id="other", name="表"),
    ]
    found = complaints(check, cover={"一致字段": ["供应商", "供应上", "数量"]}, forms=forms)

    assert [m for _, _, m in found] == [
        "“供应上”不是两张以上表单共有的字段，无从核对",
        "“数量”的类型不一致：《表表》是文本，《单表》是整数",
    ]
