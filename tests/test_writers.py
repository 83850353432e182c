from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.consumers.calendars import Khal
from tests.event_samples import (
    BASTILLE,
    CENTURY,
    CHOICE,
    CIRCA,
    DECADE,
    MONTH,
    NOON,
    PLANNED,
    QUAKE,
    RECENT,
    SACK,
    SINCE,
    SOON,
    SUMMIT,
    TIMELINE,
    UNTIL,
    WEEKLY,
    day,
    event,
    only,
    written,
    written_and_report,
)
from timeline import civil, display, plugins, records, visible
from timeline.cli import looks
from timeline.cli.options import Layout
from timeline.errors import UsageError
from timeline.model import Event, Mention, Timeline
from timeline.writers import Settings, Writer, rows
from timeline.writers.tables import write_table

FIXTURES = Path(__file__).parent.parent / "fixtures" / "writers"
STAMP = 1_704_067_200  # 2024-01-01T00:00:00Z
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = st.lists(
    st.sampled_from([*"=+-@＝'\"\\,;\t\r\n N:\x00\x1b\x85\u2028\u202eéß日🎉\ud800", "\r\nEND:VEVENT\r\n"])
).map("".join)
OF_EVENTS = [writer for writer in plugins.writers() if writer.NAME != "timeml"]
"""Those that can be made of events alone; TimeML needs their text and says so."""
HOSTILE = (
    'x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:a@b.c\r\n=HYPERLINK("http://x")\x1b]0;t\x07\x00'
    "\u202e<img src=x onerror=alert(1)>](javascript:alert(1)) | ]]> \ud800 \\N \\n \u2028"
)

GOLDEN: dict[str, tuple[str, dict[str, Any]]] = {
    "timeline.csv": ("csv", {}),
    "excel.csv": ("csv", {"excel": True}),
    "timeline.tsv": ("tsv", {}),
    "timeline.json": ("json", {}),
    "timeline.jsonl": ("jsonl", {}),
    "timeline.ics": ("ical", {"stamp": STAMP}),
    "plain.txt": ("plain", {}),
    "table.txt": ("table", {"width": 72}),
    "groups.txt": ("table", {"width": 48, "wrap": True, "group": "year"}),
    "chart.txt": ("chart", {"width": 72}),
    "timeline.md": ("md", {}),
    "timeline.mw": ("markwhen", {}),
    "timelinejs.json": ("timelinejs", {}),
}


# --- All formats -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", GOLDEN)
def test_a_small_timeline_gives_the_golden_bytes(name: str) -> None:
    format_name, chosen = GOLDEN[name]
    out, expected = written(TIMELINE, format_name, **chosen), (FIXTURES / name).read_bytes()
    if format_name == "ical":
        # Where a line is folded is the library's choice and may change with its version.
        out, expected = out.replace(b"\r\n ", b""), expected.replace(b"\r\n ", b"")
    assert out == expected


@pytest.mark.parametrize("writer", OF_EVENTS, ids=lambda writer: writer.NAME)
def test_every_event_is_written_or_counted(writer: Writer) -> None:
    for timeline in (TIMELINE, Timeline(()), Timeline((), (SOON,))):
        report = written_and_report(timeline, writer.NAME)[1]
        assert report.written + sum(count for _, count in report.left_out) == len(timeline)


@pytest.mark.parametrize("writer", OF_EVENTS, ids=lambda writer: writer.NAME)
def test_hostile_text_is_written_by_every_format(writer: Writer) -> None:
    texts = dict.fromkeys(("event", "sentence", "expression", "source", "reason"), HOSTILE)
    out, report = written_and_report(Timeline((day("2011-08-26", **texts),)), writer.NAME)
    assert report.written == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", out.decode())


def test_formats_have_an_alias_a_line_of_description_and_suffixes_of_their_own() -> None:
    ours = plugins.writers()
    assert [writer.NAME for writer in ours] == [
        *("chart", "csv", "html", "ical", "json", "jsonl", "markwhen", "md", "plain", "table", "timelinejs"),
        *("timeml", "tsv"),
    ]
    assert plugins.writer("ics") is plugins.writer("ical")
    assert all(writer.DESCRIPTION and "\n" not in writer.DESCRIPTION for writer in ours)
    suffixes = [suffix for writer in ours for suffix in writer.SUFFIXES]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("name", ["csv", "tsv", "plain", "table"])
