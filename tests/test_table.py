"""The table's headings, line breaks and colours, and the chart: what a person at a terminal sees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.event_samples import (
    CENTURY,
    CHOICE,
    DECADE,
    FAR,
    MONTH,
    MURDER,
    PLANNED,
    QUAKE,
    SOON,
    SUMMIT,
    TIMELINE,
    UNTIL,
    day,
    event,
    only,
    written,
    written_and_report,
)
from tests.test_cli import complaint, run
from timeline import notation, visible
from timeline.model import Event, Timeline
from timeline.values import PartialDate
from timeline.writers import to_chart
from timeline.writers.groups import grouped

CODES = re.compile(r"\x1b\[\d*m")


def headings(group: str, *events: Event) -> dict[str, list[str]]:
    return {title: [one.expression for one in part] for title, part in grouped(events, group)}


# --- Headings --------------------------------------------------------------------------------------------


def test_years_are_headings_and_longer_dates_stand_under_their_decade_or_last() -> None:
    assert list(headings("year", MURDER, CENTURY, DECADE, CHOICE, MONTH, QUAKE, UNTIL, FAR).items()) == [
        ("44 BCE", ["15 March 44 BC"]),
        ("1990s", ["the 1990s", "1997 or 1998"]),
        ("2011", ["March 2011", "14:46 JST on 11 March 2011"]),
        ("2019", ["until April 2019"]),
        ("12000", ["the year 12000"]),
        ("longer", ["the 19th century"]),
    ]


def test_months_are_headings_and_longer_dates_stand_under_their_year() -> None:
    several = event(start="2007-01-01", end="2009-12-31", precision="year", edtf="2007/2009", expression="2007 to 2009")
    assert headings("month", MURDER, several, MONTH, QUAKE, SUMMIT, PLANNED, day("2013-01-02")) == {
        "44-03 BCE": ["15 March 44 BC"],
        "2007": ["2007 to 2009"],
        "2011-03": ["March 2011", "14:46 JST on 11 March 2011"],
        "2011-08": ["26–27 August 2011"],
        "2013": ["Q3 2013"],
        "2013-01": ["March 2011"],
    }


def test_events_of_one_heading_stand_together_in_their_order() -> None:
    first, second = MONTH._replace(source="a.txt"), SUMMIT._replace(source="b.txt")
    third = PLANNED._replace(source="a.txt")
    assert headings("source", first, second, third) == {
        "a.txt": ["March 2011", "Q3 2013"],
        "b.txt": ["26–27 August 2011"],
    }


@pytest.mark.parametrize("group", ["year", "month", "source"])
def test_no_event_is_lost_under_headings(group: str) -> None:
    parts = [part for _, part in grouped(TIMELINE.events, group)]
    assert sorted(one.id for part in parts for one in part) == sorted(one.id for one in TIMELINE.events)
    assert written_and_report(TIMELINE, "table", group=group)[1].written == len(TIMELINE)


def test_a_heading_stands_after_an_empty_line_and_the_undated_keep_their_block() -> None:
    made = Timeline((MONTH, SUMMIT, PLANNED), (SOON,))
    assert written(made, "table", group="year").decode().splitlines() == [
        "WHEN           EVENT                      SOURCE",
        "",
        "2011",
        "2011-03        A tsunami struck           a.txt:1",
        "2011-08-26/27  The summit ran in Oslo     a.txt:5",
        "",
        "2013",
        "2013-Q3        (planned) The plant opens  a.txt:1",
        "",
        "undated",
        "soon           A decision is expected     a.txt:6",
    ]


def test_a_heading_is_harmless_and_fits() -> None:
    table = written(only(MONTH._replace(source="x\x1b[31m/" * 20 + "a.txt")), "table", group="source", width=40)
    heading = table.decode().splitlines()[2]
    assert heading.startswith("…")
    assert heading.endswith("a.txt")
    assert visible.cells(heading) == 40


# --- Line breaks -----------------------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab /日\u0301🎉"), max_size=60), st.integers(2, 30))
def test_broken_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    shown = visible.visible(text)
    lines = visible.wrapped(shown, width)
    assert all(visible.cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


def test_lines_break_after_words_and_parts_of_a_path() -> None:
    assert visible.wrapped("The minister resigned", 13) == ["The minister", "resigned"]
    assert visible.wrapped("reports/2011/bridge.txt:4", 13) == ["reports/2011/", "bridge.txt:4"]
    assert visible.wrapped("unbreakable", 5) == ["unbre", "akabl", "e"]
    assert visible.wrapped("", 5) == [""]


def test_a_wrapped_table_cuts_nothing_and_keeps_its_blocks() -> None:
    made = Timeline((MONTH._replace(event="word " * 20),), (SOON._replace(event="later " * 20),))
    lines = written(made, "table", width=40, wrap=True).decode().splitlines()
    assert all(visible.cells(line) <= 40 for line in lines)
    assert "…" not in "".join(lines)
    assert sum(line.count("word") for line in lines) == sum(line.count("later") for line in lines) == 20
    (at,) = [number for number, line in enumerate(lines) if line == "undated"]
    assert "later" not in "".join(lines[:at])
    assert "word" not in "".join(lines[at:])


# --- Colours ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sample", "painted"),
    [
        (PLANNED, "\x1b[36m(planned)\x1b[0m The plant opens"),
        (MONTH._replace(status="denied", event="No tsunami struck"), "2011-03  No tsunami struck"),
        (MONTH._replace(status="reported"), "\x1b[35m(reported)\x1b[0m A tsunami struck"),
        (MONTH, "2011-03  A tsunami struck"),
        (MONTH._replace(event="(planned) or so"), "2011-03  (planned) or so"),
        (MONTH._replace(basis="tense"), "\x1b[2m2011-03\x1b[0m  A tsunami struck"),
        (MONTH._replace(basis="relative"), "2011-03  A tsunami struck"),
    ],
)
def test_colour_marks_what_is_not_sure(sample: Event, painted: str) -> None:
    assert painted in written(only(sample), "table", color=True).decode()


@pytest.mark.parametrize("chosen", [{}, {"width": 40}, {"width": 40, "wrap": True}, {"group": "year"}])
def test_colour_says_nothing_that_the_words_do_not_and_moves_nothing(chosen: dict[str, object]) -> None:
    doubtful = PLANNED._replace(basis="tense", source="folder/" * 9 + "a.txt", event="A plant opens " * 9)
    made = Timeline((MONTH, doubtful), (SOON,))
    coloured = written(made, "table", color=True, **chosen).decode()
    assert CODES.sub("", coloured) == written(made, "table", **chosen).decode()
    for line in coloured.splitlines():
        assert line.count("\x1b[0m") * 2 == line.count("\x1b[")


# --- Chart -----------------------------------------------------------------------------------------------


def chart(*days: str, **chosen: object) -> list[str]:
    return written(only(*map(day, days)), "chart", **chosen).decode().splitlines()


def test_a_chart_has_a_bar_for_each_stretch_and_its_number() -> None:
    assert chart("2011-03-01", "2011-03-01", "2011-03-03") == [
        "DAY         EVENTS",
        "2011-03-01  ██ 2",
        "2011-03-02",
        "2011-03-03  █ 1",
    ]


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (("2011-03-01", "2011-03-20"), "DAY"),
        (tuple(f"2011-{month:02}-{day}" for month in range(1, 13) for day in (10, 15, 20, 25)), "MONTH"),
        (tuple(f"{year}-{month:02}-10" for year in range(2001, 2007) for month in range(1, 13)), "QUARTER"),
        (tuple(f"{year}-10-10" for year in range(1980, 2011)), "YEAR"),
        (tuple(f"{year}-10-10" for year in range(1801, 2011, 3)), "DECADE"),
        (tuple(f"{year:04}-10-10" for year in range(1, 2011, 7)), "CENTURY"),
        (tuple(f"{year:04}-10-10" for year in range(1, 9999, 70)), "MILLENNIUM"),
    ],
)
def test_the_unit_follows_the_span(days: tuple[str, ...], unit: str) -> None:
    lines = chart(*days)
    assert lines[0].split()[0] == unit
    assert len(lines) <= 1 + to_chart.MOST_LINES
    assert sum(int(line.split()[-1]) for line in lines[1:] if "█" in line) == len(days)


def test_the_unit_follows_what_the_dates_are_known_to() -> None:
    data, report = written_and_report(only(day("2011-03-01"), *map(whole, (2011, 2011, 2012))), "chart")
    assert data.decode().splitlines() == ["YEAR  EVENTS", "2011  ███ 3", "2012  █ 1"]
    assert report.left_out == ()


def test_a_longer_unit_is_better_when_the_shorter_would_leave_many_dates_out() -> None:
    years = range(1999, 2027)
    dated = [day(f"{year}-03-01") for year in years]
    short_span = [day(f"2011-03-{number:02}") for number in range(1, 9)]
    for kept, others, unit, left_out in (
        (dated[:12], [*map(whole, years[:4])], "YEAR", 0),
        (dated[:12], [DECADE], "YEAR", 1),
        (short_span, [whole(2011), whole(2011)], "DAY", 2),
    ):
        data, report = written_and_report(only(*kept, *others), "chart")
        assert data.decode().split()[0] == unit
        assert sum(count for _, count in report.left_out) == left_out


def test_a_date_longer_than_a_bar_one_without_a_beginning_and_the_undated_are_counted() -> None:
    dated = [day(f"{year}-03-01") for year in range(1990, 2010)]
    report = written_and_report(Timeline((*dated, DECADE, CHOICE, UNTIL), (SOON,)), "chart")[1]
    assert report.loss() == (
        "4 of 24 events are not in the chart: 1 undated, 1 without a beginning, 2 not known to the year "
        "(all 24 are in csv and json)"
    )


def test_a_far_date_flattens_nothing() -> None:
    assert chart("1066-10-14", *["2011-03-01"] * 3, "2011-03-02", "2011-03-04") == [
        "DAY         EVENTS",
        "1066-10-14  █ 1",
        "⋮",
        "2011-03-01  ███ 3",
        "2011-03-02  █ 1",
        "2011-03-03",
        "2011-03-04  █ 1",
    ]


def test_years_before_christ_are_counted_as_historians_do() -> None:
    years = [*range(-120, 130, 6)]
    lines = written(only(*map(whole, years)), "chart").decode().splitlines()
    assert lines[0].startswith("DECADE")
    assert [line.split("  ")[0] for line in lines[12:16]] == ["20/11 BCE", "10/1 BCE", "0001/0009", "0010s"]
    assert sum(int(line.split()[-1]) for line in lines[1:]) == len(years)


def whole(year: int) -> Event:
    first, last = (notation.to_iso(edge) for edge in (PartialDate(year), PartialDate(year).latest()))
    return event(id=str(year), start=first, end=last, precision="year", edtf=None)


def test_latest_first_turns_the_bars_round() -> None:
    forward = chart("2011-03-01", "2011-03-03", "2011-03-04")
    assert chart("2011-03-04", "2011-03-03", "2011-03-01")[1:] == forward[:0:-1]


def test_bars_fit_the_width() -> None:
    lines = chart(*["2011-03-01"] * 1000, *["2011-03-02"] * 500, "2011-03-03", width=40)
    assert [visible.cells(line) for line in lines[1:]] == [40, 28, 15]
    assert lines[3] == "2011-03-03  ▏ 1"


def test_a_chart_of_nothing_is_nothing() -> None:
    assert written(Timeline((CHOICE,), (SOON,)), "chart") == b""
    assert not written(only(MONTH), "chart", header=False).startswith(b"MONTH")


@given(st.lists(st.integers(-(10**12), 10**12), max_size=50))
def test_any_years_fit_into_a_chart(years: list[int]) -> None:
    data, report = written_and_report(only(*map(whole, sorted(years))), "chart")
    lines = data.decode().splitlines()[1:]
    assert report.written == len(years)
    assert sum(int(line.split()[-1]) for line in lines if "█" in line) == len(years)
    assert len(lines) <= to_chart.MOST_LINES


# --- The command line ------------------------------------------------------------------------------------


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A saved timeline of every kind of event, in the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saved.jsonl").write_bytes(written(TIMELINE, "jsonl"))
    return "saved.jsonl"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "--chart", "-f", "csv"], "--chart is a format of its own; leave it out with csv"),
        (["show", "--chart", "--group", "year"], "--group is for md, table; leave it out with chart"),
        (["show", "--chart", "--columns", "when"], "--columns"),
        (["show", "--chart", "--color", "always"], "--color"),
        (["show", "--chart", "--wrap"], "--wrap is for table; leave it out with chart"),
        (["show", "-f", "plain", "--group", "year"], "--group is for md, table; leave it out with plain"),
        (["show", "-f", "plain", "--wrap"], "--wrap"),
        (["show", "--group", "decade"], "year, month, source"),
        (["export", "-f", "csv", "--group", "year"], "--group"),
        (["export", "-f", "md", "--no-header"], "--no-header"),
        (["export", "-f", "timelinejs", "--columns", "when"], "--columns"),
        (["export", "-f", "csv", "--strict"], "--strict"),
        (["dates", "--group", "year"], "--group"),
        (["dates", "--format", "csv", "--wrap"], "--wrap"),
    ],
)
def test_no_option_is_accepted_and_ignored(arguments: list[str], words: str, saved: str) -> None:
    assert words in complaint(run(arguments[0], saved, *arguments[1:]), 2)


def test_asking_for_looks_gives_a_table_on_a_pipe_too(saved: str) -> None:
    for looks in (["--group", "month"], ["--wrap"], ["--width", "60"]):
        assert run("show", saved, *looks).stdout.startswith(b"WHEN ")
    assert run("show", saved, "--chart").stdout.startswith(b"CENTURY ")
    assert run("show", saved, "--format", "chart").stdout == run("show", saved, "--chart").stdout


@pytest.mark.parametrize(("name", "noun"), [("markwhen", "markwhen file"), ("timelinejs", "TimelineJS file")])
def test_strict_takes_an_event_left_out_for_a_failure(name: str, noun: str, saved: str) -> None:
    result = run("export", saved, "-f", name)
    assert result.returncode == 0
    assert f"are not in the {noun}: " in result.stderr.decode()
    assert run("export", saved, "-f", name, "--strict").returncode == 1


def test_the_name_of_a_file_tells_markdown_and_markwhen(saved: str, tmp_path: Path) -> None:
    for name, beginning in (("story.md", "# "), ("story.mw", "title: ")):
        assert run("export", saved, "-o", name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)
