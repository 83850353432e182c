"""Dated events under headings: the year, the month or the source that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline import notation
from timeline.display import short
from timeline.model import Event
from timeline.values import Granularity
from timeline.writers.units import UNITS, Unit

LONGER = "longer"
"""The last heading: dates of a century or more, which belong to no decade."""

_UNITS = {unit.name: unit for unit in UNITS if unit.name in {"month", "year", "decade"}}


def grouped(events: Sequence[Event], group: str) -> Iterable[tuple[str, Sequence[Event]]]:
    """Return headings with their events, both in the order in which they come; one empty heading without `group`.

    A date stands under the year or month it begins in. One that is not known to the month stands under its year, one
    not known to the year and a choice under its decade, and what is longer stands last, under `LONGER`.
    """
    if not group:
        return [("", events)]
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.source if group == "source" else _heading(event, group), []).append(event)
    if group != "source" and LONGER in found:
        found[LONGER] = found.pop(LONGER)
    return found.items()


def _heading(event: Event, group: str) -> str:
    edge = event.start or event.end
    unit = _unit(event, group)
    if edge is None or unit is None:
        return LONGER
    return short(unit.edtf(unit.number(notation.from_iso(edge))), unit.name)


def _unit(event: Event, group: str) -> Unit | None:
    """Return the unit of a heading: `group`, or the next longer one that the date is known to; None for none."""
    known = Granularity.__members__.get(event.precision.upper(), Granularity.MILLENNIUM)
    if (event.edtf or "").startswith(("[", "{")):
        known = max(known, Granularity.DECADE)
    least = max(known, _UNITS[group].granularity)
    return next((unit for unit in _UNITS.values() if unit.granularity >= least), None)
