"""Make the files of States in a process of their own, while this one makes all others.

What the process doesn't give, since none can be had here or it ended early, is made here: so a
site is the same wherever it is made, and what is wrong with the data is told by this process.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Thread

from fieldref.catalog import Catalog
from fieldref.errors import FieldrefError
from fieldref.pages.common import QueryContext
from fieldref.site.files import SiteFile
from fieldref.site.plan import StateFiles

Watch = Callable[[int, int], None]
Opening = Callable[[], Catalog]  # of the module's top, since it is called in the process


@contextmanager
def make_states_apart(
    opening: Opening, context: QueryContext, address: str, watch: Watch
) -> Iterator[Iterator[SiteFile]]:
    """Begin to make the files of all States; `watch` is told how many States are done."""
    here = StateFiles(context, address)
    codes = here.codes
    received: list[tuple[SiteFile, ...]] = []
    if (os.cpu_count() or 1) < 2:
        yield _complete(received, here, watch)
        return
    spawning = get_context("spawn")  # no thread and no file of this process is taken along
    receiver, sender = spawning.Pipe(duplex=False)
    process = spawning.Process(target=_send, args=(sender, opening, context.on, address))
    reading = Thread(target=_receive, args=(receiver, received, len(codes), watch), daemon=True)
    with suppress(OSError), _without_interrupts():
        process.start()
    sender.close()
    reading.start()
    try:
        yield _after(reading, received, here, watch)
    finally:
        if process.pid is not None:
            process.terminate()
            process.join()
        reading.join()
        receiver.close()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let what is started meanwhile pass over Ctrl-C, which this process answers for both."""
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _send(sender: Connection, opening: Opening, on: date, address: str) -> None:
    """Make and send the files of each State, in the process; end early where that fails."""
    with suppress(FieldrefError, OSError):
        states = StateFiles(QueryContext(opening(), on), address)
        for code in states.codes:
            sender.send(states.files(code))


def _receive(
    receiver: Connection, received: list[tuple[SiteFile, ...]], total: int, watch: Watch
) -> None:
    """Take what the process sends, in a thread, so that it never waits."""
    with suppress(EOFError, OSError):
        while True:
            received.append(receiver.recv())
            watch(len(received), total)


def _after(
    reading: Thread, received: list[tuple[SiteFile, ...]], here: StateFiles, watch: Watch
) -> Iterator[SiteFile]:
    reading.join()
    yield from _complete(received, here, watch)


def _complete(
    received: list[tuple[SiteFile, ...]], here: StateFiles, watch: Watch
) -> Iterator[SiteFile]:
    """Yield what was received, and make what wasn't."""
    for files in received:
        yield from files
    for number, code in enumerate(here.codes[len(received) :], len(received)):
        watch(number, len(here.codes))
        yield from here.files(code)
    watch(len(here.codes), len(here.codes))
