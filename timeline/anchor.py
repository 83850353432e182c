"""Meaning + anchor + tense -> value, with the reason for it.

The document's own date (DCT) anchors what is counted from the time of writing; the date told before anchors
"two days later" and, in narratives, the days that name no year. What neither settles stays floating.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from timeline import arithmetic, civil, notation
from timeline.meaning import Anchor, Expression, Fields, Length, Meaning, Nth, Reference, Repeat, Shift, Within
from timeline.model import Match, Timex
from timeline.options import Order, Prefer
from timeline.tag import fields_grain
from timeline.tense import Tense, TenseEvidence
from timeline.values import (
    Bound,
    DayPart,
    Duration,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Qualifier,
    Recurrence,
    Vague,
    Value,
    bounds,
)

FAR_MONTHS = 11
"""A month that its tense puts this far away is read as the closest one instead."""
AHEAD_DAYS = 60
"""A day this far ahead of the document is read as the one before, unless a future stands over it."""
_COMPARISONS = {"units-ago", "units-earlier", "year-earlier", "year-earlier-period"}
"""The rules whose "a year" compares, in talk of quarters, the same quarter of two years."""
QUARTER_TALK = 500
"""How many characters back a quarter makes "a year earlier" mean the same quarter of the year before."""
ASIDE = 20
"""Years from the document within which a history speaks of its own present."""
CENTURY_AHEAD = 20
"""A year of two digits lies at most this many years after the document."""


class Setting(NamedTuple):
    """What a document gives to all its expressions."""

    document: PartialDate | None
    narrative: bool = False
    """Whether days without a year belong to the story rather than to the document."""
    story: PartialDate | None = None
    """Where a narrative begins, for the days told before its first year."""
    prefer: Prefer = Prefer.TENSE
    order: Order = Order.AUTO


class Resolved(NamedTuple):
    """A value and why it is this one."""

    when: Value
    basis: str
    reason: str
    anchor: PartialDate | None = None
    filled: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    value: str | None = None
    """The TIMEX3 value, where it says something else than `when`."""


TenseOf = Callable[[Match], TenseEvidence]


def anchor(text: str, matches: list[Match], setting: Setting, tense_of: TenseOf) -> list[Timex]:
    """Give each match its value, in the order of the text.

    `tense_of` is asked only where the direction depends on the tense.
    """
    teller = _Teller(setting, tense_of)
    timexes: list[Timex] = []
    for index, match in enumerate(matches):
        if match.expression.unless_tense and tense_of(match).tense == match.expression.unless_tense:
            continue
        following = matches[index + 1] if index + 1 < len(matches) else None
        resolved = teller.resolve(match, following)
        timexes.append(_timex(text, match, resolved))
        teller.tell(match, resolved)
    return timexes


class _Teller:
    """Resolves the expressions of one document in turn, and remembers what it has told."""

    def __init__(self, setting: Setting, tense_of: TenseOf) -> None:
        self.setting = setting
        self.moment = setting.document
        self.document = setting.document
        if setting.document and setting.document.granularity < Granularity.DAY:
            self.document = arithmetic.floor(setting.document, Granularity.DAY)
        self.tense_of = tense_of
        self.told: PartialDate | None = None
        self.story: PartialDate | None = setting.story
        self.quarter_end = -QUARTER_TALK
        self.quarter: PartialDate | None = None
        self.lent_year: int | None = None
        self.range_start: PartialDate | None = None

    def tell(self, match: Match, resolved: Resolved) -> None:
        """Remember a date, for what is counted from it."""
        when = resolved.when
        self.range_start = when if match.expression.role == "from" and isinstance(when, PartialDate) else None
        if isinstance(when, PartialDate) and not isinstance(match.expression.meaning, Length):
            if when.granularity is Granularity.QUARTER:
                self.quarter_end = match.end
                self.quarter = self.quarter if match.rule in _COMPARISONS else when
            if when.granularity <= Granularity.YEAR:
                self.told = when
                if resolved.basis in {"explicit", "discourse"}:
                    self._continue(when)

    def _continue(self, when: PartialDate) -> None:
        """Move the story on: to any day or month, but to a mere year only when that lies ahead of it.

        A year near the document's own, far from the story, is the writer's present and moves nothing.
        """
        story, document = self.story, self.document
        if story and document and abs(when.year - document.year) < ASIDE < abs(story.year - document.year):
            return
        if when.granularity <= Granularity.SEASON or story is None or when.year > story.year:
            self.story = when

    def resolve(self, match: Match, following: Match | None) -> Resolved:
        """Return the value of a match; `following` may lend it a year ("from March to May 2011")."""
        expression = match.expression
        self.lent_year = _lent_year(expression, following)
        match expression.meaning:
            case Reference(to=to):
                return Resolved(to, "vague", "the words name no date")
            case Repeat() as repeat:
                return _repeat(repeat)
            case Length() as length:
                return self._length(length)
            case meaning:
                return self._date(meaning, match)

    def _date(self, meaning: Fields | Shift | Nth | Within, match: Match) -> Resolved:
        match meaning:
            case Fields():
                return self._fields(meaning, match)
            case Shift():
                return self._shift(meaning, match)
            case Within(of=of, inner=inner):
                return self._within(self._date(of, match), inner, match)
            case Nth(of=of):
                return self._nth(meaning, None if of is None else self._date(of, match))

    # Anchors

    def _base(self, kind: Anchor) -> tuple[PartialDate | None, str]:
        """Return the date to count from, and the basis it gives."""
        if kind is Anchor.DISCOURSE and self.told:
            return self.told, "discourse"
        return self.document, "relative"

    def _reference(self) -> tuple[PartialDate | None, str]:
        """Return the date that completes a day without a year, and the basis it gives."""
        if self.setting.narrative and self.story:
            return self.story, "discourse"
        return self.document, "nearest"

    # Fields

    def _fields(self, fields: Fields, match: Match) -> Resolved:
        if fields.numeric is not None:
            return self._numeric(fields, fields.numeric)
        if fields.short_year:
            return self._short_year(fields)
        if fields.quarter == 0:
            quarter = self.quarter and (self.quarter.month + 2) // 3
            fields = fields._replace(quarter=quarter)
        if fields.year is not None:
            return _complete(fields, fields.year, Resolved(Vague.PAST, "explicit", "the words say all of it"))
        if fields.which is not None:
            return self._which(fields, fields.which, match)
        if fields.weekday is not None and fields.month is None and fields.day is None:
            return self._weekday(fields, fields.weekday, match)
        if fields.day is not None and fields.month is None:
            return self._day_of_month(fields, fields.day, match)
        if fields_grain(fields) <= Granularity.DAYPART and fields.month is None and fields.feast is None:
            return self._time(fields)
        return self._without_year(fields, match)

    def _numeric(self, fields: Fields, numbers: tuple[int, int, int]) -> Resolved:
        """Read three numbers by the order that is given, or the only one that is a date."""
        first, second, year = numbers
        readings = {
            order: fields._replace(numeric=None, day=day, month=month, year=year)
            for order, day, month in ((Order.DMY, first, second), (Order.MDY, second, first))
            if 1 <= month <= 12 and 1 <= day <= 31
        }
        if not readings:
            return Resolved(Floating(), "unanchored", "no order of the three numbers is a date", notes=("impossible-date",))
        order = self.setting.order if self.setting.order in readings else next(reversed(readings))
        chosen = readings.pop(order)
        notes, alternatives = (), ()
        if readings and self.setting.order is Order.AUTO and first != second:
            other = next(iter(readings.values()))
            notes = ("ambiguous-order",)
            alternatives = (f"{other.year:04}-{other.month:02}-{other.day:02}: day and month the other way round",)
        resolved = self._fields(chosen._replace(short_year=year < 100), _NO_MATCH)
        return resolved._replace(notes=(*notes, *resolved.notes), alternatives=alternatives)

    def _short_year(self, fields: Fields) -> Resolved:
        """Put a year of two digits into the century that keeps it closest behind the document."""
        short = fields.year or 0
        if self.document is None and not self.told:
            return Resolved(Floating(granularity=Granularity.YEAR), "unanchored", "no date tells the century")
        base = (self.document or self.told or PartialDate(0)).year
        year = base - base % 100 + short
        year -= 100 * (year > base + CENTURY_AHEAD)
        start = Resolved(Vague.PAST, "relative", f"the century is the one that puts it closest before {base + CENTURY_AHEAD}")
        resolved = _complete(fields._replace(short_year=False), year, start)
        return resolved._replace(filled=("century",), notes=("assumed-century", *resolved.notes))

    def _which(self, fields: Fields, which: int, match: Match) -> Resolved:
        """Resolve "last Friday", "this summer", "next March", "the following spring"."""
        base, basis = self._base(fields.anchor)
        if base is None:
            return _floating(fields)
        if fields.part is not None and fields.weekday is None and fields.month is None:
            shifted = arithmetic.move(base, which, Granularity.DAY) or base
            return _complete_day(fields, shifted, Resolved(shifted, basis, f"counted from {_iso(base)}", base))
        said = {-1: "the one before", 0: "the one that belongs to", 1: "the one after"}[which]
        reason = f"{said} {_iso(base)}"
        if fields.weekday is not None:
            number = arithmetic.day_number(base)
            monday = number - (number - 1) % 7
            same = monday + fields.weekday - 1
            if which == 0:
                chosen = same if self.tense_of(match).tense is not Tense.PAST or same <= number else same - 7
            elif which < 0:
                chosen = same if same < number else same - 7
            else:
                chosen = same if same > number else same + 7
            when = arithmetic.day(chosen)
            return _complete_day(fields, when, Resolved(when, basis, reason, base, ("week",)))
        candidates = _candidates(fields, base.year)
        if not candidates:
            return _impossible(fields)
        if which == 0:
            chosen_date = next((c for c in candidates if c.year == base.year), candidates[0])
        elif which < 0:
            chosen_date = max(c for c in candidates if arithmetic.distance(base, c) < 0)
        else:
            chosen_date = min(c for c in candidates if arithmetic.distance(base, c) > 0)
        return _complete_day(fields, chosen_date, Resolved(chosen_date, basis, reason, base, ("year",)))

    def _weekday(self, fields: Fields, weekday: int, match: Match) -> Resolved:
        """Resolve a bare weekday: the document's own day, the next one under a future, else the most recent."""
        base, _ = self._reference()
        if base and base.granularity > Granularity.DAY:
            base = self.document
        if base is None or base.granularity > Granularity.DAY:
            return _floating(fields)
        number = arithmetic.day_number(base)
        back = (number - weekday) % 7
        if self.range_start and match.expression.role == "to":
            number = arithmetic.day_number(self.range_start)
            when = arithmetic.day(number + (weekday - number) % 7)
            return _complete_day(fields, when, Resolved(when, "discourse", "the first after the start of the range", self.range_start, ("week",)))
        recent, coming = arithmetic.day(number - back), arithmetic.day(number - back + 7 * (back > 0))
        if base is self.story and base is not None:
            return _complete_day(fields, coming, Resolved(coming, "discourse", f"the first from {_iso(base)} on", base, ("week",)))
        if back == 0:
            start = Resolved(recent, "nearest", f"the weekday of the document date {_iso(base)}", base, ("week",))
            return _complete_day(fields, recent, start)
        evidence = self.tense_of(match)
        ahead = _looks_ahead(self.setting.prefer, evidence.governed, -back, 7 - back)
        chosen, other = (coming, recent) if ahead else (recent, coming)
        reason = f"the {'next' if ahead else 'most recent'} one from the document date {_iso(base)}; {_told_by(self.setting.prefer, evidence)}"
        alternatives = (f"{_iso(other)}: {'no future stands over it' if not ahead else 'a future stands over it'}",)
        return _complete_day(fields, chosen, Resolved(chosen, "tense", reason, base, ("week",), (), alternatives))

    def _day_of_month(self, fields: Fields, day: int, match: Match) -> Resolved:
        """Resolve a day that names no month ("the 9th", "Monday the 26th")."""
        base = self.told or self.document
        if base is None:
            return _floating(fields)
        candidates = [
            PartialDate(year, month, day, granularity=Granularity.DAY)
            for year, month in (civil.add_months(base.year, base.month, step) for step in (-1, 0, 1))
            if civil.is_date(year, month, day)
        ]
        if fields.weekday is not None:
            candidates = [c for c in candidates if civil.weekday(*c[:3]) == fields.weekday] or candidates
        same = [c for c in candidates if (c.year, c.month) == (base.year, base.month)]
        chosen = (same or candidates)[0] if base.granularity is Granularity.MONTH or same else min(
            candidates, key=lambda c: abs(arithmetic.distance(base, c))
        )
        reason = f"the month is that of {_iso(base)}"
        return _complete_day(fields, chosen, Resolved(chosen, "discourse", reason, base, ("year", "month")))

    def _time(self, fields: Fields) -> Resolved:
        """Resolve a time of day that names no day: that of the day told before it, else the document's."""
        base = self.told if self.told and self.told.granularity <= Granularity.DAY else self.document
        if base is None or base.granularity > Granularity.DAY:
            return _floating(fields)
        day = arithmetic.floor(base, Granularity.DAY)
        basis = "discourse" if base is self.told else "relative"
        return _complete_day(fields, day, Resolved(day, basis, f"the day is that of {_iso(day)}", base, ("year", "month", "day")))

    def _without_year(self, fields: Fields, match: Match) -> Resolved:
        """Complete a month, a day and month, a season, a quarter or a feast by its year."""
        if self.lent_year is not None:
            return self._lent(fields, match, self.lent_year)
        base, basis = self._reference()
        if base is None:
            return _floating(fields)
        if self.range_start and match.expression.role == "to":
            base, basis = self.range_start, "discourse"
            later = [c for c in _candidates(fields, base.year) if arithmetic.day_number(c) >= arithmetic.day_number(base)]
            if later:
                return _complete_day(fields, later[0], Resolved(later[0], basis, f"the first after {_iso(base)}", base, ("year",)))
        if base.granularity >= Granularity.YEAR:
            reason = f"the year is that of {_iso(base)}"
            return _complete(fields, base.year, Resolved(base, basis, reason, base, ("year",)))
        candidates = _candidates(fields, base.year)
        if not candidates:
            return _impossible(fields)
        if basis == "discourse":
            chosen = min(candidates, key=lambda c: _story_distance(base, c))
            reason = f"the closest to {_iso(base)}, told before"
            return _complete_day(fields, chosen, Resolved(chosen, basis, reason, base, ("year",)))
        return self._by_tense(fields, match, base, candidates)

    def _by_tense(self, fields: Fields, match: Match, base: PartialDate, candidates: list[PartialDate]) -> Resolved:
        """Choose the year of a date by the policy of its kind: months by tense, days by nearness."""
        past = max((c for c in candidates if arithmetic.distance(base, c) <= 0), key=arithmetic.day_number)
        future = min((c for c in candidates if arithmetic.distance(base, c) >= 0), key=arithmetic.day_number)
        back, ahead = arithmetic.distance(base, past), arithmetic.distance(base, future)
        nearest = future if ahead < -back else past
        prefer = self.setting.prefer
        evidence = self.tense_of(match)
        is_day = fields.day is not None or fields.feast is not None
        is_period = fields.quarter is not None or fields.half is not None
        directed = evidence.tense is Tense.PAST or evidence.governed
        if prefer is not Prefer.TENSE:
            chosen = {Prefer.PAST: past, Prefer.FUTURE: future, Prefer.NEAREST: nearest}[prefer]
            basis, why = "nearest", f"--prefer {prefer}"
        elif is_day:
            overruled = nearest is future and ahead > AHEAD_DAYS and not evidence.governed
            chosen = past if overruled else nearest
            basis = "tense" if overruled else "nearest"
            why = _told_by(prefer, evidence) if overruled else "a day and month is read as the closest one"
        elif directed and not is_period:
            chosen = past if evidence.tense is Tense.PAST else future
            basis, why = "tense", _told_by(prefer, evidence)
            if abs(arithmetic.months_between(base, chosen)) >= FAR_MONTHS:
                chosen, basis, why = nearest, "nearest", f"{why}, but that lies almost a year away"
        else:
            chosen, basis, why = nearest, "nearest", "no tense tells the direction"
        kind = {True: "the nearest", False: "the most recent" if chosen is past else "the next"}[basis == "nearest"]
        reason = f"no year is said: {kind} from the document date {_iso(base)}; {why}"
        alternatives = tuple(f"{_iso(c)}: {why}" for c in (past, future) if c != chosen)
        return _complete_day(fields, chosen, Resolved(chosen, basis, reason, base, ("year",), (), alternatives))

    def _lent(self, fields: Fields, match: Match, year: int) -> Resolved:
        reason = "the year stands with the date after it"
        return _complete(fields, year, Resolved(Vague.PAST, "explicit", reason, None, ("year",)))

    # Counted dates

    def _shift(self, shift: Shift, match: Match) -> Resolved:
        base, basis = self._base(shift.anchor)
        if shift.unit <= Granularity.HOUR and base is self.document:
            base = self.moment
        if shift.number is None:
            return self._vague_shift(shift)
        if shift.anchor is Anchor.DISCOURSE and shift.number == 0:
            base, basis = self._current(shift.unit, match)
        if base is None:
            return Resolved(Floating(granularity=shift.unit), "unanchored", "there is no date to count from")
        if shift.unit is Granularity.YEAR and shift.number == -1 and match.rule in _COMPARISONS and self._in_quarter_talk(match):
            return self._same_quarter_before(base)
        if shift.unit is Granularity.QUARTER and shift.number == 0 and match.rule == "the-unit" and basis == "relative":
            return self._the_quarter(base, match)
        if base.granularity > shift.unit and base.granularity > Granularity.DAY and self.document and shift.number == 0:
            base, basis = self.document, "relative"
        if base.granularity > shift.unit and base.granularity > Granularity.DAY and shift.unit < Granularity.MONTH:
            return Resolved(
                Floating(granularity=shift.unit), "unanchored", f"{_iso(base)} is too coarse to count {shift.unit.name.lower()}s from"
            )
        moved = arithmetic.move(base, shift.number, shift.unit)
        if moved is None:
            return Resolved(arithmetic.floor(base, base.granularity), basis, f"less than a day from {_iso(base)}", base)
        if moved.granularity in {Granularity.DECADE, Granularity.CENTURY} and abs(shift.number) >= 1 and match.rule.startswith("units"):
            moved = PartialDate(base.year + int(shift.number) * (10 if moved.granularity is Granularity.DECADE else 100))
        count = abs(shift.number)
        unit = shift.unit.name.lower() + ("s" if count != 1 else "")
        way = "before" if shift.number < 0 else "after"
        reason = f"the {unit} of {_iso(base)}" if not count else f"{count:g} {unit} {way} {_iso(base)}"
        return Resolved(moved, basis, reason, base)

    def _current(self, unit: Granularity, match: Match) -> tuple[PartialDate | None, str]:
        """Return the date whose unit "the week", "the year" or "that month" means."""
        narrative = self.setting.narrative or match.rule.startswith("told")
        if narrative and self.told:
            return self.told, "discourse"
        if unit is Granularity.WEEKEND and self.document:
            ahead = self.tense_of(match).tense is Tense.FUTURE
            return arithmetic.day(arithmetic.day_number(self.document) - 7 * (not ahead)), "tense"
        return self.document, "relative"

    def _the_quarter(self, base: PartialDate, match: Match) -> Resolved:
        """Resolve "the quarter": the one told before, else the last that the document could report on."""
        if self.quarter and self._in_quarter_talk(match):
            return Resolved(self.quarter, "discourse", "the quarter told before", self.quarter)
        last = arithmetic.move(base, -1, Granularity.QUARTER) or base
        return Resolved(last, "relative", f"the last full quarter before {_iso(base)}", base)

    def _in_quarter_talk(self, match: Match) -> bool:
        return self.quarter is not None and match.start - self.quarter_end < QUARTER_TALK

    def _same_quarter_before(self, base: PartialDate) -> Resolved:
        quarter = self.quarter or base
        before = quarter._replace(year=quarter.year - 1)
        return Resolved(before, "discourse", f"the same quarter a year before {notation.to_timex3(quarter)}", quarter)

    def _vague_shift(self, shift: Shift) -> Resolved:
        when = Vague.PAST if shift.vague_sign < 0 else Vague.FUTURE
        return Resolved(when, "vague", "the words name no number")

    def _within(self, outer: Resolved, inner: Fields, match: Match) -> Resolved:
        """Put fields into a date that is already resolved: "June" into "last year"."""
        when = outer.when
        if not isinstance(when, PartialDate):
            return outer._replace(when=_floating(inner).when, basis="unanchored") if isinstance(when, Floating) else outer
        if inner.weekday is not None and when.granularity is Granularity.WEEK:
            day = arithmetic.day(arithmetic.day_number(when) + inner.weekday - 1)
            return _complete_day(inner, day, outer)
        if fields_grain(inner) <= Granularity.DAYPART and inner.month is None:
            return _complete_day(inner, when, outer)
        return _complete(inner, when.year, outer)

    def _nth(self, nth: Nth, outer: Resolved | None) -> Resolved:
        if outer is None or not isinstance(outer.when, PartialDate):
            return Resolved(Floating(granularity=nth.unit), "unanchored", "the words do not say of what")
        found = arithmetic.nth_in(outer.when, nth.ordinal, nth.unit, nth.weekday)
        if found is None:
            return Resolved(Floating(granularity=nth.unit), "unanchored", "there are not so many", notes=("impossible-date",))
        return outer._replace(when=found, reason=f"counted in {_iso(outer.when)}; {outer.reason}")

    def _length(self, length: Length) -> Resolved:
        return Resolved(length.duration, "explicit", "a length of time, not a date")


