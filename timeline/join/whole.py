"""Two matches that are one expression: one stands inside the other, "5 p.m." in "Friday"."""

from __future__ import annotations

from timeline.meaning import (
    Anchor,
    Expression,
    Fields,
    Length,
    Meaning,
    Nth,
    Repeat,
    Shift,
    Within,
    grain,
    widest,
)
from timeline.model import Match
from timeline.values import DayPart, Duration, Granularity

_NIGHTFALL = 5
"""From this hour of the clock on "tonight at ..." is before midnight."""
YEARLY = Duration(((1, Granularity.YEAR),))


def as_one(before: Match, after: Match, link: str) -> Match | None:
    """Return the two as one expression when one of them stands inside the other, else None."""
    rule = f"{before.rule}+{after.rule}"
    if link == "on" and _is_the_day(before.expression.meaning) and _is_day(after.expression.meaning):
        named = after.expression._replace(mod=before.expression.mod, relation=before.expression.relation)
        return Match(before.start, after.end, named, rule)  # "early in the day on Monday"
    if link == "from":
        length = _length_from(before.expression.meaning, after.expression.meaning)
        return length and Match(before.start, after.end, before.expression._replace(meaning=length), rule)
    if link in {"at", "next", "comma"} and (every := repeated_at(before.expression, after.expression)):
        expression = before.expression._replace(meaning=every, role=after.expression.role)
        return Match(before.start, after.end, expression, rule)
    if link in {"on", "next", "comma"} and (every := repeated_at(after.expression, before.expression)):
        expression = before.expression._replace(meaning=every)
        return Match(before.start, after.end, expression, rule)  # "5 p.m. every Friday"
    if every := yearly(before.expression, after.expression, link):
        return Match(before.start, after.end, before.expression._replace(meaning=every), rule)
    if link in {"next", "comma"} and (day := _part_of_day_named(before.expression.meaning, after.expression.meaning)):
        return Match(before.start, after.end, before.expression._replace(meaning=day), rule)
    for inner, outer, links in (
        (before, after, ("of", "next", "comma", "on", "in")),
        (after, before, ("next", "comma", "at", "on", "possessive", "in")),
    ):
        if link in links and (meaning := inside(inner.expression, outer.expression, link)):
            expression = before.expression._replace(
                meaning=meaning,
                mod=inner.expression.mod or outer.expression.mod,
                role=before.expression.role or after.expression.role,
                relation=before.expression.relation or (after.expression.relation if link == "at" else ""),
            )
            return Match(before.start, after.end, expression, rule)
    return None


def _is_the_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Shift) and meaning == Shift(0, Granularity.DAY, Anchor.DISCOURSE)


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Fields | Shift | Within) and grain(meaning) is Granularity.DAY


def _part_of_day_named(part: Meaning, day: Meaning) -> Fields | None:
    """Return "Sunday morning, 7 December": a part of a weekday, and the day that this is."""
    if not isinstance(part, Fields) or not isinstance(day, Fields) or not part.weekday or not part.part or part.day:
        return None
    if not day.day or day.weekday or grain(day) is not Granularity.DAY:
        return None
    return day._replace(weekday=part.weekday, part=part.part, hour=part.hour, minute=part.minute, second=part.second)


def _length_from(length: Meaning, start: Meaning) -> Length | None:
    """Return "3 days starting on Monday": a length of days, and the day it begins on."""
    if not isinstance(length, Length) or length.direction is not None or not isinstance(start, Fields | Shift | Within):
        return None
    (number, unit), *more = length.duration.parts
    exact = number is not None and number == int(number) and not more and unit is not None and unit >= Granularity.DAY
    return length._replace(of=start) if exact and grain(start) is Granularity.DAY else None


def _at_hour(whole: Fields | Shift | Within | Nth, time: Fields) -> Meaning | None:
    """Return a part of a day as the hour in it that is said: "7 to 7:30 tonight" is in the evening."""
    match whole:
        case Within(of=of, inner=inner):
            at = _at_hour(inner, time)
            return Within(of, at) if isinstance(at, Fields) else None
        case Fields(part=part, hour=None) if part is not None:
            hour = time.hour or 0
            late = part in {DayPart.AFTERNOON, DayPart.EVENING} or (part is DayPart.NIGHT and hour >= _NIGHTFALL)
            hour += 12 if late and 0 < hour < 12 else 0
            return whole._replace(hour=hour, minute=time.minute, second=time.second, offset=time.offset)
        case _:
            return None


def yearly(before: Expression, after: Expression, link: str) -> Repeat | None:
    """Return the set of days, months or seasons that two expressions make: "on 1 May of every year"."""
    if link in {"of", "in", "next"} and (meaning := of_every_year(after.meaning, before)):
        return meaning
    return of_every_year(before.meaning, after) if link in {"on", "in"} else None


