"""Tab-separated rows for pipes: when, event, source and line; one event a line, nothing shortened.

Undated events come last, with their words in place of a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from timeline.model import Event
from timeline.writers import Report, Settings, events, rows

NAME = "plain"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "tab-separated rows without a header, for pipes"
SUFFIXES: tuple[str, ...] = (".txt",)
HEEDS = ("columns", "header")  # there is none to leave out
STREAMS = True


def write(timeline: Iterable[Event], stream: BinaryIO, settings: Settings) -> Report:
    """Write the rows; heeds `columns`."""
    columns = rows.choose(settings.columns, events.COLUMNS, events.FOR_EYES)
    return Report(rows.write_plain(events.shown(timeline), columns, stream))