def _repeat(repeat: Repeat) -> Resolved:
    of = repeat.of if isinstance(repeat.of, Duration) else _floating(repeat.of).when
    assert isinstance(of, Duration | Floating)  # noqa: S101  # _floating makes nothing else
    return Resolved(Recurrence(of, repeat.quant, repeat.freq), "explicit", "a time that repeats")


def _lent_year(expression: Expression, following: Match | None) -> int | None:
    """Return the year that the second of two dates lends the first: "from March to May 2011"."""
    meaning = expression.meaning
    if not following or not expression.role or expression.role == "to" or not isinstance(meaning, Fields):
        return None
    other = following.expression.meaning
    if not isinstance(other, Fields) or other.year is None or other.short_year or meaning.year is not None:
        return None
    wraps = expression.role == "from" and (meaning.month or 0, meaning.day or 0) > (other.month or 12, other.day or 31)
    return other.year - wraps


def _story_distance(story: PartialDate, date: PartialDate) -> float:
    """Return how far a date lies from the last one told; a story goes on rather than back."""
    days = arithmetic.distance(story, date)
    return days if days >= 0 else -1.3 * days


def _candidates(fields: Fields, year: int) -> list[PartialDate]:
    """Return the dates of the fields in the year before, in `year` and in the year after; those that exist."""
    reach = 8 if (fields.month, fields.day) == (2, 29) else 2
    placed = (arithmetic.place(fields, year + step) for step in range(-reach, reach + 1))
    return [date for date in placed if date]


