"""How an event lies on the line of time, for a drawing: where it may begin and end, and what it surely fills."""

from __future__ import annotations

from typing import NamedTuple

from timeline import notation
from timeline.errors import NotationError
from timeline.model import Event
from timeline.values import DAYS_IN, MONTHS_IN, Granularity, Interval, PartialDate, moment

FURTHEST = 10**12
"""Years before or after year 0 beyond which nothing is drawn."""

_MONTH = 365.2425 / 12
_SECONDS_A_DAY = 86_400
_ONE_UNIT = 1.5
"""A period up to this many units long is one unit ("the week", "the early 1990s"), not one from unit to unit."""


class Reach(NamedTuple):
    """Four day numbers as of `civil.ordinal`, in order, with fractions; None where an end is not told.

    In "March 2011" an event lies somewhere from the 1st to the 31st and surely fills no part of it; "from 1914
    to 1918" surely fills the years between; a day is filled from its first moment to its last.
    """

    earliest: float | None
    sure_from: float
    sure_to: float
    latest: float | None

    @property
    def is_vague(self) -> bool:
        """Whether its beginning or its end is not known to the day."""
        return (self.earliest, self.latest) != (self.sure_from, self.sure_to)


def reach(event: Event) -> Reach | None:
    """Return where `event` lies; None when it is undated, or further off than is drawn."""
    begin, end = _bound(event.start, last=False), _bound(event.end, last=True)
    unit = _length(Granularity.__members__.get(event.precision.upper(), Granularity.DAY))
    # What is about a year may be a year off.
    off = max(unit, 1) if event.qualifier else 0
    first, last = _vague_ends(event, unit)
    if begin is None:
        return None if end is None else Reach(None, end - last, end - last, end + off)
    if end is None:
        return Reach(begin - off, begin + first, begin + first, None)
    end = max(begin, end)
    if end - begin <= max(_ONE_UNIT * unit, first + last):
        first = last = (end - begin) / 2 if unit else 0
    return Reach(begin - off, begin + first, end - last, end + off)


def _vague_ends(event: Event, unit: float) -> tuple[float, float]:
    """Return how many days at its beginning and at its end the event may or may not fill."""
    try:
        value = notation.from_edtf(event.edtf or "")
    except NotationError:
        return unit, unit
    if not isinstance(value, Interval):
        return unit, unit
    first, last = (_length(end.granularity) if isinstance(end, PartialDate) else 0 for end in value)
    return first, last


def _length(granularity: Granularity) -> float:
    """Return the days of a unit in which a date may lie anywhere; none of a day and what is finer."""
    if granularity <= Granularity.DAY:
        return 0
    return DAYS_IN.get(granularity) or MONTHS_IN[granularity] * _MONTH


def _bound(iso: str | None, *, last: bool) -> float | None:
    """Return the day number of a first moment, or of the one after a last day."""
    if iso is None:
        return None
    try:
        date = notation.from_iso(iso)
    except NotationError:
        return None
    if abs(date.year) > FURTHEST:
        return None
    days, minutes, seconds, _ = moment(date)
    whole_day = last and date.granularity is Granularity.DAY
    return days + whole_day + (minutes * 60 + seconds) / _SECONDS_A_DAY
