"""Compares what is found with what is marked, as TempEval-3 does (UzZaman et al. 2013, section 5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from timeline.evaluate.agree import value_agrees
from timeline.evaluate.gold import GoldDocument, GoldTimex, LeftOut
from timeline.model import Timex
from timeline.values import Interval, PartialDate

CLASSES = ("explicit", "weekday", "month", "relative", "duration", "set", "time", "vague")
"""The classes of expressions, see `class_of`."""


class Measure(NamedTuple):
    """How many are right, of how many in the gold and how many found."""

    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of the found ones that are right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold ones that are right, 0 to 1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """2 x right / (gold + found), 0 to 1."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


class Outcome(NamedTuple):
    """A marked expression with the found one that overlaps it; a miss or a spurious hit has only one."""

    document: GoldDocument
    gold: GoldTimex | None
    found: Timex | None

    @property
    def matched(self) -> bool:
        """Whether both overlap."""
        return self.gold is not None and self.found is not None

    @property
    def exact(self) -> bool:
        """Whether they have the same extent, or overlap where the gold tells none."""
        if self.gold is None or self.found is None:
            return False
        return not self.gold.extent or (self.gold.start, self.gold.end) == (self.found.start, self.found.end)

    @property
    def type_right(self) -> bool:
        """Whether they have the same TIMEX3 type."""
        return self.gold is not None and self.found is not None and self.gold.type == self.found.type

    @property
    def value_right(self) -> bool:
        """Whether they have the same value, whatever the types."""
        if self.gold is None or self.found is None:
            return False
        return value_agrees(self.gold, self.found, self.document.dct)

    @property
    def type(self) -> str:
        """The TIMEX3 type: of the gold, or of a spurious hit its own."""
        return (self.gold or self.found or _NOTHING).type

    @property
    def kind(self) -> str:
        """The class, see `class_of`: of the gold, or of a spurious hit its own."""
        one = self.gold or self.found or _NOTHING
        return class_of(one.text, one.type, one.value)


_NOTHING = GoldTimex(0, 0, "", "", "")


class Score(NamedTuple):
    """The four measures of TempEval-3; type and value are judged where the extents overlap."""

    strict: Measure
    relaxed: Measure
    type: Measure
    value: Measure


class Report(NamedTuple):
    """Every outcome of an evaluation, in the order of the documents and their text."""

    outcomes: tuple[Outcome, ...]
    left_out: tuple[tuple[GoldDocument, LeftOut], ...]
    documents: int

    def score(self) -> Score:
        """Return the measures over all."""
        return score(self.outcomes)

    def by(self, key: Callable[[Outcome], str]) -> dict[str, Score]:
        """Return the measures for each value of `key`, such as `lambda outcome: outcome.type`, sorted."""
        groups: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            groups.setdefault(key(outcome), []).append(outcome)
        return {name: score(groups[name]) for name in sorted(groups)}

    def mod(self) -> Measure:
        """Return how the TIMEX3 `mod` agrees, over the expressions that have one on either side."""
        gold = [outcome.gold.mod if outcome.gold else None for outcome in self.outcomes]
        found = [outcome.found.mod if outcome.found else None for outcome in self.outcomes]
        right = sum(one is not None and one == other for one, other in zip(gold, found, strict=True))
        return Measure(right, len(gold) - gold.count(None), len(found) - found.count(None))


def score(outcomes: Sequence[Outcome]) -> Score:
    """Return the measures over some outcomes."""
    gold = sum(outcome.gold is not None for outcome in outcomes)
    found = sum(outcome.found is not None for outcome in outcomes)

    def measure(right: Iterable[bool]) -> Measure:
        return Measure(sum(right), gold, found)

    return Score(
        strict=measure(outcome.exact for outcome in outcomes),
        relaxed=measure(outcome.matched for outcome in outcomes),
        type=measure(outcome.type_right for outcome in outcomes),
        value=measure(outcome.value_right for outcome in outcomes),
    )


def evaluate(gold: Iterable[GoldDocument], find: Callable[[GoldDocument], Sequence[Timex]]) -> Report:
    """Compare the gold of each document with what `find` finds, which is to use only text and date."""
    outcomes: list[Outcome] = []
    left_out: list[tuple[GoldDocument, LeftOut]] = []
    documents = 0
    for document in gold:
        outcomes += _outcomes(document, find(document))
        left_out += [(document, stretch) for stretch in document.left_out]
        documents += 1
    return Report(tuple(outcomes), tuple(left_out), documents)


def _outcomes(document: GoldDocument, found: Sequence[Timex]) -> Iterator[Outcome]:
    """Pair by overlap, one to one, in the order of the text."""
    marked = list(document.timexes)
    ours = _join_ranges(document, sorted(found, key=lambda timex: (timex.start, timex.end)))
    while marked or ours:
        if marked and ours and _overlap(marked[0], ours[0]):
            yield Outcome(document, marked.pop(0), ours.pop(0))
        elif not ours or (marked and marked[0].end <= ours[0].start):
            yield Outcome(document, marked.pop(0), None)
        else:
            spurious = ours.pop(0)
            if not any(_overlap(stretch, spurious) for stretch in document.left_out):
                yield Outcome(document, None, spurious)


def _overlap(one: GoldTimex | LeftOut | Timex, other: Timex) -> bool:
    return one.start < other.end and other.start < one.end


def _join_ranges(document: GoldDocument, found: list[Timex]) -> list[Timex]:
    """Make one of the two ends of a range where the gold has one expression for both."""
    ranges = [timex for timex in document.timexes if _is_range(timex)]
    joined: list[Timex] = []
    for timex in found:
        start = joined[-1] if joined else timex
        if (start.role, timex.role) == ("from", "to") and any(
            _overlap(whole, start) and _overlap(whole, timex) for whole in ranges
        ):
            joined[-1] = _range(document, start, timex)
        else:
            joined.append(timex)
    return joined


def _is_range(timex: GoldTimex) -> bool:
    return "/" in timex.value or any(known.start and known.end for known in timex.bounds)


def _range(document: GoldDocument, start: Timex, end: Timex) -> Timex:
    when = start.when
    if isinstance(start.when, PartialDate) and isinstance(end.when, PartialDate):
        when = Interval(start.when, end.when)
    return start._replace(
        end=end.end,
        text=document.text[start.start : end.end],
        value=f"{start.value}/{end.value}",
        when=when,
        rule=f"{start.rule}+{end.rule}",
        reason=f"{start.reason}; {end.reason}",
    )


_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_MONTH = re.compile(
    rf"\b(?:(?:{_MONTHS})\b|january|february|march|april|august|september|october|november|december)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|satur|sat|sun)(?:days?)?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}s?\b|['’]\d0?s?\b|['’]\d\d\b|\d[/.-]\d{1,2}[/.-]\d", re.IGNORECASE)


def class_of(text: str, type: str, value: str) -> str:  # noqa: A002 - the name of the attribute
    """Return which of `CLASSES` an expression of English is, by its words, its TIMEX3 type and value.

    The first that holds: `set` and `duration` by the type; `vague` when the value has no digit (`PAST_REF`,
    `XXXX-XX`); `time` by the type; `explicit` when the words tell a year or a date in numbers; `month` and
    `weekday` when they name one; `relative` is what remains ("yesterday", "a year earlier", "third quarter").
    """
    if type in {"SET", "DURATION"}:
        return type.lower()
    if not re.search(r"\d", value):
        return "vague"
    if type == "TIME":
        return "time"
    for name, words in (("explicit", _YEAR), ("month", _MONTH), ("weekday", _WEEKDAY)):
        if words.search(text):
            return name
    return "relative"
