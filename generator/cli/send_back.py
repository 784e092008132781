"""What goes back to the senders: annotated copies and slips, written below one folder.

Threat: names and contents come from the senders; a copy could land outside the folder, replace
a file that was handed in, or be made of other bytes than those that were checked.

Rule: names are built by copy_name.py and numbered where they meet; a path that is a link, or is
one of the files handed in, is not written. A file is read again through the gate and must have the
same checksum. What cannot be annotated is told at the end; the run goes on.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.terminal import write_bytes
from generator.errors import InputRefused, OutputError
from generator.report.copy_name import copy_stem
from generator.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.checking import Handed
    from generator.model.finding import Result
    from generator.model.policy import Policy

COPY, SLIP = "批注", "退回补正单"
_ANNOTATED = ("docx", "pdf")
_DATA_KINDS = ("json", "yaml")  # sent by programs, which read the report instead


class SendBack:
    """Sees files and results pass by, and writes copies for those that have findings."""

    def __init__(self, policy: Policy, folder: Path, searched: Iterable[str]) -> None:
        self._policy = policy
        self._folder = folder
        self._is_searched = any(_lies_below(folder, Path(p)) for p in searched)
        self._skipped = self._written = 0
        self._reads: dict[str, Callable[[], bytes]] = {}
        self._taken: set[str] = set()
        self._failed: list[str] = []

    def note(self, handed: Iterable[Handed]) -> Iterator[Handed]:
        """The same files, remembered; without the copies of an earlier run in a searched folder."""
        for one in handed:
            if self._is_searched and Path(one.name).resolve().is_relative_to(self._folder.resolve()):
                self._skipped += 1
                continue
            self._reads[one.name] = one.read
            yield one

    def watch(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, each answered with its copies. Raises OutputError."""
        for result in results:
            if result.kind not in _DATA_KINDS and (result.findings or (result.refusal and result.sha256)):
                self._answer(result)
            yield result

    def tell(self) -> None:
        """Say on stderr what was written, and what could not be."""
        for line in self._failed:
            click.echo(line, err=True)
        if self._skipped:
            click.echo(f"没有检查 {self._folder} 里的 {self._skipped} 个文件：批注副本放在那里", err=True)
        click.echo(f"已在 {self._folder} 写出 {self._written} 个文件", err=True)

    def _answer(self, result: Result) -> None:
        slip = import_module("generator.report.return_slip").render_return_slip(self._policy, result)
        copies = {f".{COPY}.{result.kind}": self._copy(result), f".{SLIP}.docx": slip}
        stem = self._free_stem(copy_stem(result.file), tuple(copies))
        for ending, content in copies.items():
            if content is not None:
                self._write(self._folder / f"{stem}{ending}", content)

    def _copy(self, result: Result) -> bytes | None:
        """The annotated copy; None for other kinds of files, and where none can be made."""
        if result.kind not in _ANNOTATED:
            return None
        # Format libraries are loaded only once something is sent back.
        module = import_module(f"generator.report.annotate_{result.kind}")
        annotate = getattr(module, f"annotate_{result.kind}")
        try:
            made: bytes = annotate(self._content(result), result, self._policy)
        except InputRefused as refused:
            self._failed.append(f"{visible(result.file)}：{refused.message}")
            return None
        return made

    def _content(self, result: Result) -> bytes:
        content = self._reads[result.file]()
        if hashlib.sha256(content).hexdigest() != result.sha256:
            raise InputRefused("changed", "文件在检查之后被改动，没有制作批注副本")
        return content

    def _write(self, target: Path, content: bytes) -> None:
        if target.is_symlink() or target.is_dir():
            raise OutputError(f"{target} 是链接或文件夹，不予覆盖", hint="换一个空文件夹")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"建不了文件夹 {self._folder}", hint="检查路径和写入权限") from error
        write_bytes(content, str(target))
        self._written += 1

    def _free_stem(self, wanted: str, endings: tuple[str, ...]) -> str:
        """A stem for one file alone, by which no file that was handed in would be written."""
        stem = wanted
        for number in count(2):
            paths = {_identity(self._folder / f"{stem}{ending}") for ending in endings}
            if stem.casefold() not in self._taken and not paths & self._handed_in:
                break
            stem = f"{wanted}（{number}）"
        self._taken.add(stem.casefold())
        return stem

    @cached_property
    def _handed_in(self) -> frozenset[str]:
        return frozenset(_identity(Path(name)) for name in self._reads)


def _lies_below(folder: Path, searched: Path) -> bool:
    """True for a folder inside a searched one; not for the searched one itself."""
    return searched.is_dir() and searched.resolve() in folder.resolve().parents


def _identity(path: Path) -> str:
    """A path as file systems that ignore case compare it."""
    return str(path.resolve()).casefold()