def _complete(fields: Fields, year: int, resolved: Resolved) -> Resolved:
    """Place the fields in a year, and report a day that does not exist."""
    date = arithmetic.place(fields, year)
    if date is None:
        return _impossible(fields._replace(year=year))
    return _complete_day(fields, date, resolved)


def _complete_day(fields: Fields, date: PartialDate, resolved: Resolved) -> Resolved:
    """Add the time of day, and note a weekday that contradicts the date."""
    notes = resolved.notes
    if fields.weekday is not None and fields.day is not None and civil.weekday(*date[:3]) != fields.weekday:
        notes = (*notes, "weekday-mismatch")
    value = None
    if fields.part is not None and fields.hour is None:
        date = date._replace(granularity=Granularity.DAYPART, part=fields.part)
    elif fields.hour is not None:
        grain = Granularity.SECOND if fields.second is not None else Granularity.MINUTE
        grain = Granularity.HOUR if fields.minute is None else grain
        second = fields.second or 0
        if second == 60:
            second, notes = 59, (*notes, "leap-second")
        timed = date._replace(
            hour=fields.hour, minute=fields.minute or 0, second=second, granularity=grain, offset=fields.offset
        )
        if fields.hour == 24:
            value = notation.to_timex3(timed)
            after = arithmetic.day(arithmetic.day_number(date) + 1)
            timed = timed._replace(year=after.year, month=after.month, day=after.day, hour=0)
        date = timed
    return resolved._replace(when=date, notes=notes, value=value)