def test_columns_can_be_chosen_and_ordered(name: str) -> None:
    out = written(only(MONTH), name, columns=("line", "start")).decode()
    assert re.fullmatch(r"(line,start\n|line\tstart\n|LINE +START\n)?\d[,\t ]+2011-03-01\n", out, re.IGNORECASE)
    with pytest.raises(UsageError, match="unknown column 'size'; known are"):
        written(TIMELINE, name, columns=("start", "size"))


@pytest.mark.parametrize("name", ["chart", "html", "ical", "json", "jsonl", "markwhen", "timelinejs", "timeml"])
def test_the_command_refuses_columns_for_a_format_without_any(name: str) -> None:
    with pytest.raises(UsageError, match=f"--columns is for csv, md, plain, table, tsv; leave it out with {name}"):
        looks.settings(plugins.writer(name), Layout(columns="start"))


def test_the_same_bytes_in_any_locale_zone_and_hash_seed() -> None:
    program = (
        "import sys; from tests.event_samples import TIMELINE, written\n"
        "for name in ('table', 'csv', 'jsonl', 'ical'): sys.stdout.buffer.write(written(TIMELINE, name))"
    )
    outputs = set()
    for changes in (
        {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "TZ": "Pacific/Apia", "PYTHONHASHSEED": "2", "PYTHONIOENCODING": "ascii"},
    ):
        done = subprocess.run(
            [sys.executable, "-c", program],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parent.parent,
            env={**os.environ, **changes},
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1


# --- For eyes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "precision", "expected"),
    [
        ("2011-08-26", "day", "2011-08-26"),
        ("2011-08-26/2011-08-27", "day", "2011-08-26/27"),
        ("2011-08-30/2011-09-02", "day", "2011-08-30/09-02"),
        ("2011-12-30/2012-01-02", "day", "2011-12-30/2012-01-02"),
        ("2011-03/2011-05", "month", "2011-03/05"),
        ("2011-12/2012-02", "month", "2011-12/2012-02"),
        ("1914/1918", "year", "1914/1918"),
        ("1914/1918-11-11", "year", "1914/1918-11-11"),
        ("2019-04/..", "month", "2019-04/.."),
        ("../2019-04", "month", "../2019-04"),
        ("1850~", "year", "c. 1850"),
        ("1850?", "year", "1850?"),
        ("1850%", "year", "c. 1850?"),
        ("1990~/1993~", "year", "c. 1990/1993"),
        ("199X", "decade", "1990s"),
        ("18XX", "century", "1800s"),
        ("1801/1900", "century", "19th century"),
        ("1801/1900", "year", "1801/1900"),
        ("1101/1200", "century", "12th century"),
        ("2001/2100", "century", "21st century"),
        ("1001/2000", "millennium", "2nd millennium"),
        ("-0499/-0400", "century", "5th century BCE"),
        ("-01XX", "century", "2nd century BCE"),
        ("-004X", "decade", "50/41 BCE"),
        ("1850/1900", "century", "1850/1900"),
        ("-0043", "year", "44 BCE"),
        ("0000", "year", "1 BCE"),
        ("-0043-03-15", "day", "44-03-15 BCE"),
        ("-0057/-0049", "year", "58/50 BCE"),
        ("-0043-03-15/-0043-03-17", "day", "44-03-15/17 BCE"),
        ("-0026/0014", "year", "27 BCE/0014"),
        ("-0043~", "year", "c. 44 BCE"),
        ("0476-09-04", "day", "0476-09-04"),
        ("2012-21", "season", "2012 spring"),
        ("2012-24", "season", "2012 winter"),
        ("2013-35", "quarter", "2013-Q3"),
        ("2013-40", "half", "2013-H1"),
        ("-0043-22", "season", "44 summer BCE"),
        ("[1997,1998]", "year", "1997 or 1998"),
        ("{1960,1961~}", "year", "1960 and c. 1961"),
        ("2011-03-11T14:46:00", "minute", "2011-03-11 14:46"),
        ("2011-03-11T14:46:30Z", "second", "2011-03-11 14:46:30Z"),
        ("2011-03-11T14:46:00+09:00", "minute", "2011-03-11 14:46+09:00"),
        ("Y12000", "year", "12000"),
        ("Y-11999", "year", "12000 BCE"),
        ("Y-66000000", "year", "66 million BCE"),
        ("Y-1234567", "year", "1.235 million BCE"),
        ("0001/0099", "century", "1st century"),
        ("0001/0999", "millennium", "1st millennium"),
        ("~" * 5000, "day", "c."),
    ],
)
def test_dates_are_short_and_read_as_historians_write_them(edtf: str, precision: str, expected: str) -> None:
    assert display.when(event(edtf=edtf, precision=precision)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2011-03-11T14:00", "2011-03-11T15:30", "2011-03-11 14:00/15:30"),
        ("2011-03-21", "2011-03-27", "2011-03-21/27"),
        ("2011-03-21", "2011-03-21", "2011-03-21"),
        ("2011-03-21", None, "2011-03-21/.."),
        (None, "+12000-01-01", "../+12000-01-01"),
    ],
)
def test_a_date_that_no_edtf_can_say_is_shown_by_its_bounds(start: str | None, end: str | None, expected: str) -> None:
    assert display.when(event(edtf=None, start=start, end=end)) == expected


