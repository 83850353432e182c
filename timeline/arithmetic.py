"""Calendar arithmetic on partial dates: the unit that holds a date, a step of units, a day by its fields.

Plain integers throughout, for any year; only `anchor` decides which of these to apply.
"""

from __future__ import annotations

from functools import lru_cache

from timeline import civil, feasts
from timeline.meaning import Fields
from timeline.values import DAYS_IN, MONTHS_IN, Granularity, Interval, PartialDate

_SEASON_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
FINER = {
    Granularity.MILLENNIUM: (Granularity.CENTURY, 10),
    Granularity.CENTURY: (Granularity.YEAR, 100),
    Granularity.DECADE: (Granularity.YEAR, 10),
    Granularity.YEAR: (Granularity.MONTH, 12),
    Granularity.HALF: (Granularity.MONTH, 6),
    Granularity.QUARTER: (Granularity.MONTH, 3),
    Granularity.MONTH: (Granularity.DAY, 30),
    Granularity.WEEK: (Granularity.DAY, 7),
    Granularity.DAY: (Granularity.HOUR, 24),
    Granularity.HOUR: (Granularity.MINUTE, 60),
    Granularity.MINUTE: (Granularity.SECOND, 60),
}
"""The unit in which half of a unit is counted, and how many make a whole."""


def day(number: int) -> PartialDate:
    """Return the day of a day number (see `civil.ordinal`)."""
    return PartialDate(*civil.from_ordinal(number), granularity=Granularity.DAY)


def day_number(date: PartialDate) -> int:
    """Return the day number of the first day of `date`."""
    return civil.ordinal(date.year, date.month, date.day)


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def days(date: PartialDate) -> tuple[int, int]:
    """Return the day numbers of the first and the last day of `date`."""
    first = civil.ordinal(date.year, date.month, date.day)
    if date.granularity <= Granularity.HOUR:
        return first, first
    if length := DAYS_IN.get(date.granularity):
        return first, first + length - 1
    return first, civil.ordinal(*civil.add_months(date.year, date.month, MONTHS_IN[date.granularity]), 1) - 1


