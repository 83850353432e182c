"""One JSON document: schema, generator, the documents read, and the events as in JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from timeline import __version__, notation, records
from timeline.model import Document, Timeline
from timeline.writers import Report, Settings

NAME = "json"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "one JSON document with the sources and the events"
SUFFIXES: tuple[str, ...] = (".json",)


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:  # noqa: ARG001 - no choice is open
    """Write all events, one a line."""
    head = {"schema": records.SCHEMA, "generator": f"timeline {__version__}"}
    stream.write(records.to_json(head)[:-1].encode() + b',"documents":[')
    _write_items((records.to_json(_document(document)) for document in timeline.documents), stream)
    stream.write(b'],"events":[')
    _write_items(map(records.dump, timeline), stream)
    stream.write(b"]}\n")
    return Report(len(timeline))


def _write_items(items: Iterable[str], stream: BinaryIO) -> None:
    separator = b"\n"
    for item in items:
        stream.write(separator + item.encode())
        separator = b",\n"
    if separator != b"\n":
        stream.write(b"\n")


def _document(document: Document) -> dict[str, Any]:
    date = document.date
    return {
        "source": document.source,
        "title": document.title,
        "date": date and notation.to_edtf(date.date),
        "date_origin": date and date.origin,
        "date_evidence": date and date.evidence,
        "warnings": list(document.warnings),
        "language": document.language,
    }
