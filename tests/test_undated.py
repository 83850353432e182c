"""Sentences that date no event give one when asked, with no date made up for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import extract
from timeline.model import Event

STORY = "The yard opened in 2011. Ann Hartley sold her shares. It will close. She is tall. Nobody has paid since 2012."


def rows(text: str, date: str | None = "2019-08-26") -> tuple[Event, ...]:
    return extract(text, date=date, include_undated=True).undated


def test_they_are_there_only_when_asked_for() -> None:
    assert not extract(STORY).undated
    assert [row.event for row in rows(STORY)] == ["Ann Hartley sold her shares", "It will close"]


def test_they_rest_on_the_date_of_the_document_and_take_none_from_it() -> None:
    for row in rows(STORY):
        assert (row.start, row.end, row.edtf, row.timex3, row.precision) == (None, None, None, None, "none")
        assert (row.basis, row.document_date) == ("document", "2019-08-26")


def test_without_a_document_date_they_rest_on_nothing() -> None:
    assert {(row.basis, row.document_date) for row in rows(STORY, None)} == {("vague", None)}


def test_they_stand_at_their_verb() -> None:
    sold, close = rows(STORY)
    assert (sold.head, sold.status, sold.tense) == ("sold", "happened", "past")
    assert (close.head, close.status, close.tense) == ("close", "planned", "future")
    assert {row.offset - (row.head_offset or 0) for row in (sold, close)} == {0}
    assert STORY[sold.offset :].startswith("sold")
    assert (sold.expression, sold.length) == ("", 0)


@pytest.mark.parametrize(
    "text",
    [
        "She was tall.",
        "The yard has three piers.",
        "The yard that burned is old.",
        "Because it rained, nobody is here.",
        "A quiet street.",
        "He had resigned in 2011.",
    ],
)
def test_a_state_and_a_sentence_with_a_date_give_none(text: str) -> None:
    assert rows(text) == ()


def test_the_dated_rows_stay_as_they_are() -> None:
    assert extract(STORY, include_undated=True).events == extract(STORY).events


def test_undated_events_leave_the_order_of_a_diary_as_it_is() -> None:
    diary = (
        "## 3 May 2011\n\nAnn came home. On 3 May 2011 Bob left town. Cara slept well.\n\n## 5 May 2011\n\nDan wrote."
    )
    assert extract(diary, include_undated=True).events == extract(diary).events
    assert [event.event for event in extract(diary)][:3] == ["Ann came home", "Bob left town", "Cara slept well"]


def test_equal_sentences_have_different_ids() -> None:
    one, two = rows("Hartley left.\n\nHartley left.")
    assert one.id != two.id


@given(st.text(alphabet="inMay2011 She left was \"()“”'.;:\n—", max_size=200))
def test_any_text_gives_rows_in_their_place(text: str) -> None:
    for row in rows(text):
        assert text[row.sentence_offset :].startswith(row.sentence)
        assert row.sentence_offset <= row.offset < row.sentence_offset + len(row.sentence)
