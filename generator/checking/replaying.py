"""Handed-in forms judged once by the text they were judged by, and once by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checking.judging import check_files
from generator.model.replayed import Replayed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.checking.handed import Handed
    from generator.editions import InForce


def replay_files(
    before: InForce,
    after: InForce,
    hand_in: Callable[[], Iterable[Handed]],
    *,
    jobs: int = 1,
    on_read: Callable[[], object] = lambda: None,
) -> Iterator[Replayed]:
    """Every file under both texts, in order; `hand_in` gives the files each time it is asked.

    Memory does not grow with the number of files: they are read twice.
    """
    sides = (check_files(text, hand_in(), jobs=jobs, on_read=on_read) for text in (before, after))
    for old, new in zip(*sides, strict=True):
        yield Replayed(before=old, after=new)
