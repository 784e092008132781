from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Level
from generator.model.finding import Finding, Outcome, clause_of
from generator.rules.sequence import cell_name, in_order
from tests.builders import article, field, form, policy, rows

STEP = {"环节": "批准", "职务": ["经理"]}
POLICY = policy(
    article("first"),
    article("second"),
    forms=[form(field("甲"), table=rows("明细", field("项"), field("价", "金额"), 合计={"总价": "价"}), 签批=[STEP])],
)  # fmt: skip
FORM = POLICY.forms[0]
PAGE = ("编号", "甲", "明细", "明细[1].项", "明细[1].价", "明细[2].项", "明细[10].项", "总价", "批准人")


def finding(*fields: str, rule: str = "r", clause: str = "first", level: Level = Level.ERROR) -> Finding:
    return Finding(
        rule=rule, level=level, outcome=Outcome.VIOLATED, clause=clause_of(POLICY, clause),
        fields=fields, actual="", expected="", message="", hint="",
    )  # fmt: skip


@given(st.integers())
def test_fields_stand_in_the_order_of_the_page_and_rows_in_that_of_their_numbers(seed):
    shuffled = list(PAGE)
    random.Random(seed).shuffle(shuffled)

    assert [f.fields[0] for f in in_order(POLICY, FORM, map(finding, shuffled))] == list(PAGE)


def test_the_number_of_the_article_goes_before_the_place_on_the_page():
    found = in_order(POLICY, FORM, [finding("编号", clause="second"), finding("批准人", clause="first")])

    assert [f.clause.id for f in found] == ["first", "second"]


def test_a_finding_on_the_whole_form_goes_first_and_one_on_an_unknown_field_last():
    found = in_order(POLICY, FORM, [finding("别处"), finding("编号"), finding()])

    assert [f.fields for f in found] == [(), ("编号",), ("别处",)]


def test_the_same_finding_is_shown_once():
    assert len(in_order(POLICY, FORM, [finding("甲"), finding("甲")])) == 1


def test_cells_and_rows_have_names():
    assert (cell_name("明细", 2, "价"), cell_name("明细", 2)) == ("明细[2].价", "明细[2]")
