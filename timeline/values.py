"""What a date can be: immutable values that never claim more precision than was said.

Years are astronomical (1 BCE is 0, 44 BCE is -43) and unbounded integers. A `PartialDate` is a start plus a
granularity; the fields finer than the granularity stay at their first value and carry no information.
"""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from timeline import civil


class Granularity(IntEnum):
    """How precisely a date is known, finest first; also the unit of a duration."""

    SECOND = 0
    MINUTE = 1
    HOUR = 2
    DAYPART = 3
    DAY = 4
    WEEKEND = 5
    WEEK = 6
    MONTH = 7
    SEASON = 8
    QUARTER = 9
    HALF = 10
    YEAR = 11
    DECADE = 12
    CENTURY = 13
    MILLENNIUM = 14


MONTHS_IN = {
    Granularity.MONTH: 1,
    Granularity.SEASON: 3,
    Granularity.QUARTER: 3,
    Granularity.HALF: 6,
    Granularity.YEAR: 12,
    Granularity.DECADE: 120,
    Granularity.CENTURY: 1200,
    Granularity.MILLENNIUM: 12000,
}
"""Length in months of the granularities from a month up."""

DAYS_IN = {Granularity.DAYPART: 1, Granularity.DAY: 1, Granularity.WEEKEND: 2, Granularity.WEEK: 7}
"""Length in days of the granularities from a part of a day to a week."""


class DayPart(StrEnum):
    """Part of a day, by its TIMEX3 code."""

    MORNING = "MO"
    MIDDAY = "MI"
    AFTERNOON = "AF"
    EVENING = "EV"
    NIGHT = "NI"
    DAYTIME = "DT"


class Qualifier(StrEnum):
    """How sure a date is, by its EDTF mark (EDTF level 1, ISO 8601-2:2019 section 8)."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class Bound(Enum):
    """An interval's end that has no date: open (goes on) or unknown (has one, not told)."""

    OPEN = ".."
    UNKNOWN = ""


class Vague(StrEnum):
    """A reference to time without a date, by its TIMEX3 value."""

    PAST = "PAST_REF"
    PRESENT = "PRESENT_REF"
    FUTURE = "FUTURE_REF"


class PartialDate(NamedTuple):
    """A date known to `granularity`: its first moment, and how far it reaches.

    >>> PartialDate(2011, 3, granularity=Granularity.MONTH).latest()[:3]
    (2011, 3, 31)
    """

    year: int
    month: int = 1
    day: int = 1
    hour: int = 0
    minute: int = 0
    second: int = 0
    granularity: Granularity = Granularity.YEAR
    part: DayPart | None = None
    offset: int | None = None
    """Minutes east of UTC; None when the text names no zone."""
    qualifier: Qualifier = Qualifier.NONE

    def earliest(self) -> PartialDate:
        """Return the first possible day, or the moment itself when a time of day is known."""
        if self.granularity <= Granularity.HOUR:
            return self._replace(qualifier=Qualifier.NONE)
        return PartialDate(self.year, self.month, self.day, granularity=Granularity.DAY)

    def latest(self) -> PartialDate:
        """Return the last possible day (inclusive), or the moment itself when a time of day is known."""
        if self.granularity <= Granularity.HOUR:
            return self._replace(qualifier=Qualifier.NONE)
        if days := DAYS_IN.get(self.granularity):
            last = civil.ordinal(self.year, self.month, self.day) + days - 1
        else:
            after = civil.add_months(self.year, self.month, MONTHS_IN[self.granularity])
            last = civil.ordinal(*after, 1) - 1
        return PartialDate(*civil.from_ordinal(last), granularity=Granularity.DAY)


class Interval(NamedTuple):
    """From one date to another, both inclusive; either end may be open or unknown."""

    start: PartialDate | Bound
    end: PartialDate | Bound


class Choice(NamedTuple):
    """Several dates: one of them ("1997 or 1998") or, with `every`, all of them ("1960 and 1961")."""

    members: tuple[PartialDate, ...]
    every: bool = False


class Floating(NamedTuple):
    """A date whose place on the calendar is not known: "26 August" of no year, "Monday" of no week.

    Zero means not said for `month`, `day` and `weekday`; None for the time of day. The granularity tells
    what the expression stands for, so `Floating(granularity=YEAR)` is "last year" told by nobody knows when.
    """

    month: int = 0
    day: int = 0
    weekday: int = 0
    """ISO: Monday 1 to Sunday 7."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    granularity: Granularity = Granularity.DAY
    part: DayPart | None = None
    offset: int | None = None


class Duration(NamedTuple):
    """An amount of time: (amount, unit) pairs, largest unit first; an amount of None is vague ("years").

    The units are as written: "24 hours" is not a day. A unit of None is a time of no named unit ("a while").
    """

    parts: tuple[tuple[float | None, Granularity | None], ...]


class Recurrence(NamedTuple):
    """A set of times (TIMEX3 SET): "every Monday", "twice a week", "annual"."""

    of: Duration | Floating
    """What repeats: the period of a rate, or the calendar pattern ("every Monday")."""
    quant: str | None = None
    """TIMEX3 `quant`: EVERY, EACH, SOME, ..."""
    freq: str | None = None
    """TIMEX3 `freq`: "2X" for twice."""
    through: int = 0
    """The ISO weekday that a run of days ends on which begins with `of`: "Monday to Friday"; 0 for none."""


Value = PartialDate | Interval | Choice | Floating | Duration | Recurrence | Vague
"""Everything an expression can stand for once it is anchored."""

Bounds = tuple[PartialDate | None, PartialDate | None]
"""First and last possible day or moment, both inclusive; None for no bound."""


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def bounds(value: Value) -> Bounds:
    """Return the first and last possible day or moment of `value`, (None, None) when it has no place."""
    match value:
        case PartialDate():
            return value.earliest(), value.latest()
        case Interval(start=start, end=end):
            return (
                start.earliest() if isinstance(start, PartialDate) else None,
                end.latest() if isinstance(end, PartialDate) else None,
            )
        case Choice(members=members):
            return (
                min((member.earliest() for member in members), key=moment),
                max((member.latest() for member in members), key=moment),
            )
        case _:
            return None, None


def moment(date: PartialDate) -> tuple[int, int, int, int]:
    """Return a sort key that orders the first moments of dates in time: (days, minutes, seconds, zoned).

    A stated zone is taken off, so that 15:00+02:00 and 13:00Z are the same moment.
    """
    minutes = date.hour * 60 + date.minute - (date.offset or 0)
    days, minutes = divmod(minutes, 1440)
    return (
        civil.ordinal(date.year, date.month, date.day) + days,
        minutes,
        date.second,
        date.offset is not None,
    )
