"""Editions are read as they were published, or not at all."""

from __future__ import annotations

import json

import pytest

from generator.editions import FOLDER, Edition, InForce, find_edition, from_json, load_editions, to_json
from generator.errors import SourceError, UsageError
from tests.builders import policy, year


def an_edition(name: str, effective: str, **sources) -> Edition:
    cover = {"版本": name, "施行日期": effective}
    return Edition(name=name, effective=effective, note="说明", policy=policy(cover=cover, **sources))


def write(root, *editions: Edition):
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for edition in editions:
        (folder / f"{edition.name}.json").write_bytes(to_json(edition))
    return root


def test_an_edition_reads_back_as_it_was() -> None:
    edition = an_edition("1.0", "2026-01-01")

    assert from_json(to_json(edition)) == edition
    assert to_json(edition) == to_json(from_json(to_json(edition)))


def test_editions_come_oldest_first_whatever_they_are_called(tmp_path) -> None:
    write(tmp_path, an_edition("1.10", "2027-06-01"), an_edition("1.9", "2027-01-01"))

    assert [e.name for e in load_editions(tmp_path)] == ["1.9", "1.10"]


def test_a_project_without_editions_has_none(tmp_path) -> None:
    assert load_editions(tmp_path) == ()


def broken(content: bytes) -> list[bytes]:
    data = json.loads(content)
    return [
        content.replace("总经理".encode(), "董事长".encode(), 1),
        content[:-40],
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        json.dumps(data | {"note": "另一个说明"}).encode(),
        json.dumps(data | {"effective": "2025-01-01"}).encode(),
        content.replace(data["sha256"].encode(), b"0" * 64),
    ]


@pytest.mark.parametrize("which", range(9))
def test_a_damaged_or_edited_file_is_named(tmp_path, which) -> None:
    write(tmp_path, an_edition("1.0", "2026-01-01"), an_edition("1.1", "2027-01-01"))
    file = tmp_path / FOLDER / "1.1.json"
    file.write_bytes(broken(file.read_bytes())[which])

    with pytest.raises(SourceError) as caught:
        load_editions(tmp_path)

    (problem,) = caught.value.problems
    assert (problem.location.file, problem.code) == (f"{FOLDER}/1.1.json", "damaged-edition")


def test_a_file_under_another_name_is_named(tmp_path) -> None:
    write(tmp_path, an_edition("1.0", "2026-01-01"))
    (tmp_path / FOLDER / "1.0.json").rename(tmp_path / FOLDER / "2.0.json")

    with pytest.raises(SourceError) as caught:
        load_editions(tmp_path)

    assert "里面是 1.0 版" in caught.value.problems[0].message


def test_two_editions_of_one_day_are_named(tmp_path) -> None:
    write(tmp_path, an_edition("1.0", "2026-01-01"), an_edition("1.1", "2026-01-01"))

    with pytest.raises(SourceError) as caught:
        load_editions(tmp_path)

    assert "施行日期相同" in caught.value.problems[0].message


def test_an_unknown_edition_lists_those_that_exist() -> None:
    editions = (an_edition("1.0", "2026-01-01"), an_edition("1.1", "2027-01-01"))

    with pytest.raises(UsageError) as caught:
        find_edition(editions, "第三版")

    assert "1.0、1.1" in caught.value.hint
    assert find_edition(editions, "1.1") is editions[1]


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2025-12-31", "1.0"),
        ("2026-12-31", "1.0"),
        ("2027-01-01", "1.1"),
        ("2030-01-01", "1.1"),
        (None, "1.1"),
    ],
)
def test_the_edition_in_force_on_the_day_judges(day, edition) -> None:
    editions = (an_edition("1.0", "2026-01-01"), an_edition("1.1", "2027-01-01"))

    assert InForce(editions, policy()).on(day).cover.edition == edition


def test_before_anything_is_published_the_source_judges() -> None:
    assert InForce((), policy()).on("2026-05-01").cover.edition == "1.0"


def test_a_calendar_year_entered_later_counts_for_old_editions_too() -> None:
    old = an_edition("1.0", "2026-01-01", calendar=[year(2026, "2026-01-01")])
    working = policy(calendar=[year(2026, "2026-05-01"), year(2027, "2027-01-01")])

    (found,) = InForce((old,), working).policies

    assert [(y.year, y.holidays[0].first) for y in found.calendar_years] == [
        (2026, "2026-01-01"),
        (2027, "2027-01-01"),
    ]


def test_findings_of_a_superseded_edition_lead_to_its_own_page() -> None:
    editions = (an_edition("1.0", "2026-01-01"), an_edition("1.1", "2027-01-01"))
    in_force = InForce(editions, policy())

    assert in_force.on("2026-05-01").url_of("first") == "editions/1.0.html#first"
    assert in_force.on("2027-05-01").url_of("first") == "chapters/part1.html#first"


def test_where_an_edition_is_read_is_no_part_of_it() -> None:
    edition = an_edition("1.0", "2026-01-01")
    superseded = InForce((edition, an_edition("1.1", "2027-01-01")), policy()).policies[0]

    assert superseded.model_dump() == edition.policy.model_dump()
