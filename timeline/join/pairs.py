"""Two expressions that stay two and tell of each other: the ends of a range, a date and what it names."""

from __future__ import annotations

from timeline import arithmetic
from timeline.join.whole import YEARLY, inside, is_day_of_year, is_time, of_every_year, repeated_at
from timeline.meaning import (
    Anchor,
    Expression,
    Fields,
    Length,
    Meaning,
    Reference,
    Repeat,
    Shift,
    Within,
    fields_grain,
    grain,
    widest,
)
from timeline.model import Match
from timeline.values import Granularity, Vague

_SPANS = frozenset({"the-n-units", "unit-ended", "half-year-ended"})
"""The rules whose length ends with the date after "to"; "two weeks to Christmas" are those before it."""
_LAST = frozenset({"past-units", "last-n-units"})
"""The rules whose length may be the last part of what follows "of": "the last four months of 2021"."""
_APART = 40
"""How many days a feast may lie from the day that is computed: in another calendar, or of another church."""
_TIMES = frozenset({"comma", "on", "in"})
"""The links between how often something is and when."""


def side_by_side(before: Match, after: Match, link: str) -> tuple[Match, Match] | None:
    """Return two expressions that tell of each other but stay two; None when they are none such."""
    match link:
        case "range" | "list":
            return _as_range(before, after, link)
        case "ended" | "at" if link == "ended" or before.rule == "the-n-units":
            return (_ended if link == "ended" else _beside)(before, after)
        case "of" if before.rule == "first-n-units" or (before.rule in _LAST and _is_fields(after)):
            return _begun(before, after), after
        case "comma" | "on" | "in" if _holds(before, after):
            return before, after._replace(expression=after.expression._replace(role="in"))
        case "comma" | "on" if _names(after, before):
            return _renamed(before, after), after
        case "comma" if _names(before, after) or _is_told(before, after):
            return before, _renamed(after, before)
        case "for":
            return _as_span(before, after)
        case "aside" if is_time(before.expression) and is_time(after.expression):
            return _as_range(before, after, "list")  # "at 4 in the morning (4 a.m. EDT on Friday)"
        case _:
            return None


def _as_range(before: Match, after: Match, link: str) -> tuple[Match, Match]:
    """Mark two dates as the ends of a range, or as a list in which one may lend the other its year."""
    first, second = before.expression, after.expression
    if link == "list" and (every := _every_too(first.meaning, second.meaning)):
        return before, after._replace(expression=second._replace(meaning=every))
    if link == "range" and (every := _until_hour(first, second)):
        return (
            before._replace(expression=first._replace(role="from")),
            after._replace(expression=second._replace(meaning=every, role="to", relation="")),
        )
    if link == "range" and before.rule in _SPANS:
        return _ended(before, after)
    alike = _is_end(first.meaning) and _is_end(second.meaning)
    if link == "range" and _is_weekday(first.meaning) and _is_month(second.meaning):
        return before, after  # "revised on Friday to December's figures"
    if not alike or first.role or second.role:
        return before, after
    if isinstance(second.meaning, Within) and grain(second.meaning.of) is Granularity.WEEK:
        lent = inside(first, second._replace(meaning=second.meaning.of), "of")  # "Monday to Friday last week"
        first = first._replace(meaning=lent or first.meaning)
    roles = ("from", "to") if link == "range" or first.relation == "between" else ("list", "")
    return (
        before._replace(expression=first._replace(role=roles[0])),
        after._replace(expression=second._replace(role=roles[1], relation="")),
    )


def at_times_of_year(often: Match, part: Match, link: str) -> tuple[Match, Match] | None:
    """Return how often in a year, and when: "twice a year, in April, June and October", "annually on 1 May"."""
    repeat = often.expression.meaning
    if link == "comma" and (too := _every_too(repeat, part.expression.meaning)):
        return often, part._replace(expression=part.expression._replace(meaning=too))
    if link not in _TIMES or not isinstance(repeat, Repeat) or repeat.of != YEARLY or repeat.quant:
        return None
    every = of_every_year(repeat._replace(quant="EVERY", freq=None), part.expression)
    return every and (often, part._replace(expression=part.expression._replace(meaning=every, relation="")))


def _every_too(every: Meaning, day: Meaning) -> Repeat | None:
    """Return the second of two days that repeat: "every Tuesday and Thursday", "each 1 May and 1 June"."""
    match every, day:
        case Repeat(of=Fields(weekday=int()) as of), Fields(weekday=int(weekday)) if day == Fields(weekday=weekday):
            return every._replace(of=of._replace(weekday=weekday))
        case Repeat(of=Fields(month=int()) as of), Fields(month=int(month)) if of == Fields(month=of.month) and (
            day == Fields(month=month)
        ):
            return every._replace(of=day)
        case Repeat(of=Fields(day=int()) as of), Fields() if is_day_of_year(of) and is_day_of_year(day):
            return every._replace(of=day)
        case _:
            return None


def _is_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Fields) and meaning.weekday is not None and meaning.day is None


def _is_month(meaning: Meaning) -> bool:
    return isinstance(meaning, Fields) and fields_grain(meaning) >= Granularity.MONTH


def _until_hour(start: Expression, end: Expression) -> Repeat | None:
    """Return the end of the hours of days that repeat: "on Mondays from 9 a.m. to noon"."""
    match start.meaning:
        case Repeat(of=Fields(hour=int())) if not start.role:
            return repeated_at(start, end)
        case _:
            return None


def _is_fields(match: Match) -> bool:
    return isinstance(match.expression.meaning, Fields)


