"""The order of the stages: document -> matches -> timexes -> events -> events folded -> timeline."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from operator import attrgetter

from timeline import dct, order
from timeline.anchor import Setting, anchor
from timeline.describe import describe, undated
from timeline.fold import fold
from timeline.grammar import load as load_grammar
from timeline.join import join
from timeline.language import load_language
from timeline.model import Document, Match, Timeline, Timex
from timeline.narrative import is_narrative, story_start
from timeline.options import Options
from timeline.segment import sentence_around
from timeline.tag import tag
from timeline.tense import TenseEvidence, tense_at
from timeline.values import Granularity, PartialDate


def settle_date(document: Document, options: Options, mtime: float | None = None) -> Document:
    """Return `document` with the best date it has, or with none: nothing is guessed."""
    read_date = partial(_explicit_date, language=options.language)
    return document._replace(date=dct.document_date(document, options, read_date, mtime))


def find(document: Document, options: Options) -> list[Timex]:
    """Return the temporal expressions of a document, in order, each with its value."""
    language = load_language(options.language)
    matches = join(document.text, tag(document.text, language), language)
    date = document.date and document.date.date
    narrative = is_narrative(matches, date, options.genre)
    setting = Setting(date, narrative, story_start(matches) if narrative else None, options.prefer, options.order)
    return anchor(document.text, matches, setting, partial(_tense, document.text, options.language))


def extract(document: Document, options: Options) -> Timeline:
    """Return the timeline of one document whose date is settled."""
    timexes = find(document, options)
    grammar = load_grammar(options.language)
    events = describe(document, timexes, grammar)
    if options.include_undated:
        events = sorted([*events, *undated(document, timexes, grammar)], key=attrgetter("offset"))
    if options.fold:
        events = fold(events, grammar)
    return Timeline(*order.arrange(events), (document,), (tuple(timexes),))


def merge(timelines: Iterable[Timeline]) -> Timeline:
    """Return one timeline of several; events of the same moment keep the order of their timelines."""
    parts = list(timelines)
    events = order.arrange(event for part in parts for event in part)
    documents = tuple(document for part in parts for document in part.documents)
    return Timeline(*events, documents, tuple(timexes for part in parts for timexes in part.timexes))


def _tense(text: str, code: str, match: Match) -> TenseEvidence:
    grammar = load_grammar(code)
    sentence = sentence_around(text, match.start, match.end, grammar.abbreviations)
    return tense_at(text, (sentence.start, sentence.end), match.start, match.end, grammar)


def _explicit_date(text: str, language: str) -> PartialDate | None:
    """Return the first date in `text` that says its year, at least to the month."""
    for timex in find(Document(text), Options(language=language)):
        when = timex.when
        if isinstance(when, PartialDate) and when.granularity <= Granularity.MONTH:
            return when
    return None
