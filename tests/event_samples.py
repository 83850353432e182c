"""Events for the tests of records and writers: one of each kind that the formats tell apart."""

from __future__ import annotations

import io
from typing import Any

from timeline import plugins, records
from timeline.model import Document, DocumentDate, Event, Timeline
from timeline.values import Granularity, PartialDate
from timeline.writers import Report, Settings

BASE = Event(
    id="",
    start="2011-03-01",
    end="2011-03-31",
    precision="month",
    qualifier=None,
    edtf="2011-03",
    event="A tsunami struck",
    expression="March 2011",
    confidence=None,
    source="a.txt",
    offset=3,
    length=10,
    line=1,
    sentence="In March 2011 a tsunami struck.",
    timex3="2011-03",
    recurrence=None,
    timezone=None,
    notes=(),
    type="DATE",
    mod=None,
    rule="month-year",
    reason="the text gives month and year",
    basis="explicit",
    anchor=None,
    head="struck",
    head_offset=24,
    tense="past",
    status="happened",
    speaker=None,
    sentence_offset=0,
    document_date=None,
)


def event(**fields: Any) -> Event:  # noqa: ANN401 - any field of an event
    """Return a sample with other fields; its id follows from its words unless given."""
    made = BASE._replace(**fields)
    return made if made.id else made._replace(id=records.event_id(made.source, made.sentence, made.event, 0))


def day(first: str, last: str | None = None, **fields: Any) -> Event:  # noqa: ANN401 - any field of an event
    """Return a sample that is exact to the day: one day, or from the first to the last."""
    last = last or first
    edtf = first if first == last else f"{first}/{last}"
    said = {"start": first, "end": last, "edtf": edtf, "timex3": first, "precision": "day"}
    return event(**{**said, **fields})


MURDER = day("-0043-03-15", event="Caesar, murdered", expression="15 March 44 BC", timex3="BC0044-03-15")
SACK = day("0476-09-04", event="Odoacer took Ravenna", expression="4 September 476")
BASTILLE = day("1789-07-14", event="The Bastille fell", expression="14 July 1789", confidence=0.9)
CIRCA = event(
    start="1850-01-01",
    end="1850-12-31",
    precision="year",
    qualifier="approximate",
    edtf="1850~",
    timex3="1850",
    mod="APPROX",
    event="The mill was built",
    expression="c. 1850",
)
CENTURY = event(
    start="1801-01-01",
    end="1900-12-31",
    precision="century",
    edtf="1801/1900",
    timex3="18XX",
    event="Railways spread",
    expression="the 19th century",
)
DECADE = event(
    start="1990-01-01",
    end="1999-12-31",
    precision="decade",
    edtf="199X",
    timex3="199X",
    event="The trade grew",
    expression="the 1990s",
)
CHOICE = event(
    start="1997-01-01",
    end="1998-12-31",
    precision="year",
    edtf="[1997,1998]",
    timex3=None,
    event="He moved",
    expression="1997 or 1998",
)
MONTH = event()
QUAKE = day(
    "2011-03-11",
    start="2011-03-11T14:46+09:00",
    end="2011-03-11T14:46+09:00",
    edtf="2011-03-11T14:46:00+09:00",
    timex3="2011-03-11T14:46",
    precision="minute",
    type="TIME",
    event="The ground shook",
    expression="14:46 JST on 11 March 2011",
)
NOON = day(
    "2011-03-12",
    start="2011-03-12T12:00",
    end="2011-03-12T12:00",
    edtf="2011-03-12T12:00:00",
    timex3="2011-03-12T12:00",
    precision="minute",
    type="TIME",
    event="The reactor burst",
    expression="noon on 12 March 2011",
)
SUMMIT = day("2011-08-26", "2011-08-27", event="The summit ran in Oslo", expression="26–27 August 2011", line=5)
WEEKLY = event(
    start="2014-05-01",
    end=None,
    precision="day",
    edtf="2014-05-01/..",
    timex3="XXXX-WXX-1",
    type="SET",
    recurrence="FREQ=WEEKLY;BYDAY=MO",
    event="The council meets",
    expression="every Monday since 1 May 2014",
)
SINCE = event(
    start="2019-04-01",
    end=None,
    edtf="2019-04/..",
    timex3="2019-04",
    mod="ON_OR_AFTER",
    event="She has led the firm",
    expression="since April 2019",
)
UNTIL = event(
    start=None,
    end="2019-04-30",
    edtf="../2019-04",
    timex3="2019-04",
    mod="BEFORE",
    event="He led the firm",
    expression="until April 2019",
)
PLANNED = event(
    start="2013-07-01",
    end="2013-09-30",
    precision="quarter",
    edtf="2013-35",
    timex3="2013-Q3",
    event="The plant opens",
    expression="Q3 2013",
    status="planned",
    tense="future",
)
FAR = event(
    start="+12000-01-01",
    end="+12000-12-31",
    precision="year",
    edtf="Y12000",
    timex3=None,
    event="The clock strikes",
    expression="the year 12000",
)
SOON = event(
    start=None,
    end=None,
    precision="none",
    edtf=None,
    timex3="FUTURE_REF",
    event="A decision is expected",
    expression="soon",
    basis="vague",
    status="planned",
    line=6,
)
RECENT = event(
    start=None,
    end=None,
    precision="none",
    edtf=None,
    timex3="PAST_REF",
    event="=1+1 was the sum",
    expression="recently",
    sentence='"Recently,\n\t=1+1 was the sum."',
    basis="vague",
    notes=("unanchored", "second-note"),
)

DATED = (
    *(MURDER, SACK, BASTILLE, CENTURY, CIRCA, DECADE, CHOICE, MONTH, QUAKE, NOON, SUMMIT, PLANNED, WEEKLY),
    *(SINCE, UNTIL, FAR),
)

DOCUMENT = Document(
    "In March 2011 a tsunami struck.",
    "a.txt",
    DocumentDate(PartialDate(2019, 8, 26, granularity=Granularity.DAY), "text", "MOSCOW, Aug. 26"),
)

TIMELINE = Timeline(DATED, (SOON, RECENT), (DOCUMENT,))
"""One event of every kind."""


def written(timeline: Timeline, name: str, **settings: Any) -> bytes:  # noqa: ANN401 - any of Settings
    """Return what the writer called `name` makes of the timeline."""
    return written_and_report(timeline, name, **settings)[0]


def written_and_report(timeline: Timeline, name: str, **settings: Any) -> tuple[bytes, Report]:  # noqa: ANN401
    """Return what the writer makes of the timeline, and its report."""
    stream = io.BytesIO()
    report = plugins.writer(name).write(timeline, stream, Settings(**settings))
    return stream.getvalue(), report


def only(*events: Event) -> Timeline:
    """Return a timeline of these dated events."""
    return Timeline(events)
