"""The judged set: what share of its rows comes out as a reader would want them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import extract, grammar
from timeline.describe import describe
from timeline.model import Document, DocumentDate, Event, Timex
from timeline.sentences import Sentences
from timeline.values import Duration, Floating, Granularity, PartialDate, Recurrence, Vague, Value

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("events.toml").read_text("utf-8"))["case"]
ENGLISH = grammar.load("en")
KINDS: dict[str, Value] = {
    "PAST": Vague.PAST,
    "PRESENT": Vague.PRESENT,
    "FUTURE": Vague.FUTURE,
    "SET": Recurrence(Floating(weekday=1), "EVERY"),
    "LATER": PartialDate(2020, 6, 30, granularity=Granularity.DAY),
    "DURATION": Duration(((3, Granularity.WEEK),)),
}
MARK = re.compile(r"\[([^]|]+)(?:\|(\w+))?\]")
FLOOR = 0.96
"""Share of the rows that are right in head, words and status. It only goes up."""


def marked(text: str) -> tuple[str, list[Timex]]:
    """Return the text without its marks, and a temporal expression for each of them."""
    plain, timexes, at = "", [], 0
    for number, match in enumerate(MARK.finditer(text)):
        plain += text[at : match.start()]
        at = match.end()
        start, kind = len(plain), match[2] or ""
        plain += match[1]
        when = KINDS.get(kind, PartialDate(2000 + number))
        role = kind if kind in {"from", "to"} else ""
        timexes.append(timex(plain, start, len(plain), when, role))
    return plain + text[at:], timexes


def timex(text: str, start: int, end: int, when: Value, role: str = "") -> Timex:
    kind = {Recurrence: "SET", Duration: "DURATION"}.get(type(when), "DATE")
    return Timex(
        start,
        end,
        text[start:end],
        kind,
        "",
        None,
        None,
        "rule",
        "why",
        when,
        "explicit",
        None,
        (),
        None,
        None,
        role,
        (),
        (),
    )


def events(text: str) -> list[Event]:
    plain, timexes = marked(text)
    date = DocumentDate(PartialDate(2020, 6, 15, granularity=Granularity.DAY), "option", "")
    return describe(Document(plain, "case.txt", date), timexes, Sentences(plain, "en"))


def row(event: Event) -> list[str]:
    return [event.expression, event.head or "", event.event, event.status]


def is_right(got: list[str] | None, want: list[str] | None) -> bool:
    if got is None or want is None:
        return False
    return got[1] in want[1].split("|") and [got[0], *got[2:]] == [want[0], *want[2:]]


def test_the_share_of_rows_that_are_right_does_not_fall() -> None:
    right, wrong = 0, []
    for case in CASES:
        found = [row(event) for event in events(case["text"])]
        wanted = [[re.sub(r"[][]", "", words), *rest] for words, *rest in case["rows"]]
        for index in range(max(len(found), len(wanted))):
            got = found[index] if index < len(found) else None
            want = wanted[index] if index < len(wanted) else None
            if is_right(got, want):
                right += 1
            else:
                wrong.append(f"{case['text']}\n   want {want}\n   got  {got}")
        right += not found and not wanted
    share = right / (right + len(wrong))
    assert share >= FLOOR, f"{right} of {right + len(wrong)} rows right: {share:.3f}\n" + "\n".join(wrong)


def described(
    text: str, *timexes: Timex, date: PartialDate | None = None, metadata: tuple[tuple[int, int], ...] = ()
) -> list[Event]:
    known = DocumentDate(date, "option", "") if date else None
    return describe(Document(text, "case.txt", known, metadata=metadata), timexes, Sentences(text, "en"))


def found(text: str, words: str, when: Value, role: str = "") -> Timex:
    start = text.index(words)
    return timex(text, start, start + len(words), when, role)


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate(year, month, number, granularity=Granularity.DAY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_offsets_point_at_the_words_they_name(case: dict[str, Any]) -> None:
    text, _ = marked(case["text"])
    for event in events(case["text"]):
        assert text[event.offset : event.offset + event.length] == event.expression
        assert text[event.sentence_offset : event.sentence_offset + len(event.sentence)] == event.sentence
        assert event.head is None or text[event.head_offset :].startswith(event.head)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_no_row_has_loose_ends(case: dict[str, Any]) -> None:
    for event in events(case["text"]):
        assert event.event == event.event.strip(" ,;:-–—")
        assert event.event.count('"') % 2 == 0
        assert event.event.count("(") == event.event.count(")")
        last = event.event.split()[-1]
        ends = event.sentence.endswith((last, f"{last}."))  # "were shot at"
        assert ends or last.lower() not in ENGLISH.words["dangling"]


def test_the_document_s_own_date_makes_no_event() -> None:
    text = "Oslo, 3 October 2011\n\nThe ministry opened an inquiry in April."

    rows = described(
        text,
        found(text, "3 October 2011", day(2011, 10, 3)),
        found(text, "April", PartialDate(2011, 4)),
        metadata=((0, 20),),
    )

    assert [event.expression for event in rows] == ["April"]


def test_a_dateline_is_no_one_who_did_it() -> None:
    text = (
        "VESSBY, 3 October 2011 - Otto Lind, who led the party until 2009, was jailed in May. His trial began in 2010."
    )

    rows = described(
        text,
        found(text, "2009", PartialDate(2009)),
        found(text, "May", PartialDate(2011, 5)),
        found(text, "2010", PartialDate(2010)),
        metadata=((0, 24),),
    )

    assert [event.event for event in rows] == [
        "[Otto Lind] led the party until 2009",
        "Otto Lind, who led the party until 2009, was jailed",
        "[Otto Lind's] trial began",
    ]


def test_two_ends_of_a_range_make_one_event() -> None:
    text = "The summit ran from 26 to 27 August 2011 in Oslo."

    (event,) = described(
        text, found(text, "26", day(2011, 8, 26), "from"), found(text, "27 August 2011", day(2011, 8, 27), "to")
    )

    assert (event.expression, event.edtf) == ("26 to 27 August 2011", "2011-08-26/2011-08-27")


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, Norway, Tuesday, 14 May\u00a02019 (Newsline) — ",
        "OSLO, 14 May\n2019 (Newsline) — ",
        "OSLO, Norway, Tuesday,\n14 May 2019 (Newsline) — ",
    ],
)
def test_a_row_begins_behind_the_dateline(dateline: str) -> None:
    assert [event.event for event in extract(f"{dateline}Dockers voted on Monday to strike.").events] == [
        "Dockers voted to strike"
    ]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("| Bill passed | 12 March 2019 |", "Bill passed"),
        ("| *12 March 2019* | Bill passed | Bonn |", "Bill passed, Bonn"),
        ("| Bill passed | 12 March 2019 | Bonn |", "Bill passed, Bonn"),
        ("| The bill was passed on 12 March 2019 | Bonn |", "The bill was passed, Bonn"),
        ("The bill was passed | 12 March 2019", "The bill was passed"),
        ("|Bill passed|12 March 2019|", "Bill passed"),
    ],
)
def test_a_row_of_a_markdown_table_is_told_without_its_pipes(line: str, row: str) -> None:
    for text in (f"{line}\n", f"# Acts\n\n| What | When |\n|------|------|\n{line}\n"):
        assert [event.event for event in extract(text, date="2020-01-01").events] == [row]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Q: When did you leave the mill?\n\nA: In 1994.", "In 1994 [context: When did you leave the mill?]"),
        ("When did you leave the mill? On 5 May 1994.", "On 5 May 1994 [context: When did you leave the mill?]"),
        ("Q: When did you leave the mill?\n\nA: I left in 1994.", "I left"),
        ("The mill closed.\n\nIn 1994.", "In 1994"),
    ],
)
def test_an_answer_that_is_only_a_date_stands_with_its_question(text: str, row: str) -> None:
    assert [event.event for event in extract(text, date="2020-01-01").events] == [row]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In the year to March 2019, sales rose.", "2018-04-01/2019-03-31"),
        ("The firm lost $3 million in the year ended Dec. 31, 2018.", "2018-01-01/2018-12-31"),
        ("The mill lost two ships in the three weeks before 22 May 2019.", "2019-05-01/2019-05-21"),
        ("The mill lost two ships in the ten days after 21 May 2019.", "2019-05-22/2019-05-31"),
    ],
)
def test_a_period_and_the_day_that_bounds_it_make_one_event(text: str, edtf: str) -> None:
    assert [event.edtf for event in extract(text, date="2020-06-15")] == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Rain fell in May/June 2019.", ["2019-05/2019-06"]),
        ("Output rose in the October/December quarter.", ["2019-36"]),
        ("Sales in November/December 2019 beat those of May.", ["2019-11/2019-12", "2020-05"]),
        ("They met on 3 May/5 June 2019.", ["2019-05-03", "2019-06-05"]),
        ("They met on Saturday/Sunday.", ["2020-06-13", "2020-06-14"]),
    ],
)
def test_months_with_a_stroke_between_them_are_one_stretch(text: str, edtf: list[str]) -> None:
    assert [event.edtf for event in extract(text, date="2020-06-15")] == edtf


def test_a_range_that_ends_before_it_begins_is_two_dates() -> None:
    text = "They fought in 1945-1939."

    rows = described(text, found(text, "1945", PartialDate(1945), "from"), found(text, "1939", PartialDate(1939), "to"))

    assert [event.edtf for event in rows] == ["1945", "1939"]


def test_a_moment_told_twice_of_one_event_is_one_row_with_the_closer_date() -> None:
    text = "In 2011 the ministry opened an inquiry on 4 April."

    (event,) = described(text, found(text, "2011", PartialDate(2011)), found(text, "4 April", day(2011, 4, 4)))

    assert event.edtf == "2011-04-04"


def test_a_day_told_twice_is_one_row_beside_its_event_too() -> None:
    text = "Otto Lind was shot on 9 May 2001. Two days later, the May 11 attack was carried out in Osmark."

    rows = [event.event for event in extract(text, date="2020-06-15")]

    assert rows == ["Otto Lind was shot", "The May 11 attack was carried out in Osmark"]


def test_now_is_placed_on_the_document_date_and_says_so() -> None:
    text = "The army now controls both bridges."
    now = found(text, "now", Vague.PRESENT)

    (dated,) = described(text, now, date=day(2019, 8, 26))
    (undated,) = described(text, now)

    assert (dated.edtf, dated.notes) == ("2019-08-26", ("as-of-document-date",))
    assert (undated.start, undated.end, undated.notes) == (None, None, ())


def test_a_set_of_times_is_undated_and_has_its_rule() -> None:
    text = "The board meets every Monday."

    (event,) = described(text, found(text, "every Monday", KINDS["SET"]))

    assert (event.start, event.recurrence) == (None, "FREQ=WEEKLY;BYDAY=MO")


@pytest.mark.parametrize("text", ["The pass costs 15 crowns [per hour].", "The mill makes 300 sacks [a day]."])
def test_a_rate_dates_nothing(text: str) -> None:
    plain = text.replace("[", "").replace("]", "")

    assert described(plain, found(plain, text[text.index("[") + 1 : text.index("]")], KINDS["SET"])) == []


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    text = '"We leave," the captain said. "We will sail home in May with the first wind."'

    (event,) = described(text, found(text, "May", PartialDate(2019, 5)))

    assert event.speaker == "the captain"
    assert event.event == 'The captain said: "We will sail home in May with the first wind"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hartley said on [Monday] that the yard had closed in [May].", ["2000", "2000"]),
        ('"We will open the second yard in [May]," Hartley said on [Monday].', ["2001", "2001"]),
        ("Hartley said that the yard had closed in [May].", [None]),
        ("The yard closed in [May], and Hartley left in [June].", [None, None]),
        ("Hartley said on [Monday] that it had closed, and said on [Friday] that it had burned.", ["2000", "2001"]),
    ],
    ids=["report", "quotation", "no date", "nothing said", "two sayings"],
)
def test_the_day_of_a_saying_is_kept_apart_from_that_of_the_event(text: str, said: list[str | None]) -> None:
    assert [event.said for event in events(text)] == said


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The van was found about 3.15 pm on Friday.", "The van was found about 3.15 pm on Friday"),
        ("The council must reply by 4 pm on 5 November.", "The council must reply by 4 pm on 5 November"),
        ("The doors opened at 8 pm on Friday.", "The doors opened"),
    ],
)
def test_an_hour_that_no_column_of_dates_can_hold_stays_in_the_row(text: str, row: str) -> None:
    (event,) = extract(text, date="2013-10-24")
    assert event.event == row


@pytest.mark.parametrize(
    "text",
    [
        "Ada Hobbs (12 May 1931 – 3 January 2019) was an English painter who lived in Leeds.",
        "Ada Hobbs (1931–2019), a teacher, ran the school.",
        "Yrsa van Dorn (1931–2019) was a Dutch chemist.",
    ],
)
def test_the_dates_of_a_life_are_a_birth_and_a_death(text: str) -> None:
    born, died = extract(text)
    name = text.partition(" (")[0]
    assert [(event.start or "")[:4] for event in (born, died)] == ["1931", "2019"]
    assert (born.event, died.event) == (f"{name} [was born]", f"{name} [died]")


@pytest.mark.parametrize(
    "text",
    [
        "George IV (1762–1830) was a king.",
        "Queen Ada (1831–1919) was a ruler.",
        "The Union (30 December 1822 – 26 December 1891) was a state.",
        "World Fairs (1851–1939) were a fashion.",
        "Ada Hobbs (1981–1989) was a mayor.",
        "Northern Line (1890–1960) was a railway.",
    ],
)
def test_no_other_years_in_brackets_are_a_life(text: str) -> None:
    (event,) = extract(text)
    assert "[" not in event.event


def test_an_abbreviation_before_a_new_sentence_ends_the_old_one() -> None:
    text = "Calder runs shops throughout the U.S. In May 2012 it bought one in Dover, Del."
    (event,) = extract(text, date="2013-10-24")
    assert event.event == "[Calder] bought one in Dover, Del."


def test_equal_sentences_have_different_ids() -> None:
    text = "She won in 2001.\n\nShe won in 2001."
    second = text.rindex("2001")

    rows = described(text, found(text, "2001", PartialDate(2001)), timex(text, second, second + 4, PartialDate(2001)))

    assert len({event.id for event in rows}) == 2


@given(st.text(alphabet="in May 2011, and was said \"()[]“”'.;:\n—the board", max_size=200), st.data())
def test_any_text_can_be_described(text: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 9)), max_size=4))
    timexes, at = [], 0
    for start, length in sorted(spans):
        if start >= at and start < len(text) and text[start : start + length].strip():
            timexes.append(timex(text, start, min(start + length, len(text)), PartialDate(2011)))
            at = start + length

    assert len(described(text, *timexes)) <= len(timexes)


def test_as_a_result_is_the_subject_of_no_verb() -> None:
    text = (
        "As a result, buyers will take [this week|PRESENT]'s planned offerings of notes due [2022|LATER], rated B-2/B, "
        "and some bonds due [2027|LATER]."
    )
    told = [event.event for event in events(text)]
    assert len(told) >= 2
    assert [words for words in told if "[A result]" in words] == []
