"""Choosing among the events of a timeline: by time, by words, by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from timeline.cli import document_date
from timeline.cli.options import Choosing
from timeline.errors import UsageError
from timeline.model import Event, Timeline
from timeline.options import Order
from timeline.order import in_order
from timeline.values import Granularity, PartialDate, moment

Test = Callable[[Event], bool]


class Chooser:
    """Keeps the events that are asked for."""

    def __init__(self, choosing: Choosing, order: Order, language: str = "en") -> None:
        """Check the options, before anything is read; UsageError says which one is wrong."""
        self._tests = list(_tests(choosing, order))
        self._names = choosing.about or []
        self._language = language
        self._reverse = choosing.reverse
        self._limit = choosing.limit
        if not all(map(str.strip, self._names)):
            raise UsageError("--about: the name is empty")
        if self._limit is not None and self._limit < 0:
            raise UsageError(f"--limit: {self._limit} is below 0")

    @property
    def needs_text(self) -> bool:
        """Whether it takes the texts to tell which events are asked for."""
        return bool(self._names)

    def __call__(self, timeline: Timeline) -> Timeline:
        """Return a timeline with those of its events."""
        asked = [*self._tests, _concerning(self._names, timeline, self._language)] if self._names else self._tests
        events = _passing(timeline.events, asked)
        undated = _passing(timeline.undated, asked)
        if self._reverse:
            events = events[::-1]
        if self._limit is not None:
            undated = undated[: max(0, self._limit - len(events))]
            events = events[: self._limit]
        return replace(timeline, events=events, undated=undated)

    def in_order(self, events: Iterable[Event]) -> Iterator[Event]:
        """Read all events and return those asked for, without keeping all in memory; not when it `needs_text`."""
        chosen = (event for event in events if all(test(event) for test in self._tests))
        return islice(in_order(chosen, reverse=self._reverse), self._limit)


def _passing(events: tuple[Event, ...], tests: Iterable[Test]) -> tuple[Event, ...]:
    for test in tests:
        events = tuple(filter(test, events))
    return events


def _tests(choosing: Choosing, order: Order) -> Iterable[Test]:
    since = None if choosing.since is None else document_date.parse(choosing.since, "--since", order)
    until = None if choosing.until is None else document_date.parse(choosing.until, "--until", order)
    if since and until and _before(until.latest(), since.earliest()):
        raise UsageError(f"--since {choosing.since} is after --until {choosing.until}")
    if since:
        yield _since(since, strict=choosing.strict)
    if until:
        yield _until(until, strict=choosing.strict)
    if choosing.grep is not None:
        yield _matching(choosing.grep)


def _since(date: PartialDate, *, strict: bool) -> Test:
    """Keep what may end when `date` begins or later; when strict, what surely begins then or later."""
    limit = date.earliest()

    def test(event: Event) -> bool:
        edge = event.start if strict else event.end
        if edge is None:
            return not strict and event.start is not None
        return not _before(edge, limit)

    return test


def _until(date: PartialDate, *, strict: bool) -> Test:
    """Keep what may begin by the last moment of `date`; when strict, what surely ends by then."""
    limit = date.latest()

    def test(event: Event) -> bool:
        edge = event.end if strict else event.start
        if edge is None:
            return not strict and event.end is not None
        return not _before(limit, edge)

    return test


def _before(one: str | PartialDate, other: str | PartialDate) -> bool:
    """Tell whether `one` is over when `other` begins: by days, by the clock where both tell a time."""
    from timeline.notation import from_iso  # noqa: PLC0415 - only when a limit was given

    first, second = (from_iso(date) if isinstance(date, str) else date for date in (one, other))
    timed = first.granularity <= Granularity.HOUR and second.granularity <= Granularity.HOUR
    depth = 3 if timed else 1
    return moment(first)[:depth] < moment(second)[:depth]


def _matching(expression: str) -> Test:
    """Keep the events whose text, sentence or words of the date match; the scan is linear in the text."""
    import re2  # noqa: PLC0415 - only when asked for

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        pattern = re2.compile(expression.encode(), options)
    except (re2.error, UnicodeEncodeError) as error:
        raise UsageError(f"--grep: {expression!r} is not a regular expression ({_reason(error)})") from None

    def test(event: Event) -> bool:
        texts = (event.event, event.sentence, event.expression)
        return any(pattern.search(text.encode("utf-8", "replace")) for text in texts)

    return test


def _concerning(names: list[str], timeline: Timeline, language: str) -> Test:
    from timeline import about, grammar  # noqa: PLC0415 - only when asked for

    return about.concerns(names, timeline, grammar.load(language))


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else "unreadable"
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
