"""What several notations share: digits checked and made into dates, and dates as digits."""

from __future__ import annotations

from timeline import civil
from timeline.errors import NotationError
from timeline.values import Choice, Floating, Granularity, Interval, PartialDate, Qualifier, Value

_LONGEST = 1000
"""Characters of a string that is read; no real one comes near."""

YEARS_IN = {Granularity.DECADE: 10, Granularity.CENTURY: 100, Granularity.MILLENNIUM: 1000}

BY_X = (Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM)
"""The granularity of a year by the number of X at its end."""

CODES = {
    Granularity.SEASON: {3: 21, 6: 22, 9: 23, 12: 24},
    Granularity.QUARTER: {1: 33, 4: 34, 7: 35, 10: 36},
    Granularity.HALF: {1: 40, 7: 41},
}
"""EDTF code by first month (ISO 8601-2:2019, 4.8)."""
_FROM_CODE = {code: (month, granularity) for granularity, codes in CODES.items() for month, code in codes.items()}


def check_length(text: str, notation: str) -> None:
    """Raise NotationError for a text longer than any in `notation`."""
    if len(text) > _LONGEST:
        raise NotationError(f"{text[:20]!r}... is too long for {notation}")


def with_year(text: str, year: int, month: str | None, day: str | None, mark: Qualifier) -> PartialDate:
    """Return the date of a year and the digits (or XX: not known) of month and day; NotationError if there is none."""
    if month in {None, "XX"}:
        if day not in {None, "XX"}:
            raise NotationError(f"{text!r} is a date that no value can hold")
        return PartialDate(year, qualifier=mark)
    number = _number(text, month)
    if day is None and number in _FROM_CODE:
        first, granularity = _FROM_CODE[number]
        return PartialDate(year, first, granularity=granularity, qualifier=mark)
    if not 1 <= number <= 12:
        raise NotationError(f"there is no month {number} in {text!r}")
    if day in {None, "XX"}:
        return PartialDate(year, number, granularity=Granularity.MONTH, qualifier=mark)
    return exact_day(text, year, number, _number(text, day))._replace(qualifier=mark)


def without_year(text: str, month: str | None, day: str | None) -> Floating:
    """Return the date of no year with these digits (or XX: not known); NotationError if there is none."""
    if month is None:
        return Floating(granularity=Granularity.YEAR)
    number = 0 if month == "XX" else _number(text, month)
    if month != "XX" and not 1 <= number <= 12:
        raise NotationError(f"there is no month {number} in {text!r}")
    if day is None:
        return Floating(number, granularity=Granularity.MONTH)
    of_month = 0 if day == "XX" else _number(text, day)
    # Any year will do to test the day, as long as it is a leap year; a month that is not known has 31.
    if day != "XX" and not civil.is_date(2000, number or 1, of_month):
        raise NotationError(f"there is no such day as {text!r}")
    return Floating(number, of_month)


def exact_day(text: str, year: int, month: int, day: int) -> PartialDate:
    """Return a day; NotationError, which shows `text`, when there is no such day."""
    if not civil.is_date(year, month, day):
        raise NotationError(f"there is no such day as {text!r}")
    return PartialDate(year, month, day, granularity=Granularity.DAY)


def _number(text: str, digits: str | None) -> int:
    if digits is None or "X" in digits:
        raise NotationError(f"{text!r} is a date that no value can hold")
    return int(digits)


def with_time(
    text: str, day: PartialDate, clock: tuple[int, int, int], granularity: Granularity, offset: int | None
) -> PartialDate:
    """Return `day` at hour, minute and second, 24:00 as the next day; NotationError when there is no such time."""
    hour, minute, second = clock
    if clock == (24, 0, 0):
        hour = 0
        following = civil.from_ordinal(civil.ordinal(day.year, day.month, day.day) + 1)
        day = PartialDate(*following, granularity=Granularity.DAY)
    if hour > 23 or minute > 59 or second > 59:
        raise NotationError(f"there is no such time as in {text!r}")
    return day._replace(hour=hour, minute=minute, second=second, granularity=granularity, offset=offset)


def in_utc(date: PartialDate) -> PartialDate:
    """Return a moment with an offset as the same moment in UTC."""
    days, minutes = divmod(date.hour * 60 + date.minute - (date.offset or 0), 1440)
    year, month, day = civil.from_ordinal(civil.ordinal(date.year, date.month, date.day) + days)
    hour, minute = divmod(minutes, 60)
    return date._replace(year=year, month=month, day=day, hour=hour, minute=minute, offset=0)


def zone(offset: int | None) -> str:
    """Return an offset in minutes as `Z` or `±HH:MM`; an empty string when none is known."""
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def year_digits(year: int) -> str:
    """Return an astronomical year with at least four digits: `0033`, `-0043`."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def dates(value: Value) -> tuple[PartialDate, ...]:
    """Return the dates that a value is made of, in order; none for what has no place in time."""
    match value:
        case PartialDate():
            return (value,)
        case Interval():
            return tuple(date for date in value if isinstance(date, PartialDate))
        case Choice(members=members):
            return members
        case _:
            return ()
