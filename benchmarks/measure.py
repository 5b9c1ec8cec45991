"""Whole processes measured: wall time, processor time and peak memory, piped and in a terminal."""

import os
import pty
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """A command; `before` runs ahead of each round and is not measured."""

    name: str
    words: list[str]
    env: dict[str, str] = {}  # noqa: RUF012  # never changed
    terminal: bool = False
    goal: float | None = None
    before: Callable[[], None] | None = None


class Cost(NamedTuple):
    """Medians: seconds of wall and of processor time, and KiB at the peak."""

    wall: float
    cpu: float
    peak: float


def run(case: Case) -> Cost:
    """Run it once; raises RuntimeError if it fails."""
    if case.before:
        case.before()
    env = {
        **os.environ,
        "COLUMNS": "100",
        "LINES": "50",
        "PAGER": "cat",
        "TERM": "xterm",
        **case.env,
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    reader, writer = pty.openpty() if case.terminal else os.pipe()
    drained = threading.Thread(target=_drain, args=(reader,))
    drained.start()
    begun = time.perf_counter()
    streams = {"stdin": subprocess.DEVNULL, "stdout": writer, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(case.words, env=env, **streams)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    os.close(writer)
    drained.join()
    os.close(reader)
    if process.returncode:
        raise RuntimeError(f"{case.name}: exit {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, _kib(used))


def _drain(reader: int) -> None:
    try:
        while os.read(reader, 65536):
            pass
    except OSError:
        pass  # a terminal whose other end is closed


def _kib(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)


def medians(cases: list[Case], rounds: int, warm: int = 2) -> dict[str, Cost]:
    """Each case's medians over interleaved rounds, after the warm-up."""
    found: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for n in range(warm + rounds):
        for case in cases:
            if sys.stderr.isatty():
                print(f"\r{n + 1}/{warm + rounds} {case.name:60.60}", end="", file=sys.stderr)
            cost = run(case)
            if n >= warm:
                found[case.name].append(cost)
    if sys.stderr.isatty():
        print("\r" + " " * 72 + "\r", end="", file=sys.stderr)
    return {
        case.name: Cost(*map(statistics.median, zip(*found[case.name], strict=True)))
        for case in cases
    }


def machine() -> str:
    """The machine and the Python that this runs on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    chip = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), "")
    python = ".".join(map(str, sys.version_info[:3]))
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    system = f"{chip or os.uname().machine}, {os.cpu_count()} cores, {os.uname().sysname}"
    return f"{system}; Python {python}; load {load}"
