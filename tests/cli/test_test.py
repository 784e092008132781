"""`zhidu test`: cases, edges, and what nobody would notice."""

from __future__ import annotations

import pytest

from tests.builders import article, field, form, rule, write_project


@pytest.fixture
def small(tmp_path):
    """A project with one figure and one sample."""

    def write(*cases: dict):
        of = article(参数={"上限": {"值": 5, "单位": "人"}}, 规则=[rule("单.人数 <= 参数.上限", "few")])
        sample = {"表单": "trip", "值": {"编号": "1", "日期": "2026-03-01", "人数": 2}}
        file = {"样例": {"单": sample}, "用例": [{"名称": "正确", "样例": ["单"]}, *cases]}
        return write_project(tmp_path, of, forms=[form(field("人数", "整数", 单位="人"))], cases=file)

    return write


def test_cases_that_are_met_are_counted(run, small) -> None:
    result = run("test", project=small())

    assert (result.code, result.err) == (0, "用例 1 个，相符 1 个，不符 0 个\n")


def test_a_case_that_is_not_met_is_shown(run, small) -> None:
    result = run(
        "test", project=small({"名称": "太多", "样例": ["单"], "改": {"单.人数": 5}, "期望": ["few"]})
    )

    assert result.code == 1
    assert "用例“太多”不符\n    期望：few\n    实得：没有发现\n" in result.out


def test_changes_nobody_would_notice_are_named_in_words(run, small) -> None:
    result = run("test", "--mutate", "--jobs", "1", project=small())

    assert result.code == 1
    assert "把参数“上限”5人改为6人，没有用例会发现（参数.上限）" in result.out
    assert "去掉规则 few" in result.out


def test_edges_are_written_for_review_and_guard_the_figures(run, small) -> None:
    project = small()

    result = run("test", "--boundaries", "--mutate", "--jobs", "1", project=project)

    written = (project / "policy/cases/boundaries.yaml").read_text("utf-8")
    assert "{名称: 人数5人, 样例: [单], 改: {单.人数: 5}}" in written
    assert "{名称: 人数6人, 样例: [单], 改: {单.人数: 6}, 期望: [few]}" in written
    assert result.code == 0
    assert "发现不了 0 处" in result.err
