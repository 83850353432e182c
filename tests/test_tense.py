"""The tense around a date: what a year-less date is completed by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import grammar
from timeline.clause import parse
from timeline.tense import NO_TENSE, Tense, TenseEvidence, tense_at

ENGLISH = grammar.load("en")


def tense(marked: str) -> TenseEvidence:
    """Return the tense around the date in square brackets, in a text of one sentence."""
    before, _, rest = marked.partition("[")
    date, _, after = rest.partition("]")
    return tense_in(before + date + after, len(before), len(before) + len(date))


def tense_in(text: str, start: int, end: int) -> TenseEvidence:
    """Return the tense around the date `text[start:end]` of a sentence."""
    return tense_at(text, parse(text, 0, len(text), ((start, end),), ENGLISH), start, end)


@pytest.mark.parametrize(
    ("sentence", "expected", "word"),
    [
        ("The army launched an offensive in [April].", Tense.PAST, "launched"),
        ("In [April] the army launched an offensive.", Tense.PAST, "launched"),
        ("The bridge was closed in [May].", Tense.PAST, "was closed"),
        ("The firm has hired twenty people since [June].", Tense.PAST, "has hired"),
        ("The firm plans to open a plant in [April].", Tense.FUTURE, "to open"),
        ("The council will not meet on [Friday].", Tense.FUTURE, "will not meet"),
        ("She'll retire in [March].", Tense.FUTURE, "'ll retire"),
        ("The minister is set to visit Bergen on [27 August].", Tense.FUTURE, "to visit"),
        ("The clerk is to report in [May].", Tense.FUTURE, "to report"),
        ("They planned to leave on [Thursday].", Tense.FUTURE, "to leave"),
        ("He said the road would reopen in [October].", Tense.FUTURE, "would reopen"),
        ("Shares fell after the bank agreed to sell its stake in [February].", Tense.PAST, "to sell"),
        ("The hearing, held in [May], lasted an hour.", Tense.PAST, "held"),
        ("The shops will stay closed on [Thursday].", Tense.FUTURE, "closed"),
        ("A meeting in [May].", Tense.NONE, ""),
        ("The more active [March] contract fell a cent.", Tense.FUTURE, "contract"),
    ],
)
def test_the_tense_is_that_of_the_clause(sentence: str, expected: Tense, word: str) -> None:
    evidence = tense(sentence)

    assert (evidence.tense, evidence.word) == (expected, word)


def test_the_evidence_stands_in_the_text_where_it_says() -> None:
    text = "Officials say that the tunnel will open in March."
    start = text.index("March")

    evidence = tense_in(text, start, start + 5)

    assert text[evidence.offset : evidence.offset + len(evidence.word)] == evidence.word == "will open"


@pytest.mark.parametrize(
    ("sentence", "governed"),
    [
        ("The envoys will meet on [Friday].", True),
        ("The envoys met on [Friday].", False),
        ("The shop stays open until [Monday].", True),
        ("Until [Monday] nobody had seen the letter.", False),
        ("Trains may run as early as [Tuesday].", True),
        ("They will appeal against [Wednesday]'s ruling.", False),
        ("Peru play Chile on [Sunday] without their captain.", True),
        ("The team leave for Quito on [Tuesday].", True),
        ("A school play on [Sunday] drew crowds.", False),
        ("Calder reports earnings on [Tuesday].", True),
        ("Calder reports on [Tuesday] that a tank leaked.", False),
        ("The fair, which was prolonged by a week, ends on [Sunday].", True),
        ("They ordered the crew to leave by [Saturday].", True),
        ("They failed to leave by [Saturday].", False),
        ("The talks were put off until [Monday].", True),
        ("Rain was expected until [Monday].", True),
        ("The union planned a march on [Saturday].", True),
        ("A march planned at noon on [Saturday] was cancelled.", False),
        ("The museum is open through [Sunday].", True),
    ],
)
def test_a_weekday_lies_ahead_only_under_a_future_of_its_own(sentence: str, *, governed: bool) -> None:
    assert tense(sentence).governed is governed


def test_a_sentence_without_a_verb_has_no_tense() -> None:
    assert tense("Minutes of [4 March]") == NO_TENSE


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_any_text_has_a_tense_and_evidence_inside_it(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))

    evidence = tense_in(text, start, end)

    assert evidence.offset == -1 or text[evidence.offset :].startswith(evidence.word)
