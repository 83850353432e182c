"""What the command says to people: one line a message on standard error, made harmless for a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import IO

from timeline.errors import UsageError
from timeline.output import open_output
from timeline.visible import visible

PROGRAM = "timeline"

PURPOSE = "Reads prose, finds its dates, and prints the events in order of time."

EXAMPLES = """\
timeline show article.txt
timeline export article.txt --format ical -o article.ics
timeline explain --text "She resigned in April." --date 2011-10-03"""

USAGE = f"""\
{PURPOSE}

Examples:
  {EXAMPLES.replace(chr(10), chr(10) + "  ")}

Without a SOURCE, 'timeline show' reads a piped text, or the timeline in $TIMELINE_FILE or ./timeline.jsonl.
'timeline --help' lists the commands, 'timeline show --help' its options."""


def say(message: str) -> None:
    """Print one line on standard error."""
    _write(f"{visible(message)}\n")


def say_usage() -> None:
    """Print on standard error how to begin."""
    _write(f"{USAGE}\n")


def _write(text: str) -> None:
    """Write on standard error, at once; that nobody can read it is no reason to fail."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        silence(2)


def silence(descriptor: int) -> None:
    """Send to nowhere what a failed stream still holds, or it would fail once more at the end."""
    with contextlib.suppress(OSError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, descriptor)
        os.close(null)


def put(text: str) -> None:
    """Print text on standard output, in UTF-8 and as it is; OutputError when it cannot be written."""
    with open_output(None) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))


def problem(message: str) -> None:
    """Print what is wrong and what to do, led by the name of the program."""
    say(f"{PROGRAM}: {message}")


class NoSourceError(UsageError):
    """Nothing was named and there is nothing to read: the command says how it is used."""


class Voice:
    """What one run says on standard error, and whether anything in it went wrong."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False, debug: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.debug = debug
        self.failed = False

    def note(self, message: str) -> None:
        """Say something that is good to know."""
        if not self.quiet:
            say(message)

    def warn(self, message: str) -> None:
        """Say what was guessed or mended."""
        if not self.quiet:
            problem(message)

    def doubt(self, source: str, document: str, warning: str) -> None:
        """Say what a reader says of a document, or that it lost a part of the source: that is a failure."""
        from timeline.model import Loss  # noqa: PLC0415 - whoever has a document has loaded it

        if isinstance(warning, Loss):
            self.fail(f"{source}: {warning}")
        else:
            self.warn(f"{document}: {warning}")

    def fail(self, message: str) -> None:
        """Say what went wrong, also when quiet: the run goes on, and ends with exit code 1."""
        problem(message)
        self.failed = True

    def fault(self, source: str, error: Exception) -> None:
        """Say that this program, or a library that it uses, went wrong at a source; when debugging, where."""
        if self.debug:
            sys.excepthook(type(error), error, error.__traceback__)
        self.fail(f"{source}: {fault(error)}")


def fault(error: Exception) -> str:
    """Return an error that nobody foresaw in words."""
    return f"internal error ({type(error).__name__}: {error}); run it again with --debug and report what it says"


class Progress:
    """A line that counts the sources, for a person who has waited for a second."""

    def __init__(self, voice: Voice, total: int) -> None:
        self._shown = not voice.quiet and is_terminal(sys.stderr)
        self._total = total
        self._done = 0
        self._from = time.monotonic()
        self._put_any = False

    def step(self, name: str) -> None:
        """Say that the next source is read."""
        self._done += 1
        if self._total > 1:
            self._put(f"{self._done} of {self._total}: {visible(name)[:60]}")

    def within(self, name: str, count: int) -> None:
        """Say how many documents of a source have been read."""
        if count > 1:
            self._put(f"{visible(name)[:60]}: {count} documents")

    def end(self) -> None:
        """Take the line away, if there was one."""
        if self._put_any:
            _write("\x1b[K")

    def _put(self, line: str) -> None:
        if self._shown and time.monotonic() - self._from > 1:
            self._put_any = True
            _write(f"\x1b[K{line}\r")


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether a person looks at `stream`."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def width() -> int:
    """Return the number of columns to fill: COLUMNS, else the terminal's, else 80."""
    import shutil  # noqa: PLC0415 - only a table needs it

    return shutil.get_terminal_size().columns


def wants_colour(choice: str) -> bool:
    """Tell whether to colour standard output: `always`, `never`, or by the environment and who reads."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
