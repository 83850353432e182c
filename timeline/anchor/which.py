"""Which one of many: "last Friday", "this summer", "next March", "that evening"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline import arithmetic
from timeline.anchor import bases, hours, weekdays
from timeline.anchor.complete import Resolved, candidates, floating, impossible, iso, on_day
from timeline.anchor.thread import Thread
from timeline.meaning import Anchor, Fields, fields_grain
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, PartialDate


def one(fields: Fields, which: int, match: Match, thread: Thread) -> Resolved:
    """Resolve "last Friday", "this summer", "next March", "the following spring"."""
    base, basis = _base(fields, which, match, thread)
    if _is_part_of_told_day(match) and (every := hours.every_day_of(match, thread)):
        return hours.at_time_of(every, fields)
    if base is None:
        return floating(fields)
    finest = Granularity.WEEK if fields.weekday is not None else Granularity.DAY
    if base.granularity > finest and fields.month is None and (fields.weekday or fields.part):
        if thread.told.document is None or thread.goes_on(match):
            return floating(fields)  # "that night" in a spring
        base, basis = thread.told.document, "relative"
    if basis == "relative" and bases.is_later(fields.anchor, which, match, thread):
        return floating(fields)
    side = ("the one that belongs to", "the one after", "the one before")[which]
    why = Resolved(base, basis, f"{side} {iso(base)}", base, ("year",))
    if fields.weekday is not None:
        chosen = weekdays.which_of(fields.weekday, which, base, match, thread)
        return on_day(fields, chosen, why._replace(filled=("week",)))
    if fields.part is not None and fields.month is None:
        day = arithmetic.move(base, _days_away(which, base, match, thread), Granularity.DAY) or base
        return on_day(fields, day, why._replace(filled=("year", "month", "day")))
    dates = candidates(fields, base.year)
    if not dates:
        return impossible(fields)
    if which == 0:
        before = basis == "discourse" and thread.is_before(match)
        return on_day(fields, _that_one(dates, base, before=before), why)
    edge = base.latest() if which > 0 else base.earliest()
    ahead = [date for date in dates if arithmetic.distance(edge, date) * which > 0]
    return on_day(fields, min(ahead) if which > 0 else max(ahead), why)


def _base(fields: Fields, which: int, match: Match, thread: Thread) -> tuple[PartialDate | None, str]:
    """Return the date by which "last Friday" or "at dawn" goes, and the basis it gives."""
    unit = fields_grain(fields)
    base, basis = bases.of_told(fields.anchor, unit, match, thread)
    if fields.part is not None and fields.weekday is None and which == 0 and thread.told.is_long_ago:
        base, basis = bases.of_told(Anchor.DISCOURSE, unit, match, thread)  # "overnight", of a day long ago
    told = base if basis == "discourse" and _is_part_of_told_day(match) else None
    if told and hours.is_yet_to_come(told, match, thread):
        return thread.told.document, "relative"
    return base, basis


def _days_away(which: int, base: PartialDate, match: Match, thread: Thread) -> int:
    """Return how many days away a part of a day begins: "two died overnight" tells of the night before."""
    is_news = match.rule == "overnight" and base is thread.told.document
    return -1 if is_news and thread.tense_of(match).tense is Tense.PAST else which


def _is_part_of_told_day(match: Match) -> bool:
    """Tell whether it is a part of the day told of: "at dawn", "in the evening", not "that evening" or "tonight"."""
    meaning = match.expression.meaning
    if not isinstance(meaning, Fields) or meaning.anchor is not Anchor.DISCOURSE or match.rule.startswith("that"):
        return False
    return meaning.part is not None and meaning.which == 0


def _that_one(dates: Sequence[PartialDate], base: PartialDate, *, before: bool) -> PartialDate:
    """Return the one of several years that "that spring" means: in or of the year told, or the last one `before`.

    After a winter it is that of the year in which it ends; "lost in May to one whom she had led that September".
    """
    inside = [date for date in dates if base.earliest()[:3] <= date[:3] <= base.latest()[:3]]
    past = [date for date in dates if arithmetic.distance(base, date) < 0] if before else []
    if past and not inside:
        return max(past)
    year = base.year if base.granularity is not Granularity.SEASON else base.latest().year
    return (inside or [date for date in dates if date.year == year] or dates)[0]
