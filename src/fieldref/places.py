"""Where things are: the bundled data, the user's own, the cache."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_MARK = "treaties.yaml"


def bundled() -> Path:
    """The data that came with the program: the checkout's own folder where there is one."""
    checkout = _PACKAGE.parent.parent / "data"
    return checkout if (checkout / _MARK).is_file() else _PACKAGE / "data"


def cache() -> Path | None:
    """The user's cache folder, None where there is no home to keep one in."""
    if os.environ.get("FIELDREF_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    try:
        return user_cache_path("fieldref", appauthor=False)
    except (OSError, RuntimeError):
        return None
