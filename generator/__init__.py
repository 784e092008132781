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


def check(paths: Iterable[str | Path], project: str | Path = ".") -> tuple[Result, ...]:
    """Check completed forms against the regulation of a project folder.

    Files and folders give one result a file, in the order given; a file that cannot be read gives
    a result with a refusal. Prints nothing. Raises SourceError when the regulation has problems.
    """
    from generator.checking import check_files, hand_in  # noqa: PLC0415 - importing the package stays light
    from generator.editions import InForce, load_editions  # noqa: PLC0415
    from generator.lint import open_project  # noqa: PLC0415

    root = Path(project)
    in_force = InForce(load_editions(root), open_project(root))
    return tuple(check_files(in_force, hand_in(paths)))
