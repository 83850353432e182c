"""A value claims no more than was said: its bounds hold every day it may mean, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import civil
from timeline.values import (
    Bound,
    Choice,
    Duration,
    Floating,
    Granularity,
    Interval,
    PartialDate,
    Qualifier,
    Recurrence,
    Vague,
    Value,
    bounds,
    moment,
)

G = Granularity
YEARS = st.integers(-9999, 9999)


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate(year, month, number, granularity=G.DAY)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        (day(1789, 7, 14), (1789, 7, 14), (1789, 7, 14)),
        (PartialDate(2011, 3, 11, granularity=G.DAYPART), (2011, 3, 11), (2011, 3, 11)),
        (PartialDate(2011, 3, 26, granularity=G.WEEKEND), (2011, 3, 26), (2011, 3, 27)),
        (PartialDate(2011, 3, 28, granularity=G.WEEK), (2011, 3, 28), (2011, 4, 3)),
        (PartialDate(2012, 2, granularity=G.MONTH), (2012, 2, 1), (2012, 2, 29)),
        (PartialDate(2012, 12, granularity=G.SEASON), (2012, 12, 1), (2013, 2, 28)),
        (PartialDate(2013, 7, granularity=G.QUARTER), (2013, 7, 1), (2013, 9, 30)),
        (PartialDate(2013, 7, granularity=G.HALF), (2013, 7, 1), (2013, 12, 31)),
        (PartialDate(2012), (2012, 1, 1), (2012, 12, 31)),
        (PartialDate(1990, granularity=G.DECADE), (1990, 1, 1), (1999, 12, 31)),
        (PartialDate(1801, granularity=G.CENTURY), (1801, 1, 1), (1900, 12, 31)),
        (PartialDate(1001, granularity=G.MILLENNIUM), (1001, 1, 1), (2000, 12, 31)),
        (PartialDate(-43), (-43, 1, 1), (-43, 12, 31)),
    ],
)
def test_bounds_are_the_first_and_last_possible_day(
    date: PartialDate, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert bounds(date) == (day(*first), day(*last))


@given(YEARS, st.integers(1, 12), st.sampled_from([g for g in G if g >= G.DAY]))
def test_what_follows_a_span_begins_the_day_after_it(year: int, month: int, granularity: Granularity) -> None:
    last = PartialDate(year, month, granularity=granularity).latest()
    assert last.granularity is G.DAY
    assert civil.ordinal(*last[:3]) >= civil.ordinal(year, month, 1)


def test_a_moment_is_its_own_bound_and_loses_only_its_mark() -> None:
    noon = PartialDate(2011, 3, 11, 12, granularity=G.HOUR, offset=60, qualifier=Qualifier.APPROXIMATE)
    assert bounds(noon) == (noon._replace(qualifier=Qualifier.NONE),) * 2


def test_an_open_or_unknown_end_has_no_bound() -> None:
    april = PartialDate(2019, 4, granularity=G.MONTH)
    assert bounds(Interval(april, Bound.OPEN)) == (day(2019, 4, 1), None)
    assert bounds(Interval(Bound.UNKNOWN, april)) == (None, day(2019, 4, 30))


def test_a_choice_reaches_from_its_first_member_to_its_last_in_any_order() -> None:
    choice = Choice((PartialDate(1998), PartialDate(-3), PartialDate(1997)))
    assert bounds(choice) == (day(-3, 1, 1), day(1998, 12, 31))


@pytest.mark.parametrize(
    "value",
    [Floating(weekday=1), Duration(((3, G.YEAR),)), Recurrence(Floating(weekday=1)), Vague.FUTURE],
)
def test_what_has_no_place_in_time_has_no_bounds(value: Value) -> None:
    assert bounds(value) == (None, None)


def test_zoned_times_are_compared_in_utc() -> None:
    east = PartialDate(2011, 3, 11, 0, 30, granularity=G.MINUTE, offset=540)
    utc = PartialDate(2011, 3, 10, 15, 30, granularity=G.MINUTE, offset=0)
    assert moment(east) == moment(utc)