def of_every_year(repeat: Meaning, part: Expression) -> Repeat | None:
    """Return a day, month or season of a year as one of every year; "the first Sunday of May" has no other value."""
    if not isinstance(repeat, Repeat) or repeat.of != YEARLY or not repeat.quant or part.role:
        return None
    fields = part.meaning
    if isinstance(fields, Nth) and isinstance(fields.of, Fields) and fields.of == Fields(month=fields.of.month):
        return repeat
    if not isinstance(fields, Fields) or fields.which is not None or fields.feast or fields.numeric:
        return None
    return repeat._replace(of=fields) if Granularity.MONTH <= widest(fields) <= Granularity.SEASON else None


def repeated_at(before: Expression, after: Expression) -> Repeat | None:
    """Return the set of times that a time of day makes of a set of days ("every Friday at 5 p.m.")."""
    repeat, time = before.meaning, after.meaning
    if not isinstance(repeat, Repeat) or not isinstance(time, Fields):
        return None
    if time.hour is None or widest(time) > Granularity.DAYPART:
        return None
    if isinstance(repeat.of, Duration):
        daily = repeat.of == Duration(((1, Granularity.DAY),))
        return repeat._replace(of=time) if daily else None
    return repeat._replace(of=repeat.of._replace(hour=time.hour, minute=time.minute, offset=time.offset, part=None))


def on_the_day(start: Match, day: Match, link: str) -> Match:
    """Return one end of a range in what stands with the other ("3 to 5 p.m. on Friday", "May to June last year")."""
    if not start.expression.role:
        return start
    meaning = inside(start.expression, day.expression, link) or repeated_at(day.expression, start.expression)
    if meaning is None:
        return start
    return start._replace(expression=start.expression._replace(meaning=meaning), rule=f"{day.rule}+{start.rule}")


def inside(inner: Expression, outer: Expression, link: str) -> Meaning | None:
    """Return the meaning of `inner` within `outer` ("June" within "last year"), None when it does not fit."""
    whole, part = outer.meaning, inner.meaning
    if not isinstance(whole, Fields | Shift | Within | Nth):
        return None
    if isinstance(part, Nth | Shift | Within):
        return _counted_inside(part, inner, outer, link)
    if not isinstance(part, Fields) or part.year is not None or part.numeric:
        return None
    if part.which is not None and isinstance(whole, Shift) and link != "next":
        return None  # "tonight, tomorrow and on Friday"
    lends = grain(whole) is Granularity.YEAR or widest(part) <= Granularity.DAYPART
    if (inner.role and not lends) or (part.which is not None and part.part is None):
        return None
    if grain(whole) is Granularity.DAYPART and part.hour is not None and link in {"at", "next", "comma", "on"}:
        return _at_hour(whole, part)
    if not _fits(widest(part), grain(whole), link) or (outer.mod and widest(part) > Granularity.DAY):
        return None
    plain = part._replace(which=None) if part.part else part
    if isinstance(whole, Fields) and whole.which is None:
        said = {name: value for name, value in plain._asdict().items() if value != Fields._field_defaults[name]}
        said.pop("anchor", None)
        return whole._replace(**said)
    return Within(whole, plain)


def _counted_inside(part: Nth | Shift | Within, inner: Expression, outer: Expression, link: str) -> Meaning | None:
    """Return what is counted in `outer`, or from a day of it: "the last day" of May, "a day after Easter" last year."""
    whole = outer.meaning
    if part.of is not None:
        of = inside(inner._replace(meaning=part.of), outer, link)
        return part._replace(of=of) if isinstance(of, Fields | Shift | Within) else None
    if not isinstance(part, Nth) or not isinstance(whole, Fields | Shift):
        return None
    return part._replace(of=whole) if link in {"of", "in", "possessive"} and grain(whole) > part.unit else None


def _fits(part: Granularity, whole: Granularity, link: str) -> bool:
    """Tell whether fields of the size of `part` can stand in `whole`, by the words between them."""
    if part <= Granularity.DAYPART:
        return whole is Granularity.DAY
    if part is Granularity.DAY and whole is Granularity.MONTH:
        return link == "of"
    if part is Granularity.DAY:
        return whole is Granularity.WEEK and link in {"of", "on", "next", "comma"}
    return whole is Granularity.YEAR and link in {"of", "next", "possessive"}


def is_time(expression: Expression) -> bool:
    """Tell whether it is a time of the clock."""
    meaning = expression.meaning
    return isinstance(meaning, Fields) and meaning.hour is not None and widest(meaning) < Granularity.DAYPART


def is_day_of_year(fields: Fields) -> bool:
    """Tell whether it is a day of a month that names no year."""
    return fields == Fields(month=fields.month, day=fields.day) and None not in {fields.month, fields.day}


def echoed(text: str, before: Match, after: Match, link: str) -> int | None:
    """Return where an hour ends that tells the one before it in another zone: "10 a.m. EDT (1400 GMT)"."""
    match before.expression.meaning, after.expression.meaning:
        case Fields(hour=int(), offset=here), Fields(hour=int(), offset=int(there)) if here != there:
            closed = text.startswith(")", after.end)
            return after.end + closed if (link == "aside" and closed) or text[before.end] == "/" else None
        case _:
            return None
