"""What a person at a terminal sees while the data are read anew and that takes its time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

_PATIENCE = 1.0  # seconds in which nothing is said, and between one line and the next


@contextmanager
def show_progress(files: int) -> Iterator[None]:
    """On stderr, if that is a terminal: how many files are read and for how long already."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_tell, args=(files, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell(files: int, done: Event) -> None:
    begun, said = time.monotonic(), ""
    while not done.wait(_PATIENCE):
        seconds = int(time.monotonic() - begun)
        said = f"Reading {files:,} files of data, this once: {seconds} s"
        sys.stderr.write(f"\r{said}")
        sys.stderr.flush()
    if said:
        sys.stderr.write("\r" + " " * len(said) + "\r")
        sys.stderr.flush()
