"""The order of the stages: document -> matches -> timexes -> events -> events folded -> timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from operator import attrgetter

from timeline import dct, grammar, order
from timeline.anchor import Discourse, anchor
from timeline.describe import Told, describe, undated
from timeline.facts import Facts
from timeline.fold import fold
from timeline.headings import date_headings
from timeline.join import join
from timeline.language import Language, load_language
from timeline.model import Document, DocumentDate, Event, Match, Timeline, Timex
from timeline.options import Options
from timeline.parts import Found, Scan, Scans
from timeline.previews import preview
from timeline.sentences import Dates, Sentences
from timeline.tag import tag
from timeline.tense import Tense, TenseEvidence, ahead, is_habit, may_be_habit, tense_at
from timeline.unseen import Seen
from timeline.values import Granularity, PartialDate


def settle_date(document: Document, options: Options, mtime: float | None = None) -> Document:
    """Return `document` with the best date it has, or with none: nothing is guessed."""
    return document._replace(date=next(iter(candidate_dates(document, options, mtime)), None))


def candidate_dates(document: Document, options: Options, mtime: float | None = None) -> list[DocumentDate]:
    """Return the dates that a document may have, best first."""
    load_language(options.language).automata.expect(document.text)
    return dct.candidates(document, options, partial(_explicit_date, language=options.language), mtime)


def find(document: Document, options: Options) -> list[Timex]:
    """Return the temporal expressions of a document, in order, each with its value."""
    return [timex for found in expressions(document, options) for timex in found]


def expressions(document: Document, options: Options) -> Iterator[list[Timex]]:
    """Yield the same part by part, so that a text of any length takes the memory of one."""
    return (found.own() for found in _found(document, options))


def events(document: Document, options: Options) -> Iterator[Event]:
    """Yield the events of a document whose date is settled, in the order of the text, part by part too."""
    return _events(_found(document, options), options)


def extract(document: Document, options: Options) -> Timeline:
    """Return the timeline of one document whose date is settled."""
    parts = list(_found(document, options))
    timexes = tuple(timex for found in parts for timex in found.own())
    return Timeline(*order.arrange(_events(parts, options)), (document,), (timexes,))


def merge(timelines: Iterable[Timeline]) -> Timeline:
    """Return one timeline of several; events of the same moment keep the order of their timelines."""
    parts = list(timelines)
    events = order.arrange(event for part in parts for event in part)
    documents = tuple(document for part in parts for document in part.documents)
    return Timeline(*events, documents, tuple(timexes for part in parts for timexes in part.timexes))


def _found(document: Document, options: Options) -> Iterator[Found]:
    """Yield the parts of a document with their expressions.

    A first pass gathers what the dates of the whole text settle, a second gives each its value.
    """
    scans = Scans(document, partial(_scan, language=load_language(options.language)))
    facts = Facts(document.date and document.date.date)
    for scan in scans:
        facts.add(scan)
    told = Discourse(facts.setting(options))
    found: Found | None = None
    for scan in scans:
        sentences = Sentences(scan.part.text, options.language)
        before = found.before(scan.part) if found else []
        timexes = [*before, *_values(scan, told, sentences)]
        found = Found(scan.part, sentences, timexes, told.setting.diary and document.parts is not None)
        yield found


def _scan(part: Document, language: Language) -> Scan:
    seen = Seen(part.text)
    matches = seen.placed(join(seen.text, tag(seen.text, language), language))
    spans = ((match.start, match.end) for match in matches)
    return Scan(part, matches, date_headings(part.text, spans, diary=True))


def _values(scan: Scan, told: Discourse, sentences: Sentences) -> list[Timex]:
    told.move_to(scan.part.place.offset)
    dates = Dates((match.start, match.end) for match in scan.matches)
    days = {heading.start for heading in scan.headings} if told.setting.diary else ()
    return anchor(
        scan.part.text,
        scan.own,
        told,
        partial(_tense, sentences, dates),
        partial(_is_habitual, sentences, dates),
        days=days,
        following=scan.following,
    )


def _events(parts: Iterable[Found], options: Options) -> Iterator[Event]:
    told = Told()
    events = (event for found in parts for event in _described(found, told, options))
    return fold(events, grammar.load(options.language)) if options.fold else events


def _described(found: Found, told: Told, options: Options) -> list[Event]:
    told.diary = found.diary
    part = dct.with_part_metadata(found.part, options.language)
    events = describe(part, found.timexes, found.sentences, told)
    if not options.include_undated:
        return events
    return sorted([*events, *undated(part, found.timexes, found.sentences, told)], key=attrgetter("sentence_offset"))


def _tense(sentences: Sentences, dates: Dates, match: Match) -> TenseEvidence:
    place = (match.start, match.end)
    sentence = sentences.around(*place)
    told = tense_at(sentences.text, sentences.parse(sentence, place, dates), *place)
    if told.tense is not Tense.NONE:
        return told
    over = preview(sentences.text, sentence.start, match.start, sentences.grammar)
    return ahead(sentences.text, *over) if over else told


def _is_habitual(sentences: Sentences, dates: Dates, match: Match) -> bool:
    place = (match.start, match.end)
    if not may_be_habit(sentences.text, *place, sentences.grammar):
        return False
    return is_habit(sentences.parse(sentences.around(*place), place, dates), *place)


def _explicit_date(text: str, language: str) -> PartialDate | None:
    """Return the first date in `text` that says its year, at least to the month."""
    for timex in find(Document(text), Options(language=language)):
        when = timex.when
        if isinstance(when, PartialDate) and when.granularity <= Granularity.MONTH:
            return when
    return None
