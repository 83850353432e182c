"""The days and moments of an event in ISO 8601, there and back."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.errors import NotationError
from timeline.notation.digits import check_length, exact_day, with_time, year_digits, zone
from timeline.values import Granularity, PartialDate

_MOMENT = (
    r"([+-]?[0-9]{4,})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?)?"
)


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def to_iso(date: PartialDate) -> str:
    """Return `YYYY-MM-DD`, with `THH:MM[:SS][Z or ±HH:MM]` when a time is known; of a span its first day.

    Years are astronomical; beyond ±9999 they are written with sign and all digits (ISO 8601-1:2019, 4.3.2).
    """
    day = f"{_iso_year(date.year)}-{date.month:02d}-{date.day:02d}"
    if date.granularity > Granularity.HOUR:
        return day
    seconds = f":{date.second:02d}" if date.granularity is Granularity.SECOND else ""
    return f"{day}T{date.hour:02d}:{date.minute:02d}{seconds}{zone(date.offset)}"


def from_iso(text: str) -> PartialDate:
    """Return the day or moment that `to_iso` wrote; hours are read as minutes, 24:00 as the next day.

    Raises:
        NotationError: it has another form, or names a day or time that does not exist.
    """
    check_length(text, "ISO 8601")
    match = re.fullmatch(_MOMENT, text)
    if not match or (len(match[1]) > 4 and match[1].isdigit()) or match[1] == "-0000":
        raise NotationError(f"{text!r} is not a day as YYYY-MM-DD, nor a moment")
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    date = exact_day(text, int(year), int(month), int(day))
    if hour is None:
        return date
    offset = 0 if utc else None
    if sign:
        offset = int(f"{sign}1") * (int(hours) * 60 + int(minutes or 0))
        if int(hours) > 23 or int(minutes or 0) > 59:
            raise NotationError(f"there is no such zone as in {text!r}")
    granularity = Granularity.SECOND if second else Granularity.MINUTE
    return with_time(text, date, (int(hour), int(minute), int(second or 0)), granularity, offset)


def _iso_year(year: int) -> str:
    return f"+{year}" if year > 9999 else year_digits(year)
