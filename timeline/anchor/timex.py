"""A match and its resolved value -> a `Timex`: modifiers, and the intervals that "since" and "until" open."""

from __future__ import annotations

from timeline import arithmetic, notation
from timeline.anchor.complete import Resolved
from timeline.meaning import Expression
from timeline.model import Match, Timex
from timeline.values import Bound, Granularity, Interval, PartialDate, Qualifier, Recurrence, Value

_RELATION_MODS = {
    "since": "ON_OR_AFTER",
    "onward": "ON_OR_AFTER",
    "until": "ON_OR_BEFORE",
    "by": "ON_OR_BEFORE",
    "before": "BEFORE",
    "after": "AFTER",
    "just before": "BEFORE",
    "just after": "AFTER",
}
_ABOUT = {"APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}
"""The mods that make a date one that is only about right: "more than a century later"."""
_INSIDE: dict[tuple[str, str | None], str] = {
    ("before", "END"): "until",
    ("before", "MID"): "until",
    ("after", "START"): "since",
    ("after", "MID"): "since",
}
"""What "before the end" and "after the beginning" of a date come to, of which the date itself is not left out."""
_THIRDS = {"START": (0.0, 0.4), "MID": (0.4, 0.7), "END": (0.7, 1.0)}
"""What "early", "mid" and "late" leave of a decade or century: the years 0-3, 4-6 and 7-9 of ten."""


def to_timex(text: str, match: Match, resolved: Resolved) -> Timex:
    """Return the temporal expression that stands at a match, with its value in every notation."""
    expression, plain = match.expression, resolved.when
    quant, freq = (plain.quant, plain.freq) if isinstance(plain, Recurrence) else (None, None)
    opens = expression.relation in _RELATION_MODS and not expression.role and isinstance(plain, PartialDate)
    when = resolved.place or _qualified(plain, expression)
    if opens:
        when = _opened(when, expression.relation, expression.mod)
    return Timex(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        type=notation.timex3_type(plain),
        value=resolved.value or notation.to_timex3(plain),
        mod=expression.mod or (_RELATION_MODS[expression.relation] if opens else None),
        edtf=notation.to_edtf(when),
        rule=match.rule,
        reason=resolved.reason,
        when=when,
        basis=resolved.basis,
        anchor=resolved.anchor and notation.to_timex3(resolved.anchor),
        filled=resolved.filled,
        quant=quant,
        freq=freq,
        role=expression.role if expression.role in {"from", "to", "bound"} else "",
        notes=resolved.notes,
        alternatives=resolved.alternatives,
    )


def _qualified(when: Value, expression: Expression) -> Value:
    """Return the value with what "about" or "early" makes of it, as far as EDTF has a word for that."""
    if not isinstance(when, PartialDate):
        return when
    if expression.mod in _ABOUT:
        return when._replace(qualifier=Qualifier.APPROXIMATE)
    if expression.mod in _THIRDS and when.granularity >= Granularity.DECADE:
        years = when.latest().year - when.year + 1
        first, last = (round(years * share) for share in _THIRDS[expression.mod])
        return Interval(_about(when.year + first), _about(when.year + last - 1))
    return when


def _about(year: int) -> PartialDate:
    return PartialDate(year, qualifier=Qualifier.APPROXIMATE)


def _opened(when: Value, relation: str, mod: str | None) -> Value:
    """Return the open interval that "since", "until" or "before" makes of a date; "just before" is about then.

    "Before" and "after" leave the date itself out; EDTF intervals hold both their ends. What is before the end of
    a year may lie in it.
    """
    if relation.startswith("just"):
        if not isinstance(when, PartialDate) or when.granularity <= Granularity.HOUR:
            return when
        return when._replace(qualifier=Qualifier.APPROXIMATE)
    relation = _INSIDE.get((relation, mod), relation)
    first, last = (when.start, when.end) if isinstance(when, Interval) else (when, when)
    if not isinstance(first, PartialDate) or not isinstance(last, PartialDate):
        return when
    match relation:
        case "since" | "onward":
            return Interval(first, Bound.OPEN)
        case "after":
            return Interval(_next(last, 1), Bound.OPEN)
        case "before":
            return Interval(Bound.OPEN, _next(first, -1))
        case _:
            return Interval(Bound.OPEN, last)


def _next(date: PartialDate, step: int) -> PartialDate:
    """Return the day after or before all that a date may be; a time of day, which lies within one, stays itself."""
    if date.granularity <= Granularity.HOUR:
        return date
    return arithmetic.day(arithmetic.day_number(date.latest() if step > 0 else date.earliest()) + step)
