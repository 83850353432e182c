"""The day that a format states in a field made for it: read only when it can mean one day and no other."""

from __future__ import annotations

import re

from timeline import civil
from timeline.model import DocumentDate
from timeline.values import Granularity, PartialDate

_LONGEST = 80
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?(?:[T ][0-9].*)?")
_BASIC_ISO = re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})(?:T[0-9].*)?")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_OF_MAIL = re.compile(r"(?:[A-Za-z]{3,9}, *)?[0-9]{1,2} +[A-Za-z]{3} +(?:[0-9]{2}|[0-9]{4}) +[0-9]{1,2}:[0-9]{2}.*")
_COMMENT = re.compile(r"\([^()]*\)")  # RFC 5322 section 3.2.2: "+0200 (CEST)"


def stated(words: str, field: str) -> tuple[DocumentDate, ...]:
    """Return the date in `words` as one of the document's own, with the name of its field; () when there is none."""
    date = stated_day(words)
    return (DocumentDate(date, "metadata", f'{field} "{" ".join(words.split())}"'),) if date else ()


def stated_day(words: str) -> PartialDate | None:
    """Return the day, or the month, that `words` can only mean, in the zone of whoever wrote them.

    Reads ISO 8601, RFC 5322 (section 4.3 also with a year of two digits) and dates with the month in English
    letters. None for what leaves the order of day and month open, has no whole year, or is no date.
    """
    words = _COMMENT.sub("", words).strip()
    if len(words) > _LONGEST or not words.isascii():
        return None
    if iso := _ISO.fullmatch(words) or _BASIC_ISO.fullmatch(words):
        year, month, day = int(iso[1]), int(iso[3]), int(iso[4] or 1)
        granularity = Granularity.DAY if iso[4] else Granularity.MONTH
        return PartialDate(year, month, day, granularity=granularity) if civil.is_date(year, month, day) else None
    if _OF_MAIL.fullmatch(words):
        return _of_mail(words)
    return _only_reading(words) if _YEAR.search(words) else None


def _of_mail(words: str) -> PartialDate | None:
    from email.utils import parsedate  # noqa: PLC0415 - only for mail and feeds

    year, month, day = (parsedate(words) or (0, 0, 0))[:3]
    return PartialDate(year, month, day, granularity=Granularity.DAY) if civil.is_date(year, month, day) else None


def _only_reading(words: str) -> PartialDate | None:
    """Return what every way to read `words` agrees on."""
    from datetime import datetime  # noqa: PLC0415 - only for what states a date in another way

    from dateutil import parser  # noqa: PLC0415 - the same

    readings = set()
    # What the words leave out is taken from the default: two defaults show what that was.
    for default in (datetime(2000, 1, 1), datetime(1996, 2, 2)):  # noqa: DTZ001 - only the day is taken
        for day_first in (True, False):
            try:
                read = parser.parse(words, default=default, dayfirst=day_first, ignoretz=True)
            except (ValueError, OverflowError):
                return None
            readings.add((read.year, read.month, read.day))
    if len({reading[:2] for reading in readings}) > 1:
        return None
    year, month, day = min(readings)
    if len(readings) > 1:
        return PartialDate(year, month, granularity=Granularity.MONTH)
    return PartialDate(year, month, day, granularity=Granularity.DAY)
