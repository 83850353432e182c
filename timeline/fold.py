"""The same event told twice in one document becomes one row that names both places. Doubt keeps both rows."""

from __future__ import annotations

import re
import sys
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from timeline.grammar import Grammar
from timeline.model import Event, Mention

LEAST_WORDS = 4
"""Rows with fewer words of a meaning of their own say too little to be compared."""

LEAST_SIMILARITY = 0.6
"""Share of the words of the shorter row that the longer one must have too."""

REACH = 50
"""How many rows of the same verb, status and year are looked back on, so that the cost stays linear."""

APART = 1 << 18
"""How far apart, in code points, an event may be told twice, so that a text of any length takes the same memory."""

_Key = tuple[str, str, str]

_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")


class _Row(NamedTuple):
    """The words that an event is compared by, all in lower case."""

    once: bool
    """It is a birth or a death, of which a person has one."""
    words: frozenset[str]
    """Those with a meaning of their own, verbs by their base form."""
    names: frozenset[str]
    """Those with a capital: names, and the first word of the row."""
    numbers: frozenset[str]


def fold(events: Iterable[Event], grammar: Grammar) -> Iterator[Event]:
    """Yield the events of one document, in their order, with those told twice as one row with its mentions.

    Two rows are the same event when they stand in different sentences, have the same head (by its base form) and
    status, the same date or one that holds the other within a year, a shared name, no name and no number that
    contradicts, and similar words; for the birth or the death of one name the same day is enough. The row with the
    closer date stays, of two equal ones the one that says more than a birth or death, else the first. What lies further
    apart than `APART` is told anew.
    """
    recent = _Recent(grammar)
    for event in events:
        yield from recent.before(event.sentence_offset - APART)
        recent.add(event)
    yield from recent.before(sys.maxsize)


class _Recent:
    """The rows that one still to come may tell again."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.count = 0
        self.kept: OrderedDict[int, Event] = OrderedDict()
        self.rows: dict[int, _Row] = {}
        self.alike: defaultdict[_Key, list[int]] = defaultdict(list)

    def before(self, offset: int) -> Iterator[Event]:
        """Yield, and forget, the first rows, as long as their sentences begin before an offset."""
        while self.kept:
            place, event = next(iter(self.kept.items()))
            if event.sentence_offset >= offset:
                break
            yield self._take(place)
            if key := _key(event, self.grammar):
                self.alike[key].remove(place)
                if not self.alike[key]:
                    del self.alike[key]

    def add(self, event: Event) -> None:
        """Keep an event, or make one row of it and one before it."""
        place, self.count = self.count, self.count + 1
        self.kept[place] = event
        if (key := _key(event, self.grammar)) is None:
            return
        near = self.alike[key]
        same = self._same(near[-REACH:], place)
        if same is None:
            near.append(place)
            return
        first = _holds(event, self.kept[same]) and not (self.kept[same].head is None and _holds(self.kept[same], event))
        stays, goes = (same, place) if first else (place, same)
        self.kept[stays] = _with_mention(self.kept[stays], self._take(goes))
        near[near.index(same)] = stays

    def _same(self, near: list[int], place: int) -> int | None:
        """Return the last of some rows that tells the same event as that at `place`."""
        others = [other for other in near if _may_be_same(self.kept[other], self.kept[place])]
        if not others or (len(self._row(place).words) < LEAST_WORDS and not self._row(place).once):
            return None
        return next((other for other in reversed(others) if self._is_same(other, place)), None)

    def _is_same(self, one: int, two: int) -> bool:
        day = self.kept[one].precision == "day" and self.kept[one].edtf == self.kept[two].edtf
        return _is_same(self._row(one), self._row(two), same_day=day)

    def _row(self, place: int) -> _Row:
        if place not in self.rows:
            self.rows[place] = _row(self.kept[place], self.grammar)
        return self.rows[place]

    def _take(self, place: int) -> Event:
        self.rows.pop(place, None)
        return self.kept.pop(place)


def _key(event: Event, grammar: Grammar) -> _Key | None:
    """Return what the rows of one event have in common: verb, status and year; None for what is no such row."""
    if event.start is None or event.end is None:
        return None
    verb = event.head or next((verb for verb in _once(grammar) if event.event.endswith(f"[{verb}]")), None)
    return (_base(verb.split()[-1], grammar), event.status, _year(event.start)) if verb else None


def _once(grammar: Grammar) -> tuple[str, str]:
    return grammar.born, grammar.died


def _with_mention(event: Event, other: Event) -> Event:
    again = Mention(other.offset, other.length, other.line, other.sentence)
    return event._replace(mentions=tuple(sorted((*event.mentions, again, *other.mentions))))


def _may_be_same(a: Event, b: Event) -> bool:
    """Tell whether two events stand in different sentences and have the same date, or one that holds the other."""
    return a.sentence_offset != b.sentence_offset and a.recurrence == b.recurrence and (_holds(a, b) or _holds(b, a))


def _is_same(one: _Row, two: _Row, *, same_day: bool) -> bool:
    """Tell whether two events have the same names, numbers and words, or are the birth or death of one name."""
    least = min(len(one.words), len(two.words))
    if one.once and two.once and same_day:
        return bool(one.names & two.names) and (one.names <= two.names or two.names <= one.names)
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
    key = _key(event, grammar)
    once = key is not None and key[0] in {_base(verb.split()[-1], grammar) for verb in _once(grammar)}
    words = [
        word
        for word in set(_WORD.findall(grammar.without_context(event.event)))
        if word.lower() not in dated and grammar.look_up(word).classes.isdisjoint(("function_words", "calendar"))
    ]
    who = event.event.partition(event.head or "[")[0] if once else event.event  # not where one was born
    return _Row(
        once=once,
        words=frozenset(_base(word, grammar) for word in words),
        names=frozenset(_base(word, grammar) for word in words if word[0].isupper() and word in who),
        numbers=frozenset(word for word in words if word[0].isdigit()),
    )


def _base(word: str, grammar: Grammar) -> str:
    return grammar.look_up(word.lower()).base or word.lower()
