"""Redraw the screens and pictures of the README from real output: python tools/pictures.py."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-23"
PICTURES = {
    "show-cambodia.svg": ["show", "cambodia", "--section", "treaties"],
    "explain-cambodia-cedaw.svg": ["explain", "cambodia", "cedaw"],
    "timeline-cambodia.svg": ["timeline", "cambodia"],
}

# Rich names fonts on a host of its own choice; a picture here asks nobody for anything.
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_SCREEN = re.compile(r"(```console\n\$ fieldref (.*)\n)((?:.*\n)*?)(\.\.\.\n```)")


def output(*words: str) -> str:
    command = [sys.executable, "-m", "fieldref", *words, "--on", DAY]
    environment = {**os.environ, "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout.decode()


def screen(match: re.Match[str]) -> str:
    """The same screen as before, of as many lines, as the program prints it now."""
    head, command, before, end = match.groups()
    lines = output(*command.split()).splitlines()[: before.count("\n")]
    return head + "".join(f"{line.rstrip()}\n" for line in lines) + end


def picture(name: str, words: list[str]) -> None:
    console = Console(record=True, width=80, file=StringIO(), color_system="standard")
    console.print(Text.from_ansi(output(*words, "--color", "always")))
    drawn = _FONTS.sub("", console.export_svg(title=f"fieldref {' '.join(words)}"))
    (ROOT / "docs" / name).write_text(drawn, encoding="utf-8")


def main() -> None:
    readme = ROOT / "README.md"
    readme.write_text(_SCREEN.sub(screen, readme.read_text(encoding="utf-8")), encoding="utf-8")
    for name, words in PICTURES.items():
        picture(name, words)


if __name__ == "__main__":
    main()
