"""Input and surroundings that break other programs: one numbered promise each, kept by the command or the library.

Promises 12 to 17, about formats that are read, are tested more closely with their readers; 44 also in the tests of
the programs that read calendars.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.documents import FIXTURES, archive, scan
from tests.work import grows_linearly
from timeline import extract, find_dates, plugins
from timeline.errors import InputError, NotationError, OutputError, UsageError
from timeline.model import Document, Event, Timeline, Timex
from timeline.output import open_output
from timeline.readers import Reading, from_text
from timeline.writers import Report, Settings

FORMATS = [writer.NAME for writer in plugins.writers()]
OF_EVENTS = [form for form in FORMATS if form != "timeml"]
"""Those that can be made of events alone; TimeML needs their text and says so."""
TEXT = "The bridge opened in March 2011.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own, with one plain text in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_FILE", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "good.txt").write_text(TEXT)
    return tmp_path


def started(
    *arguments: str, stdin: bytes = b"", environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; whatever happens it ends soon, with a known exit code and no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    assert done.returncode in {0, 1, 2}
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr
    return done


def in_shell(command: str) -> subprocess.CompletedProcess[bytes]:
    """Run `command` in bash, with `$timeline` for the program."""
    start = f'timeline="{sys.executable} -m timeline"; {command}'
    return subprocess.run(["bash", "-c", start], capture_output=True, check=False, timeout=60)


def events_of(text: str, **options: Any) -> list[Event]:  # noqa: ANN401 - options of `extract`
    return list(extract(text, **options))


def only_date(text: str, **options: Any) -> Timex:  # noqa: ANN401 - options of `find_dates`
    (found,) = find_dates(text, **options)
    return found


def written(timeline: Timeline, name: str) -> tuple[bytes, Report]:
    stream = io.BytesIO()
    report = plugins.writer(name).write(timeline, stream, Settings())
    return stream.getvalue(), report


def saved(**fields: Any) -> bytes:  # noqa: ANN401 - any field of a record
    """Return a saved timeline of one event with some fields replaced."""
    (event,) = events_of(TEXT)
    return json.dumps({"schema": "timeline/1", **event._asdict(), **fields}).encode() + b"\n"


# --- content -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("content", "words"), [("", "no text"), (" \n\t\n", "no text"), ("Nothing.", "no dated events")]
)
def test_01_without_text_or_dates_the_output_is_whole_and_it_is_said(form: str, content: str, words: str) -> None:
    done = started("export", "-", "-f", form, stdin=content.encode())
    assert done.returncode == 0
    assert words in done.stderr.decode()
    assert done.stdout == written(Timeline(()), form)[0] or form in {"html", "ical", "json", "md", "timeml"}
    assert form != "ical" or done.stdout.endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize("head", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\x7fELF\2\1\1" + bytes(9)])
def test_02_binary_data_is_refused_unless_taken_for_text(head: bytes, folder: Path) -> None:
    (folder / "data").write_bytes(head + b" in May 2011 " + bytes(range(256)) * 8)
    done = started("show", "data", "-f", "jsonl")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"looks like binary data" in done.stderr
    assert b"2011-05" in started("show", "data", "-f", "jsonl", "--input", "text").stdout


def test_03_nul_bytes_are_replaced_and_told_once() -> None:
    done = started("show", "-", stdin=TEXT.replace(" bridge", "\0\0bridge").encode())
    assert b"2011-03" in done.stdout
    assert done.stderr.count(b"NUL") == 1
    assert from_text.decode(TEXT.encode("utf-16-le"), Reading())[0] == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_04_a_byte_order_mark_counts_in_no_offset(encoding: str) -> None:
    done = started("dates", "-", "-f", "jsonl", stdin=TEXT.encode(encoding))
    assert json.loads(done.stdout)["offset"] == TEXT.index("March")


def test_05_other_encodings_are_guessed_aloud_or_given() -> None:
    data = "The café opened in May 2011.\n".encode("cp1252")
    guessed = started("show", "-", stdin=data)
    assert "café" in guessed.stdout.decode()
    assert b"cp1252" in guessed.stderr
    assert started("show", "-", "--encoding", "utf-8", stdin=data).returncode == 1
    assert "café" in started("show", "-", "--encoding", "latin-1", stdin=data).stdout.decode()


def test_06_of_mixed_encodings_only_the_bad_bytes_are_lost() -> None:
    data = "Ärger und Öl — “many” words é ü. ".encode() + b"\xff\xfe Then it opened in May 2011.\n"
    done = started("show", "-", stdin=data)
    assert b"2011-05" in done.stdout
    assert "2 times, first for byte 43" in done.stderr.decode()


@pytest.mark.parametrize("form", OF_EVENTS)
def test_07_lone_surrogates_never_reach_an_encoder(form: str) -> None:
    done = started("show", "-", "-f", form, stdin=saved(event="a \ud800 b", source="s\udcff", sentence="\udfff"))
    assert done.returncode == 0
    done.stdout.decode()


def test_08_hidden_and_turning_marks_are_kept_exact_and_shown() -> None:
    text = "The \u202ebridge\u200b opened in March 2011.\n"
    (event,) = events_of(text)
    assert event.start == "2011-03-01"
    for form in ("plain", "table"):
        shown = started("show", "-", "-f", form, stdin=text.encode()).stdout.decode()
        assert "\\u202ebridge\\u200b" in shown
    record = json.loads(started("show", "-", "-f", "jsonl", stdin=text.encode()).stdout)
    assert record["sentence"] == text.strip()


def test_09_no_escape_sequence_reaches_a_terminal(folder: Path) -> None:
    name = "a\x1b]0;owned\x07\x9b2J.txt"
    (folder / name).write_text("The \x1b[31mred\x9b2J\x1b]0;x\x07 flag rose in May 2011, and 31 May 20011.\n")
    for arguments in (["show", name], ["show", f"{name}x"], ["check", name], ["dates", name], ["explain", name]):
        for form in ([], ["-f", "table"]) if arguments[0] in {"show", "dates"} else ([],):
            done = started(*arguments, *form)
            assert not {"\x1b", "\x07", "\x9b"} & set((done.stdout + done.stderr).decode())


def test_10_a_very_long_sentence_is_cut_around_its_date_and_marked() -> None:
    text = "and the bridge opened in May 2011 and then again " * 400
    found = events_of(text)
    assert found
    for event in found:
        assert len(event.sentence) <= 2000
        assert event.expression in event.sentence
        assert text[event.sentence_offset :].startswith(event.sentence)
        assert "sentence-cut" in event.notes


def test_10_a_long_line_of_dates_takes_memory_within_bounds(folder: Path) -> None:
    (folder / "line.txt").write_text("The bridge opened in March 2011 and closed. " * 6000)
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("the system does not tell how much memory a program took")
    program = (  # not by getrusage, which counts what the program that started it took
        "import re, sys; from timeline.cli.process import run; code = run(sys.argv[1:])\n"
        f"print(re.search(r'VmHWM:\\s+(\\d+)', open('{status}').read())[1], file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "export", "-q", "line.txt", "-f", "jsonl", "--no-fold"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    assert done.stdout.count(b"\n") == 6000
    assert int(done.stderr) < 300_000  # KiB


HOSTILE_RUNS = {
    "digits": "1" * 1_000_000 + "x",
    "numbers": "1 " * 500_000,
    "spaces": "May" + " " * 1_000_000 + "2011",
    "months": "jan " * 250_000 + "!",
    "blank lines": "\n" * 1_000_000,
    "slashes": "3/4/" * 250_000,
    "dashes": "-" * 1_000_000,
    "brackets": "<" * 500_000 + "(" * 500_000,
    "quotes": "“" * 500_000,
    "stops": "A. " * 330_000,
    "number words": "one hundred and " * 60_000,
    "keys": "Date: \n" * 140_000,
}


@pytest.mark.parametrize("name", HOSTILE_RUNS)
def test_11_no_run_of_characters_takes_more_than_linear_work(name: str) -> None:
    text = HOSTILE_RUNS[name]
    extract("May 2011")  # the language is loaded
    assert grows_linearly(extract, text[:120_000])


# --- formats -------------------------------------------------------------------------------------------------

SOUP = {
    "nested": "<div>" * 200_000 + TEXT,
    "less-than signs": "<" * 200_000 + f"\n{TEXT}",
    "an open comment": f"<!-- {TEXT}",
    "open comments": TEXT + "<!--" * 200_000,
}


@pytest.mark.parametrize("name", SOUP)
def test_12_no_markup_hides_the_text_or_takes_more_than_its_length(name: str, folder: Path) -> None:
    (folder / "page.html").write_text(f"<html><body>{SOUP[name]}")
    assert b"2011-03" in started("show", "page.html").stdout


def test_13_what_is_active_in_a_page_is_no_text_and_reaches_no_output(folder: Path) -> None:
    active = (
        "<script>var opened = 'It opened in May 2012.'; alert(1)</script><style>p:after {content: 'June 2012'}</style>"
        "<!-- It opened in July 2012. --><img src=x onerror=alert(1)><svg onload=alert(1)></svg>"
        "<a href=javascript:alert(1)></a>"
    )
    page = f"<html><body onload=alert(1)>{active}<p>{TEXT}</p>{active}"
    (folder / "page.html").write_text(page)
    (row,) = started("show", "page.html", "-f", "jsonl").stdout.splitlines()
    assert json.loads(row)["event"] == "The bridge opened"
    written_page = started("export", "page.html", "-f", "html").stdout
    assert not re.search(rb"alert|onerror|onload|javascript:|2012", written_page)


def docx(body: str, **members: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{body}</w:t></w:r></w:p></w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **members})


def epub(body: str, **members: str) -> bytes:
    head = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="book.opf"/></rootfiles></container>',
        "book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
    }
    return archive({**head, "a.xhtml": f"<html><body><p>{body}</p></body></html>", **members})


@pytest.mark.parametrize(("make", "name"), [(docx, "a.docx"), (epub, "a.epub")])
@pytest.mark.parametrize(
    ("content", "limit"), [({"body": " " * (24 << 20)}, "200 times its size"), ({"members": 2001}, "2,000 members")]
)
def test_14_a_bomb_is_stopped_and_the_limit_is_named(
    make: Callable[..., bytes], name: str, content: dict[str, Any], limit: str, folder: Path
) -> None:
    members = {f"m{number}": "" for number in range(content.get("members", 0))}
    (folder / name).write_bytes(make(content.get("body", ""), **members))
    done = started("show", "-q", name, "good.txt")
    assert (done.returncode, b"2011-03" in done.stdout) == (1, True)
    (line,) = done.stderr.decode().splitlines()
    assert limit in line


@pytest.mark.parametrize(("make", "name"), [(docx, "a.docx"), (epub, "a.epub")])
def test_15_no_member_of_an_archive_is_written_anywhere(
    make: Callable[..., bytes], name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in").mkdir()
    monkeypatch.chdir(folder / "in")
    bad = {"../../escaped.txt": "x", str(folder / "escaped.txt"): "x", "word/../escaped.txt": "x"}
    Path(name).write_bytes(make(TEXT, **bad))
    assert b"2011-03" in started("show", name).stdout
    assert not list(folder.rglob("escaped*"))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/x">%a;]>',
        '<!DOCTYPE x [<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("name", ["a.docx", "a.epub", "a.odt", "a.rss", "a.tml"])
def test_16_no_entity_is_expanded_or_fetched(name: str, declared: str, folder: Path) -> None:
    head = '<?xml version="1.0"?>' + declared
    content = {
        "a.docx": docx("", **{"word/document.xml": f"{head}<x>&a;</x>"}),
        "a.epub": epub("", **{"a.xhtml": f"{head}<html><p>&a;</p></html>"}),
        "a.odt": archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": f"{head}<x>&a;</x>"}),
        "a.rss": f"{head}<rss version='2.0'><channel><item><title>&a;</title></item></channel></rss>".encode(),
        "a.tml": f"{head}<TimeML><TEXT>&a;</TEXT></TimeML>".encode(),
    }[name]
    (folder / name).write_bytes(content)
    done = started("show", "-q", name, "good.txt")
    assert (done.returncode, b"2011-03" in done.stdout) == (1, True)
    told = f"timeline: {name}: document type declarations with entities are refused\n"
    assert done.stderr.decode() == told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ((FIXTURES / "documents" / "locked.pdf").read_bytes(), "is encrypted; decrypt it first"),
        ((FIXTURES / "documents" / "report.pdf").read_bytes()[:9000], "is broken or cut off: its end is missing"),
        (b"%PDF-1.7\n%%EOF", "is broken or cut off"),
    ],
    ids=["encrypted", "cut off", "broken"],
)
def test_17_a_pdf_that_cannot_be_read_is_one_line(data: bytes, words: str, folder: Path) -> None:
    (folder / "a.pdf").write_bytes(data)
    done = started("show", "-q", "a.pdf", "good.txt")
    assert (done.returncode, b"2011-03" in done.stdout) == (1, True)
    assert done.stderr.decode() == f"timeline: a.pdf: {words}\n"


def test_17_a_pdf_of_pictures_only_is_no_failure(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(scan())
    done = started("show", "a.pdf", "good.txt")
    assert (done.returncode, b"2011-03" in done.stdout) == (0, True)
    assert b"a.pdf: no text layer; it is pictures only\n" in done.stderr


# --- sources -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "looks like binary data"),
        (b"%PDF-1.7\n" + bytes(range(256)), "is broken or cut off"),
    ],
)
def test_18_a_suffix_does_not_make_binary_data_a_text(data: bytes, message: str, folder: Path) -> None:
    (folder / "a.txt").write_bytes(data)
    done = started("show", "a.txt", "good.txt")
    assert done.returncode == 1
    assert f"a.txt: {message}" in done.stderr.decode()
    assert b"2011-03" in done.stdout


def test_18_a_page_under_a_wrong_suffix_is_read_by_its_content_and_that_is_said(folder: Path) -> None:
    (folder / "page.txt").write_text(f"<!doctype html><html><body><p>{TEXT}</p></body></html>")
    done = started("show", "page.txt")
    assert (done.returncode, done.stdout) == (0, b"2011-03\tThe bridge opened\tpage.txt:1\n")
    assert b"page.txt: read as html by its content" in done.stderr


@pytest.mark.parametrize("bad", ["missing.txt", "empty", "/dev/zero", "good.txt/x", "/proc/self/mem"])
def test_19_a_source_that_cannot_be_read_is_one_line_and_the_others_go_on(bad: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    done = started("show", "-q", bad, "good.txt")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert b"2011-03" in done.stdout


def _is_urandom(descriptor: Path) -> bool:
    try:
        return descriptor.readlink() == Path("/dev/urandom")
    except OSError:
        return False


def test_19_an_endless_source_is_left_at_once_with_ctrl_c() -> None:
    command = [sys.executable, "-m", "timeline", "show", "/dev/urandom"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not any(map(_is_urandom, Path(f"/proc/{process.pid}/fd").iterdir())):
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20) == (b"", b"timeline: interrupted\n")
    assert process.returncode == 130


@pytest.mark.parametrize("name", [b"a\nb.txt", b"a\x1bb.txt", b"caf\xe9.txt", b"-x.txt"])
def test_20_any_file_name_works_and_is_shown_escaped(name: bytes, folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(TEXT)
    done = started("show", "--", os.fsdecode(name))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert b"\x1b" not in done.stdout + done.stderr
    for form in ("jsonl", "csv"):
        exported = started("export", "-f", form, "--", os.fsdecode(name)).stdout.decode()
        assert name.isascii() or "caf\ufffd.txt" in exported


# --- outputs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_21_a_full_device_is_noticed_at_the_latest_at_the_last_flush(form: str) -> None:
    for command in (f"$timeline show good.txt -f {form} >/dev/full", f"$timeline show good.txt -f {form} -o /dev/full"):
        done = in_shell(command)
        assert done.returncode == 1
        assert b"No space left on device" in done.stderr


def test_22_a_disk_that_fills_leaves_the_old_file_alone(folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    (folder / "long.txt").write_text(TEXT * 200)
    done = in_shell('ulimit -f 8; trap "" XFSZ; $timeline export long.txt -o out.csv')
    assert done.returncode == 1
    assert b"out.csv: File too large" in done.stderr
    assert sorted(path.name for path in folder.glob("*out.csv*")) == ["out.csv"]
    assert (folder / "out.csv").read_text() == "old"


@pytest.mark.parametrize("target", ["missing/out.csv", "good.txt/out.csv", ".", "/proc/out.csv"])
def test_23_an_impossible_output_is_said_before_anything_is_read(target: str) -> None:
    done = started("export", "missing.txt", "-f", "csv", "-o", target)
    assert done.returncode == 1
    assert b"missing.txt: No such" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["good.txt", "link.txt", "hard.txt"])
def test_24_no_input_is_overwritten_under_any_name(name: str, folder: Path) -> None:
    (folder / "link.txt").symlink_to("good.txt")
    (folder / "hard.txt").hardlink_to(folder / "good.txt")
    assert started("show", "good.txt", "-o", name).returncode == 2
    assert started("show", "-", "-o", name, "--no-clobber", stdin=TEXT.encode()).returncode == 2
    assert (folder / "good.txt").read_text() == TEXT


def test_25_a_reader_that_leaves_ends_it_in_silence(folder: Path) -> None:
    (folder / "long.txt").write_text(TEXT * 2000)
    done = in_shell('$timeline dates -q long.txt | head -1; exit "${PIPESTATUS[0]}"')
    assert (done.returncode, done.stderr) == (141, b"")


def test_26_a_closed_standard_output_is_said() -> None:
    done = in_shell("$timeline show good.txt -q >&-")
    assert (done.returncode, done.stderr) == (1, b"timeline: standard output is closed\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_27_28_a_signal_leaves_the_old_file_and_at_worst_a_hidden_one(number: int, code: int, folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    command = [sys.executable, "-m", "timeline", "export", "-", "-o", "out.csv"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 20
    while not list(folder.glob(".out.csv.*.tmp")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.2)  # by now it waits for its input
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == code
    assert (folder / "out.csv").read_text() == "old"
    assert bool(list(folder.glob(".out.csv.*.tmp"))) == (number == signal.SIGKILL)


def test_28_a_failing_step_of_writing_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "out.csv").write_text("old")

    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=r"out\.csv: Input/output error"), open_output("out.csv") as stream:
        stream.write(b"new")
    assert [path.read_text() for path in folder.glob("*out.csv*")] == ["old"]


# --- dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["31 February 2011", "2011-02-31", "2011-13-05", "2011-04-31"])
def test_29_an_impossible_date_is_told_and_never_moved(words: str) -> None:
    found = only_date(f"It fell on {words}.")
    assert "impossible-date" in found.notes
    assert all(event.start is None for event in events_of(f"It fell on {words}."))
    assert b"impossible-date" in started("check", "-", stdin=f"It fell on {words}.".encode()).stdout


def test_30_a_leap_day_of_the_julian_calendar_is_known_to_the_month() -> None:
    (event,) = events_of("He died on 29 February 1500.")
    assert (event.precision, event.edtf, event.notes) == ("month", "1500-02", ("julian-possible",))


def test_31_midnight_at_the_end_of_a_day_is_the_next_day() -> None:
    (event,) = events_of("It began at 24:00 on 3 May 2011.")
    assert event.start == "2011-05-04T00:00"


def test_31_a_leap_second_is_the_second_before() -> None:
    found = only_date("It stopped at 23:59:60 on 30 June 2012.")
    assert (found.value, found.notes) == ("2012-06-30T23:59:59", ("leap-second",))


def test_32_a_year_beyond_four_digits_is_not_lost() -> None:
    assert [event.start for event in events_of("In 12000 BC the ice melted.")] == ["-11999-01-01"]


YEARS = ("-66000000", "-12000", "-5000", "-0043", "0000", "0033", "0476", "9999", "+12000")


@pytest.mark.parametrize("form", OF_EVENTS)
def test_32_any_year_is_written_or_counted(form: str) -> None:
    (sample,) = events_of(TEXT)
    events = tuple(
        sample._replace(id=year, start=f"{year}-01-01", end=f"{year}-12-31", edtf=None, precision="year")
        for year in YEARS
    )
    data, report = written(Timeline(events), form)
    assert report.written + sum(number for _, number in report.left_out) == len(YEARS)
    assert form in {"ical", "markwhen"} or report.written == len(YEARS)
    assert form != "ical" or data.count(b"BEGIN:VEVENT") == 1


def test_32_years_before_christ_are_astronomical() -> None:
    assert [event.start for event in events_of("It rose in 5000 BC, fell in 44 BC and was gone in 476 AD.")] == [
        "-4999-01-01",
        "-0043-01-01",
        "0476-01-01",
    ]


@pytest.mark.parametrize(
    "words",
    ["99999999999 years ago", "in the year 1e9", f"{'9' * 5000} years ago", f"in {'2' * 5000}", "in 1" + "0" * 400],
)
def test_33_numbers_without_measure_give_no_date_and_no_error(words: str) -> None:
    dated = [event.start for event in events_of(f"It happened {words}. It ended in May 2011.", date="2019-08-26")]
    assert "2011-05-01" in dated
    done = started("show", "-", "-d", "2019-08-26", stdin=f"It happened {words}.".encode())
    assert done.returncode == 0


def test_34_only_decimal_digits_that_can_be_read_count() -> None:
    assert only_date("It began on ３ May ２０１１.").value == "2011-05-03"
    for words in ("May ²011", "May 201²", "May ٢٠١١", "²⁰¹¹"):
        assert not any(event.start for event in events_of(f"It began in {words}."))


def test_35_a_century_is_assumed_aloud_and_not_far_ahead() -> None:
    for words, value in (("He met her in '99", "1999"), ("It will end in '38", "2038"), ("It ended in '38", "1938")):
        found = only_date(f"{words}.", date="2019-08-26")
        assert (found.value, found.notes) == (value, ("assumed-century",))


@pytest.mark.parametrize(("order", "value"), [("dmy", "2011-04-03"), ("mdy", "2011-03-04")])
def test_36_the_order_of_day_and_month_is_asked_for_or_doubted(order: str, value: str) -> None:
    text = "It ran on 03/04/2011."
    found = only_date(text, order=order)
    assert (found.value, found.notes) == (value, ())
    assert only_date(text).notes == ("ambiguous-order",)
    explained = started("explain", "--text", text).stdout
    assert b"2011-03-04" in explained
    assert b"2011-04-03" in explained


def test_37_a_date_in_iso_form_is_never_turned_round() -> None:
    found = only_date("Due 2011-13-01.")
    assert found.notes == ("impossible-date",)
    assert found.edtf != "2011-01-13"


@pytest.mark.parametrize("words", ["4 October 1582", "10 October 1582", "15 October 1582"])
def test_38_days_about_the_reform_of_the_calendar_stay_as_written(words: str) -> None:
    number = int(words.split(maxsplit=1)[0])
    assert only_date(f"It was {words}.").edtf == f"1582-10-{number:02d}"


def test_38_a_day_before_the_reform_may_be_julian() -> None:
    assert only_date("Luther spoke on 31 October 1517.").notes == ("julian-possible",)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("02:30 on 27 March 2011", "2011-03-27T02:30"),  # in a gap where clocks were put forward
        ("02:30 on 30 October 2011", "2011-10-30T02:30"),  # twice where they were put back
        ("02:30 CET on 27 March 2011", "2011-03-27T02:30+01:00"),
    ],
)
@pytest.mark.parametrize("here", ["Europe/Oslo", "UTC"])
def test_39_a_time_that_clocks_leave_out_or_repeat_stays_as_written(words: str, moment: str, here: str) -> None:
    done = started("show", "-", "-f", "jsonl", stdin=f"It rang at {words}.".encode(), environment={"TZ": here})
    record = json.loads(done.stdout)
    assert (record["start"], record["timezone"], record["notes"]) == (moment, None, [])


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "IST", "\0"])
def test_40_an_unknown_zone_opens_no_file_and_stays_in_the_text(zone: str) -> None:
    text = f"At 14:46 {zone} on 11 March 2011 it shook."
    found = events_of(text)
    assert found
    assert all(event.timezone is None and event.sentence == text.strip() for event in found)
    assert not any(event.start and event.start.endswith(("Z", ":00+05:30")) for event in found)


@pytest.mark.parametrize("text", ["It ran from 12 May 2011 to 3 May 2011.", "The war, 1945–1939, ended."])
def test_41_no_span_ends_before_it_starts(text: str) -> None:
    found = events_of(text)
    assert found
    assert all(event.start and event.end and event.start <= event.end for event in found)


def test_41_a_range_that_runs_backward_is_two_dates() -> None:
    assert [timex.value for timex in find_dates("The war, 1945-1939, ended.")] == ["1945", "1939"]


# --- surroundings and formats --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_42_locale_zone_and_hash_seed_change_no_byte(form: str, folder: Path) -> None:
    (folder / "a.txt").write_text("The café “Öl” opened at 14:46 on 11 March 2011, the next one in May.\n")
    os.utime(folder / "a.txt", (1e9, 1e9))
    first, second = (
        started("export", "a.txt", "-f", form, environment=environment)
        for environment in (
            {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "1"},
            {"LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
        )
    )
    assert (first.stdout, first.stderr) == (second.stdout, second.stderr)


@pytest.mark.parametrize("start", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1"])
@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_43_no_text_is_a_formula_and_none_is_lost(start: str, form: str, separator: str) -> None:
    (sample,) = events_of(TEXT)
    data, _ = written(Timeline((sample._replace(event=start, sentence=start, expression=start),)), form)
    (row,) = csv.DictReader(io.StringIO(data.decode()), delimiter=separator)
    for column in ("event", "sentence", "expression"):
        assert row[column] == f"'{start.strip()}"
    assert row["start"] == "2011-03-01"


@pytest.mark.parametrize(
    "attack", ["\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x", "\r\nATTENDEE:mailto:a@b", "\nX:y", "\x85A:b"]
)
def test_44_no_text_breaks_out_of_a_calendar_line(attack: str) -> None:
    (sample,) = events_of(TEXT)
    hostile = sample._replace(event=attack, sentence=attack, expression=attack, source=f"https://a/{attack}")
    data, report = written(Timeline((hostile,)), "ical")
    assert report.written == 1
    names = [line.partition(b":")[0].partition(b";")[0] for line in data.split(b"\r\n") if line[:1] not in {b" ", b""}]
    assert names.count(b"BEGIN") == names.count(b"END") == 2
    assert names.count(b"UID") == 1
    assert not {b"ATTENDEE", b"X", b"A"} & set(names)
    assert b"\n" not in data.replace(b"\r\n", b"")


DAMAGE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "cut off": (lambda data: data[:-100], "line 2: not a line of JSON"),
    "garbage": (lambda data: data + b"\x00\xff\xfe", "line 3: not UTF-8"),
    "not ours": (lambda data: data + b'{"schema":"other/1"}\n', "line 3: not an event of a saved timeline"),
    "newer": (lambda data: data.replace(b"timeline/1", b"timeline/2"), "line 1: written by a newer version"),
    "no date": (lambda data: data.replace(b"2011-03-01", b"2011-02-30"), 'line 1: "start" is not a date'),
}
"""What can have happened to a saved timeline of two lines, and what is said of it."""


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("words", ["show saved.jsonl", "show", "export saved.jsonl -o out.jsonl"])
def test_46_a_damaged_or_newer_timeline_is_told_and_not_touched(damage: str, words: str, folder: Path) -> None:
    change, message = DAMAGE[damage]
    data = change(saved() * 2)
    (folder / "saved.jsonl").write_bytes(data)
    (folder / "out.jsonl").write_bytes(b"old")
    done = in_shell(f"TIMELINE_FILE=saved.jsonl; export TIMELINE_FILE; $timeline {words} </dev/null")
    assert (done.returncode, done.stdout) == (1, b"")
    assert message in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert (folder / "saved.jsonl").read_bytes() == data
    assert (folder / "out.jsonl").read_bytes() == b"old"


def test_46_the_other_sources_go_on_beside_a_damaged_timeline(folder: Path) -> None:
    (folder / "saved.jsonl").write_bytes(saved()[:-9] + b"\n")
    done = started("show", "-q", "saved.jsonl", "good.txt")
    assert (done.returncode, done.stdout) == (1, b"2011-03\tThe bridge opened\tgood.txt:1\n")


def test_47_of_two_writers_at_once_one_wins_whole(folder: Path) -> None:
    texts = {name: f"The {name} opened in March 2011.\n" * 300 for name in ("bridge", "harbour")}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    command = [sys.executable, "-m", "timeline", "export", "-q", "--no-fold", "-o", "out.jsonl"]
    running = [subprocess.Popen([*command, f"{name}.txt"], stderr=subprocess.PIPE) for name in texts]
    assert [(process.communicate(timeout=60)[1], process.returncode) for process in running] == [(b"", 0)] * 2
    events = list(map(json.loads, (folder / "out.jsonl").read_text().splitlines()))
    assert len(events) == 300
    assert len({event["source"] for event in events}) == 1
    assert not list(folder.glob(".out.jsonl.*"))


@pytest.mark.parametrize("option", ["--date", "--since", "--until"])
@pytest.mark.parametrize("words", ["foo", "2011-02-31", "9" * 5000, "", "\udcff", "3 May"])
def test_48_an_unreadable_date_option_is_wrong_use_before_anything_is_read(option: str, words: str) -> None:
    done = started("show", "missing.txt", f"{option}={words}")
    assert done.returncode == 2
    assert b"missing.txt" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


class Structure(HTMLParser):
    """The elements of a page with the names of their attributes, and the addresses that it refers to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[object] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, sorted(name for name, _ in attrs)))
        self.found += [value for name, value in attrs if name in {"href", "src", "action", "style"}]

    def handle_decl(self, decl: str) -> None:
        self.found.append(decl)

    def handle_comment(self, data: str) -> None:
        self.found.append(data)


