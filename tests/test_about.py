"""Rows that concern a name are found by it and by short forms that can mean nothing else; the others are not."""

from __future__ import annotations

import pytest

from timeline import extract, grammar
from timeline.about import concerns
from timeline.model import Timeline

ENGLISH = grammar.load("en")
STORY = """\
President June Hartley joined the Bank of Velden in 1990. She left it in 1995. She wrote a book in 1996.

Mr Hartley's car was sold in 1997. The European Trade Union praised Hartley in 1998. He resigned in 1999.

The ETU met in Oslo in 2001. The harbour union met in 2002. President Hartley died in 2003.
"""


def found(text: str, *names: str, saved: bool = False) -> list[str | None]:
    timeline = extract(text)
    if saved:
        timeline = Timeline(timeline.events, timeline.undated)
    test = concerns(names, timeline, ENGLISH)
    return [event.edtf for event in timeline if test(event)]


def test_a_person_is_found_by_name_last_word_title_and_certain_pronoun() -> None:
    assert found(STORY, "June Hartley") == ["1990", "1995", "1996", "1997", "1998", "2003"]


def test_a_saved_timeline_gives_the_same() -> None:
    assert found(STORY, "June Hartley", saved=True) == found(STORY, "June Hartley")


def test_an_organisation_is_found_by_its_initials_but_not_by_a_common_noun() -> None:
    assert found(STORY, "European Trade Union") == ["1998", "2001"]


def test_several_names_are_alternatives() -> None:
    assert found(STORY, "Oslo", "Bank of Velden") == ["1990", "2001"]


def test_any_case_and_spacing_of_the_name_will_do() -> None:
    assert found(STORY, " june  hartley ") == found(STORY, "June Hartley")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The port of Oslo grew. Velden paid in 2011.", "Port of Velden"),
        ("June Hartley spoke. Maya Hartley left. Hartley returned in 2011.", "June Hartley"),
        ("The White House was painted. The House voted in 2011.", "White House"),
        ("Hartley Street was paved. June Hartley spoke. Hartley was closed in 2011.", "June Hartley"),
        ("Apple grew. The apple was eaten in 2011.", "apple"),
        ("Hartley-Stern merged in 2011.", "Hartley"),
        ("The bank of Velden closed. BoV reopened in 2011.", "Bank of Oslo"),
        ("June Hartley met Maya Stern. She resigned in 2011.", "June Hartley"),
        ("June Hartley's brother left. He resigned in 2011.", "June Hartley"),
        ("The wife of Otto Lind left. She resigned in 2011.", "Otto Lind"),
        ("June Hartley left.\n\nThe aftermath\n\nShe resigned in 2011.", "June Hartley"),
        ("June Hartley left. It closed in 2011.", "June Hartley"),
        ("June Hartley left. Maya Stern, she said, resigned in 2011.", "June Hartley"),
    ],
)
def test_what_may_mean_another_is_left_out(text: str, name: str) -> None:
    assert found(text, name) == []


def test_initials_count_with_dots_and_small_words() -> None:
    text = "The Bank of Velden was founded. {} reopened in 2011."
    assert [found(text.format(form), "Bank of Velden") for form in ("BV", "B.V.", "BoV", "BVO")] == [
        ["2011"],
        ["2011"],
        ["2011"],
        [],
    ]


def test_a_name_counts_only_where_its_source_tells_it_in_full() -> None:
    assert found("The ETU met in 2001. Hartley left in 2002.", "European Trade Union", "June Hartley") == []


def test_a_speaker_is_concerned() -> None:
    assert found('"We will open the second yard in 2011," June Hartley said.', "June Hartley") == ["2011"]
