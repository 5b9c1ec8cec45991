"""Say what went wrong, what to do about it, and the exit code for it.

What ends a command is raised; faults of data are values that pile up and are told together.
"""

from __future__ import annotations

from enum import IntEnum

from fieldref.records import NamedTuple


class Exit(IntEnum):
    """The exit codes of every command, as the README lists them."""

    OK = 0
    NO_SUCH_NAME = 1
    USAGE = 2
    FAULTY_DATA = 3
    UNWRITABLE = 4
    INTERRUPTED = 130


class FieldrefError(Exception):
    """An error that ends a command: one sentence, a hint at the next step, an exit code."""

    code = Exit.USAGE

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class NotFound(FieldrefError):
    """An error for a name that means nothing here, or more than one thing."""

    code = Exit.NO_SUCH_NAME


class WrongUse(FieldrefError):
    """An error for an option, a date or a format that the command cannot take."""

    code = Exit.USAGE


class Unwritable(FieldrefError):
    """An error for an answer that cannot be written where it should go."""

    code = Exit.UNWRITABLE


class Fault(NamedTuple):
    """Something wrong in a file of data: where it stands and what was expected.

    `line` and `column` count from 1; 0 means the file as a whole. `path` is the way from the top of
    the file to the value, such as `treaties.3.bound`.
    """

    file: str
    line: int
    column: int
    path: str
    says: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.says}" if self.path else f"{place}: {self.says}"


class FaultyData(FieldrefError):
    """An error for data with faults that a command needs; all of them are told at once."""

    code = Exit.FAULTY_DATA

    def __init__(
        self, faults: tuple[Fault, ...], hint: str = "Mend the file, then: fieldref check"
    ) -> None:
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        lines = "\n".join(str(fault) for fault in faults)
        super().__init__(f"The data have {count}.\n{lines}", hint)
        self.faults = faults
