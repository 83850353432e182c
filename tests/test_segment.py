"""Sentence boundaries: what ends a sentence, what does not, and that both ways of asking agree."""

from __future__ import annotations

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import grows_linearly
from timeline.model import Sentence
from timeline.segment import REACH, Boundaries, Stops, is_item, sentences

ABBREVIATIONS = frozenset({"mr", "dr", "gen", "lt", "st", "no", "inc", "corp", "jan", "aug", "u.s", "p.m", "a.m", "vs"})
STOPS = Stops(ABBREVIATIONS, frozenset({"the", "he", "in", "it", "a"}), frozenset({"n.y", "del"}))


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, STOPS)]


def around(text: str, words: str) -> str:
    start = text.index(words)
    found = Boundaries(text, STOPS).around(start, start + len(words))
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He won. She lost.", ["He won.", "She lost."]),
        ("Really? Yes! So…  And then.", ["Really?", "Yes!", "So…", "And then."]),
        ("“He won.” She lost.", ["“He won.”", "She lost."]),
        ("``He won.'' ``She lost.''", ["``He won.''", "``She lost.''"]),
        ("It fell (see below.) Then it rose.", ["It fell (see below.)", "Then it rose."]),
        ("It began in 1954.[12] The war went on.", ["It began in 1954.[12]", "The war went on."]),
        ("It began in 1954. [Holm, Ports, p. 12] The war went on.", ["It began in 1954.", "The war went on."]),
        ("It began in 1954. [quoted by Holm, p. 12] He fell.", ["It began in 1954.", "He fell."]),
        ("It began in 1954. [He was then 12.] He fell.", ["It began in 1954.", "[He was then 12.]", "He fell."]),
        ("Sales rose. $5 million was paid.", ["Sales rose.", "$5 million was paid."]),
        ("It ended in 2011. 2012 was quiet.", ["It ended in 2011.", "2012 was quiet."]),
        ("Sales fell. iPhone sales rose.", ["Sales fell.", "iPhone sales rose."]),
        ("He lives in the U.S. The rest moved.", ["He lives in the U.S.", "The rest moved."]),
        ("They met at 5 p.m. He left.", ["They met at 5 p.m.", "He left."]),
        ("It fell in ruins. c. 1846 he left.", ["It fell in ruins.", "c. 1846 he left."]),
        ("It hadn't. Marta left.", ["It hadn't.", "Marta left."]),
        ("He said he’d. Marta left.", ["He said he’d.", "Marta left."]),
    ],
)
def test_a_stop_before_a_sentence_start_ends_a_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones on Aug. 26 in St. Louis.",
        "Lt. Gen. Boomer asked U.S. President Bush.",
        "J. K. Rowling and George W. Bush spoke.",
        "It rose 2.5 percent, to No. 5 of 10.",
        "They met at 5 p.m. Friday and at 6 p.m. on Monday.",
        "He joined Acme Inc. in 1990 and Foo Corp. vs. Bar later.",
        "“Really?” he asked, “why me?”",
        "So it goes ... and so it goes.",
        "He went to example.com.au and 3.14 others.",
        "She was b. c. 1846 in Leeds.",
        "WASHINGTON, Aug. 26 (AP) -- The dollar fell.",
    ],
)
def test_abbreviations_initials_decimals_and_lower_case_end_nothing(text: str) -> None:
    assert split(text) == [text]


def test_an_abbreviation_given_with_a_capital_counts_only_so() -> None:
    found = sentences("She said no. Putin met No. Ten.", Stops(frozenset({"No"})))
    assert len(list(found)) == 2


def test_a_long_line_goes_on_in_one_that_begins_small() -> None:
    long = f"He did not tell the owners of the yard {'and of the slip ' * 8}of it until"
    assert split(f"{long}\nthe following January. He paid.") == [f"{long}\nthe following January.", "He paid."]
    assert split(f"{long}.\nthe following January") == [f"{long}.", "the following January"]


def test_without_capitals_a_full_stop_behind_a_word_ends_a_sentence() -> None:
    text = "the strike began on may 6, 2019. police arrested forty. dr. lind of acme inc. left at 5 p.m. friday. it is"
    assert split(text) == [
        "the strike began on may 6, 2019.",
        "police arrested forty.",
        "dr. lind of acme inc. left at 5 p.m. friday.",
        "it is",
    ]
    assert split("“we left.” he said ... and no. 5 rose. and") == ["“we left.” he said ... and no. 5 rose.", "and"]
    assert len(split(f"{text} I")) == 1


def test_blank_lines_always_separate() -> None:
    assert split("A title\n\nthe text of mr.\n \nSmith") == ["A title", "the text of mr.", "Smith"]


