"""Values in EDTF (ISO 8601-2:2019), there and back, in forms that current readers agree on."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline import civil
from timeline.errors import NotationError
from timeline.notation.digits import (
    BY_X,
    CODES,
    YEARS_IN,
    check_length,
    in_utc,
    with_year,
    without_year,
    year_digits,
    zone,
)
from timeline.notation.iso import from_iso
from timeline.values import (
    DAYS_IN,
    MONTHS_IN,
    Bound,
    Choice,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Qualifier,
    Value,
    moment,
)


def to_edtf(value: Value) -> str | None:
    """Return `value` in EDTF (ISO 8601-2:2019), in forms that current readers agree on, or None.

    None is returned for what EDTF cannot say: durations, sets, vague references, weekdays of no week,
    months and qualified or compound dates beyond year ±9999. What is finer than a day but has no EDTF (a part
    of a day, an approximate time, a time inside an interval) is written as its day.
    """
    match value:
        case PartialDate():
            return _date_to_edtf(value)
        case Interval():
            return _interval_to_edtf(value)
        case Choice():
            return _choice_to_edtf(value)
        case Floating():
            return _floating_to_edtf(value)
        case _:
            return None


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def _date_to_edtf(date: PartialDate) -> str | None:
    granularity, mark = date.granularity, date.qualifier
    if not -9999 <= date.year <= 9999:
        return f"Y{date.year}" if granularity is Granularity.YEAR and not mark else None
    if granularity <= Granularity.HOUR and not mark:
        return _moment_to_edtf(date)
    if granularity <= Granularity.DAY:
        return f"{year_digits(date.year)}-{date.month:02d}-{date.day:02d}{mark}"
    if granularity is Granularity.MONTH:
        return f"{year_digits(date.year)}-{date.month:02d}{mark}"
    if granularity is Granularity.YEAR:
        return f"{year_digits(date.year)}{mark}"
    if not mark:
        if code := CODES.get(granularity, {}).get(date.month):
            return f"{year_digits(date.year)}-{code}"
        if digits := _year_with_x(date):
            return digits
    return _interval_to_edtf(Interval(date, date))


def _moment_to_edtf(date: PartialDate) -> str | None:
    if date.offset is not None and not -720 <= date.offset <= 840:
        # Offsets beyond those in use anywhere are refused by readers.
        return _date_to_edtf(in_utc(date))
    return (
        f"{year_digits(date.year)}-{date.month:02d}-{date.day:02d}"
        f"T{date.hour:02d}:{date.minute:02d}:{date.second:02d}{zone(date.offset)}"
    )


def _year_with_x(date: PartialDate) -> str | None:
    """Return "199X" or "18XX" when the years of `date` are those that share their first digits."""
    years = YEARS_IN.get(date.granularity)
    if not years:
        return None
    last = date.year + years - 1
    count = len(str(years)) - 1
    if date.year >= 0 and date.year % years == 0:
        return f"{date.year:04d}"[:-count] + "X" * count
    if last < 0 and last % years == 0:
        return f"-{-last:04d}"[:-count] + "X" * count
    return None


def _interval_to_edtf(interval: Interval) -> str | None:
    start, end = interval
    if isinstance(start, PartialDate):
        start = _ends(start)[0]
    if isinstance(end, PartialDate):
        end = _ends(end)[1]
    if start == end:
        return _date_to_edtf(start) if isinstance(start, PartialDate) else None
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and moment(start) >= moment(end):
        return None
    if isinstance(start, Bound) and isinstance(end, Bound):
        return None
    first, last = _end_to_edtf(start), _end_to_edtf(end)
    return None if first is None or last is None else f"{first}/{last}"


def _end_to_edtf(end: PartialDate | Bound) -> str | None:
    if isinstance(end, Bound):
        return end.value
    return _date_to_edtf(end) if -9999 <= end.year <= 9999 else None


def _ends(date: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Return the first and last day, month or year of `date`: the largest of them that fits into it."""
    granularity, mark = date.granularity, date.qualifier
    if granularity in {Granularity.DAY, Granularity.MONTH, Granularity.YEAR}:
        return date, date
    if granularity <= Granularity.WEEK:
        first = PartialDate(date.year, date.month, date.day, granularity=Granularity.DAY, qualifier=mark)
        days = DAYS_IN.get(granularity, 1)
        if days == 1:
            return first, first
        last = civil.from_ordinal(civil.ordinal(date.year, date.month, date.day) + days - 1)
        return first, PartialDate(*last, granularity=Granularity.DAY, qualifier=mark)
    if granularity <= Granularity.HALF:
        unit = Granularity.MONTH
        year, month = civil.add_months(date.year, date.month, MONTHS_IN[granularity] - 1)
    else:
        unit = Granularity.YEAR
        year, month = date.year + YEARS_IN[granularity] - 1, 1
    start = 1 if unit is Granularity.YEAR else date.month
    return (
        PartialDate(date.year, start, granularity=unit, qualifier=mark),
        PartialDate(year, month, granularity=unit, qualifier=mark),
    )


