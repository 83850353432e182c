"""Choosing among the events of a timeline: by time, by words, by number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from timeline.cli import document_date
from timeline.cli.options import Choosing
from timeline.errors import UsageError
from timeline.model import Event, Timeline
from timeline.options import Order
from timeline.values import Granularity, PartialDate, moment

Test = Callable[[Event], bool]


def chooser(choosing: Choosing, order: Order, language: str = "en") -> Callable[[Timeline], Timeline]:
    """Return what keeps of a timeline the events that `choosing` asks for.

    Options are checked here, before anything is read; UsageError says which one is wrong.
    """
    tests = list(_tests(choosing, order))
    names = choosing.about or []
    if not all(map(str.strip, names)):
        raise UsageError("--about: the name is empty")
    limit = choosing.limit
    if limit is not None and limit < 0:
        raise UsageError(f"--limit: {limit} is below 0")

    def choose(timeline: Timeline) -> Timeline:
        asked = [*tests, _concerning(names, timeline, language)] if names else tests
        events = _passing(timeline.events, asked)
        undated = _passing(timeline.undated, asked)
        if choosing.reverse:
            events = events[::-1]
        if limit is not None:
            undated = undated[: max(0, limit - len(events))]
            events = events[:limit]
        return replace(timeline, events=events, undated=undated)

    return choose


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
