"""The order of a timeline: by start, then by end, as numbers; ties keep the order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from timeline import notation, runs
from timeline.model import Event
from timeline.values import Granularity, moment

Moment = tuple[float, int, int, bool]
"""Days, minutes, seconds, and whether a time of day was told."""

_FOREVER: Moment = (float("inf"), 0, 0, False)


def sort_key(event: Event) -> tuple[bool, Moment, Moment]:
    """Return the key that orders events: by first, then by last possible moment, undated ones at the end.

    A day begins before its first minute and ends after its last one, so "1 March" stands before "14:46 on
    1 March". Of two with the same start the shorter comes first (1 March 2011, March 2011, 2011), one without
    an end last. One without a start stands where its end is. Zoned times are compared in UTC.

    Raises:
        NotationError: `start` or `end` is not as `notation.to_iso` writes it.
    """
    if event.start is None and event.end is None:
        return True, _FOREVER, _FOREVER
    end = _FOREVER if event.end is None else _moment(event.end, last=True)
    return False, _moment(event.start or event.end or "", last=False), end


def arrange(events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Return the dated events in order of time, and the undated ones in the order given.

    Events with equal keys keep the order given, which is that of the sources and of the text.

    Raises:
        NotationError: a `start` or `end` is not as `notation.to_iso` writes it.
    """
    dated: list[Event] = []
    undated: list[Event] = []
    for event in events:
        (undated if event.start is None and event.end is None else dated).append(event)
    return tuple(sorted(dated, key=sort_key)), tuple(undated)


def in_order(events: Iterable[Event], *, reverse: bool = False) -> Iterator[Event]:
    """Read all events and return them as `arrange` does, first the dated ones, with the memory of a thousand.

    With `reverse` the dated ones come in the opposite order.
    """
    keyed = ((_number(event, count, -1 if reverse else 1), event) for count, event in enumerate(events))
    return (event for _, event in runs.ordered(keyed))


def _number(event: Event, count: int, sign: int) -> tuple[float, ...]:
    """Return the key of an event as numbers, `count` last, so that no two are equal."""
    undated, *moments = sort_key(event)
    if undated:
        return 1, count
    return 0, *(sign * number for moment in moments for number in moment), sign * count


@lru_cache(maxsize=1 << 10)  # the days of a document repeat
def _moment(text: str, *, last: bool) -> Moment:
    date = notation.from_iso(text)
    days, minutes, seconds, _ = moment(date)
    if date.granularity is Granularity.DAY:
        return days, 1440 if last else 0, 0, False
    return days, minutes, seconds, True
