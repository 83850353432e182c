"""Dated events under headings: the year, the month or the source that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline import notation
from timeline.display import short, when
from timeline.model import Event
from timeline.values import Granularity, PartialDate

GROUPS = ("year", "month", "source")

_LONGER_THAN_A_YEAR = frozenset({"decade", "century", "millennium"})
_LONGER = {
    "year": _LONGER_THAN_A_YEAR,
    "month": _LONGER_THAN_A_YEAR | {"season", "quarter", "half", "year"},
}
"""The precisions of dates that are not known to a year or a month."""


def grouped(events: Sequence[Event], group: str) -> Iterable[tuple[str, Sequence[Event]]]:
    """Return headings with their events, both in the order in which they come; one empty heading without `group`.

    A date stands under the year or month it begins in, one that is longer or a choice under itself ("1990s").
    """
    if not group:
        return [("", events)]
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(_heading(event, group), []).append(event)
    return found.items()


def _heading(event: Event, group: str) -> str:
    if group == "source":
        return event.source
    edge = event.start or event.end
    if edge is None or event.precision in _LONGER[group] or (event.edtf or "").startswith(("[", "{")):
        return when(event)
    bound = notation.from_iso(edge)
    year = PartialDate(bound.year)
    month = PartialDate(bound.year, bound.month, granularity=Granularity.MONTH)
    edtf = (notation.to_edtf(month) if group == "month" else None) or notation.to_edtf(year)
    return short(edtf or edge, group)
