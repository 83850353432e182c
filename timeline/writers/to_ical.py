"""iCalendar (RFC 5545), one event at a time; what no calendar can hold is left out and counted.

Dates are never made more precise than they are: what is not exact to the day says so at the front of its
summary, and what is longer than a year or open stands on one day instead of filling the calendar.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from timeline import __version__, notation
from timeline.errors import NotationError, UsageError
from timeline.model import Event, Timeline
from timeline.values import Granularity, PartialDate
from timeline.visible import shorten
from timeline.writers import Report, Settings, rows

if TYPE_CHECKING:
    from icalendar import Component, vRecur, vText

NAME = "ical"
ALIASES: tuple[str, ...] = ("ics", "icalendar")
DESCRIPTION = "iCalendar, for calendar programs; years 100 to 9998"
SUFFIXES: tuple[str, ...] = (".ics", ".ical")
HEEDS = ("ical_coarse", "ical_undated")
LOSSY = True

COARSE = ("auto", "span", "marker", "skip")
UNDATED = ("skip", "journal")

LONGEST_SPAN = 366
"""Days that an event may fill; a longer one stands on its first day."""

SUMMARY_CELLS = 200

_EXACT = frozenset({"second", "minute", "hour", "daypart", "day"})
_TENTATIVE = frozenset({"planned", "conditional", "denied"})
_RULE = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(?!INTERVAL=(?:0|[0-9]{5}))[A-Z]+=[A-Z0-9,+-]{1,60})*")
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ESCAPES = re.compile(r"[\\;,]")
_URI = "/:?#[]@!$&'()*+,;=%-._~"
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_FIRST_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


class _LeftOutError(Exception):
    """Why a calendar cannot hold an event."""


class _Span(NamedTuple):
    """From `start` to before `end`: days, or moments, those with a zone in UTC; with the rule of a repeat."""

    start: date
    end: date
    rule: vRecur | None = None


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the calendar; heeds `stamp`, `title`, `ical_coarse` and `ical_undated`.

    Without a `stamp` an entry is stamped with the date of its document, so that nothing but the input decides.
    `ical_coarse` says what becomes of dates that are not exact to the day or longer than 366 days: `auto`
    makes markers of the long ones only, `span` and `marker` treat all alike, `skip` leaves them out.
    """
    if settings.ical_coarse not in COARSE or settings.ical_undated not in UNDATED:
        raise UsageError(f"coarse dates: one of {', '.join(COARSE)}; undated: one of {', '.join(UNDATED)}")
    head, tail = _calendar(settings.title)
    stream.write(head)
    seen: set[str] = set()
    left_out: Counter[str] = Counter()
    early = False
    for event in timeline:
        if event.id in seen:
            left_out["the same as another"] += 1
            continue
        try:
            span = _span(event, settings)
        except _LeftOutError as reason:
            left_out[str(reason)] += 1
            continue
        stream.write(_component(event, span, settings).to_ical(sorted=False))
        seen.add(event.id)
        early = early or (span is not None and span.start.year < 1000)
    stream.write(tail)
    warnings = ("some calendar programs store years before 1000 wrongly",) if early else ()
    return Report(len(seen), tuple(left_out.items()), warnings, noun="calendar")


def _calendar(title: str) -> tuple[bytes, bytes]:
    """Return what stands before the events, and what stands after them."""
    from icalendar import Calendar  # noqa: PLC0415 - heavy, and only a calendar needs it

    calendar = Calendar()
    calendar["VERSION"] = _text("2.0")
    calendar["PRODID"] = _text(f"-//timeline//timeline {__version__}//EN")
    calendar["CALSCALE"] = _text("GREGORIAN")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = _text(title)
    tail = b"END:VCALENDAR\r\n"
    return calendar.to_ical(sorted=False).removesuffix(tail), tail


def _span(event: Event, settings: Settings) -> _Span | None:
    """Return where the event stands, None for an undated entry; `_LeftOutError` says why it cannot stand."""
    first, last = _bound(event.start), _bound(event.end)
    known = first or last
    if known is None:
        if settings.ical_undated == "journal":
            return None
        raise _LeftOutError("undated")
    start, end, least = _extent(known, last or known)
    if event.recurrence:
        if first is None:
            raise _LeftOutError("repeated from no known day")
        until = end - _DAY if least == _DAY else end
        return _repeated(event.recurrence, start, least, until if last and end - start > least else None)
    marker = _Span(start, start + least)
    long = end - start > LONGEST_SPAN * _DAY
    if settings.ical_coarse == "skip" and (long or not _is_exact(event)):
        raise _LeftOutError("not exact to the day")
    if first is None or last is None or _is_choice(event):
        return marker
    if settings.ical_coarse == "marker" and not _is_exact(event):
        return marker
    return marker if long and settings.ical_coarse != "span" else _Span(start, end)


def _extent(first: PartialDate, last: PartialDate) -> tuple[date, date, timedelta]:
    """Return the start, the exclusive end, and the least an event lasts: a day, or a minute of a time."""
    if first.granularity > Granularity.HOUR or last.granularity > Granularity.HOUR:
        return _day(first), max(_day(first), _day(last)) + _DAY, _DAY
    offset = last.offset if first.offset is None else first.offset
    start, end = (_moment(bound, offset if bound.offset is None else bound.offset) for bound in (first, last))
    return start, max(start + _MINUTE, end), _MINUTE


