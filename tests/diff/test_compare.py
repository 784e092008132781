"""One edit of the source is one change; what only counts differently is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diff import ChangeKind, Part, compare
from tests.builders import article, field, form, policy, rule
from tests.diff.edits import EDITS, base, edited, made


def found(change):
    return change.kind, change.part, change.name, change.old, change.new


def test_a_regulation_does_not_differ_from_itself() -> None:
    assert compare(made(base()), made(base())) == ()


def test_the_shipped_regulation_does_not_differ_from_itself(shipped_policy) -> None:
    assert compare(shipped_policy, shipped_policy) == ()


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_one_edit_is_one_change(edit) -> None:
    changes = compare(made(base()), edited(edit))
    if edit is EDITS["article-gone"]:  # the forms rested on it and went with it
        changes = tuple(c for c in changes if c.part is not Part.FORM)

    (change,) = changes
    assert (change.kind, change.part) == (edit.kind, edit.part)
    assert edit.name in change.name
    assert edit.says in change.new


STAYING = {name: edit for name, edit in EDITS.items() if edit.kind is not ChangeKind.MOVED}


@pytest.mark.parametrize("edit", STAYING.values(), ids=STAYING.keys())
def test_taking_an_edit_back_is_the_same_change_the_other_way_round(edit) -> None:
    there, back = compare(made(base()), edited(edit)), compare(edited(edit), made(base()))

    assert [(c.old, c.new) for c in there] == [(c.new, c.old) for c in back]


INDEPENDENT = [
    edit for name, edit in EDITS.items()
    if edit.kind in (ChangeKind.CHANGED, ChangeKind.RENAMED) and name not in {"form-title", "section-title"}
]  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(range(len(INDEPENDENT))), min_size=2, max_size=6))
def test_several_edits_are_the_changes_of_each(chosen) -> None:
    """Two edits of one thing are one change of it."""
    edits = [INDEPENDENT[i] for i in sorted(chosen)]
    single = {(c.kind, c.part, c.name) for e in edits for c in compare(made(base()), edited(e))}

    together = compare(made(base()), edited(*edits))

    assert sorted((c.kind, c.part) for c in together) == sorted(one[:2] for one in single)


def test_an_inserted_article_changes_no_sentence_that_cites_a_later_one() -> None:
    (change,) = compare(made(base()), edited(EDITS["article-added"]))

    assert change.part is Part.ARTICLE


def test_a_renumbered_article_names_both_numbers() -> None:
    changes = compare(made(base()), edited(EDITS["article-added"], EDITS["paragraph"]))

    assert [c.label for c in changes] == ["第二条", "第五条（原第四条）"]


def test_a_changed_figure_shows_the_sentences_that_quote_it() -> None:
    (change,) = compare(made(base()), edited(EDITS["figure"]))

    (quote,) = change.quotes
    assert (quote.label, quote.old, quote.new) == ("第四条第二款", "费用不超过5万元。", "费用不超过6万元。")


def test_a_changed_cover_shows_the_sentences_that_quote_it() -> None:
    (change,) = compare(made(base()), edited(EDITS["effective"]))

    assert [q.label for q in change.quotes] == ["第五条"]


def test_a_sentence_that_was_rewritten_is_not_quoted_again() -> None:
    source = base()
    source["chapters"][1]["条"][1]["款"][1] = '费用以{{ 参数("上限") }}为限。'
    source["chapters"][1]["条"][1]["参数"]["上限"] = "6万元"

    text, figure = compare(made(base()), made(source))

    assert (text.part, text.new) == (Part.PARAGRAPH, "费用以6万元为限。")
    assert (figure.part, figure.quotes) == (Part.PARAMETER, ())


def test_a_change_names_the_forms_and_rules_it_touches() -> None:
    figure, cell, definition = (
        compare(made(base()), edited(EDITS[name]))[0] for name in ("figure", "cell", "definition")
    )

    assert (figure.forms, figure.rules) == (("trip",), ("not-dear",))
    assert (cell.forms, cell.rules) == (("trip",), ("grade-matches",))
    assert definition.rules == ("grade-matches", "not-dear")


def test_a_note_touches_nobody() -> None:
    (change,) = compare(made(base()), edited(EDITS["summary"]))

    assert (change.forms, change.rules) == ((), ())


def test_a_renamed_field_does_not_change_the_rules_and_conditions_that_name_it() -> None:
    old = form(field("人数", "整数"), field("备注", 条件="单.人数 > 1"))
    new = form(field("来访人数", "整数"), field("备注", 条件="单.来访人数 > 1"))
    before = policy(article(规则=[rule("单.人数 > 0")]), forms=[old])
    after = policy(article(规则=[rule("单.来访人数 > 0")]), forms=[new])

    (change,) = compare(before, after)

    assert (change.kind, change.old, change.new) == (ChangeKind.RENAMED, "人数", "来访人数")
    assert change.rules == ("a-rule",)


def test_a_field_of_another_kind_in_its_place_is_no_renamed_one() -> None:
    before = policy(forms=[form(field("人数", "整数"))])
    after = policy(forms=[form(field("名单", "人员"))])

    assert {c.kind for c in compare(before, after)} == {ChangeKind.ADDED, ChangeKind.REMOVED}


def test_a_chapter_whose_file_was_renamed_is_the_same_chapter() -> None:
    def of(name):
        return policy(chapters=[{"标识": name, "章": "总则", "条": [article("first"), article("second")]}])

    assert compare(of("part"), of("general")) == ()


def test_an_article_in_another_chapter_was_moved() -> None:
    one, other, moved = (article(i) for i in ("first", "second", "third"))
    before = policy(chapters=[{"章": "甲", "条": [one, moved]}, {"章": "乙", "条": [other]}])
    after = policy(chapters=[{"章": "甲", "条": [one]}, {"章": "乙", "条": [other, moved]}])

    (change,) = compare(before, after)

    assert (change.kind, change.old, change.new) == (
        ChangeKind.MOVED,
        "第一章　甲，第二条",
        "第二章　乙，第三条",
    )


def test_one_article_moved_down_does_not_move_the_others_up() -> None:
    ids = ["first", "aa", "bb", "cc", "dd"]
    before = policy(*map(article, ids))
    after = policy(*(article(i) for i in ["first", "bb", "cc", "dd", "aa"]))

    assert [c.name for c in compare(before, after)] == ["条名aa"]


def test_another_spelling_of_a_macro_is_no_change() -> None:
    source = base()
    source["chapters"][1]["条"][1]["款"][1] = "费用不超过{{参数( “上限” )}}。"

    assert compare(made(base()), made(source)) == ()


def test_a_figure_written_out_that_reads_the_same_is_no_change() -> None:
    source = base()
    source["chapters"][1]["条"][1]["款"][1] = "费用不超过5万元。"

    assert compare(made(base()), made(source)) == ()


def test_a_reference_to_another_article_of_the_same_number_shows_the_titles() -> None:
    old = policy(article(), article("aa"), article("bb", 款=["见{条:aa}。"]))
    new = policy(article(), article("cc"), article("bb", 款=["见{条:cc}。"]))

    (change,) = [c for c in compare(old, new) if c.part is Part.PARAGRAPH]

    assert (change.old, change.new) == ("见第二条（条名aa）。", "见第二条（条名cc）。")


def test_options_that_come_from_a_figure_change_with_the_figure_only() -> None:
    def of(*options):
        asked = form(field("项目", "选项", 选项="参数.项目"))
        return policy(article(参数={"项目": list(options)}), forms=[asked])

    (change,) = compare(of("餐", "房"), of("餐", "车"))

    assert (change.part, change.forms) == (Part.PARAMETER, ("trip",))


def test_what_came_and_went_stands_where_it_stands() -> None:
    before = policy(*(article(i) for i in ["first", "aa", "bb", "cc"]))
    after = policy(*(article(i) for i in ["first", "aa", "new", "cc"]))

    assert [(c.kind, c.name) for c in compare(before, after)] == [
        (ChangeKind.REMOVED, "条名bb"),
        (ChangeKind.ADDED, "条名new"),
    ]
