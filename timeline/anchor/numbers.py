"""Dates whose order or century the words leave out: "3/4/2019", "the class of '92", "the thirties"."""

from __future__ import annotations

from timeline import notation
from timeline.anchor.complete import EXPLICIT, Resolved, floating, in_year, iso, unanchored
from timeline.anchor.thread import Thread
from timeline.meaning import Fields
from timeline.model import Match
from timeline.options import Order
from timeline.tense import Tense
from timeline.values import Floating, Granularity, Vague

CENTURY_AHEAD = 20
"""A year of two digits lies at most this many years after the document."""


def three(fields: Fields, numbers: tuple[int, int, int], match: Match, thread: Thread) -> Resolved:
    """Read three numbers in the order given or stated elsewhere; else month first, with a note."""
    first, second, year = numbers
    prefer = thread.told.setting.order
    readings = {
        order: fields._replace(numeric=None, day_first=False, day=day, month=month, year=year, short_year=year < 100)
        for order, day, month in ((Order.DMY, first, second), (Order.MDY, second, first))
        if 1 <= month <= 12 and 1 <= day <= 31
    }
    if not readings:
        reason = "no order of the three numbers is a date"
        return Resolved(Floating(), "explicit", reason, notes=("impossible-date",))
    order = prefer if prefer in readings else next(reversed(readings))
    if prefer is Order.AUTO and fields.day_first and Order.DMY in readings:
        return _read(readings[Order.DMY], match, thread)
    resolved = _read(readings.pop(order), match, thread)
    if not readings or prefer is not Order.AUTO or first == second:
        return resolved
    other = _read(readings.popitem()[1], match, thread)
    against = f"{notation.to_timex3(other.when)}: day and month the other way round"
    return resolved._replace(notes=("ambiguous-order", *resolved.notes), alternatives=(against,))


def _read(fields: Fields, match: Match, thread: Thread) -> Resolved:
    year = fields.year or 0
    return of_century(fields, year, match, thread) if fields.short_year else in_year(fields, year, EXPLICIT)


def of_century(fields: Fields, short: int, match: Match, thread: Thread) -> Resolved:
    """Put a year of two digits into the century that brings it closest to the document.

    What was "dug in the thirties" is over, and a decade to come is one only where its clause looks ahead.
    """
    if thread.told.is_long_ago and (near := _next_to_story(fields, short, thread)):
        return near
    base = thread.told.document or thread.told.told
    if base is None:
        open_year = floating(fields._replace(year=None, short_year=False))
        if fields.month is None:
            open_year = unanchored(Granularity.YEAR)
        return open_year._replace(reason="no date tells the century")
    year = base.year - base.year % 100 + short
    year -= 100 * (year > base.year + CENTURY_AHEAD)
    reason = f"the century is the one that puts it at most {CENTURY_AHEAD} years after {iso(base)}"
    if base is thread.told.document and year > base.year and not fields.fiscal and _is_over(fields, match, thread):
        year, reason = year - 100, f"the century is the last one before {iso(base)} in which it can be over"
    resolved = in_year(fields._replace(short_year=False), year, Resolved(Vague.PAST, "relative", reason, base))
    return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))


def _is_over(fields: Fields, match: Match, thread: Thread) -> bool:
    """Tell whether a year or decade that would lie beyond the document is one of the century before."""
    tense = thread.tense_of(match).tense
    return tense is Tense.PAST or (fields.granularity is Granularity.DECADE and tense is not Tense.FUTURE)


def _next_to_story(fields: Fields, short: int, thread: Thread) -> Resolved | None:
    """Put a year of two digits next to the years that a history tells of: "the eighties", told after 1875."""
    at = thread.told.story.at
    if at is None:
        return None
    century = at.date.year - at.date.year % 100
    year = min((century + step + short for step in (-100, 0, 100)), key=lambda year: abs(year - at.date.year))
    why = Resolved(at.date, "discourse", f"the century is the one that puts it next to {iso(at.date)}", at.date)
    resolved = in_year(fields._replace(short_year=False), year, why)
    return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))
