"""Two dates of one verb, each with words of its own: "sold its tankers in 2011 and its rail unit in 2012"."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Group, Parse
from timeline.describe.drafts import Draft
from timeline.describe.subjects import after_opener, subject_of, text_of

LONGEST = 6
"""How many words may stand between "and" and the second date."""


class _Pair(NamedTuple):
    """What the two dates share and what each has: indices of words."""

    verb: Group
    joint: int
    """Of "and"."""
    begin: int
    """Of the second date phrase, with its preposition."""
    end: int
    """One past the second date."""


def gapped(found: Parse, first: int, last: int) -> Draft | None:
    """Return the words of the date `first` to `last` alone, the shared verb in brackets for the second of two dates.

    None where the sentence is not built so, or where the parts cannot be told apart for certain.
    """
    pair = _pair(found, first)
    if pair is None:
        return None
    verb, joint, begin, end = pair
    begins, ends = subject_of(found, verb)
    if begins >= ends or ends > verb.first:
        return None
    left = _begins(found, next(i for i in range(joint, 0, -1) if not found.is_date(i - 1)))
    if found.tokens.is_in(joint + 1, "repeating"):  # "won it in 2001 and again in 2005"
        if last == joint:
            return Draft(after_opener(found, found.clause_of(verb)), left)
        return Draft(joint + 1, begin, text_of(found, begins, left)) if last == end else None
    told = range(verb.head + 1, left)  # the object: none in "June was born in 1912 and August in 1915"
    if any(found.tokens.is_in(i, "prepositions", "complementizers", "infinitive") for i in told):
        return None
    if last == joint:
        return Draft(after_opener(found, found.clause_of(verb)), left)
    if last != end:
        return None
    if not told:
        return Draft(joint + 1, end, text_of(found, verb.first, verb.head + 1), (begin, end))
    return Draft(joint + 1, begin, text_of(found, begins, verb.head + 1))


def _pair(found: Parse, first: int) -> _Pair | None:
    """Return the two dates, one of them at the word `first`, of the one verb of its clause."""
    tokens = found.tokens
    clause = found.clauses[found.clause_at(first)]
    finite = [group for group in clause.groups if group.finite]
    joints = [
        i + 1
        for i in tokens.masked
        if clause.first <= i < clause.last - 1
        and tokens.lower(i + 1) == tokens.grammar.joining
        and not found.is_date(i + 1)
    ]
    if len(finite) != 1 or len(joints) != 1 or finite[0] != clause.groups[-1] or joints[0] < finite[0].head:
        return None
    joint = joints[0]
    start = next((i for i in range(joint + 1, clause.last) if found.is_date(i)), clause.last)
    begin = _begins(found, start)
    end = next((i for i in range(start, clause.last) if not found.is_date(i)), clause.last)
    between = range(joint + 1, begin)
    closed = end >= clause.last or not tokens.is_word(end)
    if not (closed and start < clause.last and 0 < len(between) <= LONGEST and all(map(tokens.is_word, between))):
        return None
    again = len(between) == 1 and tokens.is_in(joint + 1, "repeating")
    if not again and any(tokens.is_in(i, "prepositions", "adverbs", "coordinators") for i in between):
        return None
    return _Pair(finite[0], joint, begin, end)


def _begins(found: Parse, date: int) -> int:
    """Return the first word of a date phrase: its preposition, where that can go."""
    return date - 1 if found.tokens.is_in(date - 1, "removable") else date
