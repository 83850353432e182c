"""Values in TIMEX3 (TimeML 1.2.1), there and back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline import civil
from timeline.errors import NotationError
from timeline.notation.digits import BY_X, YEARS_IN, check_length, dates, with_time, with_year, without_year
from timeline.values import (
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
)

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


def to_timex3(value: Value) -> str:
    """Return the TIMEX3 `value` attribute (TimeML 1.2.1), always in a form the TempEval-3 schema accepts.

    TIMEX3 has no intervals and no choices: of an interval the end that is known is written, the start when
    both are, and of a choice the first member. A time is that of its own zone, which the value does not tell:
    "5 p.m. EST" is T17:00, as annotators write it. Years beyond BC 9999 and 9999 become `PAST_REF` and `FUTURE_REF`.
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
    return next(iter(dates(value)), None)


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def _date_to_timex3(date: PartialDate) -> str:
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
    return _timex3_digits(year, YEARS_IN[granularity])


def _time_to_timex3(date: PartialDate) -> str:
    if date.granularity is Granularity.DAYPART:
        clock = _clock(None, None, None, date.part)
    else:
        seconds = date.second if date.granularity is Granularity.SECOND else None
        clock = _clock(date.hour, date.minute, seconds, None)
    return f"{_timex3_year(date.year)}-{date.month:02d}-{date.day:02d}{clock}"


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


_DATE = (
    r"(?P<era>BC)?(?P<year>[0-9X]{2,4})"
    r"(?:-(?:W(?P<week>[0-9]{1,2}|XX)(?:-(?P<weekday>[1-7]|WE))?"
    r"|(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4X])|H(?P<half>[12X])"
    r"|(?P<month>[0-9X]{2})(?:-(?P<day>[0-9X]{2}))?))?"
)
_TIME = (
    r"(?:(?P<part>MO|MI|AF|EV|NI|DT)|(?P<hour>[0-9]{2}|XX)(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
    r"(?P<zone>Z)?)"
)
_AMOUNT = r"([0-9]+(?:\.[0-9]+)?|X{1,2})([A-Z]{1,2})"


def from_timex3(value: str, type: str = "DATE") -> Value:  # noqa: A002 - the name of the attribute
    """Return the value of a TIMEX3 `value` attribute; `type` SET makes a `Recurrence` of it.

    Digits that are not known make the date coarser ("1998-XX" is 1998); "199" and "18" are read as 199X and
    18XX.

    Raises:
        NotationError: it is not a TIMEX3 value, or names a day that does not exist.
    """
    check_length(value, "TIMEX3")
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
    date = re.fullmatch(_DATE, before)
    time = re.fullmatch(_TIME, after) if mark else None
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
        return PartialDate(year, granularity=BY_X[hidden])
    if match["week"] and match["week"] != "XX":
        return _week_from_timex3(value, year, int(match["week"]), match["weekday"])
    if period := _period_from_timex3(match):
        return PartialDate(year, period[0], granularity=period[1])
    return with_year(value, year, match["month"], match["day"], Qualifier.NONE)


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
    return without_year(value, match["month"], match["day"])


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
        return with_time(value, day, (hour, minute, second), granularity, offset)
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
    amounts = re.compile(_AMOUNT)
    place = 0
    while place < len(text):
        match = amounts.match(text, place)
        letters = match[2] if match else ""
        if not match or letters not in units:
            raise NotationError(f"{value!r} is not a TIMEX3 duration")
        amount = match[1]
        number = None if "X" in amount else float(amount) if "." in amount else int(amount)
        yield number, units[letters]
        place = match.end()
