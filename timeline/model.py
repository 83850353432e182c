"""The things that pass between the stages: document, match, timex, event, timeline.

All offsets are half-open and count Unicode code points of `Document.text`, from 0.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from timeline.meaning import Expression
from timeline.values import PartialDate, Value


class DocumentDate(NamedTuple):
    """The document creation time (DCT), where it came from and the words that say so."""

    date: PartialDate
    origin: str
    """`option`, `metadata`, `text`, `name` or `mtime`."""
    evidence: str
    """What was read: the header line, the dateline, the file name."""
    span: tuple[int, int] | None = None
    """Where it stands in the text; that stretch is metadata and makes no event."""
    revised: bool = False
    """Whether it is the date of a revision or of the file, which counts only when none of publication is known."""


class Place(NamedTuple):
    """Where the text of a part stands in a long one, and which stretch of it is the part's own.

    `first` and `last` count in the part; what stands before and after belongs to its neighbours, and is there
    because a date is read by what stands around it.
    """

    offset: int
    """How much text stands before it."""
    line: int
    """How many lines end before it."""
    first: int
    last: int

    def holds(self, start: int) -> bool:
        """Tell whether what begins at an offset of the part is its own."""
        return self.first <= start < self.last


WHOLE = Place(0, 0, 0, sys.maxsize)


class Loss(str):
    """A warning that a part of the input cannot be read: what is made of it is not complete."""

    __slots__ = ()


class Document(NamedTuple):
    """A text with its name and its own date."""

    text: str
    source: str = "-"
    """The name the user gave, or `-` for standard input."""
    date: DocumentDate | None = None
    title: str | None = None
    metadata: tuple[tuple[int, int], ...] = ()
    """Spans of the text that are about the document (headers, dateline, "Updated: ..."), not of its story."""
    warnings: tuple[str, ...] = ()
    """What the reader had to guess or mend, one line each; a `Loss` for what is missing."""
    stated: tuple[DocumentDate, ...] = ()
    """The dates that the format itself states (a mail's Date, a page's structured data), best first."""
    pages: tuple[int, ...] = ()
    """Where each page begins, the first at 0; empty for what has no pages."""
    language: str | None = None
    """The language that the format states, as a BCP 47 tag."""
    parts: Iterable[Document] | None = None
    """All of a long text, part by part, as often as it is asked for; `text` is then that of the first part."""
    place: Place = WHOLE
    """Where the text of a part stands."""


class Sentence(NamedTuple):
    """A sentence, heading or list item, as a span of the text."""

    start: int
    end: int


class Match(NamedTuple):
    """A stretch of text that a rule has read, before it is anchored."""

    start: int
    end: int
    expression: Expression
    rule: str

    def from_offset(self, offset: int) -> Match | None:
        """Return the same where the text begins at `offset`; None for what stands before that."""
        if self.start < offset:
            return None
        return self._replace(start=self.start - offset, end=self.end - offset)


class Timex(NamedTuple):
    """A temporal expression with its value: a TIMEX3, and the reason for it.

    `find_dates` keeps to the TIMEX3 view: in "August 26–27" each end is a `Timex` of its own. `role` then
    says which end of a range it is, so that the timeline can make one event of both.
    """

    start: int
    end: int
    text: str
    type: str
    """TIMEX3 type: DATE, TIME, DURATION or SET."""
    value: str
    """TIMEX3 value."""
    mod: str | None
    """TIMEX3 mod: START, MID, END, APPROX, BEFORE, ON_OR_AFTER, ..."""
    edtf: str | None
    """EDTF of `when`; None when no EDTF can say it."""
    rule: str
    """Name of the pattern that read it."""
    reason: str
    """Why it has this value, in words."""
    when: Value
    """The value itself; with "since" or "until" before it, the open interval."""
    basis: str
    """What the value rests on; see `BASES`."""
    anchor: str | None
    """The date it was counted or completed from, as TIMEX3 value; None when it needed none."""
    filled: tuple[str, ...]
    """The fields that were not said but inferred, largest first: ("year",)."""
    quant: str | None
    """TIMEX3 `quant` of a SET."""
    freq: str | None
    """TIMEX3 `freq` of a SET."""
    role: str
    """`from` or `to` for the two ends of a range, `bound` for where the length before it begins or ends, else empty."""
    notes: tuple[str, ...]
    """Stable codes for doubts: `ambiguous-order`, `assumed-century`, `weekday-mismatch`, ..."""
    alternatives: tuple[str, ...]
    """The readings that were not chosen, each with the reason against it."""

    def moved(self, by: int) -> Timex:
        """Return the same expression where its offsets are larger by so many code points."""
        return self._replace(start=self.start + by, end=self.end + by) if by else self


BASES = {
    "explicit": "the text says all of it",
    "relative": "counted from the document date",
    "discourse": "counted or completed from a date told before it",
    "tense": "completed by the tense of its clause",
    "nearest": "completed to the date nearest to the document date",
    "vague": "the text names no date",
    "document": "the sentence tells no date; the document's own is all there is",
    "unanchored": "there is no date to count from",
}
"""What `Timex.basis` and `Event.basis` can be, with their meanings."""


class Mention(NamedTuple):
    """Another place of the document where an event is told."""

    offset: int
    """Of the words of its date, in code points."""
    length: int
    line: int
    """1-based."""
    sentence: str
    """Verbatim."""


class Event(NamedTuple):
    """One row of a timeline: when, what, and from where. The fields are those of the JSONL, in its order.

    `start` and `end` are the first and last possible day or moment, both inclusive, in ISO 8601; None is no
    bound. An event with neither is undated.
    """

    id: str
    start: str | None
    end: str | None
    precision: str
    """Lower-case `Granularity` name, or `none`."""
    qualifier: str | None
    """`approximate`, `uncertain`, `both` or None."""
    edtf: str | None
    event: str
    """What happened, readable alone; what was put in stands in square brackets, but for a shared "she"."""
    expression: str
    """The words of the date, verbatim."""
    confidence: float | None
    """None: no calibrated figure exists; `basis` says what the date rests on."""
    source: str
    offset: int
    """Of `expression`, in code points."""
    length: int
    line: int
    """1-based."""
    sentence: str
    """Verbatim."""
    timex3: str | None
    recurrence: str | None
    """RRULE value of a repeated event."""
    timezone: str | None
    notes: tuple[str, ...]
    type: str
    """TIMEX3 type."""
    mod: str | None
    rule: str
    reason: str
    basis: str
    anchor: str | None
    head: str | None
    """The word that names the event, as in the text."""
    head_offset: int | None
    tense: str | None
    """`past`, `present` or `future`; None when the clause has no finite verb."""
    status: str
    """`happened`, `planned`, `reported`, `denied` or `conditional`."""
    speaker: str | None
    """Who says it, when the row is a quotation or a report."""
    sentence_offset: int
    document_date: str | None
    """The document's own date, in EDTF."""
    said: str | None = None
    """When it was said, in EDTF, where the text dates the saying; None when it does not."""
    mentions: tuple[Mention, ...] = ()
    """The other places where the same event is told, in the order of the text."""
    page: int | None = None
    """1-based; None for what has no pages."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time, then those without a date in order of the text."""

    events: tuple[Event, ...]
    undated: tuple[Event, ...] = ()
    documents: tuple[Document, ...] = ()
    timexes: tuple[tuple[Timex, ...], ...] = ()
    """The expressions of each document, in the order of `documents`; a saved timeline has neither."""

    def __iter__(self) -> Iterator[Event]:
        """Iterate over the dated events, then the undated ones."""
        yield from self.events
        yield from self.undated

    def __len__(self) -> int:
        """Return the number of all events, the undated ones included."""
        return len(self.events) + len(self.undated)
