"""The exceptions a caller may catch: one family, one line of text each."""

from __future__ import annotations


class TimelineError(Exception):
    """Any failure that `timeline` reports in one line instead of a traceback."""


class UsageError(TimelineError, ValueError):
    """An option or argument that cannot be used as given (exit code 2)."""


class InputError(TimelineError):
    """A source that cannot be read: missing, binary, damaged (exit code 1, other sources go on)."""


class MissingExtraError(InputError):
    """A library that only some users need and that is not installed; the message names the command that does it."""

    def __init__(self, extra: str, module: str) -> None:
        """Name the extra and the module of it that is missing."""
        super().__init__(f"needs {module}; pip install 'timeline-from-text[{extra}]'")


class OutputError(TimelineError):
    """A destination that cannot be written (exit code 1)."""


class NotationError(TimelineError, ValueError):
    """A string that is not valid EDTF or TIMEX3, or a value that the notation cannot hold."""