def _repeated(recurrence: str, start: date, least: timedelta, until: date | None) -> _Span:
    """Return the first time from `start` on that the rule meets, with the rule, which ends with `until`."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - few events repeat
    from icalendar import vRecur  # noqa: PLC0415 - as above

    if not _RULE.fullmatch(recurrence):
        raise _LeftOutError("repeated in a way no calendar can hold")
    timed = isinstance(start, datetime)
    try:
        moment = start if timed else datetime.combine(start, time())
        first = next(iter(rrulestr(recurrence, dtstart=moment)), None)
        rule = vRecur.from_ical(recurrence)
    except (ValueError, OverflowError):
        raise _LeftOutError("repeated in a way no calendar can hold") from None
    found = first if timed or first is None else first.date()
    if found is None or (until is not None and found > until):
        raise _LeftOutError("repeated on no day")
    if until is not None and not {"UNTIL", "COUNT"} & set(rule):
        rule["UNTIL"] = [until]
    return _Span(found, found + least, rule)


def _bound(iso: str | None) -> PartialDate | None:
    if iso is None:
        return None
    try:
        bound = notation.from_iso(iso)
    except NotationError:
        raise _LeftOutError("without a valid date") from None
    if bound.year < 100:
        raise _LeftOutError("before year 100")
    if bound.year > 9998:
        raise _LeftOutError("after year 9998")
    return bound


def _day(bound: PartialDate) -> date:
    return date(bound.year, bound.month, bound.day)


def _moment(bound: PartialDate, offset: int | None) -> datetime:
    """Return a moment in UTC when its zone is known, else floating."""
    moment = datetime(bound.year, bound.month, bound.day, bound.hour, bound.minute, bound.second)  # noqa: DTZ001
    return moment if offset is None else (moment - timedelta(minutes=offset)).replace(tzinfo=UTC)


def _is_exact(event: Event) -> bool:
    """Tell whether the date is known to the day or finer: then the summary need not repeat its words."""
    return bool(
        event.precision in _EXACT
        and event.qualifier is None
        and event.start
        and event.end
        and event.recurrence is None
        and not _is_choice(event)
    )


def _is_choice(event: Event) -> bool:
    """Tell whether the date is one of several, or several: "1997 or 1998"."""
    return event.edtf is not None and event.edtf.startswith(("[", "{"))


def _component(event: Event, span: _Span | None, settings: Settings) -> Component:
    from icalendar import Event as Entry  # noqa: PLC0415 - as above
    from icalendar import Journal, vUri  # noqa: PLC0415 - as above

    component = Journal() if span is None else Entry()
    component["UID"] = _text(event.id)
    component.add("dtstamp", _stamp(event, settings))
    if span is not None:
        component.add("dtstart", span.start)
        component.add("dtend", span.end)
        if span.rule is not None:
            component["RRULE"] = span.rule
    summary = event.event if _is_exact(event) else f"[{event.expression}] {event.event}"
    component["SUMMARY"] = _text(shorten(rows.one_line(summary), SUMMARY_CELLS))
    component["DESCRIPTION"] = _text(_description(event))
    if event.source.startswith(("http://", "https://")):
        from urllib.parse import quote  # noqa: PLC0415 - few sources are pages

        component["URL"] = vUri(quote(_clean(event.source), safe=_URI))
    component.add("categories", ["timeline", event.precision])
    if span is not None and event.status in _TENTATIVE:
        component["STATUS"] = _text("TENTATIVE")
    if span is not None and not isinstance(span.start, datetime):
        component["TRANSP"] = _text("TRANSPARENT")
    for name, value in _exact_values(event).items():
        if value:
            component[f"X-TIMELINE-{name}"] = _text(value)
    return component


def _stamp(event: Event, settings: Settings) -> datetime:
    """Return the moment that every entry must have: `stamp`, the date of its document from 1970 on, or 1970."""
    if settings.stamp is not None:
        return datetime.fromtimestamp(settings.stamp, UTC)
    try:
        written = notation.from_edtf(event.document_date or "")
    except NotationError:
        written = None
    if not isinstance(written, PartialDate) or not _FIRST_STAMP.year <= written.year <= 9999:
        return _FIRST_STAMP
    return datetime.combine(_day(written.earliest()), time(), UTC)


def _description(event: Event) -> str:
    lines = [
        f"“{event.sentence}”",
        "",
        f"When: {event.expression}" + (f" ({event.edtf})" if event.edtf else ""),
        f"Precision: {event.precision}" + (f"; confidence {_confidence(event)}" if _confidence(event) else ""),
        *([] if event.status == "happened" else [f"Status: {event.status}"]),
        f"Source: {event.source}, characters {event.offset}–{event.offset + event.length}",
    ]
    return "\n".join(lines)


def _exact_values(event: Event) -> dict[str, str | None]:
    return {
        "EDTF": event.edtf,
        "TIMEX3": event.timex3,
        "PRECISION": event.precision,
        "CONFIDENCE": _confidence(event),
        # The fragment is that of RFC 5147, section 2.2.1: positions between characters.
        "SOURCE": f"{event.source}#char={event.offset},{event.offset + event.length}",
    }


def _confidence(event: Event) -> str | None:
    return None if event.confidence is None else f"{event.confidence:.2f}"


def _text(text: str) -> vText:
    return _text_type()(_clean(text))


@cache
def _text_type() -> type[vText]:
    from icalendar import vText  # noqa: PLC0415 - as above

    class Text(vText):
        r"""TEXT (RFC 5545 section 3.3.11); the library's own breaks the line at a written `\N`."""

        def to_ical(self) -> bytes:
            return _ESCAPES.sub(r"\\\g<0>", self).replace("\n", r"\n").encode()

    return Text


def _clean(text: str) -> str:
    return _SURROGATES.sub("\ufffd", _DROPPED.sub("", _BREAKS.sub("\n", text)))