def structure(form: str, data: bytes) -> list[object]:
    """Return the markup that a reader of the format finds, without the text in it."""
    text = data.decode()
    match form:
        case "timeml":
            return [(element.tag, sorted(element.attrib)) for element in ET.fromstring(text).iter()]  # noqa: S314 - our own output
        case "timelinejs":
            slides = json.loads(text)["events"]
            return [Structure("".join(slide["text"].values())).found for slide in slides]
        case "md":
            markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
            return Structure(markdown.render(text)).found
        case "markwhen":
            return [line.partition(":")[0] for line in text.splitlines()]
        case _:
            return Structure(text).found


@pytest.mark.parametrize("form", ["html", "markwhen", "md", "timelinejs", "timeml"])
@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=alert(1)>",
        "](javascript:alert(1)) [x](javascript:alert(1))",
        "a | b \\| c",
        "]]> <!-- &lt;b&gt; <![CDATA[ <?x",
        "\x00\x1b[2J\x07\x0b\ufffe\ud800",
        "</script></style></textarea><script>alert(1)</script>",
        "\" onmouseover=alert(1) ' style=x:y `",
        "<TIMEX3 tid='t9'>\n# heading\n- item\n\n    code\n2011: other",
        "<https://a.org/> ![x](https://a.org/x.png) www.a.org a@b.org",
    ],
)
def test_45_no_text_becomes_markup(form: str, attack: str) -> None:
    (sample,) = events_of(TEXT)

    def made_of(text: str) -> list[object]:
        texts: dict[str, Any] = dict.fromkeys(("event", "expression", "sentence", "reason", "head", "speaker"), text)
        document = Document(f"{text}\n{TEXT}", f"{text}.txt", title=text)
        timeline = Timeline((sample._replace(source=document.source, **texts),), (), (document,), ((),))
        return structure(form, written(timeline, form)[0])

    assert made_of(attack) == made_of("harmless")


