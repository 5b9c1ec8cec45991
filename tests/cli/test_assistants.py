"""The door for assistants, tried with the official client: tools, answers, wrong arguments."""

import json
import signal
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from conftest import THOROUGH
from fieldref.cli import assistants
from fieldref.cli.registry import load_command
from fieldref.errors import Exit
from processes import PROGRAM

anyio = pytest.importorskip("anyio")
mcp = pytest.importorskip("mcp")
stdio = pytest.importorskip("mcp.client.stdio")

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
MANY = 1000 if THOROUGH else 300
SCHEMAS = Path(assistants.__file__).parents[1] / "schemas"
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


@asynccontextmanager
async def door(environment, folder, words=("mcp", "--on", "2026-11-23")):
    """The official client over stdin and stdout of a process; its id is in a file `pid`."""
    program = 'echo $$ >pid; exec "$@"'
    command = ["-c", program, "sh", *PROGRAM, *words]
    server = mcp.StdioServerParameters(command="sh", args=command, env=environment, cwd=folder)
    async with mcp.Client(stdio.stdio_client(server)) as client:
        yield client


def asked(process_environment, folder, ask):
    """What a coroutine on the client gives."""

    async def begin():
        async with door(process_environment, folder) as client:
            return await ask(client)

    return anyio.run(begin)


@pytest.mark.process
def test_every_tool_is_listed_with_the_parameters_of_its_command(process_environment, tmp_path):
    listed = asked(process_environment, tmp_path, lambda client: client.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    assert tuple(tools) == assistants.TOOLS
    for name, tool in tools.items():
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
def test_every_tool_gives_the_json_of_its_command(process_environment, tmp_path, run):
    async def call_all(client):
        narrow = {**CALLS["list"], "fields": ["iso3", "name"]}
        return {
            name: await client.call_tool(name, words) for name, words in CALLS.items()
        }, await client.call_tool("list", narrow)

    answers, narrowed = asked(process_environment, tmp_path, call_all)
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
    kept = json.loads(narrowed.content[0].text)["items"]
    assert {tuple(item) for item in kept} == {("iso3", "name")}
    ran = run("next", "utopia", "--on", "2026-11-23", "-f", "json")
    assert answers["next"].content[0].text == ran.out
    dated = json.loads(answers["deadlines"].content[0].text)["items"]
    assert {item["basis"] for item in dated} == {"rhythm", "stated"}


@pytest.mark.process
def test_wrong_arguments_are_answered_in_words_and_the_door_stays_open(
    process_environment, tmp_path
):
    async def call_all(client):
        calls = {
            case: await client.call_tool(name, words) for case, (name, words, _) in WRONG.items()
        }
        return calls, await client.call_tool("next", CALLS["next"])

    answers, after = asked(process_environment, tmp_path, call_all)
    for case, (_, _, says) in WRONG.items():
        assert answers[case].is_error, case
        assert says in answers[case].content[0].text, case
    assert not after.is_error
    assert [path.name for path in tmp_path.iterdir()] == ["pid"]


def resident(folder):
    """How many kB of memory the server holds."""
    status = Path(f"/proc/{(folder / 'pid').read_text().strip()}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


@pytest.mark.process
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_many_calls_take_no_more_memory_than_few(process_environment, tmp_path):
    async def call_often(client):
        sizes = []
        for _ in range(3):
            for _ in range(MANY // 3):
                await client.call_tool("next", CALLS["next"])
            sizes.append(resident(tmp_path))
        return sizes

    _, first, last = asked(process_environment, tmp_path, call_often)
    assert last - first < 2_000, "a third of the answers are not kept"


@pytest.mark.process
@pytest.mark.parametrize(
    ("leave", "code"),
    [
        (lambda server: server.stdin.close(), Exit.OK),
        (lambda server: server.send_signal(signal.SIGINT), Exit.INTERRUPTED),
    ],
    ids=["stdin is closed", "an interrupt while stdin is open"],
)
def test_it_ends_in_silence(leave, code, process_environment, tmp_path):
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(
        [*PROGRAM, "mcp"], env=process_environment, cwd=tmp_path, **pipes
    ) as server:
        try:
            server.stdin.write(json.dumps(HELLO).encode() + b"\n")
            server.stdin.flush()
            assert json.loads(server.stdout.readline())["id"] == 1
            leave(server)
            assert server.wait(20) == code
            assert (server.stdout.read(), server.stderr.read()) == (b"", b"")
        finally:
            server.kill()


def test_without_the_library_it_says_how_to_have_it(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "anyio", None)
    ran = run("mcp")
    assert (ran.code, ran.out) == (2, "")
    assert 'pip install "fieldref[mcp]"' in ran.err


def test_a_full_disk_in_the_place_of_the_assistant_is_told(process_environment):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, "mcp"], env=process_environment, input=f"{json.dumps(HELLO)}\n".encode(),
            stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == Exit.UNWRITABLE
    assert done.stderr.startswith(b"fieldref: The output can't be written: no space left")


def test_without_a_stdin_there_is_no_assistant(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    ran = run("mcp")
    assert (ran.code, "There is no stdin" in ran.err) == (Exit.USAGE, True)
