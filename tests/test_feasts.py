"""The days of feasts are those of the churches and of the Hebrew calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from dateutil.easter import EASTER_JULIAN, EASTER_ORTHODOX, easter

from timeline import civil, feasts, find_dates


@pytest.mark.parametrize("year", range(1583, 2500, 7))
def test_orthodox_easter_is_that_of_dateutil(year: int) -> None:
    assert feasts.orthodox_easter(year) == easter(year, EASTER_ORTHODOX).toordinal()


@pytest.mark.parametrize(
    ("year", "day"),
    # All the delays of the new year: none, one for the Sunday, Wednesday or Friday, two, and one after a long year.
    [(1973, "1973-09-27"), (2005, "2005-10-04"), (2014, "2014-09-25"), (2019, "2019-09-30"), (2024, "2024-10-03")],
)
def test_the_hebrew_year_begins_when_it_does(year: int, day: str) -> None:
    assert dt.date.fromordinal(feasts.rosh_hashanah(year)).isoformat() == day


@pytest.mark.parametrize("year", range(1600, 2500))
def test_the_hebrew_year_has_a_length_that_exists_and_begins_on_no_forbidden_day(year: int) -> None:
    first, following = feasts.rosh_hashanah(year), feasts.rosh_hashanah(year + 1)
    assert following - first in {353, 354, 355, 383, 384, 385}
    assert (first - 1) % 7 + 1 not in {3, 5, 7}


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("ramadan", 2018, "2018-05-16"),
        ("fitr", 2019, "2019-06-04"),
        ("adha", 2017, "2017-09-01"),
        ("ashura", 2010, "2010-12-16"),
        ("mawlid", 1990, "1990-10-01"),
    ],
)
def test_an_islamic_feast_is_on_the_day_tabled(feast: str, year: int, day: str) -> None:
    number = feasts.FIRST[feast](year)
    assert number is not None
    assert dt.date.fromordinal(number).isoformat() == day


@pytest.mark.parametrize("year", [-300, 1, 1870, 1923, 2000, 2078, 9999])
def test_an_islamic_feast_kept_twice_or_not_tabled_has_no_day(year: int) -> None:
    assert feasts.FIRST["fitr"](year) is None


def test_a_feast_near_a_year_that_keeps_it_twice_is_not_placed() -> None:
    assert [timex.value for timex in find_dates("The truce will begin on Eid al-Fitr.", date="2000-11-20")] == [
        "XXXX-XX-XX"
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Eid al-Fitr 2019.", "2019-06-04"),
        ("They met on Eid al-Fitr 2000.", "2000"),
        ("They met on Eid al-Fitr 1870.", "1870"),
        ("War broke out on Yom Kippur 1973.", "1973-10-06"),
        ("They fled on the day before Purim 2020.", "2020-03-09"),
        ("Orthodox Easter 2018 was cold.", "2018-04-08"),
        ("Easter 2018 was cold.", "2018-04-01"),
    ],
)
def test_a_feast_is_read_with_its_year(text: str, value: str) -> None:
    assert [timex.value for timex in find_dates(text)] == [value]


@pytest.mark.parametrize("year", range(326, 1583, 7))
def test_easter_before_the_gregorian_calendar_is_that_of_dateutil(year: int) -> None:
    day = easter(year, EASTER_JULIAN)
    assert feasts.easter(year) == civil.ordinal(year, day.month, day.day)
