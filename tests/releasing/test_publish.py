"""An edition is published whole and in order, or nothing changes."""

from __future__ import annotations

import os

import pytest

from generator.editions import FOLDER, load_editions
from generator.errors import OutputError, SourceError, UsageError
from generator.releasing import release

COVER = "policy/policy.yaml"


def codes(caught) -> set[str]:
    return {problem.code for problem in caught.value.problems}


def snapshot(root) -> dict[str, bytes]:
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in sorted(root.rglob("*")) if f.is_file()}


def test_a_release_freezes_the_source_with_its_name_and_first_day(project) -> None:
    root = project()

    release(root, "1.1", "2026-05-01", " 首次发布 ")

    (edition,) = load_editions(root)
    assert (edition.name, edition.effective, edition.note) == ("1.1", "2026-05-01", "首次发布")
    assert (edition.policy.cover.edition, edition.policy.cover.effective) == ("1.1", "2026-05-01")
    assert set(edition.policy.parameters) == {"提前", "上限"}


def test_the_cover_of_the_source_says_the_same_and_keeps_its_comments(project) -> None:
    root = project()
    cover = root / COVER
    cover.write_text("# 封面\n" + cover.read_text("utf-8"), "utf-8")

    release(root, "1.1", "2026年5月1日", "首次发布")

    text = cover.read_text("utf-8")
    assert text.startswith("# 封面\n")
    assert '"版本": "1.1"' in text
    assert '"施行日期": 2026-05-01' in text


def test_a_later_change_of_the_source_leaves_the_edition(project) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    project(参数={"上限": 5})

    (edition,) = load_editions(root)

    assert edition.policy.parameters["上限"].value_on("2026-01-01", "整数") == 9


def test_a_second_edition_follows_the_first(project) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    project(参数={"上限": 5})
    release(root, "1.1", "2027-01-01", "降低上限")

    assert [e.name for e in load_editions(root)] == ["1.0", "1.1"]


def test_an_edition_published_without_a_word_says_whether_it_is_the_first(project) -> None:
    root = project()

    assert release(root, "1.0", "2026-01-01").note == "首次发布"
    assert release(root, "1.1", "2027-01-01", "  ").note == "修订"


@pytest.mark.parametrize(
    ("name", "day", "note", "said"),
    [
        ("1.0", "2027-01-01", "改", "已经发布"),
        ("1.1", "2026-01-01", "改", "不晚于"),
        ("1.1", "2025-06-30", "改", "不晚于"),
        ("1.1", "明年", "改", "不是日期"),
        ("1.1", "2027-02-30", "改", "没有这一天"),
        ("../1.1", "2027-01-01", "改", "不能用"),
        ("working", "2027-01-01", "改", "不能用"),
    ],
)
def test_what_no_edition_can_be_called_is_refused(project, name, day, note, said) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    before = snapshot(root)

    with pytest.raises(UsageError, match=said):
        release(root, name, day, note)

    assert before == snapshot(root)


def test_a_source_with_errors_is_not_published(project) -> None:
    root = project(款=["见{条:nowhere}。"])

    with pytest.raises(SourceError) as caught:
        release(root, "1.0", "2026-01-01", "首次发布")

    assert "dangling-reference" in codes(caught)
    assert not (root / FOLDER).exists()


def test_a_case_that_does_not_match_is_named(project) -> None:
    root = project(参数={"上限": 2})

    with pytest.raises(SourceError) as caught:
        release(root, "1.0", "2026-01-01", "首次发布")

    assert codes(caught) == {"case-mismatch"}
    assert "期望没有发现，实得too-many" in str(caught.value.problems[0])


def test_a_case_that_is_wrong_itself_is_named(project) -> None:
    root = project(cases={"用例": [{"名称": "谁", "样例": ["没有"]}]})

    with pytest.raises(SourceError) as caught:
        release(root, "1.0", "2026-01-01", "首次发布")

    assert codes(caught) == {"case"}


