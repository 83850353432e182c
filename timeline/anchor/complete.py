"""Calendar fields -> a date: completed by a year or a day, kept floating, or found impossible."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from timeline import arithmetic, civil, notation
from timeline.meaning import Fields, fields_grain
from timeline.values import Floating, Granularity, PartialDate, Qualifier, Vague, Value

LAST_JULIAN_YEAR = 1752
LAST_OLD_STYLE_YEAR = 1923
"""Until then a country may still have counted by the Julian calendar."""
LEAP_YEAR = 2000
"""Until then a leap day that the Gregorian calendar lacks may be meant: Britain counted so."""

NEAR_DAYS = 62
"""How near to the document a date lies that goes on from others of its own days."""


class Resolved(NamedTuple):
    """A value and why it is this one; the fields are those of `Timex`."""

    when: Value
    basis: str
    reason: str
    anchor: PartialDate | None = None
    filled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    value: str | None = None
    """The TIMEX3 value, where it says something else than `when`."""
    place: Value | None = None
    """Where a length of time lies on the calendar, when the words tell ("within two weeks")."""


EXPLICIT = Resolved(Vague.PAST, "explicit", "the words say all of it")


@lru_cache(maxsize=1 << 10)
def iso(date: PartialDate) -> str:
    """Return a date as reasons write it, by its TIMEX3 value."""
    return notation.to_timex3(date)


def unanchored(grain: Granularity, reason: str = "there is no date to count from") -> Resolved:
    """Return a date of which only the granularity is known."""
    return Resolved(Floating(granularity=grain), "unanchored", reason)


@lru_cache(maxsize=1 << 10)
def candidates(fields: Fields, year: int) -> tuple[PartialDate, ...]:
    """Return the dates of the fields in `year` and the years around it, in order; those that exist.

    Of a feast that is not known for all these years, nobody can tell which one is near.
    """
    reach = 8 if (fields.month, fields.day) == (2, 29) else 2
    placed = [arithmetic.place(fields, year + step) for step in range(-reach, reach + 1)]
    return () if fields.feast and None in placed else tuple(date for date in placed if date)


def near_document(fields: Fields, document: PartialDate, ahead: int = 0) -> PartialDate | None:
    """Return the date that lies just before the document, or at most so many days `ahead` of it."""
    dates = candidates(fields, document.year)
    return next((date for date in dates if -NEAR_DAYS <= arithmetic.distance(document, date) <= ahead), None)


def in_year(fields: Fields, year: int, why: Resolved) -> Resolved:
    """Place the fields in a year; a day that does not exist is reported."""
    date = arithmetic.place(fields, year)
    if date is None and fields.feast is not None:
        return why._replace(when=PartialDate(year), reason="the day of the feast is not known for this year")
    if date is None:
        return impossible(fields._replace(year=year))
    placed = on_day(fields, date, why)
    return placed._replace(place=arithmetic.share(date, *fields.share)) if fields.share else placed


def on_day(fields: Fields, date: PartialDate, why: Resolved) -> Resolved:
    """Add the time of day to a date, and note a weekday that contradicts it."""
    notes = (*why.notes, *_doubts(fields, date))
    if fields.fiscal:  # by its name of about that year, but of no month
        why = why._replace(place=PartialDate(date.year, qualifier=Qualifier.UNCERTAIN))
    if fields.hour is not None and fields.hour > 24:
        return impossible(fields)
    if fields.hour is not None:
        return _at_time(fields, date, why._replace(notes=notes))
    if fields.part is not None:
        date = date._replace(granularity=Granularity.DAYPART, part=fields.part)
    return why._replace(when=date, notes=notes)


def _doubts(fields: Fields, date: PartialDate) -> tuple[str, ...]:
    """Return what is doubtful about a date: a weekday that it has in no calendar of its time, or the calendar."""
    told = fields.weekday if fields.day is not None else None
    is_early = date[:3] < civil.FIRST_GREGORIAN_DAY
    is_mistaken = told is not None and told != civil.weekday_told(*date[:3])
    is_old_style = is_mistaken and date.year <= LAST_OLD_STYLE_YEAR and told == civil.julian_weekday(*date[:3])
    notes: tuple[str, ...] = ()
    if is_mistaken and not is_old_style:
        notes = (*notes, "weekday-mismatch")
    if fields.fiscal:
        notes = (*notes, "fiscal-year")
    if is_old_style or (is_early and date.granularity <= Granularity.DAY):
        notes = (*notes, "julian-possible")
    return notes


def _at_time(fields: Fields, date: PartialDate, why: Resolved) -> Resolved:
    """Add a clock time; 24:00 is the first moment of the next day, a leap second the one before it."""
    grain = Granularity.HOUR
    if fields.minute is not None:
        grain = Granularity.MINUTE if fields.second is None else Granularity.SECOND
    leap = fields.second == 60
    timed = date._replace(
        hour=fields.hour or 0,
        minute=fields.minute or 0,
        second=59 if leap else fields.second or 0,
        granularity=grain,
        offset=fields.offset,
    )
    notes = (*why.notes, "leap-second") if leap else why.notes
    if fields.hour != 24:
        return why._replace(when=timed, notes=notes)
    after = arithmetic.day(arithmetic.day_number(date) + 1)
    midnight = timed._replace(year=after.year, month=after.month, day=after.day, hour=0)
    return why._replace(when=midnight, notes=notes, value=notation.to_timex3(timed))


def impossible(fields: Fields) -> Resolved:
    """Keep an impossible day as what it says, without a place; a Julian leap day keeps its month."""
    julian = fields.year is not None and fields.year % 4 == 0 and fields.year <= LAST_JULIAN_YEAR
    if julian and fields.year is not None and (fields.month, fields.day) == (2, 29):
        month = PartialDate(fields.year, 2, granularity=Granularity.MONTH)
        return Resolved(month, "explicit", "a leap day of the Julian calendar", notes=("julian-possible",))
    when = Floating(fields.month or 0, fields.day or 0)
    return Resolved(when, "explicit", "there is no such day or time", notes=("impossible-date",))


def floating(fields: Fields) -> Resolved:
    """Return the fields as they were said, for want of a date to complete them from; an impossible day is noted."""
    if fields.month and fields.day and not candidates(fields, LEAP_YEAR):
        return impossible(fields)
    month = fields.month or 0
    if fields.season is not None:
        month = fields.season * 3 - 60
    elif fields.quarter is not None:
        month = fields.quarter * 3 - 2
    elif fields.half is not None:
        month = fields.half * 6 - 5
    when = Floating(
        month,
        fields.day or 0,
        fields.weekday or 0,
        fields.hour,
        fields.minute,
        fields.second,
        fields_grain(fields),
        fields.part,
        fields.offset,
    )
    return Resolved(when, "unanchored", "there is no date to complete it from")
