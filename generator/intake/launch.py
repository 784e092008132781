"""How the interpreter of a worker is started: isolated, and with next to no environment."""

from __future__ import annotations

import os
import site
import sys
from pathlib import Path

# Where the loader of the system finds Python's own libraries, and what Windows cannot do without.
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_USER_VARIABLES = ("HOME", "APPDATA")


def child_command() -> tuple[str, ...]:
    """The command that starts `generator.intake.child` with this interpreter."""
    isolation = ("-E", "-P") if _is_user_install() else ("-I",)
    return (sys.executable, *isolation, "-B", "-m", "generator.intake.child")


def interpreter_environment() -> dict[str, str]:
    """The environment of a worker."""
    kept = (*_KEPT_VARIABLES, *(_USER_VARIABLES if _is_user_install() else ()))
    return {"LC_ALL": "C.UTF-8", **{name: os.environ[name] for name in kept if name in os.environ}}


def _is_user_install() -> bool:
    """True for `pip install --user`, whose folder an isolated interpreter leaves out."""
    folder = site.getusersitepackages() if site.ENABLE_USER_SITE else ""
    return bool(folder) and Path(__file__).is_relative_to(folder)
