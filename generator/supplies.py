"""What this tool makes for a handbook: its pages, its forms and pictures of them.

It is checked and made in a process of its own, while the caller loads the generator of the site and lets it
work; where no process can be forked off, in turn. What fails there is made once more by the
caller, so that its error is met where it can be told. What makes it is imported only where it is
made.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

import multiprocessing
import pickle
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Self, TypeVar

from generator.errors import SourceError
from generator.forking import may_fork

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import Future
    from pathlib import Path
    from typing import IO

    from generator.errors import Problem
    from generator.model.load import Loaded
    from generator.model.policy import Policy

    Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The generated pages of a handbook, and what else follows from them."""

    pages: Mapping[str, str | bytes] = field(default_factory=dict)
    """Address below the root → Markdown or bytes; a download is empty until its file is made."""
    is_draft: bool = False
    """True where the source is ahead of the newest published edition."""


def render_pages(project: Path, policy: Policy) -> Pages:
    """The generated pages of the handbook of a project. Raises ProseError."""
    from generator.cases import findings_of
    from generator.editions import load_editions
    from generator.render.handbook import Past, render_handbook
    from generator.render.handbook.address import form_file

    templates = project / "templates/handbook"
    past = Past()
    if editions := load_editions(project):
        from generator.diff.archive import archive

        past = archive(editions, policy)
    pages = render_handbook(
        policy,
        {form_file(name): b"" for name in _file_names(policy)},
        templates if templates.is_dir() else None,
        past,
        findings_of(policy),
    )
    return Pages(pages=pages, is_draft=bool(past.draft))


def _file_names(policy: Policy) -> tuple[str, ...]:
    """The names of what `render_forms` and `render_pictures` make."""
    from generator.cases import example_of

    blank = (f"{form.id}.{suffix}" for form in policy.forms for suffix in ("docx", "pdf"))
    return (*blank, *(f"{form.id}.svg" for form in policy.forms if example_of(policy, form)))


def render_forms(policy: Policy) -> dict[str, bytes]:
    """File name → bytes of every blank form, DOCX and PDF."""
    from generator.render.docx_form import render_docx_form
    from generator.render.pdf_form import render_pdf_form

    made: dict[str, bytes] = {}
    for form in policy.forms:
        made[f"{form.id}.docx"] = render_docx_form(policy, form)
        made[f"{form.id}.pdf"] = render_pdf_form(policy, form)
    return made


def render_pictures(policy: Policy) -> dict[str, bytes]:
    """File name → SVG of every form that has an example, filled in with it."""
    from generator.cases import example_of
    from generator.render.form_picture import render_form_picture

    examples = ((form, example_of(policy, form)) for form in policy.forms)
    return {f"{f.id}.svg": render_form_picture(policy, f, e.answers) for f, e in examples if e}


def render_aliases(policy: Policy) -> dict[str, tuple[str, ...]]:
    """As `aliases_at`."""
    from generator.render.handbook.aliases import aliases_at

    return aliases_at(policy)


def find_errors(loaded: Loaded, _: Policy) -> tuple[Problem, ...]:
    """All problems of the source of a policy where any of them is an error."""
    from generator.lint import approved

    try:
        approved(loaded)
    except SourceError as error:
        return error.problems
    return ()


class Supplies:
    """Begins to make everything at once, where it may; each part is waited for when it is asked for.

    `unchecked` is the source of the policy where nobody has looked for errors yet: then nothing is
    handed out before that is done, and asking for anything raises SourceError where there are some.
    """

    def __init__(self, project: Path, policy: Policy, unchecked: Loaded | None = None) -> None:
        self.policy = policy
        self._find_errors = partial(find_errors, unchecked) if unchecked else None
        self._make_pages = partial(render_pages, project)
        self._begun: dict[Callable[[Policy], Any], Future[None]] = {}
        # What is made lies in unnamed files: megabytes through a pipe would keep the caller busy.
        self._shelf: dict[Callable[[Policy], Any], IO[bytes]] = {}
        # Typst keeps threads, which a forked process lacks: there it would wait for them for good.
        if may_fork() and "typst" not in sys.modules:
            self._begin()

    def _begin(self) -> None:
        makers: list[Callable[[Policy], Any]] = [self._find_errors] if self._find_errors else []
        makers += [self._make_pages, render_aliases, render_forms, render_pictures]
        self._shelf = {maker: tempfile.TemporaryFile() for maker in makers}  # noqa: SIM115 - see close()
        work = [(maker, self.policy, self._shelf[maker]) for maker in makers]
        context = multiprocessing.get_context("fork")
        # Some containers have no semaphores, or allow no more processes.
        with suppress(BrokenProcessPool, NotImplementedError, OSError):
            pool = ProcessPoolExecutor(1, mp_context=context, initializer=_works.extend, initargs=(work,))
            for number, maker in enumerate(makers):
                self._begun[maker] = pool.submit(_work, number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Make no more than what is being made, and let go of it all."""
        for future in self._begun.values():
            future.cancel()
        for shelf in self._shelf.values():
            shelf.close()

    def approve(self) -> None:
        """Raises SourceError where the source has errors."""
        if self._find_errors and (problems := self._wait_for(self._find_errors)):
            raise SourceError(problems)
        self._find_errors = None

    def pages(self) -> Pages:
        """As `render_pages`."""
        return self._hand_out(self._make_pages)

    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """As `render_aliases`."""
        return self._hand_out(render_aliases)

    def forms(self) -> Mapping[str, bytes]:
        """As `render_forms`."""
        return self._hand_out(render_forms)

    def pictures(self) -> Mapping[str, bytes]:
        """As `render_pictures`."""
        return self._hand_out(render_pictures)

    def _hand_out(self, maker: Callable[[Policy], Made]) -> Made:
        self.approve()
        return self._wait_for(maker)

    def _wait_for(self, maker: Callable[[Policy], Made]) -> Made:
        begun = self._begun.get(maker)
        if begun is None or begun.exception():
            return maker(self.policy)
        shelf = self._shelf[maker]
        shelf.seek(0)
        made: Made = pickle.load(shelf)  # noqa: S301 - this program's own, from a file nobody else can open
        return made


_works: list[tuple[Callable[[Policy], Any], Policy, IO[bytes]]] = []
"""What the other process has to make: a pool hands what was never pickled to its initializer only."""


def _work(number: int) -> None:
    maker, policy, shelf = _works[number]
    pickle.dump(maker(policy), shelf, pickle.HIGHEST_PROTOCOL)
    shelf.flush()
