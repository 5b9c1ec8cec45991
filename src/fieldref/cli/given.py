"""What every command is given besides its own: how to write, the day, folders of one's own data."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple, cast

from fieldref.answer import Answer
from fieldref.cli import asking, options
from fieldref.errors import FaultyData
from fieldref.pages.common import Asked


class Given(NamedTuple):
    """What every command was given: how to write, the day, and folders of one's own data."""

    format: str | None
    output: str | None
    on: str | None
    data: tuple[Path, ...]
    color: str
    pager: bool

    def asked(self) -> Asked:
        """The data and the day."""
        return Asked(asking.catalog(self.data), asking.day(self.on))


_SHARED = {
    "format": (options.Format, None),
    "output": (options.Output, None),
    "on": (options.On, None),
    "data": (options.Data, None),
    "color": (options.Color, "auto"),
    "pager": (options.Pager, True),
}


def command(function: Callable[..., Answer]) -> Callable[..., None]:
    """A command with the options that all have, whose answer is written where they say."""

    @wraps(function)
    def run(**values: Any) -> None:
        from fieldref.render import Color, Options, write

        shared = {name: values.pop(name) for name in _SHARED}
        given = Given(**{**shared, "data": tuple(shared["data"] or ())})
        asking.choices("--color", (given.color,), ("auto", "always", "never"))
        answer = function(given, **values)
        color = cast(Color, given.color)
        write(answer, Options(given.format, given.output, color, pager=given.pager))
        if answer.faults:
            raise FaultyData(answer.faults)

    own = list(inspect.signature(function).parameters.values())[1:]
    kind = inspect.Parameter.KEYWORD_ONLY
    every = [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in _SHARED.items()
    ]
    parameters = [one.replace(kind=kind) for one in own] + every
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    return run
