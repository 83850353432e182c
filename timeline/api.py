"""What a program calls: dates and timelines of texts, and documents of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from timeline import dct, pipeline, sources
from timeline.errors import InputError, NotationError, UsageError
from timeline.model import Document, DocumentDate, Timeline, Timex
from timeline.notation import from_edtf, from_iso
from timeline.options import Genre, Options, Order, Prefer
from timeline.readers import Reading
from timeline.values import PartialDate

Chosen = TypeVar("Chosen", bound=StrEnum)


def find_dates(
    text: str,
    *,
    date: PartialDate | dt.date | str | None = None,
    language: str = "en",
    prefer: str = "tense",
    genre: str = "auto",
    order: str = "auto",
) -> list[Timex]:
    """Return the temporal expressions of `text` in order, each with its TIMEX3 and EDTF value.

    `date` is the document creation time, as EDTF or ISO 8601 text ("2019-08-26"), a `datetime.date` or a
    `PartialDate`. Without it what depends on it stays open: nothing is guessed and the clock is not read. Offsets
    are code points, half-open.

    Raises:
        UsageError: an option has a value that does not exist.
        NotationError: `date` is no date.
    """
    options = _options(date, language, prefer, genre, order)
    known = options.date and DocumentDate(options.date, "option", "date")
    return pipeline.find(Document(text, date=known), options)


def extract(
    document: str | Document,
    *,
    date: PartialDate | dt.date | str | None = None,
    language: str = "en",
    prefer: str = "tense",
    genre: str = "auto",
    order: str = "auto",
    fold: bool = True,
    include_undated: bool = False,
) -> Timeline:
    """Return the timeline of a text or `Document`: its events in order, then those without a date.

    The document date is `date`, else the one the document has, else the one its text states (a dateline, a
    header); see `find_dates` for the arguments and errors. An event told twice is one row with its `mentions`
    unless `fold` is False. With `include_undated` sentences that date no event give an undated one.
    """
    options = _options(date, language, prefer, genre, order)
    options = options._replace(fold=fold, include_undated=include_undated)
    if isinstance(document, str):
        document = dct.with_metadata(Document(document), language)
    if date is not None or document.date is None:
        document = pipeline.settle_date(document, options)
    return pipeline.extract(document, options)


def read(path: str | Path, *, encoding: str | None = None, language: str = "en") -> Document:
    """Return the document in a file, with its title and the date it states, if any.

    Raises:
        InputError: the file is missing, cannot be read, is no text, or holds several documents.
        UsageError: there is no such encoding.
    """
    documents = read_all(path, encoding=encoding, language=language)
    document = next(documents)
    if next(documents, None) is not None:
        raise InputError(f"{path}: holds several documents; read_all() gives them one by one")
    return document


def read_all(path: str | Path, *, encoding: str | None = None, language: str = "en") -> Iterator[Document]:
    """Yield the documents in a file, such as a mailbox or a feed, each as soon as it is read; at least one.

    Raises:
        InputError: the file is missing, cannot be read or holds no text.
        UsageError: there is no such encoding.
    """
    source = sources.Source(str(path), Path(path))
    for document in sources.load(source, Reading(encoding=encoding), language=language):
        yield pipeline.settle_date(document, Options(language=language))


def _options(date: PartialDate | dt.date | str | None, language: str, prefer: str, genre: str, order: str) -> Options:
    return Options(
        _date(date),
        language=language,
        prefer=_chosen(Prefer, prefer),
        genre=_chosen(Genre, genre),
        order=_chosen(Order, order),
    )


def _date(date: PartialDate | dt.date | str | None) -> PartialDate | None:
    if date is None or isinstance(date, PartialDate):
        return date
    text = date if isinstance(date, str) else date.isoformat()[:10]  # of a moment the day
    parsed = from_iso(text) if "T" in text else from_edtf(text)
    if not isinstance(parsed, PartialDate):
        raise NotationError(f"{text!r} is not one date")
    return parsed


def _chosen(kind: type[Chosen], value: str) -> Chosen:
    try:
        return kind(value)
    except ValueError:
        raise UsageError(f"{kind.__name__.lower()}: {value!r} is not one of {', '.join(kind)}") from None
