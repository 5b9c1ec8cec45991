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
    if issubclass(kind, KeyboardInterrupt):
        os._exit(_CODE)
    _usual(kind, error, trace)


sys.excepthook = _hook
