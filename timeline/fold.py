"""The same event told twice in one document becomes one row that names both places. Doubt keeps both rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from timeline.grammar import Grammar
from timeline.model import Event, Mention

LEAST_WORDS = 4
"""Rows with fewer words of a meaning of their own say too little to be compared."""

LEAST_SIMILARITY = 0.6
"""Share of the words of the shorter row that the longer one must have too."""

REACH = 50
"""How many rows of the same verb, status and year are looked back on, so that the cost stays linear."""

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")


class _Row(NamedTuple):
    """The words that an event is compared by, all in lower case."""

    words: frozenset[str]
    """Those with a meaning of their own, verbs by their base form."""
    names: frozenset[str]
    """Those with a capital: names, and the first word of the row."""
    numbers: frozenset[str]


def fold(events: Iterable[Event], grammar: Grammar) -> list[Event]:
    """Return the events of one document, in their order, with those told twice as one row with its mentions.

    Two rows are the same event when they stand in different sentences, have the same head (by its base form) and
    status, the same date or one that holds the other within a year, a shared name, no name and no number that
    contradicts, and similar words. The row with the closer date stays, of two equal ones the first.
    """
    kept: dict[int, Event] = {}
    alike: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)

    @cache
    def row(place: int) -> _Row:
        return _row(kept[place], grammar)

    for place, event in enumerate(events):
        kept[place] = event
        if event.head is None or event.start is None or event.end is None:
            continue
        near = alike[_base(event.head, grammar), event.status, _year(event.start)]
        others = [other for other in near[-REACH:] if _may_be_same(kept[other], event)]
        if others and len(row(place).words) < LEAST_WORDS:
            others = []
        same = next((other for other in reversed(others) if _is_same(row(other), row(place))), None)
        if same is None:
            near.append(place)
            continue
        stays, goes = (same, place) if _holds(event, kept[same]) else (place, same)
        kept[stays] = _with_mention(kept[stays], kept.pop(goes))
        near[near.index(same)] = stays
    return list(kept.values())


def _with_mention(event: Event, other: Event) -> Event:
    again = Mention(other.offset, other.length, other.line, other.sentence)
    return event._replace(mentions=tuple(sorted((*event.mentions, again, *other.mentions))))


def _may_be_same(a: Event, b: Event) -> bool:
    """Tell whether two events stand in different sentences and have the same date, or one that holds the other."""
    return a.sentence_offset != b.sentence_offset and a.recurrence == b.recurrence and (_holds(a, b) or _holds(b, a))


def _is_same(one: _Row, two: _Row) -> bool:
    """Tell whether two events have the same names, numbers and words."""
    least = min(len(one.words), len(two.words))
    return (
        least >= LEAST_WORDS
        and len(one.words & two.words) >= LEAST_SIMILARITY * least
        and bool(one.names & two.names)
        and (one.names <= two.words or two.names <= one.words)  # one may say more, but not each something else
        and (one.numbers <= two.numbers or two.numbers <= one.numbers)
    )


def _holds(outer: Event, inner: Event) -> bool:
    """Tell whether two dates are the same, or `inner` lies within `outer`, both of one year: then texts compare."""
    if outer.start is None or outer.end is None or inner.start is None or inner.end is None:
        return False
    if (outer.start, outer.end) == (inner.start, inner.end):
        return True
    one_year = len({_year(date) for date in (outer.start, outer.end, inner.start, inner.end)}) == 1
    return one_year and outer.start <= inner.start and inner.end[: len(outer.end)] <= outer.end


def _year(date: str) -> str:
    return date[: date.index("-", 1)]


def _row(event: Event, grammar: Grammar) -> _Row:
    """Take the words of an event apart, without those of its date."""
    dated = {word.lower() for word in _WORD.findall(event.expression)}
    words = [
        word
        for word in set(_WORD.findall(event.event))
        if word.lower() not in dated and grammar.look_up(word).classes.isdisjoint(("function_words", "calendar"))
    ]
    return _Row(
        words=frozenset(_base(word, grammar) for word in words),
        names=frozenset(_base(word, grammar) for word in words if word[0].isupper()),
        numbers=frozenset(word for word in words if word[0].isdigit()),
    )


def _base(word: str, grammar: Grammar) -> str:
    return grammar.look_up(word.lower()).base or word.lower()
