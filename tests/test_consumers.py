"""Exports read back by the programs they are made for; a program that is not installed is skipped by its name."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.targets import draw_timeline
from tests.consumers import PROGRAMS, RECORDERS, Program
from tests.consumers.__main__ import ABSENT, sights
from tests.consumers.calendars import Radicale
from tests.consumers.samples import SAMPLES
from tests.consumers.samples import TIMELINE as OF_THE_TABLE
from tests.consumers.structures import schema
from tests.consumers.tables import TABLE, sheet
from tests.event_samples import MONTH, QUAKE, SOON, SUMMIT, TIMELINE, day, only, written, written_and_report
from timeline.model import Event, Timeline

pytestmark = pytest.mark.consumers

DOCUMENT = Path(__file__).parent.parent / "docs" / "formats.md"
HOSTILE = (
    '=1+1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\nATTENDEE:mailto:a@b.c\t"quoted", it\'s; \x1b]0;t\x07\x00 \\n \\N'
    "\u202e<img src=x onerror=alert(1)> | ]]> \ud800 \u2028 日本 🎉"
)
FORMULAS = ("=1+1", '=HYPERLINK("http://127.0.0.1/","x")', "+1+1", "-1+1", "@SUM(1,1)", "'=1+1", "＝1+1", "\t=1+1")
EXACT = {
    "14 July 1789": "1789-07-14",
    "26–27 August 2011": "2011-08-26 to 2011-08-27",
    "March 2011": "2011-03-01 to 2011-03-31",
    "2012": "2012-01-01 to 2012-12-31",
    "the 1990s": "1990-01-01 to 1999-12-31",
    "15 March 44 BC": "-0043-03-15",
}
MEANT = {
    "ical": EXACT | {"the 1990s": "1990-01-01", "15 March 44 BC": ABSENT},
    "md": {
        "14 July 1789": "1789-07-14",
        "26–27 August 2011": "2011-08-26/27",
        "March 2011": "2011-03",
        "2012": "2012",
        "the 1990s": "1990s",
        "15 March 44 BC": "44-03-15 BCE",
    },
    "markwhen": EXACT | {"15 March 44 BC": ABSENT},
    "timelinejs": dict(zip(EXACT, EXACT, strict=True)),
    "timeml": {
        "14 July 1789": "1789-07-14",
        "26–27 August 2011": "2011-08-26 to 2011-08-27",
        "March 2011": "2011-03",
        "2012": "2012",
        "the 1990s": "199X",
        "15 March 44 BC": "BC0044-03-15",
    },
    "csv-DuckDB": EXACT | {"15 March 44 BC": "0044-03-15 (BC)"},
    "tsv-DuckDB": EXACT | {"15 March 44 BC": "0044-03-15 (BC)"},
    "csv-LibreOffice": EXACT | {"15 March 44 BC": "-0043-03-13"},
}
"""What a format or program makes of the samples, where that is not what we say."""

VALIDATORS = {"jsonschema", "jsonschema-rs", "ajv"}


def named(program: Program) -> str:
    return f"{program.format}-{program.name}"


def of_format(*formats: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("program", [each for each in RECORDERS if each.format in formats], ids=named)


def needed(program: Program) -> Program:
    if program.version() is None:
        pytest.skip(f"{program.name} is not installed")
    return program


def called(name: str) -> Program:
    return needed(next(program for program in PROGRAMS if program.name == name))


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_a_program_sees_the_days_that_are_meant(program: Program) -> None:
    seen = sights(needed(program))
    assert seen == MEANT.get(named(program), MEANT.get(program.format, EXACT))


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_the_documented_table_is_what_a_program_sees(program: Program) -> None:
    rows = [line.strip("| ").split(" | ") for line in DOCUMENT.read_text(encoding="utf-8").splitlines()]
    told = [row for row in rows if row[0] == f"`{program.format}`" and re.search(rf"\b{program.name} \d", row[1])]
    assert [row[2:] for row in told] == [list(sights(needed(program)).values())]


@pytest.mark.parametrize("program", RECORDERS, ids=named)
def test_a_program_reads_every_kind_of_event(program: Program, tmp_path: Path) -> None:
    data, report = written_and_report(TIMELINE, program.format)
    seen = {one.id for one in needed(program).read(data, tmp_path)}
    assert seen <= {event.id for event in TIMELINE}
    assert len(seen) == report.written == (14 if program.format == "ical" else len(TIMELINE))


@pytest.mark.parametrize("program", RECORDERS, ids=named)
def test_44_hostile_text_is_one_event_to_every_program(program: Program, tmp_path: Path) -> None:
    fields = dict.fromkeys(("event", "sentence", "expression", "reason"), HOSTILE)
    hostile = day("2011-08-26", id=SUMMIT.id, source=f"https://a.org/{HOSTILE}", **fields)
    seen = needed(program).read(written(only(hostile, MONTH), program.format), tmp_path)
    assert sorted((one.id, one.when) for one in seen) == sorted(
        [(SUMMIT.id, "2011-08-26"), (MONTH.id, "2011-03-01 to 2011-03-31")]
    )
    (text,) = [one.text for one in seen if one.id == SUMMIT.id]
    assert text.lstrip("'").startswith("=1+1")
    assert "日本 🎉" in text
    assert not {"\x1b", "\x00", "\x07"} & set(text) or program.format in {"json", "jsonl"}


@of_format("csv")
def test_a_file_for_excel_is_read_alike(program: Program, tmp_path: Path) -> None:
    data = written(OF_THE_TABLE, "csv", excel=True)
    seen = {one.id: one.when for one in needed(program).read(data, tmp_path)}
    assert seen == {event.id: sights(program)[words] for words, event in SAMPLES.items()}


# --- Calendars -------------------------------------------------------------------------------------------


@of_format("ical")
@pytest.mark.parametrize("first", ["0100-01-01", "0476-09-04", "0999-12-31", "1582-10-10", "1900-02-28", "9998-12-31"])
def test_the_oldest_and_the_last_days_of_a_calendar_come_back(program: Program, first: str, tmp_path: Path) -> None:
    (seen,) = needed(program).read(written(only(day(first)), "ical"), tmp_path)
    assert seen.when == first


@pytest.mark.parametrize("name", ["icalendar", "vobject", "ical.js", "libical", "Radicale"])
def test_a_time_with_a_zone_is_that_moment_in_utc(name: str, tmp_path: Path) -> None:
    (seen,) = called(name).read(written(only(QUAKE), "ical"), tmp_path)
    assert seen.when.startswith("2011-03-11T05:46")


def test_radicale_finds_every_event_on_its_days_and_on_no_other(tmp_path: Path) -> None:
    called("Radicale")
    with Radicale(tmp_path).running() as server:
        assert server.ask("PUT", body=written(OF_THE_TABLE, "ical"))[0] == 201
        for words, event in SAMPLES.items():
            if MEANT["ical"][words] == ABSENT:
                continue
            told = MEANT["ical"][words].split(" to ")
            first, last = date.fromisoformat(told[0]), date.fromisoformat(told[-1])
            around = {*server.on(before(first), before(first)), *server.on(after(last), after(last))}
            assert event.id in server.on(first, first) & server.on(last, last)
            assert event.id not in around


def before(when: date) -> date:
    return date.fromordinal(when.toordinal() - 1)


def after(when: date) -> date:
    return date.fromordinal(when.toordinal() + 1)


def test_radicale_keeps_single_events_updates_them_and_refuses_a_second_place(tmp_path: Path) -> None:
    called("Radicale")
    with Radicale(tmp_path).running() as server:
        assert server.ask("PUT", body=written(Timeline(()), "ical"))[0] == 201
        for text, status in (("The summit ran", 201), ("The summit ran in Oslo", 204)):
            data = written(only(SUMMIT._replace(event=text)), "ical")
            assert server.ask("PUT", f"{SUMMIT.id}.ics", data)[0] == status
        kept = server.ask("GET", f"{SUMMIT.id}.ics")[1].decode()
        assert "SUMMARY:The summit ran in Oslo\r\n" in kept
        assert "X-TIMELINE-EDTF:2011-08-26/2011-08-27\r\n" in kept
        assert server.ask("PUT", "another.ics", data)[0] == 409
        journal = written(Timeline((), (SOON,)), "ical", ical_undated="journal")
        assert server.ask("PUT", f"{SOON.id}.ics", journal)[0] == 201
        assert b"BEGIN:VJOURNAL" in server.ask("GET", f"{SOON.id}.ics")[1]


# --- Tables ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [False, True])
def test_libreoffice_runs_no_formula_but_those_of_a_raw_file(raw: bool, tmp_path: Path) -> None:  # noqa: FBT001
    called("LibreOffice")
    events = [MONTH._replace(event=text, sentence=text, expression=text, source=text) for text in FORMULAS]
    cells = [cell for row in sheet(written(only(*events), "csv", csv_raw=raw), tmp_path) for cell in row]
    assert bool([cell for cell in cells if cell.get(f"{TABLE}formula")]) == raw


def test_duckdb_takes_the_days_for_dates_and_orders_those_before_christ_first(tmp_path: Path) -> None:
    called("DuckDB")
    import duckdb  # noqa: PLC0415 - only where it is installed

    for name, reader, kind in (("csv", "read_csv", "DATE"), ("jsonl", "read_json", "VARCHAR")):
        file = tmp_path / f"timeline.{name}"
        file.write_bytes(written(OF_THE_TABLE, name))
        with duckdb.connect() as database:
            database.execute(f"CREATE TABLE events AS FROM {reader}('{file}')")
            found = database.sql("SELECT typeof(start), year(start::DATE) FROM events ORDER BY start::DATE").fetchall()
        assert found == [(kind, year) for year in (-43, 1789, 1990, 2011, 2011, 2012)]


# --- Schema ----------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.binary(max_size=600))
def test_any_events_are_valid_by_the_schema(data: bytes) -> None:
    called("jsonschema-rs")
    import jsonschema_rs  # noqa: PLC0415 - only where it is installed

    validator = jsonschema_rs.validator_for(schema("event"))
    for line in written(draw_timeline(data), "jsonl").decode().splitlines():
        validator.validate(json.loads(line))


@pytest.mark.parametrize(
    "change", [{"start": "March"}, {"precision": "mouth"}, {"offset": -1}, {"tense": 1}, {"schema": "timeline/2"}]
)
@pytest.mark.parametrize("program", [each for each in PROGRAMS if each.name in VALIDATORS], ids=named)
def test_every_validator_refuses_what_is_no_event(program: Program, change: dict[str, object], tmp_path: Path) -> None:
    made: Event = MONTH._replace(**{name: value for name, value in change.items() if name != "schema"})  # type: ignore[arg-type]  # wrong on purpose
    data = written(only(made), program.format)
    if "schema" in change:
        data = data.replace(b"timeline/1", b"timeline/2")
    with pytest.raises(Exception, match=r"match|allowed|one of|minimum|must be|expected"):
        needed(program).read(data, tmp_path)
