"""What an expression says before it is anchored: a closed set of meanings, without any calendar arithmetic.

A rule of a language states one of these; `anchor` alone turns them into dates.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from timeline.values import DayPart, Duration, Granularity, Qualifier, Vague


class Anchor(StrEnum):
    """What a meaning is counted from."""

    DOCUMENT = "document"
    """The document's own date: "three weeks ago", "tomorrow"."""
    DISCOURSE = "discourse"
    """The date told before it: "two days later", "that November"."""
    NONE = "none"
    """Nothing: "it was a Thursday" does not say which."""


class Fields(NamedTuple):
    """Calendar fields as they were said; those that were not said are None.

    `granularity` is given only where the fields do not tell it ("the 1990s" is a year and DECADE).
    """

    year: int | None = None
    """Astronomical; of two digits when `short_year`."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO: Monday 1 to Sunday 7."""
    week: int | None = None
    """ISO week number."""
    season: int | None = None
    """EDTF code: 21 spring, 22 summer, 23 autumn, 24 winter."""
    quarter: int | None = None
    half: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: DayPart | None = None
    offset: int | None = None
    """Minutes east of UTC."""
    feast: str | None = None
    """A named day, computed: `easter+1`, or `4-4-11` (the 4th ISO weekday 4 of November)."""
    which: int | None = None
    """-1 the last one, 0 this one, +1 the next one; None when the words do not say."""
    anchor: Anchor = Anchor.DOCUMENT
    granularity: Granularity | None = None
    short_year: bool = False
    numeric: tuple[int, int, int] | None = None
    """Three numbers whose order is open ("3/4/2019")."""
    share: tuple[int, int] | None = None
    """The n-th of so many equal parts of a decade or century: (2, 2) is "the second half of the 1980s"."""
    era_open: bool = False
    """The words do not say whether the year is one before Christ: the dates told before it do."""
    fiscal: bool = False
    """It is a fiscal year or a part of one, whose first month the words do not say."""
    day_first: bool = False
    """The marks between them say that the day comes first ("3.4.2019")."""


class Shift(NamedTuple):
    """`number` units from the anchor: "three weeks ago", "tomorrow", "last year", "two days later"."""

    number: float | None
    """Negative is before; 0 is the unit that holds the anchor; None is vague ("years ago")."""
    unit: Granularity
    anchor: Anchor = Anchor.DOCUMENT
    vague_sign: int = 0
    """-1 before, +1 after, where `number` is None."""
    of: Fields | Shift | Within | None = None
    """What it is counted from, where the words say it: "two weeks before Christmas", "the week of 6 March"."""


class Nth(NamedTuple):
    """The n-th unit or weekday in something larger: "the third week of March", "the last day of the year"."""

    ordinal: int
    """1 is the first, -1 the last."""
    unit: Granularity
    weekday: int | None
    of: Fields | Shift | Within | None
    """None until the words that follow ("of March") are joined to it."""


class Within(NamedTuple):
    """Fields inside something larger that is not plain fields: "June last year", "tomorrow at 5".

    A weekday with `which` is the next or last one beside a day: "the Tuesday after Easter".
    """

    of: Fields | Shift | Nth | Within
    inner: Fields


class Length(NamedTuple):
    """A duration; with a direction, what lies before (-1) or after (+1) the anchor ("the past week")."""

    duration: Duration
    direction: int | None = None
    anchor: Anchor = Anchor.DOCUMENT
    of: Fields | Shift | Within | None = None
    """The day it begins on, where the words say it: "3 days starting on Monday"."""


class Repeat(NamedTuple):
    """A set of times: "every Monday" (fields), "twice a week" (a rate)."""

    of: Fields | Duration
    quant: str | None = None
    freq: str | None = None
    through: int = 0
    """The ISO weekday that a run of days ends on: "Monday to Friday"; 0 for none."""


class Reference(NamedTuple):
    """A vague reference: "recently", "now", "soon"."""

    to: Vague


Meaning = Fields | Shift | Nth | Within | Length | Repeat | Reference
"""All that a rule can say."""


class Expression(NamedTuple):
    """A meaning with what stands around it."""

    meaning: Meaning
    mod: str | None = None
    """TIMEX3 mod that the words give: "early" is START."""
    qualifier: Qualifier = Qualifier.NONE
    role: str = ""
    """`from` or `to`: which end of a range it is; `list`: not the last of several; `in`: of the year just named."""
    relation: str = ""
    """The word before it that opens an interval: `since`, `onward` ("starting"), `until`, `by`, `before` or `after`."""
    ending: Fields | Shift | Within | None = None
    """The date it ends on, where the words after it say so: "the quarter ended 30 June"."""
    owns: bool = False
    """Whether something of it follows: "next year's race"."""
    near: bool = False
    """Whether it is a date only near one that has been told: a number of three digits among early years."""
    unless_tense: str = ""
    """The tense that makes it no date after all: "soon" in the past tells the order of things, not the future."""


def grain(meaning: Fields | Shift | Within | Nth) -> Granularity:
    """Return the granularity that a meaning will have."""
    match meaning:
        case Fields():
            return fields_grain(meaning)
        case Shift(of=of, number=number) if of is not None and number:
            return min(meaning.unit, Granularity.DAY)
        case Shift() | Nth():
            return meaning.unit
        case Within():
            return fields_grain(meaning.inner)


def fields_grain(fields: Fields) -> Granularity:
    """Return the granularity of calendar fields: that of the finest one said."""
    if fields.granularity is not None:
        return fields.granularity
    if fields.feast is not None and fields.hour is None and fields.part is None:
        return Granularity.DAY
    for place, granularity in _FINEST_FIRST:
        if fields[place] is not None:
            return granularity
    return Granularity.YEAR


def widest(fields: Fields) -> Granularity:
    """Return the granularity of the coarsest field said."""
    for place, granularity in reversed(_FINEST_FIRST):
        if fields[place] is not None:
            return granularity
    return Granularity.YEAR


_FINEST_FIRST = tuple(
    (Fields._fields.index(name), granularity)
    for name, granularity in (
        ("second", Granularity.SECOND),
        ("minute", Granularity.MINUTE),
        ("hour", Granularity.HOUR),
        ("part", Granularity.DAYPART),
        ("weekday", Granularity.DAY),
        ("numeric", Granularity.DAY),
        ("day", Granularity.DAY),
        ("feast", Granularity.MONTH),
        ("week", Granularity.WEEK),
        ("month", Granularity.MONTH),
        ("season", Granularity.SEASON),
        ("quarter", Granularity.QUARTER),
        ("half", Granularity.HALF),
        ("year", Granularity.YEAR),
    )
)
