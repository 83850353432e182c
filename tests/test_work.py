"""What is done once, and how little is done where nothing is to be found: counted, not timed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.work import calls, calls_of, grows_linearly
from timeline import extract, find_dates
from timeline.language import load_language

NEWS = "The council met on Tuesday. It had closed the bridge in March, two weeks after the storm of 3 May 2011. "
COMPLETE = "The bridge opened on 3 May 2011, closed in 1999 and was sold three weeks ago. "
DENSE = {
    "dates": "March 2 ",
    "ranges": "from May to ",
    "abbreviations": "Jan. ",
    "numbers": "1-1-1-",
    "quotations": 'He said on Monday "',
    "clauses": "who said in May that ",
    "sentence": "the council met on Monday, it had closed the bridge in March, ",
}
MOST_CALLS: dict[Callable[..., object], int] = {find_dates: 100, extract: 400}
"""For each character of a text that is nothing but dates."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the language, with the automaton for all words, which is not what is counted."""
    assert load_language("en").automata.whole
    extract(NEWS + COMPLETE, date="2019-08-26")


def dates_of(text: str) -> object:
    return find_dates(text, date="2019-08-26")


def events_of(text: str) -> object:
    return extract(text, date="2019-08-26")


def test_a_sentence_is_taken_apart_once_for_its_tense_and_all_its_events() -> None:
    assert calls_of("Tokens.__init__", lambda: events_of(NEWS)) == 2
    assert calls_of("Tokens.__init__", lambda: events_of(NEWS * 3)) == 6


def test_tense_is_asked_only_where_it_decides() -> None:
    assert calls_of("tense_at", lambda: dates_of(NEWS)) == 2
    assert calls_of("tense_at", lambda: dates_of(COMPLETE)) == 0
    assert calls_of("Tokens.__init__", lambda: dates_of(COMPLETE)) == 0


def test_a_place_where_a_sentence_may_end_is_judged_once() -> None:
    assert 500 <= calls_of("_is_boundary", lambda: events_of("Jan. " * 500)) <= 550


def test_a_word_is_looked_into_once() -> None:
    assert calls_of("Grammar._lexeme", lambda: events_of("The zorb met in May.")) == 1
    assert calls_of("Grammar._lexeme", lambda: events_of("The zorb met in May.")) == 0


def test_an_expression_is_read_once() -> None:
    assert calls_of("_plain_readings", lambda: dates_of("It met on 7 April 1731.")) > 0
    assert calls_of("_plain_readings", lambda: dates_of("It sat on 7 April 1731.")) == 0


@pytest.mark.parametrize("name", DENSE)
def test_a_text_full_of_dates_takes_linear_work(name: str) -> None:
    assert grows_linearly(events_of, (DENSE[name] * 2000)[:8_000])


@pytest.mark.parametrize("work", MOST_CALLS)
@pytest.mark.parametrize("name", DENSE)
def test_a_date_among_many_costs_no_more_than_its_surroundings(name: str, work: Callable[..., object]) -> None:
    text = (DENSE[name] * 1000)[:4_000]
    per_character = calls(lambda: work(text, date="2019-08-26")) / len(text)
    assert per_character < MOST_CALLS[work]
