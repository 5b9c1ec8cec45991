"""Show at a terminal that the data are read anew, when that takes its time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

_BAR = 24  # signs of a whole bar
_PATIENCE = 1.0  # seconds in which nothing is said, and between one line and the next


@contextmanager
def show_progress(files: int) -> Iterator[None]:
    """Show on stderr, if that is a terminal, how many files are read and for how long already."""
    with _telling(lambda: f"Reading {files:,} files of data, this once"):
        yield


@contextmanager
def show_steps() -> Iterator[Callable[[str, int, int], None]]:
    """Show on stderr, if that is a terminal, at what the work is, a bar of it, and for how long.

    What is given takes the step in words, how much of it is done and of how much (0: not known).
    """
    state: list[tuple[str, int, int]] = [("what is asked", 0, 0)]

    def watch(words: str, done: int, total: int) -> None:
        state[0] = words, done, total

    def step() -> str:
        words, done, total = state[0]
        return f"Reading {words} {_bar(done, total)}" if total else f"Reading {words}"

    with _telling(step):
        yield watch


@contextmanager
def show_bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """Show on stderr, if that is a terminal, a bar of how much of all is done."""
    state = [0, 1]

    def watch(done: int, total: int) -> None:
        state[:] = done, max(total, 1)

    with _telling(lambda: f"{words} {_bar(*state)} {state[0]} of {state[1]}"):
        yield watch


def _bar(done: int, total: int) -> str:
    full = done * _BAR // total
    return f"[{'#' * full}{'.' * (_BAR - full)}]"


@contextmanager
def _telling(words: Callable[[], str]) -> Iterator[None]:
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_tell, args=(words, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tell(words: Callable[[], str], done: Event) -> None:
    if os.environ.get("TERM") == "dumb":  # it can't go back to the beginning of a line
        if not done.wait(_PATIENCE):
            sys.stderr.write(f"{words()}.\n")
        return
    begun, widest = time.monotonic(), 0
    while not done.wait(_PATIENCE):
        seconds = int(time.monotonic() - begun)
        text = "".join(sign for sign in f"{words()}: {seconds} s" if sign.isprintable())[:78]
        widest = max(widest, len(text))
        sys.stderr.write(f"\r{text.ljust(widest)}")
        sys.stderr.flush()
    if widest:
        sys.stderr.write("\r" + " " * widest + "\r")
        sys.stderr.flush()
