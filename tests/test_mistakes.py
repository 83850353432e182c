"""What the command says to a wrong or doubtful wish: the line names what is wrong and what was probably meant."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.test_cli import complaint, folder, lines, run

__all__ = ["folder"]

OPEN_ORDER = "He left and she came on 3/4/2019.\n"
ALL_DATED = "It opened in March 2011. It closed on 3 May 2012.\n"


def said(result: subprocess.CompletedProcess[bytes]) -> list[str]:
    """Return the lines on standard error of a run that went well."""
    assert result.returncode == 0, result.stderr
    return lines(result.stderr)


# --- Wrong use -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", ""], "the name of a source is empty"),
        (["dates", "inquiry.txt", ""], "the name of a source is empty"),
        (["show", "http://example.org/x.html"], "http://example.org/x.html: timeline reads files only; save the page"),
        (["show", "inquiry.txt", "--since", "2026", "--until", "2025"], "--since 2026 is after --until 2025"),
        (["show", "inquiry.txt", "--until", "1 BC"], "write the year as 0000"),
        (["show", "inquiry.txt", "--until", "44 B.C.E."], "write the year as -0043"),
        (["show", "inquiry.txt", "--since", "1960s"], "write the decade as 196X"),
        (["show", "inquiry.txt", "-o"], "see 'timeline show --help'"),
        (["inquiry.txt"], "did you mean 'timeline show inquiry.txt'?"),
        (["help"], "did you mean 'timeline --help'?"),
        (["export", "inquiry.txt", "--chart"], "did you mean '-f chart'?"),
        (["export", "inquiry.txt", "-o", "out.xyz"], ".xyz is no suffix of a format; give --format, or one of .csv, "),
        (["export", "inquiry.txt", "-o", "out.csv.gz"], ".gz is no suffix of a format"),
        (["annotate", "inquiry.txt", "-o", "out.pdf"], ".pdf is no suffix of a format; give --format, or one of .txt"),
        (["explain", "2d82"], "say 'timeline explain FILE 2d82'"),
    ],
)
def test_wrong_use_says_what_was_probably_meant(arguments: list[str], words: str, folder: Path) -> None:
    assert words in complaint(run(*arguments), 2)
    assert not list(folder.glob("out.*"))


def test_a_range_of_one_day_is_no_contradiction() -> None:
    assert run("show", "inquiry.txt", "--since", "2011-04", "--until", "2011-04-01").returncode == 0


@pytest.mark.parametrize("arguments", [(), ("show",), ("explain",)])
def test_help_has_a_short_form(arguments: tuple[str, ...]) -> None:
    short = run(*arguments, "-h")
    assert short.returncode == 0
    assert short.stdout == run(*arguments, "--help").stdout


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("What is read", "SOURCE "),
        ("How the words are understood", "--prefer "),
        ("Which events are kept", "--since "),
        ("What is said beside the data", "--help "),
    ],
)
def test_help_tells_options_under_the_purpose_of_their_group(heading: str, word: str) -> None:
    shown = run("show", "--help").stdout.decode()
    sections = [section.partition(":\n") for section in shown.split("\n\n")]
    assert [name for name, _, options in sections if f" {word}" in options] == [heading]


@pytest.mark.parametrize(
    ("arguments", "form"),
    [
        (("export", "-f"), "iCal"),
        (("show", "-f"), "JSONL"),
        (("show", "--chart", "-f"), "Chart"),
        (("dates", "-f"), "CSV"),
    ],
)
def test_a_format_is_known_in_any_case(arguments: tuple[str, ...], form: str) -> None:
    command, *options = arguments
    asked = run(command, "inquiry.txt", *options, form)
    assert asked.returncode == 0
    assert asked.stdout == run(command, "inquiry.txt", *options, form.lower()).stdout


def test_a_line_beyond_the_end_is_refused_with_the_number_that_wc_counts(folder: Path) -> None:
    (folder / "two.txt").write_text("In May 2011.\nIn June 2011.\n", encoding="utf-8")
    assert "has 2 lines, so no line 3" in complaint(run("explain", "two.txt:3"), 1)
    assert "has 2 lines, so no line 0" in complaint(run("explain", "two.txt:0"), 1)
    assert b"2011-06" in run("explain", "two.txt:2").stdout


# --- Output whose name says something else -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["export", "-f", "csv", "-o", "x.json"], "timeline: x.json: written as csv, though its name is one for json"),
        (["show", "-o", "x.csv"], "timeline: x.csv: written as plain, though its name is one for csv"),
        (["export", "-f", "timelinejs", "-o", "x.json"], ""),
        (["export", "-f", "csv", "-o", "x.data"], ""),
    ],
)
def test_a_file_named_for_another_format_is_written_with_a_warning(arguments: list[str], line: str) -> None:
    warnings = [each for each in said(run(*arguments, "inquiry.txt")) if "though" in each]
    assert warnings == ([line] if line else [])
    assert Path(arguments[-1]).stat().st_size


# --- Exports read back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 2])
def test_the_json_export_is_read_back_whole(folder: Path, indent: int | None) -> None:
    run("export", "inquiry.txt", "-o", "back.json")
    if indent:
        document = json.loads((folder / "back.json").read_bytes())
        (folder / "back.json").write_text(json.dumps(document, indent=indent), encoding="utf-8")
    again = run("export", "back.json", "-qf", "jsonl")
    assert again.stdout
    assert again.stdout == run("export", "inquiry.txt", "-qf", "jsonl").stdout


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("back.csv", [], "a CSV that this program wrote; export with -f jsonl to read a timeline back"),
        ("back.csv", ["--excel"], "a CSV that this program wrote"),
        ("back.tsv", [], "a TSV that this program wrote"),
        ("back.ics", [], "calendars are not read"),
    ],
)
def test_an_export_that_cannot_be_read_back_says_which_can(name: str, options: list[str], words: str) -> None:
    run("export", "inquiry.txt", "-qo", name, *options)
    line = complaint(run("show", name), 1)
    assert line.startswith(f"timeline: {name}: ")
    assert words in line


# --- Without effect, or open ---------------------------------------------------------------------------------


def test_what_cannot_change_a_saved_timeline_is_said() -> None:
    run("export", "inquiry.txt", "-qo", "saved.jsonl")
    line = "saved.jsonl: --date changes nothing in a saved timeline"
    assert said(run("show", "saved.jsonl", "--date", "2020"))[0] == line
    line = "saved.jsonl: --date and --genre change nothing in a saved timeline"
    assert said(run("show", "saved.jsonl", "--date", "2020", "--genre", "news"))[0] == line
    assert not any("nothing" in line for line in said(run("show", "saved.jsonl")))


def test_an_open_order_of_day_and_month_is_said_beside_the_rows(folder: Path) -> None:
    (folder / "order.txt").write_text(OPEN_ORDER, encoding="utf-8")
    line = "1 date could be read in another order; 'timeline check' lists it"
    assert line in said(run("show", "order.txt"))
    assert line not in said(run("show", "order.txt", "--order", "dmy"))
    assert line not in said(run("show", "order.txt", "-q"))


def test_a_text_that_waits_for_no_date_has_no_finding(folder: Path) -> None:
    (folder / "dated.txt").write_text(ALL_DATED, encoding="utf-8")
    assert said(run("check", "-e", "dated.txt")) == ["0 findings in 1 source"]


def test_a_note_that_tells_of_no_doubt_is_no_finding(folder: Path) -> None:
    story = "In 1811 the mill opened. In 1812 it burned down. Now the town was poor."
    (folder / "story.txt").write_text(story, encoding="utf-8")
    assert said(run("check", "-e", "--genre", "narrative", "story.txt")) == ["0 findings in 1 source"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("They met on Thursday.", "weekday"),
        ("They met on Thursday at 3 pm.", "weekday, hour"),
        ("They met in May.", "month"),
        ("They met in Q3 2010.", "year, quarter"),
        ("They met last in the 1990s.", "decade"),
        ("They met on Monday morning.", "weekday, part of the day"),
    ],
)
def test_an_explanation_tells_what_was_really_said(text: str, fact: str) -> None:
    shown = lines(run("explain", "--text", text, "--date", "2011-10-03").stdout)
    assert [line.split(maxsplit=1)[1] for line in shown if line.startswith("  said ")] == [fact]
