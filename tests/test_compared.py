"""A date that something is only compared with is not when it was."""

from __future__ import annotations

import pytest

from timeline import extract


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose to the highest since March 2009.",
        "Turnout fell to its lowest level since 1998.",
        "The team won the cup for the first time since April.",
        "It was the worst storm to hit the coast since 1987.",
        "It was the second-worst result since 1990.",
        "It could be the worst storm to hit the city since 1938.",
        "She became the first woman to hold the post since 1979.",
        "Turnout was higher than at any time since 1974.",
        "This has been the worst year since 1990.",
    ],
)
def test_a_record_since_a_date_is_of_no_known_day(text: str) -> None:
    (event,) = extract(text, date="2019-08-28").undated
    assert (event.edtf, event.basis) == (None, "vague")
    assert "the words do not say" in event.reason


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Calder has sold steel since 1990.", "1990/.."),
        ("Calder has been the largest bank since 1998.", "1998/.."),
        ("The highest peak has been closed since May.", "2019-05/.."),
        ("The ferry has been running at least since 1990.", "1990/.."),
        ("No team has won it since 2001.", "2001/.."),
        ("The first school, open since 1850, burned.", "1850/.."),
        ("The forest has been closed since 3 May 2019.", "2019-05-03/.."),
    ],
)
def test_what_has_gone_on_since_a_date_is_open(text: str, edtf: str) -> None:
    (event,) = extract(text, date="2019-08-28").events
    assert event.edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Turnout fell to the lowest level since 1998 on Tuesday.", "2019-08-27"),
        ("The bank raised rates yesterday for the first time since June 2006.", "2019-08-27"),
        ("The strike, the longest since 1926, ended on Friday.", "2019-08-23"),
        ("Prices are the highest since 1990, and they have been rising since March.", "2019-03/.."),
    ],
)
def test_a_sentence_that_dates_its_event_has_that_row_alone(text: str, edtf: str) -> None:
    told = extract(text, date="2019-08-28")
    assert ([event.edtf for event in told.events], told.undated) == ([edtf], ())


@pytest.mark.parametrize(
    ("text", "edtf", "head"),
    [
        ("It is the longest strike since 1982, when drivers stayed out for weeks.", "1982", "stayed"),
        ("It was the worst fire since June 2007, when nine people were killed.", "2007-06", "killed"),
        ("Prices are at their highest since early 2009, when the bank failed.", "2009", "failed"),
    ],
)
def test_what_was_on_a_date_that_is_compared_with_is_dated(text: str, edtf: str, head: str) -> None:
    (event,) = extract(text, date="2019-08-28").events
    assert (event.edtf, event.head, event.status) == (edtf, head, "happened")
