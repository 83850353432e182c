"""Rows in the making: a date with the sentence and the event that it stands with, and which of them are one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from timeline.clause import Parse
from timeline.describe.attach import Head
from timeline.describe.moments import Moment, holds
from timeline.describe.subjects import speaker_of
from timeline.model import Document, Event, Sentence, Timex
from timeline.values import Recurrence, Vague, bounds


class Spans:
    """Spans in order, asked one stretch of the text after the other."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self.spans = spans
        self.next = 0

    def touch(self, start: int, end: int) -> bool:
        """Tell whether a span shares text with `start` to `end`, a stretch after the one asked before."""
        while self.next < len(self.spans) and self.spans[self.next][1] <= start:
            self.next += 1
        return self.next < len(self.spans) and self.spans[self.next][0] < end


class Row(NamedTuple):
    """An event in the making."""

    moment: Moment
    sentence: Sentence
    parse: Parse
    head: Head | None
    line: str | None = None
    """What the line says, where it is no more than that and its date, see `line_event`."""
    heading: Moment | None = None
    """The date over the sentence, where that has none of its own."""
    told: str = ""
    """What it says, where the dates alone tell that: a birth or a death."""
    begins: bool = False
    """It is denied only up to its date, see `onset`."""
    compares: bool = False
    """Its date is one that it is only compared with or that it is not, see `compared` and `rejected`."""


def without_date(place: int, document: Document) -> Moment:
    """Return the moment of a verb that no expression dates."""
    basis = "document" if document.date else "vague"
    reason = "the sentence tells no date"
    nothing = Timex(
        *(place, place, "", "DATE", "", None, None, "main-verb", reason, Vague.PRESENT, basis),
        *(None, (), None, None, "", (), ()),
    )
    return Moment(place, place, nothing, nothing.when, ())


def has_event(row: Row) -> bool:
    """Tell whether the sentence says more than the date: a heading "1919" names no event."""
    return row.parse.tokens.has_words


def without_compared(rows: list[Row]) -> list[Row]:
    """Return the rows of a sentence that say when something was, where any does."""
    return [row for row in rows if not row.compares] or rows


def without_repeats(rows: Iterable[Row]) -> list[Row]:
    """Of the dates of one event that say the same moment, keep the closest ("in 2011 ... in March")."""
    kept: list[Row] = []
    for row in rows:
        place = next((n for n in range(len(kept) - 1, -1, -1)[:4] if _is_same_event(kept[n], row)), None)
        if place is None:
            kept.append(row)
        elif _is_dated(row) and not holds(row.moment.when, kept[place].moment.when):
            kept[place] = row
    return kept


def _is_same_event(one: Row, two: Row) -> bool:
    if one.head is None or two.head is None or one.parse is not two.parse:
        return False
    if one.head.word != two.head.word:  # "Two days later, the 11 September attack was carried out"
        return two.head.attributive and one.head.clause == two.head.clause and one.moment.when == two.moment.when
    if _is_dated(one) != _is_dated(two):
        return _is_beside(one, two)
    if one.parse.tokens.is_in(one.parse.words_in(*two.moment[:2])[0] - 1, "onset"):
        return False  # "took a job early in 2011, effective May 2011"
    return holds(one.moment.when, two.moment.when) or holds(two.moment.when, one.moment.when)


def _is_dated(row: Row) -> bool:
    return isinstance(row.moment.when, Recurrence) or bounds(row.moment.when) != (None, None)


def _is_beside(one: Row, two: Row) -> bool:
    """Tell whether the second date explains the first: "three weeks later, on 4 February", "most recently in May"."""
    tokens = one.parse.tokens
    between = range(one.parse.words_in(one.moment.start, one.moment.end)[1], one.parse.words_in(*two.moment[:2])[0])
    return all(tokens.lower(i) == "," or tokens.is_in(i, "date_prepositions") for i in between)


def is_alone(row: Row, rows: list[Row]) -> bool:
    """Tell whether the words that a row is taken from hold no other date of `rows`."""
    start, end = row.parse.words[0].start, row.parse.words[-1].end
    return sum(start <= other.moment.start < end for other in rows) <= 1


def is_of_saying(row: Row, event: Event) -> bool:
    """Tell whether a date is that of the saying itself: "Hartley said on Monday"."""
    group = row.head.group if row.head else None
    if event.speaker is None or group is None or group.base not in row.parse.tokens.of["speech_verbs"]:
        return False
    return event.speaker == speaker_of(row.parse, group)
