"""Events as rows for eyes: when, what, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from timeline.display import when
from timeline.model import Event

COLUMNS = ("when", "event", "source")
"""What a person sees of an event unless other columns are chosen."""

KNOWN = ("when", *Event._fields)
"""The columns that can be chosen for eyes; those of a machine format are the fields alone."""


def rows(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """Give each event as a record of its fields and `when`; `event` and `source` are as shown to people."""
    for event in events:
        yield {
            **event._asdict(),
            "when": when(event),
            "event": f"{mark(event)}{event.event}",
            "source": f"{event.source}:{event.line}",
        }


def mark(event: Event) -> str:
    """Return `(planned) ` and the like for an event that is not told as having happened, else nothing.

    Where the words of the date say that it lies ahead ("soon"), "planned" is not said again.
    """
    said = event.status == "planned" and event.timex3 == "FUTURE_REF"
    return "" if event.status == "happened" or said else f"({event.status}) "
