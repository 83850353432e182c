"""An event told twice in one document is one row; whatever may be two events stays two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.event_samples import event
from timeline import extract, grammar
from timeline.fold import fold
from timeline.model import Event, Mention

ENGLISH = grammar.load("en")
FIRST = "In March 2011 Northstar Freight bought the rail depot at Velden."
AGAIN = "On 14 March 2011 Northstar Freight of Westhaven bought the Velden rail depot for 30 million dollars."


def rows(*sentences: str, folded: bool = True) -> list[Event]:
    return list(extract(" ".join(sentences), fold=folded))


def test_an_event_told_twice_is_one_row_with_the_closer_date_and_the_place_of_the_other() -> None:
    (row,) = rows(FIRST, AGAIN)
    assert row.edtf == "2011-03-14"
    assert row.mentions == (Mention(3, len("March 2011"), 1, FIRST),)


def test_a_context_counts_for_nothing_when_rows_are_compared() -> None:
    rest = "Otto Lind and Karl Mayer met in Bern. The two leaders of Norland signed the harbour treaty in May 2011."
    assert len(rows(rest, "Prices rose. Ann Low left.", rest.partition(". ")[2])) == 1


def test_of_two_equal_dates_the_first_telling_stays() -> None:
    (row,) = rows(FIRST, AGAIN.replace("On 14", "In"))
    assert (row.sentence, [mention.sentence for mention in row.mentions]) == (FIRST, [AGAIN.replace("On 14", "In")])


def test_an_event_told_three_times_is_one_row_with_both_others_in_the_order_of_the_text() -> None:
    (row,) = rows(FIRST, AGAIN, FIRST.replace("March 2011", "2011"))
    assert row.edtf == "2011-03-14"
    assert [mention.offset for mention in row.mentions] == sorted(mention.offset for mention in row.mentions)
    assert len(row.mentions) == 2


@pytest.mark.parametrize(
    "other",
    [
        AGAIN.replace("2011", "2012"),
        AGAIN.replace("bought", "sold"),
        AGAIN.replace("bought", "will buy"),
        AGAIN.replace("bought", "did not buy"),
        AGAIN.replace("Northstar Freight of Westhaven", "Lantern Logistics"),
        AGAIN.replace("Velden", "Tarven"),
        "On 14 March 2011 they bought a rail depot near the harbour for the trucks.",
        "In March 2011 Northstar bought trucks.",
    ],
    ids=["date", "verb", "tense", "denial", "actor", "place", "no name", "few words"],
)
def test_rows_that_differ_in_what_counts_stay_two(other: str) -> None:
    assert len(rows(FIRST, other)) == 2


def test_rows_that_begin_with_different_names_stay_two() -> None:
    text = "In March 2011 {} bought the rail depot at Velden and its trucks."
    assert len(rows(text.format("Hartley"), text.format("Stern"))) == 2


def test_rows_whose_numbers_contradict_stay_two() -> None:
    thirty, forty = AGAIN, AGAIN.replace("30 million", "40 million")
    assert len(rows(thirty, forty)) == 2


def test_two_dates_of_one_sentence_stay_two_rows() -> None:
    text = (
        "Northstar Freight bought the rail depot at Velden in March 2011 and bought the rail depot at Velden in 2011."
    )
    (*parts,) = rows(text, folded=False)
    assert len(rows(text)) == len(parts)


def test_what_has_no_date_is_not_folded() -> None:
    assert len(rows("Soon Northstar Freight will buy the Velden rail depot.") * 2) == 2
    undated = event(start=None, end=None, edtf=None, precision="none")
    assert list(fold([undated, undated._replace(sentence_offset=99)], ENGLISH)) == [
        undated,
        undated._replace(sentence_offset=99),
    ]


def test_without_folding_every_row_is_there() -> None:
    assert [row.mentions for row in rows(FIRST, AGAIN, folded=False)] == [(), ()]


WORDS = st.lists(st.sampled_from(["Northstar", "Velden", "bought", "rail", "depot", "trucks", "30", "40"]), min_size=1)
EVENTS = st.builds(
    lambda words, year, place: event(
        start=f"{year}-03-01",
        end=f"{year}-03-31",
        event=" ".join(words),
        head="bought",
        offset=place,
        sentence_offset=place,
        id=str(place),
    ),
    WORDS,
    st.sampled_from(["-0043", "2011", "2012", "+12000"]),
    st.integers(0, 10_000),
)


@given(st.lists(EVENTS, unique_by=lambda made: made.offset))
def test_no_telling_is_lost_and_folding_again_changes_nothing(events: list[Event]) -> None:
    folded = list(fold(events, ENGLISH))
    places = [place for row in folded for place in (row.offset, *(mention.offset for mention in row.mentions))]
    assert sorted(places) == sorted(made.offset for made in events)
    kept = [row.id for row in folded]
    assert kept == [made.id for made in events if made.id in kept]


def test_a_birth_and_a_death_told_again_are_one_row_each_which_says_where() -> None:
    text = (
        "Ada Lind (3 March 1811 - 9 May 1880) was an English painter. She was the heir of a mill. "
        "Lind was born in Leeds on 3 March 1811. Lind died of cholera at Velden on 9 May 1880."
    )
    born, died = rows(text)
    assert (born.event, len(born.mentions)) == ("Lind was born in Leeds", 1)
    assert (died.event, len(died.mentions)) == ("Lind died of cholera at Velden", 1)


@pytest.mark.parametrize(
    "again",
    [
        "Bea Lind was born in Leeds on 3 March 1811.",
        "Lind was born in Leeds in 1811.",
        "Lind was born in Leeds on 4 March 1811.",
    ],
    ids=["another name", "no day", "another day"],
)
def test_births_that_may_be_two_stay_two(again: str) -> None:
    text = "Ada Lind (3 March 1811 - 9 May 1880) was an English painter. "
    assert len(rows(text + again)) == 3
