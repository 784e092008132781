"""The slip that goes back with a form."""

from __future__ import annotations

import io

import docx
import pytest

from generator.model.finding import Outcome
from generator.report.return_slip import render_return_slip
from tests.docx_sample import parts_of
from tests.report.samples import HOSTILE, a_finding, a_refusal, a_result, hostile_result


def tables(policy, result):
    document = docx.Document(io.BytesIO(render_return_slip(policy, result)))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def test_it_names_file_form_edition_and_matter(trip):
    facts, _, _ = tables(trip, a_result(a_finding()))

    assert facts == [
        ["文件", "甲.docx", "校验码", "a1" * 6],
        ["表单", "附表1　单表", "表单版本", "1.0 版"],
        ["编号", "K-1", "补正项数", "1 项"],
    ]


def test_it_lists_what_to_mend(trip):
    _, findings, _ = tables(
        trip, a_result(a_finding(), a_finding(outcome=Outcome.UNDECIDED, fields=(), hint=""))
    )

    assert findings == [
        ["序号", "条款", "字段", "问题", "现为", "应为", "怎样改正"],
        ["1", "第一条\n错误", "人数", "人数填写为3，应为1", "3", "1", "把人数改为1"],
        ["2", "第一条\n无法判定", "—", "人数填写为3，应为1", "—", "—", "—"],
    ]


def test_a_refused_file_gets_the_reason_and_the_way_out(trip):
    facts, reason, _ = tables(trip, a_refusal())

    assert facts[1] == ["表单", "（未能识别）", "表单版本", "（未注明）"]
    assert reason == [["原因", "文件设有密码，无法读取"], ["处理", "取消密码后重新提交"]]


def test_it_is_handed_over_against_signature(trip):
    *_, signatures = tables(trip, a_result(a_finding()))

    assert [[row[0], row[2]] for row in signatures] == [["综合部经办人", "退回日期"], ["签收人", "签收日期"]]


def test_the_folders_of_the_checker_are_not_told(trip):
    data = render_return_slip(trip, a_result(a_finding(), file="/home/wang/收件/甲.docx"))

    assert not [name for name, part in parts_of(data).items() if b"wang" in part]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_values_are_text(trip, number):
    _, findings, _ = tables(trip, hostile_result())

    shown = findings[number + 1][4]
    assert shown
    assert all(c.isprintable() or c == "\u3000" for c in shown)


def test_it_refers_to_nothing_outside(trip):
    parts = parts_of(render_return_slip(trip, hostile_result()))

    assert not [
        name for name, part in parts.items() if b'TargetMode="External"' in part or b"<w:hyperlink" in part
    ]


def test_the_same_result_gives_the_same_bytes(trip):
    assert render_return_slip(trip, a_result(a_finding())) == render_return_slip(trip, a_result(a_finding()))
