"""A histogram for the terminal: how many events begin in each day, month, quarter, year, decade and so on.

A longer run of bars without an event is one line, so that a far date does not flatten the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

from timeline import notation
from timeline.display import short
from timeline.model import Event, Timeline
from timeline.values import Granularity
from timeline.visible import cells
from timeline.writers import Report, Settings
from timeline.writers.units import UNITS, Unit

NAME = "chart"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "how many events begin when, as bars for a terminal"
SUFFIXES: tuple[str, ...] = ()
HEEDS = ("header", "width")

WIDTH = 80

MOST_LINES = 40
MOST_GAPS = 0.5
"""Lines that stand for a run without events, by those with events."""
LEAST_KNOWN = 0.75
"""The share of the dates that are known to the unit of time: the shortest that keeps to these three is taken."""
WELL_KNOWN = 0.9
LEAST_BARS = 5
"""A longer unit is better when this share is known to it, as long as it leaves so many bars."""

_COARSEST = Granularity.MILLENNIUM
_LONGEST_EMPTY = 2
_GAP = "⋮"
_EIGHTHS = " ▏▎▍▌▋▊▉"


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the bars in the order of the events; heeds `header` and `width`.

    An event counts where its date begins. Left out are those without a beginning and those whose date is longer
    than a bar ("the 1990s" among years): they have no one place.
    """
    begun = [event for event in timeline.events if event.start]
    unit = _unit(begun)
    numbers = [unit.number(notation.from_iso(event.start)) for event in begun if event.start and _is_known(event, unit)]
    stream.writelines(line.encode() for line in _lines(numbers, unit, settings))
    left_out = {
        "undated": len(timeline.undated),
        "without a beginning": len(timeline.events) - len(begun),
        f"not known to the {unit.name}": len(begun) - len(numbers),
    }
    return Report(len(numbers), tuple((why, count) for why, count in left_out.items() if count), noun="chart")


def _unit(events: Sequence[Event]) -> Unit:
    wanted = ((WELL_KNOWN, LEAST_BARS), (LEAST_KNOWN, 0))
    return next((unit for share, bars in wanted for unit in UNITS if _suits(unit, events, share, bars)), UNITS[-1])


def _suits(unit: Unit, events: Sequence[Event], share: float, bars: int) -> bool:
    known = [event for event in events if _is_known(event, unit)]
    if len(known) < share * len(events):
        return False
    numbers = {unit.number(notation.from_iso(event.start)) for event in known if event.start}
    lines = list(_filled(sorted(numbers)))
    return len(numbers) >= bars and len(lines) <= MOST_LINES and lines.count(None) <= MOST_GAPS * len(numbers)


def _is_known(event: Event, unit: Unit) -> bool:
    choice = (event.edtf or "").startswith(("[", "{"))
    return not choice and Granularity.__members__.get(event.precision.upper(), _COARSEST) <= unit.granularity


def _filled(numbers: Sequence[int]) -> Iterator[int | None]:
    """Yield the numbers with those that are missing between them, None for a longer run of these."""
    for number, following in pairwise(numbers):
        step = 1 if following > number else -1
        yield number
        between = range(number + step, following, step)
        yield from between if len(between) <= _LONGEST_EMPTY else (None,)
    yield from numbers[-1:]


def _lines(numbers: Sequence[int], unit: Unit, settings: Settings) -> Iterator[str]:
    if not numbers:
        return
    counts = Counter(numbers)
    order = list(_filled(sorted(counts, reverse=numbers[0] > numbers[-1])))
    labels = [_GAP if number is None else short(unit.edtf(number), unit.name) for number in order]
    title = unit.name.upper()
    margin = max(map(cells, (title, *labels)))
    most = max(counts.values())
    room = max((settings.width or WIDTH) - margin - len(f"   {most}"), 1)
    scale = min(1, room / most)
    if settings.header:
        yield f"{title:<{margin}}  EVENTS\n"
    for number, label in zip(order, labels, strict=True):
        count = 0 if number is None else counts[number]
        bar = f"  {_bar(count * scale)} {count}" if count else ""
        yield f"{label}{' ' * (margin - cells(label)) if bar else ''}{bar}\n"


def _bar(length: float) -> str:
    """Return a bar of so many cells, to an eighth of one."""
    eighths = max(round(length * 8), 1)
    return f"{'█' * (eighths // 8)}{_EIGHTHS[eighths % 8]}".rstrip()
