"""Text -> matches: one scan finds the expressions, a rule reads each distinct one once, neighbours are joined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from timeline.interpret import interpret
from timeline.language import Language, Rule, load_language, regex, scan_form
from timeline.meaning import Anchor, Expression, Fields, Length, Meaning, Nth, Reference, Repeat, Shift, Within
from timeline.model import Match
from timeline.values import DayPart, Duration, Granularity, Vague

_LONGEST_JOINT = 15
_PLAIN = {"for": "at", "from": "at"}
"""What a link is where it makes no span of time."""
_NIGHTFALL = 5
"""From this hour of the clock on "tonight at ..." is before midnight."""


class Reading(NamedTuple):
    """What one rule makes of some words, wherever they stand."""

    rule: Rule
    skip: int
    """Length of the modifier before the form; what a rule asks of its surroundings starts after it."""
    trail: int
    """Length of the modifier after the form."""
    parts: tuple[tuple[int, int, Expression], ...]
    """(start, end, expression) within the words; two of them for a range, none for what is no date."""


def tag(text: str, language: Language) -> list[Match]:
    """Return the expressions of `text` in order, none overlapping."""
    data = scan_form(text)
    return _join(list(_found(data, language)), data, language)


def _found(data: bytes, language: Language) -> Iterator[Match]:
    """Scan for forms; of words that no rule accepts where they stand fewer are tried, then those from the second."""
    search = language.scan.search
    place = 0
    while found := search(data, place):
        start, end = found.span()
        if (reading := _reading_at(data, start, end, language)) is None:
            reading, end = _shorter(data, start, end, language)
        if reading:
            relation = _relation(data, start, language)
            for first, last, expression in reading.parts:
                yield Match(start + first, start + last, expression._replace(relation=relation), reading.rule.name)
            place = end
        else:
            place = _next_word(data, start, end)


def _reading_at(data: bytes, start: int, end: int, language: Language) -> Reading | None:
    for reading in _readings(language.code, data[start:end]):
        if reading.rule.fits(data, start + reading.skip, end - reading.trail):
            return reading
    return None


def _shorter(data: bytes, start: int, end: int, language: Language) -> tuple[Reading | None, int]:
    """Return the reading of the longest part from `start` on that a rule accepts, and its end."""
    shorter = end
    while (shorter := data.rfind(b" ", start, shorter)) > start:
        found = language.scan.match(data, start, shorter)
        if found is None:
            break
        shorter = found.end()
        if reading := _reading_at(data, start, shorter, language):
            return reading, shorter
    return None, end


def _next_word(data: bytes, start: int, end: int) -> int:
    while start < end and (data[start : start + 1].isalnum() or data[start] > 127):
        start += 1
    return start + 1


def _relation(data: bytes, start: int, language: Language) -> str:
    before = regex(language.relation).search(data[max(0, start - 24) : start])
    if before is None:
        return ""
    words = " ".join(before.group(1).decode("latin-1").lower().split())
    return str(language.lexicon["relation"][words])


@lru_cache(maxsize=1 << 15)
def _readings(code: str, words: bytes) -> tuple[Reading, ...]:
    """Return what the rules make of `words`, best first: a text repeats its expressions, so each is read once."""
    language = load_language(code)
    readings = [*_plain_readings(language, words, 0, 0, None)]
    before = regex(language.mod, longest=True).match(words)
    after = regex(f"{language.postmod}$").search(words)
    for skip, trail in ((before, None), (None, after), (before, after)):
        if (skip or trail) and not (skip is None and trail is None):
            first, last = skip.end() if skip else 0, trail.start() if trail else len(words)
            cue = words[:first].rstrip(b"- \n\t\xa0") if skip else words[last:].strip()
            mod = _modifier(language, " ".join(cue.decode("latin-1").lower().split()))
            readings += _plain_readings(language, words[first:last], first, len(words) - last, mod)
    return tuple(readings)


def _modifier(language: Language, words: str) -> tuple[str, bool]:
    """Return the TIMEX3 mod of a modifier, and whether it is one of quantity."""
    for name in ("quantity_mod", "mod", "postmod"):
        if words in language.lexicon[name]:
            return str(language.lexicon[name][words]), name == "quantity_mod"
    raise KeyError(words)


def _plain_readings(
    language: Language, words: bytes, skip: int, trail: int, modifier: tuple[str, bool] | None
) -> Iterator[Reading]:
    mod, counts = modifier or (None, False)
    for index in sorted(language.finder.Match(words) or ()):
        rule = language.rules[index]
        if mod and (rule.bare or rule.kind == "range" or (counts and not rule.counted)):
            continue
        parts = () if rule.kind == "nothing" else interpret(rule, language, words)
        if mod and parts:
            (start, end, expression) = parts[0]
            parts = ((start, end + skip + trail, expression._replace(mod=mod)),)
        if parts or rule.kind == "nothing":
            yield Reading(rule, skip, trail, parts)


def _join(matches: list[Match], data: bytes, language: Language) -> list[Match]:
    """Join neighbours that are one expression ("5 p.m. on Friday"), and mark those that are a range."""
    joined: list[Match] = []
    day: Match | None = None  # where a range of times has begun
    for match in matches:
        if day and match.expression.role == "to":
            match = _on_the_day(match, day, "at")  # noqa: PLW2901
        day = None
        if joined and (link := _link(joined[-1], match, data, language)):
            before = joined[-1]
            if link in {"range", "list"}:
                joined[-1], match = _as_range(before, match, link)  # noqa: PLW2901
            elif link == "for" and (ends := _as_span(before, match)):
                joined[-1], match = ends  # noqa: PLW2901
            elif both := _as_one(before, match, link) or _as_one(before, match, _PLAIN.get(link, "")):
                joined[-1] = both
                day = before if match.expression.role == "from" else None
                if before.expression.role == "to" and len(joined) > 1:
                    joined[-2] = _on_the_day(joined[-2], match, link)
                continue
        joined.append(match)
    return joined


def _link(before: Match, after: Match, data: bytes, language: Language) -> str | None:
    joint = data[before.end : after.start]
    if not joint or len(joint) > _LONGEST_JOINT:
        return None
    words = joint.decode("latin-1").lower()
    stripped = words.strip()
    plain = (
        (" " if words[0].isspace() else "")
        + " ".join(stripped.split())
        + (" " if words[-1].isspace() and stripped else "")
    )
    return language.lexicon["join"].get(plain)


def _as_range(before: Match, after: Match, link: str) -> tuple[Match, Match]:
    """Mark two dates as the ends of a range, or as a list in which one may lend the other its year."""
    first, second = before.expression, after.expression
    alike = _is_end(first.meaning) and _is_end(second.meaning)
    if not alike or first.role or second.role:
        return before, after
    roles = ("from", "to") if link == "range" or first.relation == "between" else ("list", "")
    return (
        before._replace(expression=first._replace(role=roles[0])),
        after._replace(expression=second._replace(role=roles[1], relation="")),
    )


def _as_span(before: Match, after: Match) -> tuple[Match, Match] | None:
    """Make of a time of day and the hours from it a range: "from 9:30 for 7 hours"."""
    start, length = before.expression, after.expression
    if not isinstance(start.meaning, Fields | Within) or start.role or _grain(start.meaning) > Granularity.HOUR:
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


def _as_one(before: Match, after: Match, link: str) -> Match | None:
    """Return the two as one expression when one of them stands inside the other, else None."""
    rule = f"{before.rule}+{after.rule}"
    if link == "from":
        length = _length_from(before.expression.meaning, after.expression.meaning)
        return length and Match(before.start, after.end, before.expression._replace(meaning=length), rule)
    if link in {"at", "next"} and (meaning := _repeated_at(before.expression, after.expression)):
        return Match(before.start, after.end, before.expression._replace(meaning=meaning), rule)
    for inner, outer, links in (
        (before, after, ("of", "next", "comma", "on", "in")),
        (after, before, ("next", "comma", "at", "on", "possessive", "in")),
    ):
        if link in links and (meaning := _inside(inner.expression, outer.expression, link)):
            expression = before.expression._replace(
                meaning=meaning,
                mod=inner.expression.mod or outer.expression.mod,
                role=before.expression.role or after.expression.role,
                relation=before.expression.relation or (after.expression.relation if link == "at" else ""),
            )
            return Match(before.start, after.end, expression, rule)
    return None


def _length_from(length: Meaning, start: Meaning) -> Length | None:
    """Return "3 days starting on Monday": a length of days, and the day it begins on."""
    if not isinstance(length, Length) or length.direction is not None or not isinstance(start, Fields | Shift | Within):
        return None
    (number, unit), *more = length.duration.parts
    exact = number is not None and number == int(number) and not more and unit is not None and unit >= Granularity.DAY
    return length._replace(of=start) if exact and _grain(start) is Granularity.DAY else None


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


def _repeated_at(before: Expression, after: Expression) -> Meaning | None:
    """Return the set of times that a time of day makes of a set of days ("every Friday at 5 p.m.")."""
    repeat, time = before.meaning, after.meaning
    if not isinstance(repeat, Repeat) or not isinstance(time, Fields):
        return None
    if time.hour is None or _widest(time) > Granularity.DAYPART:
        return None
    if isinstance(repeat.of, Duration):
        daily = repeat.of == Duration(((1, Granularity.DAY),))
        return repeat._replace(of=time) if daily else None
    return repeat._replace(of=repeat.of._replace(hour=time.hour, minute=time.minute, offset=time.offset, part=None))


def _on_the_day(start: Match, day: Match, link: str) -> Match:
    """Return one end of a range of times on the day that stands with the other ("from 3 to 5 p.m. on Friday")."""
    meaning = _inside(start.expression, day.expression, link) if start.expression.role else None
    return start._replace(expression=start.expression._replace(meaning=meaning)) if meaning else start


def _inside(inner: Expression, outer: Expression, link: str) -> Meaning | None:
    """Return the meaning of `inner` within `outer` ("June" within "last year"), None when it does not fit."""
    whole, part = outer.meaning, inner.meaning
    if not isinstance(whole, Fields | Shift | Within | Nth):
        return None
    if isinstance(part, Nth):
        fits = part.of is None and link in {"of", "in", "possessive"} and _grain(whole) > part.unit
        return part._replace(of=whole) if fits and isinstance(whole, Fields | Shift) else None
    if not isinstance(part, Fields) or part.year is not None or part.numeric:
        return None
    if (inner.role and _widest(part) > Granularity.DAYPART) or (part.which is not None and part.part is None):
        return None
    if _grain(whole) is Granularity.DAYPART and part.hour is not None and link in {"at", "next", "comma"}:
        return _at_hour(whole, part)
    if not _fits(_widest(part), _grain(whole), link) or (outer.mod and _widest(part) > Granularity.DAY):
        return None
    plain = part._replace(which=None) if part.part else part
    if isinstance(whole, Fields) and whole.which is None:
        said = {name: value for name, value in plain._asdict().items() if value != Fields._field_defaults[name]}
        said.pop("anchor", None)
        return whole._replace(**said)
    return Within(whole, plain)


def _fits(part: Granularity, whole: Granularity, link: str) -> bool:
    """Tell whether fields of the size of `part` can stand in `whole`, by the words between them."""
    if part <= Granularity.DAYPART:
        return whole is Granularity.DAY
    if part is Granularity.DAY:
        return whole is Granularity.WEEK and link in {"of", "on", "next", "comma"}
    return whole is Granularity.YEAR and link in {"of", "next", "possessive"}


def _grain(meaning: Fields | Shift | Within | Nth) -> Granularity:
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
    for name, granularity in _FINEST_FIRST:
        if getattr(fields, name) is not None:
            return granularity
    return Granularity.YEAR


def _widest(fields: Fields) -> Granularity:
    """Return the granularity of the coarsest field said."""
    for name, granularity in reversed(_FINEST_FIRST):
        if getattr(fields, name) is not None:
            return granularity
    return Granularity.YEAR


_FINEST_FIRST = (
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
