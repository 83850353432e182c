from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents import FIXTURES, Words, events, paragraph, pdf, read, scan
from timeline.errors import InputError, MissingExtraError
from timeline.model import Document
from timeline.notation import from_edtf
from timeline.readers import USUAL, from_pdf, from_text
from timeline.readers.pdf import apart, hyphens

pytest.importorskip("pypdfium2", reason="the extra `pdf` is not installed")

DOCUMENTS = FIXTURES / "documents"
COLUMNS = (
    [
        "The ferry sailed on 3 May 2011 with",
        "forty people on board and reached",
        "the island in June 2011.",
        "It",
    ],
    ["stayed there until July 2011 for a", "repair that took all of the summer", "and left in October 2011 at last."],
)


def text_of(*pages: list[Words]) -> str:
    return read(pdf(*pages), "pdf").text


def told(document: Document, **options: object) -> list[tuple[str, str, str]]:
    return sorted((str(event.edtf), event.expression, event.event) for event in events(document, **options))


# --- the fixtures ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["northstar.pdf", "northstar-printed.pdf"])
def test_a_pdf_of_an_article_gives_its_events(name: str) -> None:
    (plain,) = from_text.read(io.BytesIO((FIXTURES / "northstar.txt").read_bytes()), "a", USUAL)
    assert told(read((DOCUMENTS / name).read_bytes(), "pdf")) == told(plain)


@pytest.mark.parametrize("name", ["minutes.pdf", "minutes-printed.pdf"])
def test_a_pdf_of_minutes_gives_their_events(name: str) -> None:
    (plain,) = from_text.read(io.BytesIO((FIXTURES / "minutes.md").read_bytes()), "a", USUAL)
    day = from_edtf("2018-03-12")
    assert told(read((DOCUMENTS / name).read_bytes(), "pdf"), date=day) == told(plain, date=day)


def test_the_same_sentence_has_the_same_id_in_a_pdf() -> None:
    (plain,) = from_text.read(io.BytesIO((FIXTURES / "northstar.txt").read_bytes()), "a", USUAL)
    printed = read((DOCUMENTS / "northstar-printed.pdf").read_bytes(), "pdf")
    assert {event.id for event in events(plain)} == {event.id for event in events(printed)}


def test_columns_notes_tables_lists_and_pages_of_a_report() -> None:
    document = read((DOCUMENTS / "report.pdf").read_bytes(), "pdf")
    blocks = document.text.split("\n\n")
    assert "14 June 2011\tThe minister opened the pier\n2 August 2011\tA tall ship called at the quay" in blocks
    assert "Plans\n\n- The board will vote on the budget on 15 March 2012.\n- The crane" in document.text
    assert "1 The insurer paid for the ramp in June 2010." in blocks
    assert "A storm broke the international ferry ramp on 9 January 2009. The well-known lighthouse" in document.text
    assert "cleared the north channel in August 2011. The crew" in document.text
    assert "Forty-two traders" in document.text
    assert "Harbour board, report" not in document.text
    assert "Page" not in document.text
    first, second, third = (
        document.text[slice(*span)] for span in zip(document.pages, (*document.pages[1:], None), strict=True)
    )
    assert first.endswith("June 2010.\n\n")
    assert second.startswith("The dredger")
    assert third.startswith("Plans")
    assert document.title == "Report of the harbour board"
    assert document.language == "en-US"


def test_an_event_is_on_the_page_where_its_date_stands() -> None:
    (only,) = events(read(pdf([Words(50, 700, "It opened on 3 May 2011.")]), "pdf"))
    assert only.page == 1
    found = {event.expression: event.page for event in events(read((DOCUMENTS / "report.pdf").read_bytes(), "pdf"))}
    assert (found["9 January 2009"], found["12 April 2011"], found["15 March 2012"]) == (1, 2, 3)


# --- lines, columns and paragraphs -----------------------------------------------------------------------------


def test_the_lines_of_a_paragraph_are_joined_and_paragraphs_kept() -> None:
    lines = paragraph(50, 700, "The bridge was opened on 3 May 2011 by the mayor of", "Westhaven and a band.")
    more = paragraph(50, 660, "It was closed in June 2012 after a storm had torn at", "its cables.")
    assert text_of(lines + more) == (
        "The bridge was opened on 3 May 2011 by the mayor of Westhaven and a band.\n\n"
        "It was closed in June 2012 after a storm had torn at its cables."
    )


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = paragraph(
        50,
        700,
        "The bridge was opened on 3 May 2011 by the mayor in",
        "rain. A band played until the evening came for them.",
    )
    indented = paragraph(70, 676, "In June 2012 it was closed again.")
    assert text_of(lines + indented).split("\n\n")[1:] == ["In June 2012 it was closed again."]


