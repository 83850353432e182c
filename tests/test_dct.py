"""The document's own date: where it may stand, which one wins, and what must not be taken for it."""

from __future__ import annotations

from datetime import datetime

import pytest
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from tests.work import grows_linearly
from timeline.dct import ReadDate, candidates, datelines, metadata_spans, with_metadata
from timeline.model import Document, DocumentDate
from timeline.options import DateFrom, Options
from timeline.values import Granularity, PartialDate

BODY = "\n\nThe minister resigned in April after a long debate.\n"


def read_date(text: str) -> PartialDate | None:
    """Read a date with year and month out of some words: what two defaults agree on was said."""
    defaults = (datetime(2000, 1, 28), datetime(1996, 12, 27))  # noqa: DTZ001 - no zone is meant
    try:
        one, two = (parser.parse(text, default=each, fuzzy=True, ignoretz=True) for each in defaults)
    except (ValueError, OverflowError):
        return None
    if (one.year, one.month) != (two.year, two.month):
        return None
    if one.day != two.day:
        return PartialDate(one.year, one.month, granularity=Granularity.MONTH)
    return day(one.year, one.month, one.day)


def day(year: int, month: int, number: int) -> PartialDate:
    return PartialDate(year, month, number, granularity=Granularity.DAY)


def document_date(
    document: Document, options: Options, reading: ReadDate, mtime: float | None = None
) -> DocumentDate | None:
    """Return the best of the candidates."""
    return next(iter(candidates(document, options, reading, mtime)), None)


def find(text: str, source: str = "-") -> DocumentDate | None:
    return document_date(Document(text + BODY, source), Options(), read_date)


@pytest.mark.parametrize(
    ("head", "origin", "kind"),
    [
        ("---\ntitle: A talk\ndate: 2019-08-26\n---", "metadata", "header"),
        ('---\nPublished: "August 26, 2019"\n...', "metadata", "header"),
        ("Title: A talk\nDate: 26 August 2019", "metadata", "header"),
        ("# A talk\n\n**Published:** 26 August 2019", "metadata", "header"),
        ("MOSCOW, Aug. 26, 2019 (Agency) -- Talks began.", "text", "dateline"),
        ("NEW YORK, N.Y., August 26, 2019 — Talks began.", "text", "dateline"),
        ("London, 26 August 2019 – Talks began.", "text", "dateline"),
        ("OSLO, Aug. 26, 2019 /Agency/ -- Talks began.", "text", "dateline"),
        ("A talk\nPosted on 26 August 2019", "text", "line"),
        ("A talk\nPublished 26 August 2019 by Jane Doe", "text", "line"),
        ("A talk\nPosted on August 26, 2019 by the press office", "text", "line"),
        ("A talk\nPosted August 26, 2019 by admin", "text", "line"),
        ("A talk\nPosted by admin on August 26, 2019", "text", "line"),
        ("A notice\n\nDated 26 August 2019", "text", "line"),
        ("A notice\n\nDated this 26th day of August 2019", "text", "line"),
        ("A talk\nBy Jane Doe, 26 August 2019", "text", "byline"),
        ("A talk\nBy our football correspondent | 26 August 2019", "text", "date line"),
        ("A talk\nAnn Lee | The Post | Aug 26 2019", "text", "date line"),
        ("A talk\nAnn Lee August 26, 2019 3:21 PM PDT", "text", "date line"),
        ("OSLO, Norway, Monday, 26 August\u00a02019 (Newsline) — Talks began.", "text", "dateline"),
        ("OSLO, Norway, Monday, 26\nAugust 2019 (Newsline) — Talks began.", "text", "dateline"),
        ("OSLO, Norway,\nMonday, 26 August 2019 (Newsline) — Talks began.", "text", "dateline"),
        ("A talk\n\nAugust 26, 2019", "text", "date line"),
        ("A talk\n\nBy our reporter\n\nWest Vessby, 26 August 2019\n\nTalks began.", "text", "date line"),
        ("MINUTES\n\nMinutes of the meeting of the board\nheld on 26 August 2019 at noon", "text", "heading"),
        ("POLICE LOG\nWeek of August 20, 2019\n\nMonday, August 21", "text", "line"),
        ("Parish Council\nHeld at the village hall on 26 August 2019", "text", "heading"),
        ("A talk\n*Monday, 26 August 2019 10:30 a.m. GMT*", "text", "date line"),
        ("A talk\n\nAugust 26, 2019 at 08:45 AM | Local news | Print", "text", "date line"),
    ],
)
def test_the_date_is_found_where_documents_state_it(head: str, origin: str, kind: str) -> None:
    found = find(head)
    assert found is not None
    assert found.date == day(2019, 8, 26)
    assert found.origin == origin
    assert found.evidence.startswith(f'{kind} "')
    assert found.span in metadata_spans(head + BODY) or head.startswith("---")


