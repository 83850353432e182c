"""JSON Lines: one event a line, exact text, every key always there; the form of a saved timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from timeline import records
from timeline.model import Event
from timeline.writers import Report, Settings

NAME = "jsonl"
ALIASES: tuple[str, ...] = ("ndjson",)
DESCRIPTION = "one JSON object a line; `timeline show` reads it back"
SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson")
STREAMS = True


def write(timeline: Iterable[Event], stream: BinaryIO, settings: Settings) -> Report:  # noqa: ARG001 - no choice is open
    """Write all events."""
    return Report(sum(bool(stream.write(records.dump(event).encode() + b"\n")) for event in timeline))
