"""A sentence as words, verb groups and clauses, found by word forms and order alone.

Not a parse: it answers which verbs a stretch of a sentence has, what form they stand in, and where a clause of
its own begins.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from timeline.clause.bounds import clauses
from timeline.clause.parts import FINITE, Clause, Form, Group, Word
from timeline.clause.tokens import Tokens
from timeline.clause.verbs import verb_groups
from timeline.grammar import Grammar

__all__ = ["FINITE", "Clause", "Form", "Group", "Parse", "Word", "parse", "window"]

_BRACKETS = {"(": True, "[": True, ")": False, "]": False}
"""The marks that open and close brackets, which begin a clause each."""

BLOCK = 400
"""Of a sentence three times as long, so many code points or more are read on either side of a date."""


class Parse:
    """A sentence taken apart."""

    __slots__ = ("_enclosed", "clauses", "firsts", "groups", "subjects", "tokens", "words")

    def __init__(self, tokens: Tokens, clauses: list[Clause]) -> None:
        self.tokens = tokens
        self.words = tokens.words
        """The words of the sentence, with their offsets in the text."""
        self.clauses = clauses
        self.groups = [group for clause in clauses for group in clause.groups]
        self.firsts = [clause.first for clause in clauses]
        self.subjects: dict[Group, tuple[int, int]] = {}
        """The subjects of verbs as words, half-open, once they have been asked for."""
        self._enclosed: list[bool] | None = None

    def clause_at(self, index: int) -> int:
        """Return the index of the clause that holds a word."""
        return max(0, bisect_right(self.firsts, index) - 1)

    def clause_of(self, group: Group) -> Clause:
        """Return the clause that a verb group begins in."""
        return self.clauses[self.clause_at(group.first)]

    def in_brackets(self, number: int) -> bool:
        """Tell whether a clause stands inside brackets: "ORB" of "Orbit Foods (NYSE: ORB)"."""
        if self._enclosed is None:
            marks = (_BRACKETS.get(self.tokens.lower(first)) for first in self.firsts)
            self._enclosed = list(
                accumulate(marks, lambda inside, mark: inside if mark is None else mark, initial=False)
            )
        return self._enclosed[number + 1]

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that a span of the text touches."""
        return self.tokens.words_in(start, end)

    def is_date(self, index: int) -> bool:
        """Tell whether a word belongs to a date."""
        return index in self.tokens.masked

    def group_on(self, index: int) -> Group | None:
        """Return the verb group that a word belongs to."""
        for group in self.groups:
            if group.first <= index <= group.head:
                return group
        return None


def parse(text: str, start: int, end: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    """Take the sentence `text[start:end]` apart; `dates` are the spans of its dates, in order, which hold no verb."""
    tokens = Tokens(text[start:end], start, dates, grammar)
    return Parse(tokens, clauses(tokens, verb_groups(tokens)))


def window(start: int, end: int, place: tuple[int, int]) -> tuple[int, int]:
    """Return the stretch of a sentence to read around a date: all of it, or what lies near when it is very long.

    It begins and ends at fixed offsets of the text, so that neighbouring dates share theirs.
    """
    if end - start <= 3 * BLOCK:
        return start, end
    first = (place[0] // BLOCK - 1) * BLOCK
    return min(max(start, first), place[0]), max(min(end, first + 3 * BLOCK), place[1])
