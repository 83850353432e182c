"""Events as rows for eyes: when, what, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.display import place, when
from timeline.model import Event

FOR_EYES = ("when", "event", "source")
"""What a person sees of an event unless other columns are chosen."""

SHOWN_BY_WORDS = frozenset({"happened", "denied"})
"""Statuses that the words of an event tell: what did not happen has its "not", "nobody" or "denied"."""

COLUMNS = ("when", *Event._fields)
"""The columns that can be chosen."""


def records(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """Give the fields of each event, and its date in short as `when`."""
    for event in events:
        yield {"when": when(event), **event._asdict(), "mentions": places(event)}


def shown(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """Give the same for eyes: `event` says what has not happened, `source` names the line or page too."""
    for event in events:
        seen = {
            "event": f"{mark(event)}{event.event}",
            "source": place(event),
            "mentions": places(event),
        }
        yield {"when": when(event), **event._asdict(), **seen}


def mark(event: Event) -> str:
    """Return `(planned) ` and the like for an event whose words do not tell its status or told twice, else nothing.

    Where the words of the date say that it lies ahead ("soon"), "planned" is not said again.
    """
    said = event.status == "planned" and event.timex3 == "FUTURE_REF"
    marks = [] if event.status in SHOWN_BY_WORDS or said else [event.status]
    if event.mentions:
        marks.append(f"{1 + len(event.mentions)} mentions")
    return f"({', '.join(marks)}) " if marks else ""


def date_words(event: Event) -> str:
    """Return the words of the date where they say all of it, else the date in short.

    What has no beginning or no end is known by a word beside them: "since".
    """
    whole = (event.start and event.end) or event.recurrence
    return event.expression if whole and event.basis == "explicit" else when(event)


def places(event: Event) -> list[str]:
    """Return where else an event is told, as line, offset and length: `7:310+4`."""
    return [f"{mention.line}:{mention.offset}+{mention.length}" for mention in event.mentions]
