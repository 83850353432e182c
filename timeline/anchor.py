"""Meaning + anchor + tense -> value, with the reason for it.

The document's own date (DCT) anchors what is counted from the time of writing; the date told before anchors
"two days later" and, in narratives, the days that name no year. What neither settles stays floating.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from functools import partial

from timeline import arithmetic, civil, direction, notation
from timeline.complete import Resolved, candidates, floating, impossible, in_year, iso, on_day, unanchored
from timeline.discourse import COMPARISONS, Discourse
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
)
from timeline.model import Match, Timex
from timeline.options import Order
from timeline.segment import is_item, item_end
from timeline.story import all_of
from timeline.tense import NO_TENSE, Tense, TenseEvidence
from timeline.timex import to_timex
from timeline.values import (
    DAYS_IN,
    MONTHS_IN,
    Duration,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Recurrence,
    Vague,
    Value,
    moment,
)

CARRIED_DAYS = 92
"""How soon after a stated date a day without a year must lie to belong to its year."""
CARRIED_BACK = 31
"""How soon before it."""
YEAR_DAYS = 366
"""How soon after it within one sentence."""
NEWS_MONTHS = 6
"""A stated date so close to the document's own says no more than that does."""
NEWS_DAYS = 14
"""How near to the document a date is told that belongs to its own days, and how far a story goes back."""
SOON = 4
"""So many days ahead in the same week a weekday is not the "next" one."""
YEAR_OVER = 3
"""Up to this month the year before is still reported on."""
LISTED_DAYS = 4
"""How soon after the first the second of two weekdays comes: "on Tuesday and Thursday"."""
CENTURY_AHEAD = 20
"""A year of two digits lies at most this many years after the document."""
EXPLICIT = Resolved(Vague.PAST, "explicit", "the words say all of it")

DEFINITE = frozenset({"the-n-units", "first-n-units", "last-n-units", "year-ended", "year-earlier-units"})
"""Lengths that are known already: "in the first six months" counts from nothing."""
_LEAD = re.compile(r"(?:\A|[.!?:][\"')\]”’]*\s|\n)\s*(?:\w+ ){0,2}\Z")
"""What stands before a date that leads its sentence: "In 1862", "Campaign of 1862"."""
_LONGEST_LEAD = 40
_STOP = re.compile(r"[.!?]\s|\n\s*\n|\s[-–—]{1,2}\s")
"""What may end a sentence, or a dateline; where in doubt, both dates count as told in one."""

TenseOf = Callable[[Match], TenseEvidence]


def anchor(
    text: str,
    matches: Sequence[Match],
    told: Discourse,
    tense_of: TenseOf,
    *,
    days: Container[int] = (),
    following: Match | None = None,
) -> list[Timex]:
    """Give each match its value, in the order of the text, by what was told before and is now told.

    `tense_of` is asked only where the value depends on the tense of the clause. `days` are the offsets of the
    dates that begin a diary's days; `following` is the match after the last one.
    """
    anchorer = _Anchorer(text, told, tense_of)
    timexes: list[Timex] = []
    all_matches = [*matches, following] if following else matches
    for match, after, year in zip(matches, [*matches[1:], following], _lent_years(all_matches), strict=False):
        unless = match.expression.unless_tense
        if unless and tense_of(match).tense == unless:
            continue
        if match.expression.near and not anchorer.is_near(match.expression.meaning):
            continue
        anchorer.lent_year = year
        told.turn_back(match.start)
        resolved = anchorer.resolve(match, after)
        timexes.append(to_timex(text, match, resolved))
        if _runs_backward(timexes):
            timexes[-2:] = (timex._replace(role="") for timex in timexes[-2:])
        told.tell(match, resolved, leads=isinstance(match.expression.meaning, Fields) and _leads(text, match.start))
        if match.start in days:
            told.turn_to(resolved.when)
        elif set(resolved.filled) <= {"century"} and (end := item_end(text, match.start)):
            told.turn_to(resolved.when, end)
    return timexes


