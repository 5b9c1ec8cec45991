"""The programs that our output goes to: found, run, and served on the loopback."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ON = ("--on", "2026-11-23")
HERE = Path(__file__).parent / "readers"
_PLACES = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def tool(name):
    """The path of a program, beside the interpreter or in the PATH; the test is skipped without."""
    found = shutil.which(name, path=_PLACES)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def done(*command, **options):
    """What a program that has to succeed writes, on stdout and on stderr."""
    ran = subprocess.run(
        [str(word) for word in command],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120, **options,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


_IN_TURN = """
import json, sys
from importlib.metadata import distribution
name = sys.argv[1]
program = distribution(name).entry_points[name].load()
for words in json.loads(sys.argv[2]):
    try:
        code = program(words)
    except SystemExit as end:
        code = end.code
    if code:
        sys.exit(f"{words}: {code}")
    print(end="\\0", flush=True)
"""


def done_in_turn(name, *commands, **options):
    """What a Python program writes for each of the commands; loading it is most of its work."""
    words = json.dumps([list(map(str, command)) for command in commands])
    tool(name)
    return done(sys.executable, "-c", _IN_TURN, name, words, **options).split("\0")[:-1]


def free_port():
    with contextlib.closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def radicale(folder):
    """A server for calendars and address books on the loopback; gives its address."""
    port = free_port()
    command = [
        tool("radicale"), "--config", "", "--server-hosts", f"127.0.0.1:{port}",
        "--auth-type", "none", "--storage-filesystem-folder", str(folder / "served"),
    ]  # fmt: skip
    with (folder / "radicale.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port, server):
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert server.poll() is None, "radicale has ended"
        time.sleep(0.05)
    raise AssertionError("radicale doesn't answer")


def put(address, data, type_):
    """PUT as a user of radicale does; raises HTTPError if it refuses."""
    asked = urllib.request.Request(address, data, {"Content-Type": type_}, method="PUT")
    asked.add_header("Authorization", "Basic dW46")
    urllib.request.urlopen(asked, timeout=60).read()
