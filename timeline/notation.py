"""Values as text and back: EDTF, TIMEX3, the ISO 8601 days and moments of an event, RRULE.

Writing is plain integer formatting, for it runs once per expression. Reading takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline import civil
from timeline.errors import NotationError
from timeline.values import (
    DAYS_IN,
    MONTHS_IN,
    Bound,
    Choice,
    DayPart,
    Duration,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Qualifier,
    Recurrence,
    Vague,
    Value,
    moment,
)

_LONGEST = 1000
"""Characters of a string that is read; no real one comes near."""

_YEARS_IN = {
    Granularity.DECADE: 10,
    Granularity.CENTURY: 100,
    Granularity.MILLENNIUM: 1000,
}
_BY_X = (Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM)
"""The granularity of a year by the number of X at its end."""

_SEASON_CODES = {3: 21, 6: 22, 9: 23, 12: 24}
_QUARTER_CODES = {1: 33, 4: 34, 7: 35, 10: 36}
_HALF_CODES = {1: 40, 7: 41}
_CODES = {
    Granularity.SEASON: _SEASON_CODES,
    Granularity.QUARTER: _QUARTER_CODES,
    Granularity.HALF: _HALF_CODES,
}
"""EDTF code by first month (ISO 8601-2:2019, 4.8)."""
_FROM_CODE = {code: (month, granularity) for granularity, codes in _CODES.items() for month, code in codes.items()}

_SEASON_LETTERS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
_FROM_LETTERS = {letters: month for month, letters in _SEASON_LETTERS.items()}

_UNIT_LETTERS = {
    Granularity.SECOND: "S",
    Granularity.MINUTE: "M",
    Granularity.HOUR: "H",
    Granularity.DAYPART: "D",
    Granularity.DAY: "D",
    Granularity.WEEKEND: "WE",
    Granularity.WEEK: "W",
    Granularity.MONTH: "M",
    Granularity.QUARTER: "Q",
    Granularity.YEAR: "Y",
    Granularity.DECADE: "DE",
    Granularity.CENTURY: "CE",
    Granularity.MILLENNIUM: "ML",
}
"""TIMEX3 duration units; those up to the hour stand after a T."""
_IN_MONTHS = {Granularity.SEASON: 3, Granularity.HALF: 6}
"""Units that TIMEX3 has no letter for."""
_DATE_UNITS = {
    **{letters: unit for unit, letters in _UNIT_LETTERS.items() if unit >= Granularity.DAY},
    "E": Granularity.DECADE,
    "C": Granularity.CENTURY,
    "L": Granularity.MILLENNIUM,
}
_TIME_UNITS = {letters: unit for unit, letters in _UNIT_LETTERS.items() if unit <= Granularity.HOUR}

_WEEKDAYS = ("", "MO", "TU", "WE", "TH", "FR", "SA", "SU")

_PERIODS = {
    Granularity.SECOND: ("SECONDLY", 1),
    Granularity.MINUTE: ("MINUTELY", 1),
    Granularity.HOUR: ("HOURLY", 1),
    Granularity.DAYPART: ("DAILY", 1),
    Granularity.DAY: ("DAILY", 1),
    Granularity.WEEKEND: ("WEEKLY", 1),
    Granularity.WEEK: ("WEEKLY", 1),
    Granularity.MONTH: ("MONTHLY", 1),
    Granularity.SEASON: ("MONTHLY", 3),
    Granularity.QUARTER: ("MONTHLY", 3),
    Granularity.HALF: ("MONTHLY", 6),
    Granularity.YEAR: ("YEARLY", 1),
    Granularity.DECADE: ("YEARLY", 10),
    Granularity.CENTURY: ("YEARLY", 100),
    Granularity.MILLENNIUM: ("YEARLY", 1000),
}
"""RRULE frequency and interval of a unit."""

_QUALIFIER_NAMES = {
    Qualifier.NONE: None,
    Qualifier.APPROXIMATE: "approximate",
    Qualifier.UNCERTAIN: "uncertain",
    Qualifier.BOTH: "both",
}


# --- EDTF, writing ---------------------------------------------------------------------------------------


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


def _date_to_edtf(date: PartialDate) -> str | None:  # noqa: PLR0911 - one return per granularity
    granularity, mark = date.granularity, date.qualifier
    if not -9999 <= date.year <= 9999:
        return f"Y{date.year}" if granularity is Granularity.YEAR and not mark else None
    if granularity <= Granularity.HOUR and not mark:
        return _moment_to_edtf(date)
    if granularity <= Granularity.DAY:
        return f"{_year(date.year)}-{date.month:02d}-{date.day:02d}{mark}"
    if granularity is Granularity.MONTH:
        return f"{_year(date.year)}-{date.month:02d}{mark}"
    if granularity is Granularity.YEAR:
        return f"{_year(date.year)}{mark}"
    if not mark:
        if code := _CODES.get(granularity, {}).get(date.month):
            return f"{_year(date.year)}-{code}"
        if digits := _year_with_x(date):
            return digits
    return _interval_to_edtf(Interval(date, date))


def _moment_to_edtf(date: PartialDate) -> str | None:
    if date.offset is not None and not -720 <= date.offset <= 840:
        # Offsets beyond those in use anywhere are refused by readers.
        return _date_to_edtf(_in_utc(date))
    return (
        f"{_year(date.year)}-{date.month:02d}-{date.day:02d}"
        f"T{date.hour:02d}:{date.minute:02d}:{date.second:02d}{_zone(date.offset)}"
    )


def _year_with_x(date: PartialDate) -> str | None:
    """Return "199X" or "18XX" when the years of `date` are those that share their first digits."""
    years = _YEARS_IN.get(date.granularity)
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
        year, month = date.year + _YEARS_IN[granularity] - 1, 1
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


def _floating_to_edtf(date: Floating) -> str | None:
    if date.weekday or date.hour is not None or not (date.month or date.day):
        return None
    if date.granularity is Granularity.MONTH:
        return f"XXXX-{date.month:02d}" if date.month else None
    if date.granularity in {Granularity.DAY, Granularity.DAYPART}:
        return f"XXXX-{date.month or 'XX':0>2}-{date.day or 'XX':0>2}"
    return None


# --- EDTF, reading ---------------------------------------------------------------------------------------

_EDTF_DATE = re.compile(r"(-?)([0-9X]{4})(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([?~%]?)")
_EDTF_LONG_YEAR = re.compile(r"Y(-?[1-9][0-9]{4,})")
_MOMENT = re.compile(
    r"([+-]?[0-9]{4,})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:(Z)|([+-])([0-9]{2})(?::([0-9]{2}))?)?)?"
)


def from_edtf(text: str) -> Value:
    """Return the value of an EDTF string: levels 0 and 1, and of level 2 the sets and sub-year groupings.

    Seconds of 00 are read as not said and may be missing; a range is read as a range: "1801/1900" is an
    `Interval`.

    Raises:
        NotationError: it is not EDTF, names a day that does not exist, or says what no value can hold.
    """
    _check_length(text, "EDTF")
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
    if match := _EDTF_LONG_YEAR.fullmatch(text):
        return PartialDate(int(match[1]))
    match = _EDTF_DATE.fullmatch(text)
    if not match:
        raise NotationError(f"{text!r} is not an EDTF date")
    sign, digits, month, day, mark = match.groups()
    if digits == "XXXX" and not sign:
        if mark:
            raise NotationError(f"{text!r} has no year that a mark could qualify")
        return _without_year(text, month, day)
    known = digits.rstrip("X")
    hidden = 4 - len(known)
    qualifier = Qualifier(mark)
    if hidden:
        if month or not known.isdigit() or (sign and not int(known)):
            raise NotationError(f"{text!r} is a date that no value can hold")
        year = int(known) * 10**hidden
        year = -(year + 10**hidden - 1) if sign else year
        return PartialDate(year, granularity=_BY_X[hidden], qualifier=qualifier)
    if not digits.isdigit() or (sign and digits == "0000"):
        raise NotationError(f"{text!r} is not an EDTF date")
    return _with_year(text, int(sign + digits), month, day, qualifier)


def _with_year(text: str, year: int, month: str | None, day: str | None, mark: Qualifier) -> PartialDate:
    """Build a date from its year and the digits (or XX: not known) of month and day."""
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
    return _day(text, year, number, _number(text, day))._replace(qualifier=mark)


def _without_year(text: str, month: str | None, day: str | None) -> Floating:
    """Build a date of no year from the digits (or XX: not known) of month and day."""
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


def _day(text: str, year: int, month: int, day: int) -> PartialDate:
    if not civil.is_date(year, month, day):
        raise NotationError(f"there is no such day as {text!r}")
    return PartialDate(year, month, day, granularity=Granularity.DAY)


def _number(text: str, digits: str | None) -> int:
    if digits is None or "X" in digits:
        raise NotationError(f"{text!r} is a date that no value can hold")
    return int(digits)


def _check_length(text: str, notation: str) -> None:
    if len(text) > _LONGEST:
        raise NotationError(f"{text[:20]!r}... is too long for {notation}")


# --- TIMEX3, writing -------------------------------------------------------------------------------------


def to_timex3(value: Value) -> str:
    """Return the TIMEX3 `value` attribute (TimeML 1.2.1), always in a form the TempEval-3 schema accepts.

    TIMEX3 has no intervals and no choices: of an interval the end that is known is written, the start when
    both are, and of a choice the first member. Zoned times are converted to UTC. Years beyond BC 9999 and
    9999 become `PAST_REF` and `FUTURE_REF`.
    """
    match value:
        case PartialDate():
            return _date_to_timex3(value)
        case Floating():
            return _floating_to_timex3(value)
        case Duration(parts=parts):
            return _duration_to_timex3(parts)
        case Recurrence(of=of):
            return to_timex3(of)
        case Vague():
            return value.value
        case Interval() | Choice():
            date = _representative(value)
            return _date_to_timex3(date) if date else "XXXX"


def timex3_type(value: Value) -> str:
    """Return the TIMEX3 type of `value`: DATE, TIME, DURATION or SET; hours and parts of a day are TIME."""
    match value:
        case PartialDate(granularity=granularity):
            return "TIME" if granularity <= Granularity.DAYPART else "DATE"
        case Floating(granularity=granularity, hour=hour, part=part):
            timed = hour is not None or part is not None or granularity <= Granularity.DAYPART
            return "TIME" if timed else "DATE"
        case Duration():
            return "DURATION"
        case Recurrence():
            return "SET"
        case Vague():
            return "DATE"
        case Interval() | Choice():
            date = _representative(value)
            return timex3_type(date) if date else "DATE"


def _representative(value: Interval | Choice) -> PartialDate | None:
    """Return the date that a TIMEX3 gives for several: the first one there is."""
    return next(iter(_dates(value)), None)


def _date_to_timex3(date: PartialDate) -> str:  # noqa: PLR0911 - one return per granularity
    year, month, granularity = date.year, date.month, date.granularity
    if not -9998 <= year <= 9999:
        return (Vague.PAST if year < 0 else Vague.FUTURE).value
    if granularity is Granularity.DAY:
        return f"{_timex3_year(year)}-{month:02d}-{date.day:02d}"
    if granularity < Granularity.DAY:
        return _time_to_timex3(date)
    if granularity is Granularity.MONTH:
        return f"{_timex3_year(year)}-{month:02d}"
    if granularity is Granularity.YEAR:
        return _timex3_year(year)
    if granularity <= Granularity.WEEK:
        year, week = civil.iso_week(year, month, date.day)
        end = "-WE" if granularity is Granularity.WEEKEND else ""
        return f"{_timex3_year(year)}-W{week:02d}{end}"
    if granularity <= Granularity.HALF:
        return f"{_timex3_year(year)}-{_part_of_year(month, granularity)}"
    return _timex3_digits(year, _YEARS_IN[granularity])


def _time_to_timex3(date: PartialDate) -> str:
    if date.granularity is Granularity.DAYPART:
        clock, zone = _clock(None, None, None, date.part), ""
    elif date.offset:
        return _date_to_timex3(_in_utc(date))
    else:
        seconds = date.second if date.granularity is Granularity.SECOND else None
        clock, zone = _clock(date.hour, date.minute, seconds, None), "" if date.offset is None else "Z"
    return f"{_timex3_year(date.year)}-{date.month:02d}-{date.day:02d}{clock}{zone}"


def _clock(hour: int | None, minute: int | None, second: int | None, part: DayPart | None) -> str:
    if hour is None:
        return f"T{part.value}" if part else "TXX"
    seconds = "" if second is None else f":{second:02d}"
    return f"T{hour:02d}:{minute or 0:02d}{seconds}"


def _part_of_year(month: int, granularity: Granularity) -> str:
    if granularity is Granularity.SEASON:
        # A season that begins in another month is named after the one it begins in.
        return _SEASON_LETTERS[(month // 3 * 3) or 12]
    if granularity is Granularity.QUARTER:
        return f"Q{(month + 2) // 3}"
    return f"H{(month + 5) // 6}"


def _timex3_year(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def _timex3_digits(year: int, years: int) -> str:
    """Return the shared digits of a decade, century or millennium: 18XX if it begins in 1800 or 1801."""
    count = len(str(years)) - 1
    # The middle decides the era: the 1st century BC ends in year 0, the hundred years of "BC00XX" in year 1.
    era, number = ("", max(year, 0)) if year + years // 2 > 0 else ("BC", -year)
    return f"{era}{number // years:0{4 - count}d}{'X' * count}"


def _floating_to_timex3(date: Floating) -> str:
    granularity = date.granularity
    if date.weekday:
        day = f"XXXX-WXX-{date.weekday}"
    elif granularity <= Granularity.DAY:
        day = f"XXXX-{date.month or 'XX':0>2}-{date.day or 'XX':0>2}"
    else:
        return _period_to_timex3(date.month, granularity)
    if date.hour is not None or date.part or granularity < Granularity.DAY:
        # The zone is left out: UTC may be on another day, and which day it is nobody knows.
        day += _clock(date.hour, date.minute, date.second, date.part)
    return day


def _period_to_timex3(month: int, granularity: Granularity) -> str:
    if granularity is Granularity.WEEKEND:
        return "XXXX-WXX-WE"
    if granularity is Granularity.WEEK:
        return "XXXX-WXX"
    if granularity is Granularity.MONTH:
        return f"XXXX-{month or 'XX':0>2}"
    if granularity <= Granularity.HALF and month:
        return f"XXXX-{_part_of_year(month, granularity)}"
    return {Granularity.QUARTER: "XXXX-QX", Granularity.HALF: "XXXX-HX"}.get(granularity, "XXXX")


def _duration_to_timex3(parts: tuple[tuple[float | None, Granularity | None], ...]) -> str:
    days = times = ""
    for amount, unit in parts:
        if unit is None:
            return "PXX"
        scaled = amount and amount * _IN_MONTHS.get(unit, 1)
        if unit is Granularity.DECADE and amount:  # ISO 8601 counts no decades, and annotators write P20Y
            scaled, unit = amount * 10, Granularity.YEAR  # noqa: PLW2901
        text = _amount(scaled) + _UNIT_LETTERS.get(unit, "M")
        if unit <= Granularity.HOUR:
            times += text
        else:
            days += text
    if not days and not times:
        return "PXX"
    return f"P{days}T{times}" if times else f"P{days}"


def _amount(amount: float | None) -> str:
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:f}".rstrip("0")


# --- TIMEX3, reading -------------------------------------------------------------------------------------

_TIMEX3_DATE = re.compile(
    r"(?P<era>BC)?(?P<year>[0-9X]{2,4})"
    r"(?:-(?:W(?P<week>[0-9]{1,2}|XX)(?:-(?P<weekday>[1-7]|WE))?"
    r"|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4X])|H(?P<half>[12X])"
    r"|(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?))?"
)
_TIMEX3_TIME = re.compile(
    r"(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<hour>[0-9]{2}|XX)(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"(?P<zone>Z)?)"
)
_TIMEX3_AMOUNT = re.compile(r"([0-9]+(?:\.[0-9]+)?|X{1,2})([A-Z]{1,2})")


def from_timex3(value: str, type: str = "DATE") -> Value:  # noqa: A002 - the name of the attribute
    """Return the value of a TIMEX3 `value` attribute; `type` SET makes a `Recurrence` of it.

    Digits that are not known make the date coarser ("1998-XX" is 1998); "199" and "18" are read as 199X and
    18XX.

    Raises:
        NotationError: it is not a TIMEX3 value, or names a day that does not exist.
    """
    _check_length(value, "TIMEX3")
    if value.startswith("P") and value not in {vague.value for vague in Vague}:
        result: Value = _duration_from_timex3(value)
    else:
        result = _vague_or_date(value)
    if type == "SET" and isinstance(result, Duration | Floating):
        return Recurrence(result)
    return result


def _vague_or_date(value: str) -> PartialDate | Floating | Vague:
    if value.endswith("_REF"):
        try:
            return Vague(value)
        except ValueError:
            raise NotationError(f"{value!r} is not a TIMEX3 value") from None
    before, mark, after = value.partition("T")
    date = _TIMEX3_DATE.fullmatch(before)
    time = _TIMEX3_TIME.fullmatch(after) if mark else None
    if not date or (mark and not time):
        raise NotationError(f"{value!r} is not a TIMEX3 value")
    day = _date_from_timex3(value, date)
    return day if time is None else _at(value, day, time)


def _date_from_timex3(value: str, match: re.Match[str]) -> PartialDate | Floating:
    if match["year"] == "XXXX" and not match["era"]:
        return _floating_from_timex3(value, match)
    year, hidden = _year_from_timex3(value, match["era"], match["year"])
    if hidden:
        if match.end("year") != match.end() and (match["month"], match["day"]) != ("XX", "XX"):
            raise NotationError(f"{value!r} is a date that no value can hold")
        return PartialDate(year, granularity=_BY_X[hidden])
    if match["week"] and match["week"] != "XX":
        return _week_from_timex3(value, year, int(match["week"]), match["weekday"])
    if period := _period_from_timex3(match):
        return PartialDate(year, period[0], granularity=period[1])
    return _with_year(value, year, match["month"], match["day"], Qualifier.NONE)


def _year_from_timex3(value: str, era: str | None, digits: str) -> tuple[int, int]:
    """Return the first year and the number of digits that are not known."""
    known = digits.rstrip("X")
    hidden = 4 - len(known)
    if not known.isdigit() or (len(digits) < 4 and digits != known) or (era and not hidden and not int(known)):
        raise NotationError(f"{value!r} is not a TIMEX3 value")
    first = int(known) * 10**hidden
    return (1 - (first + 10**hidden - 1) if era else first), hidden


def _period_from_timex3(match: re.Match[str]) -> tuple[int, Granularity] | None:
    """Return first month and granularity of the season, quarter or half that is given."""
    if match["season"]:
        return _FROM_LETTERS[match["season"]], Granularity.SEASON
    if match["quarter"] and match["quarter"] != "X":
        return int(match["quarter"]) * 3 - 2, Granularity.QUARTER
    if match["half"] and match["half"] != "X":
        return int(match["half"]) * 6 - 5, Granularity.HALF
    return None


def _week_from_timex3(value: str, year: int, week: int, weekday: str | None) -> PartialDate:
    monday = civil.week_start(year, week)
    if week < 1 or (week > 52 and monday >= civil.week_start(year + 1, 1)):
        raise NotationError(f"there is no such week as {value!r}")
    if weekday is None:
        return PartialDate(*civil.from_ordinal(monday), granularity=Granularity.WEEK)
    if weekday == "WE":
        return PartialDate(*civil.from_ordinal(monday + 5), granularity=Granularity.WEEKEND)
    return PartialDate(*civil.from_ordinal(monday + int(weekday) - 1), granularity=Granularity.DAY)


def _floating_from_timex3(value: str, match: re.Match[str]) -> Floating:
    if match["week"] == "XX":
        if match["weekday"] == "WE":
            return Floating(granularity=Granularity.WEEKEND)
        if match["weekday"]:
            return Floating(weekday=int(match["weekday"]))
        return Floating(granularity=Granularity.WEEK)
    if match["week"]:
        raise NotationError(f"{value!r} is a date that no value can hold")
    if period := _period_from_timex3(match):
        return Floating(period[0], granularity=period[1])
    if match["quarter"] or match["half"]:
        return Floating(granularity=Granularity.QUARTER if match["quarter"] else Granularity.HALF)
    return _without_year(value, match["month"], match["day"])


def _at(value: str, day: PartialDate | Floating, time: re.Match[str]) -> PartialDate | Floating:
    """Put a time of day to a day."""
    if day.granularity is not Granularity.DAY:
        raise NotationError(f"{value!r} has a time but no day")
    if time["part"]:
        return day._replace(granularity=Granularity.DAYPART, part=DayPart(time["part"]))
    if time["hour"] == "XX":
        return day._replace(granularity=Granularity.DAYPART)
    hour, minute, second = int(time["hour"]), int(time["minute"] or 0), int(time["second"] or 0)
    granularity = Granularity.SECOND if time["second"] else Granularity.MINUTE if time["minute"] else Granularity.HOUR
    offset = 0 if time["zone"] else None
    if isinstance(day, PartialDate):
        return _with_time(value, day, (hour, minute, second), granularity, offset)
    if hour > 23 or minute > 59 or second > 59:
        raise NotationError(f"there is no such time as in {value!r}")
    return day._replace(
        hour=hour,
        minute=minute,
        second=second if time["second"] else None,
        granularity=granularity,
        offset=offset,
    )


def _duration_from_timex3(value: str) -> Duration:
    if value == "PXX":
        return Duration(((None, None),))
    days, mark, times = value[1:].partition("T")
    parts = (*_parts(value, days, _DATE_UNITS), *_parts(value, times, _TIME_UNITS))
    if not parts or (mark and not times):
        raise NotationError(f"{value!r} is not a TIMEX3 duration")
    return Duration(parts)


def _parts(value: str, text: str, units: dict[str, Granularity]) -> Iterable[tuple[float | None, Granularity]]:
    place = 0
    while place < len(text):
        match = _TIMEX3_AMOUNT.match(text, place)
        letters = match[2] if match else ""
        if not match or letters not in units:
            raise NotationError(f"{value!r} is not a TIMEX3 duration")
        amount = match[1]
        number = None if "X" in amount else float(amount) if "." in amount else int(amount)
        yield number, units[letters]
        place = match.end()


# --- ISO 8601: the days and moments of an event ----------------------------------------------------------


def to_iso(date: PartialDate) -> str:
    """Return `YYYY-MM-DD`, with `THH:MM[:SS][Z or ±HH:MM]` when a time is known; of a span its first day.

    Years are astronomical; beyond ±9999 they are written with sign and all digits (ISO 8601-1:2019, 4.3.2).
    """
    day = f"{_iso_year(date.year)}-{date.month:02d}-{date.day:02d}"
    if date.granularity > Granularity.HOUR:
        return day
    seconds = f":{date.second:02d}" if date.granularity is Granularity.SECOND else ""
    return f"{day}T{date.hour:02d}:{date.minute:02d}{seconds}{_zone(date.offset)}"


def from_iso(text: str) -> PartialDate:
    """Return the day or moment that `to_iso` wrote; hours are read as minutes, 24:00 as the next day.

    Raises:
        NotationError: it has another form, or names a day or time that does not exist.
    """
    _check_length(text, "ISO 8601")
    match = _MOMENT.fullmatch(text)
    if not match or (len(match[1]) > 4 and match[1].isdigit()) or match[1] == "-0000":
        raise NotationError(f"{text!r} is not a day as YYYY-MM-DD, nor a moment")
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    date = _day(text, int(year), int(month), int(day))
    if hour is None:
        return date
    offset = 0 if utc else None
    if sign:
        offset = int(f"{sign}1") * (int(hours) * 60 + int(minutes or 0))
        if int(hours) > 23 or int(minutes or 0) > 59:
            raise NotationError(f"there is no such zone as in {text!r}")
    granularity = Granularity.SECOND if second else Granularity.MINUTE
    return _with_time(text, date, (int(hour), int(minute), int(second or 0)), granularity, offset)


def _with_time(
    text: str, day: PartialDate, clock: tuple[int, int, int], granularity: Granularity, offset: int | None
) -> PartialDate:
    hour, minute, second = clock
    if clock == (24, 0, 0):
        hour = 0
        following = civil.from_ordinal(civil.ordinal(day.year, day.month, day.day) + 1)
        day = PartialDate(*following, granularity=Granularity.DAY)
    if hour > 23 or minute > 59 or second > 59:
        raise NotationError(f"there is no such time as in {text!r}")
    return day._replace(hour=hour, minute=minute, second=second, granularity=granularity, offset=offset)


def _in_utc(date: PartialDate) -> PartialDate:
    days, minutes = divmod(date.hour * 60 + date.minute - (date.offset or 0), 1440)
    year, month, day = civil.from_ordinal(civil.ordinal(date.year, date.month, date.day) + days)
    hour, minute = divmod(minutes, 60)
    return date._replace(year=year, month=month, day=day, hour=hour, minute=minute, offset=0)


def _zone(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _iso_year(year: int) -> str:
    return f"+{year}" if year > 9999 else _year(year)


# --- RRULE -----------------------------------------------------------------------------------------------


def to_rrule(recurrence: Recurrence) -> str | None:
    """Return the RRULE value (RFC 5545, 3.3.10) of a set of times, or None when no rule can say it.

    The time of day is left out: it is that of DTSTART. None is returned for "some Mondays", "twice a week"
    and "every few days".
    """
    if recurrence.quant not in {None, "EVERY", "EACH"} or recurrence.freq not in {None, "1X"}:
        return None
    of = recurrence.of
    if isinstance(of, Floating):
        return _pattern_to_rrule(of)
    if len(of.parts) != 1:
        return None
    amount, unit = of.parts[0]
    if not amount or unit is None or amount != int(amount):
        return None
    return _period_to_rrule(unit, int(amount))


def _pattern_to_rrule(of: Floating) -> str:
    month = f";BYMONTH={of.month}" if of.month else ""
    if of.weekday:
        return f"FREQ=WEEKLY{month};BYDAY={_WEEKDAYS[of.weekday]}"
    if of.day:
        return f"FREQ={'YEARLY' if month else 'MONTHLY'}{month};BYMONTHDAY={of.day}"
    if of.granularity is Granularity.WEEKEND:
        return "FREQ=WEEKLY;BYDAY=SA,SU"
    if month and of.granularity <= Granularity.DAY:
        return f"FREQ=DAILY{month}"
    if month:
        return f"FREQ=YEARLY{month}"
    # A time of day ("every day at 15:00") repeats with the day.
    return _period_to_rrule(of.granularity if of.hour is None else Granularity.DAY, 1)


def _period_to_rrule(unit: Granularity, amount: int) -> str:
    frequency, factor = _PERIODS[unit]
    interval = amount * factor
    return f"FREQ={frequency}" if interval == 1 else f"FREQ={frequency};INTERVAL={interval}"


# --- Precision and qualifier -----------------------------------------------------------------------------


def precision(value: Value) -> str:
    """Return how precisely `value` is known: the unit in lower case, or `none` when it has no place in time.

    Of several dates the coarsest counts. A part of a day is known to the day, a weekend to the week.
    """
    granularities = [date.granularity for date in _dates(value)]
    if not granularities:
        return "none"
    coarsest = max(granularities)
    if coarsest is Granularity.DAYPART:
        return "day"
    return "week" if coarsest is Granularity.WEEKEND else coarsest.name.lower()


def qualifier(value: Value) -> str | None:
    """Return `approximate`, `uncertain` or `both` when a date of `value` is qualified, else None."""
    marks = {date.qualifier for date in _dates(value)} - {Qualifier.NONE}
    return _QUALIFIER_NAMES[marks.pop() if len(marks) == 1 else Qualifier.BOTH] if marks else None


def _dates(value: Value) -> tuple[PartialDate, ...]:
    match value:
        case PartialDate():
            return (value,)
        case Interval():
            return tuple(date for date in value if isinstance(date, PartialDate))
        case Choice(members=members):
            return members
        case _:
            return ()
