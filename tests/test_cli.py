"""The command line as a process: its streams, exit codes, messages, files and signals."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import civil
from timeline.cli import document_date
from timeline.cli.choose import Chooser
from timeline.cli.options import Choosing
from timeline.errors import UsageError
from timeline.model import Event, Timeline
from timeline.notation import to_iso
from timeline.options import Order
from timeline.values import Granularity, PartialDate

INQUIRY = """\
LONDON, Oct. 3, 2011 (Agency) -- The ministry published its report.

Protests began in the capital in March 2011.
The ministry opened an inquiry in April. The minister resigned after a long debate in 2010.
The summit ran in Oslo on August 26–27.
A decision is expected soon.
"""

UNDATED = "Protests began in the capital in March 2011.\nWe expect a decision on 26 August.\n"

TEXT_COMMANDS = ("show", "dates", "check")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_FILE", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "inquiry.txt").write_text(INQUIRY, encoding="utf-8")
    return tmp_path


def run(
    *arguments: str,
    stdin: bytes | BinaryIO | None = None,
    stdout: BinaryIO | int = subprocess.PIPE,
    env: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; bytes are piped into it, and without `stdin` there is nothing to read."""
    return subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        check=False,
        input=stdin if isinstance(stdin, bytes) else None,
        stdin=None if isinstance(stdin, bytes) else stdin or subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env=env,
    )


def lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def complaint(result: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Return the one line on standard error of a run that failed with `code` and printed nothing."""
    assert result.returncode == code, result.stderr
    assert result.stdout == b""
    (line,) = lines(result.stderr)
    assert line.startswith("timeline: ")
    return line


# --- wrong use ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("show",), ("export", "-f", "csv"), ("dates",), ("check",)])
def test_without_anything_to_read_it_says_how_to_begin_and_reads_nothing(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    said = lines(result.stderr)
    assert len(said) <= 13
    assert sum(line.startswith("  timeline ") for line in said) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["shw"], "did you mean 'show'?"),
        (["show", "--dat", "2011"], "--date"),
        (["show", "inquiry.txt", "--date", "foo"], "--date"),
        (["show", "inquiry.txt", "--date", "2011-02-30"], "2011-02-30"),
        (["show", "inquiry.txt", "--date", "26 August"], "no year"),
        (["show", "inquiry.txt", "--date", "3/4/2011"], "--order"),
        (["show", "inquiry.txt", "--since", "soon"], "--since"),
        (["show", "inquiry.txt", "--until", "soon"], "--until"),
        (["show", "inquiry.txt", "--lang", "xx"], "en"),
        (["show", "inquiry.txt", "--encoding", "klingon"], "--encoding"),
        (["show", "inquiry.txt", "--prefer", "never"], "tense, past, future, nearest"),
        (["show", "inquiry.txt", "--limit", "few"], "whole number"),
        (["show", "inquiry.txt", "--limit", "-1"], "--limit"),
        (["show", "inquiry.txt", "--width", "0"], "--width"),
        (["show", "inquiry.txt", "--columns", "colour"], "colour"),
        (["show", "inquiry.txt", "--columns", ","], "--columns"),
        (["show", "inquiry.txt", "--grep", "("], "--grep"),
        (["show", "inquiry.txt", "--about", " "], "--about"),
        (["show", "inquiry.txt", "--format", "docx"], "docx"),
        (["show", "inquiry.txt", "--strict"], "--since"),
        (["show", "inquiry.txt", "--null"], "--files-from"),
        (["show", "inquiry.txt", "--no-clobber"], "--output"),
        (["show", "inquiry.txt", "--excel"], "csv"),
        (["show", "inquiry.txt", "--format", "csv", "--color", "always"], "table"),
        (["export", "inquiry.txt"], "--format"),
        (["export", "inquiry.txt", "-f", "csv", "--ical-coarse", "skip"], "ical"),
        (["export", "inquiry.txt", "-f", "jsonl", "--columns", "event"], "--columns"),
        (["dates", "inquiry.txt", "--columns", "sentence"], "sentence"),
        (["explain"], "--text"),
        (["explain", "--text", "May 2011", "inquiry.txt"], "--text"),
        (["explain", "--text", "May 2011", "--encoding", "utf-8"], "--encoding"),
        (["explain", "inquiry.txt", "the first one"], "id"),
        (["evaluate"], "GOLD"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(arguments: list[str], words: str) -> None:
    assert words in complaint(run(*arguments), 2)


def test_wrong_use_is_said_before_anything_is_read() -> None:
    assert "--date" in complaint(run("show", "missing.txt", "--date", "foo"), 2)


def test_debug_shows_where_an_error_comes_from() -> None:
    result = run("show", "inquiry.txt", "--width", "0", "--debug")
    assert result.returncode == 2
    assert b"Traceback" in result.stderr


# --- inputs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", TEXT_COMMANDS)
@pytest.mark.parametrize("bad", ["missing.txt", "picture.txt", "nothing/"])
def test_a_bad_input_is_one_line_and_the_others_go_on(command: str, bad: str, folder: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "nothing").mkdir()
    good = run(command, "inquiry.txt", "-q")
    result = run(command, bad, "inquiry.txt", "-q")
    assert result.returncode == 1
    assert result.stdout == good.stdout
    (line,) = lines(result.stderr)
    assert line.startswith(f"timeline: {bad.rstrip('/')}: ")


def test_what_looks_like_binary_data_can_be_read_as_text(folder: Path) -> None:
    (folder / "data.txt").write_bytes(b"\x7fELF no, this is prose. She resigned in March 2011.\n")
    assert "--input text" in complaint(run("show", "data.txt"), 1)
    assert b"2011-03\t" in run("show", "data.txt", "--input", "text").stdout


@pytest.mark.parametrize("command", TEXT_COMMANDS)
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_an_empty_input_is_no_failure(command: str, content: bytes, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(content)
    result = run(command, "empty.txt")
    assert result.returncode == 0
    assert lines(result.stderr)[0] == "timeline: empty.txt: no text"


def test_a_text_of_blanks_says_so_beside_another_warning(folder: Path) -> None:
    (folder / "blank.txt").write_bytes(b"\xa0 \xa0\n")
    said = lines(run("show", "blank.txt").stderr)
    assert said[0].startswith("timeline: blank.txt: not UTF-8")
    assert said[1] == "timeline: blank.txt: no text"


def test_a_text_without_dates_is_no_failure_unless_asked(folder: Path) -> None:
    (folder / "plain.txt").write_text("Nothing has a time here.\n")
    result = run("show", "plain.txt")
    assert (result.returncode, result.stdout) == (0, b"")
    assert lines(result.stderr) == ["no dated events found"]
    assert run("show", "plain.txt", "-e").returncode == 1
    assert run("show", "inquiry.txt", "-e").returncode == 0
    assert run("show", "inquiry.txt", "-e", "--grep", "nobody").returncode == 1
    assert run("dates", "plain.txt", "-e").returncode == 1


def test_a_folder_stands_for_its_texts_in_order(folder: Path) -> None:
    for name in ("b.txt", "a.md", "c.bin"):
        (folder / "notes").mkdir(exist_ok=True)
        (folder / "notes" / name).write_text("She resigned in March 2011.\n")
    found = [line.split("\t")[2] for line in lines(run("show", "notes").stdout)]
    assert found == ["notes/a.md:1", "notes/b.txt:1"]


def test_names_come_from_a_file_or_a_pipe() -> None:
    expected = run("show", "inquiry.txt").stdout
    Path("names").write_bytes(b"inquiry.txt\n")
    assert run("show", "--files-from", "names").stdout == expected
    assert run("show", "--files-from", "-", stdin=b"inquiry.txt\n").stdout == expected
    assert run("show", "--files-from=-", "-0", stdin=b"inquiry.txt\0").stdout == expected
    assert "nowhere" in complaint(run("show", "--files-from", "nowhere"), 1)


def test_a_text_of_many_parts_is_read_to_its_end_from_a_file_and_a_pipe(folder: Path) -> None:
    rest = "Nothing was said.\n\n"
    text = f"{rest * 100_000}They met in May 2011.\n{rest * 9_000}It ended in 2012.\n"
    (folder / "long.txt").write_text(text)
    words = ("export", "-f", "jsonl", "--date", "2013-01-01")
    rows = [json.loads(line) for line in lines(run(*words, "long.txt").stdout)]
    assert [(row["offset"], row["line"]) for row in rows] == [
        (text.index(date), text.count("\n", 0, text.index(date)) + 1) for date in ("May 2011", "2012")
    ]
    piped = [json.loads(line) for line in lines(run(*words, "-", stdin=text.encode()).stdout)]
    assert [row["offset"] for row in piped] == [row["offset"] for row in rows]
    assert run(*words, "long.txt", "inquiry.txt", "-j2").stdout == run(*words, "long.txt", "inquiry.txt").stdout
    found = [json.loads(line)["offset"] for line in lines(run("dates", "-f", "jsonl", "long.txt").stdout)]
    assert found == [row["offset"] for row in rows]


def test_standard_input_is_read_when_nothing_is_named() -> None:
    piped = run("show", "-q", stdin=INQUIRY.encode()).stdout
    assert piped == run("show", "-q", "inquiry.txt").stdout.replace(b"inquiry.txt:", b"-:")
    assert piped == run("show", "-q", "-", stdin=INQUIRY.encode()).stdout
    with Path("inquiry.txt").open("rb") as stream:
        assert piped == run("show", "-q", stdin=stream).stdout


def test_the_saved_timeline_is_read_when_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("show", "inquiry.txt").stdout
    run("export", "inquiry.txt", "-o", "timeline.jsonl")
    assert run("show").stdout == expected
    Path("timeline.jsonl").rename("other.jsonl")
    monkeypatch.setenv("TIMELINE_FILE", "other.jsonl")
    assert run("show").stdout == expected


def test_a_saved_timeline_read_back_loses_nothing() -> None:
    saved = run("export", "inquiry.txt", "-f", "jsonl").stdout
    assert run("export", "-f", "jsonl", stdin=saved).stdout == saved
    assert run("export", "-f", "csv", stdin=saved).stdout == run("export", "inquiry.txt", "-f", "csv").stdout


def test_timelines_are_joined_in_order_of_time(folder: Path) -> None:
    (folder / "more.txt").write_text("She resigned in 2009. He followed in July 2011.\n")
    assert run("show", "inquiry.txt", "more.txt").stdout.startswith(b"2009\t")
    saved = run("export", "more.txt", "-f", "jsonl").stdout + run("export", "inquiry.txt", "-f", "jsonl").stdout
    dates = [line.split("\t")[0] for line in lines(run("show", stdin=saved).stdout)]
    assert dates == ["2009", "2010", "2011-03", "2011-04", "2011-07", "2011-08-26/27", "soon"]


TWICE = b"""\
In March 2011 Northstar Freight bought the rail depot at Velden. Otto Lind left in May 2011.
On 14 March 2011 Northstar Freight of Westhaven bought the Velden rail depot for a good price.
"""


def test_an_event_told_twice_is_one_row_unless_asked() -> None:
    row = run("show", "-q", stdin=TWICE).stdout
    assert lines(row)[0].startswith("2011-03-14\t(2 mentions) Northstar Freight of Westhaven bought")
    assert len(lines(row)) == 2
    assert len(lines(run("show", "-q", "--no-fold", stdin=TWICE).stdout)) == 3


def test_both_tellings_of_an_event_can_be_explained(folder: Path) -> None:
    (folder / "twice.txt").write_bytes(TWICE)
    every = lines(run("export", "twice.txt", "--no-fold", "-f", "jsonl").stdout)
    month, day = (json.loads(line)["id"] for line in every[:2])
    told = "told again line 1: In March 2011 Northstar Freight bought the rail depot at Velden."
    assert told in " ".join(run("explain", "twice.txt", day).stdout.decode().split())
    assert lines(run("explain", "twice.txt", month).stdout)[0] == f"{month} (twice.txt:1)"


def test_sentences_without_a_date_stand_below_when_asked_for() -> None:
    text = TWICE + b"The depot burned.\n"
    every = lines(run("show", "-q", "--include-undated", stdin=text).stdout)
    assert every[-1] == "no date\t[The Velden rail depot] burned\t-:3"
    assert every[:-1] == lines(run("show", "-q", stdin=text).stdout)


def test_rows_about_a_name_are_kept_and_several_names_are_alternatives() -> None:
    for names, count in ((["Otto Lind"], 1), (["Velden"], 1), (["Velden", "Otto Lind"], 2), (["Oslo"], 0)):
        about = [word for name in names for word in ("--about", name)]
        assert len(lines(run("show", "-q", *about, stdin=TWICE).stdout)) == count


def test_a_damaged_timeline_is_one_line(folder: Path) -> None:
    saved = run("export", "inquiry.txt", "-f", "jsonl").stdout
    (folder / "damaged.jsonl").write_bytes(saved + b"{broken\n")
    assert "damaged.jsonl: line 6" in complaint(run("show", "damaged.jsonl"), 1)


def test_an_encoding_that_does_not_fit_is_a_failure_and_a_guess_is_said(folder: Path) -> None:
    (folder / "old.txt").write_bytes("Café closed in March 2011.\n".encode("cp1252"))
    assert b"cp1252" in run("show", "old.txt").stderr
    assert "old.txt: not ascii" in complaint(run("show", "old.txt", "--encoding", "ascii"), 1)
    assert "Café" in run("show", "old.txt", "--encoding", "latin-1").stdout.decode()


# --- the document date --------------------------------------------------------------------------------------


def test_the_document_date_and_its_origin_are_said(folder: Path) -> None:
    assert lines(run("show", "inquiry.txt").stderr)[0] == "inquiry.txt: document date 2011-10-03 (dateline)"
    assert b"(--date)" in run("show", "inquiry.txt", "--date", "2012").stderr
    (folder / "2019-08-26-news.txt").write_text(UNDATED)
    assert b"document date 2019-08-26 (file name)" in run("show", "2019-08-26-news.txt").stderr
    assert run("show", "inquiry.txt", "-q").stderr == b""


def test_without_a_document_date_no_year_is_invented_and_one_line_says_so(folder: Path) -> None:
    (folder / "news.txt").write_text("She resigned on 26 August.\n")
    result = run("show", "news.txt")
    assert result.returncode == 0
    assert [line.split("\t")[0] for line in lines(result.stdout)] == ["26 August"]
    (line,) = lines(result.stderr)
    assert "news.txt has no document date: --date would place 1 of them" in line


def test_today_is_the_only_way_to_the_clock() -> None:
    said = run("show", "inquiry.txt", "--date", "today").stderr.decode()
    assert re.search(r"document date 2\d\d\d-\d\d-\d\d \(--date\)", said)


@pytest.mark.parametrize("options", [(), ("-j2", "inquiry.txt")])
def test_a_record_that_cannot_be_read_makes_the_run_fail_and_is_named_by_its_file(
    folder: Path, options: tuple[str, ...]
) -> None:
    (folder / "a.jsonl").write_text('{"text": "He left on 5 May 2011."}\n{"text": "He\n', encoding="utf-8")
    result = run("show", "-q", "a.jsonl", *options)
    assert (result.returncode, lines(result.stderr)) == (1, ["timeline: a.jsonl: line 2 left out: not JSON"])
    assert "2011-05-05\tHe left\ta.jsonl#line-1:1" in lines(result.stdout)


def test_a_document_date_that_is_not_understood_loses_nothing_and_is_no_failure(folder: Path) -> None:
    (folder / "a.csv").write_text("text,date\nHe left on 5 May 2011.,soon\n", encoding="utf-8")
    result = run("show", "a.csv")
    assert result.returncode == 0
    assert b'a.csv#line-2: date not understood: date "soon"' in result.stderr


def test_several_texts_in_one_are_named_and_dated_by_the_first() -> None:
    first = "OSLO, 14 May 2019 (Newsline) — Dockers voted on Monday to strike.\n"
    second = "Date: 4 March 2020\n\nBERGEN, 3 March 2020 (Newsline) — Nurses left.\n"
    result = run("show", stdin=f"{first}{second}{second}".encode())
    days = "2 days (14 May 2019; 3 March 2020)"
    assert lines(result.stdout)[0] == "2019-05-13\tDockers voted to strike\t-:1"
    assert lines(result.stderr)[:2] == [
        f"timeline: -: has datelines of {days}, but one document date; give each text in a file of its own",
        "-: document date 2019-05-14 (dateline)",
    ]
    assert not run("show", "-q", stdin=f"{first}{second}".encode()).stderr


@pytest.mark.parametrize("form", ["plain", "csv", "jsonl", "ical"])
def test_the_bytes_depend_on_nothing_but_the_input(form: str, folder: Path) -> None:
    os.utime(folder / "inquiry.txt", (1e9, 1e9))
    environments = (
        {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2"},
    )
    first, second = (run("export", "inquiry.txt", "-f", form, env={**os.environ, **each}) for each in environments)
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr


# --- outputs ------------------------------------------------------------------------------------------------

PRINTING = (
    ["show", "inquiry.txt"],
    ["dates", "inquiry.txt"],
    ["explain", "inquiry.txt"],
    ["formats"],
    ["--version"],
    ["--help"],
    ["show", "--help"],
)


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_full_disk_is_noticed(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        result = run(*arguments, stdout=full)
    assert result.returncode == 1
    assert "No space left on device" in lines(result.stderr)[-1]
    assert b"Traceback" not in result.stderr
    assert b"Exception ignored" not in result.stderr


@pytest.mark.parametrize("arguments", PRINTING)
def test_a_closed_standard_output_is_noticed(arguments: list[str]) -> None:
    command = f'"$0" -m timeline {" ".join(arguments)} >&-'
    result = subprocess.run(["sh", "-c", command, sys.executable], check=False, capture_output=True)
    assert result.returncode == 1
    assert lines(result.stderr)[-1] == "timeline: standard output is closed"


@pytest.mark.parametrize("stream", ["<&-", "2>&-", "2>/dev/full"])
def test_other_closed_streams_change_nothing(stream: str) -> None:
    command = f'"$0" -m timeline show inquiry.txt {stream}'
    result = subprocess.run(["sh", "-c", command, sys.executable], check=False, capture_output=True)
    assert result.returncode == 0
    assert result.stdout == run("show", "inquiry.txt").stdout


def test_a_reader_that_leaves_early_ends_it_silently(folder: Path) -> None:
    (folder / "long.txt").write_text("She resigned in March 2011. " * 4000)
    command = '"$0" -m timeline dates -q long.txt | head -1; exit "${PIPESTATUS[0]}"'
    result = subprocess.run(["bash", "-c", command, sys.executable], check=False, capture_output=True)
    assert len(lines(result.stdout)) == 1
    assert (result.returncode, result.stderr) == (141, b"")


def test_a_file_is_written_whole_and_keeps_its_mode(folder: Path) -> None:
    target = folder / "out.csv"
    target.write_text("old")
    target.chmod(0o640)
    assert run("export", "inquiry.txt", "-o", "out.csv").returncode == 0
    assert target.read_bytes() == run("export", "inquiry.txt", "-f", "csv").stdout
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["export", "inquiry.txt", "-o", "out.csv", "--no-clobber"], 2),
        (["export", "missing.txt", "-o", "out.csv"], 1),
        (["export", "out.csv", "-f", "jsonl", "-o", "out.csv"], 2),
        (["export", "out.csv", "-f", "jsonl", "-o", "link.csv"], 2),
        (["export", "-f", "csv", "-o", "out.csv", "--files-from", "names"], 2),
    ],
)
def test_a_file_that_must_stay_stays(arguments: list[str], code: int, folder: Path) -> None:
    (folder / "out.csv").write_text("old, from March 2011")
    (folder / "link.csv").symlink_to("out.csv")
    (folder / "names").write_text("out.csv\n")
    complaint(run(*arguments), code)
    assert (folder / "out.csv").read_text() == "old, from March 2011"
    assert not list(folder.glob(".*.tmp"))


def test_an_input_in_a_folder_is_not_overwritten(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "a.txt").write_text(UNDATED)
    complaint(run("export", "notes", "-f", "csv", "-o", "notes/a.txt"), 2)
    assert (folder / "notes" / "a.txt").read_text() == UNDATED


@pytest.mark.parametrize("output", ["nowhere/out.csv", "inquiry.txt/out.csv", "."])
def test_an_impossible_output_is_said_before_anything_is_read(output: str) -> None:
    assert output in complaint(run("export", "missing.txt", "-f", "csv", "-o", output), 1)


def test_what_a_calendar_cannot_hold_is_counted() -> None:
    result = run("export", "inquiry.txt", "-f", "ical")
    assert result.returncode == 0
    assert b"1 of 5 events is not in the calendar: 1 undated" in result.stderr
    assert run("export", "inquiry.txt", "-f", "ical", "--strict").returncode == 1
    assert b"BEGIN:VJOURNAL" in run("export", "inquiry.txt", "-f", "ics", "--ical-undated", "journal").stdout


def test_the_time_of_a_calendar_is_that_of_the_text_not_of_its_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calendar = run("export", "inquiry.txt", "-f", "ical").stdout
    os.utime(folder / "inquiry.txt", (1e9, 1e9))
    assert run("export", "inquiry.txt", "-f", "ical").stdout == calendar
    assert calendar.count(b"DTSTAMP:20111003T000000Z") == calendar.count(b"DTSTAMP") == 4
    undated = run("export", "inquiry.txt", "-f", "ical", "--date-from", "none").stdout
    assert b"DTSTAMP:19700101T000000Z" in undated
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert b"DTSTAMP:20010909T014640Z" in run("export", "inquiry.txt", "-f", "ical").stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_one_line(folder: Path) -> None:
    (folder / "inquiry.txt").chmod(0)
    assert "Permission denied" in complaint(run("show", "inquiry.txt"), 1)


# --- signals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [(signal.SIGINT, 130, "timeline: interrupted\n"), (signal.SIGTERM, 143, "")],
)
def test_a_signal_ends_it_and_leaves_no_half_file(number: signal.Signals, code: int, words: str, folder: Path) -> None:
    (folder / "out.csv").write_text("old")
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "export", "-", "-o", "out.csv"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 20
    while not list(folder.glob(".out.csv.*.tmp")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(0.2)  # by now it waits for its input
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said.decode()) == (code, words)
    assert (folder / "out.csv").read_text() == "old"
    assert not list(folder.glob(".*.tmp"))


# --- what is shown ------------------------------------------------------------------------------------------


def test_no_message_moves_the_cursor(folder: Path) -> None:
    name = "a\x1b[31m\nb\u202e.txt"
    (folder / name).write_text(UNDATED)
    for arguments in (
        ["show", name],
        ["show", name + "x"],
        ["check", name],
        ["dates", name],
        ["explain", name],
    ):
        result = run(*arguments)
        assert b"\x1b" not in result.stdout + result.stderr
        assert "\u202e" not in (result.stdout + result.stderr).decode()
    assert len(lines(run("show", name + "x").stderr)) == 1


def test_a_name_that_is_not_utf_8_or_looks_like_an_option_works(folder: Path) -> None:
    for name in (b"caf\xe9.txt", b"-x.txt"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(UNDATED)
        result = run("export", "-f", "jsonl", "--", os.fsdecode(name))
        assert result.returncode == 0
        shown = {json.loads(line)["source"] for line in lines(result.stdout)}
        assert shown == {name.decode("utf-8", "replace")}


def on_terminal(*arguments: str, **environment: str) -> str:
    """Run the command with a terminal of 100 columns as its standard output and return what it shows."""
    mine, its = pty.openpty()
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "timeline", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=its,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "COLUMNS": "100", "TERM": "xterm", **environment},
        )
        os.close(its)
        shown = b""
        while piece := _read(mine):
            shown += piece
        assert process.wait(timeout=20) == 0
        return shown.decode().replace("\r\n", "\n")
    finally:
        os.close(mine)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux: the other side is closed
        return b""


def test_a_terminal_gets_a_table_and_a_pipe_gets_rows() -> None:
    assert on_terminal("show", "inquiry.txt", NO_COLOR="1").startswith("WHEN ")
    rows = lines(run("show", "inquiry.txt").stdout)
    assert rows[0] == "2010\tThe minister resigned after a long debate\tinquiry.txt:4"


def test_colour_goes_to_a_terminal_that_wants_it() -> None:
    assert "\x1b[" in on_terminal("show", "inquiry.txt")
    assert "\x1b[" not in on_terminal("show", "inquiry.txt", NO_COLOR="1")
    assert "\x1b[" not in on_terminal("show", "inquiry.txt", TERM="dumb")
    assert "\x1b[" not in on_terminal("show", "inquiry.txt", "--color", "never")
    assert b"\x1b[" not in run("show", "inquiry.txt", "--format", "table").stdout
    assert b"\x1b[" in run("show", "inquiry.txt", "--color", "always").stdout
    forced = run("show", "inquiry.txt", "--format", "table", env={**os.environ, "FORCE_COLOR": "1"})
    assert b"\x1b[" in forced.stdout


def test_rows_and_columns_are_chosen() -> None:
    def dates(*arguments: str) -> list[str]:
        return [line.split("\t")[0] for line in lines(run("show", "inquiry.txt", *arguments).stdout)]

    everything = ["2010", "2011-03", "2011-04", "2011-08-26/27", "soon"]
    assert dates() == everything
    assert dates("--reverse") == ["2011-08-26/27", "2011-04", "2011-03", "2010", "soon"]
    assert dates("--limit", "2") == everything[:2]
    assert dates("--since", "2011-04", "--until", "26 August 2011") == everything[2:4]
    assert dates("--since", "2011-04", "--until", "26 August 2011", "--strict") == ["2011-04"]
    assert dates("--grep", "CAPITAL|oslo") == ["2011-03", "2011-08-26/27"]
    assert lines(run("show", "inquiry.txt", "--columns", "line, when").stdout)[0] == "4\t2010"
    assert len(lines(run("export", "inquiry.txt", "-f", "csv", "--no-header").stdout)) == 5


def test_every_temporal_expression_has_a_record() -> None:
    records = [json.loads(line) for line in lines(run("dates", "inquiry.txt", "-f", "jsonl").stdout)]
    april = next(record for record in records if record["expression"] == "April")
    wanted = [
        "source",
        "offset",
        "length",
        "expression",
        "type",
        "value",
        "mod",
        "edtf",
        "start",
        "end",
        "rule",
        "reason",
    ]
    assert [key for key in april if key in wanted] == wanted
    assert (april["offset"], april["value"], april["end"]) == (148, "2011-04", "2011-04-30")
    assert INQUIRY[148:153] == "April"


def test_a_saved_timeline_has_no_expressions_to_list(folder: Path) -> None:
    (folder / "saved.jsonl").write_bytes(run("export", "inquiry.txt", "-f", "jsonl").stdout)
    result = run("dates", "saved.jsonl", "-q")
    assert result.returncode == 1
    assert b"saved.jsonl: a saved timeline" in result.stderr


def test_a_date_is_explained() -> None:
    said = run("explain", "--text", "She resigned in April.", "--date", "2011-10-03").stdout.decode()
    for words in ("April", "2011-04", "DATE", "month", "year", "2011-10-03", "--date", "past", "2012-04"):
        assert words in said


def test_a_line_and_an_event_are_explained() -> None:
    assert run("explain", "inquiry.txt:5").stdout.startswith(b"August 26 (inquiry.txt:5, ")
    assert run("explain", "inquiry.txt:1").returncode == 0
    saved = run("export", "inquiry.txt", "-f", "jsonl").stdout
    event = json.loads(saved.splitlines()[2])
    for arguments in (["inquiry.txt", event["id"]], ["inquiry.txt", event["id"][:8]]):
        said = run("explain", *arguments).stdout.decode()
        assert event["reason"] in said
        assert event["sentence"] in said
    Path("timeline.jsonl").write_bytes(saved)
    assert event["reason"] in run("explain", event["id"]).stdout.decode()
    assert run("explain", "inquiry.txt", "00000000").returncode == 1
    beyond = run("explain", "inquiry.txt:99")
    assert beyond.returncode == 1
    assert b"so no line 99" in beyond.stderr


def test_doubts_are_listed_with_their_place(folder: Path) -> None:
    (folder / "doubts.txt").write_text(
        "The board met on Tuesday 5 March 2011.\nIt met again on 31 February 2011.\nIt paid on 3/4/2011 and today.\n"
    )
    result = run("check", "doubts.txt")
    found = {tuple(line.split(": ")[:2]) for line in lines(result.stdout)}
    assert found >= {
        ("doubts.txt", "no-document-date"),
        ("doubts.txt:1", "weekday-mismatch"),
        ("doubts.txt:2", "impossible-date"),
        ("doubts.txt:3", "ambiguous-order"),
    }
    assert result.returncode == 0
    assert run("check", "doubts.txt", "-e").returncode == 1
    settled = run("check", "doubts.txt", "--order", "dmy", "--date", "2011-06-01").stdout
    assert b"ambiguous-order" not in settled
    assert b"no-document-date" not in settled
    assert run("check", "inquiry.txt", "-e").returncode == 0


def test_annotated_texts_are_measured(folder: Path) -> None:
    (folder / "gold.tml").write_text(
        '<?xml version="1.0" ?><TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2011-10-03"'
        ' functionInDocument="CREATION_TIME">Oct. 3, 2011</TIMEX3></DCT><TEXT>She resigned in '
        '<TIMEX3 tid="t1" type="DATE" value="2011-04">April</TIMEX3>.</TEXT></TimeML>'
    )
    result = run("evaluate", "gold.tml", "--errors")
    assert result.returncode == 0
    assert b"1 documents, 1 expressions, 1 found" in result.stdout
    result = run("evaluate", "inquiry.txt", "gold.tml")
    assert result.returncode == 1
    assert b"inquiry.txt" in result.stderr
    assert result.stdout
    complaint(run("evaluate", "missing.tml"), 1)


def test_cases_out_of_scope_are_left_out_and_listed_with_their_reason(folder: Path) -> None:
    (folder / "cases.jsonl").write_text(
        '{"id": "a", "text": "in 1990", "spans": [{"start": 3, "end": 7, "type": "DATE", "value": "1990"}]}\n'
        '{"id": "b", "text": "over lunch", "spans": [{"start": 0, "end": 10, "type": "TIME", "value": "T12"}]}\n'
    )
    (folder / "left-out.toml").write_text('"a meal has no hour" = ["b", "c"]\n')
    report = run("evaluate", "cases.jsonl", "--left-out", "left-out.toml", "--errors")
    assert report.returncode == 0
    assert lines(report.stdout)[:2] == ["2 documents, 1 expressions, 1 found", "1 left out: a meal has no hour"]
    assert lines(report.stdout)[-1].startswith("left-out\t")
    (folder / "left-out.toml").write_text("a meal")
    for unread in ("left-out.toml", "missing.toml"):
        assert unread in complaint(run("evaluate", "cases.jsonl", "--left-out", unread), 1)


def test_formats_and_version_are_told() -> None:
    told = run("formats").stdout.decode()
    for name in ("table", "plain", "csv", "tsv", "json", "jsonl", "ical", ".txt", ".md", "en"):
        assert name in told
    assert re.fullmatch(rb"timeline \d+\.\d+\.\d+\S*\n", run("--version").stdout)


@pytest.mark.parametrize("command", ["show", "export", "dates", "annotate", "explain", "check", "evaluate", "formats"])
def test_help_begins_with_examples(command: str) -> None:
    said = lines(run(command, "--help").stdout)
    assert said[0].startswith(f"Usage: timeline {command}")
    assert said[2].startswith(f"  timeline {command}") or f"| timeline {command}" in said[2]


def test_the_shell_completes_commands() -> None:
    environment = {"_TIMELINE_COMPLETE": "complete_bash", "COMP_WORDS": "timeline sh", "COMP_CWORD": "1"}
    assert lines(run(env={**os.environ, **environment}).stdout) == ["show"]


def test_help_is_quick_because_it_imports_nothing_heavy() -> None:
    said = run("show", "--help", env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}).stderr.decode()
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert "timeline.cli.commands" in imported
    for module in ("pydantic", "rich", "re2", "icalendar", "dateutil", "tabulate", "timeline.pipeline"):
        assert module not in imported


def test_show_imports_no_validation_framework_and_no_unused_format() -> None:
    environment = {**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    said = run("show", "inquiry.txt", "--limit", "3", env=environment).stderr.decode()
    imported = {line.rpartition("|")[2].strip() for line in said.splitlines()}
    assert "timeline.pipeline" in imported
    for module in ("pydantic", "rich", "icalendar", "dateutil", "tabulate"):
        assert module not in imported


# --- dates that people type ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011-10-03", PartialDate(2011, 10, 3, granularity=Granularity.DAY)),
        ("20111003", PartialDate(2011, 10, 3, granularity=Granularity.DAY)),
        ("2011-10", PartialDate(2011, 10, granularity=Granularity.MONTH)),
        ("2011", PartialDate(2011)),
        ("-0043-03-15", PartialDate(-43, 3, 15, granularity=Granularity.DAY)),
        ("3 October 2011", PartialDate(2011, 10, 3, granularity=Granularity.DAY)),
        ("Oct. 3rd, 2011", PartialDate(2011, 10, 3, granularity=Granularity.DAY)),
        ("Mon, 3 Oct 2011", PartialDate(2011, 10, 3, granularity=Granularity.DAY)),
        ("October 2011", PartialDate(2011, 10, granularity=Granularity.MONTH)),
        ("26.8.2011", PartialDate(2011, 8, 26, granularity=Granularity.DAY)),
        ("2011-10-03T15:00", PartialDate(2011, 10, 3, 15, granularity=Granularity.MINUTE)),
    ],
)
def test_a_date_is_taken_no_more_precise_than_it_is_typed(text: str, expected: PartialDate) -> None:
    assert document_date.parse(text, "--date") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "26 August",
        "5/6/49",
        "3/4/2011",
        "31 June 2011",
        "2011-13-01",
        "2011/2012",
        "1" * 5000,
        "44 BC",
    ],
)
def test_what_is_no_date_or_not_one_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--date") as refused:
        document_date.parse(text, "--date")
    assert len(str(refused.value)) < 200


def test_the_order_of_three_numbers_can_be_said() -> None:
    assert document_date.parse("3/4/2011", "--date", Order.DMY)[:3] == (2011, 4, 3)
    assert document_date.parse("3/4/2011", "--date", Order.MDY)[:3] == (2011, 3, 4)


@given(st.integers(civil.ordinal(-9999, 1, 1), civil.ordinal(9999, 12, 31)))
def test_every_day_can_be_typed(number: int) -> None:
    day = PartialDate(*civil.from_ordinal(number), granularity=Granularity.DAY)
    assert document_date.parse(to_iso(day), "--date") == day


# --- choosing -----------------------------------------------------------------------------------------------


def event(start: str | None, end: str | None) -> Event:
    """Return an event of which only the bounds matter."""
    blank: dict[str, Any] = dict.fromkeys(Event._fields, "")
    return Event(**{**blank, "start": start, "end": end})


@pytest.mark.parametrize(
    ("start", "end", "possible", "certain"),
    [
        ("2011-03-01", "2011-03-31", True, True),
        ("2011-01-01", "2011-12-31", True, False),
        ("2010-01-01", "2010-12-31", False, False),
        ("2011-07-01", "2011-07-01", False, False),
        ("2011-06-30T23:59", "2011-06-30T23:59", True, True),
        (None, "2011-02-28", True, False),
        ("2011-06-30", None, True, False),
        (None, "2011-01-31", False, False),
        ("2011-07-01", None, False, False),
        (None, None, False, False),
    ],
)
def test_an_event_lies_inside_possibly_or_certainly(
    start: str | None, end: str | None, *, possible: bool, certain: bool
) -> None:
    whole = Timeline((event(start, end),)) if start or end else Timeline((), (event(start, end),))
    for strict, expected in ((False, possible), (True, certain)):
        choosing = Choosing(since="2011-02", until="2011-06", strict=strict)
        assert bool(len(Chooser(choosing, Order.AUTO)(whole))) is expected
