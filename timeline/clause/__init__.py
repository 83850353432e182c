"""A sentence as words, verb groups and clauses, found by word forms and order alone.

Not a parse: it answers which verbs a stretch of a sentence has, what form they stand in, and where a clause of
its own begins.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from timeline.clause.bounds import clauses
from timeline.clause.parts import FINITE, Clause, Form, Group, Word
from timeline.clause.tokens import Tokens
from timeline.clause.verbs import verb_groups
from timeline.grammar import Grammar

__all__ = ["FINITE", "Clause", "Form", "Group", "Parse", "Word", "parse", "window"]

BLOCK = 400
"""Of a sentence three times as long, so many code points or more are read on either side of a date."""


class Parse(NamedTuple):
    """A sentence taken apart."""

    tokens: Tokens
    groups: tuple[Group, ...]
    clauses: tuple[Clause, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the words of the sentence, with their offsets in the text."""
        return self.tokens.words

    def clause_at(self, index: int) -> int:
        """Return the index of the clause that holds a word."""
        return max((number for number, clause in enumerate(self.clauses) if clause.first <= index), default=0)

    def clause_of(self, group: Group) -> Clause:
        """Return the clause that a verb group begins in."""
        return self.clauses[self.clause_at(group.first)]

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that a span of the text touches."""
        first = next((i for i, word in enumerate(self.words) if word.end > start), len(self.words))
        last = next((i for i, word in enumerate(self.words) if word.start >= end), len(self.words))
        return first, max(last, first)

    def is_date(self, index: int) -> bool:
        """Tell whether a word belongs to a date."""
        return index in self.tokens.masked

    def group_on(self, index: int) -> Group | None:
        """Return the verb group that a word belongs to."""
        return next((group for group in self.groups if group.first <= index <= group.head), None)


def parse(text: str, start: int, end: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    """Take the sentence `text[start:end]` apart; `dates` are the spans of its dates, in order, which hold no verb."""
    return _parse(text[start:end], start, dates, grammar)


@lru_cache(maxsize=64)
def _parse(sentence: str, start: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    tokens = Tokens(sentence, start, dates, grammar)
    found = tuple(clauses(tokens, verb_groups(tokens)))
    return Parse(tokens, tuple(group for clause in found for group in clause.groups), found)


def window(start: int, end: int, place: tuple[int, int]) -> tuple[int, int]:
    """Return the stretch of a sentence to read around a date: all of it, or what lies near when it is very long.

    It begins and ends at fixed offsets of the text, so that neighbouring dates share theirs.
    """
    if end - start <= 3 * BLOCK:
        return start, end
    first = (place[0] // BLOCK - 1) * BLOCK
    return min(max(start, first), place[0]), max(min(end, first + 3 * BLOCK), place[1])
