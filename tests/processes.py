"""The command line as processes: over the invented world, several commands in one, or forked."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from conftest import WORLD, Ran

# What stands before a program so that it asks the invented world, which compiles in no time.
OVER_THE_WORLD = (
    "import pathlib; from fieldref import places\n"
    f"places.bundled_data = lambda: pathlib.Path({str(WORLD)!r})\n"
)
PROGRAM = (
    sys.executable,
    "-c",
    f"{OVER_THE_WORLD}from fieldref.cli.main import main; main()",
)
_SEVERAL = """
import json, sys
from fieldref.cli.main import run
for words in json.loads(sys.argv[1]):
    code = run(words)
    for stream in (sys.stdout, sys.stderr):
        print(end=f"\\0{int(code)}\\0", file=stream, flush=True)
"""


def run_several(commands, environment, first="", **options):
    """What each of the commands gave back, run one after another by one process.

    `first` is the program that the process runs before them.
    """
    words = [
        sys.executable,
        "-c",
        first + _SEVERAL,
        json.dumps([list(map(str, one)) for one in commands]),
    ]
    done = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=240, **options
    )
    outs, errs = (text.split("\0") for text in (done.stdout, done.stderr))
    codes, outs, errs = outs[1::2], outs[:-1:2], errs[:-1:2]
    assert len(outs) == len(commands), f"{commands[len(outs)]}: {done.returncode}, {errs}"
    return list(map(Ran, map(int, codes), outs, errs))


_FORKED = """
import os, sys
import fieldref.cli.app, fieldref.cli.commands, fieldref.pages.show, fieldref.pages.state.page
import fieldref.index.reader, fieldref.render.formats, fieldref.render.text.writer, typer
from fieldref.cli.main import main
for number, line in enumerate(sys.stdin):
    child = os.fork()
    if child == 0:
        said = os.open(f"{sys.argv[1]}/{number}", os.O_CREAT | os.O_WRONLY)
        os.dup2(said, 2)
        os.close(said)
        main(line.split())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=sys.stderr, flush=True)
"""


def run_forked(commands, environment, folder, **options):
    """The exit code of each of the commands, and what it said on stderr, which goes to `folder`.

    Each is a process that one forks which has but imported what they need: it ends as any of
    Python does, and has for its stdout what the first began with.
    """
    done = subprocess.run(
        [sys.executable, "-c", f"{OVER_THE_WORLD}{_FORKED}", str(folder)],
        input="".join(f"{words}\n" for words in commands), env=environment,
        stderr=subprocess.PIPE, text=True, timeout=240, check=True, **options,
    )  # fmt: skip
    codes = map(int, done.stderr.split())
    said = [(folder / str(number)).read_text() for number in range(len(commands))]
    return list(zip(codes, said, strict=True))


def start(act, output=os.devnull):
    """Starts a process that does `act` and ends with the code that it returns; gives its id.

    What it writes goes to the file `output`, and not among what this process captures.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with Path(output).open("w", encoding="utf-8") as sys.stdout:
                sys.stderr = sys.stdout
                code = int(act() or 0)
        finally:
            os._exit(code)
    return child


def ended(child):
    """The exit code of a process that `start` started, once it has ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill(child):
    """Kills a process that `start` started, if it has not ended."""
    os.kill(child, signal.SIGKILL)
    return ended(child)
