"""Where the files that come with the tool are: fonts, templates, style sheets, the regulation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as `templates/fonts`.

    In a checkout it lies beside the package; in an installed wheel below `generator/shipped`.
    """
    installed = _PACKAGE / "shipped" / name
    return installed if installed.exists() else _PACKAGE.parent / name
