"""Differences as the terminal shows them."""

from __future__ import annotations

from generator.diff import Comparison, compare
from generator.diff.text import render_changes
from tests.builders import article, policy
from tests.diff.edits import EDITS, base, edited, made


def comparison(*names: str) -> Comparison:
    old, new = made(base()), edited(*(EDITS[n] for n in names))
    return Comparison(old=old, new=new, changes=compare(old, new), old_label="1.0 版", new_label="1.1 版")


def shown(of: Comparison) -> str:
    return "".join(piece.text for piece in render_changes(of))


def test_a_change_stands_under_its_article_with_marks_inside_the_sentence() -> None:
    assert shown(comparison("figure")) == (
        "《出差管理制度》1.0 版与1.1 版的差别\n\n"
        "第四条　条名notice\n"
        "  修改　参数“上限”\n"
        "      [-5-]{+6+}万元\n"
        "      第四条第二款：费用不超过[-5-]{+6+}万元。\n"
        "      涉及表单：单表；涉及规则：not-dear\n\n"
        "修改 1 处\n"
    )


def test_changes_of_one_form_stand_under_its_name() -> None:
    found = shown(comparison("required", "field-renamed"))

    assert "单表\n" in found
    assert "  改名　栏目“出差事由”\n      [-事由-]{+出差事由+}\n" in found
    assert "  修改　栏目“填表”\n      必填：[-否-]{+是+}\n" in found
    assert found.endswith("修改 1 处，改名 1 处\n")


def test_no_difference_is_said() -> None:
    assert shown(comparison()).endswith("没有差别\n")


def test_long_sentences_are_cut_around_the_change() -> None:
    long = "甲" * 60
    old, new = (policy(article(款=[f"{long}{n}个{long}。"])) for n in (3, 5))
    of = Comparison(old=old, new=new, changes=compare(old, new), old_label="旧", new_label="新")

    assert f"…{'甲' * 16}[-3-]{{+5+}}个{'甲' * 15}…\n" in shown(of)