@pytest.mark.parametrize(
    "name",
    [
        "2019-08-26-title.txt",
        "20190826",
        "a/b/2019_08_26.md",
        "APW20190826.0476.txt",
        "report-2019.08.26.txt",
    ],
)
def test_the_file_name_may_hold_the_date(name: str) -> None:
    found = find("A talk", name)
    assert found is not None
    assert (found.date, found.origin) == (day(2019, 8, 26), "name")


@pytest.mark.parametrize("name", ["report.txt", "2019-13-26.txt", "120190826.txt", "99990826.txt", "2019.txt", "-"])
def test_other_numbers_in_a_file_name_are_no_date(name: str) -> None:
    assert find("A talk", name) is None


def test_a_file_name_with_a_month_gives_a_month() -> None:
    found = find("A talk", "report-2019-08.txt")
    assert found is not None
    assert found.date == PartialDate(2019, 8, granularity=Granularity.MONTH)


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW, Aug. 26 (Agency) -- Talks began.",
        "Putin met Erdogan on August 26, 2019.",
        "Published in 1859, the book sold out at once on 24 November 1859.",
        "By August 2019 the troops had left the city and\nwent on to the border.",
        "# Diary\n\nAugust 26, 2019\n\nWe came.\n\nAugust 27, 2019\n\nWe left.",
        "A title\n\n26 August 2019\n\n" + "We came on foot.\n\n" * 12 + "27 August\n\nWe left at dawn.",
        "Minutes of the meeting of the board\n\nPresent: two",
        "The minutes of the meeting held on 26 August 2019 were read.",
        "A chronicle\n\nVessby, 26 August 2019\n\nThe mill burned.\n\nOsmark, 28 August 2019\n\nThe inn burned.",
        "The bridge was closed, 26 August 2019",
        "Vessby Harbour August 26, 2019",
        "Updated 5 hours ago",
        "On Monday – the first day of May 2019 – talks began.",
        "Published on 24 November 1859 by John Murray, the book sold out at once.",
        "Published on 24 November 1859 by one of the smaller publishing houses of London",
        "A letter\ndated by the bank as of August 2019 came.",
        "The bridge was closed after the storm of the century | 26 August 2019",
        "| The bridge was closed | 26 August 2019 |",
        "Event | Date\n--- | ---\nBridge closed | 26 August 2019",
        "Oslo, in May\n2019, was the scene – on 26 August 2019 – of talks.",
    ],
)
def test_without_a_stated_date_nothing_is_guessed(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2019-08-27.txt", day(2019, 8, 26)),
        ("report-2019.txt", day(2019, 8, 26)),
    ],
)
def test_a_dateline_without_a_year_takes_it_from_the_file_name(name: str, expected: PartialDate) -> None:
    found = find("MOSCOW, Aug. 26 (Agency) -- Talks began.", name)
    assert found is not None
    assert (found.date, found.origin) == (expected, "text")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("OSLO, May 3, 2019 (Agency) -- One.\n\nOSLO, May 3, 2019 (Agency) -- Two.", ["May 3, 2019"]),
        ("OSLO, May 3 (Agency) -- One.\nBERGEN, May 4 (Agency) -- Two.", ["May 3", "May 4"]),
        ("OSLO (Agency) -- One.\n\nBERGEN (Agency) -- Two.", []),
        ("UNESCO, founded on 16 November 1945, is the smaller one.\n\nNATO was founded on 4 April 1949 – later.", []),
    ],
)
def test_the_datelines_of_several_texts_are_told_apart(text: str, days: list[str]) -> None:
    assert datelines(text, "en") == days