def floor(date: PartialDate, unit: Granularity) -> PartialDate:
    """Return the unit that holds the first day of `date`: the month of a day, the decade of a year.

    A century or millennium begins with its year 1, a decade with its year 0. The weekend of a weekday is the
    one that ends its week.
    """
    year, month = date.year, date.month
    match unit:
        case Granularity.DAY:
            return PartialDate(year, month, date.day, granularity=unit)
        case Granularity.WEEK | Granularity.WEEKEND:
            number = day_number(date)
            monday = number - (number - 1) % 7
            return day(monday + (5 if unit is Granularity.WEEKEND else 0))._replace(granularity=unit)
        case Granularity.MONTH:
            return PartialDate(year, month, granularity=unit)
        case Granularity.SEASON:
            first = month // 3 * 3 or 12
            return PartialDate(year - (month < 3), first, granularity=unit)
        case Granularity.QUARTER | Granularity.HALF:
            size = MONTHS_IN[unit]
            return PartialDate(year, (month - 1) // size * size + 1, granularity=unit)
        case Granularity.YEAR:
            return PartialDate(year)
        case Granularity.DECADE:
            return PartialDate(year - year % 10, granularity=unit)
        case Granularity.CENTURY | Granularity.MILLENNIUM:
            size = MONTHS_IN[unit] // 12
            return PartialDate(year - (year - 1) % size, granularity=unit)
        case _:
            return date._replace(granularity=unit)


def years_away(date: PartialDate, count: float, unit: Granularity) -> PartialDate:
    """Return the year that lies `count` decades or longer units away: "two decades ago" names no decade."""
    return PartialDate(date.year + round(count * MONTHS_IN[unit] / 12))


def move(date: PartialDate, count: float, unit: Granularity) -> PartialDate | None:
    """Return the unit that lies `count` units from the one that holds `date`; None if it cannot be told.

    Hours and less can be counted only from a date that has a time. Half a unit is counted in the next finer one.
    """
    if count != int(count):
        finer, size = FINER.get(unit, (unit, 1))
        return move(date, round(count * size), finer)
    steps = int(count)
    if unit <= Granularity.HOUR:
        if date.granularity > Granularity.HOUR:
            return None
        seconds = (date.hour * 60 + date.minute) * 60 + date.second + steps * 60 ** int(unit)
        days, seconds = divmod(seconds, 86_400)
        moved = day(day_number(date) + days)
        return moved._replace(
            hour=seconds // 3600,
            minute=seconds // 60 % 60,
            second=seconds % 60,
            granularity=min(date.granularity, unit),
            offset=date.offset,
        )
    start = floor(date, unit)
    if unit in DAYS_IN:
        length = 1 if unit is Granularity.DAY else 7
        return day(day_number(start) + steps * length)._replace(granularity=start.granularity)
    year, month = civil.add_months(start.year, start.month, steps * MONTHS_IN[unit])
    return PartialDate(year, month, granularity=unit)


def same_day(date: PartialDate, count: int, unit: Granularity) -> PartialDate:
    """Return the day that lies `count` units from a day, as deadlines count: a month from 31 January is 28 February."""
    if unit in DAYS_IN:
        return day(day_number(date) + count * (7 if unit >= Granularity.WEEKEND else 1))
    year, month = civil.add_months(date.year, date.month, count * MONTHS_IN[unit])
    last = civil.days_in_month(year, month)
    return PartialDate(year, month, min(date.day, last), granularity=Granularity.DAY)


def weekday_by(date: PartialDate, weekday: int, which: int, *, past: bool, on_or_after: bool = False) -> PartialDate:
    """Return a weekday (ISO number) by the week of `date`: -1 the last before it, +1 the next after it, 0 this week's.

    This week's lies at or before `date` when it is `past`, and at or after it with `on_or_after`.
    """
    number = day_number(date)
    same = number - civil.weekday_told(date.year, date.month, date.day) + weekday
    if (which < 0 and same >= number) or (past and same > number):
        same -= 7
    elif (which > 0 and same <= number) or (on_or_after and same < number):
        same += 7
    return day(same)


def distance(date: PartialDate, other: PartialDate) -> int:
    """Return how many days lie between `date` and the nearest day of `other`; negative if `other` lies before."""
    number = day_number(date)
    first, last = days(other)
    if first > number:
        return first - number
    return min(0, last - number)


def months_between(date: PartialDate, other: PartialDate) -> int:
    """Return how many months lie from the month of `date` to that of `other`."""
    return (other.year - date.year) * 12 + other.month - date.month


def split(count: float, unit: Granularity) -> tuple[tuple[float, Granularity], ...]:
    """Return a quantity with its fraction in the next finer unit: 2.5 years are 2 years and 6 months."""
    whole, fraction = divmod(count, 1)
    if not fraction or unit not in FINER:
        return ((count, unit),)
    finer, size = FINER[unit]
    rest = ((round(fraction * size, 2), finer),)
    return ((int(whole), unit), *rest) if whole else rest


def place(fields: Fields, year: int) -> PartialDate | None:
    """Return the date of calendar fields in `year`, without time of day; None when no such day exists."""
    if fields.feast is not None:
        return _feast(fields.feast, year)
    if fields.season is not None:
        return PartialDate(year, _SEASON_MONTH[fields.season], granularity=Granularity.SEASON)
    if fields.quarter is not None:
        return PartialDate(year, fields.quarter * 3 - 2, granularity=Granularity.QUARTER)
    if fields.half is not None:
        return PartialDate(year, fields.half * 6 - 5, granularity=Granularity.HALF)
    if fields.week is not None:
        return day(civil.week_start(year, fields.week))._replace(granularity=Granularity.WEEK)
    if fields.month is None:
        return PartialDate(year, granularity=fields.granularity or Granularity.YEAR)
    if fields.day is None:
        return PartialDate(year, fields.month, granularity=Granularity.MONTH)
    if not civil.is_date(year, fields.month, fields.day):
        return None
    return PartialDate(year, fields.month, fields.day, granularity=Granularity.DAY)


def nth_in(whole: PartialDate, ordinal: int, unit: Granularity, weekday: int | None) -> PartialDate | None:
    """Return the n-th unit or weekday that begins in `whole` (-1 is the last); None when it has no so many.

    The n-th week of a month counts from its first day, as people do; that of a year is the ISO week.
    """
    first, last = days(whole)
    if unit is Granularity.WEEK and whole.granularity is Granularity.YEAR:
        number = civil.week_start(whole.year, ordinal) if ordinal > 0 else last - 3
        return floor(day(number), unit) if number <= last else None
    if weekday is not None:
        start, end = (civil.weekday_told(*civil.from_ordinal(number)) for number in (first, last))
        number = first + (weekday - start) % 7 + 7 * (ordinal - 1) if ordinal > 0 else last - (end - weekday) % 7
        return day(number) if first <= number <= last else None
    if unit in DAYS_IN:
        size = 1 if unit is Granularity.DAY else 7
        number = first + size * (ordinal - 1) if ordinal > 0 else last - (size - 1)
        found: PartialDate | None = floor(day(number + size // 2), unit)
    else:
        origin = whole.earliest() if ordinal > 0 else whole.latest()
        found = move(origin, ordinal - 1 if ordinal > 0 else 0, unit)
        number = day_number(found) if found else 0
    return found if first <= number <= last else None


def share(whole: PartialDate, ordinal: int, parts: int) -> Interval:
    """Return the years of the n-th of some equal parts of a decade or longer: "the first half of the century"."""
    first, last = whole.earliest().year, whole.latest().year
    begin, end = (first + round((last - first + 1) * part / parts) for part in (ordinal - 1, ordinal))
    return Interval(PartialDate(begin), PartialDate(end - 1))


def _feast(rule: str, year: int) -> PartialDate | None:
    """Return the day of a computed feast: `easter-2`, or `n-w-m`, the n-th ISO weekday w of month m."""
    for name, first in feasts.FIRST.items():
        if rule.startswith(name):
            begins = first(year)
            return None if begins is None else day(begins + int(rule.removeprefix(name)))
    sign = -1 if rule.startswith("-") else 1
    ordinal, weekday, month, *after = (int(part) for part in rule.removeprefix("-").split("-"))
    month_whole = PartialDate(year, month, granularity=Granularity.MONTH)
    found = nth_in(month_whole, sign * ordinal, Granularity.DAY, weekday)
    return found and (day(day_number(found) + after[0]) if after else found)
