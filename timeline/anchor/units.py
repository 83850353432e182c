"""Which unit of the calendar is told of: "the week", "the end of the year", "that month"."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, iso, unanchored
from timeline.anchor.discourse import CARRIED
from timeline.anchor.thread import Thread
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, PartialDate

NEW_YEAR_MONTHS = 2
"""Up to this month "the new year" is the one that has begun."""
MIDDLE_MONTHS = (6, 7)
"""The months about the middle of a year."""
YEAR_OVER = 3
"""Up to this month the year before is still reported on."""


def current(unit: Granularity, match: Match, thread: Thread) -> tuple[PartialDate | None, str]:
    """Return the date whose unit "the week", "the year" or "that month" means, and the basis it gives.

    None where what is told says too little: "in 1804 ... that day", or "the issues of the day" in a life long over,
    or "the end of the year" under "1994-98: Rise".
    """
    document, span = thread.told.document, thread.told.span
    if thread.told.narrative and unit <= Granularity.YEAR and thread.is_under_years(match):
        return None, "discourse"
    if span and span.granularity <= unit:
        return span, "discourse"
    if thread.told.is_adrift(unit):
        return None, "discourse"
    told = thread.last(match) if thread.told.narrative or "told-" in match.rule else None
    if match.rule.startswith("the-unit") and thread.is_general(match):
        return None, "discourse"
    if told and told.granularity <= max(unit, Granularity.DAY):
        return told, "discourse"
    if document and match.rule.startswith("told-") and not (told and arithmetic.distance(document, told) == 0):
        return None, "discourse"  # "caught in 2006, like others that day", "the mill burned. That day"
    if thread.told.is_long_ago and not thread.is_to_come(match):
        return None, "discourse"
    return _of_document(document, unit, match, thread) if document else (None, "relative")


def _of_document(document: PartialDate, unit: Granularity, match: Match, thread: Thread) -> tuple[PartialDate, str]:
    """Return what the unit means where nothing is told that it could go on from."""
    if over := _over_before(document, unit, match, thread):
        return over, "discourse"
    if unit is Granularity.YEAR and (over := _year_over(document, match, thread)):
        return over, "discourse"
    if unit is Granularity.YEAR and match.expression.mod == "MID":
        return _with_middle(document, match, thread)
    if unit is Granularity.WEEKEND and _lies_back(match, thread):
        return arithmetic.day(arithmetic.day_number(document) - 7), "tense"
    return document, "relative"


def new_year(match: Match, thread: Thread) -> Resolved:
    """Return the year that "the new year" is: the next one after what is told, or one that has begun."""
    document = thread.told.document
    base, basis = thread.reference(match)
    passed = thread.tense_of(match).tense is Tense.PAST
    if basis != "discourse" and passed and (stated := thread.stated_before(match)):
        base, basis = stated, "discourse"
    if base is None:
        return unanchored(Granularity.YEAR)
    basis = "discourse" if basis == "discourse" else "relative"
    begun = base.granularity <= Granularity.MONTH and base.month <= NEW_YEAR_MONTHS
    year = base.year if begun or (base is document and passed) else base.year + 1
    reason = f"the year that {'has begun by' if year == base.year else 'begins after'} {iso(base)}"
    return Resolved(PartialDate(year), basis, reason, base)


def _over_before(document: PartialDate, unit: Granularity, match: Match, thread: Thread) -> PartialDate | None:
    """Return the date told shortly before a unit whose end is past: "by the end of the year she was found"."""
    relation, recent = match.expression.relation, thread.told.recent
    ends = relation == "by" or (match.expression.mod == "END" and relation != "since")
    if not ends or unit < Granularity.MONTH or not recent or match.start - recent[-1].match.end >= CARRIED:
        return None
    told, here = thread.last(match), arithmetic.floor(document, unit)
    if told is None or told.granularity > unit or arithmetic.distance(here, told) >= 0:
        return None
    if arithmetic.distance(document, here.latest()) <= 0:
        return None  # it is over here too
    return told if thread.has_passed(match) else None


def _year_over(document: PartialDate, match: Match, thread: Thread) -> PartialDate | None:
    """Return a date of the year that "the year" is early in the next one, when that has just been told of."""
    if document.month > YEAR_OVER or match.expression.mod == "START":
        return None
    if not _lies_back(match, thread) or not thread.tense_of(match).finite:  # "wished to retire at the end of the year"
        return None
    return PartialDate(document.year - 1) if document.year - 1 in thread.told.years else None


def _with_middle(document: PartialDate, match: Match, thread: Thread) -> tuple[PartialDate, str]:
    """Return a date of the year whose middle is meant: "by mid-year it will be over", said in autumn, is the next."""
    tense = thread.tense_of(match).tense
    if document.month > max(MIDDLE_MONTHS) and tense is Tense.FUTURE:
        return PartialDate(document.year + 1), "tense"
    if document.granularity < Granularity.YEAR and document.month < min(MIDDLE_MONTHS) and tense is Tense.PAST:
        return PartialDate(document.year - 1), "tense"
    return document, "relative"


def _lies_back(match: Match, thread: Thread) -> bool:
    evidence = thread.tense_of(match)
    return not evidence.governed and evidence.tense not in {Tense.FUTURE, Tense.NONE}
