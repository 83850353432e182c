"""JSON for TimelineJS: valid by a schema of ours, and shown by the program itself in a simulated page."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.consumers.program import HERE, node, package
from tests.event_samples import (
    BASTILLE,
    CENTURY,
    CIRCA,
    MONTH,
    MURDER,
    PLANNED,
    QUAKE,
    SINCE,
    SUMMIT,
    TIMELINE,
    UNTIL,
    day,
    event,
    only,
    written,
    written_and_report,
)
from timeline.model import Event, Timeline

SCHEMA = json.loads((HERE / "timelinejs.schema.json").read_text("utf-8"))
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<script>alert(1)</script>",
    "\"><svg onload='alert(1)'>",
    "[x](javascript:alert(1))",
    "</p><iframe src=javascript:alert(1)>",
    'www.x.org"onmouseover="alert(1)',
)


def document(timeline: Timeline, **chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - any of Settings
    """Return what is written, checked against the schema."""
    made: dict[str, Any] = json.loads(written(timeline, "timelinejs", **chosen))
    jsonschema.validate(made, SCHEMA)
    return made


def slides(*events: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(only(*events))["events"]
    return found


@pytest.mark.parametrize(
    ("sample", "start", "end", "words"),
    [
        (BASTILLE, [1789, 7, 14], [1789, 7, 14], "14 July 1789"),
        (SUMMIT, [2011, 8, 26], [2011, 8, 27], "26–27 August 2011"),
        (MONTH, [2011, 3, 1], [2011, 3, 31], "March 2011"),
        (MURDER, [-43, 3, 15], [-43, 3, 15], "15 March 44 BC"),
        (CIRCA, [1850, 1, 1], [1850, 12, 31], "c. 1850"),
        (CENTURY, [1801, 1, 1], [1900, 12, 31], "the 19th century"),
        (SINCE, [2019, 4, 1], [2019, 4, 1], "2019-04/.."),
        (UNTIL, [2019, 4, 30], [2019, 4, 30], "../2019-04"),
        (QUAKE, [2011, 3, 11, 14, 46], [2011, 3, 11, 14, 46], "14:46 JST on 11 March 2011"),
        (MONTH._replace(expression="that month", basis="discourse"), [2011, 3, 1], [2011, 3, 31], "2011-03"),
    ],
    ids=lambda value: value.expression if isinstance(value, Event) else "",
)
def test_a_slide_has_the_days_and_the_words_of_its_date(
    sample: Event, start: list[int], end: list[int], words: str
) -> None:
    (slide,) = slides(sample)
    assert list(slide["start_date"].values()) == start
    assert list(slide["end_date"].values()) == end
    assert slide["display_date"] == words
    assert slide["unique_id"] == sample.id


def test_a_slide_says_what_has_not_happened_and_where_it_stands() -> None:
    (slide,) = slides(PLANNED)
    assert slide["text"] == {
        "headline": "(planned) The plant opens",
        "text": "<p>In March 2011 a tsunami struck.</p><p>a.txt:1</p>",
    }


def test_every_kind_of_event_and_none_is_valid_by_the_schema() -> None:
    assert len(document(TIMELINE, title="<b>")["events"]) == len(TIMELINE.events)
    assert document(Timeline(()))["events"] == []


def test_what_it_cannot_hold_is_counted() -> None:
    far = event(start=f"+{10**16}-01-01", end=f"+{10**16}-12-31", precision="year", edtf=None)
    report = written_and_report(Timeline((MONTH, far), TIMELINE.undated), "timelinejs")[1]
    assert report.loss() == (
        "3 of 4 events are not in the TimelineJS file: 1 beyond the years it can count, 2 undated "
        "(all 4 are in csv and json)"
    )


@settings(deadline=None)
@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_valid_file(text: str, words: str, source: str) -> None:
    document(only(event(id="x", event=text, sentence=text, expression=words, source=source)), title=text)


# --- TimelineJS itself -----------------------------------------------------------------------------------


def shown(timeline: Timeline, **chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - any of Settings
    """Return what TimelineJS makes of the timeline."""
    for name in ("@knight-lab/timelinejs", "jsdom"):
        if package(name)() is None:
            pytest.skip(f"{name} is not installed")
    made: dict[str, Any] = json.loads(node("read_timelinejs.mjs", written(timeline, "timelinejs", **chosen)))
    assert made["errors"] == []
    return made


@pytest.mark.consumers
def test_timelinejs_shows_every_event_on_its_days_with_its_words() -> None:
    made = shown(TIMELINE)
    assert made["scale"] == "human"
    assert {slide["id"] for slide in made["slides"]} == {sample.id for sample in TIMELINE.events}
    slide_of = {slide["id"]: slide for slide in made["slides"]}
    for written_slide in document(TIMELINE)["events"]:
        slide = slide_of[written_slide["unique_id"]]
        start, end = (list(written_slide[edge].values()) for edge in ("start_date", "end_date"))
        assert slide["start"][: len(start)] == start
        assert end == start if slide["end"] is None else slide["end"][: len(end)] == end
        assert slide["when"] == written_slide["display_date"]
    assert slide_of[PLANNED.id]["headline"] == "(planned) The plant opens"
    assert slide_of[SUMMIT.id]["text"] == "In March 2011 a tsunami struck.a.txt:5"


@pytest.mark.consumers
def test_timelinejs_keeps_a_leap_day_a_year_of_two_digits_and_the_year_before_christ() -> None:
    days = ("-0004-02-29", "0004-02-29", "0033-04-03", "0000-12-31", "1900-02-28", "2012-02-29", "-9999-01-01")
    made = shown(only(*(day(one, event=one) for one in days)))
    assert {slide["headline"]: slide["start"][:3] for slide in made["slides"]} == {
        one: [int(part) for part in one.rsplit("-", 2)] for one in days
    }


@pytest.mark.consumers
def test_timelinejs_counts_by_years_where_one_is_far_away() -> None:
    old = event(start="-66000000-01-01", end="-66000000-12-31", precision="year", edtf="Y-66000000", event="Impact")
    made = shown(only(old, MONTH))
    assert made["scale"] == "cosmological"
    assert [slide["start"] for slide in made["slides"]] == [[-66000000], [2011]]


@pytest.mark.consumers
def test_45_timelinejs_runs_nothing_that_a_text_says() -> None:
    fields = ("event", "sentence", "expression", "source")
    hostile = only(
        *(day("2011-08-26", id=f"attack-{at}", **dict.fromkeys(fields, text)) for at, text in enumerate(ATTACKS))
    )
    made = shown(hostile, title=ATTACKS[0])
    assert made["active"] == []
    assert [slide["headline"] for slide in made["slides"]] == list(ATTACKS)
    assert [slide["when"] for slide in made["slides"]] == list(ATTACKS)
