"""Lengths of time, and the days that they take where the words say so."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, iso
from timeline.anchor.counting import counted, units
from timeline.anchor.thread import Thread
from timeline.meaning import Length, Shift
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import DAYS_IN, MONTHS_IN, Duration, Granularity, Interval, PartialDate, Value

DEFINITE = frozenset(
    {
        "the-n-units",
        "first-n-units",
        "units-among",
        "last-n-units",
        "unit-ended",
        "half-year-ended",
        "year-earlier-units",
        "within-of-event",
    }
)
"""Lengths that are known already: "in the first six months" counts from nothing."""


def place(length: Length, match: Match, thread: Thread, start: Resolved | None) -> Resolved:
    """Resolve a duration; "the past two weeks", "in six months" and "within 14 days" also have a place.

    `start` is the day that the words say it begins on.
    """
    duration, told = length.duration, thread.told
    base = told.document
    plain = Resolved(duration, "explicit", "a length of time, not a date")
    number, unit = duration.parts[0]
    if start is not None:
        back = length.direction == -1 or match.rule == "last-n-units"
        return _from_day(plain, number or 0, unit or Granularity.DAY, start, back=back)
    if base is None or number is None or unit is None or len(duration.parts) > 1 or match.rule in DEFINITE:
        return plain
    if length.direction == 1 and match.expression.relation != "within" and thread.has_passed(match):
        return _from_told(plain, number, unit, thread.last(match), base)
    if unit <= Granularity.HOUR:
        base = told.moment or base
    relation = match.expression.relation if length.direction is None else "direction"
    if relation in {"in", "within"} and thread.tense_of(match).from_past:
        base = thread.stated_before(match)  # "wrote on 5 May that she would pay within a week"
        if base is None or base.granularity > Granularity.DAY:
            return plain
    if relation == "in" and not thread.tense_of(match).governed:
        return plain
    if relation == "within" and thread.tense_of(match).tense is Tense.PAST:
        return plain
    steps = number * (length.direction or 1)
    is_deadline = relation == "within" or (relation == "direction" and unit <= Granularity.WEEK)
    moved = _far_end(base, steps, unit, by_day=is_deadline)
    if relation not in {"in", "within", "direction"} or moved is None:
        return plain
    reason = f"{'up to ' if relation != 'in' else ''}{counted(Shift(steps, unit), base)}"
    whole = unit is Granularity.QUARTER and arithmetic.move(base, 1 if steps > 0 else -1, unit)
    ends = sorted((whole or base, moved), key=arithmetic.day_number)
    taken = moved if relation == "in" else Interval(*ends)
    basis = "relative" if base in {told.document, told.moment} else "discourse"
    return plain._replace(place=taken, basis=basis, reason=reason, anchor=base)


def _from_told(
    plain: Resolved, number: float, unit: Granularity, start: PartialDate | None, document: PartialDate
) -> Resolved:
    """Place what came "next" behind the date told before it; nowhere when that is none, or one after the document."""
    if start is None or number != int(number) or arithmetic.distance(document, start) >= 0:
        return plain
    end = arithmetic.move(start, int(number), unit)
    if end is None or arithmetic.distance(document, end) > 0:
        return plain
    reason = counted(Shift(number, unit), start)
    return plain._replace(place=Interval(start, end), basis="discourse", reason=f"up to {reason}", anchor=start)


def up_to(resolved: Resolved, end: Value, match: Match) -> Resolved:
    """Place a length or part of a year on the days up to its last; "the quarter" is the one that holds most of them."""
    when = resolved.when
    parts = when.parts if isinstance(when, Duration) else ()
    if isinstance(when, PartialDate):
        parts = ((1, when.granularity),)
    if len(parts) != 1 or not isinstance(end, PartialDate):
        return resolved
    (number, unit), last = parts[0], end.latest()
    if number is None or unit is None or number != int(number) or unit not in {*DAYS_IN, *MONTHS_IN}:
        return resolved
    first = arithmetic.same_day(arithmetic.day(arithmetic.day_number(last) + 1), -int(number), unit)
    if isinstance(match.expression.meaning, Shift) and unit is Granularity.QUARTER:
        middle = (arithmetic.day_number(first) + arithmetic.day_number(last)) // 2
        when = arithmetic.floor(arithmetic.day(middle), unit)
    reason = f"{number:g} {units(number, unit)} up to {iso(end)}"
    notes = tuple(note for note in resolved.notes if note != "fiscal-year")
    placed = resolved._replace(when=when, place=Interval(first, last), notes=notes)
    return placed._replace(basis="relative", reason=reason, anchor=end)


def _from_day(plain: Resolved, number: float, unit: Granularity, start: Resolved, *, back: bool) -> Resolved:
    """Place a length of time on the days from its first: "3 days starting on Monday" end on Wednesday.

    With `back` they are the last: "the last four months of 2021".
    """
    if not isinstance(start.when, PartialDate):
        return plain
    if back:
        last = start.when.latest()
        first = arithmetic.same_day(arithmetic.day(arithmetic.day_number(last) + 1), -int(number), unit)
        return start._replace(when=plain.when, place=Interval(first, last), reason=f"up to its end; {start.reason}")
    first = start.when.earliest()
    last = arithmetic.day(arithmetic.day_number(arithmetic.same_day(first, int(number), unit)) - 1)
    return start._replace(when=plain.when, place=Interval(first, last), reason=f"from there on; {start.reason}")


def _far_end(base: PartialDate, steps: float, unit: Granularity, *, by_day: bool) -> PartialDate | None:
    """Return where a length of time from a date ends: on a day, or in the unit that it is counted in."""
    if by_day and unit >= Granularity.DAY and steps == int(steps):
        return arithmetic.same_day(base, int(steps), unit)
    if unit >= Granularity.DECADE:
        return arithmetic.years_away(base, steps, unit)
    return arithmetic.move(base, steps, unit)
