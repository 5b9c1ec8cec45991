"""A world of many profiles, made from the bundled ones: python benchmarks/world.py FOLDER [COUNT]

Each copy keeps a State's acts, reviews and events and has a name and a code of its own.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase, digits

DATA = Path(__file__).parents[1] / "data"
DROPPED = ("also_known_as", "names", "presences", "programmes", "notes", "complete")
_CODE = re.compile(r"\biso3: ([A-Z]{3})\b")


def make(folder: Path, count: int) -> None:
    """Put `count` profiles and all that they name into `folder`."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    originals = [path.read_text("utf-8") for path in sorted((DATA / "states").glob("*.yaml"))]
    taken = {_CODE.search(text)[1] for text in originals}
    codes = _codes(taken)
    for n in range(len(originals), count):
        code = next(codes)
        text = _copy(originals[n % len(originals)], code)
        (folder / "states" / f"copy-{code.lower()}.yaml").write_text(text, "utf-8")


def _codes(taken: set[str]) -> Iterator[str]:
    letters = ascii_uppercase + digits
    for parts in product(ascii_uppercase, letters, letters):
        if (code := "".join(parts)) not in taken:
            yield code


def _copy(text: str, code: str) -> str:
    old = _CODE.search(text)[1]
    kept = [part for part in _sections(text) if part.partition(":")[0] not in DROPPED]
    text = re.sub(rf"\b{old}\b(?!-)", code, "".join(kept))  # not in the id of a source
    return re.sub(r"(?m)^state: (.*)$", lambda match: f"state: {match[1]}{code.lower()}", text)


def _sections(text: str) -> list[str]:
    """The file from one key at its top to the next."""
    return re.split(r"(?m)^(?=[a-z])", text)


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
