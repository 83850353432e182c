"""JSON Lines: one event a line, exact text, every key always there; the form of a saved timeline."""

from __future__ import annotations

from typing import BinaryIO

from timeline import records
from timeline.model import Timeline
from timeline.writers import Report, Settings, rows

NAME = "jsonl"
ALIASES: tuple[str, ...] = ("ndjson",)
DESCRIPTION = "one JSON object a line; `timeline show` reads it back"
SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write all events; UsageError when columns are asked for, as every key is always there."""
    rows.choose(settings.columns, (), ())
    stream.writelines(records.dump(event).encode() + b"\n" for event in timeline)
    return Report(len(timeline))
