"""Which quarter is told of, by those that were told: "the quarter", "a year earlier"."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, iso
from timeline.anchor.discourse import Quarter
from timeline.anchor.thread import Thread
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, Interval, PartialDate


def current(base: PartialDate, match: Match, thread: Thread) -> Resolved:
    """Resolve "the quarter": the one told before, else the last that the document could report on."""
    if told := talked_of(match, thread):
        return Resolved(told.date, "discourse", "the quarter told before", told.date, place=told.place)
    if thread.tense_of(match).governed:  # "will weigh on it through the quarter"
        current = arithmetic.floor(base, Granularity.QUARTER)
        return Resolved(current, "relative", f"the quarter of {iso(base)}", base)
    last = arithmetic.move(base, -1, Granularity.QUARTER) or base
    return Resolved(last, "relative", f"the last full quarter before {iso(base)}", base)


def talked_of(match: Match, thread: Thread) -> Quarter | None:
    """Return the quarter that was told before where the talk is still of quarters."""
    return told_before(match, thread) if thread.told.in_quarter_talk(match) else None


def told_before(match: Match, thread: Thread) -> Quarter | None:
    """Return the quarter that was told before; of "the quarter" the latest, with which others are compared.

    What is past does not lie in one that is looked forward to.
    """
    told = [quarter for quarter in reversed(thread.told.quarters) if not _is_only_ahead(quarter, match, thread)]
    if match.rule == "units-ago":  # that counts from now, not from a quarter that is compared with another
        later = {quarter.date[:2] for quarter in told}
        told = [quarter for quarter in told if (quarter.date.year + 1, quarter.date.month) not in later]
    if match.rule.startswith("the-unit"):
        return max(told, key=lambda quarter: quarter.date[:2], default=None)
    return next(iter(told), None)


def _is_only_ahead(quarter: Quarter, match: Match, thread: Thread) -> bool:
    document = thread.told.document
    is_open = document is not None and arithmetic.distance(document, quarter.date.latest()) >= 0
    ahead = is_open and thread.tense_of(quarter.match).tense is Tense.FUTURE
    return ahead and thread.tense_of(match).tense is Tense.PAST


def year_before(quarter: Quarter) -> Resolved:
    """Return the same quarter a year before, with its days where those of the quarter are known."""
    before, place = quarter.date._replace(year=quarter.date.year - 1), quarter.place
    if isinstance(place, Interval) and isinstance(place.start, PartialDate) and isinstance(place.end, PartialDate):
        place = Interval(*(arithmetic.same_day(day, -1, Granularity.YEAR) for day in (place.start, place.end)))
    elif isinstance(place, PartialDate):
        place = place._replace(year=place.year - 1)
    reason = f"the same quarter a year before {iso(quarter.date)}"
    return Resolved(before, "discourse", reason, quarter.date, place=place)