@pytest.mark.parametrize("epoch", ["foo", "-1", "1e9", "9" * 30, "٣"])
def test_48_an_unreadable_time_of_making_is_wrong_use_too(epoch: str) -> None:
    done = started("export", "missing.txt", "-f", "ical", environment={"SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == 2
    assert b"SOURCE_DATE_EPOCH" in done.stderr
    assert b"missing.txt" not in done.stderr


@pytest.mark.parametrize("seconds", [-(10**9), 10**12])
def test_48_a_file_from_any_time_can_be_exported(seconds: int, folder: Path) -> None:
    os.utime(folder / "good.txt", (seconds, seconds))
    for form in FORMATS:
        assert started("export", "good.txt", "-f", form, "-o", "out").returncode == 0


# --- any bytes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(20))
def test_any_bytes_end_in_a_timeline_or_in_one_line(seed: int) -> None:
    data = bytes((seed * 7919 + number * number * 31) % 256 for number in range(3000)) + b" 3 May 2011. "
    timeline, message = Timeline(()), ""
    try:
        timeline = extract(from_text.decode(data, Reading(any_bytes=seed % 2 == 0))[0])
    except InputError as error:
        message = str(error)
    assert "\n" not in message
    for form in FORMATS:
        _, report = written(timeline, form)
        assert report.written + sum(number for _, number in report.left_out) == len(timeline)


@pytest.mark.parametrize("date", ["2011-02-31", "soon", "1990/2000", "9" * 2000, ""])
def test_a_date_that_is_none_is_refused_by_the_library_too(date: str) -> None:
    with pytest.raises((NotationError, UsageError)):
        extract(TEXT, date=date)


# --- the list ------------------------------------------------------------------------------------------------


def test_every_promise_has_a_test() -> None:
    tests = [re.findall(r"_(\d\d)(?=_)", name) for name in globals() if name.startswith("test_")]
    assert {int(number) for numbers in tests for number in numbers} == set(range(1, 49))
