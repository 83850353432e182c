"""Which month a day belongs to that names none."""

from __future__ import annotations

from timeline import arithmetic, civil
from timeline.anchor.complete import Resolved, floating, impossible, iso, on_day
from timeline.anchor.thread import Thread
from timeline.meaning import Fields
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, PartialDate

NEWS_DAYS = 14
"""How near to the document a date is told that belongs to its own days, and how far a story goes back."""


def bare(fields: Fields, day: int, match: Match, thread: Thread) -> Resolved:
    """Resolve a day that names no month ("the 9th", "Monday the 26th"): in the month told, or next to it.

    Told within days of the document, it lies where its tense puts it: "I was away on the 28th", in a mail of
    6 March.
    """
    document = thread.told.document
    base = thread.last(match, Granularity.MONTH) or document
    if base is None or base.granularity > Granularity.MONTH:
        return floating(fields)
    if document and fields.weekday is None and not thread.told.narrative:
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
        fitting = _allowed(fitting, document, match, thread) or fitting
    elif base.granularity <= Granularity.DAY:  # "fell ill on 28 May and died on the 3rd"
        fitting = [d for d in fitting if arithmetic.distance(base, d) > -NEWS_DAYS] or fitting
    why = Resolved(base, "discourse", f"the month is that of {iso(base)}", base, ("year", "month"))
    return on_day(fields, fitting[0], why)


def _allowed(days: list[PartialDate], document: PartialDate, match: Match, thread: Thread) -> list[PartialDate]:
    """Return the days that do not contradict the tense: the past ones, or the coming ones."""
    told = thread.tense_of(match)
    if told.tense is Tense.PAST:
        return [day for day in days if arithmetic.distance(document, day) <= 0]
    return [day for day in days if arithmetic.distance(document, day) >= 0] if told.governed else days
