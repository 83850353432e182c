"""The days of feasts that calendars other than the civil one place: day numbers as in `civil.ordinal`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline import civil

_JULIAN_EPOCH = -1
"""The day number of 1 January of year 1 in the Julian calendar."""
_HEBREW_EPOCH = -1_373_427
_HEBREW_YEAR_ONE = 3761
"""What is added to a civil year for the Hebrew one that begins in its autumn."""
_MONTHS_IN_19_YEARS = 235
_PARTS_IN_DAY = 25_920
_MOLAD_PARTS = 13_753
"""What a lunar month has over 29 days, in parts."""
_FIRST_MOLAD_PARTS = 12_084


def easter(year: int) -> int:
    """Return the day of Western Easter."""
    return civil.ordinal(year, *civil.easter(year))


def orthodox_easter(year: int) -> int:
    """Return the day of the Easter of the Eastern churches.

    Source: Meeus, Astronomical Algorithms, ch. 8 (the Julian calendar).
    """
    epact = (19 * (year % 19) + 15) % 30
    offset = epact + (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7 + 114
    month, day = offset // 31, offset % 31 + 1
    before = year - 1
    days = 365 * before + before // 4 + (31 + 28 + (year % 4 == 0)) + (31 if month == 4 else 0) + day - 1
    return _JULIAN_EPOCH + days


def rosh_hashanah(year: int) -> int:
    """Return the first day of the Hebrew year that begins in a civil year; its feasts are counted from there.

    Source: Reingold and Dershowitz, Calendrical Calculations, ch. 8.
    """
    hebrew = year + _HEBREW_YEAR_ONE
    before, here, after = (_elapsed(number) for number in (hebrew - 1, hebrew, hebrew + 1))
    delay = 2 if after - here == 356 else int(here - before == 382)
    return _HEBREW_EPOCH + here + delay


def _elapsed(year: int) -> int:
    """Return the days from the Hebrew epoch to the new moon of a year, which no Sunday, Wednesday or Friday is."""
    months = (_MONTHS_IN_19_YEARS * year - 234) // 19
    days = 29 * months + (_FIRST_MOLAD_PARTS + _MOLAD_PARTS * months) // _PARTS_IN_DAY
    return days + (3 * (days + 1) % 7 < 3)


FIRST: Mapping[str, Callable[[int], int]] = {
    "easter": easter,
    "pascha": orthodox_easter,
    "rosh": rosh_hashanah,
}
"""The days of a year from which feasts are counted, by their names in a lexicon."""
