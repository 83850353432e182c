"""JSON for TimelineJS 3: a slide for each event, with its first and last possible day."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import Any, BinaryIO

from timeline import notation, records
from timeline.model import Event, Timeline
from timeline.values import Granularity, PartialDate
from timeline.visible import visible
from timeline.writers import Report, Settings, events

NAME = "timelinejs"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "JSON for TimelineJS 3, a timeline on a web page; no undated events"
SUFFIXES: tuple[str, ...] = ()
LOSSY = True

FURTHEST_YEAR = 10**15
"""JavaScript counts exactly as far."""

_FIELDS = ("year", "month", "day", "hour", "minute")


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write a slide for each dated event, one a line; heeds `title`.

    An event that may have begun or ended any time stands on the day that is known.
    """
    title = records.to_json({"text": {"headline": _html(settings.title)}})
    stream.write(f'{{"title":{title},"events":['.encode())
    left_out: Counter[str] = Counter()
    separator = "\n"
    for event in timeline:
        bounds = [notation.from_iso(iso) for iso in (event.start, event.end) if iso]
        if not bounds or any(abs(bound.year) > FURTHEST_YEAR for bound in bounds):
            left_out["beyond the years it can count" if bounds else "undated"] += 1
            continue
        stream.write(f"{separator}{records.to_json(_slide(event, bounds[0], bounds[-1]))}".encode())
        separator = ",\n"
    stream.write(b"\n]}\n")
    return Report(len(timeline) - left_out.total(), tuple(left_out.items()), noun="TimelineJS file")


def _slide(event: Event, start: PartialDate, end: PartialDate) -> dict[str, Any]:
    return {
        "unique_id": event.id,
        "start_date": _date(start),
        "end_date": _date(end),
        # TimelineJS undoes one escape here and then takes what it has for HTML.
        "display_date": escape(_html(events.date_words(event))),
        "text": {
            "headline": _html(f"{events.mark(event)}{event.event}"),
            "text": f"<p>{_html(event.sentence)}</p><p>{_html(f'{event.source}:{event.line}')}</p>",
        },
    }


def _date(date: PartialDate) -> dict[str, int]:
    """Return a day or moment as TimelineJS counts it: astronomical years, the clock of the place."""
    known = _FIELDS if date.granularity <= Granularity.HOUR else _FIELDS[:3]
    return {field: getattr(date, field) for field in known}


def _html(text: str) -> str:
    return escape(visible(text))
