"""How long checking a completed form takes, against what python-docx and pypdf need to read it.

    python -m benchmarks.bench_check [FILES]

A thousand mixed forms (DOCX, PDF, JSON) are made, then checked: whole validation, with the gate,
limited processes, reading, rules and the JSON report. PDF files are hard links of a few dozen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pypdf

from benchmarks.filled_forms import ROOT, mixed, shipped_policy, write_filled
from benchmarks.stopwatch import best_of, machine
from generator.checking import hand_in, tell_files
from generator.cli.check import FORMATS
from generator.editions import InForce
from generator.report.json_report import json_entry, render_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model.policy import Policy

ROUNDS = 3
PDF_MADE = 48
MEMORY_SIZES = (10, 1_000, 10_000)


def read_docx_text(files: Iterable[Path]) -> None:
    """What python-docx's documentation does to get the text of a form: paragraphs, then cells."""
    for file in files:
        document = docx.Document(str(file))
        texts = [p.text for p in document.paragraphs]
        texts += [c.text for table in document.tables for row in table.rows for c in row.cells]


def get_pdf_fields(files: Iterable[Path]) -> None:
    for file in files:
        pypdf.PdfReader(file).get_fields()


def check(policy: Policy, files: Sequence[Path], jobs: int = 1) -> None:
    in_force = InForce((), policy)
    for _ in render_json(policy, tell_files(json_entry, in_force, hand_in(files), jobs=jobs)):
        pass


def linked(files: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """So many names for a few files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        source = files[number % len(files)]
        made.append(folder / f"{number:05}-{source.name}")
        os.link(source, made[-1])
    return made


# Run by a small process of its own: what ru_maxrss says of a child begins with its parent's memory.
_LAUNCH = """
import os, resource, sys, time
start = time.perf_counter()
pid = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:])
os.waitpid(pid, 0)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def run_command(files: Path, form: str = "json") -> tuple[float, int]:
    """Seconds and most memory in MiB of `zhidu check` on a file or a folder, started from the shell."""
    with tempfile.TemporaryDirectory() as folder:
        report = str(Path(folder) / "report")
        checked = ["--project", str(ROOT), "check", str(files), "--format", form, "-o", report]
        launch = [sys.executable, "-S", "-E", "-c", _LAUNCH, sys.executable, "-m", "generator", *checked]
        done = subprocess.run(launch, check=True, capture_output=True, text=True)
    taken, memory = done.stdout.split()
    return float(taken), int(memory)


def row(name: str, found: str, target: str, *, is_met: bool) -> None:
    print(f"| {name} | {found} | {target} | {'met' if is_met else '**missed**'} |", flush=True)


def main(count: int) -> None:
    policy = shipped_policy()
    print(machine("lxml", "pikepdf", "python-docx", "pypdf"), end="\n\n")
    print("| measured | found | target | |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        share = count // 3
        made = {kind: write_filled(policy, folder / kind, kind, share) for kind in ("docx", "json")}
        pdf = write_filled(policy, folder / "made", "pdf", min(PDF_MADE, share))
        made["pdf"] = linked(pdf, share, folder / "pdf")
        compare_reading(policy, made["docx"], made["pdf"])
        compare_jobs(policy, list(mixed(made)))
        first_answer(made["docx"][0], made["pdf"][0])
        flat_memory({kind: files[:PDF_MADE] for kind, files in made.items()}, folder / "many")


def compare_reading(policy: Policy, word: Sequence[Path], pdf: Sequence[Path]) -> None:
    times = best_of(ROUNDS, {
        "python-docx": partial(read_docx_text, word), "docx": partial(check, policy, word),
        "pypdf": partial(get_pdf_fields, pdf), "pdf": partial(check, policy, pdf),
    })  # fmt: skip
    for kind, other, files, most in (("docx", "python-docx", word, 1.5), ("pdf", "pypdf", pdf, 0.5)):
        ours, theirs = (times[n] / len(files) * 1000 for n in (kind, other))
        found = f"{ours:.1f} ms against {theirs:.1f} ms of {other}: {ours / theirs:.2f} ×"
        row(f"{kind.upper()}, whole validation a file", found, f"≤ {most} ×", is_met=ours <= most * theirs)


def compare_jobs(policy: Policy, files: Sequence[Path]) -> None:
    times = best_of(ROUNDS, {"one": partial(check, policy, files), "two": partial(check, policy, files, 2)})
    ratio = times["one"] / times["two"]
    found = f"{times['one']:.1f} s and {times['two']:.1f} s for {len(files)} mixed files: {ratio:.2f} ×"
    row("one job and two", found, "≥ 1.7 ×", is_met=ratio >= 1.7)


def first_answer(*files: Path) -> None:
    for file in files:
        taken = min(run_command(file)[0] for _ in range(5))
        row(
            f"first answer from the shell, {file.suffix[1:].upper()}",
            f"{taken:.2f} s",
            "≤ 0.8 s",
            is_met=taken <= 0.8,
        )


def flat_memory(few: dict[str, list[Path]], folder: Path) -> None:
    found = {}
    for size in MEMORY_SIZES:
        linked(list(mixed(few)), size, folder / str(size))
        found[f"{size:,} files"] = run_command(folder / str(size))[1]
    for form in FORMATS:
        found[f"1,000 as {form}"] = run_command(folder / "1000", form)[1]
    shown = ", ".join(f"{name} {memory} MiB" for name, memory in found.items())
    row("most memory of any process", shown, "flat", is_met=max(found.values()) <= 1.5 * min(found.values()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1_000)
