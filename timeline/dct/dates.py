"""The dates that a document may have been written on, best first; the caller reads those that are words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from timeline import civil
from timeline.dct import file_name
from timeline.dct.notes import Note, notes_of
from timeline.model import Document, DocumentDate
from timeline.options import DateFrom, Options
from timeline.values import Granularity, PartialDate

ReadDate = Callable[[str], PartialDate | None]
"""Reads the one explicit date in a short string."""

_SECONDS_A_DAY = 86_400


def candidates(
    document: Document, options: Options, read_date: ReadDate, mtime: float | None = None
) -> list[DocumentDate]:
    """Return the dates that the document may have, best first.

    What the caller gave comes first, then what the format states, headers, the text's own lines, and the file's
    name; a date of revision, or of the file itself, stands behind all dates of publication. `options.date_from`
    restricts where to look; `mtime`, in seconds since 1970, counts only when it asks for that. Each date found is at
    least as precise as a month, unless it was given.
    """
    given = [DocumentDate(options.date, "option", "--date")] if options.date else []
    if document.date and document.date.origin == "option":
        given.append(document.date)
    if options.date_from is DateFrom.NONE:
        return given
    if options.date_from is DateFrom.MTIME:
        return given + _from_mtime(mtime)
    found = _stated(document, options.language, read_date)
    if options.date_from is not DateFrom.AUTO:
        found = [each for each in found if each.origin == options.date_from.value]
    return given + found


def _stated(document: Document, language: str, read_date: ReadDate) -> list[DocumentDate]:
    """Return what the document and its name say, best first: a day before the month that it lies in."""
    dates = list(_said(document, language, read_date))
    days = [each for each in dates if each.date.granularity < Granularity.MONTH and not each.revised]
    inside = [each for each in days if each.date[:2] == dates[0].date[:2]]
    return [inside[0], *dates] if inside and dates[0].date.granularity is Granularity.MONTH else dates


def _said(document: Document, language: str, read_date: ReadDate) -> Iterator[DocumentDate]:
    """Yield what the document and its name say, the surest first."""
    notes = list(notes_of(document, language))
    read = list(_dated(notes, read_date, document.text))
    stated = [each._replace(date=day) for each in document.stated if (day := _to_day(each.date))]
    known = [document.date] if document.date and document.date.origin != "option" else []
    named = file_name.date_of(document.source)
    published = [*known, *(each for each in (*stated, *read) if not each.revised)]
    near = published[0].date if published else named.date if named else file_name.year_of(document.source)
    found = published + (list(_completed(notes, near, read_date, document.text)) if near else [])
    yield from (date for date in found if date.origin == "metadata")
    yield from sorted((date for date in found if date.origin != "metadata"), key=_place)
    if named:
        yield named
    yield from (each for each in (*read, *stated) if each.revised)


def _place(date: DocumentDate) -> tuple[bool, tuple[int, ...]]:
    """Return a sort key by the place in the text; what a reader took from elsewhere comes behind it."""
    return date.span is None, date.span or ()


def _dated(notes: Iterable[Note], read_date: ReadDate, text: str) -> Iterator[DocumentDate]:
    """Yield the dates that notes say in full."""
    for note in notes:
        if note.role in ("published", "updated", "week") and (date := _to_day(read_date(note.value))):
            if note.role == "week":
                date = PartialDate(*civil.from_ordinal(_ordinal(date) + 6), granularity=Granularity.DAY)
            yield _found(note, date, text)._replace(revised=note.role == "updated")


def _completed(notes: Iterable[Note], near: PartialDate, read_date: ReadDate, text: str) -> Iterator[DocumentDate]:
    """Yield the datelines that lack only a year, each on the day that is closest to `near`."""
    years = [near.year] if near.granularity is Granularity.YEAR else [near.year - 1, near.year, near.year + 1]
    for note in notes:
        if note.kind != "dateline" or not note.value or read_date(note.value):
            continue
        words = note.value.strip(" ,")
        readings = (read_date(f"{words}, {year}") or read_date(f"{words} {year}") for year in years)
        days = [day for reading in readings if (day := _to_day(reading))]
        if days:
            yield _found(note, min(days, key=lambda day: abs(_ordinal(day) - _ordinal(near))), text)


def _found(note: Note, date: PartialDate, text: str) -> DocumentDate:
    words = " ".join(text[note.start : note.end].split())
    origin = "metadata" if note.kind == "header" else "text"
    return DocumentDate(date, origin, f'{note.kind} "{words}"', (note.start, note.end))


def _from_mtime(mtime: float | None) -> list[DocumentDate]:
    if mtime is None:
        return []
    day = civil.from_ordinal(int(mtime // _SECONDS_A_DAY) + civil.ordinal(1970, 1, 1))
    return [DocumentDate(PartialDate(*day, granularity=Granularity.DAY), "mtime", "modification time of the file")]


def _to_day(date: PartialDate | None) -> PartialDate | None:
    """Return `date` without its time of day; None when it is not as precise as a month."""
    if date is None or date.granularity > Granularity.MONTH:
        return None
    if date.granularity >= Granularity.DAY:
        return date
    return PartialDate(date.year, date.month, date.day, granularity=Granularity.DAY, qualifier=date.qualifier)


def _ordinal(date: PartialDate) -> int:
    return civil.ordinal(date.year, date.month, date.day)
