"""Which changes of the regulation no example would notice: every figure and operator, one by one."""

from __future__ import annotations

from generator.mutating.hunt import Hunt, hunt

__all__ = ["Hunt", "hunt"]
