"""Time and memory of reading an export of the Human Rights Index beside a bare loop over it.

    python benchmarks/refresh_index.py [--megabytes 360] [--keep FILE]

Makes a file of that shape and size (made up, but for the names of States), reads it in processes
of their own, and says the ratio of their CPU times and the most memory that the reading took.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

_BARE = """
import sys, ijson
with open(sys.argv[1], "rb") as file:
    for row in ijson.items(file, "item"):
        pass
"""
_READ = """
import sys
from pathlib import Path
from fieldref import places
from fieldref.catalog import Catalog
from fieldref.index.reader import open_index
from fieldref.refresh import reading
from fieldref.refresh.interface import know
data = Path(sys.argv[2])
catalog = Catalog(open_index((data,), places.cache_folder()))
known = know(catalog, lambda words, done, total: None)
(read,) = reading.read_files([Path(sys.argv[1])], known)
assert read.facts and not read.file.spoiled, read.file.spoiled
print(f"{len(read.facts):,} documents of States", file=sys.stderr)
"""
_DATA = Path(__file__).parents[1] / "data"
_BODIES = {
    "CESCR": "E/C.12", "CEDAW": "CEDAW/C", "CAT": "CAT/C", "CRC": "CRC/C", "CERD": "CERD/C",
    "CCPR": "CCPR/C", "CRPD": "CRPD/C", "CMW": "CMW/C", "CED": "CED/C",
}  # fmt: skip
_WORDS = [
    "The",
    "State",
    "party",
    "should",
    "take",
    "measures",
    "to",
    "ensure",
    "access",
    "to",
    "all",
]


def write_export(path: Path, size: int) -> None:
    """Write rows until the file has that many bytes."""
    chance = random.Random(2026)
    states = sorted(_names())
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        n = 0
        while file.tell() < size:
            code, name = states[n // 60 % len(states)]
            body, start = list(_BODIES.items())[n // 60 // len(states) % len(_BODIES)]
            number = n // 60 // len(states) // len(_BODIES) + 1
            text = " ".join(chance.choices(_WORDS, k=150))
            row = {
                "AnnotationId": f"{n:032x}", "DocumentId": f"{n // 60:032x}",
                "Symbol": f"{start}/{code}/CO/{number}", "Body": f"- {body}",
                "AnnotationType": "- Recommendations", "Text": f"<p>{text}</p>",
                "Countries": [name], "Regions": ["Made up"], "Themes": ["Made up"], "Sdgs": [],
                "AffectedPersons": [], "UprCycle": None, "UprRecommendingCountry": [],
                "PublicationDate": f"{2005 + number % 20}-03-23T00:00:00Z",
                "PublicationDateOnUhri": "2026-03-23T00:00:00Z",
            }  # fmt: skip
            file.write(("," if n else "") + json.dumps(row))
            n += 1
        file.write("]")


def _names() -> list[tuple[str, str]]:
    import yaml

    states = [yaml.safe_load(path.read_text("utf-8")) for path in _DATA.glob("states/*.yaml")]
    return [(state["codes"]["iso3"], state["state"]) for state in states]


def measure(program: str, *words: object) -> tuple[float, int]:
    """Run a program; give its CPU seconds and the most memory that any took so far, in MB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program, *map(str, words)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss >> 10


def main() -> None:
    """Make the file, read it both ways, twice, and print the ratio and the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=360)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "export.json"
        if not path.exists():
            write_export(path, options.megabytes << 20)
        pairs = [(measure(_BARE, path), measure(_READ, path, _DATA)) for _ in range(2)]
    bare, read = (min(seconds for seconds, _ in runs) for runs in zip(*pairs, strict=True))
    memory = max(most for _, (_, most) in pairs)
    print(f"bare loop {bare:.1f} s, refresh {read:.1f} s: {read / bare:.2f}; {memory} MB at most")


if __name__ == "__main__":
    main()
