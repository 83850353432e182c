"""What people type, run by a shell exactly as it stands in the documentation."""

from __future__ import annotations

import csv
import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

INQUIRY = """\
LONDON, Oct. 3, 2011 (Agency) -- The ministry published its report.

Protests began in the capital in March 2011.
The ministry opened an inquiry in April. The minister resigned after a long debate in 2010.
The summit ran in Oslo on August 26–27.
A decision is expected soon.
"""

REPORTS = {
    "a.txt": "Northstar opened its first plant in May 2010. It was sold three weeks ago.\n",
    "b.txt": "The board of Northstar met on 2 June 2011. Nobody came in July 2011.\n",
    "c.txt": "Northstar closed its plant last year.\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with an article and a folder of reports."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_FILE", "SOURCE_DATE_EPOCH", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    beside = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{beside}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "inquiry.txt").write_text(INQUIRY, encoding="utf-8")
    for place in ("reports", "notes"):
        (tmp_path / place).mkdir()
        for name, text in REPORTS.items():
            (tmp_path / place / name).write_text(text)
    return tmp_path


def shell(command: str, *needs: str) -> tuple[str, list[str]]:
    """Run a command line; return its standard output and the lines of its standard error."""
    for program in ("timeline", *needs):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    result = subprocess.run(
        ["bash", "-c", command],
        check=False,
        capture_output=True,
        stdin=subprocess.DEVNULL,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.decode(), result.stderr.decode().splitlines()


def terminal(command: str) -> str:
    """Run a command line whose output goes to a terminal, and return all that a person sees."""
    mine, its = pty.openpty()
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    process = subprocess.Popen(
        ["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=its, stderr=its, env=environment
    )
    os.close(its)
    seen = b""
    try:
        while piece := os.read(mine, 4096):
            seen += piece
    except OSError:  # Linux: the other side is closed
        pass
    finally:
        os.close(mine)
    assert process.wait(timeout=20) == 0
    return seen.decode().replace("\r\n", "\n")


def test_a_person_looks_at_an_article() -> None:
    seen = terminal("timeline show inquiry.txt").splitlines()
    assert [line.split() for line in seen] == [
        line.split()
        for line in """\
inquiry.txt: document date 2011-10-03 (dateline)
WHEN              EVENT                                                SOURCE
2010              The minister resigned after a long debate            inquiry.txt:4
2011-03           Protests began in the capital                        inquiry.txt:3
2011-04           The ministry opened an inquiry                       inquiry.txt:4
2011-08-26/27     The summit ran in Oslo                               inquiry.txt:5
undated
soon              A decision is expected                               inquiry.txt:6
5 events, 1 undated""".splitlines()
    ]
    table = [line for line in seen[1:-1] if line != "undated"]
    assert len({line.index(word) for line, word in zip(table, _second_words(table), strict=True)}) == 1


def _second_words(table: list[str]) -> list[str]:
    return [line.split()[1] for line in table]


def test_rows_from_a_pipe_are_filtered_by_other_programs(folder: Path) -> None:
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    (folder / "inquiry.txt").unlink()
    rows, _ = shell("cat *.txt | timeline show --date 2011-10-03 | grep -i northstar | head -3")
    assert [row.split("\t")[0] for row in rows.splitlines()] == ["2010", "2010-05", "2011-06-02"]


def test_head_ends_it_silently() -> None:
    rows, said = shell("timeline show -q inquiry.txt | head -1")
    assert rows.startswith("2010\t")
    assert said == []


def test_an_article_goes_to_a_calendar(folder: Path) -> None:
    shell("timeline export inquiry.txt --format ical -o inquiry.ics")
    calendar = (folder / "inquiry.ics").read_bytes()
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;VALUE=DATE:20110826\r\nDTEND;VALUE=DATE:20110828\r\n" in calendar


def test_rows_go_through_jq() -> None:
    rows, _ = shell("timeline show inquiry.txt --format jsonl | jq -r '[.start,.event]|@tsv'", "jq")
    assert rows.splitlines()[0] == "2010-01-01\tThe minister resigned after a long debate"
    assert len(rows.splitlines()) == 5


def test_a_folder_goes_to_a_spreadsheet() -> None:
    text, _ = shell("timeline export notes/ -f csv")
    records = list(csv.DictReader(io.StringIO(text)))
    assert {record["source"] for record in records} >= {"notes/a.txt", "notes/b.txt"}
    starts = [record["start"] for record in records if record["start"]]
    assert starts == sorted(starts)
    shell("timeline export notes/ -f csv | csvlook", "csvlook")


def test_found_files_are_read_by_name() -> None:
    rows, _ = shell(
        "find reports -name '*.txt' -print0"
        " | timeline show --files-from=- -0 --date 2011-10-03 --since 2011 --until 2011-06"
    )
    assert [row.split("\t")[0] for row in rows.splitlines()] == ["2011-06-02"]


def test_timelines_are_piped_and_joined(folder: Path) -> None:
    rows, _ = shell("timeline export reports/a.txt reports/b.txt -f jsonl | timeline show")
    assert rows.startswith("2010-05\t")
    shell("timeline export inquiry.txt -o timeline.jsonl")
    assert (folder / "timeline.jsonl").is_file()
    assert shell("timeline show")[0] == shell("timeline show inquiry.txt")[0]


def test_a_date_is_explained() -> None:
    said, _ = shell('timeline explain --text "She resigned in April." --date 2011-10-03')
    assert said.startswith("April (")
    assert "2011-04" in said


def test_a_check_guards_a_folder() -> None:
    said, _ = shell("timeline check -e inquiry.txt && echo clean")
    assert said == "clean\n"
