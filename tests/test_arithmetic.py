"""Steps and units of the calendar, as promises over all years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import arithmetic
from timeline.meaning import Fields
from timeline.values import Granularity, PartialDate

UNITS = [unit for unit in Granularity if unit >= Granularity.DAY]
days = st.integers(-3_600_000, 3_600_000).map(arithmetic.day)


@given(days, st.sampled_from(UNITS))
def test_the_unit_that_holds_a_day_begins_at_or_before_it_and_ends_at_or_after_it(
    day: PartialDate, unit: Granularity
) -> None:
    whole = arithmetic.floor(day, unit)
    if unit is not Granularity.WEEKEND:  # the weekend that ends the week of a weekday lies ahead
        assert arithmetic.distance(day, whole) == 0
    assert whole.granularity is unit


@given(days, st.integers(-500, 500), st.sampled_from(UNITS))
def test_as_many_steps_back_as_forward_lead_to_the_same_unit(day: PartialDate, count: int, unit: Granularity) -> None:
    there = arithmetic.move(day, count, unit)
    assert there is not None
    assert arithmetic.move(there, -count, unit) == arithmetic.floor(day, unit)


@given(days)
def test_distance_is_negative_behind_and_positive_ahead(day: PartialDate) -> None:
    before, after = (arithmetic.move(day, step, Granularity.DAY) for step in (-3, 5))
    assert before is not None
    assert after is not None
    assert arithmetic.distance(day, before) == -3
    assert arithmetic.distance(day, after) == 5


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (1.5, Granularity.YEAR, (2020, 2, 1, Granularity.MONTH)),
        (0.5, Granularity.DECADE, (2023, 1, 1, Granularity.YEAR)),
        (-1, Granularity.WEEK, (2018, 7, 30, Granularity.WEEK)),
        (2, Granularity.QUARTER, (2019, 1, 1, Granularity.QUARTER)),
    ],
)
def test_half_a_unit_is_counted_in_the_next_finer_one(
    count: float, unit: Granularity, expected: tuple[int, int, int, Granularity]
) -> None:
    moved = arithmetic.move(PartialDate(2018, 8, 7, granularity=Granularity.DAY), count, unit)
    assert moved is not None
    assert (*moved[:3], moved.granularity) == expected


def test_hours_cannot_be_counted_from_a_day() -> None:
    assert arithmetic.move(PartialDate(2018, 8, 7, granularity=Granularity.DAY), 3, Granularity.HOUR) is None


@pytest.mark.parametrize(
    ("whole", "ordinal", "unit", "weekday", "expected"),
    [
        (PartialDate(2011, 3, granularity=Granularity.MONTH), 1, Granularity.DAY, 1, (2011, 3, 7)),
        (PartialDate(2011, 3, granularity=Granularity.MONTH), -1, Granularity.DAY, 5, (2011, 3, 25)),
        (PartialDate(2011), -1, Granularity.DAY, None, (2011, 12, 31)),
        (PartialDate(2011), 2, Granularity.MONTH, None, (2011, 2, 1)),
    ],
)
def test_the_nth_part_is_counted_inside_the_whole(
    whole: PartialDate, ordinal: int, unit: Granularity, weekday: int | None, expected: tuple[int, int, int]
) -> None:
    found = arithmetic.nth_in(whole, ordinal, unit, weekday)
    assert found is not None
    assert found[:3] == expected


def test_there_is_no_fifth_monday_in_a_short_month() -> None:
    february = PartialDate(2011, 2, granularity=Granularity.MONTH)
    assert arithmetic.nth_in(february, 5, Granularity.DAY, 1) is None


@pytest.mark.parametrize(
    ("feast", "year", "expected"),
    [
        ("easter+0", 2019, (2019, 4, 21)),
        ("easter-2", 2019, (2019, 4, 19)),
        ("4-4-11", 2012, (2012, 11, 22)),
        ("-1-1-5", 2019, (2019, 5, 27)),
        ("4-4-11-1", 2019, (2019, 11, 29)),
    ],
)
def test_feasts_are_computed(feast: str, year: int, expected: tuple[int, int, int]) -> None:
    placed = arithmetic.place(Fields(feast=feast), year)
    assert placed is not None
    assert placed[:3] == expected


def test_a_day_that_does_not_exist_has_no_place() -> None:
    assert arithmetic.place(Fields(month=2, day=29), 2019) is None
