"""`dates`: every temporal expression of the sources, as it is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline import plugins
from timeline.cli import looks, terminal
from timeline.cli.gather import Collection
from timeline.cli.options import DatesForm, DatesFormat, Engine, Layout, Reading, Sources, Telling
from timeline.output import open_output
from timeline.records import TIMEX_FIELDS, timex_record, to_json
from timeline.writers import rows
from timeline.writers.tables import write_table

FOR_EYES = ("expression", "type", "value", "edtf", "source", "offset", "rule")
"""The columns that a person sees unless others are chosen."""


def run(
    *, sources: Sources, engine: Engine, reading: Reading, form: DatesForm, layout: Layout, telling: Telling
) -> int:
    """Write a record per expression, in the order of the sources and their text, and return the exit code."""
    format_ = form.format or DatesFormat(looks.for_eyes(layout))
    settings = looks.settings(plugins.writer(format_), layout)
    default = FOR_EYES if format_ in {DatesFormat.TABLE, DatesFormat.PLAIN} else TIMEX_FIELDS
    columns = rows.choose(settings.columns, TIMEX_FIELDS, default)
    voice = terminal.Voice(quiet=telling.quiet, verbose=telling.verbose, debug=telling.debug)
    collection = Collection(sources, engine, reading, voice, saved=False)
    records = _records(collection)
    with open_output(None) as stream:
        match format_:
            case DatesFormat.TABLE:
                count = write_table([("", records)], columns, stream, settings)
            case DatesFormat.PLAIN:
                count = rows.write_plain(records, columns, stream)
            case DatesFormat.CSV:
                count = rows.write_csv(records, columns, stream, settings)
            case DatesFormat.TSV:
                count = rows.write_tsv(records, columns, stream, settings)
            case DatesFormat.JSONL:
                count = sum(bool(stream.write(f"{to_json(record)}\n".encode())) for record in records)
    tell_count(count, collection)
    return int(voice.failed or (telling.exit_status and not count))


def tell_count(count: int, collection: Collection) -> None:
    """Say how many expressions the sources have, and what a document date would change."""
    if not collection.silent:
        found = f"{count} expression{'' if count == 1 else 's'}" if count else "no dates found"
        collection.voice.note(f"{found}{collection.want()}")


def _records(collection: Collection) -> Iterator[dict[str, Any]]:
    for document, found in collection.expressions(texts=False):
        for timex in found:
            yield timex_record(document.source, timex)