@pytest.mark.parametrize(
    ("year", "qualifier", "expected"),
    [("-4499999999", "approximate", "c. 4500 million BCE"), ("-37989", None, "37990 BCE"), ("+12000", None, "12000")],
)
def test_a_far_year_without_edtf_is_shown_as_a_year(year: str, qualifier: str | None, expected: str) -> None:
    far = event(edtf=None, start=f"{year}-01-01", end=f"{year}-12-31", qualifier=qualifier, precision="year")
    assert display.when(far) == expected


def test_an_undated_event_is_shown_with_its_words() -> None:
    assert display.when(SOON) == "soon"


@given(st.text(st.sampled_from("0123456789-/XYTZ:~?%[]{},. +")), st.sampled_from(["day", "century", "year"]))
def test_any_edtf_is_shown_somehow(edtf: str, precision: str) -> None:
    assert "\n" not in display.when(event(edtf=edtf, precision=precision))


def test_a_row_says_that_its_event_is_told_twice() -> None:
    twice = event(status="planned", mentions=(Mention(85, 4, 7, "A tsunami will strike in 2011."),))
    assert written(only(twice), "plain") == b"2011-03\t(planned, 2 mentions) A tsunami struck\ta.txt:1\n"
    assert read_csv(written(only(twice), "csv"))[0]["mentions"] == "7:85+4"


def test_plain_rows_are_one_line_each_with_three_fields_and_undated_last() -> None:
    lines = written(TIMELINE, "plain").decode().splitlines()
    assert len(lines) == len(TIMELINE)
    assert {line.count("\t") for line in lines} == {2}
    assert lines[-2] == "soon\tA decision is expected\ta.txt:6"
    assert "2013-Q3\t(planned) The plant opens\ta.txt:1" in lines


def test_table_has_a_header_aligned_columns_and_a_block_of_undated() -> None:
    table = written(Timeline((SUMMIT,), (SOON,)), "table").decode()
    assert table.splitlines() == [
        "WHEN           EVENT                   SOURCE",
        "2011-08-26/27  The summit ran in Oslo  a.txt:5",
        "undated",
        "soon           A decision is expected  a.txt:6",
    ]
    assert written(only(SUMMIT), "table", header=False).count(b"\n") == 1
    assert written(Timeline(()), "table") == b""
    assert written(Timeline((), (SOON,)), "table").decode().splitlines()[1] == "undated"


@pytest.mark.parametrize("width", [40, 60, 79])
@pytest.mark.parametrize("text", ["word " * 40, "x" * 200, "日本語の長い文章" * 20, "e\u0301🎉" * 60])
def test_table_keeps_to_the_width_in_cells(width: int, text: str) -> None:
    table = written(only(day("2011-08-26", event=text, source="folder/" * 30 + "a.txt")), "table", width=width)
    lines = table.decode().splitlines()
    assert all(visible.cells(line) <= width for line in lines)
    assert lines[1].endswith("a.txt:1")
    assert "…" in lines[1]


