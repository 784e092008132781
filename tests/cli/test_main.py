"""The command itself: help, wrong usage, exit codes, and that the README tells the truth."""

from __future__ import annotations

import re
import shutil

import pytest

from generator.cli import main as entry
from generator.cli.main import COMMANDS


def test_no_command_shows_the_help(run):
    result = run()

    assert result.code == 2
    assert "用法：zhidu" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_page_is_in_chinese(run, command):
    result = run(command, "--help")

    assert result.code == 0
    assert result.out.startswith(f"用法：zhidu {command}")
    assert not re.search(r"Usage|Options:|Show this|default:", result.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_lists_every_command(root, command):
    assert f"`zhidu {command}" in (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lintt"], "没有这个命令"),
        (["lint", "--foo"], "没有选项 --foo"),
        (["check"], "缺少 文件"),
        (["release", "1.0"], "缺少 --effective 日期"),
        (
            ["check", "x", "--format", "yaml"],
            "--format 的值不对：只能是 text、json、html、sarif、junit、xlsx",
        ),
        (["check", "x", "--jobs", "0"], "--jobs 的值不对：要写 1 到 64 之间的整数"),
        (["schema", "notificatoin"], "是否要写“notification”？"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run, root, arguments, said):
    result = run(*arguments, project=root)

    assert result.code == 2
    assert said in result.err
    assert result.out == ""


def test_a_folder_that_is_no_project_is_named(run, tmp_path):
    result = run("lint", project=tmp_path)

    assert result.code == 2
    assert "不是制度项目" in result.err


def test_a_bug_keeps_its_traceback_and_its_own_exit_code(run, root, monkeypatch):
    monkeypatch.setattr("generator.cli.lint.lint_project", lambda *_a, **_k: 1 / 0)

    result = run("lint", project=root)

    assert result.code == 70
    assert "ZeroDivisionError" in result.err
    assert callable(entry)


def test_the_shipped_regulation_has_no_errors(run, root):
    result = run("lint", project=root)

    assert result.code == 0
    assert "没有错误" in result.err


def test_a_hand_written_page_that_names_what_is_gone_is_an_error_of_the_source(run, root, tmp_path):
    for part in ("policy", "forms", "site"):
        shutil.copytree(root / part, tmp_path / part)
    costs = tmp_path / "policy/chapters/10-costs.yaml"
    costs.write_text(costs.read_text("utf-8").replace("标识: cars", "标识: vehicles"), "utf-8")
    (tmp_path / "site/index.md").write_text("# 首页\n\n[用车](chapters/costs.md#cars)\n", "utf-8")
    result = run("lint", project=tmp_path)

    assert result.code == 3
    assert "site/index.md:3：错误：链接“chapters/costs.md#cars”" in result.err


def test_every_example_of_the_shipped_regulation_is_met(run, root):
    result = run("test", project=root)

    assert result.code == 0
    assert "不符 0 个" in result.err


def test_an_example_that_comes_out_otherwise_is_named(run, project, edit):
    edit("policy/chapters/03-booking-and-notice.yaml", "提前工作日: {值: 3", "提前工作日: {值: 4")

    result = run("test", project=project)

    assert result.code == 1
    assert re.search(r"policy/cases/[\w-]+\.yaml:\d+:\d+：用例“.+”不符", result.out)


@pytest.mark.parametrize("name", ["policy", "chapter", "form", "calendar", "cases", "glossary", "survey"])
def test_schemas_are_printed(run, root, name):
    result = run("schema", name, project=root)

    assert result.code == 0
    assert '"$schema": "https://json-schema.org/draft/2020-12/schema"' in result.out


def test_ten_mistakes_are_reported_at_once_each_with_its_place(run, project, edit):
    edits = [
        ("policy/policy.yaml", "归口部门:", "归口部们:"),
        ("policy/chapters/04-grades-and-standards.yaml", "命中: 唯一", "命中: 唯-"),
        ("policy/chapters/04-grades-and-standards.yaml", "级别: 错误", "级别: 错"),
        ("policy/chapters/04-grades-and-standards.yaml", '表("客户等级")', '表("客户登级")'),
        ("policy/chapters/03-booking-and-notice.yaml", "提前工作日: {值: 3", "提前工作日: {值: 3.5"),
        ("policy/chapters/05-escorts.yaml", "通知.陪同人数", "通知.陪同人树"),
        ("forms/notification.yaml", "类型: 日期", "类型: 日朝"),
        ("forms/notification.yaml", "依据: booking", "依据: bookin"),
        ("forms/itinerary.yaml", "标识: itinerary", "标识: Itinerary 1"),
        ("policy/calendar/2026.yaml", "年份: 2026", "年份: 2026\n年份: 2026"),
    ]
    for name, old, new in edits:
        edit(name, old, new)

    result = run("lint", project=project)

    assert result.code == 3
    places = re.findall(r"^(\S+?):(\d+):(\d+)：错误", result.err, re.MULTILINE)
    for name, _, _ in edits:
        assert name in {file for file, _line, _column in places}
    assert len(places) >= 10
    for said in (
        "归口部们",
        "唯-",
        "错",
        "客户登级",
        "3.5",
        "陪同人树",
        "日朝",
        "bookin",
        "Itinerary 1",
        "年份",
    ):
        assert said in result.err
