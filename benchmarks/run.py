"""All benchmarks: python benchmarks/run.py [--rounds N] [--world N] [--no-wheel]

Prints a table (Markdown) of ratios to baseline.py, a Typer and Rich program that prints one table
of twenty rows: of medians over interleaved rounds, after a warm-up, in one run. Takes some minutes.
"""

import argparse
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import peers
from measure import Case, Cost, machine, medians

import world

ROOT = Path(__file__).parents[1]
FIELDREF = [sys.executable, "-m", "fieldref"]
BASE = [sys.executable, str(ROOT / "benchmarks" / "baseline.py")]
COMPLETE = {
    "_FIELDREF_COMPLETE": "complete_bash",
    "COMP_WORDS": "fieldref show camb",
    "COMP_CWORD": "2",
}
YEAR = ["deadlines", "--year", "2009"]


def main() -> None:
    """Measure all and print the table."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"XDG_CACHE_HOME": f"{name}/cache", "XDG_DATA_HOME": f"{name}/none"}
        others, missing = peers.cases(FIELDREF, folder)
        parts = [
            ("This checkout", [*_commands(), *_first(folder), *_edited_copy(folder)]),
            ("Python peers", others),
        ]
        if asked.wheel:
            parts.append(("An installed wheel", _installed(folder)))
        if asked.world:
            parts.append((f"A world of {asked.world:,} profiles", _world(folder, asked.world)))
        every = [*_baselines(), *(case for _, cases in parts for case in cases)]
        found = medians(every, asked.rounds)
    print(f"{datetime.date.today()}; {machine()}; {asked.rounds} rounds\n")
    for title, cases in parts:
        _table(title, cases, found)
    print("\n".join(missing))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--world", type=int, default=20_000, help="profiles; 0 leaves it out")
    parser.add_argument("--no-wheel", dest="wheel", action="store_false")
    return parser.parse_args()


def _baselines() -> list[Case]:
    return [Case("baseline", BASE), Case("baseline, terminal", BASE, terminal=True)]


def _commands() -> list[Case]:
    both = [
        ("show cambodia", ["show", "cambodia"], 0.95, 1.15),
        ("show cambodia -f json", ["show", "cambodia", "-f", "json"], 0.85, None),
        ("show cambodia -f csv", ["show", "cambodia", "-f", "csv"], 0.9, None),
        ("deadlines --year 2009", YEAR, 1.15, 2.0),
        ("deadlines --year 2009 -f json", [*YEAR, "-f", "json"], None, None),
        ("deadlines --year 2009 -f csv", [*YEAR, "-f", "csv"], 1.0, None),
        ("deadlines --year 2009 -f ics", [*YEAR, "-f", "ics"], None, None),
        ("contacts -f vcard", ["contacts", "-f", "vcard"], None, None),
        ("search torture prevention", ["search", "torture", "prevention"], None, None),
        ("explain cambodia cedaw", ["explain", "cambodia", "cedaw"], None, None),
        ("--help", ["--help"], 1.0, 1.0),
        ("--version", ["--version"], 0.75, None),
    ]
    cases = []
    for name, words, piped, seen in both:
        cases.append(Case(name, [*FIELDREF, *words], goal=piped))
        if "-f" not in words and name != "--version":
            cases.append(Case(f"{name}, terminal", [*FIELDREF, *words], {}, True, seen))
    return [*cases, Case("completion of a name", FIELDREF, COMPLETE, goal=0.85)]


def _first(folder: Path) -> list[Case]:
    cache = folder / "empty"
    env = {"XDG_CACHE_HOME": str(cache)}
    words = [*FIELDREF, "show", "cambodia"]
    clear = lambda: shutil.rmtree(cache, ignore_errors=True)  # noqa: E731
    return [Case("show cambodia, the cache empty", words, env, before=clear)]


def _installed(folder: Path) -> list[Case]:
    """From a wheel in an environment of its own: the first run, with no cache, and the next."""
    venv, cache = folder / "venv", folder / "wheel-cache"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    pip = [venv / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, ROOT], check=True, stdout=sys.stderr)
    words = [str(venv / "bin" / "fieldref"), "show", "cambodia"]
    env = {"XDG_CACHE_HOME": str(cache)}
    clear = lambda: shutil.rmtree(cache, ignore_errors=True)  # noqa: E731
    return [
        Case("show cambodia, a first run", words, env, before=clear),
        Case("show cambodia, the next run", words, {"XDG_CACHE_HOME": f"{cache}-2"}),
    ]


def _world(folder: Path, count: int) -> list[Case]:
    """The program over a generated world, in the layout of a checkout."""
    home = folder / "world"
    world.make(home / "data", count)
    print(f"compiling {count:,} profiles, once", file=sys.stderr)
    env = _compiled(home)
    named = [
        ("show cambodia", ["show", "cambodia"]),
        ("show cambodia -f json", ["show", "cambodia", "-f", "json"]),
        ("deadlines --year 2009 -f csv", [*YEAR, "-f", "csv"]),
        ("search torture prevention", ["search", "torture", "prevention"]),
    ]
    cases = [Case(f"{name}, of {count:,}", [*FIELDREF, *words], env) for name, words in named]
    cases.append(_edited(home, env, f"show cambodia after an edit of it, of {count:,}"))
    return [*cases, Case(f"completion, of {count:,}", FIELDREF, COMPLETE | env)]


def _edited_copy(folder: Path) -> list[Case]:
    """A question after an edit of the profile that it reads, in a copy of the checkout."""
    home = folder / "copy"
    shutil.copytree(ROOT / "data", home / "data")
    return [_edited(home, _compiled(home), "show cambodia after an edit of it")]


def _compiled(home: Path) -> dict[str, str]:
    """Put the program beside the data there and let it compile them; give its environment."""
    shutil.copytree(ROOT / "src", home / "src", ignore=shutil.ignore_patterns("__pycache__"))
    env = {"PYTHONPATH": str(home / "src")}
    words = [*FIELDREF, "show", "cambodia"]
    subprocess.run(words, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL)
    return env


def _edited(home: Path, env: dict[str, str], name: str) -> Case:
    profile = home / "data" / "states" / "cambodia.yaml"
    edit = lambda: profile.write_text(profile.read_text("utf-8") + "# edited\n", "utf-8")  # noqa: E731
    return Case(name, [*FIELDREF, "show", "cambodia"], env, before=edit)


def _table(title: str, cases: list[Case], found: dict[str, Cost]) -> None:
    print(f"| {title} | wall | processor | memory | goal | ms |")
    print("|---|---|---|---|---|---|")
    for case in cases:
        base, cost = found["baseline, terminal" if case.terminal else "baseline"], found[case.name]
        ratios = " | ".join(f"{mine / theirs:.2f}" for mine, theirs in zip(cost, base, strict=True))
        print(f"| {case.name} | {ratios} | {case.goal or ''} | {1000 * cost.wall:.0f} |")
    print()


if __name__ == "__main__":
    main()
