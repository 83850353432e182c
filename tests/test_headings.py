"""Dates that stand alone over a text: they date its sentences, and a diary's days are counted from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.work import grows_linearly
from timeline import Timeline, extract
from timeline.headings import date_headings

DIARY = """{one}
The mayor resigned. Police searched his house.

His wife left.

{two}
He was charged.
"""


def rows(text: str, date: str | None = None) -> list[tuple[str | None, str]]:
    return [(event.edtf, event.event) for event in extract(text, date=date)]


def diary(mark: str) -> str:
    return DIARY.format(one=mark.format("4 March 2020"), two=mark.format("6 March 2020"))


@pytest.mark.parametrize("mark", ["{}", "### {}", "**{}**", "{}:", "## *{}*", "{}\n------------"])
def test_a_diary_dates_what_stands_under_each_of_its_days(mark: str) -> None:
    expected = [
        ("2020-03-04", "The mayor resigned"),
        ("2020-03-04", "Police searched his house"),
        ("2020-03-04", "His wife left [context: The mayor resigned]"),
        ("2020-03-06", "He was charged"),
    ]
    found = rows(diary(mark))
    assert found == expected
    assert rows(diary(mark), "2021-02-03") == found


def test_an_event_under_a_heading_rests_on_the_words_of_the_heading() -> None:
    text = diary("## {}")
    charged = list(extract(text))[-1]
    assert (charged.expression, charged.basis, charged.notes) == ("6 March 2020", "explicit", ("dated-by-heading",))
    assert text[charged.offset :].startswith("6 March 2020")
    assert (charged.sentence, charged.head) == ("He was charged.", "charged")


def test_a_sentence_with_a_date_of_its_own_keeps_that() -> None:
    text = "4 March 2020\nThe mayor resigned.\n\n6 March 2020\nHe had sold his house in 2018. He was charged.\n"
    assert rows(text) == [
        ("2018", "He had sold his house"),
        ("2020-03-04", "The mayor resigned"),
        ("2020-03-06", "He was charged"),
    ]


def test_what_is_counted_from_today_counts_from_the_day_of_the_diary() -> None:
    text = "4 March 2020\nThe mayor resigned.\n\n6 March 2020\nYesterday the police searched his house.\n"
    assert rows(text, "2021-02-03")[-1] == ("2020-03-05", "The police searched his house")


CHAT = """\
[14/08/2021, 18:02:11] Priya: I booked the boat yesterday
[16/08/2021, 21:00:44] Jonas: they sold my bike last week
and the train leaves tomorrow

The group was closed last month.
"""


LOG = """\
Monday, 9 July 2018
7:12 a.m. - Caller reports a theft.
11:40 a.m. - A card was used on 3 May 2018.
3 p.m. - Wallet turned in at the station.

Tuesday, 10 July 2018
1:30 a.m. - Man found asleep in a bank.
He had been there for an hour.
"""


def test_the_hours_of_a_log_are_those_of_the_day_over_them() -> None:
    found = [edtf for edtf, _ in rows(LOG) if edtf and "T" in edtf]
    assert found == [f"2018-07-{time}:00" for time in ("09T07:12", "09T11:40", "09T15:00", "10T01:30")]


def test_the_messages_of_a_chat_have_days_of_their_own() -> None:
    found = dict(rows(CHAT, date="2022-03-01"))
    assert [found.get(edtf) for edtf in ("2021-08-13", "2021-08-09/2021-08-15", "2021-08-17", "2022-02")] == [
        "I booked the boat",
        "They sold my bike last week and the train leaves tomorrow",
        "They sold my bike last week and the train leaves",
        "The group was closed",
    ]


def test_an_item_of_a_chronology_has_a_day_of_its_own_and_no_other() -> None:
    text = "- 3 May 2004: The mill closes next week.\n- 9 June 2005: It opens.\n- Spring 2006: It was sold last year.\n"
    assert ("2004-05-10/2004-05-16", "The mill closes") in rows(text, date="2011-10-03")
    assert ("2010", "[The mill] was sold") in rows(text, date="2011-10-03")


def test_a_lone_heading_dates_the_paragraph_under_it() -> None:
    text = "A chronicle of the town.\n\n## 1889\n\nThe wall was built.\n\nThe baker left.\n"
    assert rows(text) == [("1889", "The wall was built")]


def test_a_section_ends_what_a_heading_dates() -> None:
    text = "## 1889\n\nThe wall was built.\n\n## 1953\n\nA storm destroyed the pier.\n\n## Thanks\n\nAnn helped.\n"
    assert rows(text) == [("1889", "The wall was built"), ("1953", "A storm destroyed the pier")]


@pytest.mark.parametrize(
    "text",
    [
        "The yard was closed until\n1998\nand then it was sold.",
        "2018\n2019\n2020\nSales grew and costs fell.",
        "It was sold in March.\n1998\nThe baker left town.",
        "| 4 March 2020 |\n| --- |\n| The mayor resigned there |",
        "- 4 March 2020\n- 6 March 2020\n\nThe mayor resigned today.",
        "The mayor resigned in the town.\n\n4 March 2020\n",
    ],
)
def test_a_date_that_is_no_heading_dates_no_other_sentence(text: str) -> None:
    assert all("dated-by-heading" not in event.notes for event in extract(text, date="2021-02-03"))


def test_the_date_of_the_document_alone_is_no_heading() -> None:
    assert rows("A letter.\n\n4 March 2020\n\nThe mayor resigned.\n", "2020-03-04") == []


def test_no_sentence_is_told_twice() -> None:
    found: Timeline = extract(diary("{}"), include_undated=True)
    offsets = [event.sentence_offset for event in found]
    assert len(offsets) == len(set(offsets))


@given(st.lists(st.sampled_from(["4 May 2020", "\n", "\n\n", "# ", "**", " ", "Ann left. ", "1998", ":", "---"])))
def test_what_stands_under_headings_never_overlaps(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = [(place, place + 10) for place in range(len(text)) if text.startswith("4 May 2020", place)]
    end = 0
    for heading in date_headings(text, spans):
        assert end <= heading.start < heading.end <= heading.first <= heading.last <= len(text)
        end = heading.last


@pytest.mark.parametrize("unit", ["4 May 2020\nAnn left the town.\n\n", "## 4 May 2020\n", "4 May 2020\n\n\n"])
def test_hostile_repetition_costs_linear_work(unit: str) -> None:
    def find(text: str) -> object:
        spans = [(place, place + 10) for place in range(0, len(text), 1) if text.startswith("4 May 2020", place)]
        return date_headings(text, spans)

    assert grows_linearly(find, unit * (40_000 // len(unit)))
