"""Whether a value is the right one: TIMEX3 values as strings, and for cases also the beginning and end.

Only spellings of one value are taken as equal: `199` and `199X`, `18` and `18XX`, `T14` and `T14:00`,
`TMO` and `XXXX-XX-XXTMO`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline import civil
from timeline.errors import NotationError
from timeline.evaluate.gold import GoldBounds, GoldTimex
from timeline.model import Timex
from timeline.notation import from_iso
from timeline.values import Bound, Granularity, Interval, PartialDate, bounds

Moment = tuple[int, int]
"""Day number and second of the day, as the text tells them, in whatever zone."""


def value_agrees(gold: GoldTimex, found: Timex, reference: str | None) -> bool:
    """Tell whether `found` has a value of `gold`, or else its bounds.

    A gold time of no day ("T19:30") is also right on the day of `reference`, the document date.
    """
    day = (reference or "")[:10]
    values = [value for value in (gold.value, *gold.alternatives) if value]
    dated = [re.sub(r"(?:^|(?<=/))(?=T)", day, value) for value in values if day and value.startswith("T")]
    return any(same_value(value, found.value) for value in values + dated) or any(
        _within(gold, known, found, day) or _spans(known, found, reference or "") for known in gold.bounds
    )


def same_value(one: str, other: str) -> bool:
    """Tell whether two TIMEX3 values are the same but for their spelling."""
    if _plain(one) == _plain(other):
        return True
    length = _length(one)
    return length is not None and length == _length(other) and re.search(r"[.Q]", one + other) is not None


def _plain(value: str) -> str:
    if "/" in value:
        return "/".join(map(_plain, value.split("/")))
    if padded := re.fullmatch(r"(\d{3})X|(\d\d)XX", value):
        return padded[1] or padded[2]
    if value.startswith("XXXX-XX-XXT"):  # a time of any day
        value = value.removeprefix("XXXX-XX-XX")
    return re.sub(r"(?<=T\d\d):00$", "", value)


_DURATION = re.compile(
    r"P(?=.)(?:([\d.]+)Y)?(?:([\d.]+)Q)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?"
    r"(?:T(?=.)(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)


def _length(value: str) -> tuple[float, float] | None:
    """Return the months and the seconds of a duration, None for any other value."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return None
    years, quarters, months, weeks, days, hours, minutes, seconds = (float(number or 0) for number in match.groups())
    return years * 12 + quarters * 3 + months, ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds


def _spans(known: GoldBounds, found: Timex, reference: str) -> bool:
    """Tell whether the gold counts the duration from the reference, and so does `found`, in the same direction.

    Where TIMEX3 writes "the next 3 days" as P3D, some cases have the days, or the last of them.
    """
    length, first = _length(found.value), bounds(found.when)[0]
    start, end, now = _moment(known.start, reference[:10]), _moment(known.end, reference[:10]), _moment(reference, "")
    if length is None or found.anchor is None or first is None or start is None or now is None:
        return False
    exact = length[1] % 86_400 > 0
    back = _told(first)[0] < now[0] or (exact and _told(first) < now)
    pairs = [(start, end)] if end else [(start, now) if back else (now, start)]
    for one, other in pairs:
        near = min(abs(one[0] - now[0]), abs(other[0] - now[0])) <= 1
        counted = _later(one, length)
        if near and (counted == other if exact else counted[0] == other[0]):
            return True
    return False


def _later(moment: Moment, length: tuple[float, float]) -> Moment:
    year, month, day = civil.from_ordinal(moment[0])
    year, month = civil.add_months(year, month, int(length[0]))
    while not civil.is_date(year, month, day):
        day -= 1
    days, seconds = divmod(moment[1] + int(length[1]), 86_400)
    return civil.ordinal(year, month, day) + days, seconds


def _within(gold: GoldTimex, known: GoldBounds, found: Timex, day: str) -> bool:
    """Tell whether `found` begins and ends where the gold says."""
    first, last = bounds(found.when)
    start = _moment(known.start, day)
    end = _moment(known.end, day)
    if first is not None and start is not None and known.end is None:
        return _starts(gold, first, start) and (known.assumed or _is_point_or_open(found))
    if start is None and end is None:
        return False
    starts = first is None if start is None else first is not None and _starts(gold, first, start)
    ends = last is None if end is None else end in _ends(found, last, inclusive=known.inclusive)
    return starts and ends


def _moment(text: str | None, day: str) -> Moment | None:
    if text is None:
        return None
    dated = re.sub(r"^T?(?=\d\d:\d\d)", f"{day}T", text)
    try:
        return _told(from_iso(re.sub(r"T\d\d$", r"\g<0>:00", dated)))
    except NotationError:
        return None


def _told(date: PartialDate) -> Moment:
    return civil.ordinal(date.year, date.month, date.day), date.hour * 3600 + date.minute * 60 + date.second


def _starts(gold: GoldTimex, first: PartialDate, start: Moment) -> bool:
    """Tell whether `first` is `start`; the time that a gold DATE brings along counts only against a time."""
    timed = first.granularity <= Granularity.HOUR
    return _told(first) == start or (not timed and gold.type == "DATE" and _told(first)[0] == start[0])


def _is_point_or_open(found: Timex) -> bool:
    if isinstance(found.when, Interval):
        return not isinstance(found.when.end, PartialDate)
    return isinstance(found.when, PartialDate) and found.when.granularity <= Granularity.DAY


def _ends(found: Timex, last: PartialDate | None, *, inclusive: bool) -> Iterator[Moment]:
    """Yield the moments that can stand for the end: our last day, the day after it, the beginning of our end.

    An exclusive end is the day after; of "from 2014 through 2018" it is often the first day of 2018.
    """
    if last is None:
        return
    number, second = _told(last)
    yield number, second
    if not inclusive and last.granularity > Granularity.HOUR:
        yield number + 1, 0
    if isinstance(found.when, Interval) and not isinstance(found.when.end, Bound):
        yield _told(found.when.end.earliest())
