"""Run as a program in place of `generator.intake.child`: the kinds are the mock readers.

With `--open` before the usual arguments the child keeps the right to start processes, so that
the tests see what the parent does about them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.intake import child, sandbox

sys.path.insert(0, str(Path(__file__).parent))

if "--open" in sys.argv:
    sys.argv.remove("--open")
    sandbox._call_filter = lambda: (None, b"")
    sandbox._resource_limits = lambda _: []

import mock_readers  # found only now

names = [
    n for n, v in vars(mock_readers).items() if callable(v) and getattr(v, "__module__", "") == "mock_readers"
]
child.main({name: f"mock_readers:{name}" for name in names})
