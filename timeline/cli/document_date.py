"""Dates as people type them after an option: ISO 8601 or EDTF, written out, or `today`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.errors import NotationError, UsageError
from timeline.options import Order
from timeline.values import Granularity, PartialDate
from timeline.visible import shorten

if TYPE_CHECKING:
    from datetime import datetime

_FORMS = "write it as 2011-10-03, 2011-10 or 2011"
_ISO = re.compile(r"-?\d{4}(?:-|/|$)")
_DECADE = re.compile(r"(?:the )?(\d{3})0'?s", re.IGNORECASE)
_BC = re.compile(r"([1-9]\d{0,3}) ?B\.?C\.?(?:E\.?)?", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}")
_THREE_NUMBERS = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}")


def parse(text: str, option: str, order: Order = Order.AUTO) -> PartialDate:
    """Return the date that `text` says, no more precise than it says it.

    ISO 8601 and EDTF first ("2011-10", "-0043-03-15"), then English forms ("3 October 2011"). Three numbers
    ("3/4/2011") are read by `order`, and refused when that is open. `today` reads the clock.

    Raises:
        UsageError: it is no date, has no year, or has two readings; the message names `option`.
    """
    words = text.strip()
    if words.lower() == "today":
        return _today()
    try:
        return _notation(words)
    except NotationError as error:
        if _ISO.match(words):
            raise UsageError(f"{option}: {error}; {_FORMS}") from None
    try:
        return _written(words, order)
    except ValueError as error:
        raise UsageError(f"{option}: {shorten(text, 40)!r} {error}; {_advice(words)}") from None


def _advice(words: str) -> str:
    """Return how to write what the words seem to mean."""
    if decade := _DECADE.fullmatch(words):
        return f"write the decade as {decade[1]}X"
    if year := _BC.fullmatch(words):
        before = int(year[1]) - 1  # the year 0
        return f"write the year as {'-' if before else ''}{before:04}"
    return _FORMS


def _today() -> PartialDate:
    """Return the day of this machine's clock: the one place that reads it, and only when asked."""
    from datetime import datetime  # noqa: PLC0415 - only `today` needs it

    now = datetime.now().astimezone()
    return PartialDate(now.year, now.month, now.day, granularity=Granularity.DAY)


def _notation(text: str) -> PartialDate:
    from timeline.notation import from_edtf  # noqa: PLC0415 - only when a date was given

    value = from_edtf(text)
    if isinstance(value, PartialDate):
        return value
    raise NotationError(f"{text!r} is not one date with a year")


def _written(text: str, order: Order) -> PartialDate:
    """Return a date written out; ValueError says what is wrong with it.

    The parser fills what is not said from a default, so what differs between two defaults was not said.
    """
    from datetime import datetime  # noqa: PLC0415 - only for dates written out

    # The parser would complete a year of two digits by the clock.
    if not _FOUR_DIGITS.search(text):
        raise ValueError("has no year of four digits")
    numbers = _THREE_NUMBERS.fullmatch(text)
    orders = (Order.DMY, Order.MDY) if numbers and order is Order.AUTO else (order,)
    # The 28th of a leap year: no day or month of the one default can make the other one impossible.
    defaults = (datetime(2000, 1, 28, 1, 1), datetime(1996, 12, 27, 2, 2))  # noqa: DTZ001 - no zone is meant
    readings = {tuple(_fields(text, default, each) for default in defaults) for each in orders}
    if len(readings) > 1:
        raise ValueError("can be read in two ways; say --order dmy or mdy")
    one, other = readings.pop()
    if one[0] != other[0]:
        raise ValueError("has no year")
    if one[3] == other[3]:
        raise ValueError("has a time of day, which goes as in 2011-10-03T15:00")
    year, month, day = one[:3]
    if month != other[1]:
        return PartialDate(year)
    if day != other[2]:
        return PartialDate(year, month, granularity=Granularity.MONTH)
    return PartialDate(year, month, day, granularity=Granularity.DAY)


def _fields(text: str, default: datetime, order: Order) -> tuple[int, int, int, int]:
    from dateutil import parser  # noqa: PLC0415 - only for dates written out

    try:
        read = parser.parse(
            text, default=default, dayfirst=order is Order.DMY, yearfirst=order is Order.YMD, ignoretz=True
        )
    except (ValueError, OverflowError, TypeError):
        raise ValueError("is not a date") from None
    return read.year, read.month, read.day, read.hour
