"""A year of editions: forms of each, visits on both sides of the change, judged by the day's text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.checking import check_files, hand_in_bytes
from generator.editions import Edition, InForce
from generator.model.finding import Status
from generator.model.submission import Answer, State
from generator.render.docx_form import render_docx_form
from generator.render.pdf_form import render_pdf_form
from tests.builders import article, field, form, policy, rows, rule

if TYPE_CHECKING:
    from generator.model.finding import Finding, Result
    from generator.model.policy import Policy

OLD, NEW = "2026-05-01", "2027-05-01"


def first_edition() -> Policy:
    asked = form(
        field("客户单位", 必填=True, 依据="limit"),
        field("人数", "整数", 必填=True, 依据="limit"),
        field("房型"),
        table=rows("明细", field("项目"), field("金额", "金额", 单位="元"), 合计={"总额": "金额"}),
    )
    limit = article(
        "limit",
        款=['不超过{{ 参数("上限") }}人。'],
        参数={"上限": 9},
        规则=[rule("单.人数 <= 参数.上限", "too-many"), rule('单.客户单位 != "无"', "named", 级别="警告")],
    )
    return policy(article(), limit, forms=[asked], cover={"版本": "1.0", "施行日期": "2026-01-01"})


def second_edition() -> Policy:
    """The limit is lower, an article stands before it, a field has another name, another another kind."""
    asked = form(
        field("客户名称", 必填=True, 依据="limit"),
        field("人数", "整数", 必填=True, 依据="limit"),
        field("房型", "选项", 选项=["标准间", "套房"]),
        field("车牌", 必填=True),
        table=rows(
            "明细", field("项目"), field("金额", "金额", 单位="元"), field("申领方"), 合计={"总额": "金额"}
        ),
    )
    limit = article(
        "limit",
        款=['不超过{{ 参数("上限") }}人。'],
        参数={"上限": 5},
        规则=[
            rule("单.人数 <= 参数.上限", "too-many"),
            rule('单.客户名称 != "无"', "named", 级别="警告"),
            rule('单.房型 == "套房"', "room", 级别="提示"),
            rule('行.申领方 != ""', "claimed", 逐行="单.明细", 适用="有(行.申领方)"),
        ],
    )
    cover = {"版本": "1.1", "施行日期": "2027-01-01"}
    return policy(article(), article("inserted"), limit, forms=[asked], cover=cover)


@pytest.fixture(scope="module")
def published() -> InForce:
    editions = tuple(
        Edition(name=p.cover.edition, effective=p.cover.effective, note="", policy=p)
        for p in (first_edition(), second_edition())
    )
    return InForce(editions, second_edition())


def handed(edition: str, **values: Any) -> bytes:
    stamp = {"edition": edition} if edition else {}
    return json.dumps({"form": "trip", **stamp, "values": {"编号": "1", **values}}).encode()


def judged(published: InForce, *files: bytes) -> list[Result]:
    return list(check_files(published, [hand_in_bytes(f"{n}.json", f) for n, f in enumerate(files)]))


def by_rule(result: Result) -> dict[str, Finding]:
    return {f.rule: f for f in result.findings}


def test_the_edition_in_force_on_the_day_judges_a_form_of_its_own(published) -> None:
    old, new = judged(
        published,
        handed("1.0", 日期=OLD, 客户单位="甲", 人数=7),
        handed("1.1", 编号="2", 日期=NEW, 客户名称="甲", 人数=7, 房型="套房", 车牌="京A"),
    )

    assert (old.rules_edition, [*by_rule(old)]) == ("1.0", [])
    assert (new.rules_edition, [*by_rule(new)]) == ("1.1", ["too-many"])


def test_a_form_of_the_old_edition_is_judged_by_the_new_limit_and_told_so(published) -> None:
    (result,) = judged(published, handed("1.0", 日期=NEW, 客户单位="甲", 人数=7, 房型="标准间"))
    found = by_rule(result)

    assert (result.form_edition, result.rules_edition) == ("1.0", "1.1")
    assert found["too-many"].clause.label == "第三条"
    assert found["form-edition"].message == "表单是 1.0 版，日期2027年5月1日适用 1.1 版"
    assert found["form-edition"].hint == "下载 1.1 版《单表》重新填写"


def test_a_field_the_old_form_lacks_is_blank_and_said_to_be_lacking(published) -> None:
    (result,) = judged(published, handed("1.0", 日期=NEW, 客户单位="甲", 人数=3, 房型="套房"))
    named = by_rule(result)["named"]

    assert named.outcome == "undecided"
    assert named.message == "无法判定：所交 1.0 版的表单没有“客户名称”一栏"


def test_what_the_form_itself_asks_for_is_asked_by_its_own_edition(published) -> None:
    """车牌 is required by 1.1 only; 客户单位 by 1.0 only, and cited where its article now stands."""
    (result,) = judged(published, handed("1.0", 日期=NEW, 人数=3, 房型="套房"))
    missing = [f for f in result.findings if f.rule == "required"]

    assert [(f.fields, f.clause.label) for f in missing] == [(("客户单位",), "第三条")]


def test_an_answer_of_another_kind_is_read_anew(published) -> None:
    right, wrong = judged(
        published,
        handed("1.0", 日期=NEW, 客户单位="甲", 人数=3, 房型="标准间"),
        handed("1.0", 编号="2", 日期=NEW, 客户单位="甲", 人数=3, 房型="大床房"),
    )

    assert by_rule(right)["room"].outcome == "violated"
    assert by_rule(wrong)["room"].outcome == "undecided"
    assert "大床房" in by_rule(wrong)["room"].message


def test_a_form_of_the_new_edition_for_an_earlier_day_is_judged_by_the_old_text(published) -> None:
    (result,) = judged(published, handed("1.1", 日期=OLD, 客户名称="甲", 人数=7, 车牌="京A"))
    found = by_rule(result)

    assert result.rules_edition == "1.0"
    assert "too-many" not in found
    assert found["form-edition"].hint == "下载 1.0 版《单表》重新填写"


def test_an_edition_nobody_knows_is_read_as_the_newest(published) -> None:
    (result,) = judged(published, handed("0.9", 日期=NEW, 客户名称="甲", 人数=3, 房型="套房", 车牌="京A"))

    assert [*by_rule(result)] == ["form-edition"]


def test_a_file_without_an_edition_is_read_as_the_one_whose_names_it_holds(published) -> None:
    given = {"编号": "1", "日期": OLD, "客户单位": "甲", "人数": "3", "房型": "大床房"}
    fields = "".join(f'<field name="{n}"><value>{v}</value></field>' for n, v in given.items())
    file = f'<xfdf xmlns="http://ns.adobe.com/xfdf/"><fields>{fields}</fields></xfdf>'.encode()

    (result,) = check_files(published, [hand_in_bytes("交回.xfdf", file)])

    assert (result.form_edition, result.rules_edition, result.findings) == ("", "1.0", ())


def test_a_day_before_the_first_edition_is_judged_by_it_and_told(published) -> None:
    (result,) = judged(published, handed("1.0", 日期="2025-12-31", 客户单位="甲", 人数=3))

    assert result.rules_edition == "1.0"
    found = by_rule(result)["before-any-edition"]
    assert found.message == "日期2025年12月31日在制度施行以前，按 1.0 版检查"
    assert found.expected == "2026年1月1日或以后"


def test_an_unreadable_day_is_judged_by_the_newest(published) -> None:
    (result,) = judged(published, handed("1.0", 日期="某日", 客户单位="甲", 人数=7, 房型="套房"))

    assert result.rules_edition == "1.1"
    unknown, named = (f for f in result.findings if f.rule == "form-edition")
    assert named.message == "表单是 1.0 版，现行制度是 1.1 版"
    assert unknown.waits  # the day itself is reported as unreadable


def test_a_blank_day_leaves_open_which_edition_judges(published) -> None:
    """Nothing is reported of an optional day that was left blank: without this, the form would pass."""
    (result,) = judged(published, handed("1.1", 日期=None, 客户名称="甲", 人数=3, 房型="套房", 车牌="京A"))

    assert result.status is Status.UNDECIDED
    (found,) = result.findings
    assert (found.rule, found.waits) == ("form-edition", False)
    assert found.message == "无法判定：“日期”未填或无法识别，不能确定适用哪一版，暂按 1.1 版检查"


def test_a_form_that_the_edition_in_force_does_not_have_is_still_read() -> None:
    gone = policy(article(), forms=[form(field("备注", 必填=True), id="memo", name="便条")])
    later = policy(article("other"), cover={"版本": "2.0", "施行日期": "2027-01-01"})
    editions = tuple(
        Edition(name=p.cover.edition, effective=p.cover.effective, note="", policy=p) for p in (gone, later)
    )
    file = json.dumps({"form": "memo", "edition": "1.0", "values": {"编号": "1", "日期": NEW}}).encode()

    (result,) = judged(InForce(editions, later), file)

    assert {f.rule: f.clause.label for f in result.findings} == {
        "required": "1.0 版第一条",
        "form-edition": "1.0 版第一条",
    }
    assert by_rule(result)["form-edition"].hint == "2.0 版没有这张表单，向综合部确认改用哪一张"


def test_the_content_of_a_form_is_compared_with_its_own_edition(published) -> None:
    right, wrong = (
        json.dumps({"form": "trip", "edition": "1.0", "digest": digest, "values": {"日期": NEW}}).encode()
        for digest in (first_edition().forms[0].digest, "0" * 12)
    )

    assert ["form-content" in by_rule(r) for r in judged(published, right, wrong)] == [False, True]


def test_forms_of_two_editions_of_one_matter_are_compared() -> None:
    """The rule is new; the second form was filled on a form of the first edition."""

    def edition(name: str, start: str, **more: Any) -> Edition:
        pair = [
            form(field("人数", "整数"), id="one", name="甲"),
            form(field("人数", "整数"), id="two", name="乙"),
        ]
        made = policy(article(**more), forms=pair, cover={"版本": name, "施行日期": start})
        return Edition(name=name, effective=start, note="", policy=made)

    editions = (
        edition("1.0", "2026-01-01"),
        edition("1.1", "2027-01-01", 规则=[rule("甲.人数 == 乙.人数", "same")]),
    )
    files = [
        json.dumps({"form": f, "edition": e, "values": {"编号": "7", "日期": NEW, "人数": n}}).encode()
        for f, e, n in (("one", "1.1", 3), ("two", "1.0", 4))
    ]

    one, _ = judged(InForce(editions, editions[1].policy), *files)

    assert "same" in by_rule(one)


@pytest.mark.parametrize("render", [render_docx_form, render_pdf_form])
@pytest.mark.parametrize("edition", [0, 1])
def test_documents_of_both_editions_are_read_by_the_names_they_carry(published, render, edition) -> None:
    of = published.policies[edition]
    name = ("客户单位", "客户名称")[edition]
    given = {"编号": "1", "日期": (OLD, NEW)[edition], name: "甲", "人数": 3, "房型": "套房", "车牌": "京A"}
    answers = {n: Answer(state=State.ANSWERED, value=given[n]) for n in of.forms[0].names if n in given}
    content = render(of, of.forms[0], answers)

    (result,) = check_files(published, [hand_in_bytes("表单", content)])

    assert (result.form_edition, result.rules_edition) == (("1.0", "1.0"), ("1.1", "1.1"))[edition]
    assert result.answers[name].value == "甲"
    assert result.findings == ()
