"""Timing that a busy machine spoils least, and the facts of the machine."""

from __future__ import annotations

import os
import platform
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def best_of(rounds: int, actions: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest time of each action; they take turns, so that all meet the same disturbances."""
    best = dict.fromkeys(actions, float("inf"))
    for _ in range(rounds):
        for name, action in actions.items():
            best[name] = min(best[name], seconds(action))
    return best


def machine(*packages: str) -> str:
    """Day, processor count, system and versions, in one line."""
    today = datetime.now(tz=UTC).date().isoformat()
    versions = ", ".join(f"{p} {version(p)}" for p in packages)
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{today}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {python}, {versions}"
