"""`zhidu replay` on the shipped regulation."""

from __future__ import annotations

import json


def test_a_tighter_limit_shows_whom_it_touches(run, project, edit, submit) -> None:
    run(
        "release",
        "1.0",
        "--effective",
        "2026-01-01",
        "--note",
        "首次",
        "--allow-unconfirmed",
        project=project,
    )
    file = submit("a.json")
    edit("policy/chapters/03-booking-and-notice.yaml", "提前工作日: {值: 3,", "提前工作日: {值: 9,")

    result = run("replay", file, project=project)

    assert result.code == 0
    assert "→ 不符合" in result.out
    assert "1 个的结论有变化" in result.out


def test_the_same_text_changes_nothing(run, project, submit) -> None:
    run(
        "release",
        "1.0",
        "--effective",
        "2026-01-01",
        "--note",
        "首次",
        "--allow-unconfirmed",
        project=project,
    )

    result = run(
        "replay", submit("a.json"), "--from", "1.0", "--to", "1.0", "--format", "json", project=project
    )

    assert json.loads(result.out)["summary"]["changed"] == 0


def test_an_unknown_edition_is_wrong_usage(run, project, submit) -> None:
    assert run("replay", submit("a.json"), "--to", "9.9", project=project).code == 2
