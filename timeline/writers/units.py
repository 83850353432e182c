"""Stretches of time, from a day to many years: what a chart counts in and headings stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from timeline import civil, notation
from timeline.values import Granularity, PartialDate


class Unit(NamedTuple):
    """A kind of stretch."""

    name: str
    granularity: Granularity
    """The coarsest date that counts as known to the unit."""
    number: Callable[[PartialDate], int]
    """Which stretch a date lies in, counted from any origin."""
    edtf: Callable[[int], str]
    """The stretch of that number, as EDTF date or range."""


def _days() -> Unit:
    def number(date: PartialDate) -> int:
        return civil.ordinal(date.year, date.month, date.day)

    def edtf(number: int) -> str:
        year, month, day = civil.from_ordinal(number)
        return _edtf(PartialDate(year, month, day, granularity=Granularity.DAY))

    return Unit("day", Granularity.DAY, number, edtf)


def _months(name: str, granularity: Granularity, length: int) -> Unit:
    def number(date: PartialDate) -> int:
        return (date.year * 12 + date.month - 1) // length

    def edtf(number: int) -> str:
        year, month = divmod(number * length, 12)
        return _edtf(PartialDate(year, month + 1, granularity=granularity))

    return Unit(name, granularity, number, edtf)


def _years() -> Unit:
    return Unit("year", Granularity.YEAR, lambda date: date.year, lambda year: _edtf(PartialDate(year)))


def _long(name: str, granularity: Granularity, power: int) -> Unit:
    """Return a unit of ten years or a power of it: from 1990 to 1999, but from 10 to 1 BCE as historians count."""
    length: int = 10**power

    def number(date: PartialDate) -> int:
        return (date.year if date.year > 0 else date.year - 1) // length

    def edtf(number: int) -> str:
        if number > 0 and power <= 3:
            return f"{number:0{4 - power}}{'X' * power}"
        first = number * length + (number <= 0)
        last = number * length + length - (number >= 0)
        return f"{_edtf(PartialDate(first))}/{_edtf(PartialDate(last))}"

    return Unit(name, granularity, number, edtf)


def _edtf(date: PartialDate) -> str:
    return notation.to_edtf(date) or notation.to_iso(date)


UNITS = (
    _days(),
    _months("month", Granularity.MONTH, 1),
    _months("quarter", Granularity.QUARTER, 3),
    _years(),
    _long("decade", Granularity.DECADE, 1),
    _long("century", Granularity.CENTURY, 2),
    _long("millennium", Granularity.MILLENNIUM, 3),
    *(_long(f"{10**power:,} years", Granularity.MILLENNIUM, power) for power in range(4, 13)),
)
