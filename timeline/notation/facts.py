"""What is said beside a value: how precisely it is known, and how surely."""

from __future__ import annotations

from functools import lru_cache

from timeline.notation.digits import dates
from timeline.values import Granularity, Qualifier, Value

_QUALIFIER_NAMES = {
    Qualifier.NONE: None,
    Qualifier.APPROXIMATE: "approximate",
    Qualifier.UNCERTAIN: "uncertain",
    Qualifier.BOTH: "both",
}


@lru_cache(maxsize=1 << 10)  # texts repeat their dates
def precision(value: Value) -> str:
    """Return how precisely `value` is known: the unit in lower case, or `none` when it has no place in time.

    Of several dates the coarsest counts. A part of a day is known to the day, a weekend to the week.
    """
    granularities = [date.granularity for date in dates(value)]
    if not granularities:
        return "none"
    coarsest = max(granularities)
    if coarsest is Granularity.DAYPART:
        return "day"
    return "week" if coarsest is Granularity.WEEKEND else coarsest.name.lower()


def qualifier(value: Value) -> str | None:
    """Return `approximate`, `uncertain` or `both` when a date of `value` is qualified, else None."""
    marks = {date.qualifier for date in dates(value)} - {Qualifier.NONE}
    return _QUALIFIER_NAMES[marks.pop() if len(marks) == 1 else Qualifier.BOTH] if marks else None
