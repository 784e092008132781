"""Building the handbook, against MkDocs alone building the same pages from a written tree.

    python -m benchmarks.build_site

Whole processes, in turn: `zhidu build --only site` reads and checks the source, renders pages and
forms and lets MkDocs build; `mkdocs build` finds everything written already. Then the pages of
regulations of 40 to 4,000 articles are rendered, and `zhidu lint` is run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from benchmarks.filled_forms import ROOT, shipped_policy
from benchmarks.stopwatch import best_of, machine, seconds
from generator.build import write_tree
from generator.model.load import load
from generator.render.handbook import render_handbook
from generator.render.handbook.address import form_file
from generator.render.handbook.tree import render_tree
from generator.supplies import Supplies

if TYPE_CHECKING:
    from generator.model.policy import Policy

ROUNDS = 5
SIZES = (40, 400, 4_000)
ARTICLES_PER_CHAPTER = 20
COVER = "名称: 测速制度\n编号: CS-001\n版本: '1.0'\n施行日期: '2026-01-01'\n归口部门: 行政部\n"


def run(*arguments: str, folder: Path = ROOT) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def write_site(policy: Policy, folder: Path) -> None:
    """Everything MkDocs needs to build the handbook without this tool."""
    with Supplies(ROOT, policy) as supplies:
        made = {**supplies.forms(), **supplies.pictures()}
        generated = {**supplies.pages().pages, **{form_file(name): content for name, content in made.items()}}
    site = {
        f.relative_to(ROOT / "site").as_posix(): f.read_bytes()
        for f in (ROOT / "site").rglob("*")
        if f.is_file()
    }
    write_tree(render_tree(policy, generated, site, (ROOT / "mkdocs.yml").read_bytes()), folder)


def compare_with_mkdocs(folder: Path) -> None:
    write_site(shipped_policy(), folder / "tree")
    times = best_of(ROUNDS, {
        "ours": partial(run, "generator", "build", "--only", "site", "--out", str(folder / "ours")),
        "mkdocs": partial(run, "mkdocs", "build", "--site-dir", str(folder / "plain"), folder=folder / "tree"),
    })  # fmt: skip
    ours, plain = times["ours"], times["mkdocs"]
    print(
        f"| `zhidu build --only site` | {ours:.2f} s against {plain:.2f} s: {ours / plain:.2f} × | ≤ 1.3 × |"
    )


def write_source(count: int, folder: Path) -> None:
    """A regulation of so many articles, each with a figure and a link to the one before it."""
    files = {"policy/policy.yaml": COVER.encode()}
    for first in range(0, count, ARTICLES_PER_CHAPTER):
        articles = [one_article(number) for number in range(first, first + ARTICLES_PER_CHAPTER)]
        chapter = {"章": f"第{first}组", "标识": f"group-{first}", "条": articles}
        files[f"policy/chapters/{first:05}.yaml"] = yaml.safe_dump(chapter, allow_unicode=True).encode()
    write_tree(files, folder)


def one_article(number: int) -> dict[str, object]:
    said = "经办人应当提前{{ 参数(" + f'"期限{number}"' + ") }}提出申请"
    link = f"，并按{{条:article-{number - 1}}}办理" if number else ""
    days = {"值": number % 9 + 1, "单位": "个工作日"}
    return {
        "标识": f"article-{number}",
        "条名": f"事项{number}",
        "款": [f"{said}{link}。"],
        "参数": {f"期限{number}": days},
    }


def render(folder: Path) -> None:
    found = load(folder)
    if found.policy is None:
        raise SystemExit("\n".join(map(str, found.problems)))
    render_handbook(found.policy, {})


def grow(folder: Path) -> None:
    times = {}
    for size in SIZES:
        write_source(size, folder / str(size))
        times[size] = min(seconds(partial(render, folder / str(size))) for _ in range(3))
    shown = ", ".join(f"{size:,} articles {taken:.2f} s" for size, taken in times.items())
    per_article = [taken / size * 1000 for size, taken in times.items()]
    print(
        f"| reading and rendering | {shown}: {', '.join(f'{t:.2f}' for t in per_article)} ms an article | linear |"
    )


def lint() -> None:
    print(
        f"| `zhidu lint` | {best_of(ROUNDS, {'lint': partial(run, 'generator', 'lint')})['lint']:.2f} s | ≤ 0.6 s |"
    )


if __name__ == "__main__":
    print(machine("mkdocs", "mkdocs-material"), end="\n\n")
    print("| measured | found | goal |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        compare_with_mkdocs(Path(name))
        grow(Path(name))
    lint()
