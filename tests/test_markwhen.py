"""markwhen: a line an event, read back by markwhen's own parser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.consumers.program import node, package
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
    SACK,
    SINCE,
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
from timeline.model import Event, Timeline
from timeline.visible import visible

HEAD = 'title: "Timeline"\ntimezone: UTC\n\n'
APART = "\u2060"
LINES = {
    "0476-09-04: Odoacer took Ravenna": SACK,
    "1789-07-14: The Bastille fell": BASTILLE,
    "1801/1900: [the 19th century] Railways spread": CENTURY,
    "1850: [c. 1850] The mill was built": CIRCA,
    "1990/1999: [the 1990s] The trade grew": DECADE,
    "1997/1998: [1997 or 1998] He moved": CHOICE,
    "2011-03: A tsunami struck": MONTH,
    "2011-03-11T05:46:00Z: The ground shook": QUAKE,
    "2011-03-12 12:00: The reactor burst": NOON,
    "2011-08-26/2011-08-27: The summit ran in Oslo": SUMMIT,
    "2013-07/2013-09: [Q3 2013] (planned) The plant opens": PLANNED,
    "2014-05-01/now: [every Monday since 1 May 2014] The council meets": WEEKLY,
    "2019-04/now: [2019-04/..] She has led the firm": SINCE,
    "2019-04: [../2019-04] He led the firm": UNTIL,
}
MEANT = {
    SACK.event: ("0476-09-04", "0476-09-05"),
    BASTILLE.event: ("1789-07-14", "1789-07-15"),
    CENTURY.event: ("1801-01-01", "1901-01-01"),
    CIRCA.event: ("1850-01-01", "1851-01-01"),
    DECADE.event: ("1990-01-01", "2000-01-01"),
    CHOICE.event: ("1997-01-01", "1999-01-01"),
    MONTH.event: ("2011-03-01", "2011-04-01"),
    QUAKE.event: ("2011-03-11T05:46", "2011-03-11T05:46"),
    NOON.event: ("2011-03-12T12:00", "2011-03-12T12:00"),
    SUMMIT.event: ("2011-08-26", "2011-08-28"),
    PLANNED.event: ("2013-07-01", "2013-10-01"),
    WEEKLY.event: ("2014-05-01", "2026-01-01"),
    SINCE.event: ("2019-04-01", "2026-01-01"),
    UNTIL.event: ("2019-04-01", "2019-05-01"),
}
"""From, and to before; `now` is the first day of 2026 to the parser in the tests."""
SYNTAX = (
    *("#tag", "!id", "! id", "@someone", "mail@a.org", "[x] done", "[ ]", "[]", "[a](b)", "![a](b.png)", "[a](map)"),
    *("rose 12% in", "12%", "100%", ".start", ".end", "// comment", "- item", "# heading", "2012: more", "key: value"),
    *(
        "---",
        "every 2 days",
        "now",
        "2012-01-01/2013: x",
        "44 BC: x",
        "title: x",
        "",
        " ",
        "\n",
        "\n2012: x",
        "\n#t:",
        "\t",
    ),
)
ANY_SYNTAX = st.lists(st.sampled_from([*SYNTAX, "a", "é", "1", "%", "#", "!", "[", "]", "(", ")", ":", "/", "."])).map(
    "".join
)


@pytest.mark.parametrize(("line", "sample"), LINES.items(), ids=[sample.expression for sample in LINES.values()])
def test_a_date_is_as_precise_as_it_is_or_says_its_words(line: str, sample: Event) -> None:
    assert written(only(sample), "markwhen").decode() == f"{HEAD}{line}\n"


@pytest.mark.parametrize(
    ("start", "end", "changes", "expected"),
    [
        ("2011-03-11T14:00", "2011-03-11T15:30", {}, "2011-03-11 14:00/2011-03-11 15:30"),
        ("2011-03-11T14:00:05", "2011-03-11T14:00:05", {}, "2011-03-11T14:00:05Z"),
        ("2011-03-11T23:30-05:00", "2011-03-12T00:30-05:00", {}, "2011-03-12T04:30:00Z-2011-03-12T05:30:00Z"),
        ("2011-03-11T14:00", None, {}, "2011-03-11/now"),
        ("2014-04-01", None, {"status": "planned", "precision": "month"}, "2014-04"),
        ("1914-01-01", "1918-11-11", {"precision": "year"}, "1914/1918-11-11"),
        ("2012-02-01", "2012-02-29", {"precision": "month"}, "2012-02"),
        ("2012-02-01", "2012-02-29", {}, "2012-02-01/2012-02-29"),
        ("0001-01-01", "9999-12-31", {"precision": "year"}, "0001/9999"),
    ],
)
def test_days_and_times_are_those_of_the_event(
    start: str, end: str | None, changes: dict[str, Any], expected: str
) -> None:
    made = day("2011-03-11", **{"start": start, "end": end, "edtf": None, **changes})
    assert written(only(made), "markwhen").decode().removeprefix(HEAD).startswith(f"{expected}: ")


def test_what_it_cannot_hold_is_counted() -> None:
    early = day("0001-01-01", start="0001-01-01T00:30+09:00", end="0001-01-01T00:30+09:00")
    assert written_and_report(Timeline((*TIMELINE.events, early), TIMELINE.undated), "markwhen")[1].loss() == (
        "5 of 19 events are not in the markwhen file: 2 before year 1, 1 after year 9999, 2 undated "
        "(all 19 are in csv and json)"
    )


@given(st.text() | ANY_SYNTAX)
def test_a_text_is_one_line_that_differs_by_nothing_one_can_see(text: str) -> None:
    (line,) = written(only(MONTH._replace(event=text)), "markwhen").decode().removeprefix(HEAD).splitlines()
    assert line.replace(APART, "") == f"2011-03: {visible(text).replace(APART, '')}"


# --- markwhen itself -------------------------------------------------------------------------------------


def parsed(timeline: Timeline, **chosen: Any) -> dict[str, Any]:  # noqa: ANN401 - any of Settings
    """Return what markwhen's parser reads."""
    if package("@markwhen/parser")() is None:
        pytest.skip("@markwhen/parser is not installed")
    made: dict[str, Any] = json.loads(node("read_markwhen.mjs", written(timeline, "markwhen", **chosen)))
    assert made["messages"] == []
    return made


