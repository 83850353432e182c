"""The sentences of one text: each is found, and taken apart, once for all the stages that read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from timeline.clause import Parse, parse, window
from timeline.grammar import Grammar, load
from timeline.model import Sentence
from timeline.segment import Boundaries, Stops

KEPT = 500
"""How many sentences of a text are kept."""

Span = tuple[int, int]


class Dates:
    """The spans of the dates of a text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(sorted(spans))
        self.starts = [start for start, _ in self.spans]

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """Return those that begin in a stretch of the text."""
        return self.spans[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


class Sentences:
    """The sentences of a text that are asked for."""

    def __init__(self, text: str, language: str, about: Sequence[Span] = ()) -> None:
        self.text = text
        self.language = language
        self._about = about
        self._parses: dict[tuple[int, int, tuple[Span, ...]], Parse] = {}

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar of the language, loaded when a sentence is first asked for."""
        return load(self.language)

    @cached_property
    def stops(self) -> Stops:
        """What tells whether a full stop ends a sentence of the language."""
        words = self.grammar.words
        return Stops(words["abbreviations"], words["starters"], words["regions"])

    @cached_property
    def _boundaries(self) -> Boundaries:
        return Boundaries(self.text, self.stops)

    def behind(self, about: Sequence[Span]) -> Sentences:
        """Return the sentences without the stretches, in order, that open them and are about the text: datelines."""
        return Sentences(self.text, self.language, about) if about else self

    def around(self, start: int, end: int) -> Sentence:
        """Return the sentence that holds a stretch of the text."""
        return self._boundaries.around(start, end)

    def parse(self, sentence: Sentence, place: Span, dates: Dates) -> Parse:
        """Take a sentence apart, its dates masked; of a very long one what lies near `place`."""
        start, end = window(*sentence, place)
        start = self._opens(start, min(end, place[0]))
        key = (start, end, dates.within(start, end))
        found = self._parses.get(key)
        if found is None:
            if len(self._parses) >= KEPT:
                self._parses.clear()
            found = self._parses[key] = parse(self.text, *key, self.grammar)
        return found

    def _opens(self, start: int, before: int) -> int:
        """Return where a sentence begins behind what is about the text, at a place at the latest."""
        number = bisect_right(self._about, start, key=itemgetter(0)) - 1
        end = self._about[number][1] if number >= 0 else start
        return end if start < end <= before else start
