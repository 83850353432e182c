"""markwhen: a line of text for each event, as precise as its date."""

from __future__ import annotations

import re
from collections import Counter
from typing import BinaryIO

from timeline import civil, notation, records
from timeline.model import Event, Timeline
from timeline.values import Granularity, PartialDate
from timeline.visible import visible
from timeline.writers import Report, Settings, events

NAME = "markwhen"
ALIASES: tuple[str, ...] = ("mw",)
DESCRIPTION = "markwhen, text that becomes a timeline; years 1 to 9999, no undated events"
SUFFIXES: tuple[str, ...] = (".mw", ".markwhen")
LOSSY = True

_WHOLE_YEARS = frozenset({"year", "decade", "century", "millennium"})
_WHOLE_MONTHS = _WHOLE_YEARS | {"month", "season", "quarter", "half"}
_SYNTAX = re.compile(
    r"(?<=[#@!])(?=\w)"  # a tag, a mention, an id
    r"|(?<=\])(?=\()|(?<=!)(?=\[)"  # a link, an image
    r"|(?<=\d)(?=%)|(?<=\.)(?=start|end)"  # a part done, the start of another event
    r"|(?<=^\[)(?=[xX ]?\])"  # a thing done
)
_APART = "\u2060"
"""A word joiner, which nobody sees: what it parts is text and nothing else."""


class _LeftOutError(Exception):
    """Why markwhen cannot hold an event."""


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the dated events of the years 1 to 9999; heeds `title`.

    A date that markwhen cannot say exactly stands in its own words before the event. What goes on with no end
    lasts until `now`, what has no beginning stands at its end. Times without a zone are read as UTC.
    """
    stream.write(f"title: {_quoted(settings.title)}\ntimezone: UTC\n\n".encode())
    left_out: Counter[str] = Counter()
    for event in timeline:
        try:
            stream.write(f"{_line(event)}\n".encode())
        except _LeftOutError as reason:
            left_out[str(reason)] += 1
    return Report(len(timeline) - left_out.total(), tuple(left_out.items()), noun="markwhen file")


def _line(event: Event) -> str:
    start, end = _bound(event.start), _bound(event.end)
    if start is None and end is None:
        raise _LeftOutError("undated")
    if start and end and max(start.granularity, end.granularity) <= Granularity.HOUR:
        date, exact = _moments(start, end), True
    else:
        date = _days(event, start, end)
        exact = date == event.edtf and event.precision not in {"century", "millennium"}
    words = "" if exact else f"[{events.date_words(event)}] "
    text = visible(f"{words}{events.mark(event)}{event.event}")
    return f"{date}: {_SYNTAX.sub(_APART, text)}"


def _bound(iso: str | None) -> PartialDate | None:
    if iso is None:
        return None
    bound = notation.from_iso(iso)
    _check_year(bound.year)
    return bound


def _check_year(year: int) -> None:
    if year < 1:
        raise _LeftOutError("before year 1")
    if year > 9999:
        raise _LeftOutError("after year 9999")


def _days(event: Event, start: PartialDate | None, end: PartialDate | None) -> str:
    """Return the days, months or years that an event fills, whole ones as such."""
    first = start and _whole(start, event.precision, last=False)
    last = end and _whole(end, event.precision, last=True)
    if last is None and event.status != "planned":
        last = "now"
    return "/".join(dict.fromkeys(edge for edge in (first, last) if edge))


def _whole(bound: PartialDate, precision: str, *, last: bool) -> str:
    """Return the year or month whose first or last day it is, where the date is no closer, else the day."""
    year, month, day = bound.year, bound.month, bound.day
    if precision in _WHOLE_YEARS and (month, day) == ((12, 31) if last else (1, 1)):
        return f"{year:04d}"
    if precision in _WHOLE_MONTHS and day == (civil.days_in_month(year, month) if last else 1):
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def _moments(start: PartialDate, end: PartialDate) -> str:
    """Return a moment, or the first and the last; in UTC when a zone or seconds are known."""
    if all(moment.offset is None and not moment.second for moment in (start, end)):
        return "/".join(dict.fromkeys(notation.to_iso(moment).replace("T", " ") for moment in (start, end)))
    return "-".join(dict.fromkeys(notation.to_iso(_in_utc(moment)) for moment in (start, end)))


def _in_utc(moment: PartialDate) -> PartialDate:
    moved = notation.in_utc(moment)
    _check_year(moved.year)
    return moved._replace(granularity=Granularity.SECOND)


def _quoted(text: str) -> str:
    r"""Return `text` as a string of YAML, which markwhen's header is; it would take a `#` for a tag."""
    return records.to_json(visible(text)).replace("#", r"\x23")
