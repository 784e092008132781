"""Defaults stand in blank forms as if filled in, and an answer takes their place."""

from __future__ import annotations

import pytest

from generator.intake.docx_reader import read_docx
from generator.intake.pdf_reader import read_pdf
from generator.model.shape import shape_of
from generator.model.submission import Answer, State
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form
from generator.rules.facts import to_submission
from tests.builders import field, form, policy

FORMATS = {"docx": (render_docx_form, read_docx), "pdf": (render_pdf_form, read_pdf)}
DEFAULTS = {
    "部门": field("部门", 默认="行政部 & <总部>"),
    "说明": field("说明", "多行文本", 默认="照旧办理"),
    "份数": field("份数", "整数", 默认="2"),
    "限额": field("限额", "金额", 单位="万元", 默认="１.５"),
    "时刻": field("时刻", "时间", 默认="9:00"),
    "类别": field("类别", "选项", 选项=["甲", "乙"], 默认="乙"),
    "评价": field("评价", "量表", 选项=["好", "差"], 默认="好"),
    "用车": field("用车", "是否", 默认="否"),
}
VALUES = {
    "部门": "行政部 & <总部>", "说明": "照旧办理", "份数": 2, "限额": 1_500_000, "时刻": "09:00", "类别": "乙",
    "评价": "好", "用车": False,
}  # fmt: skip
POLICY = policy(forms=[form(*DEFAULTS.values())])


def read_back(kind, answers):
    render, read = FORMATS[kind]
    made = render(POLICY, POLICY.forms[0], answers)
    found = to_submission(POLICY, POLICY.forms[0], read(made, (shape_of(POLICY, POLICY.forms[0]),)))
    return {name: a.value for name, a in found.answers.items() if a.state is State.ANSWERED}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_blank_form_holds_the_defaults(kind):
    assert read_back(kind, {}) == VALUES


@pytest.mark.parametrize("kind", FORMATS)
def test_answers_take_the_place_of_defaults(kind):
    given = {"类别": "甲", "用车": True, "份数": 5}
    answers = {name: Answer(state=State.ANSWERED, value=value) for name, value in given.items()}

    assert read_back(kind, answers) == VALUES | given
