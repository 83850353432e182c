"""From temporal expressions to events: one row per dated event, in words that can be read alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, groupby
from operator import attrgetter
from typing import NamedTuple

from timeline import notation
from timeline.clause import Group, Parse
from timeline.describe.attach import attach
from timeline.describe.compared import compared, rejected, told_of
from timeline.describe.context import context
from timeline.describe.drafts import is_content, speaker_label
from timeline.describe.lines import is_narrated, line_event
from timeline.describe.lives import ends_of_life, life
from timeline.describe.main_verb import main_verb
from timeline.describe.moments import Moment, moments
from timeline.describe.names_now import names_now
from timeline.describe.naming import Naming
from timeline.describe.onset import onset
from timeline.describe.portions import portion
from timeline.describe.prose import tidy, write
from timeline.describe.quotes import quotation
from timeline.describe.referents import Referents
from timeline.describe.rows import (
    Row,
    Spans,
    has_event,
    is_alone,
    is_of_saying,
    without_compared,
    without_date,
    without_repeats,
)
from timeline.describe.status import had_been, is_set, plans_now, tense_and_status
from timeline.describe.subjects import is_saying, speaker_of
from timeline.describe.told import Told
from timeline.headings import date_headings
from timeline.model import Document, Event, Timex
from timeline.records import event_id
from timeline.segment import cut, is_item
from timeline.segment import sentences as split
from timeline.sentences import Dates, Sentences
from timeline.tense import Tense
from timeline.values import Granularity, Interval, Recurrence, bounds
from timeline.values import moment as order_of

__all__ = ["Told", "describe", "undated"]

FURTHEST = 60_000
"""How far, in code points, a text goes on under the date that heads it."""


def describe(
    document: Document, timexes: Sequence[Timex], sentences: Sentences, told: Told | None = None
) -> list[Event]:
    """Return the events of a document, one for each date that names a time of its own, in the order of the text.

    Two expressions of one clause that say the same moment make one event, and so do the two ends of a range, but for
    the birth and the death in brackets after a person's name.
    A vague reference ("soon") and a date without a year make an undated event; a duration makes none.
    Of a part of a long text the events are its own; `told` is what those before it have handed on.
    """
    writer = _Writer(document, sentences, timexes, told)
    dated = writer.moments(timexes)
    own = (moment for moment in dated if document.place.holds(moment.start))
    rows = filter(has_event, chain.from_iterable(map(writer.rows, own)))
    events = [
        event
        for _, together in groupby(rows, key=lambda row: row.sentence)
        for event in writer.events(without_repeats(without_compared([*together])))
    ]
    below = [writer.event(row, alone=True) for row in writer.rows_below(dated)]
    return sorted([*events, *below], key=attrgetter("sentence_offset")) if below else events


def undated(
    document: Document, timexes: Sequence[Timex], sentences: Sentences, told: Told | None = None
) -> Iterator[Event]:
    """Yield an event for each sentence that dates none, by its main verb, in the order of the text.

    Its `expression` is empty and stands at the verb; all that is known of its time is the document's date.
    """
    writer = _Writer(document, sentences, timexes, told)
    dated = writer.moments(timexes)
    below = {row.sentence for row in writer.rows_below(dated)}
    for row in writer.undated_rows(dated):
        if row.sentence not in below:
            yield writer.event(row, alone=True)._replace(timex3=None)


class _Words(NamedTuple):
    """What a row says of its event."""

    text: str
    head: str | None
    head_offset: int | None
    tense: Tense
    status: str
    speaker: str | None


def _said(event: Event, sayings: list[Event]) -> str | None:
    """Return when an event is told, by the dates of the sayings in its sentence; None where that is open."""
    if event in sayings:
        return event.edtf
    dates = {saying.edtf for saying in sayings if saying.speaker == event.speaker}
    return dates.pop() if len(dates) == 1 else None


def _is_told_without_hour(moment: Moment) -> bool:
    """Tell whether EDTF has no room for the hour of a date: "about 3.15 pm"."""
    start, end = bounds(moment.when)
    hour = any(side is not None and side.granularity <= Granularity.HOUR for side in (start, end))
    return hour and "T" not in (notation.to_edtf(moment.when) or "")


class _Writer:
    """Writes the events of one document; keeps what they share: its lines, dates and identities."""

    def __init__(self, document: Document, sentences: Sentences, timexes: Iterable[Timex], told: Told | None) -> None:
        self.document = document
        self.sentences = sentences.behind(document.metadata)
        self.grammar = sentences.grammar
        self.by_place = {(timex.start, timex.end): timex for timex in timexes}
        self.dates = Dates(self.by_place)
        self.lines = [*accumulate(len(line) + 1 for line in document.text.split("\n"))]
        self.told = told or Told()
        self.name = document.source.replace("\\", "/").rpartition("/")[2]
        self.dated = notation.to_edtf(document.date.date) if document.date else None
        self.written = order_of(document.date.date.latest())[0] if document.date else None
        self.referents = Referents(document, self.sentences, self.dates)
        self.naming = Naming(self.referents)

    def moments(self, timexes: Iterable[Timex]) -> list[Moment]:
        """Return the moments of the document but for those that only say what something is called now."""
        dated = moments(self.document, timexes, self.grammar)
        return [moment for moment in dated if not self.names_now(moment)]

    def names_now(self, moment: Moment) -> bool:
        """Tell whether a moment is a "now" that only says what something has become."""
        place = (moment.start, moment.end)
        if self.document.text[moment.start : moment.end].lower() not in self.grammar.words["present_words"]:
            return False
        found = self.sentences.parse(self.sentences.around(*place), place, self.dates)
        return names_now(found, *found.words_in(*place))

    def row(self, moment: Moment) -> Row:
        sentence = self.sentences.around(moment.start, moment.end)
        place = (moment.start, moment.end)
        found = self.sentences.parse(sentence, place, self.dates)
        line = line_event(self.document.text, sentence, place, found, self.grammar)
        if line is None and (part := portion(self.document.text, found, *found.words_in(*place))):
            found = self.sentences.parse(part, place, self.dates)
        head = attach(found, *found.words_in(*place))
        begins = onset(found, head, moment)
        if before := told_of(found, moment):
            return Row(before[1], sentence, found, before[0], line)
        if beside := compared(found, moment):
            return Row(beside, sentence, found, head, line, compares=True)
        other = rejected(found, moment)
        return Row(begins or moment, sentence, found, head, line, begins=begins is not None, compares=other)

    def rows(self, moment: Moment) -> list[Row]:
        """Return the row of a moment, or those of a birth and a death: "Ada Lind (1811-1880) was a painter"."""
        row = self.row(moment)
        name = life(row.parse, moment.start, moment.end, moment.when) if isinstance(moment.when, Interval) else ""
        ends = [self.by_place[span] for span in self.dates.within(moment.start, moment.end)] if name else []
        if len(ends) != 2:
            return [row._replace(told=ends_of_life(row.parse, moment.start, moment.end))]
        said = (self.grammar.born, self.grammar.died)
        return [
            row._replace(moment=Moment(end.start, end.end, end, end.when, end.notes), told=f"{name} [{verb}]")
            for end, verb in zip(ends, said, strict=True)
        ]

    def undated_rows(self, dated: Iterable[Moment]) -> Iterator[Row]:
        """Yield a row for each sentence that holds no date and whose main verb tells an event."""
        taken = Spans(sorted((*self.document.metadata, *((moment.start, moment.end) for moment in dated))))
        for sentence in split(self.document.text, self.sentences.stops):
            if self.document.place.holds(sentence.start) and not taken.touch(*sentence):
                found = self.sentences.parse(sentence, (sentence.start, sentence.start), self.dates)
                if head := main_verb(found):
                    moment = without_date(found.words[head.word].start, self.document)
                    yield Row(moment, sentence, found, head)

    def rows_below(self, dated: Sequence[Moment]) -> Iterator[Row]:
        """Yield the rows of the sentences without a date that stand under one, see `date_headings`."""
        text, at = self.document.text, {moment.start: moment for moment in dated}
        spans = ((moment.start, moment.end) for moment in dated)
        headings = date_headings(text, spans, diary=self.told.diary)
        if len(headings) == 1 and not self.told.diary and self.is_own_date(at[headings[0].start]):
            return
        firsts = [heading.first for heading in headings]
        for row in self.undated_rows(dated) if headings else ():
            place = bisect_right(firsts, row.sentence.start) - 1
            if place >= 0 and row.sentence.start < min(headings[place].last, headings[place].first + FURTHEST):
                moment = at[headings[place].start]
                yield row._replace(heading=moment._replace(notes=(*moment.notes, "dated-by-heading")))

    def events(self, rows: list[Row]) -> list[Event]:
        """Return the events of one sentence, each with the date of its saying where the sentence tells one."""
        events = [self.event(row, alone=is_alone(row, rows)) for row in rows]
        sayings = [event for row, event in zip(rows, events, strict=True) if is_of_saying(row, event)]
        return [event._replace(said=said) if (said := _said(event, sayings)) else event for event in events]

    def event(self, row: Row, *, alone: bool) -> Event:
        moment, sentence, place = row.heading or row.moment, row.sentence, self.document.place
        timex, words = moment.timex, self.words(row, alone=alone)
        start, end = bounds(moment.when)
        expression = self.document.text[moment.start : moment.end]
        shown = cut(self.document.text, sentence, row.moment.start, row.moment.end)
        verbatim = self.document.text[shown.start : shown.end]
        offset = place.offset + moment.start
        number = self.told.number(offset, verbatim, expression)
        recurrence = notation.to_rrule(moment.when) if isinstance(moment.when, Recurrence) else None
        return Event(
            id=event_id(self.name, verbatim, expression, number),
            start=notation.to_iso(start) if start else None,
            end=notation.to_iso(end) if end else None,
            precision=notation.precision(moment.when),
            qualifier=notation.qualifier(moment.when),
            edtf=notation.to_edtf(moment.when),
            event=words.text,
            expression=expression,
            confidence=None,
            source=self.document.source,
            offset=offset,
            length=moment.end - moment.start,
            line=place.line + bisect_right(self.lines, moment.start) + 1,
            sentence=verbatim,
            timex3=timex.value,
            recurrence=recurrence,
            timezone=None,
            notes=moment.notes if shown == sentence else (*moment.notes, "sentence-cut"),
            type=timex.type,
            mod=timex.mod,
            rule=timex.rule,
            reason=timex.reason,
            basis=timex.basis,
            anchor=timex.anchor,
            head=words.head,
            head_offset=None if words.head_offset is None else place.offset + words.head_offset,
            tense=None if words.tense is Tense.NONE else words.tense.value,
            status=words.status,
            speaker=words.speaker,
            sentence_offset=place.offset + shown.start,
            document_date=self.dated,
            page=bisect_right(self.document.pages, offset) if self.document.pages else None,
        )

    def words(self, row: Row, *, alone: bool) -> _Words:
        """Return what the row says of its event."""
        text, found, head, grammar = self.document.text, row.parse, row.head, self.grammar
        if row.told:
            return _Words(row.told, None, None, Tense.PAST, "happened", None)
        place = (row.moment.start, row.moment.end)
        line = row.line
        said = None if line else quotation(text, found, head, place, grammar, self.name_of, self.ending, self.around)
        word = found.words[head.word] if head else None
        often = row.moment.start if isinstance(row.moment.when, Recurrence) else None
        status_of = partial(tense_and_status, found, begins=row.begins, often=often)
        waits: int | None = None
        if line is not None or head is None:
            body = line or tidy(text[found.words[0].start : found.words[-1].end], grammar)
            tense, status = status_of(head, reported=False) if head else (Tense.NONE, "happened")
            speaker = None
        elif said is not None:
            body, speaker = said.text, said.speaker
            tense, status = status_of(head, reported=True)
            waits = self.naming.open_speaker(found, speaker)
        else:
            chosen, waits = self.naming.choose(found, head, place, alone=alone)
            date = None if _is_told_without_hour(row.moment) else place
            body, speaker = write(text, found, chosen, head, date), chosen.speaker
            if head.group and is_saying(found, head.group):
                speaker = self.name_of(found, head.group) or speaker_of(found, head.group)
            tense, status = status_of(head, reported=chosen.reported)
        told = line is not None or is_item(text, row.sentence.start) or self.lies_back(row.moment)
        if status == "planned" and told and head and head.group and is_narrated(found, head.group):
            tense, status = Tense.PRESENT, "happened"
        status = self.by_date(row, status)
        if waits is not None:
            body = grammar.with_context(body, context(self.referents, found, waits))
        elif before := self.question(found):
            body = grammar.with_context(self.without_label(found), self.without_label(before))
        body = body or text[row.sentence.start : row.sentence.end]
        return _Words(body, word.text if word else None, word.start if word else None, tense, status, speaker)

    def by_date(self, row: Row, status: str) -> str:
        """Return the status of an event as its date allows it: what lies ahead has not happened."""
        found, head, moment = row.parse, row.head, row.moment
        if status == "planned" and self.lies_back(moment) and plans_now(found, head):
            return "reported"  # what is to come is measured by it: "sales will top those of 2018"
        if status != "happened":
            return status
        if self.lies_ahead(row.heading or moment) and not had_been(found, head):
            return "planned"
        is_aim = head and head.group and is_set(found, head.group, (moment.start, moment.end))
        return "planned" if is_aim else status

    def question(self, found: Parse) -> Parse | None:
        """Return the question that a sentence answers which says no more than a date: "A: In 1994."."""
        if any(is_content(found, i) for i in range(speaker_label(found), len(found.words))):
            return None
        before = self.referents.earlier.before(found.words[0].start)
        return before if before and "?" in before.words[-1].text else None

    def without_label(self, found: Parse) -> str:
        """Return a sentence without the "Q:" or "A:" before it."""
        start, end = found.words[speaker_label(found)].start, found.words[-1].end
        return tidy(self.document.text[start:end], self.grammar, whole=True)

    def ending(self, place: int) -> Parse:
        """Return the sentence around a place, as far as that, taken apart."""
        last = (max(0, place - 1), place)
        return self.sentences.parse(self.sentences.around(*last)._replace(end=place), last, self.dates)

    def around(self, place: int) -> Parse:
        """Return the sentence around a place, taken apart."""
        return self.sentences.parse(self.sentences.around(place, place + 1), (place, place + 1), self.dates)

    def name_of(self, found: Parse, verb: Group) -> str | None:
        """Return the name that the subject of a verb means, where it is a pronoun that can mean only one."""
        meant = self.referents.opening(found, verb)
        return meant and meant.name

    def is_own_date(self, moment: Moment) -> bool:
        """Tell whether a date is the document's own."""
        return self.document.date is not None and moment.when == self.document.date.date

    def lies_back(self, moment: Moment) -> bool:
        """Tell whether a date ends before the document's own."""
        end = bounds(moment.when)[1]
        return end is not None and self.written is not None and order_of(end)[0] < self.written

    def lies_ahead(self, moment: Moment) -> bool:
        """Tell whether a date begins after the document's own: what it dates cannot have happened yet."""
        start, end = bounds(moment.when)
        first = start or end  # "by 30 November" has no beginning
        return first is not None and self.written is not None and order_of(first)[0] > self.written
