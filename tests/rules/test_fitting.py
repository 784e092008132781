"""A form of one edition, seen through the form of another."""

from __future__ import annotations

import pytest

from generator.model.finding import Finding, Outcome, clause_of
from generator.model.submission import State
from generator.rules.facts import to_submission
from generator.rules.fitting import cited_in, fitted
from tests.builders import article, field, form, policy, reading, rows


def one(*fields, table=None, edition="1.0"):
    return policy(article(), forms=[form(*fields, table=table)], cover={"版本": edition})


def fit(old, new, **values):
    submission = to_submission(old, old.forms[0], reading(**values))
    return fitted(new, new.forms[0], submission, old.forms[0]).answers


def test_the_same_form_gives_the_same_submission() -> None:
    of = one(field("人数", "整数"))
    submission = to_submission(of, of.forms[0], reading(人数="3"))

    assert fitted(of, of.forms[0], submission, of.forms[0]) is submission


def test_the_answers_have_exactly_the_names_of_the_other_form() -> None:
    old, new = one(field("甲"), field("乙")), one(field("乙"), field("丙"))

    assert set(fit(old, new, 甲="1", 乙="2")) == {"编号", "日期", "乙", "丙"}


def test_a_name_that_the_file_could_not_hold_is_blank_with_the_reason() -> None:
    answer = fit(one(field("甲")), one(field("丙")), 甲="1")["丙"]

    assert (answer.state, answer.reason) == (State.BLANK, "所交表单没有“丙”一栏")


@pytest.mark.parametrize(
    ("kinds", "text", "value"),
    [(("文本", "整数"), "3人", 3), (("整数", "文本"), "3人", "3人"), (("整数", "整数"), "3人", 3)],
)
def test_an_answer_is_read_as_the_kind_it_has_there(kinds, text, value) -> None:
    old, new = (one(field("人数", kind)) for kind in kinds)

    assert fit(old, new, 人数=text)["人数"].value == value


def test_text_that_does_not_fit_the_other_kind_is_unreadable() -> None:
    answer = fit(one(field("人数")), one(field("人数", "整数")), 人数="很多")["人数"]

    assert answer.state is State.UNREADABLE


def test_money_counts_in_fen_whatever_the_unit_of_the_field() -> None:
    old, new = one(field("金额", "金额", 单位="万元")), one(field("金额", "金额", 单位="元"))

    assert fit(old, new, 金额="3")["金额"].value == 3_000_000


def test_rows_keep_their_numbers_and_get_the_other_columns() -> None:
    old = one(table=rows("明细", field("项目"), field("数量")))
    new = one(table=rows("明细", field("项目"), field("数量", "整数"), field("申领方")))
    given = [{"项目": "餐", "数量": "2"}, {}, {"项目": "房", "数量": "3间"}]

    answer = fit(old, new, table={"明细": given})["明细"]

    assert [{n: c.value for n, c in row.items()} for row in answer.value] == [
        {"项目": "餐", "数量": 2, "申领方": None},
        {"项目": None, "数量": None, "申领方": None},
        {"项目": "房", "数量": None, "申领方": None},
    ]
    assert answer.value[2]["数量"].state is State.UNREADABLE


def test_a_table_the_file_could_not_hold_is_blank() -> None:
    new = one(table=rows("明细", field("项目")))

    assert fit(one(field("甲")), new)["明细"].state is State.BLANK


def test_a_field_that_became_a_table_is_blank() -> None:
    new = one(table=rows("明细", field("项目")))

    assert fit(one(field("明细")), new, 明细="两项")["明细"].state is State.BLANK


def a_finding(of, article_id):
    clause = clause_of(of, article_id)
    return Finding(rule="required", level="错误", outcome=Outcome.VIOLATED, clause=clause, fields=(),
                   actual="", expected="", message="", hint="")  # fmt: skip


def test_a_finding_is_cited_by_the_number_its_article_has_now() -> None:
    old = policy(article(), article("limit"), forms=[form()])
    new = policy(article(), article("new"), article("limit"), forms=[form()], cover={"版本": "1.1"})

    assert cited_in(new, a_finding(old, "limit"), old, "trip").clause.label == "第三条"


def test_a_finding_of_an_article_that_is_gone_rests_on_the_basis_of_the_form() -> None:
    old = policy(article(), article("limit"), forms=[form()])
    new = policy(article(), forms=[form()], cover={"版本": "1.1"})

    assert cited_in(new, a_finding(old, "limit"), old, "trip").clause.id == "first"


def test_a_finding_of_a_form_that_is_gone_names_the_edition() -> None:
    old = policy(article(), article("limit"), forms=[form()])
    new = policy(article(), cover={"版本": "1.1"})

    assert cited_in(new, a_finding(old, "limit"), old, "trip").clause.label == "1.0 版第二条"