def test_shortening_ends_at_a_word_with_an_ellipsis() -> None:
    assert visible.shorten("The minister resigned after a long debate", 23) == "The minister resigned…"
    assert visible.shorten("short", 5) == "short"
    assert visible.shorten("unbreakableword", 6) == "unbre…"
    assert visible.shorten("a/long/path.txt:4", 9, front=True) == "…th.txt:4"
    assert visible.shorten("She left [context: the mayor resigned]", 24) == "She left…"
    assert visible.shorten("[The mayor] left the town hall", 20) == "[The mayor] left…"


def test_terminal_sees_escapes_for_what_could_move_it_but_joiners_stay() -> None:
    assert visible.visible("a\x1b[31m\x9b\u202eb\u200b\ufeff\x00\n c") == r"a\x1b[31m\x9b\u202eb\u200b\ufeff\x00 c"
    joined = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert visible.visible(joined) == joined


@given(st.text())
def test_what_is_visible_is_one_line_of_utf_8(text: str) -> None:
    shown = visible.visible(text)
    shown.encode()
    assert shown.splitlines() in ([], [shown])
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_colour_is_there_only_when_asked_for() -> None:
    coloured = written(only(SUMMIT), "table", color=True).decode()
    assert re.sub(r"\x1b\[\d+m", "", coloured) == written(only(SUMMIT), "table").decode()
    assert "\x1b[1m" in coloured


def test_temporal_expressions_share_the_rows() -> None:
    one = dict.fromkeys(records.TIMEX_FIELDS, "x") | {"value": "-0043", "reason": "=a", "notes": ["a", "b"]}
    out = io.BytesIO()
    assert rows.write_csv([one], ("value", "reason", "notes"), out, Settings()) == 1
    assert out.getvalue() == b"value,reason,notes\n-0043,'=a,a;b\n"
    out = io.BytesIO()
    assert write_table([("", [one])], ("value", "reason"), out, Settings()) == 1
    assert out.getvalue() == b"VALUE    REASON\n-0043    =a\n".replace(b"    ", b"  ")


# --- CSV and TSV -----------------------------------------------------------------------------------------


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def unguard(value: str) -> str:
    return value[1:] if re.match(r"'+[=+\-@＝＋－＠]", value) else value


def one_line(text: str) -> str:
    return re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", " ".join(text.split()))


def test_csv_has_the_fields_in_their_order_and_a_header_without_events() -> None:
    assert written(Timeline(()), "csv").decode() == ",".join(Event._fields) + "\n"
    assert ",".join(Event._fields).startswith(
        "id,start,end,precision,qualifier,edtf,event,expression,confidence,source,offset,length,line,sentence,"
        "timex3,recurrence,timezone,notes,"
    )


def test_csv_read_back_has_every_event_on_its_line() -> None:
    data = written(TIMELINE, "csv")
    assert data.count(b"\n") == len(TIMELINE) + 1
    read = read_csv(data)
    assert [row["id"] for row in read] == [sample.id for sample in TIMELINE]
    assert read[0]["start"] == "-0043-03-15"
    assert read[2]["confidence"] == "0.90"
    assert read[3]["confidence"] == ""
    assert read[-1]["event"] == "'=1+1 was the sum"
    assert read[-1]["sentence"] == '"Recently, =1+1 was the sum."'
    assert read[-1]["notes"] == "unanchored;second-note"
    assert read[-3]["start"] == "+12000-01-01"


@settings(max_examples=300)
@given(NASTY | ANY_TEXT, NASTY | ANY_TEXT)
def test_csv_guard_takes_nothing_away_and_leaves_no_formula(text: str, source: str) -> None:
    made = event(id="x", event=text, source=source, sentence=text, edtf=text)
    (row,) = read_csv(written(only(made), "csv"))
    assert unguard(row["event"]) == one_line(text)
    assert unguard(row["source"]) == one_line(source)
    assert not re.match(r"[=+\-@＝＋－＠\t\r\n]", row["event"])
    assert not re.match(r"[=@＝＠\t\r\n]|[+-](?!\d)", row["edtf"])


