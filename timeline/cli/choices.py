"""What the options and the environment choose, checked before anything is read."""

from __future__ import annotations

import os

from timeline import plugins, sources
from timeline.cli import document_date
from timeline.cli.options import Engine, Reading, Sources
from timeline.errors import UsageError
from timeline.options import Options

_LAST_SECOND = 253_402_300_799
"""Of the year 9999, the last that a calendar can be stamped with."""

_RECORDS = "articles"
"""The name of the reader whose documents are records with fields."""


def engine_options(engine: Engine) -> Options:
    """Return the choices of the engine; UsageError when one cannot be used."""
    plugins.language(engine.lang)
    return Options(
        date=None if engine.date is None else document_date.parse(engine.date, "--date", engine.order),
        language=engine.lang,
        prefer=engine.prefer,
        genre=engine.genre,
        order=engine.order,
    )


def check_reading(reading: Reading) -> None:
    """Raise UsageError for what does not exist or would have no effect."""
    if reading.input not in {sources.AUTO, _RECORDS} and (reading.text_field or reading.date_field or reading.id_field):
        raise UsageError(f"--text-field, --date-field and --id-field go with --input {_RECORDS}")
    if reading.input != sources.AUTO:
        try:
            plugins.reader(reading.input)
        except UsageError as error:
            raise UsageError(f"--input: {error} and {sources.AUTO}") from None
    if reading.encoding is not None:
        try:
            "".encode(reading.encoding)
        except (LookupError, ValueError):
            known = "utf-8, utf-16 and cp1252 are"
            raise UsageError(f"--encoding: no encoding {reading.encoding!r} is known; {known}") from None


def job_count(given: Sources) -> int:
    """Return how many sources are read at once, which for 0 the machine decides; UsageError for fewer."""
    if given.jobs < 0:
        raise UsageError(f"--jobs: {given.jobs} is below 0")
    if given.jobs:
        return given.jobs
    from timeline.cli.workers import cores  # noqa: PLC0415 - only when asked for

    return cores()


def epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org), None when it is not set; UsageError for what is no time."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_SECOND)) and int(text) <= _LAST_SECOND:
        return int(text)
    raise UsageError(f"SOURCE_DATE_EPOCH: {text!r} is not a number of seconds from 1970 to 9999")