def test_a_dateline_of_december_belongs_to_the_year_before_a_january_file() -> None:
    found = find("OSLO, Dec. 31 (Agency) -- Talks began.", "2020-01-01.txt")
    assert found is not None
    assert found.date == day(2019, 12, 31)


@pytest.mark.parametrize(
    "end",
    [
        "R. Lind\nChair\n26 August 2019",
        "R. Lind\nDated: 26 August 2019",
        "26th August 2019\n\nR. Lind, Chair\n",
        "Dated\n\nAugust 26, 2019",
    ],
)
def test_a_day_under_a_signature_dates_what_has_no_other_date(end: str) -> None:
    text = "Dear members\n\n" + "It was a good year.\n\n" * 12 + end
    found = document_date(Document(text), Options(), read_date)
    assert found is not None
    assert found.date == day(2019, 8, 26)


def test_the_sources_are_ordered_option_metadata_text_name_and_updates_last() -> None:
    text = "Updated: 30 August 2019\nDate: 25 August 2019\n\nMOSCOW, Aug. 26, 2019 (Agency) -- Talks." + BODY
    options = Options(date=day(2019, 8, 24))
    found = candidates(Document(text, "2019-08-27.txt"), options, read_date)
    assert [each.date.day for each in found] == [24, 25, 26, 27, 30]
    assert [each.origin for each in found] == ["option", "metadata", "text", "name", "metadata"]


@pytest.mark.parametrize(
    ("date_from", "expected"),
    [
        (DateFrom.METADATA, 25),
        (DateFrom.TEXT, 26),
        (DateFrom.NAME, 27),
        (DateFrom.MTIME, 28),
        (DateFrom.NONE, None),
    ],
)
def test_date_from_restricts_where_to_look(date_from: DateFrom, expected: int | None) -> None:
    text = "Date: 25 August 2019\nMOSCOW, Aug. 26, 2019 (Agency) -- Talks." + BODY
    options = Options(date_from=date_from)
    found = document_date(Document(text, "2019-08-27.txt"), options, read_date, 1_566_950_400.0)
    assert (found.date.day if found else None) == expected


def test_the_time_of_the_file_is_never_taken_unasked() -> None:
    assert document_date(Document(BODY), Options(), read_date, 1_566_950_400.0) is None


def test_a_date_that_the_reader_knows_is_metadata() -> None:
    known = DocumentDate(day(2019, 8, 26), "metadata", "<time>")
    assert document_date(Document(BODY, date=known), Options(), read_date) == known


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW, Aug. 26 (Agency) -- Talks began.", ["MOSCOW, Aug. 26 (Agency) --"]),
        ("NAIROBI, Kenya (AP) _\n\nTalks began.", ["NAIROBI, Kenya (AP) _"]),
        (f"A talk\n{BODY}Last modified on 3 May 2020", ["Last modified on 3 May 2020"]),
        (f"A talk\n{BODY * 9}Updated: yesterday\n{BODY * 9}", ["Updated: yesterday"]),
        (f"A talk\n{BODY * 9}Published in 1859\n{BODY * 9}", []),
        (f"A talk\n{BODY}\n^ a b Holm (Nov 2008). Ports.\n", ["^ a b Holm (Nov 2008). Ports."]),
        (f"A talk\n{BODY}\nNature 57, 16-17 (2019)\n", ["57, 16-17 (2019)"]),
        (f"A talk\n{BODY}\nIn Annals 23 (7): 1739–1752.\n", ["23 (7): 1739–1752"]),
        (f"A talk\n{BODY}[Holm, Ports 1900–1914, p. 12]\n{BODY}", ["[Holm, Ports 1900–1914, p. 12]"]),
        (f"A talk\n{BODY}[It closed in 1914.]\n{BODY}", []),
        (f"A talk\n{BODY}Copyright © 2013 The Crier\n{BODY}", ["Copyright © 2013 The Crier"]),
        (f"A talk\n{BODY}™ & © 2013 The Crier, Inc.\n{BODY}", ["™ & © 2013 The Crier, Inc."]),
        (f"A talk\n{BODY}Copyright was extended in 2013.\n{BODY}", []),
        ("---\ndate: 2019-08-26\nexpires: 2020\n---\nText", ["---\ndate: 2019-08-26\nexpires: 2020\n---"]),
        ("---\nA rule, no header.\n---\nText", []),
        ("The war – it began in 1914 – was long.", []),
        ("", []),
    ],
)
def test_lines_about_the_document_are_set_aside(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in metadata_spans(text)] == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: 'A talk'\n---\n# Other", "A talk"),
        ("Title: A talk\n\nText", "A talk"),
        ("# A talk #\n\nText", "A talk"),
        ("Text without a heading", None),
    ],
)
def test_the_title_comes_from_the_header_or_the_first_heading(text: str, title: str | None) -> None:
    assert with_metadata(Document(text)).title == title


