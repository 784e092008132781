"""The registry: every rule is in it, documented, and the shipped regulation passes."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest

from generator.errors import Level
from generator.lint import DATED_RULES, RULES, lint, open_project
from tests.builders import article, field, form, policy, rule, year

HELPERS = {"__init__", "texts", "complaints"}


def modules(root):
    return sorted(f.stem for f in (root / "generator/lint").glob("*.py") if f.stem not in HELPERS)


def test_every_module_is_a_rule_of_the_registry(root):
    checks = {import_module(f"generator.lint.{name}").check for name in modules(root)}

    assert checks == {*RULES.values(), *DATED_RULES.values()}


def test_every_rule_is_documented_with_examples(root):
    for name in modules(root):
        lines = (import_module(f"generator.lint.{name}").__doc__ or "").splitlines()

        assert lines[0].endswith((".", ".”")), name
        assert any(line.startswith("    ") for line in lines), name


def test_codes_are_stable_words():
    assert [c for c in (*RULES, *DATED_RULES) if not c.replace("-", "").isalpha() or c != c.lower()] == []
    assert len({*RULES, *DATED_RULES}) == len(RULES) + len(DATED_RULES)


def test_without_a_day_nothing_that_depends_on_it_is_said():
    """A build of next year must give the same bytes."""
    of = policy(article(规则=[rule("工作日数(单.日期, 单.止) > 0")]), forms=[form(field("止", "日期"))])

    assert {p.code for p in lint(of)} == {"unreferenced-form"}
    assert {p.code for p in lint(of, date(2030, 1, 1))} == {
        "unreferenced-form",
        "review-due",
        "calendar-year",
    }


def test_problems_stand_in_the_order_of_places():
    found = lint(
        policy(article(参数={"甲": 1, "乙": 2}), article("b", 款=["{条:x}及时。"]), calendar=[year(2026)])
    )

    assert [p.location for p in found] == sorted(p.location for p in found)


def test_a_correct_regulation_has_no_problems():
    grades = {
        "输入": {"金额": {"类型": "金额", "范围": "≥ 0"}},
        "输出": {"等级": {"类型": "选项", "选项": ["A", "B"]}},
        "行": [{"金额": "超过 600万", "等级": "A"}, {"金额": "不超过 600万", "等级": "B"}],
    }
    of = policy(
        article(
            款=["按金额分级，填写{表单:trip}。", '{{ 表("等级表") }}'],
            表={"等级表": grades},
            规则=[rule("单.等级 == 表.等级表.等级")],
        ),
        forms=[form(field("金额", "金额", 单位="万元"), field("等级", "选项", 选项="表.等级表.等级"))],
    )

    assert lint(of, date(2026, 6, 1)) == ()


def test_the_shipped_regulation_has_no_errors(shipped_policy):
    assert [str(p) for p in lint(shipped_policy, date(2026, 6, 1)) if p.level is Level.ERROR] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("通知.陪同人数 >= 表.陪同人数.最少", "通知.陪同人士 >= 表.陪同人数.最少", "没有“陪同人士”"),
        ("通知.陪同人数 >= 表.陪同人数.最少", '通知.陪同人数 >= "两"', "类型不符"),
        ("超过 600万", "600万以上", "重叠：合同金额＝600万元"),
    ],
)
def test_a_wrong_rule_of_the_shipped_regulation_is_rejected_with_its_place(root, tmp_path, old, new, message):
    """Tampering with the real source: the chain of the linter on the real thing."""
    found = 0
    for file in [*(root / "policy").rglob("*.yaml"), *(root / "forms").glob("*.yaml")]:
        text = file.read_text(encoding="utf-8")
        target = tmp_path / file.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        found += text.count(old) if "editions" not in file.parts else 0
        target.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert found, "the regulation says it in other words now"

    with pytest.raises(Exception, match="处问题") as caught:
        open_project(tmp_path)
    assert any(message in p.message and p.location.line for p in caught.value.problems)
