"""The part of a sentence between its semicolons that a date belongs to, where that is understood alone."""

from __future__ import annotations

from itertools import pairwise

from timeline.clause import Group, Parse
from timeline.describe.attribution import is_attribution
from timeline.describe.drafts import SHORT
from timeline.describe.quotes import inside, quoted
from timeline.describe.subjects import PRONOUNS, subject_of
from timeline.model import Sentence

_BACK = (*PRONOUNS, "possessives", "demonstratives")
"""Before the verb of a part they stand for something in another one: "half of that"."""


def portion(text: str, found: Parse, first: int, last: int) -> Sentence | None:
    """Return the part of a sentence that holds the date in the words `first` to `last`; None for all of it.

    Semicolons part it, and colons between two clauses, unless the part rests on another one or no other is dated.
    """
    edges = [-1, *_marks(text, found), len(found.words)]
    begin, end = next(((a + 1, b) for a, b in pairwise(edges) if a < first and last <= b), (0, len(found.words)))
    if end - begin == len(found.words) or not _is_understood(found, begin, end, first):
        return None
    others = any(found.is_date(i) for i in (*range(begin), *range(end, len(found.words))))
    if not others and found.words[-1].end - found.words[0].start <= SHORT:
        return None
    return Sentence(found.words[begin].start, found.words[end - 1].end)


def _marks(text: str, found: Parse) -> list[int]:
    """Return the marks that part a sentence: not those in quotations and brackets, nor the colon before a list."""
    stops = [n for n, clause in enumerate(found.clauses) if clause.opener == "stop" and not found.in_brackets(n)]
    if not stops:
        return []
    spans = quoted(text, found.words[0].start, found.words[-1].end)
    marks = [found.clauses[n].first - 1 for n in stops]
    marks = [mark for mark in marks if not inside(found.words[mark].start, spans)]
    edges = [-1, *marks, len(found.words)]
    return [
        mark
        for number, mark in enumerate(marks)
        if found.tokens.lower(mark) == ";" or _parts(found, edges[number], mark, edges[number + 2])
    ]


def _parts(found: Parse, begin: int, colon: int, end: int) -> bool:
    """Tell whether a colon stands between two clauses, the first of which does not announce what is said."""
    one, two = _verbs(found, begin + 1, colon), _verbs(found, colon + 1, end)
    return bool(one and two) and one[-1].base not in found.tokens.of["reporting_verbs"]


def _verbs(found: Parse, begin: int, end: int) -> list[Group]:
    return [group for group in found.groups if group.finite and begin <= group.first < end]


def _is_understood(found: Parse, begin: int, end: int, place: int) -> bool:
    """Tell whether a part says what happened, without a subject, a speaker or words that another part has."""
    tokens = found.tokens
    while begin < end and (found.is_date(begin) or tokens.is_in(begin, "opening") or not tokens.is_word(begin)):
        begin += 1
    verbs = [group for group in found.groups if begin <= group.first < end]
    near = found.clauses[found.clause_at(place)].finite
    before = range(begin, next((group.first for group in verbs if group.finite), begin + 1))
    last = end - 1 - (not tokens.is_word(end - 1))
    return not (
        (found.group_on(begin) and not found.group_on(0))  # "The mill opened in 1990; closed in 1995"
        or tokens.is_in(begin, "complementizers", "relatives")
        or tokens.is_in(last, "auxiliary_forms")  # "in 2013 half did"
        or any(tokens.is_in(i, *_BACK) for i in before)
        or (near and any(tokens.is_in(i, *PRONOUNS) for i in range(*subject_of(found, near))))
        or any(is_attribution(found, n) for n, clause in enumerate(found.clauses) if clause.first >= end)
        or not (verbs or any(begin <= i < end for i in tokens.events))
    )