@pytest.mark.parametrize("width", [50, 72, 80])
def test_hard_wrapped_text_reads_as_if_it_were_not_wrapped(width: int) -> None:
    text = (
        "The Ministry of Defence said on August 26 that President Vladimir Putin had met with his "
        "Turkish counterpart in Moscow. Gen. Smith of the U.S. Navy left for New York in January 2011. "
        "The talks went on until Friday."
    )
    assert [" ".join(s.split()) for s in split(fill(text, width))] == split(text)


def test_one_paragraph_per_line_keeps_its_lines_apart() -> None:
    long = "The Ministry said that the talks would go on until the end of the year and perhaps longer, " * 2
    assert split(f"{long}\n{long}") == [long.strip()] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\nThe text of the day.", ["Title", "The text of the day."]),
        ("- one in 1990\n- two in 1991\n* three", ["one in 1990", "two in 1991", "three"]),
        ("1. War began\n2. Peace came", ["War began", "Peace came"]),
        (
            "1. Minutes of the last meeting\nThe minutes of 14 September were approved.",
            ["Minutes of the last meeting", "The minutes of 14 September were approved."],
        ),
        ("2.1 Apologies for absence\nMr. Lind sent his.", ["Apologies for absence", "Mr. Lind sent his."]),
        (
            "1. The minutes of the meeting with the Harbour\nBoard were read. It was noted that",
            ["The minutes of the meeting with the Harbour\nBoard were read.", "It was noted that"],
        ),
        ("Paris\nLondon\nNew York", ["Paris", "London", "New York"]),
        ("Title\n=====\nText", ["Title", "=====", "Text"]),
        ("- an item that goes on\n  here\n- another", ["an item that goes on\n  here", "another"]),
        (
            "Protests began in Oslo\nThousands of people went into the streets on Monday,\nthey said.",
            [
                "Protests began in Oslo",
                "Thousands of people went into the streets on Monday,\nthey said.",
            ],
        ),
    ],
)
def test_headings_and_list_items_stand_alone_without_their_marks(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 June\tThe pier opened\n2 August\tA ship called", ["14 June\tThe pier opened", "2 August\tA ship called"]),
        (
            "What they did in the year\n1901\tbuilt\n1902\tsold",
            ["What they did in the year", "1901\tbuilt", "1902\tsold"],
        ),
        (
            "1.\tThe first item is long enough to go on\nover two lines.",
            ["The first item is long enough to go on\nover two lines."],
        ),
        (
            "\tThe first line is indented by a tab and goes\non over two lines.",
            ["The first line is indented by a tab and goes\non over two lines."],
        ),
    ],
)
def test_a_row_of_cells_is_a_sentence_of_its_own(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "items",
    [
        ["12 March 2019  Tenant meets the owner of the mill", "5 May 2019  They begin to repair the roof of it"],
        ["12 March 2019\tTenant meets the owner of the mill", "5 May 2019\tThey begin to repair the roof of it"],
        ["12.03.2019: Tenant meets the owner of the mill", "05.05.2019: They begin to repair the roof of it"],
        ["2019-03-12 – Tenant meets the owner of the mill", "2019-05-05 – they begin to repair the roof of it"],
        ["1998 Firm founded in a shed behind the old mill", "2001 Moves to a hall beside the railway station"],
        ["(1998) Firm founded in a shed behind the old mill", "(2001) Moves to a hall beside the railway station"],
        ["**1998** Firm founded in a shed behind the mill", "**2001** Moves to a hall beside the railway station"],
        ["11:00 Bridge closed after a lorry hit the railing", "12:30 Bridge reopened for cars, not for the lorries"],
        ["11.15 a.m. Bridge closed after a lorry hit the rail", "1:30 p.m. Bridge reopened for cars, not for lorries"],
        ["March 4 Petition filed with the clerk of the court", "March 9 Petition heard before the court of the town"],
        ["Jan. 4, 2019: petition filed with the county clerk", "Aug. 9, 2019: petition heard before the county court"],
        ["Monday, 4 March 2019 Board meets at the old mill", "Tuesday, 5 March 2019 Bank calls in the loans at once"],
        ["1953–55 Wall rebuilt by the county and the state", "1960s Pier closed, then opened, then closed once more"],
        ["c. 1970 Pier burned down in the spring of the year", "1971 Pier rebuilt by the county for all the ferries"],
        ["3 avril 2019: dépôt de la plainte au tribunal", "4 avril 2019: audience devant le tribunal de Lille"],
    ],
)
def test_lines_that_begin_with_dates_are_items_of_a_list(items: list[str]) -> None:
    assert split("\n".join(items)) == items


@pytest.mark.parametrize(
    "text",
    [
        "The yard, which was opened for good on\n12 March 1919 and closed in the spring on\n5 May 1920, was sold.",
        "It was bought in the hard winter of early\n1998 by a firm from the north, and it was sold\n2001 times over.",
        "They had ordered from the yard at the river\n12 boats and three rafts, and they received\n5 boats, all old.",
    ],
)
def test_wrapped_prose_with_dates_at_its_line_heads_is_not_cut(text: str) -> None:
    assert split(text) == [text]


