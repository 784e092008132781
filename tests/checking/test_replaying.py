"""Forms judged once by the text in force and once by another: what changes."""

from __future__ import annotations

import json
from typing import Any

from generator.checking import hand_in_bytes, replay_files
from generator.editions import Edition, InForce, Throughout
from generator.report.replay_report import render_replay_json, render_replay_text
from tests.builders import article, field, form, policy, rule


def regulation(limit: int, edition: str = "1.0", effective: str = "2026-01-01"):
    asked = form(field("人数", "整数", 必填=True))
    of = article(
        参数={"上限": {"值": limit, "单位": "人"}},
        规则=[rule("单.人数 <= 参数.上限", "few", 提示="{单.人数}人超过{参数.上限}人")],
    )
    return policy(of, forms=[asked], cover={"版本": edition, "施行日期": effective})


OLD, WORKING = regulation(9), regulation(5)
EDITIONS = (Edition(name="1.0", effective="2026-01-01", note="", policy=OLD),)


def handed(name: str, **values: Any):
    given = {"编号": name, "日期": "2026-05-01", **values}
    content = {"form": "trip", "edition": "1.0", "digest": OLD.forms[0].digest, "values": given}
    return hand_in_bytes(f"{name}.json", json.dumps(content).encode())


FILES = [handed("甲", 人数=3), handed("乙", 人数=7), handed("丙", 人数=12), hand_in_bytes("丁.json", b"{")]


def replayed(before=InForce(EDITIONS, WORKING), after=None, files=FILES):  # noqa: B008 - never changed
    return list(replay_files(before, after or Throughout(EDITIONS, WORKING, WORKING), lambda: files))


def test_only_what_the_new_text_judges_otherwise_is_changed() -> None:
    assert [one.is_changed for one in replayed()] == [False, True, False, False]


def test_what_appears_and_what_goes_is_told_apart() -> None:
    tightened = replayed()[1]
    loosened = list(
        replay_files(Throughout(EDITIONS, WORKING, WORKING), InForce(EDITIONS, WORKING), lambda: FILES)
    )[1]

    assert ([f.rule for f in tightened.appeared], tightened.disappeared) == (["few"], ())
    assert (loosened.appeared, [f.rule for f in loosened.disappeared]) == ((), ["few"])


def test_another_figure_in_the_message_alone_is_no_change() -> None:
    before, after = replayed()[2].before.findings[0], replayed()[2].after.findings[0]

    assert (before.message, after.message) == ("12人超过9人", "12人超过5人")


def test_a_form_is_read_as_its_published_edition_had_it_though_the_source_has_the_same_name() -> None:
    renamed = policy(article(), forms=[form(field("来访人数", "整数"))])

    (one,) = replayed(after=Throughout(EDITIONS, renamed, renamed), files=FILES[:1])

    assert one.after.answers["人数"].value == 3


def test_without_a_text_each_day_keeps_its_own() -> None:
    editions = (
        *EDITIONS,
        Edition(name="1.1", effective="2027-01-01", note="", policy=regulation(5, "1.1", "2027-01-01")),
    )

    one, _, _, _ = replayed(before=InForce(editions, WORKING), after=Throughout(editions, WORKING, WORKING))

    assert one.before.rules_edition == "1.0"


def test_the_table_shows_the_changed_files_and_how_many_moved_where() -> None:
    shown = "".join(p.text for p in render_replay_text(WORKING, replayed(), ("1.0 版", "工作稿")))

    assert shown == (
        "按1.0 版检查过的表单，改按工作稿检查：\n\n"
        "乙.json　单表　通过 → 不符合\n"
        "  ＋ [错误] 第一条　7人超过5人（人数）\n\n"
        "共 4 个文件，1 个的结论有变化\n"
        "  通过 → 不符合：1 个\n"
    )


def test_the_json_counts_what_stays() -> None:
    report = json.loads(render_replay_json(WORKING, replayed(), ("1.0 版", "工作稿")))

    assert report["summary"] == {
        "files": 4,
        "changed": 1,
        "from": {"pass": 2, "fail": 1, "undecided": 0, "refused": 1},
        "to": {"pass": 1, "fail": 2, "undecided": 0, "refused": 1},
    }
    (result,) = report["results"]
    assert (result["file"], result["status"]) == ("乙.json", {"from": "pass", "to": "fail"})
    assert result["appeared"][0]["rule"] == "few"


def test_a_value_cannot_steer_the_terminal() -> None:
    files = [hand_in_bytes("乙\x1b[31m.json", FILES[1].read())]
    shown = "".join(p.text for p in render_replay_text(WORKING, replayed(files=files), ("旧", "新")))

    assert "\x1b" not in shown
