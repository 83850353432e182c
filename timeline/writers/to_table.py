"""A table for the terminal: aligned columns that fit the width, undated events in a block at the end."""

from __future__ import annotations

from typing import BinaryIO

from timeline.model import Timeline
from timeline.writers import Report, Settings, events, rows
from timeline.writers.groups import grouped
from timeline.writers.tables import write_table

NAME = "table"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "aligned columns for a terminal"
SUFFIXES: tuple[str, ...] = ()
HEEDS = ("columns", "header", "width", "wrap", "color", "group")


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the table; heeds `columns`, `header`, `width`, `wrap`, `color` and `group`."""
    columns = rows.choose(settings.columns, events.COLUMNS, events.FOR_EYES)
    parts = (*grouped(timeline.events, settings.group), ("undated", timeline.undated))
    blocks = ((title, events.shown(part)) for title, part in parts)
    return Report(write_table(blocks, columns, stream, settings))
