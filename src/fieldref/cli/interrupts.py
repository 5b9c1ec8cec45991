"""End on an interrupt at any moment, during imports, too: in silence, with its exit code.

This is imported before all else that the command line needs, and itself imports nothing that the
interpreter has not loaded by then.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # that of typing would have to be imported
if TYPE_CHECKING:
    from types import TracebackType

_CODE = 130  # errors.Exit.INTERRUPTED, which may not be there yet
_usual = sys.excepthook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    # One that comes while a class is made has been wrapped by Python 3.11 in a RuntimeError.
    if isinstance(error.__cause__ or error, KeyboardInterrupt):
        os._exit(_CODE)
    _usual(kind, error, trace)


sys.excepthook = _hook