def test_csv_can_show_dates_in_short() -> None:
    assert (
        written(only(SUMMIT), "csv", columns=("when", "event")) == b"when,event\n2011-08-26/27,The summit ran in Oslo\n"
    )


def test_csv_raw_leaves_formulas_and_excel_has_bom_and_crlf() -> None:
    assert read_csv(written(only(RECENT), "csv", csv_raw=True))[0]["event"] == "=1+1 was the sum"
    data = written(TIMELINE, "csv", excel=True)
    assert data.startswith(b"\xef\xbb\xbfid,")
    assert data.count(b"\r\n") == data.count(b"\n") == len(TIMELINE) + 1
    assert not written(TIMELINE, "csv", header=False).startswith(b"id")


@given(NASTY, NASTY)
def test_tsv_is_one_line_an_event_with_backslashes_doubled(text: str, source: str) -> None:
    data = written(only(event(id="x", event=text, source=source)), "tsv", columns=("event", "source"))
    (cells,) = [line.split("\t") for line in data.decode().split("\n")[1:-1]]
    assert [unguard(cell.replace("\\\\", "\\")) for cell in cells] == [one_line(text), one_line(source)]


# --- JSON ------------------------------------------------------------------------------------------------


def test_json_is_one_document_with_sources_and_the_events_of_json_lines() -> None:
    document = json.loads(written(TIMELINE, "json"))
    assert list(document) == ["schema", "generator", "documents", "events"]
    assert document["events"] == [json.loads(line) for line in written(TIMELINE, "jsonl").splitlines()]
    assert document["documents"][0]["date"] == "2019-08-26"
    assert document["documents"][0]["date_origin"] == "text"
    assert json.loads(written(Timeline(()), "json"))["events"] == []


# --- iCalendar -------------------------------------------------------------------------------------------


def entries(timeline: Timeline, **chosen: Any) -> list[Any]:  # noqa: ANN401 - any of Settings
    """Return the events that an independent reader finds."""
    return icalendar.Calendar.from_ical(written(timeline, "ical", stamp=STAMP, **chosen)).walk("VEVENT")


def entry(sample: Event, **chosen: Any) -> Any:  # noqa: ANN401 - a calendar entry and any of Settings
    (found,) = entries(only(sample), **chosen)
    return found


@pytest.mark.parametrize(
    ("sample", "start", "end", "prefix"),
    [
        (BASTILLE, date(1789, 7, 14), date(1789, 7, 15), ""),
        (SUMMIT, date(2011, 8, 26), date(2011, 8, 28), ""),
        (SACK, date(476, 9, 4), date(476, 9, 5), ""),
        (MONTH, date(2011, 3, 1), date(2011, 4, 1), "[March 2011] "),
        (PLANNED, date(2013, 7, 1), date(2013, 10, 1), "[Q3 2013] "),
        (CIRCA, date(1850, 1, 1), date(1851, 1, 1), "[c. 1850] "),
        (DECADE, date(1990, 1, 1), date(1990, 1, 2), "[the 1990s] "),
        (CENTURY, date(1801, 1, 1), date(1801, 1, 2), "[the 19th century] "),
        (SINCE, date(2019, 4, 1), date(2019, 4, 2), "[since April 2019] "),
        (UNTIL, date(2019, 4, 30), date(2019, 5, 1), "[until April 2019] "),
        (CHOICE, date(1997, 1, 1), date(1997, 1, 2), "[1997 or 1998] "),
        (WEEKLY, date(2014, 5, 5), date(2014, 5, 6), "[every Monday since 1 May 2014] "),
        (NOON, datetime(2011, 3, 12, 12, 0), datetime(2011, 3, 12, 12, 1), ""),  # noqa: DTZ001 - floating
        (
            QUAKE,
            datetime(2011, 3, 11, 5, 46, tzinfo=UTC),
            datetime(2011, 3, 11, 5, 47, tzinfo=UTC),
            "",
        ),
        (day("9998-12-31"), date(9998, 12, 31), date(9999, 1, 1), ""),
    ],
    ids=lambda value: value.expression if isinstance(value, Event) else "",
)
def test_calendar_days_follow_the_precision(sample: Event, start: date, end: date, prefix: str) -> None:
    found = entry(sample)
    assert found["DTSTART"].dt == start
    assert found["DTEND"].dt == end
    assert found["SUMMARY"] == f"{prefix}{sample.event}"
    assert found.get("TRANSP") == (None if isinstance(start, datetime) else "TRANSPARENT")


