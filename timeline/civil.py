"""Proleptic Gregorian calendar on plain integers, for any year, astronomical numbering (1 BCE is 0).

`datetime` stops at year 1 and costs more; these functions are total over the integers.
"""

from __future__ import annotations

FIRST_GREGORIAN_DAY = (1582, 10, 15)
"""Days before it are as written, and may be days of the Julian calendar."""
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Tell whether `year` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the length in days of `month` (1 to 12) of `year`."""
    return 29 if month == 2 and is_leap(year) else _DAYS[month - 1]


def is_date(year: int, month: int, day: int) -> bool:
    """Tell whether the three numbers name a day that exists."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def ordinal(year: int, month: int, day: int) -> int:
    """Return the day number, where 1 January of year 1 is 1, as in `datetime.date.toordinal`.

    Counts in years that begin in March, so that the leap day comes last.
    """
    shifted = year - (month < 3)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + day_of_year - 306


def from_ordinal(number: int) -> tuple[int, int, int]:
    """Return (year, month, day) of a day number: the inverse of `ordinal`."""
    era, day_of_era = divmod(number + 305, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    month = (month_from_march + 2) % 12 + 1
    return (
        era * 400 + year_of_era + (month < 3),
        month,
        day_of_year - (153 * month_from_march + 2) // 5 + 1,
    )


def weekday(year: int, month: int, day: int) -> int:
    """Return the ISO weekday, Monday 1 to Sunday 7."""
    return (ordinal(year, month, day) - 1) % 7 + 1


def julian_ordinal(year: int, month: int, day: int) -> int:
    """Return the day number of a day of the Julian calendar."""
    shifted = year - (month < 3)
    return 365 * shifted + shifted // 4 + (153 * ((month + 9) % 12) + 2) // 5 + day - 308


def julian_weekday(year: int, month: int, day: int) -> int:
    """Return the ISO weekday of a day of the Julian calendar."""
    return (julian_ordinal(year, month, day) - 1) % 7 + 1


def weekday_told(year: int, month: int, day: int) -> int:
    """Return the ISO weekday of a day as texts write it: before the Gregorian calendar began, of the Julian one."""
    is_julian = (year, month, day) < FIRST_GREGORIAN_DAY
    return julian_weekday(year, month, day) if is_julian else weekday(year, month, day)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the (year, month) that lies `count` months after the given one."""
    years, zero_based = divmod(month - 1 + count, 12)
    return year + years, zero_based + 1


def week_start(year: int, week: int) -> int:
    """Return the day number of the Monday of an ISO 8601 week; 4 January is always in week 1."""
    fourth = ordinal(year, 1, 4)
    return fourth - (fourth - 1) % 7 + 7 * (week - 1)


def iso_week(year: int, month: int, day: int) -> tuple[int, int]:
    """Return (ISO year, week number) of a day: the week belongs to the year of its Thursday."""
    number = ordinal(year, month, day)
    thursday = number - (number - 1) % 7 + 3
    iso_year = from_ordinal(thursday)[0]
    return iso_year, (thursday - ordinal(iso_year, 1, 1)) // 7 + 1


def julian_easter(year: int) -> tuple[int, int]:
    """Return (month, day) of Easter Sunday in the Julian calendar.

    Source: Meeus, Astronomical Algorithms, ch. 8.
    """
    epact = (19 * (year % 19) + 15) % 30
    offset = epact + (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7 + 114
    return offset // 31, offset % 31 + 1


def easter(year: int) -> tuple[int, int]:
    """Return (month, day) of Western Easter Sunday.

    Source: the anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus, Astronomical Algorithms, ch. 8).
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    skipped, corrected = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - skipped - moon + 15) % 30
    quarter, odd = divmod(rest, 4)
    offset = (32 + 2 * corrected + 2 * quarter - epact - odd) % 7
    correction = (golden + 11 * epact + 22 * offset) // 451
    return divmod(epact + offset - 7 * correction + 114, 31)[0], (epact + offset - 7 * correction + 114) % 31 + 1
