from __future__ import annotations

import pytest

from generator.errors import Level, SourceError
from generator.lint import lint_loaded, lint_project, open_project
from generator.model.load import load, load_files
from tests.builders import article, field, files, form, loaded, policy, rule, write_project, year


def test_a_folder_is_read_like_files_in_memory(tmp_path):
    sources = {"forms": [form()], "calendar": [year(2026, "2026-01-01")], "glossary": {"甲": {"释义": "乙"}}}
    write_project(tmp_path, article(), **sources)

    assert load(tmp_path).policy == loaded(article(), **sources).policy
    assert load(tmp_path).problems == ()


def test_a_folder_without_a_policy_has_one_problem(tmp_path):
    found = load(tmp_path)

    assert found.policy is None
    assert [(p.location.file, p.code) for p in found.problems] == [("policy/policy.yaml", "missing-file")]


def test_a_chapter_takes_its_identifier_from_its_file():
    source = files()
    chapter = source.pop("policy/chapters/01-part1.yaml")
    found = load_files({**source, "policy/chapters/12-some-name.yaml": chapter}).policy

    assert found is not None
    assert [c.id for c in found.chapters] == ["some-name"]


def test_chapters_stand_in_the_order_of_their_files_and_forms_in_that_of_their_annexes():
    found = policy(
        chapters=[{"章": n, "条": [article(f"a{i}")]} for i, n in enumerate("甲乙丙")],
        forms=[form(id="b"), form(id="c", 附表=2), form(id="a"), form(id="d", 附表=1)],
    )

    assert [c.title for c in found.chapters] == ["甲", "乙", "丙"]
    assert [f.id for f in found.forms] == ["d", "c", "a", "b"]


def test_what_stands_beside_the_source_is_not_read():
    found = load_files({**files(), "policy/chapters/old/x.yaml": b"[", "forms/readme.txt": b"["})

    assert {p.location.file for p in found.problems} <= {"forms/readme.txt"}


def test_names_of_a_part_that_cannot_be_read_are_not_called_unknown():
    """The parameter is there; only the file that holds it does not parse."""
    broken = "章: 二\n条:\n  - 标识: limits\n    参数: {上限: 300元\n"
    chapters = [{"章": "一", "条": [article(款=['不超过{{ 参数("上限") }}，见{条:limits}。'])]}, broken]

    assert {p.code for p in lint_loaded(loaded(chapters=chapters))} == {"yaml-syntax"}


def test_a_name_that_is_written_nowhere_is_called_unknown_all_the_same():
    chapters = [{"章": "一", "条": [article(款=['{{ 参数("上限") }}'])]}, "章: [\n"]

    codes = [p.code for p in lint_loaded(loaded(chapters=chapters))]

    assert codes == ["dangling-reference", "yaml-syntax"]


def test_a_field_cut_out_for_a_mistake_is_not_called_unknown_in_rules():
    bad = field("金额", "金钱")
    found = lint_loaded(loaded(article(规则=[rule("单.金额 > 0")]), forms=[form(bad)]))

    assert [p.code for p in found] == ["value"]


def test_warnings_wait_until_the_source_can_be_read():
    """The text that uses the parameter may be the part that is broken."""
    unused = article(参数={"上限": "300元"})

    assert [p.level for p in lint_loaded(loaded(unused))] == [Level.WARNING]
    assert [p.level for p in lint_loaded(loaded(unused, forms=["标识: [\n"]))] == [Level.ERROR]


def test_a_project_with_errors_is_not_opened(tmp_path):
    write_project(tmp_path, article(款=["{条:nowhere}。"]))

    with pytest.raises(SourceError, match="1 处") as caught:
        open_project(tmp_path)
    assert [p.code for p in caught.value.problems] == ["dangling-reference"]


def test_a_project_with_warnings_is_opened(tmp_path):
    write_project(tmp_path, article(参数={"上限": "300元"}))

    assert open_project(tmp_path).cover.title == "出差管理制度"
    assert [p.level for p in lint_project(tmp_path)[1]] == [Level.WARNING]


def test_a_mistake_on_the_cover_is_not_blamed_on_forms_and_figures():
    """The rest is linted with a stand-in for the cover."""
    of = loaded(
        article(
            参数={"天数": {"值": {"2026-01-01": 2}, "单位": "天"}},
            款=['提前{{ 参数("天数") }}，见{条:nowhere}。'],
        ),
        forms=[form()],
        cover={"适用日期": None, "关联字段": "编号"},
    )

    assert sorted(p.code for p in lint_loaded(of)) == ["dangling-reference", "value"]
