"""Lines that are an event by themselves, and the marks that a row leaves out."""

from __future__ import annotations

import pytest

from timeline import extract


def rows(text: str, date: str | None = None) -> list[tuple[str | None, str, str]]:
    return [(event.edtf, event.event, event.status) for event in extract(text, date=date)]


@pytest.mark.parametrize("apart", ["  ", "\t", ": ", " – ", " - ", " ", "**: "])
def test_a_row_of_a_chronology_leaves_its_date_out(apart: str) -> None:
    strong = "**" if "*" in apart else ""
    text = f"{strong}12 March 2019{apart}Tenant meets owner\n{strong}5 May 2019{apart}Mill opens\n"
    assert rows(text) == [
        ("2019-03-12", "Tenant meets owner", "happened"),
        ("2019-05-05", "Mill opens", "happened"),
    ]


def test_brackets_around_a_date_set_it_apart() -> None:
    assert [event for _, event, _ in rows("[12 March 2019] Police called\n[14 March 2019] Suspect charged\n")] == [
        "Police called",
        "Suspect charged",
    ]


@pytest.mark.parametrize(
    ("date", "status"), [(None, "happened"), ("2020-01-01", "happened"), ("2018-01-01", "planned")]
)
def test_a_line_is_planned_only_when_its_date_lies_ahead(date: str | None, status: str) -> None:
    assert rows("5 May 2019: Mill opens", date) == [("2019-05-05", "Mill opens", status)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("In 1643 the army took the town.[1]", "The army took the town"),
        ("In 1643 the army,[2][note 3] led by Low, took the town.[a]", "The army, led by Low, took the town"),
        ("In 1643 the army took 2 [two] towns [1].", "The army took 2 [two] towns [1]"),
        ("**1889** Wall built", "Wall built"),
        ("**Ann Low** built the *Meteor* in 1889.", "Ann Low built the Meteor"),
        ("In 1889 Ann Low built 2*3 huts and a_b_c.", "Ann Low built 2*3 huts and a_b_c"),
    ],
)
def test_footnote_marks_and_emphasis_stay_out(text: str, event: str) -> None:
    assert rows(text)[0][1] == event
