"""Forward or back: which April, which Friday a text means that names no year and no week.

The policy per kind of date was measured on TimeBank and AQUAINT: weekdays look back unless a future stands
over them, months follow the tense, days and months are the closest ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline import arithmetic, civil
from timeline.anchor.complete import Resolved, iso, on_day
from timeline.anchor.story import Stretch
from timeline.meaning import Fields
from timeline.options import Prefer
from timeline.tense import Tense, TenseEvidence
from timeline.values import Granularity, PartialDate

AskTense = Callable[[], TenseEvidence]
"""Reading the tense costs more than all the rest, so it is asked only where it decides."""
FAR_MONTHS = 11
"""A month that its tense puts this far away is read as the closest one instead."""
AHEAD_DAYS = 60
"""A day this far ahead of the document is read as the one before, unless a future stands over it."""
BEHIND_DAYS = 30
"""A day this far behind it is read as the next one under a future; less may be a text that comes late."""
REPORTING_DAYS = 92
"""So long after a quarter its results may still be to come."""
SOON_DAYS = 31
"""How soon after the date told last a day lies that is not looked for before it, though it "had been"."""
STORY_GOES_ON = 2
"""How much nearer a day before the story must be than one after it."""


def weekday(fields: Fields, number: int, base: PartialDate, tense: AskTense, prefer: Prefer) -> Resolved:
    """Choose the weekday (ISO number) next to the document date `base`, which is another weekday."""
    back = (arithmetic.day_number(base) - number) % 7
    recent, coming = (arithmetic.day(arithmetic.day_number(base) + days) for days in (-back, 7 - back))
    told_by = f"--prefer {prefer}"
    match prefer:
        case Prefer.TENSE:
            evidence = tense()
            ahead, told_by = evidence.governed, _told_by(evidence)
        case Prefer.NEAREST:
            ahead = 7 - back < back
        case _:
            ahead = prefer is Prefer.FUTURE
    chosen, other = (coming, recent) if ahead else (recent, coming)
    which, against = ("next", "a future stands over it") if ahead else ("most recent", "no future stands over it")
    reason = f"the {which} one from the document date {iso(base)}; {told_by}"
    alternatives = (f"{iso(other)}: {against}",)
    return on_day(fields, chosen, Resolved(chosen, "tense", reason, base, ("week",), alternatives=alternatives))


def year(
    fields: Fields, base: PartialDate, dates: Sequence[PartialDate], tense: AskTense, prefer: Prefer, *, inside: bool
) -> Resolved:
    """Choose among the same fields of several years, `dates`, by the document date `base`.

    `inside` tells that something lies in the date: "in the second half", not "second-half results".
    """
    here = arithmetic.day_number(base)
    past = max(date for date in dates if arithmetic.days(date)[0] <= here)
    future = min((date for date in dates if arithmetic.days(date)[1] >= here), default=past)
    if fitting := _by_weekday(fields, past, future, tense):
        reason = "no year is said: in that year the day of the month has that weekday"
        return on_day(fields, fitting, Resolved(fitting, "nearest", reason, base, ("year",)))
    if prefer is Prefer.TENSE:
        chosen, basis, why = _by_kind(fields, base, past, future, tense, inside=inside)
    else:
        closest = _closest(base, past, future)
        chosen = {Prefer.PAST: past, Prefer.FUTURE: future, Prefer.NEAREST: closest}[prefer]
        basis, why = "nearest", f"--prefer {prefer}"
    which = "closest one" if basis == "nearest" else "most recent one" if chosen is past else "next one"
    reason = f"no year is said: the {which} from the document date {iso(base)}; {why}"
    alternatives = tuple(f"{iso(date)}: {why}" for date in (past, future) if date != chosen)
    return on_day(fields, chosen, Resolved(chosen, basis, reason, base, ("year",), alternatives=alternatives))


def _by_weekday(fields: Fields, past: PartialDate, future: PartialDate, tense: AskTense) -> PartialDate | None:
    """Return the one of two days that has the weekday that is said, but none that has passed under a future."""
    if fields.weekday is None or fields.day is None:
        return None
    fitting = [date for date in (past, future) if civil.weekday(*date[:3]) == fields.weekday]
    return fitting[0] if len(fitting) == 1 and (fitting[0] is future or not tense().governed) else None


def _by_kind(
    fields: Fields, base: PartialDate, past: PartialDate, future: PartialDate, tense: AskTense, *, inside: bool
) -> tuple[PartialDate, str, str]:
    """Return the chosen date, its basis and the reason, by the policy of its kind."""
    closest = _closest(base, past, future)
    if past == future:
        lies = arithmetic.distance(base, past) == 0
        return closest, "nearest", "the document date lies in it" if lies else "none after that can be meant"
    if fields.quarter is not None or fields.half is not None:
        reporting = 0 if fields.half is not None and inside else REPORTING_DAYS
        return _part_of_year(base, past, future, tense, reporting)
    if fields.day is not None or fields.feast is not None:
        ahead = arithmetic.distance(base, future)
        if closest is future and ahead > 0 and not (told := tense()).governed and (ahead > AHEAD_DAYS or told.happened):
            return past, "tense", f"no future stands over it; {_told_by(told)}"
        behind = arithmetic.distance(past, base)
        if closest is past and behind > BEHIND_DAYS and _looks_ahead(told := tense(), behind):
            return future, "tense", _told_by(told)
        return closest, "nearest", "a day and month is read as the closest one"
    evidence = tense()
    told_by = _told_by(evidence)
    ahead = evidence.tense is Tense.FUTURE or (evidence.tense is Tense.PRESENT and inside)  # "sits in September"
    if evidence.tense is not Tense.PAST and not (evidence.governed and ahead):
        return closest, "nearest", told_by
    chosen = past if evidence.tense is Tense.PAST else future
    if abs(arithmetic.months_between(base, chosen)) >= FAR_MONTHS and not evidence.happened:
        return closest, "nearest", f"{told_by}, but that lies almost a year away"
    return chosen, "tense", told_by


def _looks_ahead(told: TenseEvidence, behind: int) -> bool:
    """Tell what will be on a day from what has been: "will vote on 5 November", "go to the polls on 5 November"."""
    is_plan = told.tense is Tense.PRESENT and told.governed and told.of_verb
    return told.tense is Tense.FUTURE or (is_plan and behind > AHEAD_DAYS)


def _part_of_year(
    base: PartialDate, past: PartialDate, future: PartialDate, tense: AskTense, reporting: int
) -> tuple[PartialDate, str, str]:
    """Return a quarter or half: the closest, unless its clause forbids; for days it may still "be reported"."""
    closest = _closest(base, past, future)
    if closest is future and (told := tense()).tense is Tense.PAST:
        return past, "tense", _told_by(told)
    if closest is past and arithmetic.distance(past.latest(), base) > reporting:
        told = tense()
        if told.governed and (told.tense is Tense.FUTURE or (told.tense is Tense.PRESENT and told.of_verb)):
            return future, "tense", _told_by(told)
    return closest, "nearest", "a part of a year is read as the closest one"


def story(
    fields: Fields, at: Stretch, dates: Sequence[PartialDate], had_been: Callable[[], bool], *, goes_on: bool
) -> Resolved:
    """Choose the date closest to the time that is told of.

    A story goes on rather than back, from a season never a year; but what `had_been` before lies before it. Where
    it `goes_on` for sure ("by October"), nothing before it is meant; else that it goes back a year is doubted.
    """
    base = at.date
    if base.granularity > Granularity.MONTH:
        dates = [date for date in dates if date.year >= base.year] or dates
    if goes_on:
        dates = [date for date in dates if arithmetic.distance(base, date) >= 0] or dates

    def cost(date: PartialDate) -> float:
        days = arithmetic.distance(base, date)
        if days < 0:
            return -STORY_GOES_ON * days
        return 0 if arithmetic.distance(at.last, date) <= 0 else max(arithmetic.distance(at.end, date), 0)

    chosen = min(dates, key=cost)
    before = [date for date in dates if arithmetic.distance(base, date) < 0]
    which = "closest to"
    if before and cost(chosen) > SOON_DAYS and chosen > max(before) and had_been():
        chosen, which = max(before), 'last before what "had been" by'
    why = Resolved(chosen, "discourse", f"the {which} {iso(base)}, told before", base, ("year",))
    ahead = min((date for date in dates if date.year >= base.year), default=chosen)
    if chosen.year < base.year and chosen != ahead and not had_been():
        doubt = f"{iso(ahead)}: the story may go on from {iso(base)}"
        why = why._replace(notes=("year-open",), alternatives=(doubt,))
    return on_day(fields, chosen, why)


def _closest(base: PartialDate, past: PartialDate, future: PartialDate) -> PartialDate:
    return future if arithmetic.distance(base, future) < -arithmetic.distance(base, past) else past


def _told_by(evidence: TenseEvidence) -> str:
    if evidence.tense is Tense.NONE:
        return "the clause has no finite verb"
    return f'the clause is {evidence.tense} ("{evidence.word}")'
