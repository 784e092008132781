"""Mistakes in the source: all of them at once, each with its place, what was found, what is allowed."""

from __future__ import annotations

from textwrap import dedent

import pytest

from generator.model.form import Form
from generator.model.load import load_files
from generator.model.policy import Chapter, Cover
from generator.model.table import Table
from generator.model.validate import allowed_keys, validate
from generator.source.reader import read_yaml
from tests.builders import files, text


def problems(schema, source: str) -> list[str]:
    document = read_yaml(dedent(source).encode(), "f")
    return [f"{p.location.line}:{p.location.column} {p.message}" for p in validate(schema, document)[1]]


CHAPTER = """\
章: 总则
条:
  - 标识: Purpose
    条名: 目的
    款: [为了规范。]
  - 标识: scope
    条明: 范围
    款: []
    规则:
      - 标识: a-rule
        级别: 严重
        要求: ''
        提示: 不符
        应为: 相符
"""
FORM = """\
标识: sheet
名称: 申请单
简称: 单
依据: scope
分节:
  - 标题: 一
    字段:
      - {名称: 编号, 类型: 文字}
      - {名称: 日期, 类型: 日期, 必填: 是}
    明细: {名称: 明细, 行数: 0, 列: [{名称: 金额, 类型: 金额}]}
"""
CALENDAR = """\
年份: 1889
依据: {文件: 通知, 日期: 2025-13-04}
放假: 元旦
"""


def test_ten_mistakes_in_several_files_are_reported_together_with_their_places():
    sources = files(chapters=[CHAPTER], forms=[FORM], calendar=[CALENDAR])
    found = [str(p) for p in load_files(sources).problems]

    assert [line.split("\n")[0] for line in found] == [
        "forms/form1.yaml:8:22：错误：“类型”写成“文字”，只能是“文本”、“多行文本”、“整数”、“金额”、“日期”、“时间”、“选项”、“量表”、“是否”、“人员”、“签名”（value）",
        "forms/form1.yaml:9:30：错误：“必填”写成“是”，应当是 true 或 false（value）",
        "forms/form1.yaml:10:22：错误：“行数”写成“0”，应当不小于1（value）",
        "policy/calendar/y1.yaml:1:5：错误：“年份”写成“1889”，应当不小于1990（value）",
        "policy/calendar/y1.yaml:2:18：错误：“日期”写成“2025-13-04”：没有这一天（value）",
        "policy/calendar/y1.yaml:3:5：错误：“放假”写成“元旦”，应当是一个列表（以“- ”开头的各行，或方括号）（value）",
        "policy/chapters/01-part1.yaml:3:9：错误：“标识”写成“Purpose”，应当是小写英文字母、数字和连字符（value）",
        "policy/chapters/01-part1.yaml:6:5：错误：缺少“条名”（missing-key）",
        "policy/chapters/01-part1.yaml:7:9：错误：不认识的键“条明”（unknown-key）",
        "policy/chapters/01-part1.yaml:8:8：错误：“款”至少要有一项（value）",
        "policy/chapters/01-part1.yaml:10:9：错误：缺少“更正”（missing-key）",
        "policy/chapters/01-part1.yaml:11:13：错误：“级别”写成“严重”，只能是“错误”、“警告”、“提示”（value）",
        "policy/chapters/01-part1.yaml:12:13：错误：“要求”是空的，应当是一段文字（value）",
    ]


@pytest.mark.parametrize(
    ("key", "hint"),
    [("条明", "是否要写“条名”？"), ("参数表", "是否要写“参数”？"), ("x", "可以写：")],
)
def test_an_unknown_key_comes_with_the_nearest_known_one(key, hint):
    source = f"标识: c\n章: 一\n条:\n  - {{标识: a, 条名: 甲, 款: [乙], {key}: 1}}\n"
    _, found = validate(Chapter, read_yaml(source.encode(), "f"))

    assert [p.code for p in found] == ["unknown-key"]
    assert hint in found[0].hint


def test_a_wrong_word_comes_with_the_nearest_allowed_one():
    _, found = validate(Table, read_yaml(text({"命中": "唯-"}).encode(), "f"))
    hit = next(p for p in found if "命中" in p.message)

    assert hit.message == "“命中”写成“唯-”，只能是“唯一”、“优先”"
    assert hit.hint == "是否要写“唯一”？"


def test_a_mistake_in_one_place_does_not_hide_what_is_right_elsewhere():
    chapter, found = validate(Chapter, read_yaml(f"标识: c\n章: 一\n条:\n{GOOD_AND_BAD}".encode(), "f"))

    assert len(found) == 1
    assert chapter is not None
    assert [a.id for a in chapter.articles] == ["good", "also-good"]


GOOD_AND_BAD = """\
  - {标识: good, 条名: 甲, 款: [甲]}
  - {标识: bad, 款: [乙]}
  - {标识: also-good, 条名: 丙, 款: [丙]}
"""


def test_a_table_with_a_mistake_is_left_out_as_a_whole():
    """Half a table would answer wrongly, and its gaps would be complaints about nothing."""
    source = """\
        标识: c
        章: 一
        条:
          - 标识: a
            条名: 甲
            款: [甲]
            表:
              级: {输入: {额: {类型: 金额}}, 输出: {级: 文本}, 行: [{额: -, 级: {值: A, 待定: true}}]}
              类: {输入: {额: {类型: 金额}}, 输出: {级: 文本}, 行: [{额: -, 级: A}]}
    """
    chapter, found = validate(Chapter, read_yaml(dedent(source).encode(), "f"))

    assert [(p.location.line, p.location.column, p.code) for p in found] == [(8, 68, "unknown-key")]
    assert chapter is not None
    assert set(chapter.articles[0].tables) == {"类"}


def test_a_document_that_is_no_mapping_is_one_problem():
    assert problems(Cover, "- a\n- b\n") == ["1:1 “内容”写成一组内容，应当是若干“键: 值”"]


def test_a_full_width_colon_that_swallows_the_key_is_guessed():
    _, found = validate(Cover, read_yaml("名称：制度".encode(), "f"))

    assert "冒号要用半角" in found[0].hint


def test_an_empty_value_is_called_empty():
    assert "3:6 “标题”是空的，应当是一段文字" in problems(Form, "标识: a\n分节:\n- 标题:\n  字段: []\n")


def test_a_list_whose_items_are_all_wrong_is_not_called_too_short_as_well():
    found = problems(Chapter, "标识: c\n章: 一\n条:\n  - {标识: a, 条名: 甲, 款: [{文: 1}]}\n")

    assert found == ["4:28 “文”写成“1”，应当是一段文字"]


@pytest.mark.parametrize(
    ("path", "known"),
    [((), "章"), (("条", 0), "条名"), (("条", 0, "规则", 1), "要求"), (("条", 0, "参数", "任意"), "单位")],
)
def test_the_allowed_keys_of_every_depth_are_known(path, known):
    assert known in allowed_keys(Chapter, path)


def test_names_that_authors_choose_are_not_listed():
    assert allowed_keys(Chapter, ("条", 0, "参数")) == ()