def _leads(text: str, start: int) -> bool:
    return bool(_LEAD.search(text[max(0, start - _LONGEST_LEAD) : start]))


def _runs_backward(timexes: list[Timex]) -> bool:
    """Tell whether the last two are a range that ends before it starts: "1945-1939" is two dates."""
    if timexes[-1].role != "to" or len(timexes) < 2:
        return False
    start, end = timexes[-2].when, timexes[-1].when
    return isinstance(start, PartialDate) and isinstance(end, PartialDate) and moment(end) < moment(start)


class _Anchorer:
    """Resolves the expressions of one document in turn."""

    def __init__(self, text: str, told: Discourse, tense_of: TenseOf) -> None:
        self.text = text
        self.prefer = told.setting.prefer
        self.order = told.setting.order
        self.told = told
        self.tense_of = tense_of
        self.lent_year: int | None = None

    def resolve(self, match: Match, following: Match | None) -> Resolved:
        """Return the value of a match; `following` tells whether it is the first of a range of times."""
        if match.expression.ending is None:
            return self._resolve(match, following)
        end = self._date(match.expression.ending, match)
        if isinstance(end.when, PartialDate):
            self.lent_year = end.when.year
        return _up_to(self._resolve(match, following), end.when, match)

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
                return self._length(length, match)
            case meaning:
                return self._date(meaning, match)

    def _date(self, meaning: Fields | Shift | Nth | Within, match: Match) -> Resolved:
        match meaning:
            case Fields():
                return self._fields(meaning, match)
            case Shift():
                return self._shift(meaning, match)
            case Within(of=of, inner=inner):
                return _within(self._date(of, match), self._as_told(inner))
            case Nth(of=of, unit=unit):
                if of is None:
                    return unanchored(unit, "the words do not say of what")
                return _nth(meaning, self._date(of, match))

    # --- calendar fields -----------------------------------------------------------------------------------

    def _fields(self, fields: Fields, match: Match) -> Resolved:
        if fields.numeric is not None:
            return self._numeric(fields, *fields.numeric)
        if fields.short_year:
            return self._short_year(fields, fields.year or 0)
        fields = self._as_told(fields)
        if fields.year is not None:
            return in_year(fields, *self._in_era(fields, fields.year))
        if fields.which is not None:
            return self._which(fields, fields.which, match)
        if fields.month is None and fields.day is not None:
            return self._day_of_month(fields, fields.day, match)
        if fields.month is None and fields.weekday is not None:
            return self._weekday(fields, fields.weekday, match)
        if fields.month is None and fields.feast is None and fields_grain(fields) <= Granularity.DAYPART:
            return self._time(fields, match)
        return self._without_year(fields, match)

    def _as_told(self, fields: Fields) -> Fields:
        """Give "the 1988 quarter" the quarter told before, and "the same month last year" the month."""
        if fields.quarter == 0:
            quarter = self.told.quarter
            return fields._replace(quarter=quarter and (quarter.month + 2) // 3)
        if fields.month == 0:
            told = self.told.told
            return fields._replace(month=told.month if told and told.granularity <= Granularity.MONTH else None)
        return fields

    def is_near(self, meaning: Meaning) -> bool:
        """Tell whether a year lies near the dates told before it."""
        return isinstance(meaning, Fields) and meaning.year is not None and self.told.in_era(meaning.year) is not None

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

    def _short_year(self, fields: Fields, short: int) -> Resolved:
        """Put a year of two digits into the century that brings it closest to the document."""
        base = self.told.document or self.told.told
        if base is None:
            return unanchored(Granularity.YEAR, "no date tells the century")
        year = base.year - base.year % 100 + short
        year -= 100 * (year > base.year + CENTURY_AHEAD)
        reason = f"the century is the one that puts it at most {CENTURY_AHEAD} years after {iso(base)}"
        resolved = in_year(fields._replace(short_year=False), year, Resolved(Vague.PAST, "relative", reason, base))
        return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))

    def _which(self, fields: Fields, which: int, match: Match) -> Resolved:
        """Resolve "last Friday", "this summer", "next March", "the following spring"."""
        base, basis = self.told.base(fields.anchor)
        if base is None:
            return floating(fields)
        finest = Granularity.WEEK if fields.weekday is not None else Granularity.DAY
        if base.granularity > finest and fields.month is None and (fields.weekday or fields.part):
            if self.told.document is None or self._goes_on(match):
                return floating(fields)  # "that night" in a spring
            base, basis = self.told.document, "relative"
        side = ("the one that belongs to", "the one after", "the one before")[which]
        why = Resolved(base, basis, f"{side} {iso(base)}", base, ("year",))
        if fields.weekday is not None:
            chosen = self._which_weekday(fields.weekday, which, base, match)
            return on_day(fields, chosen, why._replace(filled=("week",)))
        if fields.part is not None and fields.month is None:
            day = arithmetic.move(base, which, Granularity.DAY) or base
            return on_day(fields, day, why._replace(filled=("year", "month", "day")))
        dates = candidates(fields, base.year)
        if not dates:
            return impossible(fields)
        if which == 0:
            return on_day(fields, next((d for d in dates if d.year == base.year), dates[0]), why)
        edge = base.latest() if which > 0 else base.earliest()
        ahead = [date for date in dates if arithmetic.distance(edge, date) * which > 0]
        return on_day(fields, min(ahead) if which > 0 else max(ahead), why)

    def _goes_on(self, match: Match) -> bool:
        """Tell whether a part of a day may lie in the month or year told before, rather than in the document's days."""
        if self.told.document and self.told.told and not arithmetic.distance(self.told.document, self.told.told):
            return False
        apart = self.told.recent and _STOP.search(self.text, self.told.recent[-1][0].end, match.start)
        return self.told.narrative or match.rule.startswith("that") or not apart

    def _which_weekday(self, weekday: int, which: int, base: PartialDate, match: Match) -> PartialDate:
        """Return "this Friday", "that Friday", or "next" or "last Friday", which are neither tomorrow nor yesterday.

        Of a day soon in the same week "next" means that of the week after; who means the coming one says "Friday".
        """
        told = self.tense_of(match) if which == 0 else NO_TENSE
        past = told.tense is Tense.PAST
        chosen = arithmetic.weekday_by(base, weekday, which, past=past, on_or_after=told.governed)
        if "apart-weekday" in match.rule:
            ahead = arithmetic.distance(base, chosen)
            same_week = weekday > civil.weekday(*base[:3]) and 0 < ahead <= SOON
            if same_week or ahead == which:
                return arithmetic.day(arithmetic.day_number(chosen) + 7 * which)
        return chosen

    def _weekday(self, fields: Fields, weekday: int, match: Match) -> Resolved:
        """Resolve a bare weekday: the document's own day, else by what stands over it."""
        base, basis = self._reference(match)
        if base and base.granularity > Granularity.DAY:
            base, basis = self.told.document, "nearest"
        start = self.told.range_start if match.expression.role == "to" else None
        if base is None or base.granularity > Granularity.DAY:
            return floating(fields)
        document = self.told.document
        if start and document and arithmetic.distance(document, start) < -7:
            start = None  # "from 14 September to Thursday", told weeks later
        if start or basis == "discourse":
            first = arithmetic.weekday_by(start or base, weekday, 0, past=False, on_or_after=True)
            why = Resolved(first, "discourse", f"the first from {iso(start or base)} on", start or base, ("week",))
            return on_day(fields, first, why)
        if self.told.listed and (listed := self._listed(fields, weekday, self.told.listed)):
            return listed
        if civil.weekday(*base[:3]) == weekday:
            reason = f"the weekday of the document date {iso(base)}"
            return on_day(fields, base, Resolved(base, "nearest", reason, base, ("week",)))
        if match.expression.relation == "since":
            last = arithmetic.weekday_by(base, weekday, -1, past=False)
            reason = f"the last one before the document date {iso(base)}; what it is since has been"
            return on_day(fields, last, Resolved(last, "nearest", reason, base, ("week",)))
        return direction.weekday(fields, weekday, base, partial(self.tense_of, match), self.prefer)

    def _listed(self, fields: Fields, weekday: int, first: PartialDate) -> Resolved | None:
        """Resolve the second of two weekdays that stand side by side, which comes soon after the first."""
        day = arithmetic.weekday_by(first, weekday, 1, past=False)
        if arithmetic.distance(first, day) > LISTED_DAYS:
            return None
        return on_day(fields, day, Resolved(day, "discourse", f"the next one after {iso(first)}", first, ("week",)))

    def _day_of_month(self, fields: Fields, day: int, match: Match) -> Resolved:
        """Resolve a day that names no month ("the 9th", "Monday the 26th"): in the month told, or next to it.

        Told within days of the document, it lies where its tense puts it: "I was away on the 28th", in a mail of
        6 March.
        """
        base, document = self._told(match) or self.told.document, self.told.document
        if base is None:
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
        fitting = [d for d in dates if fields.weekday in {None, civil.weekday(*d[:3])}] or dates
        if not fitting:
            return impossible(fields)
        if document and base is document:
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

    def _time(self, fields: Fields, match: Match) -> Resolved:
        """Resolve a time of day that names no day: that of the day told before it, else the document's.

        A day still to come does not hold what has happened: after "the next meeting is on 9 April", "closed at
        20:40" is the document's day.
        """
        grain = Granularity.DAY if self.told.narrative else Granularity.YEAR
        told, document = self._told(match, grain), self.told.document
        base = told if told and told.granularity <= Granularity.DAY else document
        if self.told.headed and is_item(self.text, match.start):  # "9:15 a.m. - Caller reports a fire"
            base = document
        ahead = document and base and base is told and arithmetic.distance(document, base) > 0
        if ahead and self.tense_of(match).tense is Tense.PAST:
            base = document
        behind = document and base and base is told and arithmetic.distance(document, base) < 0
        if behind and not self.told.narrative and self._is_to_come(match):
            base = document
        if base is None or base.granularity > Granularity.DAY:
            return floating(fields)
        day = arithmetic.floor(base, Granularity.DAY)
        basis = "discourse" if base is told else "relative"
        why = Resolved(day, basis, f"the day is that of {iso(day)}", base, ("year", "month", "day"))
        return on_day(fields, day, why)

    def _is_to_come(self, match: Match) -> bool:
        told = self.tense_of(match)
        return told.tense is Tense.FUTURE and told.governed and told.finite and not told.from_past

    def _without_year(self, fields: Fields, match: Match) -> Resolved:
        """Complete a month, a day and month, a season, a quarter or a feast by its year."""
        if beside := self._year_beside(match):
            return in_year(fields, *beside)
        base, basis = (self.told.document, "nearest") if self._is_news(fields) else self._reference(match)
        if match.expression.role == "to" and self.told.range_start:
            base, basis = self.told.range_start, "discourse"
        if basis != "discourse" and (carried := self._carried_on(fields, match)):
            return carried
        if base is None:
            return floating(fields)
        if base.granularity >= Granularity.YEAR:
            why = Resolved(base, basis, f"the year is that of {iso(base)}", base, ("year",))
            return in_year(fields, base.year, why)
        dates = candidates(fields, base.year)
        if not dates:
            return impossible(fields)
        if match.expression.relation == "since" and basis != "discourse":
            dates = [date for date in dates if arithmetic.distance(base, date) <= 0]
        if base is self.told.range_start:
            dates = [date for date in dates if date[:3] >= base[:3]]
        if basis == "discourse":
            at = self.told.story.at
            stretch = at if at and at.date is base else all_of(base)
            return direction.story(fields, stretch, dates, partial(self._goes_back, match))
        return direction.year(fields, base, dates, partial(self.tense_of, match), self.prefer)

    def _is_news(self, fields: Fields) -> bool:
        """Tell whether a day is one just before the document, told before all others: "died on 16 August, aged 91"."""
        document = self.told.document
        if document is None or self.told.told or fields.day is None:
            return False
        return any(-CARRIED_BACK <= arithmetic.distance(document, d) <= 0 for d in candidates(fields, document.year))

    def _year_beside(self, match: Match) -> tuple[int, Resolved] | None:
        """Return the year that stands with the date after it, or that the date before it names, and the reason."""
        if self.lent_year is not None:
            why = "the year stands with the date after it"
            return self.lent_year, EXPLICIT._replace(reason=why, filled=("year",))
        year = self.told.told if match.expression.role == "in" else None
        return year and (year.year, Resolved(year, "discourse", f"of {iso(year)}, named before it", year, ("year",)))

    def _told(self, match: Match, grain: Granularity = Granularity.YEAR) -> PartialDate | None:
        """Return the last date told, at least as fine as `grain`; but none told in passing: "which opened in 1890"."""
        for other, when in reversed(self.told.recent):
            if when.granularity <= grain and not self._is_over(other, match):
                return when
        return self.told.told

    def _is_over(self, other: Match, match: Match) -> bool:
        """Tell whether a date was told in passing, and that ends before `match`: "the king, crowned in 1820, ..."."""
        told = self.tense_of(other)
        if told.aside:
            here = self.tense_of(match)
            return told.offset != here.offset and not here.aside
        return (
            told.earlier and other.expression.relation != "by" and bool(_STOP.search(self.text, other.end, match.start))
        )

    def _reference(self, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date that completes a day without a year; what "will" happen lies after a history was written."""
        story = self.told.story
        if story.is_back and not self._is_before(match):
            story.come_back(lambda other: other.expression.relation == "since" or self._is_over(other, match))
        base, basis = self.told.reference()
        if basis == "discourse" and self.told.document and self._is_to_come(match):
            return self.told.document, "nearest"
        return base, basis

    def _goes_back(self, match: Match) -> bool:
        """Tell whether a date lies before the one told last, which is told as what happened then."""
        last = self.told.story.last
        return self._is_before(match) and not (last and self._is_before(last))

    def _is_before(self, match: Match) -> bool:
        """Tell whether a date lies before what is being told: "had been planned for 12 May", but not "by 12 May"."""
        return match.expression.relation != "by" and self.tense_of(match).earlier

    def _carried_on(self, fields: Fields, match: Match) -> Resolved | None:
        """Complete a day or month soon after a stated one by its year: "arrested on 3 May 2021, released on 5 May"."""
        stated = self.told.stated_before(match)
        if stated is None or fields.month is None or stated.granularity > Granularity.MONTH:
            return None
        told, document = self.tense_of(match), self.told.document
        if told.perfect or (told.tense not in {Tense.PAST, Tense.NONE} and not told.from_past):
            return None
        if document and arithmetic.months_between(stated, document) < NEWS_MONTHS:
            return None
        apart = told.tense is Tense.NONE or _STOP.search(self.text, self.told.stated_end, match.start)
        is_open = apart and not (told.tense is Tense.PAST and self._is_ahead(fields))
        reach = CARRIED_DAYS if is_open else YEAR_DAYS
        back = -1
        if stated.granularity <= Granularity.DAY:
            back = YEAR_DAYS if self._is_before(match) else CARRIED_BACK
        gaps = {d: arithmetic.distance(stated.latest(), d) for d in candidates(fields, stated.year)}
        soon = sorted((d for d, gap in gaps.items() if -back <= gap <= reach), key=lambda d: abs(gaps[d]))
        if not soon:
            return None
        why = Resolved(soon[0], "discourse", f"the closest to {iso(stated)}, told just before", stated, ("year",))
        return on_day(fields, soon[0], why)

    def _is_ahead(self, fields: Fields) -> bool:
        """Tell whether the closest day to the document is one after it, on which nothing has happened yet."""
        document = self.told.document
        gaps = [arithmetic.distance(document, d) for d in candidates(fields, document.year)] if document else []
        return bool(gaps) and min(gaps, key=abs) > 0

    # --- lengths of time -----------------------------------------------------------------------------------

    def _length(self, length: Length, match: Match) -> Resolved:
        """Resolve a duration; "the past two weeks", "in six months" and "within 14 days" also have a place."""
        duration, base = length.duration, self.told.document
        plain = Resolved(duration, "explicit", "a length of time, not a date")
        number, unit = duration.parts[0]
        if length.of is not None:
            return _from_day(plain, number or 0, unit or Granularity.DAY, self._date(length.of, match))
        if base is None or number is None or unit is None or len(duration.parts) > 1 or match.rule in DEFINITE:
            return plain
        if unit <= Granularity.HOUR:
            base = self.told.moment or base
        relation = match.expression.relation if length.direction is None else "direction"
        if relation in {"in", "within"} and self.tense_of(match).from_past:
            base = self.told.stated_before(match)  # "wrote on 5 May that she would pay within a week"
            if base is None or base.granularity > Granularity.DAY:
                return plain
        if relation == "in" and not self.tense_of(match).governed:
            return plain
        if relation == "within" and self.tense_of(match).tense is Tense.PAST:
            return plain
        steps = number * (length.direction or 1)
        is_deadline = relation == "within" or (relation == "direction" and unit <= Granularity.WEEK)
        moved = _far_end(base, steps, unit, by_day=is_deadline)
        if relation not in {"in", "within", "direction"} or moved is None:
            return plain
        reason = f"{'up to ' if relation != 'in' else ''}{_counted(Shift(steps, unit), base)}"
        whole = unit is Granularity.QUARTER and arithmetic.move(base, 1 if steps > 0 else -1, unit)
        ends = sorted((whole or base, moved), key=arithmetic.day_number)
        place = moved if relation == "in" else Interval(*ends)
        basis = "discourse" if base is self.told.stated else "relative"
        return plain._replace(place=place, basis=basis, reason=reason, anchor=base)

    # --- counted dates -------------------------------------------------------------------------------------

    def _shift(self, shift: Shift, match: Match) -> Resolved:
        if shift.number is None:
            to = Vague.PAST if shift.vague_sign < 0 else Vague.FUTURE
            return Resolved(to, "vague", "the words name no number")
        if match.rule in COMPARISONS and shift[:2] == (-1, Granularity.YEAR) and self.told.in_quarter_talk(match):
            return self._same_quarter_before()
        if shift.of is not None:
            return self._counted_from(shift, self._date(shift.of, match))
        current = shift.anchor is Anchor.DISCOURSE and shift.number == 0
        base, basis = self._current(shift.unit, match) if current else self.told.base(shift.anchor)
        if base is self.told.document and shift.unit <= Granularity.HOUR:
            base = self.told.moment
        if base is None:
            return unanchored(shift.unit)
        if current and shift.unit is Granularity.QUARTER and self.told.document:
            return self._the_quarter(self.told.document, match)
        if shift.unit < Granularity.MONTH and base.granularity > max(shift.unit, Granularity.DAY):
            return unanchored(shift.unit, f"{iso(base)} is too coarse to count {_units(2, shift.unit)} from")
        moved = arithmetic.move(base, shift.number, shift.unit)
        if moved is None:
            return Resolved(base, basis, f"less than a day from {iso(base)}", base)
        if shift.unit >= Granularity.DECADE and not match.rule.endswith("-unit"):
            moved = arithmetic.years_away(base, shift.number, shift.unit)
        return Resolved(moved, basis, _counted(shift, base), base)

    def _counted_from(self, shift: Shift, origin: Resolved) -> Resolved:
        """Count units from a date that the words name; of days and more, from day to day."""
        base, number, unit = origin.when, shift.number, shift.unit
        if not isinstance(base, PartialDate) or number is None:
            return origin
        if base.granularity is Granularity.DAY and unit is Granularity.WEEKEND and not number:
            base = arithmetic.day(arithmetic.day_number(base) - 2)  # that of a Monday or Tuesday lies before it
        if base.granularity is Granularity.DAY and unit is Granularity.WEEK and number:
            number, unit = number * 7, Granularity.DAY
        moved = arithmetic.move(base, number, unit)
        if moved is None:
            return origin
        if int(number) == number != 0 and moved.granularity > max(base.granularity, Granularity.WEEK):
            middle = arithmetic.day(sum(arithmetic.days(base)) // 2)
            moved = arithmetic.floor(arithmetic.same_day(middle, int(number), unit), base.granularity)
        return origin._replace(when=moved, reason=f"{_counted(Shift(number, unit), base)}; {origin.reason}")

    def _current(self, unit: Granularity, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date whose unit "the week", "the year" or "that month" means, and the basis it gives."""
        told, document = self._told(match), self.told.document
        coarse = told is not None and told.granularity > max(unit, Granularity.DAY)
        if told and not coarse and (self.told.narrative or "told-" in match.rule):
            return told, "discourse"
        if unit is Granularity.YEAR and document and (over := self._year_over(document, match)):
            return over, "discourse"
        if unit is Granularity.WEEKEND and document and self._lies_back(match):
            return arithmetic.day(arithmetic.day_number(document) - 7), "tense"
        return document, "relative"

    def _year_over(self, document: PartialDate, match: Match) -> PartialDate | None:
        """Return a date of the year that "the year" is early in the next one, when that has just been told of."""
        if document.month > YEAR_OVER or match.expression.mod == "START" or not self._lies_back(match):
            return None
        return PartialDate(document.year - 1) if document.year - 1 in self.told.years else None

    def _lies_back(self, match: Match) -> bool:
        evidence = self.tense_of(match)
        return not evidence.governed and evidence.tense not in {Tense.FUTURE, Tense.NONE}

    def _the_quarter(self, base: PartialDate, match: Match) -> Resolved:
        """Resolve "the quarter": the one told before, else the last that the document could report on."""
        if self.told.quarter and self.told.in_quarter_talk(match):
            return Resolved(self.told.quarter, "discourse", "the quarter told before", self.told.quarter)
        last = arithmetic.move(base, -1, Granularity.QUARTER) or base
        return Resolved(last, "relative", f"the last full quarter before {iso(base)}", base)

    def _same_quarter_before(self) -> Resolved:
        quarter = self.told.quarter
        assert quarter is not None  # noqa: S101  # there is talk of one
        before = quarter._replace(year=quarter.year - 1)
        place = self.told.quarter_place
        if isinstance(place, Interval) and isinstance(place.start, PartialDate) and isinstance(place.end, PartialDate):
            place = Interval(*(arithmetic.same_day(day, -1, Granularity.YEAR) for day in (place.start, place.end)))
        reason = f"the same quarter a year before {iso(quarter)}"
        return Resolved(before, "discourse", reason, quarter, place=place)


def _from_day(plain: Resolved, number: float, unit: Granularity, start: Resolved) -> Resolved:
    """Place a length of time on the days from its first: "3 days starting on Monday" end on Wednesday."""
    if not isinstance(start.when, PartialDate):
        return plain
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


def _up_to(resolved: Resolved, end: Value, match: Match) -> Resolved:
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
    reason = f"{number:g} {_units(number, unit)} up to {iso(end)}"
    return resolved._replace(when=when, place=Interval(first, last), basis="relative", reason=reason, anchor=end)


def _is_time(match: Match | None) -> bool:
    meaning = match.expression.meaning if match else None
    return isinstance(meaning, Fields) and fields_grain(meaning) <= Granularity.HOUR


def _within(outer: Resolved, inner: Fields) -> Resolved:
    """Put fields into a date that is already resolved: "June" into "last year"."""
    when = outer.when
    if isinstance(when, Floating):
        return floating(inner)
    if not isinstance(when, PartialDate):
        return outer
    if inner.weekday is not None and inner.which:
        return _beside(outer, when, inner.weekday, inner.which)
    if inner.weekday is not None and when.granularity is Granularity.WEEK:
        return on_day(inner, arithmetic.day(arithmetic.day_number(when) + inner.weekday - 1), outer)
    if inner.month is None and inner.day is not None and when.granularity is Granularity.MONTH:
        return in_year(inner._replace(month=when.month), when.year, outer)
    if inner.month is None and fields_grain(inner) <= Granularity.DAYPART:
        return on_day(inner, when, outer)
    return in_year(inner, when.year, outer)


def _beside(outer: Resolved, day: PartialDate, weekday: int, which: int) -> Resolved:
    """Return the weekday next to a day: "the Tuesday after Easter"."""
    if day.granularity > Granularity.DAY:
        return floating(Fields(weekday=weekday))
    reason = f"the {'first after' if which > 0 else 'last before'} {iso(day)}; {outer.reason}"
    return outer._replace(when=arithmetic.weekday_by(day, weekday, which, past=False), reason=reason)


def _nth(nth: Nth, outer: Resolved) -> Resolved:
    """Count units in a date that is already resolved: "the third week of March"."""
    if not isinstance(outer.when, PartialDate):
        return unanchored(nth.unit, outer.reason)
    found = arithmetic.nth_in(outer.when, nth.ordinal, nth.unit, nth.weekday)
    if found is None:
        return unanchored(nth.unit, "there are not so many")._replace(notes=("impossible-date",))
    return outer._replace(when=found, reason=f"counted in {iso(outer.when)}; {outer.reason}")


def _lent_years(matches: Sequence[Match]) -> list[int | None]:
    """Return for each match the year that a date after it lends it: the next one, or the last of a list."""
    lent: list[int | None] = [None] * len(matches)
    for at in range(len(matches) - 2, -1, -1):
        expression, following = matches[at].expression, matches[at + 1]
        lent[at] = _lent_year(expression, following)
        if lent[at] is None and expression.role == following.expression.role == "list":
            lent[at] = lent[at + 1]
    return lent


def _lent_year(expression: Expression, following: Match) -> int | None:
    """Return the year that the second of two dates lends the first: "from March to May 2011"."""
    meaning = expression.meaning
    if expression.role not in {"from", "list"} or not isinstance(meaning, Fields):
        return None
    other = following.expression.meaning
    if not isinstance(other, Fields) or other.year is None or other.short_year or meaning.year is not None:
        return None
    month_day = (meaning.month or 0, meaning.day or 0)
    wraps = expression.role == "from" and month_day > (other.month or 12, other.day or 31)
    return other.year - wraps


def _counted(shift: Shift, base: PartialDate) -> str:
    """Say how a date was counted: "3 weeks before 2019-08-26"."""
    number = shift.number or 0
    if not number:
        return f"the {_units(1, shift.unit)} of {iso(base)}"
    way = "before" if number < 0 else "after"
    return f"{abs(number):g} {_units(number, shift.unit)} {way} {iso(base)}"


def _units(number: float, unit: Granularity) -> str:
    return unit.name.lower() + ("s" if abs(number) != 1 else "")


_NO_MATCH = Match(0, 0, Expression(Fields()), "")
