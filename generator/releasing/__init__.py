"""Publishing an edition: what must be in order first, and the two files that change together."""

from __future__ import annotations

from generator.releasing.publish import release

__all__ = ["release"]
