from __future__ import annotations

from tests.builders import article, field, form, policy

FORM = form(field("类别", "选项", 选项="参数.类别"), field("备注"))


def options_of(taken_from: str, **more: object) -> tuple[str, ...]:
    taking = {
        "输入": {"类": {"类型": "选项", "取自": taken_from, **more}},
        "输出": {"数": "整数"},
        "行": [{"类": "甲", "数": 1}],
    }
    grading = {
        "输入": {"人数": {"类型": "整数"}},
        "输出": {"级": {"类型": "选项", "选项": ["A"]}},
        "行": [{"人数": "-", "级": {"2026-01-01": "A", "2026-07-01": "B"}}],
    }
    source = article(参数={"类别": {"值": ["甲", "乙"]}}, 表={"级别": grading, "用表": taking})
    return policy(source, forms=[FORM]).tables["用表"].inputs["类"].options


def test_an_input_has_the_options_of_the_field_it_is_taken_from():
    assert options_of("单.类别") == ("甲", "乙")


def test_an_input_has_every_answer_of_the_output_it_is_taken_from_on_any_day():
    assert options_of("表.级别.级") == ("A", "B")


def test_options_that_are_written_stay():
    assert options_of("单.类别", 选项=["甲", "丙"]) == ("甲", "丙")


def test_what_leads_nowhere_has_no_options():
    for source in ("单.备注", "单.无", "无.类别", "表.无.级", "表.级别.无", "表.级别"):
        assert options_of(source) == ()
