"""Everything generated, made in a temporary folder and moved into place in one step.

A crash, a broken source or a full disk leaves the last good output whole.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.editions import load_editions
from generator.errors import OutputError
from generator.model.load import load
from generator.supplies import Supplies, render_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.editions import Edition
    from generator.model.load import Loaded
    from generator.model.policy import Policy

PARTS = ("site", "forms", "document", "schemas")
_NO_FILE_NAME = re.compile(r"[^\w.\-]+")


def render_documents(policy: Policy, editions: tuple[Edition, ...] = ()) -> dict[str, bytes]:
    """File name → the whole regulation, DOCX and PDF; `editions` are those published, oldest first."""
    # Each part imports what it needs: what renders documents is much, and a site needs none of it.
    from generator.render.document import (  # noqa: PLC0415
        page_numbers,
        render_docx_document,
        render_pdf_document,
    )
    from generator.render.handbook import EditionNote  # noqa: PLC0415

    notes = [EditionNote(name=e.name, effective=e.effective, note=e.note) for e in editions]
    name = _NO_FILE_NAME.sub("_", f"{policy.cover.number}-{policy.cover.edition}")
    pdf = render_pdf_document(policy, notes)
    docx = render_docx_document(policy, notes, page_numbers(pdf))
    return {f"{name}.docx": docx, f"{name}.pdf": pdf}


def render_schemas(policy: Policy) -> dict[str, bytes]:
    """File name → JSON Schema of every form and of every kind of source file."""
    from generator.render.json_schema import SOURCES, render_form_schema, render_source_schema  # noqa: PLC0415

    made = {f"{form.id}.schema.json": render_form_schema(policy, form).encode() for form in policy.forms}
    made.update({f"source-{kind}.schema.json": render_source_schema(kind).encode() for kind in SOURCES})
    return made


def build(project: Path, parts: tuple[str, ...], out: Path) -> Policy:
    """Make the parts of a project below `out`, each replaced whole. Raises SourceError and OutputError."""
    loaded = load(project)
    with ExitStack() as stack:
        if loaded.policy and not loaded.problems and "site" in parts:
            supplies = stack.enter_context(Supplies(project, loaded.policy, loaded))
            policy = loaded.policy
        else:
            supplies, policy = None, _approved(loaded)
        makers: Mapping[str, Callable[[Path], None]] = {
            "forms": lambda to: write_tree(supplies.forms() if supplies else render_forms(policy), to),
            "document": lambda to: write_tree(render_documents(policy, load_editions(project)), to),
            "schemas": lambda to: write_tree(render_schemas(policy), to),
            "site": lambda to: _build_site(project, supplies, to),
        }
        staging = stack.enter_context(_staging(out))
        wanted = [part for part in PARTS if part in parts]
        for part in wanted:  # the site, which comes first, waits until the source has been checked
            makers[part](staging / part)
        for part in wanted:
            _replace(out / part, staging / part)
    return policy


def _approved(loaded: Loaded) -> Policy:
    from generator.lint import approved  # noqa: PLC0415 - the other process does this for a site

    return approved(loaded)


def _build_site(project: Path, supplies: Supplies | None, folder: Path) -> None:
    from generator.mkdocs_plugin import build_site  # noqa: PLC0415 - MkDocs is heavy, most commands need it not

    build_site(project, folder, supplies)


def write_tree(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files below a folder, which is there even when there are none. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


@contextmanager
def _staging(out: Path) -> Iterator[Path]:
    """A folder beside the final one, so that moving is renaming; translates what the disk says."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".new-", dir=out) as name:
            yield Path(name)
    except OSError as error:
        raise OutputError(
            f"写不进 {out}：{error.strerror or '系统拒绝写入'}", hint="检查磁盘空间和写入权限"
        ) from error


def _replace(target: Path, made: Path) -> None:
    """Put a finished folder in the place of the old one."""
    old = made.with_name(f"{made.name}.old")
    if target.exists():
        target.rename(old)
    try:
        made.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
