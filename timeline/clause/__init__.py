"""A sentence as words, verb groups and clauses, found by word forms and order alone.

Not a parse: it answers which verbs a stretch of a sentence has, what form they stand in, and where a clause of
its own begins.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.clause.bounds import clauses
from timeline.clause.parts import FINITE, Clause, Form, Group, Parse, Word
from timeline.clause.tokens import Tokens
from timeline.clause.verbs import verb_groups
from timeline.grammar import Grammar

__all__ = ["FINITE", "Clause", "Form", "Group", "Parse", "Word", "parse", "window"]

BLOCK = 1200
"""A longer sentence is read in blocks of so many code points, so that the work for one date has a limit."""


def parse(text: str, start: int, end: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    """Take the sentence `text[start:end]` apart; `dates` are the spans of its dates, in order, which hold no verb."""
    return _parse(text[start:end], start, dates, grammar)


@lru_cache(maxsize=64)
def _parse(sentence: str, start: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    inside = tuple((first - start, last - start) for first, last in dates)
    tokens = Tokens(sentence, 0, len(sentence), inside, grammar)
    found = clauses(tokens, verb_groups(tokens))
    words = tuple(Word(text, lower, first + start, last + start) for text, lower, first, last in tokens.words)
    return Parse(words, tuple(group for clause in found for group in clause.groups), tuple(found), tokens.masked)


def window(start: int, end: int, place: tuple[int, int]) -> tuple[int, int]:
    """Return the stretch of a sentence to read around a date: all of it, or its block when it is very long.

    The blocks stand at fixed offsets of the text, so that neighbouring dates share theirs.
    """
    if end - start <= BLOCK:
        return start, end
    first = place[0] // BLOCK * BLOCK
    return min(max(start, first), place[0]), max(min(end, first + BLOCK), place[1])
