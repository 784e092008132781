from __future__ import annotations

import pytest

from generator.lint.form_width import check
from tests.builders import complaints, field, form, rows

LETTERS = "abcdefghijklmno"


def texts(count):
    return rows("明细", *(field(f"列{c}") for c in LETTERS[:count]))


def test_a_table_too_wide_is_reported_at_its_columns():
    source = """\
        标识: trip
        名称: 单表
        简称: 单
        依据: first
        分节:
          - 标题: 一
            明细:
              名称: 行程
              行数: 3
              列:
                - {名称: 出发日期, 类型: 日期}
                - {名称: 到达日期, 类型: 日期}
                - {名称: 离开日期, 类型: 日期}
                - {名称: 交通工具, 类型: 选项, 选项: [飞机, 高速铁路动车组一等座]}
                - {名称: 交通费, 类型: 金额, 单位: 元}
                - {名称: 住宿费, 类型: 金额, 单位: 元}
                - {名称: 是否超标, 类型: 是否}
                - {名称: 说明, 类型: 文本}
    """

    assert complaints(check, forms=[source]) == [
        (11, 9, "明细“行程”的8列至少要宽188毫米，纵向的 A4 纸上只有170毫米")
    ]


@pytest.mark.parametrize(("paper", "most"), [("纵向", 12), ("横向", 14)])
def test_as_many_columns_as_the_paper_holds_are_left_alone(paper, most):
    fits = complaints(check, forms=[form(table=texts(most), 纸张=paper)])

    assert fits == []


def test_one_column_more_is_too_much():
    assert len(complaints(check, forms=[form(table=texts(13))])) == 1
    assert complaints(check, forms=[form(table=texts(13), 纸张="横向")]) == []


@pytest.mark.parametrize(("paper", "most"), [("纵向", 12), ("横向", 19)])
def test_a_scale_has_no_more_options_than_stand_side_by_side(paper, most):
    def found(count):
        options = [f"{n}级" for n in range(count)]
        return complaints(check, forms=[form(field("整体", "量表", 选项=options), 纸张=paper)])

    assert found(most) == []
    assert [m for _, _, m in found(most + 1)] == [
        f"量表“整体”有{most + 1}个选项，{paper}的 A4 纸上一行只排得下{most}个"
    ]


def test_options_that_cannot_be_found_are_left_to_those_who_look_for_them():
    fields = [field("甲", "量表", 选项="参数.没有")]
    table = rows("明细", field("乙", "选项", 选项="参数.没有"))

    assert complaints(check, forms=[form(*fields, table=table)]) == []
