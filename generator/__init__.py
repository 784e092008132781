"""zhidu (制度): one structured source of a regulation → handbook, forms and a validator.

For programs:

    >>> from generator import check                                  # doctest: +SKIP
    >>> check(["submitted/a.docx"], project=".")[0].status           # doctest: +SKIP
    <Status.PASS: 'pass'>
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.finding import Result

__version__ = "0.1.0"
__all__ = ["__version__", "check"]


def check(
    paths: str | Path | Iterable[str | Path | tuple[str, bytes]], project: str | Path = ".", *, jobs: int = 1
) -> tuple[Result, ...]:
    """Check completed forms against the regulation of a project folder.

    Files, folders and `(name, content)` pairs give one result a file, in the order given, the same
    as those of `zhidu check`; a file that cannot be read gives a result with a refusal. `jobs`
    files are read at a time. Prints nothing. Raises SourceError when the regulation has problems.
    """
    from generator.checking import check_files, hand_in, hand_in_bytes  # noqa: PLC0415 - importing the package stays light
    from generator.editions import InForce, load_editions  # noqa: PLC0415
    from generator.lint import open_project  # noqa: PLC0415

    root = Path(project)
    in_force = InForce(load_editions(root), open_project(root))
    given = [paths] if isinstance(paths, str | Path) else paths
    handed = (
        file
        for one in given
        for file in ([hand_in_bytes(*one)] if isinstance(one, tuple) else hand_in([one]))
    )
    return tuple(check_files(in_force, handed, jobs=jobs))