@pytest.mark.parametrize(
    ("coarse", "sample", "days"),
    [
        ("span", DECADE, 3652),
        ("span", MONTH, 31),
        ("span", SINCE, 1),
        ("marker", MONTH, 1),
        ("marker", SUMMIT, 2),
        ("marker", day("2011-01-01", "2013-01-01"), 1),
        ("auto", day("2011-01-01", "2012-01-01"), 366),
        ("auto", day("2011-01-01", "2012-01-02"), 1),
        ("skip", SUMMIT, 2),
        ("skip", MONTH, None),
        ("skip", SINCE, None),
        ("skip", day("2011-01-01", "2013-01-01"), None),
    ],
)
def test_coarse_dates_are_spans_markers_or_left_out_as_asked(coarse: str, sample: Event, days: int | None) -> None:
    found = entries(only(sample), ical_coarse=coarse)
    assert [(one["DTEND"].dt - one["DTSTART"].dt).days for one in found] == ([] if days is None else [days])


@pytest.mark.parametrize(
    ("changes", "start", "end"),
    [
        ({"start": "2011-03-11T14:00", "end": "2011-03-11T15:30"}, "20110311T140000", "20110311T153000"),
        ({"start": "2011-03-11T14:00Z", "end": "2011-03-11T15:30"}, "20110311T140000Z", "20110311T153000Z"),
        ({"start": "2011-03-11T14:00", "end": "2011-03-12"}, "20110311", "20110313"),
        ({"start": "2011-03-11T14:00", "end": "2011-03-11T13:00"}, "20110311T140000", "20110311T140100"),
        ({"start": "2011-03-11T23:30-05:00", "end": None}, "20110312T043000Z", "20110312T043100Z"),
        ({"start": "2011-03-11", "end": "2011-03-01"}, "20110311", "20110312"),
    ],
)
def test_times_keep_their_kind_and_never_end_before_they_start(changes: dict[str, Any], start: str, end: str) -> None:
    found = entry(day("2011-03-11", precision="minute", edtf=None, **changes))
    assert (found["DTSTART"].to_ical().decode(), found["DTEND"].to_ical().decode()) == (start, end)


def test_a_repeated_event_starts_on_its_first_match_and_stops_at_its_known_end() -> None:
    assert entry(WEEKLY)["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO"
    ended = WEEKLY._replace(end="2014-06-30")
    assert entry(ended)["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20140630;BYDAY=MO"
    timed = WEEKLY._replace(start="2014-05-01T17:00Z", end="2014-06-30T17:00Z")
    assert entry(timed)["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20140630T170000Z;BYDAY=MO"
    assert entry(timed)["DTSTART"].to_ical() == b"20140505T170000Z"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"recurrence": "FREQ=SECONDLY"}, "repeated in a way no calendar can hold"),
        ({"recurrence": "FREQ=WEEKLY\r\nATTENDEE:x"}, "repeated in a way no calendar can hold"),
        ({"recurrence": "FREQ=DAILY;INTERVAL=0;BYMONTH=2"}, "repeated in a way no calendar can hold"),
        ({"recurrence": "FREQ=WEEKLY;BYDAY=XX"}, "repeated in a way no calendar can hold"),
        ({"recurrence": f"FREQ=WEEKLY;INTERVAL={'9' * 40}"}, "repeated in a way no calendar can hold"),
        ({"recurrence": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "repeated on no day"),
        ({"end": "2014-05-03"}, "repeated on no day"),
        ({"start": None, "end": "2014-05-03"}, "repeated from no known day"),
        ({"start": None, "end": None}, "undated"),
        ({"start": "some day"}, "without a valid date"),
        ({"start": "0099-01-01", "end": "0099-12-31"}, "before year 100"),
        ({"start": "-0043-01-01", "end": "2000-12-31"}, "before year 100"),
        ({"start": "9999-01-01"}, "after year 9998"),
    ],
)
def test_what_no_calendar_can_hold_is_left_out_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    out, report = written_and_report(only(WEEKLY._replace(**changes)), "ical")
    assert report.left_out == ((reason, 1),)
    assert b"VEVENT" not in out