def test_what_the_reader_knew_is_kept() -> None:
    document = with_metadata(Document("Date: 2019-08-26\nText", title="Known", metadata=((17, 21),)))
    assert document.title == "Known"
    assert document.metadata == ((0, 16), (17, 21))
    assert with_metadata(document) == document


@pytest.mark.parametrize(
    "source", ["in/box.mbox#<2019.08.26.x@y>", "box#2019-08-26/1@y", "a.jsonl#https://x.example/2019/08/26"]
)
def test_the_id_of_a_part_is_no_date(source: str) -> None:
    assert document_date(Document(BODY, source), Options(), read_date) is None


@pytest.mark.parametrize("source", ["2019-08-26.mbox#1@2018-01-01", "2019-08-26.mbox", "minutes #3 2019-08-26.txt"])
def test_the_name_of_a_file_dates_all_parts_of_it(source: str) -> None:
    found = document_date(Document(BODY, source), Options(), read_date)
    assert found is not None
    assert found.date == day(2019, 8, 26)


def test_what_the_text_says_of_its_revision_comes_before_the_dates_of_the_file() -> None:
    made = DocumentDate(day(2019, 8, 26), "metadata", "file created", revised=True)
    text = "A talk\n\nUpdated: 30 August 2019" + BODY
    found = candidates(Document(text, "a", stated=(made,)), Options(), read_date)
    assert [each.date.day for each in found] == [30, 26]


@given(st.text(st.sampled_from("AMay. ,:-—(#*\n126dateByupd[]©"), max_size=200))
def test_spans_are_ordered_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for span in metadata_spans(text):
        assert end <= span[0] < span[1] <= len(text)
        end = span[1]


@pytest.mark.parametrize(
    "unit",
    [
        *("Updated ", "\nUpdated: 1", "\n", " ", "- ", "A, ", "(A", "1-", ":", "*", "---\n", "[1 p", "\n©", "\n^ 1"),
        "1 (1): 1-",
    ],
)
def test_hostile_repetition_costs_linear_work(unit: str) -> None:
    text = unit * (80_000 // len(unit))
    assert grows_linearly(lambda part: candidates(Document(part), Options(), lambda _: None), text)


def test_the_last_of_several_comments_does_not_date_what_they_are_about() -> None:
    comments = "".join(f"It is so.\n\n{name} | Aug {of}, 2019\n\n" for name, of in (("Ann", 22), ("Tom", 12)))
    assert find("A talk\n\n" + "Talks began.\n\n" * 12 + comments) is None
    one = document_date(Document("A talk\n\n" + "Talks began.\n\n" * 12 + "Ann | Aug 26, 2019"), Options(), read_date)
    assert one is not None
    assert one.date == day(2019, 8, 26)
