"""Write docs/formats.md and the JSON Schemas anew: into this checkout, or a folder that is named.

python -m fieldref.promises [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from fieldref.promises import document, schemas

CHECKOUT = Path(__file__).parents[3]


def write(root: Path) -> None:
    """Write both where they stand in a checkout at `root`."""
    schemas.write(root / "src" / "fieldref" / "schemas")
    page = root / "docs" / "formats.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(document.page(), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)
