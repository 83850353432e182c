"""The order of the stages: text -> matches -> timexes -> events -> timeline."""

from __future__ import annotations

from functools import partial

from timeline.anchor import Setting, anchor
from timeline.grammar import load as load_grammar
from timeline.language import load_language
from timeline.model import Document, Match, Timex
from timeline.options import Options
from timeline.segment import sentence_around
from timeline.tag import tag
from timeline.tense import TenseEvidence, tense_at


def find(document: Document, options: Options) -> list[Timex]:
    """Return the temporal expressions of a document, in order, each with its value."""
    language = load_language(options.language)
    matches = tag(document.text, language)
    setting = Setting(document.date and document.date.date, False, options.prefer, options.order)
    return anchor(document.text, matches, setting, partial(_tense, document.text, options.language))


def _tense(text: str, code: str, match: Match) -> TenseEvidence:
    grammar = load_grammar(code)
    sentence = sentence_around(text, match.start, match.end, grammar.abbreviations)
    return tense_at(text, (sentence.start, sentence.end), match.start, match.end, grammar)
