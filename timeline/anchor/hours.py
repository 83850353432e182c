"""Which day an hour belongs to that names none."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, floating, iso, on_day
from timeline.anchor.thread import Thread
from timeline.meaning import Fields, Repeat
from timeline.model import Match
from timeline.segment import is_item
from timeline.tense import Tense
from timeline.values import DayPart, Floating, Granularity, PartialDate, Recurrence

EVENING = 18
"""The hour from which a day is followed by a night."""
MORNING = 6
"""The hour up to which that lasts."""


def hour(fields: Fields, match: Match, thread: Thread) -> Resolved:
    """Resolve a time of day that names no day: that of the day told before it, else the document's.

    A day still to come does not hold what has happened: after "the next meeting is on 9 April", "closed at
    20:40" is the document's day. A story that has gone on to another month or year says no day.
    """
    if every := every_day_of(match, thread):
        return at_time_of(every, fields)
    grain = Granularity.DAY if thread.told.narrative else Granularity.YEAR
    told, document = thread.last(match, grain), thread.told.document
    if told and _is_left(told, thread):
        return floating(fields)
    base = told if told and told.granularity <= Granularity.DAY else document
    if thread.told.headed and is_item(thread.text, match.start):  # "9:15 a.m. - Caller reports a fire"
        base = document
    if document and base and base is told and is_yet_to_come(base, match, thread):
        base = document
    behind = document and base and base is told and arithmetic.distance(document, base) < 0
    if behind and not thread.told.narrative and (thread.is_to_come(match) or _is_deadline(match, thread)):
        base = document
    if base is None or base.granularity > Granularity.DAY or thread.is_general(match):
        return floating(fields)
    day = arithmetic.floor(base, Granularity.DAY)
    if base is told and _is_past_midnight(fields, base, match, thread):
        day = arithmetic.day(arithmetic.day_number(base) + 1)
    basis = "discourse" if base is told else "relative"
    why = Resolved(day, basis, f"the day is that of {iso(day)}", base, ("year", "month", "day"))
    return on_day(fields, day, why)


def _is_left(day: PartialDate, thread: Thread) -> bool:
    """Tell whether a story has gone on from a day to a later month or year: "gave a talk on 28 April 1962. In 1963"."""
    at = thread.told.story.at if thread.told.narrative else None
    return bool(at and at.date.granularity > Granularity.DAY and arithmetic.distance(day, at.date) > 0)


def is_yet_to_come(day: PartialDate, match: Match, thread: Thread) -> bool:
    """Tell whether what has happened cannot lie on a day that was told, since that is still ahead."""
    document = thread.told.document
    ahead = document is not None and arithmetic.distance(document, day) > 0
    return ahead and thread.tense_of(match).tense is Tense.PAST


def _is_deadline(match: Match, thread: Thread) -> bool:
    """Tell "forms must be in by 10 pm" from "forms had come in by 10 pm"."""
    told = thread.tense_of(match)
    return match.expression.relation == "by" and told.tense is Tense.FUTURE and not told.from_past


def _is_past_midnight(fields: Fields, evening: PartialDate, match: Match, thread: Thread) -> bool:
    """Tell whether an hour of the night follows an evening: "called at 10.40 pm on Saturday, dead at 3 am"."""
    late = evening.granularity <= Granularity.HOUR and evening.hour >= EVENING
    late = late or evening.part in {DayPart.EVENING, DayPart.NIGHT}
    return late and fields.hour is not None and fields.hour < MORNING and not thread.tense_of(match).earlier


def every_day_of(match: Match, thread: Thread) -> Match | None:
    """Return the days that repeat whose time it is: "on Saturdays, at noon"."""
    every = thread.told.repeated
    return every if every and not thread.parts(every.end, match.start) else None


def at_time_of(match: Match, time: Fields) -> Resolved:
    """Return a time of days that repeat: "on Saturdays it closes at noon"."""
    every = match.expression.meaning
    assert isinstance(every, Repeat)  # noqa: S101  # nothing else repeats
    days = every.of if isinstance(every.of, Fields) else Fields()
    at = floating(days._replace(hour=time.hour, minute=time.minute, offset=time.offset, part=time.part)).when
    assert isinstance(at, Floating)  # noqa: S101  # `floating` makes nothing else
    return Resolved(Recurrence(at, every.quant, None, every.through), "explicit", "a time that repeats")
