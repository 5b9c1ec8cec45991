"""Run `mcp`: answer commands for assistants over the Model Context Protocol.

A tool is a command of the registry: its name, its parameters and its help are the declarations of
the command line, and its answer is the command's JSON. Nothing is written and nothing fetched.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Mapping
from typing import Any

from fieldref import __version__, extras
from fieldref.cli.context import CommandContext, as_service, command_parameters
from fieldref.cli.fast_parser import Command, Parameter
from fieldref.cli.registry import COMMANDS, load_command
from fieldref.errors import Exit, FieldrefError, WrongUse

TOOLS = ("show", "deadlines", "next", "explain", "contacts", "list", "search", "compare")
# Of what all commands share a tool takes the day and the keys to keep: the rest is of writing.
_SHARED = ("on", "fields")
_USE = "A door for assistants"
_READING = (
    "`on` is the day that was asked as of, `items` are the answer and `sources` what it stands on:"
    " name them, and the day."
)


@as_service
def serve_assistants(context: CommandContext) -> None:
    """Answer an assistant over stdin and stdout, by the Model Context Protocol, until it leaves.

    \b
    fieldref mcp
    fieldref mcp --data my-data

    Its tools are show, deadlines, next, explain, contacts, list, search and compare: they read and
    write nothing. Name this command where an assistant keeps its servers. It takes: pip install
    "fieldref[mcp]"
    """
    if sys.stdin is None:
        raise WrongUse("There is no stdin to read from.", "An assistant starts this command.")
    anyio = extras.load_library("mcp", "anyio", _USE)
    stdio = extras.load_library("mcp", "mcp.server.stdio", _USE)
    server = make_server(context)

    gc.freeze()  # what is loaded stays, so that looking for what an answer left behind is cheap
    # The loop would wait for the thread that reads stdin, which waits for the assistant.
    signal.signal(signal.SIGINT, lambda *_: os._exit(Exit.INTERRUPTED))

    async def serve() -> None:
        async with stdio.stdio_server() as (received, sent):
            await server.run(received, sent, server.create_initialization_options())

    try:
        anyio.run(serve)
    except BaseExceptionGroup as group:
        raise _first_of(group) from None  # a stdout that is full, closed or nobody's any more


def _first_of(group: BaseExceptionGroup[Any]) -> BaseException:
    """Give the first error of a group of tasks, to be told as that of any command is."""
    first: BaseException = group
    while isinstance(first, BaseExceptionGroup):
        first = first.exceptions[0]
    return first


def make_server(context: CommandContext) -> Any:
    """Make the server (mcp.server.lowlevel) whose tools are the commands, in that context."""
    lowlevel = extras.load_library("mcp", "mcp.server.lowlevel", _USE)
    types = extras.load_library("mcp", "mcp_types", _USE)
    commands = {name: load_command(name) for name in TOOLS}

    async def list_tools(_: Any, __: Any) -> Any:
        return types.ListToolsResult(tools=[_tool(types, *entry) for entry in commands.items()])

    async def call_tool(_: Any, request: Any) -> Any:
        try:
            texts = answer_call(context, commands, request.name, request.arguments or {})
        except FieldrefError as error:
            says = filter(None, (error.sentence, error.hint))
            return types.CallToolResult(content=[_content(types, "\n".join(says))], is_error=True)
        gc.collect()  # a catalog and its records refer to each other
        return types.CallToolResult(content=[_content(types, text) for text in texts])

    return lowlevel.Server(
        "fieldref",
        version=__version__,
        instructions=f"{_READING} {_meanings()}",
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def answer_call(
    context: CommandContext, commands: Mapping[str, Command], name: str, arguments: dict[str, Any]
) -> tuple[str, ...]:
    """Give the command's answer in JSON, then the words that it would say beside it.

    Raises FieldrefError, in words, for a tool or an argument that there is not.
    """
    from fieldref.render.formats import render_answer
    from fieldref.render.interface import OutputOptions

    if name not in commands:
        raise WrongUse(f"There is no tool {name!r}.", f"Tools: {', '.join(commands)}.")
    values = _read_arguments(name, _parameters(commands[name]), arguments)
    fields = tuple(values.pop("fields") or ())
    on = values.pop("on") or context.on
    answer = commands[name].answer(context._replace(on=on), **values)
    text = render_answer("json", answer, OutputOptions(fields=fields))
    asides = (f"From the data of {answer.edition}.", *answer.asides)
    return str(text), "\n".join(asides)


def _parameters(command: Command) -> dict[str, Parameter]:
    """Give the parameters of a tool by their names: the command's own, the day, the keys."""
    shared = (parameter for parameter in command.parameters if parameter.name in _SHARED)
    taken = (*command_parameters(command.answer), *shared)
    return {parameter.name.rstrip("_"): parameter for parameter in taken}


