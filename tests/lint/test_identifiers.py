from __future__ import annotations

import pytest

from generator.lint.identifiers import check
from tests.builders import article, complaints, form, policy

CHAPTER = """\
章: 一
条:
  - 标识: same
    条名: 一
    款: [甲]
    参数: {上限: 300元}
    规则: [{标识: r, 要求: 真, 提示: 甲, 应为: 乙, 更正: 丙}]
  - 标识: same
    条名: 二
    款: [乙]
    表: {上限: {输入: {额: {类型: 整数}}, 输出: {级: 文本}, 行: [{额: -, 级: A}]}}
    定义: {上限: 真}
    规则: [{标识: r, 要求: 真, 提示: 甲, 应为: 乙, 更正: 丙}]
"""


def test_a_name_that_is_used_twice_is_reported_with_the_place_of_the_first():
    where = "policy/chapters/01-part1.yaml"

    assert complaints(check, chapters=[CHAPTER]) == [
        (8, 9, f"条的标识“same”用了两次，第一次在 {where}:3:9"),
        (11, 13, f"名称“上限”用了两次，第一次在 {where}:6:14"),
        (12, 14, f"名称“上限”用了两次，第一次在 {where}:6:14"),
        (13, 15, f"规则的标识“r”用了两次，第一次在 {where}:7:15"),
    ]


@pytest.mark.parametrize(
    ("forms", "message"),
    [
        ([form(id="a", name="甲"), form(id="a", name="乙")], "表单的标识“a”用了两次"),
        ([form(id="a", name="甲"), form(id="b", name="甲")], "表单的简称“甲”用了两次"),
        ([form(id="a", name="甲", 附表=1), form(id="b", name="乙", 附表=1)], "附表编号“1”用了两次"),
    ],
)
def test_forms_share_no_name(forms, message):
    ((_, _, found),) = complaints(check, forms=forms)

    assert found.startswith(message)


def test_chapters_share_no_identifier():
    chapters = [{"标识": "x", "章": n, "条": [article(n)]} for n in ("a", "b")]

    assert [m[:15] for _, _, m in complaints(check, chapters=chapters)] == ["章的标识“x”用了两次，第一次"]


@pytest.mark.parametrize("bad", [".", "_", "|", " ", "（", "：", "“", "+", "-", ">", "{", "\u3000"])
def test_characters_that_expressions_and_files_give_a_meaning_to_are_refused(bad):
    found = list(check(policy(article(参数={f"上{bad}限": 3}))))

    assert [p.code for p in found] == ["name-character"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("3天", "name-character"), ("行", "name-reserved"), ("且", "name-reserved"), ("求和", "name-reserved"), ("in", "name-reserved")],
)  # fmt: skip
def test_names_that_read_as_something_else_are_refused(name, code):
    assert [p.code for p in check(policy(article(定义={name: "真"})))] == [code]


@pytest.mark.parametrize("name", ["A级", "上限2", "VIP", "陪同人数", "天数"])
def test_words_and_digits_make_names(name):
    assert list(check(policy(article(参数={name: 3})))) == []
