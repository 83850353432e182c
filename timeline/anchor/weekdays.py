"""Which day a weekday is that names no date: "Friday", "next Friday", "on Tuesday and Thursday"."""

from __future__ import annotations

from functools import partial

from timeline import arithmetic, civil
from timeline.anchor import direction
from timeline.anchor.complete import Resolved, floating, iso, on_day
from timeline.anchor.thread import Thread
from timeline.meaning import Anchor, Fields, Shift
from timeline.model import Match
from timeline.tense import NO_TENSE, Tense
from timeline.values import Granularity, PartialDate

SOON = 4
"""So many days ahead in the same week a weekday is not the "next" one."""
LISTED_DAYS = 4
"""How soon after the first the second of two weekdays comes: "on Tuesday and Thursday"."""


def bare(fields: Fields, weekday: int, match: Match, thread: Thread) -> Resolved:
    """Resolve a bare weekday: the document's own day, else by what stands over it."""
    told = thread.told
    if thread.is_habitual(match):
        return floating(fields)._replace(basis="vague", reason="it is so in any week")
    base, basis = thread.reference(match)
    if day := (_day_told if fields.anchor is Anchor.DISCOURSE else _weekday_told)(match, thread):
        base, basis = day, "discourse"
    if base and base.granularity > Granularity.DAY:
        base, basis = told.document, "nearest"
    start = told.range_start if match.expression.role == "to" else None
    if base is None or base.granularity > Granularity.DAY:
        return floating(fields)
    if start and told.document and arithmetic.distance(told.document, start) < -7:
        start = None  # "from 14 September to Thursday", told weeks later
    if start or basis == "discourse":
        first = arithmetic.weekday_by(start or base, weekday, 0, past=False, on_or_after=True)
        why = Resolved(first, "discourse", f"the first from {iso(start or base)} on", start or base, ("week",))
        return on_day(fields, first, why)
    if told.listed and (listed := _listed(fields, weekday, told.listed)):
        return listed
    if civil.weekday_told(*base[:3]) == weekday:
        reason = f"the weekday of the document date {iso(base)}"
        return on_day(fields, base, Resolved(base, "nearest", reason, base, ("week",)))
    if match.expression.relation == "since":
        last = arithmetic.weekday_by(base, weekday, -1, past=False)
        reason = f"the last one before the document date {iso(base)}; what it is since has been"
        return on_day(fields, last, Resolved(last, "nearest", reason, base, ("week",)))
    return direction.weekday(fields, weekday, base, partial(thread.tense_of, match), told.setting.prefer)


def _day_told(match: Match, thread: Thread) -> PartialDate | None:
    """Return the day told last, by which "the Monday" goes, or the first one of the week."""
    day = thread.last(match, Granularity.WEEK)
    return day.earliest() if day and day.granularity <= Granularity.WEEK else None


def _weekday_told(match: Match, thread: Thread) -> PartialDate | None:
    """Return the weekday of a week told of by which the next goes: "left on the Monday and came back on Friday"."""
    other, day, _ = thread.told.recent[-1] if thread.told.recent else (None, None, False)
    if other is None or other.rule != "the-weekday" or thread.parts(other.end, match.start):
        return None
    return day if thread.tense_of(match).tense is thread.tense_of(other).tense else None


def _listed(fields: Fields, weekday: int, first: PartialDate) -> Resolved | None:
    """Resolve the second of two weekdays that stand side by side, which comes soon after the first."""
    day = arithmetic.weekday_by(first, weekday, 1, past=False)
    if arithmetic.distance(first, day) > LISTED_DAYS:
        return None
    return on_day(fields, day, Resolved(day, "discourse", f"the next one after {iso(first)}", first, ("week",)))


def which_of(weekday: int, which: int, base: PartialDate, match: Match, thread: Thread) -> PartialDate:
    """Return "this Friday", "that Friday", or "next" or "last Friday", which are neither tomorrow nor yesterday.

    Of a day soon in the same week "next" means that of the week after; who means the coming one says "Friday". Of
    "a century ago this Friday" the tense says nothing about the Friday.
    """
    is_counted_from = isinstance(match.expression.meaning, Shift)
    told = thread.tense_of(match) if which == 0 and not is_counted_from else NO_TENSE
    past = told.tense is Tense.PAST
    chosen = arithmetic.weekday_by(base, weekday, which, past=past, on_or_after=told.governed)
    if "apart-weekday" in match.rule:
        ahead = arithmetic.distance(base, chosen)
        same_week = weekday > civil.weekday(*base[:3]) and 0 < ahead <= SOON
        if same_week or ahead == which:
            return arithmetic.day(arithmetic.day_number(chosen) + 7 * which)
    return chosen
