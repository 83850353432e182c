"""Meaning + anchor + tense -> value, with the reason for it.

The document's own date (DCT) anchors what is counted from the time of writing; the date told before anchors
"two days later" and, in narratives, the days that name no year. What neither settles stays floating.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from timeline import arithmetic
from timeline.anchor import bases, counting, hours, lengths, monthdays, numbers, quarters, units, weekdays, which, years
from timeline.anchor.complete import (
    EXPLICIT,
    Resolved,
    floating,
    in_year,
    iso,
    unanchored,
)
from timeline.anchor.discourse import Discourse, compares
from timeline.anchor.passing import TenseOf
from timeline.anchor.thread import Habitual, Thread
from timeline.anchor.timex import to_timex
from timeline.meaning import (
    Anchor,
    Fields,
    Length,
    Nth,
    Reference,
    Repeat,
    Shift,
    Within,
    fields_grain,
)
from timeline.model import Match, Timex
from timeline.segment import item_end
from timeline.values import Duration, Floating, Granularity, PartialDate, Recurrence, Vague, moment


def anchor(
    text: str,
    matches: Sequence[Match],
    told: Discourse,
    tense_of: TenseOf,
    is_habitual: Habitual,
    *,
    days: Container[int] = (),
    following: Match | None = None,
) -> list[Timex]:
    """Give each match its value, in the order of the text, by what was told before and is now told.

    `tense_of` and `is_habitual` are asked of a match only where its value depends on its clause. `days` are the
    offsets of the dates that begin a diary's days; `following` is the match after the last one.
    """
    thread = Thread(text, told, tense_of, is_habitual)
    anchorer = _Anchorer(thread)
    timexes: list[Timex] = []
    all_matches = [*matches, following] if following else matches
    for match, after, year in zip(matches, [*matches[1:], following], years.lent_years(all_matches), strict=False):
        unless = match.expression.unless_tense
        if unless and tense_of(match).tense == unless:
            continue
        if match.expression.near and not anchorer.is_near(match):
            continue
        anchorer.lent_year = year
        told.turn_back(match.start)
        resolved = anchorer.resolve(match, after)
        timexes.append(to_timex(text, match, resolved))
        if _runs_backward(timexes):
            timexes[-2:] = (timex._replace(role="") for timex in timexes[-2:])
        told.tell(match, resolved, thread.passing.stance(match, resolved))
        if match.start in days:
            told.turn_to(resolved.when)
        elif set(resolved.filled) <= {"century"} and (end := item_end(text, match.start)):
            told.turn_to(resolved.when, end)
    return timexes


def _runs_backward(timexes: list[Timex]) -> bool:
    """Tell whether the last two are a range that ends before it starts: "1945-1939" is two dates."""
    if timexes[-1].role != "to" or len(timexes) < 2:
        return False
    start, end = timexes[-2].when, timexes[-1].when
    return isinstance(start, PartialDate) and isinstance(end, PartialDate) and moment(end) < moment(start)


def _bounding(match: Match, following: Match | None) -> Match:
    """Return the match in whose clause stands the date that a length begins or ends with."""
    return following if following and following.expression.role == "bound" else match


class _Anchorer:
    """Resolves the expressions of one document in turn."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.told = thread.told
        self.lent_year: int | None = None

    def resolve(self, match: Match, following: Match | None) -> Resolved:
        """Return the value of a match; `following` may be the date that bounds it, or the end of a range of times."""
        if match.expression.ending is None:
            return self._resolve(match, following)
        end = self._date(match.expression.ending, _bounding(match, following))
        if isinstance(end.when, PartialDate):
            self.lent_year = end.when.year
        return lengths.up_to(self._resolve(match, following), end.when, match)

    def _resolve(self, match: Match, following: Match | None) -> Resolved:
        match match.expression.meaning:
            case Reference(to=Vague.PRESENT) if match.expression.role in {"from", "to"} and self.told.moment:
                is_day = match.expression.role == "from" and not _is_time(following)
                place = self.told.document if is_day else self.told.moment
                return Resolved(Vague.PRESENT, "relative", "the time of the document", place=place)
            case Reference(to=to):
                notes = ("now-of-the-story",) if self.told.narrative and to is Vague.PRESENT else ()
                return Resolved(to, "vague", "the words name no date", notes=notes)
            case Repeat(of=of, quant=quant, freq=freq, through=through):
                pattern = of if isinstance(of, Duration) else floating(of).when
                assert isinstance(pattern, Duration | Floating)  # noqa: S101  # `floating` makes nothing else
                return Resolved(Recurrence(pattern, quant, freq, through), "explicit", "a time that repeats")
            case Length() as length:
                start = self._date(length.of, _bounding(match, following)) if length.of else None
                return lengths.place(length, match, self.thread, start)
            case meaning:
                return self._date(meaning, match)

    def _date(self, meaning: Fields | Shift | Nth | Within, match: Match) -> Resolved:
        match meaning:
            case Fields():
                return self._fields(meaning, match)
            case Shift() if match.rule == "new-year":
                return units.new_year(match, self.thread)
            case Shift(number=0) if match.rule == "day-word" and self.thread.is_nowadays(match):
                return Resolved(Vague.PRESENT, "vague", "in a history of other years it is no one day")
            case Shift():
                return self._shift(meaning, match)
            case Within(of=of, inner=inner):
                return counting.within(self._date(of, match), self._as_told(inner, match))
            case Nth(of=of, unit=unit):
                if of is None:
                    return unanchored(unit, "the words do not say of what")
                return counting.nth_in(meaning, self._date(of, match))

    def _fields(self, fields: Fields, match: Match) -> Resolved:
        if fields.numeric is not None:
            return numbers.three(fields, fields.numeric, match, self.thread)
        if fields.short_year:
            return numbers.of_century(fields, fields.year or 0, match, self.thread)
        fields = self._as_told(fields, match)
        if fields.year is not None:
            return in_year(fields, *self._in_era(fields, fields.year))
        if fields.which is not None:
            return which.one(fields, fields.which, match, self.thread)
        if fields.anchor is Anchor.NONE:
            return floating(fields)._replace(basis="vague", reason="the words do not say which one")
        if fields.month is None and fields.day is not None:
            return monthdays.bare(fields, fields.day, match, self.thread)
        if fields.month is None and fields.weekday is not None:
            return weekdays.bare(fields, fields.weekday, match, self.thread)
        if fields.month is None and fields.feast is None and fields_grain(fields) <= Granularity.DAYPART:
            return hours.hour(fields, match, self.thread)
        return years.complete(fields, match, self.thread, self.lent_year)

    def _as_told(self, fields: Fields, match: Match) -> Fields:
        """Give "the 1988 quarter" the quarter told before, and "the same month last year" the month."""
        if fields.quarter == 0:
            told = quarters.told_before(match, self.thread)
            return fields._replace(quarter=told and (told.date.month + 2) // 3)
        if fields.month == 0:
            month = self.told.told
            return fields._replace(month=month.month if month and month.granularity <= Granularity.MONTH else None)
        return fields

    def is_near(self, match: Match) -> bool:
        """Tell whether a year lies near the dates told before it, and a day stands soon after one with its month."""
        meaning = match.expression.meaning
        if not isinstance(meaning, Fields):
            return False
        if meaning.year is None:
            return self.told.in_month(match)
        return self.told.in_era(meaning.year) is not None

    def _in_era(self, fields: Fields, year: int) -> tuple[int, Resolved]:
        """Return the year that the words say, before Christ where only the dates told tell, and the reason."""
        meant = self.told.in_era(year) if fields.era_open else year
        if meant == year or meant is None:
            return year, EXPLICIT
        why = "before Christ, as the date told before it"
        return meant, Resolved(Vague.PAST, "discourse", why, self.told.told, ("era",))

    def _shift(self, shift: Shift, match: Match) -> Resolved:
        if shift.number is None:
            to = Vague.PAST if shift.vague_sign < 0 else Vague.FUTURE
            return Resolved(to, "vague", "the words name no number")
        if compares(match) and (quarter := quarters.talked_of(match, self.thread)):
            return quarters.year_before(quarter)
        if shift.of is not None:
            return self._count_from(shift, shift.of, match)
        base, basis = bases.of_count(shift, match, self.thread)
        if base is None:
            return unanchored(shift.unit)
        if bases.is_current(shift) and shift.unit is Granularity.QUARTER and self.told.document:
            return quarters.current(self.told.document, match, self.thread)
        is_coarse = base.granularity > max(shift.unit, Granularity.DAY)
        if is_coarse and shift.unit < Granularity.MONTH:
            return unanchored(shift.unit, f"{iso(base)} is too coarse to count {counting.units(2, shift.unit)} from")
        if is_coarse and shift.unit is Granularity.MONTH and shift.number and shift.number == int(shift.number):
            return counting.months_from(shift, base, basis)
        moved = arithmetic.move(base, shift.number, shift.unit)
        if moved is None:
            return counting.by_hours(shift, base, basis)
        if shift.unit >= Granularity.DECADE and shift.number and not match.rule.endswith("-unit"):
            moved = arithmetic.years_away(base, shift.number, shift.unit)
        return Resolved(moved, basis, counting.counted(shift, base), base)

    def _count_from(self, shift: Shift, of: Fields | Shift | Within, match: Match) -> Resolved:
        """Count from a day that the words name; what is over may be counted back from one still to come.

        "She quit 107 days before Christmas", told in November, is of the Christmas that comes.
        """
        origin = self._date(of, match)
        counted, document = counting.count_from(shift, origin), self.told.document
        if document is None or not isinstance(origin.when, PartialDate) or not isinstance(of, Fields):
            return counted
        if (shift.number or 0) >= 0 or origin.basis not in {"tense", "nearest"} or of.weekday is not None:
            return counted
        coming = counting.count_from(shift, in_year(of, origin.when.year + 1, origin))
        when = coming.when
        is_over = isinstance(when, PartialDate) and arithmetic.distance(document, when) <= 0
        return coming if is_over else counted


def _is_time(match: Match | None) -> bool:
    meaning = match.expression.meaning if match else None
    return isinstance(meaning, Fields) and fields_grain(meaning) <= Granularity.HOUR