def _holds(year: Match, part: Match) -> bool:
    """Tell whether a counted year is that of the day or month beside it: "earlier that year, on 4 May"."""
    match year.expression, part.expression:
        case (
            Expression(meaning=Shift(unit=Granularity.YEAR, of=None), role=""),
            Expression(meaning=Fields(year=None, which=None, numeric=None) as fields, role=""),
        ):
            return Granularity.MONTH <= widest(fields) < Granularity.YEAR
        case _:
            return False


def _names(named: Match, counted: Match) -> bool:
    """Tell whether a day, month or year says which one a counted one or a feast is: "two days later, on 8 August"."""
    match counted.expression, named.expression:
        case (
            Expression(meaning=Shift(number=number, unit=unit, anchor=Anchor.DISCOURSE, of=None), role=""),
            Expression(meaning=Fields(which=None, anchor=Anchor.DOCUMENT) as fields, role=""),
        ):
            whole = unit in {Granularity.DAY, Granularity.MONTH, Granularity.YEAR}
            return whole and bool(number) and grain(fields) is unit
        case _:
            return _dates_feast(named, counted)


def _is_told(day: Match, counted: Match) -> bool:
    """Tell whether what is counted only says how long it took to get to a date: "last June, two years later"."""
    match day.expression.meaning, counted.expression.meaning:
        case Fields() | Shift(of=None) as named, Shift(anchor=Anchor.DISCOURSE, of=None) as shift:
            return shift.number is not None and shift.number > 0 and grain(named) <= shift.unit
        case _:
            return False


def _dates_feast(day: Match, feast: Match) -> bool:
    """Tell whether a day says when the feast beside it was: "Ascension Day, 26 May 1870"."""
    match feast.expression.meaning, day.expression.meaning:
        case Fields(feast=str(), year=None, which=None) as named, Fields(year=int(year), day=int()) as full:
            computed, told = arithmetic.place(named, year), arithmetic.place(full, year)
            return computed is not None and told is not None and abs(arithmetic.distance(computed, told)) < _APART
        case Fields(feast=None, year=None, month=int(), day=int()) as named, Fields(year=int()) as full:
            return feast.rule == "fixed-feast" and (named.month, named.day) == (full.month, full.day)
        case _:
            return False


def _renamed(counted: Match, named: Match) -> Match:
    """Return a counted date as what is named beside it."""
    return counted._replace(expression=counted.expression._replace(meaning=named.expression.meaning))


def _ended(before: Match, after: Match) -> tuple[Match, Match]:
    """Note the date that a length or a part of a year ends on: "the three months to June"."""
    end, whole = after.expression.meaning, before.expression.meaning
    if isinstance(whole, Fields) and not (whole.quarter or whole.half or whole.fiscal):
        return before, after  # "the war of 1866 ended on 26 July"
    if not isinstance(end, Fields | Shift | Within) or not Granularity.DAY <= grain(end) <= Granularity.MONTH:
        return before, after
    return before._replace(expression=before.expression._replace(ending=end)), _bounding(after)


def _beside(before: Match, after: Match) -> tuple[Match, Match]:
    """Note the date that a length ends before or begins after: "the two weeks before Christmas"."""
    length, date = before.expression, after.expression
    if not isinstance(length.meaning, Length) or not isinstance(date.meaning, Fields | Shift | Within):
        return before, after
    if grain(date.meaning) is not Granularity.DAY or date.relation not in {"before", "after"}:
        return before, after
    if date.relation == "before":
        ended = length._replace(ending=Shift(-1, Granularity.DAY, of=date.meaning))
    else:
        ended = length._replace(meaning=length.meaning._replace(of=Shift(1, Granularity.DAY, of=date.meaning)))
    return before._replace(expression=ended), _bounding(after)


def _bounding(match: Match) -> Match:
    """Mark a date that tells no more than where a length begins or ends."""
    return match._replace(expression=match.expression._replace(role="bound", relation=""))


def _begun(before: Match, after: Match) -> Match:
    """Note what the first or last units are of: "the first six months of 2019"."""
    length, whole = before.expression.meaning, after.expression.meaning
    if not isinstance(length, Length) or not isinstance(whole, Fields | Shift) or grain(whole) < Granularity.MONTH:
        return before
    return before._replace(expression=before.expression._replace(meaning=length._replace(of=whole)))


def _as_span(before: Match, after: Match) -> tuple[Match, Match] | None:
    """Make of a time of day and the hours from it a range: "from 9:30 for 7 hours"."""
    start, length = before.expression, after.expression
    if not isinstance(start.meaning, Fields | Within) or start.role or grain(start.meaning) > Granularity.HOUR:
        return None
    if not isinstance(length.meaning, Length) or length.mod:
        return None
    parts = [(number, unit) for number, unit in length.meaning.duration.parts if number and unit is not None]
    unit = min((unit for _, unit in parts), default=Granularity.DAY)
    if max((unit for _, unit in parts), default=Granularity.DAY) > Granularity.HOUR:
        return None
    count = sum(number * 60 ** (larger - unit) for number, larger in parts)
    end = Shift(count, unit, Anchor.DISCOURSE)
    return (
        before._replace(expression=start._replace(role="from")),
        after._replace(expression=length._replace(meaning=end, role="to", relation="")),
    )


def _is_end(meaning: Meaning) -> bool:
    """Tell whether a range may start or end there: at a date, or now."""
    return isinstance(meaning, Fields | Shift | Within) or meaning == Reference(Vague.PRESENT)
