"""One run of the command as a process: its streams, its signals, its exit code, its one-line errors."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from timeline.cli import terminal
from timeline.errors import OutputError, TimelineError, UsageError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

FAILED = 1
MISUSED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code: 0 done, 1 failed, 2 wrong use, 130, 141, 143.

    Takes over SIGTERM and the standard streams, which write UTF-8 and are checked at the end.
    """
    _open_missing_streams()
    _speak_utf8()
    signal.signal(signal.SIGTERM, _terminate)
    gc.set_threshold(50_000, 20, 20)  # what a short run makes is seldom garbage
    code = _guarded(arguments)
    return _flush(code)


def _guarded(arguments: Sequence[str]) -> int:
    """Run the command; every way it can fail becomes one line and a code."""
    try:
        from timeline.cli.app import invoke  # noqa: PLC0415 - Ctrl-C and SIGTERM are handled from here on

        return invoke(arguments)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FAILED
    except KeyboardInterrupt:
        terminal.problem("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - whatever it is, the process ends with one line and a code
        if "--debug" in arguments:
            sys.excepthook(type(error), error, error.__traceback__)
        return _report(error)


def _report(error: Exception) -> int:
    match error:
        case terminal.NoSourceError():
            terminal.say_usage()
            terminal.problem(str(error))
            return MISUSED
        case UsageError():
            terminal.problem(str(error))
            return MISUSED
        case TimelineError():
            terminal.problem(str(error))
        case OSError():
            terminal.problem(describe(error))
        case MemoryError():
            terminal.problem("out of memory; give it fewer or smaller sources")
        case _:
            terminal.problem(terminal.fault(error))
    return FAILED


def describe(error: OSError) -> str:
    """Return an operating system's error in words: the file it is about, when known, and what is wrong."""
    what = error.strerror or str(error)
    return what if error.filename is None else f"{os.fsdecode(error.filename)}: {what}"


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)


def _open_missing_streams() -> None:
    """Give a closed standard stream a file descriptor, so that no file opened later takes its number.

    An output that is closed fails when it is written to; nobody misses standard error.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - open as long as the process
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed()))
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115 - open as long as the process


class _Closed(io.RawIOBase):
    """A standard output that the caller has closed: the first write fails, later ones do not."""

    failed = False

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        if not self.failed:
            self.failed = True
            raise OutputError("standard output is closed")
        return memoryview(data).nbytes


def _speak_utf8() -> None:
    """Write the same bytes in any locale; what UTF-8 cannot hold is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _flush(code: int) -> int:
    """Write out what is left and return the final code: an output that is not complete is a failure."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
    except (OSError, TimelineError) as error:
        code = _report(error)
    else:
        return code
    terminal.silence(1)
    return code
