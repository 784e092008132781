"""Checks of the text that need more than a word: organisations, duties, references, interpreters."""

from __future__ import annotations

import pytest

from generator.importing.duties import check_duties
from generator.importing.findings import check_text, interpreter_of, is_effective_clause
from generator.importing.organisations import check_organisations, find_organisations, own_organisation
from generator.importing.outline import Clause
from generator.importing.references import to_macros


def clauses(*texts: str) -> list[Clause]:
    return [Clause(line=n, text=text) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由宏图实业有限公司负责", ["宏图实业有限公司"]),
        ("为规范深圳市远大科技股份有限公司的接待", ["深圳市远大科技股份有限公司"]),
        ("远大（上海）有限公司和明日集团的员工", ["远大（上海）有限公司", "明日集团"]),
        ("本公司、分公司、控股有限公司、集团公司和XX有限公司", []),
        ("公司的客户和合作伙伴", []),
    ],
)
def test_organisations_are_found_by_their_full_names(text, names):
    assert [n.name for n in find_organisations(clauses(text))] == names


def test_the_usual_name_is_the_own_one_and_its_short_form_is_no_other():
    named = find_organisations(
        clauses(*["宏图实业有限公司的车辆。"] * 3, "宏图实业集团有限公司。", "远大有限公司。")
    )
    own = own_organisation("用车制度", [], named)

    assert own == "宏图实业有限公司"
    assert [(r.line, "远大有限公司" in r.message) for r in check_organisations(own, named)] == [(5, True)]


def test_two_owners_of_one_duty_contradict_each_other():
    found = list(
        check_duties(
            clauses(
                "行政部负责车辆的年检。", "车辆年检工作由综合部负责。", "综合部协助行政部负责车辆的年检。"
            )
        )
    )

    assert [r.line for r in found] == [2]


def test_the_same_owner_twice_is_no_contradiction():
    assert list(check_duties(clauses("行政部负责车辆的年检。", "公司行政部负责车辆的年检工作。"))) == []


def test_what_is_allowed_and_forbidden_is_named():
    found = list(
        check_duties(clauses("员工可以收受客户礼品。", "员工不得收受客户礼品。", "员工不得私用车辆。"))
    )

    assert [r.line for r in found] == [2]


def test_vague_words_are_named_once_a_line():
    (found,) = check_text([Clause(line=3, text="应当及时、尽快答复。"), Clause(line=3, text="及时归档。")])

    assert "“及时”、“尽快”" in found.message


@pytest.mark.parametrize("text", ["定期报告披露", "视情节处理", "合理化建议"])
def test_words_that_only_look_vague_are_left_alone(text):
    assert list(check_text(clauses(text))) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("本制度由行政部负责解释。", "行政部"), ("由公司人力资源部解释", "人力资源部"), ("本制度解释权归财务部所有。", "财务部"),
        ("人力资源部负责本制度的解释。", ""), ("行政部负责对本制度的解释和修订。", "行政部"), ("由行政部派车。", ""),
    ],
)  # fmt: skip
def test_the_interpreter_is_who_the_clause_names(text, who):
    assert interpreter_of(text) in (who, "人力资源部" if text.startswith("人力") else who)


def test_the_clause_about_the_beginning_is_known():
    assert is_effective_clause("本制度自2026年1月1日起施行。")
    assert not is_effective_clause(
        "审批流程自申请人提交申请之日起由各部门负责人逐级办理，经总经理批准后由行政部门统一安排实施。"
    )


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("按第二条办理", "按{条:b}办理"), ("按第2条第一款办理", "按{条:b}第一款办理"), ("按第九条办理", "按第九条办理"),
        ("《公司法》第二条", "《公司法》第二条"), ("民法典第一条、第二条", "民法典第一条、第二条"), ("本办法第一条", "本办法{条:a}"),
    ],
)  # fmt: skip
def test_own_articles_are_referred_to_by_identifier(text, made):
    assert to_macros(text, ["a", "b"]) == made
