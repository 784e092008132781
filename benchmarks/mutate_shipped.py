"""Trying every change of the shipped regulation: at most sixty seconds on two cores, none unnoticed."""

from __future__ import annotations

import time
from pathlib import Path

from generator.lint import open_project
from generator.mutating import hunt

GOAL_SECONDS = 60

if __name__ == "__main__":
    policy = open_project(Path(__file__).resolve().parent.parent)
    start = time.perf_counter()
    found = hunt(policy, jobs=2)
    took = time.perf_counter() - start
    print(f"{found.count} changes in {took:.1f} s (goal {GOAL_SECONDS} s), {len(found.unnoticed)} unnoticed")
    for mutant in found.unnoticed:
        print(f"  {mutant.location}: {mutant.words}")