def test_nothing_breaks_inside_the_stretch_asked_for() -> None:
    assert around("It ran. From May. To June. Then not.", "May. To") == "From May. To June."


def test_the_stop_of_the_stretch_itself_can_end_the_sentence() -> None:
    assert around("They met at 5 p.m. He left.", "5 p.m.") == "They met at 5 p.m."


@pytest.mark.parametrize("filler", ["x", "word ", "1"])
def test_a_sentence_without_end_is_cut_within_reach(filler: str) -> None:
    text = filler * 10_000
    place = len(text) // 2
    found = Boundaries(text, STOPS).around(place, place + 1)
    assert place - REACH <= found.start <= place < found.end <= place + 1 + REACH


PIECES = st.sampled_from(
    (
        *(
            "He",
            "the",
            "Mr.",
            "U.S.",
            "Aug.",
            "26",
            "1.",
            ".",
            "!",
            "?",
            "…",
            '"',
            "”",
            ")",
            "[1]",
            "-",
            "#",
            " ",
        ),
        *("4 May 2019", "12:30 ", ":", " ", " ", "\n", "\n\n", "\t", "word", "A", "p.m.", "''", ",", "\u00a0", "🎉"),
    )
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_looking_around_a_place_finds_the_sentence_of_the_whole_text(text: str) -> None:
    found = list(sentences(text, STOPS))
    for sentence in found:
        for place in range(sentence.start, sentence.end):
            assert Boundaries(text, STOPS).around(place, place + 1) == sentence


@given(st.lists(PIECES, max_size=60).map("".join))
def test_sentences_are_ordered_trimmed_and_lose_only_space_marks_and_sources(text: str) -> None:
    end = 0
    for sentence in sentences(text, STOPS):
        assert end <= sentence.start < sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end
    assert isinstance(Boundaries(text, STOPS).around(0, len(text)), Sentence)


@pytest.mark.parametrize(
    "unit", [".", "\n", " ", ". ", '."', ".[1]", "'" * 50 + ".", "Mr. ", "1. ", "\n#", "a\n", "1998 A\n", ". [1 p"]
)
def test_hostile_repetition_costs_linear_work(unit: str) -> None:
    text = unit * (80_000 // len(unit))
    assert grows_linearly(lambda part: list(sentences(part, STOPS)), text)
    assert grows_linearly(lambda part: Boundaries(part, STOPS).around(len(part) // 2, len(part) // 2 + 1), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1998 Firm founded\n2001 Moves to Paris", True),
        ("1998 Firm founded\n\n2001 Moves to Paris", True),
        ("1998 Firm founded\nand sold.", False),
        ("Notes\n1998 Firm founded", False),
        ("2001 was good\n1998 Firm founded", False),
    ],
)
def test_an_item_of_a_chronology_has_its_like_close_by(text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_item(text, text.index("1998")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He lives in Dover, N.Y. Prosecutors say so.", ["He lives in Dover, N.Y.", "Prosecutors say so."]),
        ("DOVER, N.Y. (News) - Police say so.", ["DOVER, N.Y. (News) - Police say so."]),
        ("DOVER, N.Y. - Police say so.", ["DOVER, N.Y. - Police say so."]),
        ("In Vienna, U.S. Secretary Low spoke.", ["In Vienna, U.S. Secretary Low spoke."]),
        ("The Dover, N.Y., maker fell.", ["The Dover, N.Y., maker fell."]),
    ],
)
def test_a_place_ends_a_sentence_before_a_capital(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Member of the board of Osmark Studies (2013-2018)",
            "Elected to the Academy of Scholars in 2015",
            "Leave: 2013",
        ],
        ["From: Ann Low", "Subject: the June workshop at Osmark and the hall"],
        ["2014 | 41,200 | Lift installed in March", "2015 | 38,900 | Closed after the flood"],
        ["failed to tighten the wheel nuts of the lorry;", "(b) failed to notice the bolts."],
        ["Tuesday 7 January – Pupils return to school", "w/c 13 January – Swimming starts for Year 4"],
        ["Monday 6 January – Term begins for the staff", "Thursday 23 January, 6 pm – Parents' evening"],
    ],
    ids=["list", "fields", "cells", "letters", "week", "hour"],
)
def test_lines_of_a_list_are_not_joined(lines: list[str]) -> None:
    assert len(split("\n".join(lines))) == len(lines)


def test_a_numbered_paragraph_leaves_its_number_out() -> None:
    assert split("Minutes\n\n2.1 The Director reported.") == ["Minutes", "The Director reported."]
    assert split("Minutes\n\n2.1 million people came.") == ["Minutes", "2.1 million people came."]


def test_wrapped_names_are_no_list() -> None:
    text = "The board chose Ann Low as its head and\nOtto Lind as its clerk, with a friend,\nIda Stern, from Velden."
    assert split(text) == [text]
