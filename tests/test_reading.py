"""The options for reading at the command line: dates of whole folders, many documents, pages, why this date."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline import plugins

LETTERS = """\
From ann@a.example Thu May  5 10:00:00 2011
From: ann@a.example
Date: Thu, 5 May 2011 10:00:00 +0000
Subject: The mill

The mill burned yesterday.

From ben@b.example Mon Jun  6 10:00:00 2011
From: ben@b.example
Date: Mon, 6 Jun 2011 10:00:00 +0000
Subject: The wheel

We saved the wheel yesterday.

From cy@c.example Tue Jun  7 10:00:00 2011
From: cy@c.example
Subject: Nothing

"""

PAGED = """\
from timeline.model import Document

NAME, DESCRIPTION, SUFFIXES = "paged", "pages", (".paged",)


def recognises(head):
    return False


def read(stream, source, reading):
    text = stream.read().decode()
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\\f")]
    yield Document(text, source, pages=tuple(starts), language="en")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two articles that state no date."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("The mill burned in April.\n")
    (tmp_path / "notes" / "b.txt").write_text("The dam broke in April.\n")
    return tmp_path


def run(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command; what is installed in the folder `path` is there too."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(plugins.__file__).parents[1]), str(path or "")])}
    command = [sys.executable, "-m", "timeline", *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, env=env
    )


def dates(result: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.split("\t")[0] for line in result.stdout.splitlines()]


# --- a file of dates ----------------------------------------------------------------------------------------


def test_a_file_of_dates_dates_a_folder(folder: Path) -> None:
    (folder / "dates.csv").write_text("path,date\nnotes/a.txt,2010-08-26\nnotes/b.txt,4 May 2012\n")
    result = run("show", "notes", "--dates-file", "dates.csv")
    assert dates(result) == ["2010-04", "2012-04"]
    assert "notes/b.txt: document date 2012-05-04 (--dates-file)" in result.stderr
    said = json.loads(run("export", "notes", "-qf", "json", "--dates-file", "dates.csv").stdout)["documents"][1]
    assert (said["date_origin"], said["date_evidence"]) == ("option", '--dates-file "line 3: notes/b.txt"')


def test_paths_of_a_file_of_dates_may_be_seen_from_its_own_folder(folder: Path) -> None:
    (folder / "notes" / "dates.csv").write_text("a.txt,2010\nnotes/b.txt,2012\n")
    assert dates(run("show", "notes", "--dates-file", "notes/dates.csv")) == ["2010-04", "2012-04"]


def test_a_row_for_a_file_comes_before_the_date_for_all(folder: Path) -> None:
    (folder / "dates.csv").write_text("notes/a.txt,2010\n")
    assert dates(run("show", "notes", "--dates-file", "dates.csv", "--date", "2015")) == ["2010-04", "2015-04"]


def test_a_bad_row_is_one_line_and_the_others_count(folder: Path) -> None:
    (folder / "dates.csv").write_text(
        "path,date\nnotes/a.txt,soon\n\nnotes/b.txt\nnotes/b.txt,2012\nnotes/c.txt,2012\n"
    )
    result = run("show", "notes", "-q", "--dates-file", "dates.csv")
    assert result.returncode == 1
    assert dates(result) == ["2012-04", "April"]
    bad, short = result.stderr.splitlines()
    assert bad.startswith("timeline: dates.csv: line 2: 'soon'")
    assert short.startswith("timeline: dates.csv: line 4: no date")
    assert "1 line named nothing that was read" in run("show", "notes", "--dates-file", "dates.csv").stderr


@pytest.mark.parametrize(("file", "code"), [("nothing.csv", 1), (".", 1), ("-", 2), ("latin.csv", 1)])
def test_a_file_of_dates_that_cannot_be_read_is_one_line(file: str, code: int, folder: Path) -> None:
    (folder / "latin.csv").write_bytes("café.txt,2011\n".encode("cp1252"))
    result = run("show", "notes", "--dates-file", file)
    assert (result.returncode, result.stdout) == (code, "")
    (line,) = result.stderr.splitlines()
    assert "--dates-file" in line


# --- many documents in one file -----------------------------------------------------------------------------


def test_a_file_of_many_documents_is_told_in_one_line(folder: Path) -> None:
    (folder / "inbox.mbox").write_text(LETTERS)
    result = run("show", "inbox.mbox")
    assert result.returncode == 0
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["2011-05-04", "2011-06-05"]
    told = [line for line in result.stderr.splitlines() if "documents" in line]
    assert len(told) == 1
    assert told[0].startswith("inbox.mbox: 3 documents, dated 2011-05-05 to 2011-06-06 (Date header)")
    assert "1 without a date" in told[0]
    assert result.stderr.count(": document date") == 0
    assert run("show", "inbox.mbox", "-v").stderr.count(": document date") == 2


def test_one_document_of_many_can_be_explained(folder: Path) -> None:
    (folder / "inbox.mbox").write_text(LETTERS)
    row = json.loads(run("export", "inbox.mbox", "-qf", "jsonl").stdout.splitlines()[1])
    assert row["source"].startswith("inbox.mbox#")
    for asked in (f"{row['source']}:{row['line']}", row["source"]):
        assert run("explain", asked).stdout.startswith(f"yesterday ({row['source']}:{row['line']}")
    assert "wheel" in run("explain", "inbox.mbox", row["id"]).stdout
    assert "has no document" in run("explain", "inbox.mbox#nobody").stderr
    assert run("explain", "--document", row["source"]).stdout.count("document date") == 1
    assert run("explain", "--document", "inbox.mbox").stdout.count("document date") == 3


def test_a_row_may_date_one_document_of_many(folder: Path) -> None:
    (folder / "inbox.mbox").write_text(LETTERS)
    name = json.loads(run("export", "inbox.mbox", "-qf", "jsonl").stdout.splitlines()[1])["source"]
    (folder / "dates.csv").write_text(f"{name},2012-01-02\n")
    assert dates(run("show", "inbox.mbox", "--dates-file", "dates.csv")) == ["2011-05-04", "2012-01-01"]


def test_the_texts_of_documents_are_kept_only_for_those_who_read_them(folder: Path) -> None:
    (folder / "notes" / "c.txt").write_text("Ann Lind built the mill in 1901. She sold it in 1910.\n")
    assert dates(run("show", "notes/c.txt", "--about", "Ann Lind")) == ["1901", "1910"]
    assert "<TIMEX3" in run("export", "notes/c.txt", "-f", "timeml").stdout


# --- pages --------------------------------------------------------------------------------------------------


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with an installed package that has a reader of pages."""
    place = tmp_path / "installed"
    (place / "outside-1.dist-info").mkdir(parents=True)
    (place / "outside.py").write_text(PAGED)
    (place / "outside-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: outside\nVersion: 1\n")
    (place / "outside-1.dist-info" / "entry_points.txt").write_text("[timeline.readers]\npaged = outside\n")
    return place


def test_an_event_stands_on_its_page(folder: Path, outside: Path) -> None:
    (folder / "a.paged").write_text(
        "It began in 1901.\n\n\fIt moved in 1905.\n\n\fIt ended in 1910. It was sold in 1911.\n"
    )
    shown = run("show", "a.paged", path=outside).stdout.splitlines()
    assert [line.split("\t")[2] for line in shown] == ["a.paged:p1", "a.paged:p2", "a.paged:p3", "a.paged:p3"]
    rows = [json.loads(line) for line in run("export", "a.paged", "-qf", "jsonl", path=outside).stdout.splitlines()]
    assert [row["page"] for row in rows] == [1, 2, 3, 3]
    assert rows[1]["line"] == 3
    assert run("export", "a.paged", "-qf", "csv", path=outside).stdout.splitlines()[0].endswith(",page")
    explained = run("explain", "a.paged:p3", path=outside).stdout
    assert [line for line in explained.splitlines() if "(a.paged" in line] == [
        "1910 (a.paged:p3, line 5, characters 52-56)",
        "1911 (a.paged:p3, line 5, characters 73-77)",
    ]
    assert "has 3 pages, so no page 4" in run("explain", "a.paged:p4", path=outside).stderr
    assert json.loads(run("export", "a.paged", "-qf", "json", path=outside).stdout)["documents"][0]["language"] == "en"


def test_what_has_no_pages_has_lines() -> None:
    row = json.loads(run("export", "notes/a.txt", "-qf", "jsonl").stdout)
    assert row["page"] is None
    assert "has 1 page, so no page 2" in run("explain", "notes/a.txt:p2").stderr


# --- why this document date ---------------------------------------------------------------------------------


def test_the_document_date_is_explained_with_all_that_could_be_it(folder: Path) -> None:
    (folder / "2009-03-04.txt").write_text("Updated: 7 July 2012\n\nLONDON, 3 June 2011 – The mill burned.\n")
    told = run("explain", "--document", "2009-03-04.txt")
    assert told.returncode == 0
    first, taken, reason, *others = told.stdout.splitlines()
    assert first == "2009-03-04.txt: document date 2011-06-03"
    assert taken.split() == ["taken", "2011-06-03,", "text:", "dateline", '"LONDON,', "3", "June", "2011", '–"']
    assert "dates of revisions and of the file come last" in reason
    assert [line.split()[2].rstrip(",") for line in others] == ["2009-03-04", "2012-07-07"]


@pytest.mark.parametrize(
    ("arguments", "date", "words"),
    [
        ((), "2009-03-04", "the only one"),
        (("--date", "2010"), "2010", "given"),
        (("--date-from", "none"), "not known", "--date does"),
    ],
)
def test_the_reason_for_the_document_date_is_said(
    arguments: tuple[str, ...], date: str, words: str, folder: Path
) -> None:
    (folder / "2009-03-04.txt").write_text("The mill burned.\n")
    told = run("explain", "--document", "2009-03-04.txt", *arguments).stdout
    assert told.splitlines()[0].endswith(f"document date {date}")
    assert words in told


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("missing.txt", "timeline: missing.txt: No such file or directory"),
        ("inbox.mbox#nobody", "timeline: inbox.mbox: has no document inbox.mbox#nobody"),
    ],
)
def test_a_document_that_is_not_there_has_no_date_to_explain(asked: str, line: str, folder: Path) -> None:
    (folder / "inbox.mbox").write_text(LETTERS)
    result = run("explain", "--document", asked)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == line


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("The mill burned down in May.", True),
        ("The mill burned. " * 100, True),
        ("missing", False),
        ("notes of the meeting.txt", False),
    ],
)
def test_a_text_given_in_place_of_a_file_is_told_where_texts_are_read(name: str, *, is_told: bool) -> None:
    result = run("show", name)
    assert (result.returncode, result.stdout) == (1, "")
    assert ("a text itself is read from standard input" in result.stderr) is is_told
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) < 500


def test_text_has_no_document_date_to_explain() -> None:
    result = run("explain", "--document", "--text", "The mill burned.")
    assert (result.returncode, result.stdout) == (2, "")


# --- formats ------------------------------------------------------------------------------------------------


def test_an_unknown_format_is_wrong_use_before_anything_is_read() -> None:
    result = run("show", "missing.txt", "--input", "docs")
    assert result.returncode == 2
    (line,) = result.stderr.splitlines()
    assert "--input" in line
    assert "html" in line
    assert "auto" in line


@pytest.mark.parametrize("field", ["--text-field", "--date-field", "--id-field"])
def test_a_field_goes_with_records(field: str) -> None:
    result = run("show", "notes", "--input", "text", field, "body")
    assert result.returncode == 2
    assert field in result.stderr


def test_every_format_that_is_read_is_listed() -> None:
    told = run("formats").stdout
    for reader in plugins.readers():
        assert f"  {reader.NAME} " in told
        assert run("show", "missing", "--input", reader.NAME).returncode == 1


def test_a_wrong_suffix_is_said_and_the_content_read(folder: Path) -> None:
    (folder / "page.txt").write_text("<!DOCTYPE html><html><body><p>The mill burned in March 2011.</p></body></html>")
    result = run("show", "page.txt")
    assert dates(result) == ["2011-03"]
    assert "read as html by its content" in result.stderr


@pytest.mark.parametrize(
    ("module", "file", "content", "extra"),
    [
        ("trafilatura", "a.html", b"<!DOCTYPE html><p>In May 2011 it rained.", "html"),
        ("pypdfium2", "a.pdf", b"%PDF-1.7\n", "pdf"),
        ("feedparser", "a.rss", b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "feeds"),
        ("fastwarc", "a.warc", b"WARC/1.0\r\n", "warc"),
        ("backports", "a.txt.zst", b"\x28\xb5\x2f\xfd\0\0", "zstd"),
    ],
)
def test_a_missing_extra_is_one_line_and_the_others_go_on(
    module: str, file: str, content: bytes, extra: str, folder: Path
) -> None:
    if extra == "zstd" and sys.version_info >= (3, 14):
        pytest.skip("it is part of Python")
    (folder / file).write_bytes(content)
    code = (
        f"import sys; sys.modules[{module!r}] = None; from timeline.cli.process import run;"
        f"sys.exit(run(['show', '-q', {file!r}, 'notes/a.txt', '--date', '2011']))"
    )
    result = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8")
    assert result.returncode == 1
    assert dates(result) == ["2011-04"]
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"timeline: {file}: needs {module}")
    assert line.endswith(f"pip install 'timeline-from-text[{extra}]'")


def test_a_text_in_another_language_is_said_in_one_line(folder: Path) -> None:
    (folder / "artikel.txt").write_text(
        "Die Brücke über den Hafen wurde im März gesperrt, nachdem ein Fahrer Risse in zwei Pfeilern gemeldet hatte. "
        "Der Rat der Stadt ließ sie von Fachleuten prüfen, die im August eine Woche lang blieben. Mit einem Bericht "
        "ist nicht vor dem Ende des Jahres zu rechnen.\n"
    )
    said = run("show", "artikel.txt").stderr.splitlines()
    assert said[0] == "timeline: artikel.txt: is in German; --lang en finds few dates in it"
