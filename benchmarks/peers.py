"""Python programs that do a like job offline, over data of a like size: khal, khard, todoman.

norwegianblue (eol) and tldr ask the network for what they show, so they are not measured.
"""

import re
import subprocess
import sys
from pathlib import Path

from measure import Case

_TODO = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VTODO
UID:{n}
SUMMARY:{says}
DUE;VALUE=DATE:{day}
END:VTODO
END:VCALENDAR
"""


def cases(fieldref: list[str], folder: Path) -> tuple[list[Case], list[str]]:
    """What can be installed into a throwaway environment, and a sentence for what can't."""
    made = {"khal": _khal, "khard": _khard, "todoman": _todoman}
    found, missing = [], ["norwegianblue (eol) and tldr need the network: not measured."]
    bin = folder / "peers" / "bin"
    subprocess.run([sys.executable, "-m", "venv", folder / "peers"], check=True)
    for package, make in made.items():
        words = [
            bin / "python",
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            package,
        ]
        if subprocess.run(words, stdout=sys.stderr).returncode == 0:
            program = bin / ("todo" if package == "todoman" else package)
            found.append(make(str(program), fieldref, folder))
        else:
            missing.append(f"{package} could not be installed: not measured.")
    return found, missing


def _events(fieldref: list[str]) -> list[str]:
    words = [*fieldref, "deadlines", "--year", "2009", "-f", "ics"]
    text = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return re.findall(r"BEGIN:VEVENT\r?\n.*?END:VEVENT\r?\n", text, re.DOTALL)


def _khal(program: str, fieldref: list[str], folder: Path) -> Case:
    calendar = folder / "khal" / "calendar"
    calendar.mkdir(parents=True)
    events = _events(fieldref)
    for n, event in enumerate(events):
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n"
        (calendar / f"{n}.ics").write_text(text, "utf-8", newline="")
    config = folder / "khal" / "config"
    config.write_text(
        f"[calendars]\n[[dates]]\npath = {calendar}\ntype = calendar\n"
        f"[sqlite]\npath = {folder}/khal/khal.db\n[locale]\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
    )
    words = [program, "-c", str(config), "list", "2009-01-01", "2009-12-31"]
    return Case(f"khal list, a year of {len(events)} events", words)


def _khard(program: str, fieldref: list[str], folder: Path) -> Case:
    book = folder / "khard" / "book"
    book.mkdir(parents=True)
    words = [*fieldref, "contacts", "-f", "vcard", "--split", str(book)]
    subprocess.run(words, capture_output=True, check=True)
    config = folder / "khard" / "khard.conf"
    config.write_text(
        f"[addressbooks]\n[[book]]\npath = {book}\n[general]\neditor = true\nmerge_editor = true\n"
    )
    cards = len(list(book.iterdir()))
    return Case(f"khard list, {cards} cards", [program, "-c", str(config), "list"])


def _todoman(program: str, fieldref: list[str], folder: Path) -> Case:
    todos = folder / "todo" / "list"
    todos.mkdir(parents=True)
    events = _events(fieldref)
    for n, event in enumerate(events):
        says = re.search(r"SUMMARY:(.*)", event)[1].strip()
        day = re.search(r"DTSTART[^:]*:([0-9]{8})", event)[1]
        (todos / f"{n}.ics").write_text(_TODO.format(n=n, says=says, day=day), "utf-8")
    config = folder / "todo" / "config.py"
    config.write_text(f'path = "{folder}/todo/*"\ncache_path = "{folder}/todo/cache.sqlite3"\n')
    words = [program, "--config", str(config), "list", "--sort", "due"]
    return Case(f"todoman list, {len(events)} todos", words)