def _tool(types: Any, name: str, command: Command) -> Any:
    parameters = _parameters(command)
    schema = {
        "type": "object",
        "properties": {key: _property(parameter) for key, parameter in parameters.items()},
        "required": [key for key, parameter in parameters.items() if parameter.required],
        "additionalProperties": False,
    }
    says, _, _ = command.help.partition("\n")
    return types.Tool(
        name=name,
        title=COMMANDS[name].summary,
        description=f"{says} {_READING} {_meanings()}",
        input_schema=schema,
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


def _property(parameter: Parameter) -> dict[str, Any]:
    """Give the JSON Schema of a parameter, with the words of its help."""
    declared = parameter.declaration
    schema: dict[str, Any] = {"type": _JSON_TYPES.get(parameter.kind, "string")}
    if declared.least is not None:
        schema["minimum"] = declared.least
    if parameter.many:
        schema = {"type": "array", "items": schema}
    return {**schema, "description": declared.help}


_JSON_TYPES = {bool: "boolean", int: "integer"}


def _meanings() -> str:
    """Say what bases and statuses mean, so that nobody takes arithmetic for law."""
    from fieldref.answer.meanings import BASES, STATUSES

    bases = "; ".join(f"`{basis}`: {means}" for basis, means in BASES.items())
    announced = STATUSES["announced"]
    return (
        f"The `basis` of a date says what it stands on. {bases}. So a date by `rhythm` is no date"
        " that a committee or a treaty has set: never pass it off as one. A `status` that begins"
        f" with `announced` means: {announced}."
    )


def _read_arguments(
    tool: str, parameters: Mapping[str, Parameter], arguments: Mapping[str, Any]
) -> dict[str, Any]:
    """Read the values of a command's parameters. Raises WrongUse for what they don't take."""
    for name in arguments:
        if name not in parameters:
            raise WrongUse(f"{tool} takes no {name!r}.", f"It takes: {', '.join(parameters)}.")
    values: dict[str, Any] = {}
    for name, parameter in parameters.items():
        value = arguments.get(name)
        if value in (None, [], "") and parameter.required:
            raise WrongUse(f"{tool} needs {name!r}.", parameter.declaration.help)
        values[parameter.name] = (
            parameter.default if value is None else _read_value(name, parameter, value)
        )
    return values


def _read_value(name: str, parameter: Parameter, value: Any) -> Any:
    """Read a value; the words of an argument are parted as a shell parts them."""
    if parameter.many:
        parts = [value] if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise WrongUse(f"{name!r} takes a list of words.", parameter.declaration.help)
        whole = bool(parameter.declaration.names)
        return parts if whole else [word for part in parts for word in part.split()]
    if not _is_of(value, parameter.kind):
        kind = _KIND_WORDS.get(parameter.kind, "words")
        raise WrongUse(f"{name!r} takes {kind}, got {value!r}.", parameter.declaration.help)
    least = parameter.declaration.least
    if least is not None and value < least:
        raise WrongUse(f"{name!r} takes a number from {least} on.", parameter.declaration.help)
    return value


def _is_of(value: Any, kind: type) -> bool:
    """Tell whether JSON gave a value of that very type: true is no number."""
    return type(value) is kind


_KIND_WORDS = {bool: "true or false", int: "a whole number"}


def _content(types: Any, text: str) -> Any:
    return types.TextContent(type="text", text=text)
