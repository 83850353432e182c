"""What is so again and again, and of no one year: "the fair is usually held in July"."""

from __future__ import annotations

import re

from timeline.clause import Parse
from timeline.grammar import Grammar

NEAR = 200
"""How far from a date, in code points, the word for a habit is looked for."""
ALONE = 2
"""So many words and marks, "Usually" and a comma, are no clause of their own."""
_WORD = re.compile(r"\w+")


def may_be_habit(text: str, start: int, end: int, grammar: Grammar) -> bool:
    """Tell whether a word for a habit stands near the date `text[start:end]`: to ask costs less than to parse.

    Offsets are code points, half-open.
    """
    near, words = _WORD.findall(text[max(0, start - NEAR) : end + NEAR].lower()), grammar.words
    return not (words["habits"].isdisjoint(near) and words["peaks"].isdisjoint(near))


def is_habit(found: Parse, start: int, end: int) -> bool:
    """Tell whether a word for a habit stands in the clause of the date at [`start`, `end`), or alone beside it."""
    if not found.clauses:
        return False
    first, _ = found.words_in(start, end)
    number = found.clause_at(first)
    around = enumerate(found.clauses[max(0, number - 1) : number + 2], max(0, number - 1))
    own = (clause for place, clause in around if place == number or clause.last - clause.first <= ALONE)
    return any(found.tokens.has(clause.first, clause.last, "habits") for clause in own) or _is_at_peak(found, first)


def _is_at_peak(found: Parse, first: int) -> bool:
    """Tell whether a date says when something is most so: "is busiest in August", "is at its most beautiful in May"."""
    tokens = found.tokens
    if not tokens.is_in(first - 1, "removable"):
        return False
    peak = first - 2 if tokens.is_in(first - 2, "peaks") else first - 3
    own = tokens.is_in(peak - 1, "possessives")
    if not tokens.is_in(peak, "peaks") or (peak < first - 2 and not own):
        return False
    return tokens.is_in(tokens.before_adverbs(peak - 2 if own else peak), "auxiliary_present")