def test_a_heading_in_larger_type_stands_alone() -> None:
    heading = [Words(50, 700, "Works of the year", 16)]
    assert (
        text_of(heading + paragraph(50, 684, "they began in May 2011."))
        == "Works of the year\n\nthey began in May 2011."
    )


def test_lines_that_end_early_are_a_list() -> None:
    items = paragraph(50, 700, "1911 Born in Halden", "1930 Moved to the city of Westhaven", "1952 Retired")
    assert text_of(items).split("\n\n") == [
        "1911 Born in Halden",
        "1930 Moved to the city of Westhaven",
        "1952 Retired",
    ]


def test_bullets_are_items_and_their_second_lines_hang() -> None:
    items = [
        *paragraph(50, 700, "•"), *paragraph(68, 700, "The crane was tested on 3 May 2011 and"),
        *paragraph(68, 688, "found to be sound."),
        *paragraph(50, 676, "• The gate was sold."),
    ]  # fmt: skip
    assert text_of(items) == "- The crane was tested on 3 May 2011 and found to be sound.\n- The gate was sold."


def test_cells_of_a_table_stand_in_a_row() -> None:
    rows = [Words(x, y, text) for y, row in ((700, ("3 May 2011", "Pier opened")), (688, ("June 2012", "Pier closed")))
            for x, text in zip((50, 200), row, strict=True)]  # fmt: skip
    assert text_of(rows) == "3 May 2011\tPier opened\nJune 2012\tPier closed"


def columns(*, to_and_fro: bool) -> list[Words]:
    left, right = (paragraph(x, 650, *lines) for x, lines in zip((50, 320), COLUMNS, strict=True))
    if not to_and_fro:
        return left + right
    rows = [word for row in zip(left, right, strict=False) for word in row]
    return [*rows, *left[len(right) :]]


@pytest.mark.parametrize("to_and_fro", [False, True])
def test_columns_are_read_one_after_the_other_however_the_file_orders_them(to_and_fro: bool) -> None:  # noqa: FBT001 - named by pytest
    above = [Words(50, 690, "A summer on the island of Osmark, told by those who were on board then", 12)]
    assert text_of(above + columns(to_and_fro=to_and_fro)) == (
        "A summer on the island of Osmark, told by those who were on board then\n\n"
        "The ferry sailed on 3 May 2011 with forty people on board and reached the island in June 2011.\n\n"
        "It stayed there until July 2011 for a repair that took all of the summer and left in October 2011 at last."
    )


def test_any_number_of_columns_is_read_without_losing_a_word() -> None:
    words = [Words(x * 200, 700 - y * 12, f"c{x} goes on with line {y}") for y in range(4) for x in range(600)]
    text = text_of(words)
    assert sorted(text.replace("\t", " ").split()) == sorted(" ".join(each.text for each in words).split())
    assert text.startswith("c0 goes on with line 0 c0 goes on with line 1")


def test_a_page_that_is_turned_reads_the_same() -> None:
    lines = paragraph(50, 500, "The bridge was opened on 3 May 2011 by the mayor of", "Westhaven and a band.")
    table = [Words(50, 460, "June 2012"), Words(200, 460, "Bridge closed")]
    upright = text_of(lines + table)
    assert read(pdf(lines + table, turned=True), "pdf").text == upright
    assert upright.endswith(" of Westhaven and a band.\n\nJune 2012\tBridge closed")


