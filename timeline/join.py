"""Neighbouring matches -> one expression ("5 p.m." + "Friday"), or the two ends of a range or list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline import arithmetic
from timeline.language import Language
from timeline.language.engine import scan_form
from timeline.meaning import (
    Anchor,
    Expression,
    Fields,
    Length,
    Meaning,
    Nth,
    Reference,
    Repeat,
    Shift,
    Within,
    fields_grain,
    grain,
    widest,
)
from timeline.model import Match
from timeline.segment import is_item
from timeline.values import DayPart, Duration, Granularity, Vague

_DAYS = re.compile(r"(?<![0-9.,/$£€-])(?:(?:[1-9]|[12][0-9]|3[01]), )+\Z")
"""Days of a month in figures, before more of them."""
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_LINE_START = re.compile(r"(?:\n|\A)[ \t#*_]*\Z")
_LONGEST_JOINT = 40
"""Code points between two matches that may still belong together."""
_NIGHTFALL = 5
"""From this hour of the clock on "tonight at ..." is before midnight."""
_SPANS = frozenset({"the-n-units", "unit-ended", "half-year-ended"})
"""The rules whose length ends with the date after "to"; "two weeks to Christmas" are those before it."""
_YEARLY = Duration(((1, Granularity.YEAR),))
_LAST = frozenset({"past-units", "last-n-units"})
"""The rules whose length may be the last part of what follows "of": "the last four months of 2021"."""
_APART = 40
"""How many days a feast may lie from the day that is computed: in another calendar, or of another church."""
_TIMES = frozenset({"comma", "on", "in"})
"""The links between how often something is and when."""
_PLAIN = {"for": "at", "from": "at"}
"""What a link is where it makes no span of time."""


def join(text: str, matches: list[Match], language: Language) -> list[Match]:
    """Join neighbours that are one expression ("5 p.m. on Friday"), and mark those that are a range."""
    joined: list[Match] = []
    day: Match | None = None  # where a range of times has begun
    for match in matches:
        if day and match.expression.role == "to":
            match = _on_the_day(match, day, "at")  # noqa: PLW2901
        day = None
        if joined and (link := _link(text, joined[-1], match, language)):
            before = joined[-1]
            if end := _echoed(text, before, match, link):
                joined[-1] = before._replace(end=end)
                continue
            if pair := (_side_by_side(before, match, link) or _at_times_of_year(before, match, link)):
                joined[-1], match = pair  # noqa: PLW2901
            elif both := _as_one(before, match, link) or _as_one(before, match, _PLAIN.get(link, "")):
                joined[-1] = both
                _repeat_last(text, joined, language)
                day = before if match.expression.role == "from" else None
                if len(joined) > 1 and joined[-2].expression.role in {"from", "list"}:
                    joined[-2] = _on_the_day(joined[-2], match, link)
                continue
        joined.append(match)
    return _lists(text, _with_days_before(text, joined), language)


def _repeat_last(text: str, joined: list[Match], language: Language) -> None:
    """Let the last expression repeat, now that it is whole: "every year on the first Sunday in August"."""
    if len(joined) < 2:
        return
    before, last = joined[-2], joined[-1]
    link = _link(text, before, last, language)
    if link is None:
        return
    if every := _yearly(before.expression, last.expression, link):
        expression = before.expression._replace(meaning=every)
        joined[-2:] = [Match(before.start, last.end, expression, f"{before.rule}+{last.rule}")]
    elif pair := _at_times_of_year(before, last, link):
        joined[-2:] = pair


def _with_days_before(text: str, matches: list[Match]) -> list[Match]:
    """Return the matches with the days that stand before two days of a month: "5, 6 and 7 February"."""
    more: list[Match] = []
    for match in matches:
        if match.rule == "days-month-list" and match.expression.role in {"from", "list"}:
            more += _days_before(text, match)
        more.append(match)
    return more


def _days_before(text: str, match: Match) -> Iterator[Match]:
    days = match.expression.meaning
    found = _DAYS.search(text, max(0, match.start - _LONGEST_JOINT), match.start)
    if found is None or not isinstance(days, Fields):
        return
    numbers = [*re.finditer("[0-9]+", found[0])]
    said = [int(number[0]) for number in numbers] + [days.day or 0]
    if said != sorted({*said}):
        return
    for number in numbers:
        one = match.expression._replace(meaning=days._replace(day=int(number[0])), role="list", relation="")
        yield Match(found.start() + number.start(), found.start() + number.end(), one, match.rule)


def _lists(text: str, matches: list[Match], language: Language) -> list[Match]:
    """Let the last day of a list say for all: "3 March, 4 June and 5 July 2011", "3 March and 4 June in each year"."""
    for at in range(len(matches) - 2, -1, -1):
        before, after = matches[at], matches[at + 1]
        meaning, said = before.expression.meaning, after.expression.meaning
        if not isinstance(meaning, Fields) or not _is_of_year(meaning):
            continue
        link = _link(text, before, after, language)
        if link not in {"list", "comma", "last"}:
            continue
        if isinstance(said, Repeat) and isinstance(said.of, Fields) and _is_day_of_year(said.of) and link != "last":
            every = said._replace(of=said.of._replace(month=meaning.month, day=meaning.day))
            matches[at] = before._replace(expression=before.expression._replace(meaning=every, role=""))
        elif link == "last":  # "May, June, and July 2019", but not "on 3 March, and 5 May 2019"
            earlier = matches[at - 1] if at and _link(text, matches[at - 1], before, language) == "comma" else None
            if earlier and _is_of_year(earlier.expression.meaning) and not before.expression.role:
                matches[at] = before._replace(expression=before.expression._replace(role="list"))
        elif link == "comma" and after.expression.role == "list" and not before.expression.role:
            matches[at] = before._replace(expression=before.expression._replace(role="list"))
    return matches


def _is_of_year(meaning: Meaning) -> bool:
    """Tell whether it is a month, or a day of one, that names no year."""
    return isinstance(meaning, Fields) and (_is_day_of_year(meaning) or meaning == Fields(month=meaning.month))


def _is_day_of_year(fields: Fields) -> bool:
    return fields == Fields(month=fields.month, day=fields.day) and None not in {fields.month, fields.day}


def _link(text: str, before: Match, after: Match, language: Language) -> str | None:
    """Return how the words between two matches may join them, by the language; None when they do not."""
    between = text[before.end : after.start]
    if not 0 < len(between) <= _LONGEST_JOINT or _PARAGRAPH.search(between):
        return None
    if between == "\n" and _is_time(after.expression):
        return None  # an hour that begins a line: an entry of a log
    if "\n" in between and is_item(text, after.start):
        return None  # "term ends at 1.30pm", and below "Wed 4 Jan - term starts"
    if "\n" in between and (
        _begins_line(text, before.start) or (_begins_line(text, after.start) and _ends_line(text, after.end))
    ):
        return None  # one stands alone on its line: a heading
    words = scan_form(between).decode("latin-1").lower()
    stripped = words.strip()
    plain = (
        (" " if words[0].isspace() else "")
        + " ".join(stripped.split())
        + (" " if words[-1].isspace() and stripped else "")
    )
    link = language.lexicon["join"].get(plain)
    if link != "slash":
        return link
    return "range" if _are_months(before, after) else "list"


def _are_months(before: Match, after: Match) -> bool:
    """Tell whether two months are the ends of a stretch, or of a quarter: "May/June 1990", "the May/July quarter"."""
    first, last = before.expression.meaning, after.expression.meaning
    quarter = isinstance(last, Fields) and fields_grain(last) is Granularity.QUARTER
    return _is_month_of_year(first) and (quarter or _is_month_of_year(last))


def _is_month_of_year(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, Fields)
        and bool(meaning.month)
        and meaning == Fields(year=meaning.year, month=meaning.month)
    )


def _begins_line(text: str, start: int) -> bool:
    return _LINE_START.search(text, max(0, start - _LONGEST_JOINT), start) is not None


def _ends_line(text: str, end: int) -> bool:
    return text[end : end + 1] in {"", "\n", "\r"}


def _echoed(text: str, before: Match, after: Match, link: str) -> int | None:
    """Return where an hour ends that tells the one before it in another zone: "10 a.m. EDT (1400 GMT)"."""
    match before.expression.meaning, after.expression.meaning:
        case Fields(hour=int(), offset=here), Fields(hour=int(), offset=int(there)) if here != there:
            closed = text.startswith(")", after.end)
            return after.end + closed if (link == "aside" and closed) or text[before.end] == "/" else None
        case _:
            return None


def _side_by_side(before: Match, after: Match, link: str) -> tuple[Match, Match] | None:
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
        case "aside" if _is_time(before.expression) and _is_time(after.expression):
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
        lent = _inside(first, second._replace(meaning=second.meaning.of), "of")  # "Monday to Friday last week"
        first = first._replace(meaning=lent or first.meaning)
    roles = ("from", "to") if link == "range" or first.relation == "between" else ("list", "")
    return (
        before._replace(expression=first._replace(role=roles[0])),
        after._replace(expression=second._replace(role=roles[1], relation="")),
    )


def _at_times_of_year(often: Match, part: Match, link: str) -> tuple[Match, Match] | None:
    """Return how often in a year, and when: "twice a year, in April, June and October", "annually on 1 May"."""
    repeat = often.expression.meaning
    if link == "comma" and (too := _every_too(repeat, part.expression.meaning)):
        return often, part._replace(expression=part.expression._replace(meaning=too))
    if link not in _TIMES or not isinstance(repeat, Repeat) or repeat.of != _YEARLY or repeat.quant:
        return None
    every = _of_every_year(repeat._replace(quant="EVERY", freq=None), part.expression)
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
        case Repeat(of=Fields(day=int()) as of), Fields() if _is_day_of_year(of) and _is_day_of_year(day):
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
            return _repeated_at(start, end)
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


def _is_time(expression: Expression) -> bool:
    meaning = expression.meaning
    return isinstance(meaning, Fields) and meaning.hour is not None and widest(meaning) < Granularity.DAYPART


def _is_end(meaning: Meaning) -> bool:
    """Tell whether a range may start or end there: at a date, or now."""
    return isinstance(meaning, Fields | Shift | Within) or meaning == Reference(Vague.PRESENT)


def _as_one(before: Match, after: Match, link: str) -> Match | None:
    """Return the two as one expression when one of them stands inside the other, else None."""
    rule = f"{before.rule}+{after.rule}"
    if link == "on" and _is_the_day(before.expression.meaning) and _is_day(after.expression.meaning):
        named = after.expression._replace(mod=before.expression.mod, relation=before.expression.relation)
        return Match(before.start, after.end, named, rule)  # "early in the day on Monday"
    if link == "from":
        length = _length_from(before.expression.meaning, after.expression.meaning)
        return length and Match(before.start, after.end, before.expression._replace(meaning=length), rule)
    if link in {"at", "next", "comma"} and (every := _repeated_at(before.expression, after.expression)):
        expression = before.expression._replace(meaning=every, role=after.expression.role)
        return Match(before.start, after.end, expression, rule)
    if link in {"on", "next", "comma"} and (every := _repeated_at(after.expression, before.expression)):
        expression = before.expression._replace(meaning=every)
        return Match(before.start, after.end, expression, rule)  # "5 p.m. every Friday"
    if every := _yearly(before.expression, after.expression, link):
        return Match(before.start, after.end, before.expression._replace(meaning=every), rule)
    if link in {"next", "comma"} and (day := _part_of_day_named(before.expression.meaning, after.expression.meaning)):
        return Match(before.start, after.end, before.expression._replace(meaning=day), rule)
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


def _yearly(before: Expression, after: Expression, link: str) -> Repeat | None:
    """Return the set of days, months or seasons that two expressions make: "on 1 May of every year"."""
    if link in {"of", "in", "next"} and (meaning := _of_every_year(after.meaning, before)):
        return meaning
    return _of_every_year(before.meaning, after) if link in {"on", "in"} else None


def _of_every_year(repeat: Meaning, part: Expression) -> Repeat | None:
    """Return a day, month or season of a year as one of every year; "the first Sunday of May" has no other value."""
    if not isinstance(repeat, Repeat) or repeat.of != _YEARLY or not repeat.quant or part.role:
        return None
    fields = part.meaning
    if isinstance(fields, Nth) and isinstance(fields.of, Fields) and fields.of == Fields(month=fields.of.month):
        return repeat
    if not isinstance(fields, Fields) or fields.which is not None or fields.feast or fields.numeric:
        return None
    return repeat._replace(of=fields) if Granularity.MONTH <= widest(fields) <= Granularity.SEASON else None


def _repeated_at(before: Expression, after: Expression) -> Repeat | None:
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


def _on_the_day(start: Match, day: Match, link: str) -> Match:
    """Return one end of a range in what stands with the other ("3 to 5 p.m. on Friday", "May to June last year")."""
    if not start.expression.role:
        return start
    meaning = _inside(start.expression, day.expression, link) or _repeated_at(day.expression, start.expression)
    if meaning is None:
        return start
    return start._replace(expression=start.expression._replace(meaning=meaning), rule=f"{day.rule}+{start.rule}")


def _inside(inner: Expression, outer: Expression, link: str) -> Meaning | None:
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
        of = _inside(inner._replace(meaning=part.of), outer, link)
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
