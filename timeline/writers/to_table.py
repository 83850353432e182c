"""A table for the terminal: aligned columns, shortened to the width, undated events in a block at the end."""

from __future__ import annotations

from typing import BinaryIO

from timeline.model import Timeline
from timeline.writers import Report, Settings, events, rows

NAME = "table"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "aligned columns for a terminal"
SUFFIXES: tuple[str, ...] = ()


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the table; heeds `columns`, `header`, `width` and `color`."""
    columns = rows.choose(settings.columns, events.COLUMNS, events.FOR_EYES)
    blocks = (("", events.shown(timeline.events)), ("undated", events.shown(timeline.undated)))
    return Report(rows.write_table(blocks, columns, stream, settings))