def _impossible(fields: Fields) -> Resolved:
    """Keep an impossible day as what it says, without a place; a Julian leap day keeps its month."""
    if fields.year is not None and fields.month == 2 and fields.day == 29 and fields.year % 4 == 0:
        month = PartialDate(fields.year, 2, granularity=Granularity.MONTH)
        return Resolved(month, "explicit", "a leap day of the Julian calendar", notes=("julian-possible",))
    when = Floating(fields.month or 0, fields.day or 0)
    return Resolved(when, "unanchored", "the calendar has no such day", notes=("impossible-date",))


def _floating(fields: Fields) -> Resolved:
    """Return the fields as they were said, for want of a date to complete them from."""
    month = fields.month or 0
    grain = fields_grain(fields)
    if fields.season is not None:
        month = fields.season * 3 - 60
    elif fields.quarter is not None:
        month = fields.quarter * 3 - 2
    elif fields.half is not None:
        month = fields.half * 6 - 5
    when = Floating(
        month,
        fields.day or 0,
        fields.weekday or 0,
        fields.hour,
        fields.minute,
        fields.second,
        grain,
        fields.part,
        fields.offset,
    )
    return Resolved(when, "unanchored", "there is no date to complete it from")


def _looks_ahead(prefer: Prefer, governed: bool, back: int, ahead: int) -> bool:  # noqa: FBT001
    match prefer:
        case Prefer.TENSE:
            return governed
        case Prefer.NEAREST:
            return ahead < -back
        case _:
            return prefer is Prefer.FUTURE