def test_figures_to_be_confirmed_are_listed_with_their_places(project) -> None:
    root = project(
        参数={"上限": {"值": 9, "待核定": True}},
        行=[{"人数": "1～4", "最少": {"值": 1, "待核定": True}}, {"人数": "超过 4", "最少": 2}],
    )

    with pytest.raises(SourceError) as caught:
        release(root, "1.0", "2026-01-01", "首次发布")

    messages = [p.message for p in caught.value.problems]
    assert messages == [
        "第一条的参数“上限”（9）还没有核定",
        "第一条的表“陪同”第1行“最少”（1）还没有核定",
    ]
    assert all(p.location.line for p in caught.value.problems)


def test_a_column_to_be_confirmed_is_named_once(project) -> None:
    root = project()
    source = root / "policy/chapters/01-part1.yaml"
    source.write_text(
        source.read_text("utf-8").replace('"最少": {"类型"', '"最少": {"待核定": true, "类型"'), "utf-8"
    )

    with pytest.raises(SourceError) as caught:
        release(root, "1.0", "2026-01-01", "首次发布")

    assert [p.message for p in caught.value.problems] == ["第一条的表“陪同”的“最少”一列还没有核定"]


def test_figures_to_be_confirmed_are_published_when_it_is_said_so(project) -> None:
    root = project(参数={"上限": {"值": 9, "待核定": True}})

    release(root, "1.0", "2026-01-01", "首次发布", allow_unconfirmed=True)

    assert [e.name for e in load_editions(root)] == ["1.0"]


@pytest.mark.parametrize(
    "change",
    [
        {"参数": {"提前": {"值": {"2026-01-01": 2, "2026-07-01": 4}}}},
        {"参数": {"提前": {"值": {"2026-01-01": 2}}}},
        {"参数": {"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3, "2026-10-01": 5}}}},
        {"参数": {"提前": 5}},
        {"行": [{"人数": "超过 4", "最少": 3}, {"人数": "1～4", "最少": 1}]},
    ],
)
def test_a_published_past_value_stays(project, change) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    project(**change)
    before = snapshot(root)

    with pytest.raises(SourceError) as caught:
        release(root, "1.1", "2027-01-01", "改写过去")

    assert codes(caught) == {"published-past-changed"}
    assert before == snapshot(root)


@pytest.mark.parametrize(
    "change",
    [
        {"参数": {"提前": {"值": {"2026-01-01": 2, "2026-07-01": 3, "2027-01-01": 5}}}},
        {"参数": {"上限": 5}},
        {"参数": {"上限": {"值": {"2026-01-01": 9, "2027-01-01": 5}}}},
        {"行": [{"人数": "1～5", "最少": 1}, {"人数": "超过 5", "最少": {"2026-01-01": 1}}]},
    ],
)
def test_a_future_value_a_value_without_a_date_and_a_new_row_may_change(project, change) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    project(**change)

    release(root, "1.1", "2027-01-01", "以后的数值")

    assert [e.name for e in load_editions(root)] == ["1.0", "1.1"]


@pytest.mark.parametrize("broken", [1, 2])
def test_a_release_that_breaks_off_leaves_everything_as_it_was(project, monkeypatch, broken) -> None:
    """The first rename is that of the cover, the second that of the edition."""
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    before = snapshot(root)
    renames = iter(range(1, 9))
    rename = os.replace

    def fail(source, target, **more):
        if next(renames) == broken:
            raise OSError(28, "磁盘已满")
        rename(source, target, **more)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match="没有发布"):
        release(root, "1.1", "2027-01-01", "修订")

    assert before == snapshot(root)


def test_a_release_killed_between_the_two_files_is_completed_by_the_same_command(project) -> None:
    root = project()
    release(root, "1.0", "2026-01-01", "首次发布")
    cover = (root / COVER).read_bytes()
    project(参数={"上限": 5})
    release(root, "1.1", "2027-01-01", "修订")
    (root / FOLDER / "1.1.json").unlink()

    assert (root / COVER).read_bytes() != cover
    release(root, "1.1", "2027-01-01", "修订")

    assert [e.name for e in load_editions(root)] == ["1.0", "1.1"]


def test_a_cover_that_cannot_be_edited_is_named(project) -> None:
    root = project()
    cover = root / COVER
    cover.write_text(cover.read_text("utf-8").replace('"版本": "1.0"', '"版本": *x'), "utf-8")

    with pytest.raises(SourceError):
        release(root, "1.1", "2027-01-01", "修订")
