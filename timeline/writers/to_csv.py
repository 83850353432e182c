"""CSV with one column per field of an event, in the order of the JSON; new columns come at the end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from timeline.model import Event
from timeline.writers import Report, Settings, events, rows

NAME = "csv"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "comma-separated values, for spreadsheets and data tools"
SUFFIXES: tuple[str, ...] = (".csv",)
HEEDS = ("columns", "header", "excel", "csv_raw")
STREAMS = True


def write(timeline: Iterable[Event], stream: BinaryIO, settings: Settings) -> Report:
    """Write all events; heeds `columns`, `header`, `excel` and `csv_raw`."""
    columns = rows.choose(settings.columns, events.COLUMNS, Event._fields)
    return Report(rows.write_csv(events.records(timeline), columns, stream, settings))
