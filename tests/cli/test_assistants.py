"""The door for assistants, tried with the official client: tools, answers, wrong arguments."""

import json
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema_rs import Draft202012Validator

from conftest import THOROUGH
from fieldref.cli import assistants
from fieldref.cli.main import run as run_cli
from fieldref.cli.registry import load_command
from fieldref.errors import Exit
from processes import PROGRAM, ended, start

CALLS = {
    "show": {"name": ["utopia"]},
    "deadlines": {"from": "1980", "to": "2030", "basis": ["rhythm", "stated"]},
    "next": {"name": "utopia"},
    "explain": {"words": ["utopia song"]},
    "contacts": {"names": ["utopia"]},
    "list": {"subject": "states"},
    "search": {"words": "utopia", "limit": 3},
    "compare": {"states": ["utopia", "ruritania"]},
}
WRONG = {
    "an unknown name": ("show", {"name": ["utopja"]}, "Did you mean Utopia?"),
    "an unknown argument": ("next", {"state": "utopia"}, "It takes: name, "),
    "an argument that is missing": ("search", {}, "search needs 'words'."),
    "a number for words": ("show", {"name": 7}, "takes a list of words"),
    "words for a number": ("search", {"words": ["a"], "limit": "few"}, "takes a whole number"),
    "a number that is too low": ("search", {"words": ["a"], "limit": 0}, "from 1 on"),
    "words for a switch": ("contacts", {"all": "yes"}, "takes true or false"),
    "a bad date": ("deadlines", {"from": "soon"}, "--from takes a date, got 'soon'."),
    "a key that there is not": ("next", {"name": "utopia", "fields": ["x"]}, "no key 'x'"),
    "a command that writes": ("new", {"kind": "state"}, "There is no tool 'new'."),
    "a file to write": ("show", {"name": ["utopia"], "output": "a"}, "takes no 'output'"),
}
MANY = 1000 if THOROUGH else 90
SCHEMAS = Path(assistants.__file__).parents[1] / "schemas"
HELLO = (
    '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {},'
    ' "protocolVersion": "2025-06-18", "clientInfo": {"name": "test", "version": "1"}}}\n'
)


# Says which process it is, and how it ended.
SHELL = 'exec 3<&0; "$@" <&3 2>err & echo $! >pid; wait $!; echo $? >code'


class Conversation(NamedTuple):
    """What the official client was answered over stdin and stdout of one process."""

    tools: dict[str, Any]
    answers: dict[str, Any]
    narrowed: Any
    refusals: dict[str, Any]
    after: Any
    sizes: list[int]  # kB of memory that the server holds, after each third of many calls
    folder: Path


@pytest.fixture(scope="module")
def conversation(process_environment, tmp_path_factory):
    """Holds one Conversation, until the client has left."""
    anyio, mcp = pytest.importorskip("anyio"), pytest.importorskip("mcp")
    stdio = pytest.importorskip("mcp.client.stdio")
    folder = tmp_path_factory.mktemp("door")
    command = ["-c", SHELL, "sh", *PROGRAM, "mcp", "--on", "2026-11-23"]
    server = mcp.StdioServerParameters(
        command="sh", args=command, env=process_environment, cwd=folder
    )

    async def hold():
        async with mcp.Client(stdio.stdio_client(server)) as client:
            return await converse(client, folder)

    return anyio.run(hold)


async def converse(client, folder):
    """Gives the Conversation: the tools, each called, wrong arguments, a right one, then many."""
    call = client.call_tool
    narrow = {**CALLS["list"], "fields": ["iso3", "name"]}
    return Conversation(
        tools={tool.name: tool for tool in (await client.list_tools()).tools},
        answers={name: await call(name, words) for name, words in CALLS.items()},
        narrowed=await call("list", narrow),
        refusals={case: await call(name, words) for case, (name, words, _) in WRONG.items()},
        after=await call("next", CALLS["next"]),
        sizes=[await call_often(client, folder) for _ in range(3)],
        folder=folder,
    )


