"""The days of feasts that calendars other than the civil one place: day numbers as in `civil.ordinal`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from timeline import civil

_HEBREW_EPOCH = -1_373_427
_HEBREW_YEAR_ONE = 3761
"""What is added to a civil year for the Hebrew one that begins in its autumn."""
_HIJRA = 622
"""The civil year in which the Islamic years begin."""
_MONTHS_IN_19_YEARS = 235
_PARTS_IN_DAY = 25_920
_MOLAD_PARTS = 13_753
"""What a lunar month has over 29 days, in parts."""
_FIRST_MOLAD_PARTS = 12_084


def easter(year: int) -> int:
    """Return the day of Western Easter; before the Gregorian calendar the one of the Julian, as texts write it."""
    is_julian = year <= civil.FIRST_GREGORIAN_DAY[0]
    return civil.ordinal(year, *(civil.julian_easter(year) if is_julian else civil.easter(year)))


def orthodox_easter(year: int) -> int:
    """Return the day of the Easter of the Eastern churches."""
    return civil.julian_ordinal(year, *civil.julian_easter(year))


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


def islamic(month: int, day: int, year: int) -> int | None:
    """Return the day of an Islamic month that falls in a civil year; None if it falls there twice or is not tabled.

    Where the new moon is looked for, it may be a day or two from it. Source: the Umm al-Qura calendar, 1924 to 2077.
    """
    from hijridate import Hijri, ummalqura  # noqa: PLC0415 - few texts need it

    first, last = ummalqura.HIJRI_RANGE[0][0], ummalqura.HIJRI_RANGE[1][0]
    about = (year - _HIJRA) * 33 // 32
    years = range(max(about - 1, first), min(about + 2, last) + 1)
    found = [moment for hijri in years if (moment := Hijri(hijri, month, day).to_gregorian()).year == year]
    return found[0].toordinal() if len(found) == 1 else None


FIRST: Mapping[str, Callable[[int], int | None]] = {
    "easter": easter,
    "pascha": orthodox_easter,
    "rosh": rosh_hashanah,
    "muharram": partial(islamic, 1, 1),
    "ashura": partial(islamic, 1, 10),
    "mawlid": partial(islamic, 3, 12),
    "ramadan": partial(islamic, 9, 1),
    "fitr": partial(islamic, 10, 1),
    "adha": partial(islamic, 12, 10),
}
"""The days of a year from which feasts are counted, by their names in a lexicon."""
