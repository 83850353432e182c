"""What a text denies up to a date begins then: the row has that date, and is not denied."""

from __future__ import annotations

import pytest

from timeline import extract
from timeline.model import Event


def row(text: str) -> Event:
    (event,) = extract(text, date="2015-06-15")
    return event


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("The mill did not close until 1975.", "1975", "happened"),
        ("No coal was sold till 3 March 1911.", "1911-03-03", "happened"),
        ("Not until 1975 did the mill at Osmark close.", "1975", "happened"),
        ("It was not until 1975 that the mill closed.", "1975", "happened"),
        ("The mill will not reopen until 2017.", "2017", "planned"),
        ("The mill will not reopen before 2017.", "2017-01-01/..", "planned"),
        ("The mill did not reopen before 1975.", "1975-01-01/..", "happened"),
        ("A ruling is not expected before 1 July 2016.", "2016-07-01/..", "planned"),
    ],
)
def test_what_is_denied_until_a_date_begins_then(text: str, edtf: str, status: str) -> None:
    event = row(text)
    assert (event.edtf, event.status, event.mod) == (edtf, status, None)
    assert "begins then" in event.reason


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("The mill stayed open until 1975.", "../1975", "happened"),
        ("The mill did not close in 1975.", "1975", "denied"),
        ("The pass had never been crossed before 1975.", "../1974-12-31", "denied"),
        ("The mill had not been closed before 1975.", "../1974-12-31", "denied"),
        ("The mill never closed before 1975.", "../1974-12-31", "denied"),
        ("No ship had been seen at Osmark before 1975.", "../1974-12-31", "denied"),
        ("Osmark denied that the mill was open until 1975.", "../1975", "denied"),
        ("Osmark had never had a bank before 1975.", "../1974-12-31", "denied"),
        ("Calder paid for the mill that it does not own until 1975.", "../1975", "denied"),
    ],
)
def test_other_denials_keep_their_date_and_stay_denied(text: str, edtf: str, status: str) -> None:
    event = row(text)
    assert (event.edtf, event.status) == (edtf, status)


def test_a_week_that_something_waits_for_is_not_made_its_last_day() -> None:
    assert row("The mill did not open until last week.").edtf == "2015-06-08/2015-06-14"


@pytest.mark.parametrize(
    ("text", "edtf", "status"),
    [
        ("The trial was adjourned until Friday.", "2015-06-19", "planned"),
        ("The vote was put off until next Monday.", "2015-06-22", "planned"),
        ("The vote was delayed until 3 March 2011.", "2011-03-03", "happened"),
        ("Calder may call a vote, which is not due until the spring of 2017.", "2017-21", "planned"),
        ("The mill was put up until Friday.", "../2015-06-19", "planned"),
        ("The mill was suspended until 3 March 2011.", "../2011-03-03", "happened"),
    ],
)
def test_what_is_put_off_until_a_date_is_then(text: str, edtf: str, status: str) -> None:
    event = row(text)
    assert (event.edtf, event.status) == (edtf, status)