def _told_by(prefer: Prefer, evidence: TenseEvidence) -> str:
    if prefer is not Prefer.TENSE:
        return f"--prefer {prefer}"
    if evidence.tense is Tense.NONE:
        return "the clause has no finite verb"
    return f'the clause is {evidence.tense} ("{evidence.word}")'


def _iso(date: PartialDate) -> str:
    return notation.to_timex3(date)


def _timex(text: str, match: Match, resolved: Resolved) -> Timex:
    expression = match.expression
    plain = resolved.when
    qualified = plain
    if expression.mod == "APPROX" and isinstance(plain, PartialDate):
        qualified = plain._replace(qualifier=Qualifier.APPROXIMATE)
    when, mod = _opened(qualified, expression)
    return Timex(
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        type=notation.timex3_type(plain),
        value=resolved.value or notation.to_timex3(plain),
        mod=mod,
        edtf=notation.to_edtf(when),
        rule=match.rule,
        reason=resolved.reason,
        when=when,
        basis=resolved.basis,
        anchor=resolved.anchor and _iso(resolved.anchor),
        filled=resolved.filled,
        quant=plain.quant if isinstance(plain, Recurrence) else None,
        freq=plain.freq if isinstance(plain, Recurrence) else None,
        role=expression.role if expression.role in {"from", "to"} else "",
        notes=resolved.notes,
        alternatives=resolved.alternatives,
    )


_RELATION_MODS = {"since": "ON_OR_AFTER", "until": "ON_OR_BEFORE", "by": "ON_OR_BEFORE", "before": "BEFORE", "after": "AFTER"}


def _opened(when: Value, expression: Expression) -> tuple[Value, str | None]:
    """Return the open interval that "since", "until" or "before" makes of a date, and its TIMEX3 mod."""
    relation = expression.relation
    if not isinstance(when, PartialDate) or relation not in _RELATION_MODS or expression.role:
        return when, expression.mod
    mod = expression.mod or _RELATION_MODS[relation]
    match relation:
        case "since":
            return Interval(when, Bound.OPEN), mod
        case "before":
            last = arithmetic.day(arithmetic.day_number(when.earliest()) - 1)
            return Interval(Bound.OPEN, last), mod
        case "after":
            first = arithmetic.day(arithmetic.day_number(when.latest()) + 1)
            return Interval(first, Bound.OPEN), mod
        case _:
            return Interval(Bound.OPEN, when), mod


_NO_MATCH = Match(0, 0, Expression(Fields()), "")