def _choice_to_edtf(choice: Choice) -> str | None:
    members = []
    for date in choice.members:
        text = _member_to_edtf(date)
        if text is None:
            return None
        members.append(text)
    if len(members) < 2:
        return members[0] if members else None
    return f"{{{','.join(members)}}}" if choice.every else f"[{','.join(members)}]"


def _member_to_edtf(date: PartialDate) -> str | None:
    """Return a date as readers accept it in a set: a day, month or year, or a year ending in X."""
    if date.qualifier or not -9999 <= date.year <= 9999:
        return None
    if date.granularity in {Granularity.DAY, Granularity.MONTH, Granularity.YEAR}:
        return _date_to_edtf(date)
    return _year_with_x(date)


_ANY_LEAP_YEAR = 2000


def _floating_to_edtf(date: Floating) -> str | None:
    if date.weekday or date.hour is not None or not (date.month or date.day):
        return None
    if not civil.is_date(_ANY_LEAP_YEAR, date.month or 1, date.day or 1):
        return None
    if date.granularity is Granularity.MONTH:
        return f"XXXX-{date.month:02d}" if date.month else None
    if date.granularity in {Granularity.DAY, Granularity.DAYPART}:
        return f"XXXX-{date.month or 'XX':0>2}-{date.day or 'XX':0>2}"
    return None


_DATE = r"(-?)([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%]?)"
_LONG_YEAR = r"Y(-?[1-9][0-9]{4,})"


def from_edtf(text: str) -> Value:
    """Return the value of an EDTF string: levels 0 and 1, and of level 2 the sets and sub-year groupings.

    Seconds of 00 are read as not said and may be missing; a range is read as a range: "1801/1900" is an
    `Interval`.

    Raises:
        NotationError: it is not EDTF, names a day that does not exist, or says what no value can hold.
    """
    check_length(text, "EDTF")
    for every, opening, closing in ((False, "[", "]"), (True, "{", "}")):
        if text.startswith(opening) and text.endswith(closing):
            members = tuple(_plain_from_edtf(member.strip()) for member in text[1:-1].split(","))
            return Choice(members, every)
    if "/" not in text:
        return _date_from_edtf(text)
    first, _, last = text.partition("/")
    interval = Interval(_end_from_edtf(first), _end_from_edtf(last))
    if isinstance(interval.start, PartialDate) and isinstance(interval.end, PartialDate):
        if moment(interval.end.latest()) < moment(interval.start.earliest()):
            raise NotationError(f"the interval {text!r} ends before it starts")
    elif isinstance(interval.start, Bound) and isinstance(interval.end, Bound):
        raise NotationError(f"the interval {text!r} has no date")
    return interval


def _end_from_edtf(text: str) -> PartialDate | Bound:
    return Bound(text) if text in {"..", ""} else _plain_from_edtf(text)


def _plain_from_edtf(text: str) -> PartialDate:
    date = _date_from_edtf(text)
    if isinstance(date, PartialDate):
        return date
    raise NotationError(f"{text!r} has no year")


def _date_from_edtf(text: str) -> PartialDate | Floating:
    if "T" in text:
        date = from_iso(text)
        return date._replace(granularity=Granularity.MINUTE) if date.second == 0 else date
    if match := re.fullmatch(_LONG_YEAR, text):
        return PartialDate(int(match[1]))
    match = re.fullmatch(_DATE, text)
    if not match:
        raise NotationError(f"{text!r} is not an EDTF date")
    sign, digits, month, day, mark = match.groups()
    if digits == "XXXX" and not sign:
        if mark:
            raise NotationError(f"{text!r} has no year that a mark could qualify")
        return without_year(text, month, day)
    known = digits.rstrip("X")
    hidden = 4 - len(known)
    qualifier = Qualifier(mark)
    if hidden:
        if month or not known.isdigit() or (sign and not int(known)):
            raise NotationError(f"{text!r} is a date that no value can hold")
        year = int(known) * 10**hidden
        year = -(year + 10**hidden - 1) if sign else year
        return PartialDate(year, granularity=BY_X[hidden], qualifier=qualifier)
    if not digits.isdigit() or (sign and digits == "0000"):
        raise NotationError(f"{text!r} is not an EDTF date")
    return with_year(text, int(sign + digits), month, day, qualifier)
