"""A histogram for the terminal: how many events begin in each day, month, quarter, year, decade and so on.

A longer run of bars without an event is one line, so that a far date does not flatten the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, NamedTuple

from timeline import civil, notation
from timeline.display import cells, short
from timeline.model import Event, Timeline
from timeline.values import Granularity, PartialDate
from timeline.writers import Report, Settings, rows

NAME = "chart"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "how many events begin when, as bars for a terminal"
SUFFIXES: tuple[str, ...] = ()

WIDTH = 80

MOST_LINES = 40
MOST_GAPS = 0.5
"""Lines that stand for a run without events, by those with events."""
LEAST_KNOWN = 0.75
"""The share of the dates that are known to the unit of time: the shortest that keeps to these three is taken."""

_COARSEST = Granularity.MILLENNIUM
_LONGEST_EMPTY = 2
_GAP = "⋮"
_EIGHTHS = " ▏▎▍▌▋▊▉"


class _Unit(NamedTuple):
    """A stretch of time as bars count them."""

    name: str
    granularity: Granularity
    """The coarsest date that counts as known to the unit."""
    number: Callable[[PartialDate], int]
    """Which stretch a date lies in, counted from any origin."""
    edtf: Callable[[int], str]
    """The stretch of that number, as EDTF date or range."""


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the bars in the order of the events; heeds `header` and `width`.

    An event counts where its date begins. Left out are those without a beginning and those whose date is longer
    than a bar ("the 1990s" among years): they have no one place.
    """
    rows.choose(settings.columns, (), ())
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


def _unit(events: Sequence[Event]) -> _Unit:
    return next((unit for unit in _UNITS if _suits(unit, events)), _UNITS[-1])


def _suits(unit: _Unit, events: Sequence[Event]) -> bool:
    known = [event for event in events if _is_known(event, unit)]
    if len(known) < LEAST_KNOWN * len(events):
        return False
    numbers = {unit.number(notation.from_iso(event.start)) for event in known if event.start}
    lines = list(_filled(sorted(numbers)))
    return len(lines) <= MOST_LINES and lines.count(None) <= MOST_GAPS * len(numbers)


def _is_known(event: Event, unit: _Unit) -> bool:
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


def _lines(numbers: Sequence[int], unit: _Unit, settings: Settings) -> Iterator[str]:
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


def _days() -> _Unit:
    def number(date: PartialDate) -> int:
        return civil.ordinal(date.year, date.month, date.day)

    def edtf(number: int) -> str:
        year, month, day = civil.from_ordinal(number)
        return _edtf(PartialDate(year, month, day, granularity=Granularity.DAY))

    return _Unit("day", Granularity.DAY, number, edtf)


def _months(name: str, granularity: Granularity, length: int) -> _Unit:
    def number(date: PartialDate) -> int:
        return (date.year * 12 + date.month - 1) // length

    def edtf(number: int) -> str:
        year, month = divmod(number * length, 12)
        return _edtf(PartialDate(year, month + 1, granularity=granularity))

    return _Unit(name, granularity, number, edtf)


def _years() -> _Unit:
    return _Unit("year", Granularity.YEAR, lambda date: date.year, lambda year: _edtf(PartialDate(year)))


def _long(name: str, granularity: Granularity, power: int) -> _Unit:
    """Return a unit of ten years or a power of it: from 1990 to 1999, but from 10 to 1 BCE as historians count."""
    length: int = 10**power

    def number(date: PartialDate) -> int:
        return (date.year if date.year > 0 else date.year - 1) // length

    def edtf(number: int) -> str:
        if number > 0 and power <= 3:
            return f"{number:0{4 - power}}{'X' * power}"
        first = number * length + (number <= 0)
        last = number * length + length - (number >= 0)
        return f"{_edtf(PartialDate(first))}/{_edtf(PartialDate(last))}"

    return _Unit(name, granularity, number, edtf)


def _edtf(date: PartialDate) -> str:
    return notation.to_edtf(date) or notation.to_iso(date)


_UNITS = (
    _days(),
    _months("month", Granularity.MONTH, 1),
    _months("quarter", Granularity.QUARTER, 3),
    _years(),
    _long("decade", Granularity.DECADE, 1),
    _long("century", Granularity.CENTURY, 2),
    _long("millennium", Granularity.MILLENNIUM, 3),
    *(_long(f"{10**power:,} years", Granularity.MILLENNIUM, power) for power in range(4, 13)),
)
