"""Which date something is counted from: the document, or one that was told."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor import units
from timeline.anchor.thread import Thread
from timeline.meaning import Anchor, Shift
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, PartialDate

BY_SPEAKER = frozenset({"unit-after-next", "unit-before-last"})
"""The rules that count from the document, but from the story where it tells of years long ago."""


def of_count(shift: Shift, match: Match, thread: Thread) -> tuple[PartialDate | None, str]:
    """Return the date that units are counted from, and the basis it gives; none for "tomorrow", said long ago."""
    if is_current(shift):
        base, basis = units.current(shift.unit, match, thread)
    elif match.rule in BY_SPEAKER and thread.told.is_long_ago and not thread.is_to_come(match):
        base, basis = of_told(Anchor.DISCOURSE, shift.unit, match, thread)
    elif shift.anchor is Anchor.DISCOURSE and thread.told.span and thread.told.span.granularity <= shift.unit:
        base, basis = thread.told.span, "discourse"
    else:
        base, basis = of_told(shift.anchor, shift.unit, match, thread)
    if match.rule.startswith("day-word") and shift.number and thread.told.is_long_ago:
        return None, basis
    unknown = basis == "relative" or _is_beyond(base, shift, thread)
    if unknown and is_later(shift.anchor, shift.number or 0, match, thread):
        return None, basis
    return (thread.told.moment if base is thread.told.document and shift.unit <= Granularity.HOUR else base), basis


def is_later(anchor: Anchor, number: float, match: Match, thread: Thread) -> bool:
    """Tell whether it came later than something: "a decade later he lost it", "five years later it is gone"."""
    if anchor is not Anchor.DISCOURSE or number <= 0:
        return False
    told = thread.tense_of(match)
    leads = told.tense is Tense.PRESENT and not told.governed and match.end < told.offset
    return leads or told.tense is Tense.PAST


def of_told(anchor: Anchor, unit: Granularity, match: Match, thread: Thread) -> tuple[PartialDate | None, str]:
    """Return the date that units are counted from, none that was told in passing, and the basis it gives.

    None for the "this summer" of someone who is quoted in a story of years long ago, nor for "two years later"
    after "some years later".
    """
    base, basis = thread.told.base(anchor)
    if basis == "discourse":
        return None if thread.told.is_adrift(unit) else thread.last_of_story(match), basis
    return (None if thread.told.is_long_ago and thread.is_quoted(match) else base), basis


def _is_beyond(base: PartialDate | None, shift: Shift, thread: Thread) -> bool:
    """Tell whether units counted from a date reach beyond the document: nothing that is over lies there."""
    moved = arithmetic.move(base, shift.number or 0, shift.unit) if base else None
    if thread.told.document is None or moved is None:
        return False
    return arithmetic.distance(thread.told.document, moved) > 0


def is_current(shift: Shift) -> bool:
    """Tell whether it is the unit that is told of: "the week", "that month"."""
    return shift.anchor is Anchor.DISCOURSE and shift.number == 0