# --- hyphens ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("the inter-", "national fair", "the international fair"),
        ("a well-", "known ship", "a well-known ship"),
        ("forty-", "two ships", "forty-two ships"),
        ("the Anglo-", "Saxon king", "the Anglo-Saxon king"),
        ("in 2010-", "11 it rose", "in 2010-11 it rose"),
        ("state-of-", "the-art", "state-of-the-art"),
        ("COVID-", "19 began", "COVID-19 began"),
        ("the HAR-", "BOUR line", "the HARBOUR line"),
        ("Octo-", "ber 2011", "October 2011"),
        ("from May -", "or June", "from May - or June"),
        ("in 2010–", "11 it rose", "in 2010–11 it rose"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_unless_it_belongs_to_the_word(
    line: str, following: str, whole: str
) -> None:
    text = text_of(paragraph(50, 700, f"She said that this was {line}", f"{following} and that"))
    assert text == f"She said that this was {whole} and that"


def test_the_text_itself_shows_how_a_word_is_written() -> None:
    shown = hyphens.words_of([["a cost-benefit study of the seabed"]])
    assert hyphens.is_kept("cost-", "benefit", shown)
    assert not hyphens.is_kept("sea-", "bed", shown)
    assert not hyphens.is_kept("inter\u2010", "national", shown)


def test_a_text_that_breaks_no_words_keeps_its_hyphens() -> None:
    shown = hyphens.words_of([["a line that ends with a word"] * 80])
    assert hyphens.is_kept("ferry-", "boat", shown)


# --- headers, footers, notes, pages ----------------------------------------------------------------------------


def book(*bodies: str) -> list[list[Words]]:
    """Return pages with a header, a body of some lines and a number at the foot."""
    return [
        [
            Words(50, 770, "The Harbour, 3 May 1999" if number % 2 else f"{number + 7} Voss: A life"),
            *paragraph(50, 700, *(f"{body} {line} and some more words here to fill it." for line in "abcdef")),
            Words(300, 40, f"- {number + 7} -"),
        ]
        for number, body in enumerate(bodies)
    ]


def test_headers_footers_and_numbers_of_most_pages_are_left_out() -> None:
    text = text_of(*book("One", "Two", "Three", "Four", "Five", "Six"))
    assert "1999" not in text
    assert "Voss" not in text
    assert "-" not in text
    assert [text.count(body) for body in ("One", "Six")] == [6, 6]


def test_what_stands_at_the_edge_of_few_pages_is_text() -> None:
    pages = book("One", "Two", "Three", "Four", "Five", "Six")
    pages[3].append(Words(50, 60, "It closed on 3 May 2011."))
    assert "It closed on 3 May 2011." in text_of(*pages)


def test_a_title_that_pages_repeat_in_small_type_is_kept() -> None:
    pages = book("One", "Two", "Three")
    for page in pages:
        page.insert(0, Words(50, 785, "A life at sea", 8))
    pages[0].insert(0, Words(50, 740, "A life at sea", 20))
    assert text_of(*pages).startswith("A life at sea\n\nOne a")


def test_what_a_browser_prints_in_the_margins_is_left_out_of_a_single_page() -> None:
    page = [
        Words(20, 780, "11/23/26, 3:36 AM"), Words(250, 780, "The bridge"),
        *paragraph(50, 700, "It opened on 3 May 2011."),
        Words(20, 20, "https://news.example/bridge"), Words(560, 20, "1/1"),
    ]  # fmt: skip
    assert text_of(page) == "It opened on 3 May 2011."


def test_a_sentence_that_runs_over_a_page_stays_one_and_notes_stand_before_its_paragraph() -> None:
    first = (
        "The council closed the harbour bridge on 3 May 2011 when",
        "a driver saw cracks in it, and opened it in June of",
    )
    note = [Words(50, 60, "1 The driver died in 2019.", 7)]
    document = read(pdf(paragraph(50, 100, *first) + note, paragraph(50, 700, "2012, as it had said.")), "pdf")
    assert document.text == f"1 The driver died in 2019.\n\n{' '.join(first)} 2012, as it had said."
    assert document.text[document.pages[1] :] == "2012, as it had said."


def test_an_empty_page_begins_where_the_next_one_does() -> None:
    pages = [Words(50, 700, "It began in May 2011.")], list[Words](), [Words(50, 700, "It ended in June 2012.")]
    assert read(pdf(*pages), "pdf").pages == (0, 23, 23)


# --- what a file says of itself --------------------------------------------------------------------------------


MADE = "/CreationDate(D:20110503120000+02'00')/Title(Microsoft Word - draft.doc)"


def test_the_day_on_which_a_file_was_made_is_the_last_resort() -> None:
    document = read(pdf([Words(50, 700, "It opened yesterday, and closed in 2010.")], info=MADE), "pdf")
    assert document.title is None
    assert [event.edtf for event in events(document)] == ["2010", "2011-05-02"]
    assert [event.edtf for event in events(document._replace(source="2012-01-05-bridge.pdf"))] == ["2010", "2012-01-04"]
    dated = document._replace(text="WESTHAVEN, 3 October 2011 – It opened yesterday.")
    assert [event.edtf for event in events(dated)] == ["2011-10-02"]


@pytest.mark.parametrize("words", ["It opened yesterday.", "It opened yesterday, and closed in 2009."])
def test_the_day_on_which_an_old_text_was_printed_is_not_its_own(words: str) -> None:
    assert read(pdf([Words(50, 700, words)], info=MADE), "pdf").stated == ()
    assert read((DOCUMENTS / "minutes.pdf").read_bytes(), "pdf").stated == ()


# --- hostile files ---------------------------------------------------------------------------------------------


def test_17_an_encrypted_pdf_is_said() -> None:
    with pytest.raises(InputError, match=r"^is encrypted; decrypt it first$"):
        read((DOCUMENTS / "locked.pdf").read_bytes(), "pdf")


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.95, 0.999])
def test_17_a_pdf_that_is_cut_off_is_said(part: float, capfd: pytest.CaptureFixture[str]) -> None:
    data = (DOCUMENTS / "report.pdf").read_bytes()
    with pytest.raises(InputError, match=r"^is broken or cut off"):
        read(data[: int(part * len(data))], "pdf")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF"])
