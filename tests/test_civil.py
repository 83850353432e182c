"""The calendar arithmetic agrees with `datetime` where that reaches, and holds beyond it."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from timeline import civil

DAYS = st.dates()
NUMBERS = st.integers(-(10**12), 10**12)
YEARS = st.integers(-(10**9), 10**9)


@given(DAYS)
def test_day_numbers_are_those_of_datetime(day: dt.date) -> None:
    assert civil.ordinal(day.year, day.month, day.day) == day.toordinal()
    assert civil.from_ordinal(day.toordinal()) == (day.year, day.month, day.day)


@given(DAYS)
def test_weekdays_and_weeks_are_those_of_datetime(day: dt.date) -> None:
    year, week, weekday = day.isocalendar()
    assert civil.weekday(day.year, day.month, day.day) == weekday
    assert civil.iso_week(day.year, day.month, day.day) == (year, week)
    assert civil.week_start(year, week) == day.toordinal() - weekday + 1


@given(NUMBERS)
def test_every_day_number_is_one_day_that_exists(number: int) -> None:
    day = civil.from_ordinal(number)
    assert civil.is_date(*day)
    assert civil.ordinal(*day) == number


@given(NUMBERS)
def test_days_follow_each_other_without_gap(number: int) -> None:
    assert civil.from_ordinal(number) < civil.from_ordinal(number + 1)


@given(YEARS)
def test_the_calendar_repeats_every_400_years(year: int) -> None:
    assert civil.ordinal(year + 400, 3, 1) - civil.ordinal(year, 3, 1) == 146_097
    assert civil.is_leap(year) == civil.is_leap(year + 400)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_have_the_length_datetime_gives_them(year: int, month: int) -> None:
    assert civil.days_in_month(year, month) == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        ((2000, 2, 29), True),
        ((1900, 2, 29), False),
        ((0, 2, 29), True),
        ((-4, 2, 29), True),
        ((2011, 2, 31), False),
        ((2011, 13, 1), False),
        ((2011, 0, 1), False),
        ((2011, 1, 0), False),
    ],
)
def test_impossible_days_are_told_apart(day: tuple[int, int, int], exists: bool) -> None:  # noqa: FBT001 - a case
    assert civil.is_date(*day) is exists


@given(YEARS, st.integers(1, 12), st.integers(-(10**6), 10**6))
def test_adding_months_can_be_undone(year: int, month: int, count: int) -> None:
    later = civil.add_months(year, month, count)
    assert 1 <= later[1] <= 12
    assert (later[0] - year) * 12 + later[1] - month == count
    assert civil.add_months(*later, -count) == (year, month)


@given(st.integers(1583, 4099))
def test_easter_is_that_of_dateutil(year: int) -> None:
    day = easter(year)
    assert civil.easter(year) == (day.month, day.day)


@given(YEARS)
def test_easter_is_always_a_sunday_from_22_march_to_25_april(year: int) -> None:
    month, day = civil.easter(year)
    assert (3, 22) <= (month, day) <= (4, 25)
    assert civil.weekday(year, month, day) == 7


@pytest.mark.parametrize(
    ("day", "weekday"),
    [((1066, 10, 14), 6), ((1582, 10, 4), 4), ((1582, 10, 15), 5), ((1644, 5, 9), 1), ((-43, 3, 15), 3)],
)
def test_the_weekday_of_a_day_before_the_gregorian_calendar_is_that_of_the_julian(
    day: tuple[int, int, int], weekday: int
) -> None:
    assert civil.weekday_told(*day) == weekday
