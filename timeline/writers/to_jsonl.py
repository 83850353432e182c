"""JSON Lines: one event a line, exact text, every key always there; the form of a saved timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from timeline import records
from timeline.model import Event
from timeline.writers import Report, Settings, rows

NAME = "jsonl"
ALIASES: tuple[str, ...] = ("ndjson",)
DESCRIPTION = "one JSON object a line; `timeline show` reads it back"
SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
STREAMS = True


def write(timeline: Iterable[Event], stream: BinaryIO, settings: Settings) -> Report:
    """Write all events; UsageError when columns are asked for, as every key is always there."""
    rows.choose(settings.columns, (), ())
    return Report(sum(bool(stream.write(records.dump(event).encode() + b"\n")) for event in timeline))
