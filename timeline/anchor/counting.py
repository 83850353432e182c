"""Counting in and from dates that are resolved already, and the words that say how it was done."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, floating, in_year, iso, on_day, unanchored
from timeline.meaning import Fields, Nth, Shift, fields_grain
from timeline.values import Floating, Granularity, Interval, PartialDate

SECONDS_A_DAY = 86_400


def within(outer: Resolved, inner: Fields) -> Resolved:
    """Put fields into a date that is already resolved: "June" into "last year"."""
    when = outer.when
    if isinstance(when, Floating):
        return floating(inner)
    if not isinstance(when, PartialDate):
        return outer
    if inner.weekday is not None and inner.which:
        return _beside(outer, when, inner.weekday, inner.which)
    if inner.weekday is not None and when.granularity is Granularity.WEEK:
        return on_day(inner, arithmetic.day(arithmetic.day_number(when) + inner.weekday - 1), outer)
    if inner.month is None and inner.day is not None and when.granularity is Granularity.MONTH:
        return in_year(inner._replace(month=when.month), when.year, outer)
    if inner.month is None and fields_grain(inner) <= Granularity.DAYPART:
        return on_day(inner, when, outer)
    return in_year(inner, when.year, outer)


def _beside(outer: Resolved, day: PartialDate, weekday: int, which: int) -> Resolved:
    """Return the weekday next to a day: "the Tuesday after Easter"."""
    if day.granularity > Granularity.DAY:
        return floating(Fields(weekday=weekday))
    reason = f"the {'first after' if which > 0 else 'last before'} {iso(day)}; {outer.reason}"
    return outer._replace(when=arithmetic.weekday_by(day, weekday, which, past=False), reason=reason)


def nth_in(nth: Nth, outer: Resolved) -> Resolved:
    """Count units in a date that is already resolved: "the third week of March"."""
    if not isinstance(outer.when, PartialDate):
        return unanchored(nth.unit, outer.reason)
    found = arithmetic.nth_in(outer.when, nth.ordinal, nth.unit, nth.weekday)
    if found is None:
        return unanchored(nth.unit, "there are not so many")._replace(notes=("impossible-date",))
    return outer._replace(when=found, reason=f"counted in {iso(outer.when)}; {outer.reason}")


def months_from(shift: Shift, base: PartialDate, basis: str) -> Resolved:
    """Count months from a year or season: they end in one of as many months, "eighteen months later" than 1919."""
    first, last = (arithmetic.move(end, shift.number or 0, shift.unit) for end in (base.earliest(), base.latest()))
    unknown = unanchored(shift.unit, f"{iso(base)} is too coarse to say which month; {counted(shift, base)}")
    return unknown._replace(place=Interval(first, last), basis=basis, anchor=base) if first and last else unknown


def count_from(shift: Shift, origin: Resolved) -> Resolved:
    """Count units from a date that the words name; of days and more, from day to day."""
    base, number, unit = origin.when, shift.number, shift.unit
    if not isinstance(base, PartialDate) or number is None:
        return origin
    if base.granularity is Granularity.DAY and unit is Granularity.WEEKEND and not number:
        base = arithmetic.day(arithmetic.day_number(base) - 2)  # that of a Monday or Tuesday lies before it
    if base.granularity is Granularity.DAY and unit is Granularity.WEEK and number:
        number, unit = number * 7, Granularity.DAY
    moved = arithmetic.move(base, number, unit)
    if moved is None:
        return origin
    if int(number) == number != 0 and moved.granularity > max(base.granularity, Granularity.WEEK):
        middle = arithmetic.day(sum(arithmetic.days(base)) // 2)
        moved = arithmetic.floor(arithmetic.same_day(middle, int(number), unit), base.granularity)
    return origin._replace(when=moved, value=None, reason=f"{counted(Shift(number, unit), base)}; {origin.reason}")


def by_hours(shift: Shift, base: PartialDate, basis: str) -> Resolved:
    """Count hours from a date without a time: whole days of them, "72 hours later"; less than one stay on it."""
    days, rest = divmod(abs(shift.number or 0) * 60**shift.unit.value, SECONDS_A_DAY)
    if not days:
        return Resolved(base, basis, f"less than a day from {iso(base)}", base)
    moved = arithmetic.move(base, days if (shift.number or 0) > 0 else -days, Granularity.DAY)
    if rest or moved is None:
        return unanchored(Granularity.DAY, f"nothing says at what time of {iso(base)} it begins")
    return Resolved(moved, basis, counted(shift, base), base)


def counted(shift: Shift, base: PartialDate) -> str:
    """Say how a date was counted: "3 weeks before 2019-08-26"."""
    number = shift.number or 0
    if not number:
        return f"the {units(1, shift.unit)} of {iso(base)}"
    way = "before" if number < 0 else "after"
    return f"{abs(number):g} {units(number, shift.unit)} {way} {iso(base)}"


def units(number: float, unit: Granularity) -> str:
    """Return the name of a unit, of more than one with an -s."""
    return unit.name.lower() + ("s" if abs(number) != 1 else "")
