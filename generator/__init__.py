"""zhidu (制度): one structured source of a regulation → handbook, forms and a validator."""

from __future__ import annotations

__version__ = "0.1.0"
