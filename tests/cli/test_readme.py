"""The README's tour, word for word: every output it promises comes out."""

from __future__ import annotations

import json
import re
import shutil

import pytest

GRADES = "policy/chapters/04-grades-and-standards.yaml"


@pytest.fixture
def readme(root) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def tour(run, project, root, monkeypatch):
    """A function that runs a command line of the README inside a project of its own."""
    shutil.copytree(root / "examples", project / "examples")
    monkeypatch.chdir(project)

    def step(line: str):
        command, *arguments = line.split()
        assert command == "zhidu"
        return run(*arguments)

    return step


def blocks(readme: str) -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)


def promised(readme: str, start: str) -> list[str]:
    """The lines of the output block that starts with a text."""
    return next(b for b in blocks(readme) if b.startswith(start)).rstrip("\n").splitlines()


def test_the_tour_gives_what_it_promises(tour, readme, edit, project):
    for line in next(b for b in blocks(readme) if b.startswith("zhidu fill")).splitlines():
        assert line in readme
        assert tour(line).code == 0

    values = json.loads((project / "examples/reception/notification.json").read_text(encoding="utf-8"))
    values["values"]["陪同人数"] = 4
    (project / "changed.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    (warning,) = promised(readme, "  [警告]")
    assert warning in tour("zhidu check changed.json").out

    edit(GRADES, '"(400万, 600万]"', '"(500万, 600万]"')
    said = tour("zhidu lint")
    assert said.code == 3
    assert promised(readme, "policy/chapters/")[0] in said.err

    edit(GRADES, '"[100万, 400万]"', '"[100万, 500万]"')
    assert tour("zhidu lint").code == 0
    (error,) = promised(readme, "  [错误]")
    assert error in tour("zhidu check mine.docx").out
    assert "不符" in tour("zhidu test").out


def test_the_quoted_table_is_the_one_in_the_source(readme, root):
    (quoted,) = [b for b in blocks(readme) if "超过 600万" in b]

    assert quoted in (root / GRADES).read_text(encoding="utf-8")


def test_a_misspelt_field_is_reported_as_the_readme_shows(tour, edit):
    edit("policy/chapters/05-escorts.yaml", "通知.陪同人数", "通知.陪同人树")

    said = tour("zhidu lint").err

    assert "“通知”没有“陪同人树”" in said
    assert "是否要写“陪同人数”？" in said


def test_both_readmes_give_the_same_two_commands(readme, root):
    commands = re.findall(r"^python -m pip .*$", readme, re.MULTILINE)

    assert len(commands) == 2
    assert commands == re.findall(
        r"^python -m pip .*$", (root / "README.zh-CN.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def test_the_example_of_a_rule_in_the_readme_would_be_read(readme):
    (quoted,) = [b for b in blocks(readme) if "escort-at-least-one" in b]

    assert {"标识", "级别", "适用", "要求", "提示", "应为", "更正"} <= set(re.findall(r"(\w+):", quoted))


def test_every_local_link_of_the_readmes_leads_somewhere(root):
    for name in ("README.md", "README.zh-CN.md"):
        text = (root / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (root / target).exists(), f"{name}: {target}"