def test_the_loss_is_told_in_one_sentence() -> None:
    report = written_and_report(TIMELINE, "ical")[1]
    assert report.loss() == (
        "4 of 18 events are not in the calendar: 1 before year 100, 1 after year 9998, 2 undated "
        "(all 18 are in csv and json)"
    )
    assert report.warnings == ("some calendar programs store years before 1000 wrongly",)
    quiet = written_and_report(only(MONTH, MONTH), "ical")[1]
    assert quiet.left_out == (("the same as another", 1),)
    assert not quiet.warnings
    assert written_and_report(only(MONTH), "ical")[1].loss() is None


def test_undated_events_can_be_journal_entries() -> None:
    out, report = written_and_report(Timeline((), (SOON, RECENT)), "ical", ical_undated="journal")
    found = icalendar.Calendar.from_ical(out).walk("VJOURNAL")
    assert [one["SUMMARY"] for one in found] == [
        "[soon] A decision is expected",
        "[recently] =1+1 was the sum",
    ]
    assert not any(key in one for one in found for key in ("DTSTART", "TRANSP", "STATUS"))
    assert report.written == 2


def test_a_wrong_choice_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="auto, span, marker, skip"):
        written(TIMELINE, "ical", ical_coarse="all")


@pytest.mark.parametrize(
    ("date", "stamp"),
    [
        ("2011-10-03", b"20111003T000000Z"),
        ("2011-10", b"20111001T000000Z"),
        ("1789-07-14", b"19700101T000000Z"),
        ("Y12000", b"19700101T000000Z"),
        ("soon", b"19700101T000000Z"),
        (None, b"19700101T000000Z"),
    ],
)
def test_an_entry_is_stamped_with_the_date_of_its_document(date: str | None, stamp: bytes) -> None:
    calendar = written(Timeline((BASTILLE._replace(document_date=date),)), "ical")
    assert b"DTSTAMP:" + stamp in calendar


def test_an_entry_carries_identity_words_and_exact_values() -> None:
    found = entry(BASTILLE)
    assert found["UID"] == BASTILLE.id
    assert found["DTSTAMP"].to_ical() == b"20240101T000000Z"
    assert found["DESCRIPTION"] == (
        "“In March 2011 a tsunami struck.”\n\nWhen: 14 July 1789 (1789-07-14)\n"
        "Precision: day; confidence 0.90\nSource: a.txt, characters 3–13"
    )
    assert found["CATEGORIES"].to_ical() == b"timeline,day"
    assert found["X-TIMELINE-EDTF"] == "1789-07-14"
    assert found["X-TIMELINE-CONFIDENCE"] == "0.90"
    assert found["X-TIMELINE-SOURCE"].replace("\\,", ",") == "a.txt#char=3,13"
    assert "STATUS" not in found
    assert "X-TIMELINE-CONFIDENCE" not in entry(MONTH)


def test_what_has_not_happened_is_tentative() -> None:
    assert entry(PLANNED)["STATUS"] == "TENTATIVE"
    assert "Status: planned" in entry(PLANNED)["DESCRIPTION"]


def test_the_address_of_a_page_is_encoded_and_a_file_is_no_address() -> None:
    page = entry(day("2011-08-26", source="https://x.org/a b;c,d\r\nATTENDEE:é"))
    assert page["URL"] == "https://x.org/a%20b;c,d%0AATTENDEE:%C3%A9"
    assert "ATTENDEE" not in page
    assert "URL" not in entry(day("2011-08-26", source="/etc/passwd"))


def test_a_long_summary_is_cut_at_200() -> None:
    assert len(entry(day("2011-08-26", event="word " * 100))["SUMMARY"]) <= 200


