"""Write all that is made from the code anew: into this checkout, or a folder that is named.

python -m fieldref.generate [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from fieldref.generate import answer_schemas, data_schemas, formats_page, manual

CHECKOUT = Path(__file__).parents[3]


def write_all(root: Path) -> None:
    """Write each where it stands in a checkout at `root`."""
    answer_schemas.write_answer_schemas(root / "src" / "fieldref" / "schemas")
    data_schemas.write_data_schemas(root / "data" / "schema")
    docs = root / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "formats.md").write_text(formats_page.formats_page(), encoding="utf-8")
    (docs / "fieldref.1").write_text(manual.manual_page(), encoding="utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else CHECKOUT)
