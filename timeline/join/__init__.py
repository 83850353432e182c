"""Neighbouring matches -> one expression ("5 p.m." + "Friday"), or the two ends of a range or list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.join.links import LONGEST_JOINT, link_between
from timeline.join.pairs import at_times_of_year, side_by_side
from timeline.join.whole import as_one, echoed, is_day_of_year, on_the_day, yearly
from timeline.language import Language
from timeline.meaning import Fields, Meaning, Repeat
from timeline.model import Match

__all__ = ["join"]

_DAYS = re.compile(r"(?<![0-9.,/$£€-])(?:(?:[1-9]|[12][0-9]|3[01]), )+\Z")
"""Days of a month in figures, before more of them."""
_PLAIN = {"for": "at", "from": "at"}
"""What a link is where it makes no span of time."""


def join(text: str, matches: list[Match], language: Language) -> list[Match]:
    """Join neighbours that are one expression ("5 p.m. on Friday"), and mark those that are a range."""
    joined: list[Match] = []
    day: Match | None = None  # where a range of times has begun
    for match in matches:
        if day and match.expression.role == "to":
            match = on_the_day(match, day, "at")  # noqa: PLW2901
        day = None
        if joined and (link := link_between(text, joined[-1], match, language)):
            before = joined[-1]
            if end := echoed(text, before, match, link):
                joined[-1] = before._replace(end=end)
                continue
            if pair := (side_by_side(before, match, link) or at_times_of_year(before, match, link)):
                joined[-1], match = pair  # noqa: PLW2901
            elif both := as_one(before, match, link) or as_one(before, match, _PLAIN.get(link, "")):
                joined[-1] = both
                _repeat_last(text, joined, language)
                day = before if match.expression.role == "from" else None
                if len(joined) > 1 and joined[-2].expression.role in {"from", "list"}:
                    joined[-2] = on_the_day(joined[-2], match, link)
                continue
        joined.append(match)
    return _lists(text, _with_days_before(text, joined), language)


def _repeat_last(text: str, joined: list[Match], language: Language) -> None:
    """Let the last expression repeat, now that it is whole: "every year on the first Sunday in August"."""
    if len(joined) < 2:
        return
    before, last = joined[-2], joined[-1]
    link = link_between(text, before, last, language)
    if link is None:
        return
    if every := yearly(before.expression, last.expression, link):
        expression = before.expression._replace(meaning=every)
        joined[-2:] = [Match(before.start, last.end, expression, f"{before.rule}+{last.rule}")]
    elif pair := at_times_of_year(before, last, link):
        joined[-2:] = pair


def _with_days_before(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches with the days that stand before two days of a month: "5, 6 and 7 February"."""
    more: list[Match] = []
    for match in matches:
        if match.rule == "days-month-list" and match.expression.role in {"from", "list"}:
            more += _days_before(text, match)
        more.append(match)
    return more


def _days_before(text: str, match: Match) -> Iterator[Match]:
    days = match.expression.meaning
    found = _DAYS.search(text, max(0, match.start - LONGEST_JOINT), match.start)
    if found is None or not isinstance(days, Fields):
        return
    numbers = [*re.finditer("[0-9]+", found[0])]
    said = [int(number[0]) for number in numbers] + [days.day or 0]
    if said != sorted({*said}):
        return
    for number in numbers:
        one = match.expression._replace(meaning=days._replace(day=int(number[0])), role="list", relation="")
        yield Match(found.start() + number.start(), found.start() + number.end(), one, match.rule)


def _lists(text: str, matches: list[Match], language: Language) -> list[Match]:
    """Let the last day of a list say for all: "3 March, 4 June and 5 July 2011", "3 March and 4 June in each year"."""
    for at in range(len(matches) - 2, -1, -1):
        before, after = matches[at], matches[at + 1]
        meaning, said = before.expression.meaning, after.expression.meaning
        if not isinstance(meaning, Fields) or not _is_of_year(meaning):
            continue
        link = link_between(text, before, after, language)
        if link not in {"list", "comma", "last"}:
            continue
        if isinstance(said, Repeat) and isinstance(said.of, Fields) and is_day_of_year(said.of) and link != "last":
            every = said._replace(of=said.of._replace(month=meaning.month, day=meaning.day))
            matches[at] = before._replace(expression=before.expression._replace(meaning=every, role=""))
        elif link == "last":  # "May, June, and July 2019", but not "on 3 March, and 5 May 2019"
            earlier = (
                matches[at - 1] if at and link_between(text, matches[at - 1], before, language) == "comma" else None
            )
            if earlier and _is_of_year(earlier.expression.meaning) and not before.expression.role:
                matches[at] = before._replace(expression=before.expression._replace(role="list"))
        elif link == "comma" and after.expression.role == "list" and not before.expression.role:
            matches[at] = before._replace(expression=before.expression._replace(role="list"))
    return matches


def _is_of_year(meaning: Meaning) -> bool:
    """Tell whether it is a month, or a day of one, that names no year."""
    return isinstance(meaning, Fields) and (is_day_of_year(meaning) or meaning == Fields(month=meaning.month))
