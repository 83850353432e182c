"""The order of the stages: document -> matches -> timexes -> events -> events folded -> timeline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from operator import attrgetter

from timeline import dct, order
from timeline.anchor import Setting, anchor
from timeline.describe import describe, undated
from timeline.fold import fold
from timeline.join import join
from timeline.language import load_language
from timeline.model import Document, DocumentDate, Match, Timeline, Timex
from timeline.narrative import is_narrative, story_start
from timeline.options import Options
from timeline.sentences import Dates, Sentences
from timeline.tag import tag
from timeline.tense import TenseEvidence, tense_at
from timeline.values import Granularity, PartialDate


def settle_date(document: Document, options: Options, mtime: float | None = None) -> Document:
    """Return `document` with the best date it has, or with none: nothing is guessed."""
    return document._replace(date=next(iter(candidate_dates(document, options, mtime)), None))


def candidate_dates(document: Document, options: Options, mtime: float | None = None) -> list[DocumentDate]:
    """Return the dates that a document may have, best first."""
    return dct.candidates(document, options, partial(_explicit_date, language=options.language), mtime)


def find(document: Document, options: Options) -> list[Timex]:
    """Return the temporal expressions of a document, in order, each with its value."""
    return _find(document, options, Sentences(document.text, options.language))


def extract(document: Document, options: Options) -> Timeline:
    """Return the timeline of one document whose date is settled."""
    sentences = Sentences(document.text, options.language)
    timexes = _find(document, options, sentences)
    events = describe(document, timexes, sentences)
    if options.include_undated:
        events = sorted([*events, *undated(document, timexes, sentences)], key=attrgetter("offset"))
    if options.fold:
        events = fold(events, sentences.grammar)
    return Timeline(*order.arrange(events), (document,), (tuple(timexes),))


def merge(timelines: Iterable[Timeline]) -> Timeline:
    """Return one timeline of several; events of the same moment keep the order of their timelines."""
    parts = list(timelines)
    events = order.arrange(event for part in parts for event in part)
    documents = tuple(document for part in parts for document in part.documents)
    return Timeline(*events, documents, tuple(timexes for part in parts for timexes in part.timexes))


def _find(document: Document, options: Options, sentences: Sentences) -> list[Timex]:
    language = load_language(options.language)
    matches = join(document.text, tag(document.text, language), language)
    date = document.date and document.date.date
    narrative = is_narrative(matches, date, options.genre)
    setting = Setting(date, narrative, story_start(matches) if narrative else None, options.prefer, options.order)
    dates = Dates((match.start, match.end) for match in matches)
    return anchor(document.text, matches, setting, partial(_tense, sentences, dates))


def _tense(sentences: Sentences, dates: Dates, match: Match) -> TenseEvidence:
    place = (match.start, match.end)
    found = sentences.parse(sentences.around(*place), place, dates)
    return tense_at(sentences.text, found, *place)


def _explicit_date(text: str, language: str) -> PartialDate | None:
    """Return the first date in `text` that says its year, at least to the month."""
    for timex in find(Document(text), Options(language=language)):
        when = timex.when
        if isinstance(when, PartialDate) and when.granularity <= Granularity.MONTH:
            return when
    return None