def test_17_a_broken_pdf_is_said_in_one_line(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=r"^is broken or cut off"):
        read(data, "pdf")
    assert capfd.readouterr() == ("", "")


def test_17_pages_that_are_pictures_only_are_said() -> None:
    assert read(scan(), "pdf").warnings == ("no text layer; it is pictures only",)


def test_17_other_inputs_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("It opened on 3 May 2011.")
    (tmp_path / "cut.pdf").write_bytes((DOCUMENTS / "report.pdf").read_bytes()[:9000])
    locked, cut, good = str(DOCUMENTS / "locked.pdf"), str(tmp_path / "cut.pdf"), str(tmp_path / "good.txt")
    done = command("show", locked, cut, good)
    assert done.returncode == 1
    assert done.stdout.startswith("2011-05-03\tIt opened")
    assert f"{locked}: is encrypted; decrypt it first\n" in done.stderr
    assert f"{cut}: is broken or cut off" in done.stderr
    assert len(done.stderr.splitlines()) == 3


def test_18_a_pdf_is_known_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(pdf([Words(50, 700, "It opened on 3 May 2011.")]))
    done = command("show", str(tmp_path / "notes.txt"))
    assert (done.returncode, done.stdout.partition("\t")[0]) == (0, "2011-05-03")
    assert "pdf" in done.stderr


def test_too_many_pages_are_refused_and_so_is_too_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*([Words(50, 700, "It opened on 3 May 2011.")] for _ in range(3)))
    monkeypatch.setattr(from_pdf, "LONGEST", 50)
    with pytest.raises(InputError, match="more than 50 characters"):
        read(data, "pdf")
    monkeypatch.setattr(from_pdf, "MOST_PAGES", 2)
    with pytest.raises(InputError, match="more than 2 pages"):
        read(data, "pdf")


def laughs(levels: int) -> bytes:
    """Return a PDF whose page draws a form ten times, which draws another ten times, and so on."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
    ]
    for level in range(levels):
        form = f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {5 + level} 0 R>>>>" if level else ""
        objects.append(f"<<{form}/Length 60>>stream\n{'/X Do ' * 10}\nendstream")
    objects.append("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 16>>stream\n0 0 m 9 9 l S    \nendstream")
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF".encode()


def test_17_a_pdf_that_takes_memory_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(laughs(3), "pdf").text == ""
    monkeypatch.setattr(apart, "MEMORY", 1 << 29)
    with pytest.raises(InputError, match="may be a bomb"):
        read(laughs(9), "pdf")


def test_17_a_crash_of_the_library_stays_apart() -> None:
    with pytest.raises(InputError, match="crashes its library"):
        apart.apart(lambda: os.kill(os.getpid(), signal.SIGKILL))


def test_work_apart_returns_and_raises_as_if_it_were_not() -> None:
    assert apart.apart(lambda: [1, 2]) == [1, 2]
    with pytest.raises(ZeroDivisionError):
        apart.apart(lambda: 1 // 0)
    with pytest.raises(InputError, match="may be a bomb"):
        apart.apart(lambda: bytearray(1 << 50))


def test_without_its_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"timeline-from-text\[pdf\]"):
        read(b"%PDF-1.4\n%%EOF", "pdf")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 28_000), st.integers(0, 255)), max_size=60))
def test_damage_ends_in_a_document_or_in_one_line(changes: list[tuple[int, int]]) -> None:
    data = bytearray((DOCUMENTS / "northstar.pdf").read_bytes())
    for place, value in changes:
        data[place] = value
    message, pages = "", tuple[int, ...]()
    try:
        pages = read(bytes(data), "pdf").pages
    except InputError as error:
        message = str(error)
    assert "\n" not in message
    assert list(pages) == sorted(pages)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