async def call_often(client, folder):
    """Calls a third of MANY times; gives how many kB of memory the server holds then."""
    for _ in range(MANY // 3):
        await client.call_tool("next", CALLS["next"])
    status = Path(f"/proc/{(folder / 'pid').read_text().strip()}/status")
    return int(status.read_text().partition("VmRSS:")[2].split()[0]) if status.exists() else 0


@pytest.mark.process
def test_every_tool_is_listed_with_the_parameters_of_its_command(conversation):
    assert tuple(conversation.tools) == assistants.TOOLS
    for name, tool in conversation.tools.items():
        known = {each.name.rstrip("_"): each for each in load_command(name).parameters}
        properties = tool.input_schema["properties"]
        assert {"on", "fields"} <= set(properties) < set(known)
        assert not {"output", "data", "split", "format"} & set(properties)
        for key, schema in properties.items():
            assert schema["description"] == known[key].declaration.help
        assert tool.annotations.read_only_hint
        assert "`rhythm`: arithmetic alone" in tool.description
        assert "`announced` means: it is announced; whether it was held" in tool.description


@pytest.mark.process
def test_every_tool_gives_the_json_of_its_command(conversation, run):
    answers = conversation.answers
    assert set(answers) == set(assistants.TOOLS)
    for name, answer in answers.items():
        assert not answer.is_error, answer.content
        given = json.loads(answer.content[0].text)
        assert (given["schema"], given["on"]) == (f"fieldref/{name}/1", "2026-11-23")
        schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
        assert list(Draft202012Validator(schema).iter_errors(given)) == []
        assert given["items"]
        assert "sources" in given
        assert "From the data of " in answer.content[1].text
    kept = json.loads(conversation.narrowed.content[0].text)["items"]
    assert {tuple(item) for item in kept} == {("iso3", "name")}
    ran = run("next", "utopia", "--on", "2026-11-23", "-f", "json")
    assert answers["next"].content[0].text == ran.out
    dated = json.loads(answers["deadlines"].content[0].text)["items"]
    assert {item["basis"] for item in dated} == {"rhythm", "stated"}


@pytest.mark.process
def test_wrong_arguments_are_answered_in_words_and_the_door_stays_open(conversation):
    for case, (_, _, says) in WRONG.items():
        assert conversation.refusals[case].is_error, case
        assert says in conversation.refusals[case].content[0].text, case
    assert not conversation.after.is_error


@pytest.mark.process
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_many_calls_take_no_more_memory_than_few(conversation):
    _, first, last = conversation.sizes
    assert last - first < 1_000, "some kB of each call are not kept"


@pytest.mark.process
def test_it_ends_in_silence_when_stdin_is_closed_and_has_written_nothing(conversation):
    written = {path.name: path.read_text() for path in conversation.folder.iterdir()}
    assert written.pop("pid")
    assert written == {"code": f"{Exit.OK:d}\n", "err": ""}


def serve(stdin, errors):
    """Serves, in a process that `start` started: reads that file, writes errors to the other."""
    with os.fdopen(stdin) as sys.stdin, errors.open("w") as sys.stderr:
        return run_cli(["mcp"])


@pytest.mark.process
def test_an_interrupt_ends_it_in_silence_while_stdin_is_open(run, tmp_path):
    pytest.importorskip("mcp.server.stdio")
    said, errors = tmp_path / "said", tmp_path / "errors"
    stdin, assistant = os.pipe()
    os.write(assistant, HELLO.encode())
    server = start(partial(serve, stdin, errors), said)
    os.close(stdin)
    ends = time.monotonic() + 60
    while not (said.exists() and said.read_text()) and time.monotonic() < ends:
        time.sleep(0.01)
    os.kill(server, signal.SIGINT)
    assert ended(server) == Exit.INTERRUPTED
    os.close(assistant)
    assert json.loads(said.read_text())["id"] == 1
    assert errors.read_text() == ""


def test_without_the_library_it_says_how_to_have_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "anyio", None)
    ran = run("mcp")
    assert (ran.code, ran.out) == (2, "")
    assert 'pip install "fieldref[mcp]"' in ran.err


@pytest.mark.process
def test_a_full_disk_in_the_place_of_the_assistant_is_told(run, tmp_path):
    pytest.importorskip("mcp.server.stdio")
    stdin, errors = tmp_path / "stdin", tmp_path / "errors"
    stdin.write_text(HELLO)
    with stdin.open() as greeting:
        server = start(partial(serve, greeting.fileno(), errors), "/dev/full")
        assert ended(server) == Exit.UNWRITABLE
    assert errors.read_text().startswith("fieldref: The output can't be written: no space")


def test_without_a_stdin_there_is_no_assistant(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    ran = run("mcp")
    assert (ran.code, "There is no stdin" in ran.err) == (Exit.USAGE, True)
