"""Which sources a command line names: in words, in a list, or by naming none."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from timeline import sources
from timeline.cli.options import Sources
from timeline.cli.terminal import NoSourceError
from timeline.errors import InputError, UsageError

SAVED = "timeline.jsonl"
SAVED_VARIABLE = "TIMELINE_FILE"
"""The timeline that is read when no source is named, and the variable that names another one."""

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def named(given: Sources, *, saved: bool) -> list[str]:
    """Return the names of the sources in the order given; when there is none, standard input or the saved timeline.

    The last counts with `saved` only.

    Raises:
        UsageError: the words go together badly, or one is no name.
        NoSourceError: nothing is named, and there is nothing to read.
        InputError: the list of names cannot be read.
    """
    if given.null and given.files_from is None:
        raise UsageError("--null goes with --files-from")
    names = list(given.sources or ())
    for name in names:
        if not name:
            raise UsageError("the name of a source is empty")
        if _URL.match(name):
            raise UsageError(f"{name}: timeline reads files only; save the page first")
    if given.files_from is not None:
        if given.files_from == sources.STANDARD_INPUT and sources.STANDARD_INPUT in names:
            raise UsageError("--files-from: standard input cannot hold both names and text")
        return names + _listed(given.files_from, b"\0" if given.null else b"\n")
    return names or [_default(saved=saved)]


def _listed(file: str, separator: bytes) -> list[str]:
    if file == sources.STANDARD_INPUT and sys.stdin.isatty():
        raise UsageError("--files-from: standard input is a terminal; pipe the names in")
    try:
        data = sys.stdin.buffer.read() if file == sources.STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    return [os.fsdecode(name.removesuffix(b"\r")) for name in data.split(separator) if name]


def _default(*, saved: bool) -> str:
    if _is_piped():
        return sources.STANDARD_INPUT
    if saved:
        name = os.environ.get(SAVED_VARIABLE) or SAVED
        if Path(name).is_file():
            return name
    raise NoSourceError("no source; name a file, or pipe a text in")


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or a file: neither a keyboard nor nothing."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)
