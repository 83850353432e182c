"""Meaning + anchor + tense -> value, with the reason for it.

The document's own date (DCT) anchors what is counted from the time of writing; the date told before anchors
"two days later" and, in narratives, the days that name no year. What neither settles stays floating.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from timeline import arithmetic, civil, notation
from timeline.anchor import counting, hours, lengths, units, weekdays, years
from timeline.anchor.complete import (
    EXPLICIT,
    Resolved,
    candidates,
    floating,
    impossible,
    in_year,
    iso,
    on_day,
    unanchored,
)
from timeline.anchor.discourse import Discourse, Quarter, compares
from timeline.anchor.passing import TenseOf
from timeline.anchor.thread import Habitual, Thread
from timeline.anchor.timex import to_timex
from timeline.meaning import (
    Anchor,
    Expression,
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
from timeline.options import Order
from timeline.segment import item_end
from timeline.tense import Tense
from timeline.values import Duration, Floating, Granularity, Interval, PartialDate, Recurrence, Vague, moment

NEWS_DAYS = 14
"""How near to the document a date is told that belongs to its own days, and how far a story goes back."""
BY_SPEAKER = frozenset({"unit-after-next", "unit-before-last"})
"""The rules that count from the document, but from the story where it tells of years long ago."""
CENTURY_AHEAD = 20
"""A year of two digits lies at most this many years after the document."""


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
        self.tense_of = thread.tense_of
        self.prefer = thread.told.setting.prefer
        self.order = thread.told.setting.order
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

    # --- calendar fields -----------------------------------------------------------------------------------

    def _fields(self, fields: Fields, match: Match) -> Resolved:
        if fields.numeric is not None:
            return self._numeric(fields, *fields.numeric)
        if fields.short_year:
            return self._short_year(fields, fields.year or 0, match)
        fields = self._as_told(fields, match)
        if fields.year is not None:
            return in_year(fields, *self._in_era(fields, fields.year))
        if fields.which is not None:
            return self._which(fields, fields.which, match)
        if fields.anchor is Anchor.NONE:
            return floating(fields)._replace(basis="vague", reason="the words do not say which one")
        if fields.month is None and fields.day is not None:
            return self._day_of_month(fields, fields.day, match)
        if fields.month is None and fields.weekday is not None:
            return weekdays.bare(fields, fields.weekday, match, self.thread)
        if fields.month is None and fields.feast is None and fields_grain(fields) <= Granularity.DAYPART:
            return hours.hour(fields, match, self.thread)
        return years.complete(fields, match, self.thread, self.lent_year)

    def _as_told(self, fields: Fields, match: Match) -> Fields:
        """Give "the 1988 quarter" the quarter told before, and "the same month last year" the month."""
        if fields.quarter == 0:
            told = self._quarter_told(match)
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

    def _numeric(self, fields: Fields, first: int, second: int, year: int) -> Resolved:
        """Read three numbers in the order given or stated elsewhere; else month first, with a note."""
        readings = {
            order: fields._replace(
                numeric=None, day_first=False, day=day, month=month, year=year, short_year=year < 100
            )
            for order, day, month in ((Order.DMY, first, second), (Order.MDY, second, first))
            if 1 <= month <= 12 and 1 <= day <= 31
        }
        if not readings:
            reason = "no order of the three numbers is a date"
            return Resolved(Floating(), "explicit", reason, notes=("impossible-date",))
        order = self.order if self.order in readings else next(reversed(readings))
        if self.order is Order.AUTO and fields.day_first and Order.DMY in readings:
            return self._fields(readings[Order.DMY], _NO_MATCH)
        resolved = self._fields(readings.pop(order), _NO_MATCH)
        if not readings or self.order is not Order.AUTO or first == second:
            return resolved
        other = self._fields(readings.popitem()[1], _NO_MATCH)
        against = f"{notation.to_timex3(other.when)}: day and month the other way round"
        return resolved._replace(notes=("ambiguous-order", *resolved.notes), alternatives=(against,))

    def _short_year(self, fields: Fields, short: int, match: Match) -> Resolved:
        """Put a year of two digits into the century that brings it closest to the document.

        What was "dug in the thirties" is over, and a decade to come is one only where its clause looks ahead.
        """
        if self.told.is_long_ago and (near := self._short_year_of_story(fields, short)):
            return near
        base = self.told.document or self.told.told
        if base is None:
            open_year = floating(fields._replace(year=None, short_year=False))
            if fields.month is None:
                open_year = unanchored(Granularity.YEAR)
            return open_year._replace(reason="no date tells the century")
        year = base.year - base.year % 100 + short
        year -= 100 * (year > base.year + CENTURY_AHEAD)
        reason = f"the century is the one that puts it at most {CENTURY_AHEAD} years after {iso(base)}"
        if base is self.told.document and year > base.year and not fields.fiscal and self._is_over(fields, match):
            year, reason = year - 100, f"the century is the last one before {iso(base)} in which it can be over"
        resolved = in_year(fields._replace(short_year=False), year, Resolved(Vague.PAST, "relative", reason, base))
        return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))

    def _is_over(self, fields: Fields, match: Match) -> bool:
        """Tell whether a year or decade that would lie beyond the document is one of the century before."""
        tense = self.tense_of(match).tense
        return tense is Tense.PAST or (fields.granularity is Granularity.DECADE and tense is not Tense.FUTURE)

    def _short_year_of_story(self, fields: Fields, short: int) -> Resolved | None:
        """Put a year of two digits next to the years that a history tells of: "the eighties", told after 1875."""
        at = self.told.story.at
        if at is None:
            return None
        century = at.date.year - at.date.year % 100
        year = min((century + step + short for step in (-100, 0, 100)), key=lambda year: abs(year - at.date.year))
        why = Resolved(at.date, "discourse", f"the century is the one that puts it next to {iso(at.date)}", at.date)
        resolved = in_year(fields._replace(short_year=False), year, why)
        return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))

    def _which(self, fields: Fields, which: int, match: Match) -> Resolved:
        """Resolve "last Friday", "this summer", "next March", "the following spring"."""
        base, basis = self._base_of_which(fields, which, match)
        if _is_part_of_told_day(match) and (every := hours.every_day_of(match, self.thread)):
            return hours.at_time_of(every, fields)
        if base is None:
            return floating(fields)
        finest = Granularity.WEEK if fields.weekday is not None else Granularity.DAY
        if base.granularity > finest and fields.month is None and (fields.weekday or fields.part):
            if self.told.document is None or self.thread.goes_on(match):
                return floating(fields)  # "that night" in a spring
            base, basis = self.told.document, "relative"
        if basis == "relative" and self._is_later(fields.anchor, which, match):
            return floating(fields)
        side = ("the one that belongs to", "the one after", "the one before")[which]
        why = Resolved(base, basis, f"{side} {iso(base)}", base, ("year",))
        if fields.weekday is not None:
            chosen = weekdays.which_of(fields.weekday, which, base, match, self.thread)
            return on_day(fields, chosen, why._replace(filled=("week",)))
        if fields.part is not None and fields.month is None:
            day = arithmetic.move(base, self._days_away(which, base, match), Granularity.DAY) or base
            return on_day(fields, day, why._replace(filled=("year", "month", "day")))
        dates = candidates(fields, base.year)
        if not dates:
            return impossible(fields)
        if which == 0:
            before = basis == "discourse" and self.thread.is_before(match)
            return on_day(fields, _that_one(dates, base, before=before), why)
        edge = base.latest() if which > 0 else base.earliest()
        ahead = [date for date in dates if arithmetic.distance(edge, date) * which > 0]
        return on_day(fields, min(ahead) if which > 0 else max(ahead), why)

    def _base_of_which(self, fields: Fields, which: int, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date by which "last Friday" or "at dawn" goes, and the basis it gives."""
        base, basis = self._told_base(fields.anchor, match)
        if fields.part is not None and fields.weekday is None and which == 0 and self.told.is_long_ago:
            base, basis = self._told_base(Anchor.DISCOURSE, match)  # "overnight", of a day long ago
        told = base if basis == "discourse" and _is_part_of_told_day(match) else None
        if told and hours.is_yet_to_come(told, match, self.thread):
            return self.told.document, "relative"
        return base, basis

    def _days_away(self, which: int, base: PartialDate, match: Match) -> int:
        """Return how many days away a part of a day begins: "two died overnight" tells of the night before."""
        is_news = match.rule == "overnight" and base is self.told.document
        return -1 if is_news and self.tense_of(match).tense is Tense.PAST else which

    def _day_of_month(self, fields: Fields, day: int, match: Match) -> Resolved:
        """Resolve a day that names no month ("the 9th", "Monday the 26th"): in the month told, or next to it.

        Told within days of the document, it lies where its tense puts it: "I was away on the 28th", in a mail of
        6 March.
        """
        document = self.told.document
        base = self.thread.last(match, Granularity.MONTH) or document
        if base is None or base.granularity > Granularity.MONTH:
            return floating(fields)
        if document and fields.weekday is None and not self.told.narrative:
            base = document if abs(arithmetic.distance(document, base)) <= NEWS_DAYS else base
        reach = 1 if fields.weekday is None else 6
        steps = sorted(range(-reach, reach + 1), key=lambda step: (abs(step), -step))
        months = (civil.add_months(base.year, base.month, step) for step in steps)
        dates = [
            PartialDate(year, month, day, granularity=Granularity.DAY)
            for year, month in months
            if civil.is_date(year, month, day)
        ]
        fitting = [d for d in dates if fields.weekday in {None, civil.weekday_told(*d[:3])}] or dates
        if not fitting:
            return impossible(fields)
        if document and (base is document or arithmetic.distance(document, base) > 0):
            fitting = self._allowed(fitting, document, match) or fitting
        elif base.granularity <= Granularity.DAY:  # "fell ill on 28 May and died on the 3rd"
            fitting = [d for d in fitting if arithmetic.distance(base, d) > -NEWS_DAYS] or fitting
        why = Resolved(base, "discourse", f"the month is that of {iso(base)}", base, ("year", "month"))
        return on_day(fields, fitting[0], why)

    def _allowed(self, days: list[PartialDate], document: PartialDate, match: Match) -> list[PartialDate]:
        """Return the days that do not contradict the tense: the past ones, or the coming ones."""
        told = self.tense_of(match)
        if told.tense is Tense.PAST:
            return [day for day in days if arithmetic.distance(document, day) <= 0]
        return [day for day in days if arithmetic.distance(document, day) >= 0] if told.governed else days

    # --- counted dates -------------------------------------------------------------------------------------

    def _shift(self, shift: Shift, match: Match) -> Resolved:
        if shift.number is None:
            to = Vague.PAST if shift.vague_sign < 0 else Vague.FUTURE
            return Resolved(to, "vague", "the words name no number")
        if compares(match) and self.told.in_quarter_talk(match) and (quarter := self._quarter_told(match)):
            return _same_quarter_before(quarter)
        if shift.of is not None:
            return self._count_from(shift, shift.of, match)
        base, basis = self._base(shift, match)
        if base is None:
            return unanchored(shift.unit)
        if _is_current(shift) and shift.unit is Granularity.QUARTER and self.told.document:
            return self._the_quarter(self.told.document, match)
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

    def _base(self, shift: Shift, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date that units are counted from, and the basis it gives; none for "tomorrow", said long ago."""
        if _is_current(shift):
            base, basis = units.current(shift.unit, match, self.thread)
        elif match.rule in BY_SPEAKER and self.told.is_long_ago and not self.thread.is_to_come(match):
            base, basis = self._told_base(Anchor.DISCOURSE, match)
        elif shift.anchor is Anchor.DISCOURSE and self.told.span and self.told.span.granularity <= shift.unit:
            base, basis = self.told.span, "discourse"
        else:
            base, basis = self._told_base(shift.anchor, match)
        if match.rule.startswith("day-word") and shift.number and self.told.is_long_ago:
            return None, basis
        unknown = basis == "relative" or self._is_beyond(base, shift)
        if unknown and self._is_later(shift.anchor, shift.number or 0, match):
            return None, basis
        return (self.told.moment if base is self.told.document and shift.unit <= Granularity.HOUR else base), basis

    def _is_later(self, anchor: Anchor, number: float, match: Match) -> bool:
        """Tell whether it came later than something: "a decade later he lost it", "five years later it is gone"."""
        if anchor is not Anchor.DISCOURSE or number <= 0:
            return False
        told = self.tense_of(match)
        leads = told.tense is Tense.PRESENT and not told.governed and match.end < told.offset
        return leads or told.tense is Tense.PAST

    def _told_base(self, anchor: Anchor, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date that an expression is counted from, none that was told in passing, and the basis it gives.

        None for the "this summer" of someone who is quoted in a story of years long ago.
        """
        base, basis = self.told.base(anchor)
        if basis == "discourse":
            return self.thread.last_of_story(match), basis
        return (None if self.told.is_long_ago and self.thread.is_quoted(match) else base), basis

    def _is_beyond(self, base: PartialDate | None, shift: Shift) -> bool:
        """Tell whether units counted from a date reach beyond the document: nothing that is over lies there."""
        moved = arithmetic.move(base, shift.number or 0, shift.unit) if base else None
        if self.told.document is None or moved is None:
            return False
        return arithmetic.distance(self.told.document, moved) > 0

    def _the_quarter(self, base: PartialDate, match: Match) -> Resolved:
        """Resolve "the quarter": the one told before, else the last that the document could report on."""
        if self.told.in_quarter_talk(match) and (told := self._quarter_told(match)):
            return Resolved(told.date, "discourse", "the quarter told before", told.date, place=told.place)
        if self.tense_of(match).governed:  # "will weigh on it through the quarter"
            current = arithmetic.floor(base, Granularity.QUARTER)
            return Resolved(current, "relative", f"the quarter of {iso(base)}", base)
        last = arithmetic.move(base, -1, Granularity.QUARTER) or base
        return Resolved(last, "relative", f"the last full quarter before {iso(base)}", base)

    def _quarter_told(self, match: Match) -> Quarter | None:
        """Return the quarter that was told before; of "the quarter" the latest, with which others are compared.

        What is past does not lie in one that is looked forward to.
        """
        told = [quarter for quarter in reversed(self.told.quarters) if not self._is_only_ahead(quarter, match)]
        if match.rule == "units-ago":  # that counts from now, not from a quarter that is compared with another
            later = {quarter.date[:2] for quarter in told}
            told = [quarter for quarter in told if (quarter.date.year + 1, quarter.date.month) not in later]
        if match.rule.startswith("the-unit"):
            return max(told, key=lambda quarter: quarter.date[:2], default=None)
        return next(iter(told), None)

    def _is_only_ahead(self, quarter: Quarter, match: Match) -> bool:
        document = self.told.document
        is_open = document is not None and arithmetic.distance(document, quarter.date.latest()) >= 0
        ahead = is_open and self.tense_of(quarter.match).tense is Tense.FUTURE
        return ahead and self.tense_of(match).tense is Tense.PAST


def _is_part_of_told_day(match: Match) -> bool:
    """Tell whether it is a part of the day told of: "at dawn", "in the evening", not "that evening" or "tonight"."""
    meaning = match.expression.meaning
    if not isinstance(meaning, Fields) or meaning.anchor is not Anchor.DISCOURSE or match.rule.startswith("that"):
        return False
    return meaning.part is not None and meaning.which == 0


def _that_one(dates: list[PartialDate], base: PartialDate, *, before: bool) -> PartialDate:
    """Return the one of several years that "that spring" means: in or of the year told, or the last one `before`.

    After a winter it is that of the year in which it ends; "lost in May to one whom she had led that September".
    """
    inside = [date for date in dates if base.earliest()[:3] <= date[:3] <= base.latest()[:3]]
    past = [date for date in dates if arithmetic.distance(base, date) < 0] if before else []
    if past and not inside:
        return max(past)
    year = base.year if base.granularity is not Granularity.SEASON else base.latest().year
    return (inside or [date for date in dates if date.year == year] or dates)[0]


def _is_current(shift: Shift) -> bool:
    """Tell whether it is the unit that is told of: "the week", "that month"."""
    return shift.anchor is Anchor.DISCOURSE and shift.number == 0


def _same_quarter_before(quarter: Quarter) -> Resolved:
    """Return the same quarter a year before, with its days where those of the quarter are known."""
    before, place = quarter.date._replace(year=quarter.date.year - 1), quarter.place
    if isinstance(place, Interval) and isinstance(place.start, PartialDate) and isinstance(place.end, PartialDate):
        place = Interval(*(arithmetic.same_day(day, -1, Granularity.YEAR) for day in (place.start, place.end)))
    elif isinstance(place, PartialDate):
        place = place._replace(year=place.year - 1)
    reason = f"the same quarter a year before {iso(quarter.date)}"
    return Resolved(before, "discourse", reason, quarter.date, place=place)


def _is_time(match: Match | None) -> bool:
    meaning = match.expression.meaning if match else None
    return isinstance(meaning, Fields) and fields_grain(meaning) <= Granularity.HOUR


_NO_MATCH = Match(0, 0, Expression(Fields()), "")
