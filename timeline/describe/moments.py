"""Which temporal expressions make a row of the timeline, alone or two as the ends of one interval."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.grammar import Grammar
from timeline.model import Document, Timex
from timeline.values import Duration, Interval, PartialDate, Recurrence, Vague, Value, bounds, moment


class Moment(NamedTuple):
    """A stretch of text that dates one event: an expression, or a range of two."""

    start: int
    end: int
    timex: Timex
    """The expression, or the first of the two."""
    when: Value
    notes: tuple[str, ...]


def moments(document: Document, timexes: Iterable[Timex], grammar: Grammar) -> Iterator[Moment]:
    """Yield the moments of a document in the order of the text.

    Left out are durations, which name no time, and what only bounds one ("the year to March"), expressions in the
    document's metadata, adjectives that only colour a noun ("annual report", "current owner"), and rates ("5 cents
    per hour").
    """
    pending: Timex | None = None
    for timex in sorted(timexes, key=lambda timex: (timex.start, timex.end)):
        if any(start < timex.end and timex.start < end for start, end in document.metadata):
            continue
        if pending is not None:
            interval = _interval(document, pending, timex)
            if interval:
                yield interval
                pending = None
                continue
            yield from _single(document, pending, grammar)
            pending = None
        if timex.role == "from":
            pending = timex
        else:
            yield from _single(document, timex, grammar)
    if pending is not None:
        yield from _single(document, pending, grammar)


def _interval(document: Document, first: Timex, last: Timex) -> Moment | None:
    """Return the interval of the two ends of a range, or None when they make none ("1945-1939")."""
    if last.role != "to" or "\n\n" in document.text[first.end : last.start]:
        return None
    if isinstance(first.when, Recurrence) and isinstance(last.when, Recurrence):  # "daily from 5 a.m. to 11 p.m."
        return Moment(first.start, last.end, first, first.when, first.notes)
    start, end = _outer(first.when, 0), _outer(last.when, 1)
    if start is None or end is None:
        return None
    if isinstance(end, PartialDate) and moment(start.earliest()) > moment(end.latest()):
        return None
    notes = tuple(dict.fromkeys((*first.notes, *last.notes)))
    return Moment(first.start, last.end, first, Interval(start, end), notes)


def _outer(value: Value, side: int) -> PartialDate | None:
    """Return the date of one end of a range, also where the words made an open interval of it."""
    if isinstance(value, Interval):
        end = value[side]
        other = value[1 - side]
        value = end if isinstance(end, PartialDate) else other if isinstance(other, PartialDate) else value
    return value if isinstance(value, PartialDate) else None


def _single(document: Document, timex: Timex, grammar: Grammar) -> Iterator[Moment]:
    when, notes = timex.when, timex.notes
    if isinstance(when, Duration) or timex.role == "bound" or "impossible-date" in notes:
        return  # `timeline check` tells of the impossible
    if isinstance(when, Recurrence | Vague) and _dates_nothing(timex, grammar):
        return
    if when is Vague.PRESENT and document.date is not None and "now-of-the-story" not in notes:
        when, notes = document.date.date, (*notes, "as-of-document-date")
    yield Moment(timex.start, timex.end, timex, when, notes)


def _dates_nothing(timex: Timex, grammar: Grammar) -> bool:
    """Tell "annual report", "the current owner" and "per hour" from "every Monday" and "currently"."""
    words = timex.text.lower()
    is_rate = isinstance(timex.when, Recurrence) and words.split()[0] in grammar.words["rate_words"]
    return is_rate or words in grammar.words["time_adjectives"]


def holds(outer: Value, inner: Value) -> bool:
    """Tell whether `inner` says the same time as `outer`, or more closely: 2011 and March 2011."""
    (first, last), (begin, end) = bounds(outer), bounds(inner)
    if first is None or last is None or begin is None or end is None:
        return False
    return moment(first)[0] <= moment(begin)[0] and moment(end)[0] <= moment(last)[0]