def test_an_empty_calendar_is_whole() -> None:
    out = written(Timeline(()), "ical", title="My, title")
    assert out.endswith(b"CALSCALE:GREGORIAN\r\nNAME:My\\, title\r\nX-WR-CALNAME:My\\, title\r\nEND:VCALENDAR\r\n")
    assert out.count(b"END:VCALENDAR") == 1


@settings(deadline=None)
@given(NASTY | ANY_TEXT, NASTY | ANY_TEXT)
def test_calendar_lines_are_folded_and_any_text_comes_back(text: str, source: str) -> None:
    made = day("2011-08-26", id="x", event="e", sentence=text, source=source, expression=text)
    out = written(only(made, SUMMIT), "ical")
    assert not out.startswith(b"\xef\xbb\xbf")
    lines = out.split(b"\r\n")
    assert b"\r" not in out.replace(b"\r\n", b"") and b"\n" not in out.replace(b"\r\n", b"")  # noqa: PT018
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    clean = re.sub("\r\n?|[\u2028\u2029]", "\n", text)
    clean = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", clean)
    clean = re.sub("[\ud800-\udfff]", "\ufffd", clean)
    read = vobject.readOne(out.decode())
    assert len(read.vevent_list) == 2
    assert read.vevent_list[0].description.value.startswith(f"“{clean}”\n\nWhen: {clean} (2011-08-26)\n")


@settings(deadline=None, max_examples=60)
@given(
    st.integers(-9999, 9999),
    st.integers(1, 12),
    st.integers(1, 28),
    st.integers(0, 400),
    st.sampled_from(["day", "month", "year"]),
)
def test_every_date_in_the_calendar_covers_its_bounds(
    year: int, month: int, number: int, length: int, precision: str
) -> None:
    last = civil.from_ordinal(civil.ordinal(year, month, number) + length)
    first_iso, last_iso = (
        f"{'-' if y < 0 else ''}{abs(y):04d}-{m:02d}-{d:02d}" for y, m, d in ((year, month, number), last)
    )
    sample = day(first_iso, last_iso, precision=precision)
    found = entries(only(sample))
    assert bool(found) == (year >= 100 and last[0] <= 9998)
    if found:
        assert found[0]["DTSTART"].dt == date(year, month, number)
        expected = length + 1 if length < 366 else 1
        assert (found[0]["DTEND"].dt - found[0]["DTSTART"].dt).days == expected


# --- iCalendar in a real program -------------------------------------------------------------------------


def test_khal_lists_the_right_days_and_a_second_import_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "timeline.ics"
    file.write_bytes(written(TIMELINE, "ical", stamp=STAMP))
    khal = Khal(tmp_path)
    khal.run("import", "--batch", "-a", "timeline", str(file))
    listed = khal.days("2011-03-01", "2011-08-31")
    assert "2011-08-26 2011-08-27 The summit ran in Oslo" in listed
    assert "2011-03-11 06:46 2011-03-11 06:47 The ground shook" in listed
    assert any(line.startswith("2011-03-01 2011-03-31 [March 2011] A tsunami struck") for line in listed)
    assert "1789-07-14 1789-07-14 The Bastille fell" in khal.days("1789-07-01", "1789-07-31")
    assert khal.days("2014-05-01", "2014-05-13") == [
        "2014-05-05 2014-05-05 [every Monday since 1 May 2014] The council meets",
        "2014-05-12 2014-05-12 [every Monday since 1 May 2014] The council meets",
    ]
    stored = khal.stored()
    assert len(stored) == 14
    khal.run("import", "--batch", "-a", "timeline", str(file))
    assert khal.stored() == stored
    assert khal.days("2011-03-01", "2011-08-31") == listed


def test_khal_prints_hostile_text_as_one_event(tmp_path: Path) -> None:
    file = tmp_path / "hostile.ics"
    file.write_bytes(written(only(day("2011-08-26", event=HOSTILE, sentence=HOSTILE, source=HOSTILE)), "ical"))
    listed = Khal(tmp_path).run("printics", "--format", "{start-long} {title}", str(file))
    assert sum(line.startswith("2011-08-26") for line in listed) == 1