@pytest.mark.consumers
def test_markwhen_reads_every_event_on_its_days() -> None:
    found = parsed(TIMELINE)["events"]
    assert len(found) == len(MEANT)
    for (text, (start, end)), one in zip(MEANT.items(), found, strict=True):
        assert one["text"].endswith(text)
        assert one["start"].startswith(start)
        assert one["end"].startswith(end)


@pytest.mark.consumers
def test_markwhen_takes_a_text_for_nothing_but_text() -> None:
    texts = [f"{before}{syntax}{after}" for syntax in SYNTAX for before in ("", "a ", "a") for after in ("", " b", "b")]
    found = parsed(only(*(event(id=text, event=text) for text in texts)))["events"]
    assert [one["text"].replace(APART, "") for one in found] == [visible(text) for text in texts]
    assert [one["else"] for one in found if one["else"]] == []
    assert {(one["start"][:10], one["end"][:10]) for one in found} == {("2011-03-01", "2011-04-01")}


@pytest.mark.consumers
@pytest.mark.parametrize(
    "title", ["a: b", "#tag and #2", 'it\'s "x" \\ {y} [z]', "---", "2012: x", "% & * ! |", "\u2028é🎉"]
)
def test_markwhen_reads_any_title(title: str) -> None:
    made = parsed(only(MONTH), title=title)
    assert made["header"] == {"title": visible(title), "timezone": "UTC"}
    assert len(made["events"]) == 1
