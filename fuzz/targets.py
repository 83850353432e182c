"""What must hold for any bytes, one function a target: each returns in silence or raises.

The bytes are read as choices and text, so that the same function serves the fuzzer, hypothesis, and the replay of
what was found.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from timeline import civil, dct, extract, find_dates, notation, order, plugins, records
from timeline.errors import InputError, UsageError
from timeline.model import Document, DocumentDate, Event, Mention, Timeline
from timeline.options import Genre, Order, Prefer
from timeline.readers import Reading
from timeline.values import Granularity, PartialDate, bounds
from timeline.writers import Settings

Choice = TypeVar("Choice")
Target = Callable[[bytes], None]

DATES = (None, "2011-10-03", "1998-02", "0079-08-24", "-0043-03-15", "9999-12-31", "2012-02-29")
YEARS = (-12000, -9999, -43, -1, 0, 1, 33, 99, 100, 476, 999, 1582, 1789, 1900, 2011, 2024, 9998, 9999, 12000)
ZONES = (None, None, 0, 540, -330, 1439)
EDTF = (None, "2011-03", "1850~", "199X", "[1997,1998]", "2019-04/..", "2011-08-26/2011-08-27", "-0043", "Y12000")
RULES = (None, None, "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0", "x\r\nA:b")
PRECISIONS = (
    *("second", "minute", "hour", "daypart", "day", "weekend", "week", "month", "season", "quarter", "half"),
    *("year", "decade", "century", "millennium", "none"),
)
STATUSES = ("happened", "planned", "reported", "denied", "conditional")
SOURCES = ("-", "a.txt", "https://a.org/b", "/etc/passwd", "..\\a")
MARKUP = (
    *("", "", "\r\nEND:VEVENT\r\n", "=1+1", "<script>", "](javascript:a)", "|", "]]>", "\x1b[2J", "\u202e", "\ud800"),
)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Draw:
    """Choices and texts out of bytes; when they run out, the first choice and the empty text."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self) -> int:
        """Return the next byte."""
        self._at += 1
        return self._data[self._at - 1] if self._at <= len(self._data) else 0

    def one(self, choices: Iterable[Choice]) -> Choice:
        """Return one of the choices."""
        known = tuple(choices)
        return known[self.number() % len(known)]

    def text(self) -> str:
        """Return a text with some markup in it; bytes that are not UTF-8 become lone surrogates."""
        taken = self._data[self._at + 1 : self._at + 1 + self.number()]
        self._at += len(taken)
        return taken.decode("utf-8", "surrogateescape") + self.one(MARKUP)

    def rest(self) -> str:
        """Return all that is left as text."""
        return self._data[self._at :].decode("utf-8", "replace")


def read(name: str, data: bytes) -> None:
    """Any bytes are documents of clean text with its metadata inside it, or refused in one line."""
    draw = Draw(data)
    reading = Reading(draw.one((None, None, "utf-8", "utf-16")), draw.one((False, True)))
    content = io.BytesIO(data[2:])
    try:
        for document in plugins.reader(name).read(content, "a", reading):
            _check_document(dct.with_metadata(document, "en"))
    except InputError as error:
        _check_line(error)


def _check_document(document: Document) -> None:
    _check(not re.search("[\0\r\ud800-\udfff]", document.text), "clean text")
    _check(all(0 <= start < end <= len(document.text) for start, end in document.metadata), "metadata inside")
    _check(list(document.pages) == sorted(document.pages), "pages in order")
    _check(all(0 <= page <= len(document.text) for page in document.pages), "pages inside")
    for warning in document.warnings:
        _check(not re.search("[\n\r]", warning), "one line")


def _check_line(error: InputError) -> None:
    _check(str(error) != "" and not re.search("[\n\r]", str(error)), "one line")


def dates(data: bytes) -> None:
    """The expressions of any text stand in it, in order, with values that can be read back."""
    draw = Draw(data)
    date, prefer, genre, form = draw.one(DATES), draw.one(Prefer), draw.one(Genre), draw.one(Order)
    text = draw.rest()
    found = find_dates(text, date=date, prefer=prefer, genre=genre, order=form)
    at = 0
    for timex in found:
        _check(at <= timex.start < timex.end, "in order, not overlapping")
        _check(timex.text == text[timex.start : timex.end], "the words at the offsets")
        at = timex.end
        for bound in bounds(timex.when):
            if bound is not None:
                notation.from_iso(notation.to_iso(bound))
        if timex.edtf is not None:
            notation.from_edtf(timex.edtf)


def events(data: bytes) -> None:
    """The events of any text are in order, stand where they say, and come back from a saved timeline."""
    draw = Draw(data)
    date, prefer, genre, form = draw.one(DATES), draw.one(Prefer), draw.one(Genre), draw.one(Order)
    fold, undated = draw.one((True, False)), draw.one((False, True))
    text = draw.rest()
    timeline = extract(text, date=date, prefer=prefer, genre=genre, order=form, fold=fold, include_undated=undated)
    _check(order.arrange(timeline) == (timeline.events, timeline.undated), "order")
    for event in timeline:
        for offset, words in ((event.sentence_offset, event.sentence), (event.offset, event.expression)):
            _check(text.startswith(words, offset), "the words at the offsets")
        _check(event.head_offset is None or text.startswith(event.head or "", event.head_offset), "head")
        _check(records.parse(records.dump(event)) == event, "saved and read again")
        key = order.sort_key(event)
        _check(event.start is None or event.end is None or key[1] <= key[2], "never ends before it starts")
    for form_name in _formats():
        export(form_name, timeline, Settings())


def saved(data: bytes) -> None:
    """Any bytes after the mark of a saved timeline are a timeline, or refused in one line."""
    try:
        timeline = records.read(b'{"schema":"timeline/1",' + data, "a")
    except InputError as error:
        _check_line(error)
        return
    for name in _formats():
        export(name, timeline, Settings())


def write(name: str, data: bytes) -> None:
    """Any events in any settings are written whole in the format `name`, or counted."""
    draw = Draw(data)
    settings = Settings(
        header=draw.one((True, False)),
        excel=draw.one((False, True)),
        csv_raw=draw.one((False, True)),
        width=draw.one((None, 1, 20, 80)),
        wrap=draw.one((False, True)),
        group=draw.one(("", "year", "month", "source")),
        stamp=draw.number() << 24,
        ical_coarse=draw.one(("auto", "span", "marker", "skip")),
        ical_undated=draw.one(("skip", "journal")),
        title=draw.text(),
    )
    export(name, _timeline(draw), settings)


def export(name: str, timeline: Timeline, settings: Settings) -> None:
    """Write a timeline and check what every format promises, and what this one does."""
    stream = io.BytesIO()
    writer = plugins.writer(name)
    try:
        report = writer.write(timeline, stream, settings)
    except (InputError, UsageError) as error:
        _check(getattr(writer, "NEEDS_TEXT", False), f"{name}: {error}")
        return
    data = stream.getvalue()
    text = data.decode()
    _check(report.written + sum(count for _, count in report.left_out) == len(timeline), "written or counted")
    # To HTML a form feed is white space.
    controls = _CONTROLS.search(text.replace("\f", " ") if name == "html" else text)
    _check(not controls, f"no control character in {name}")
    _check(name not in {"plain", "table"} or not re.search("[\u202a-\u202e\u2066-\u2069]", text), "no turning mark")
    if name in _CHECKS:
        _CHECKS[name](data, timeline, settings, report.written)


def _check_csv(data: bytes, timeline: Timeline, settings: Settings, _: int) -> None:
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    _check(len(rows) == len(timeline) + settings.header == text.count("\n"), "a line an event")
    cells = [cell for row in rows for cell in row]
    dangerous = re.compile(r"[=@＝＋－＠\t\r\n]|[+-](?!\d)")
    _check(settings.csv_raw or not any(map(dangerous.match, cells)), "no formula")


def _check_tsv(data: bytes, timeline: Timeline, settings: Settings, _: int) -> None:
    lines = data.decode("utf-8-sig").splitlines()
    _check(len(lines) == len(timeline) + settings.header, "a line an event")
    _check({line.count("\t") for line in lines} <= {len(Event._fields) - 1}, "a cell a field")


def _check_json(data: bytes, timeline: Timeline, _: Settings, __: int) -> None:
    _check(len(json.loads(data)["events"]) == len(timeline), "all events")


def _check_jsonl(data: bytes, timeline: Timeline, _: Settings, __: int) -> None:
    read_again = records.read(data, "a")
    again = "\n".join(map(records.dump, read_again))
    _check(again == "\n".join(map(records.dump, timeline)), "saved and read again")


def _check_plain(data: bytes, timeline: Timeline, _: Settings, __: int) -> None:
    _check(len(data.decode().splitlines()) == len(timeline), "a line an event")


def _check_ical(data: bytes, _: Timeline, __: Settings, written: int) -> None:
    lines = data.split(b"\r\n")
    _check(b"\n" not in data.replace(b"\r\n", b"") and not lines[-1], "CRLF at every end")
    _check(all(len(line) <= 75 for line in lines), "folded")
    names = [re.split(b"[:;]", line, maxsplit=1)[0] for line in lines if line[:1] not in {b" ", b""}]
    _check(names.count(b"BEGIN") == names.count(b"END") == names.count(b"UID") + 1 == written + 1, "entries")
    _check(not {b"ATTENDEE", b"A", b"ORGANIZER"} & set(names), "no property of another")


_CHECKS: dict[str, Callable[[bytes, Timeline, Settings, int], None]] = {
    "csv": _check_csv,
    "tsv": _check_tsv,
    "json": _check_json,
    "jsonl": _check_jsonl,
    "plain": _check_plain,
    "ical": _check_ical,
}


def _formats() -> tuple[str, ...]:
    return tuple(writer.NAME for writer in plugins.writers())


def draw_timeline(data: bytes) -> Timeline:
    """Return the timeline that `data` stands for."""
    return _timeline(Draw(data))


def _timeline(draw: Draw) -> Timeline:
    drawn = [_event(draw, number) for number in range(draw.number() % 4)]
    documents = tuple(_document(draw) for _ in range(draw.number() % 3))
    return Timeline(*order.arrange(drawn), documents, ((),) * len(documents))


def _event(draw: Draw, number: int) -> Event:
    when = _moment(draw)
    return Event(
        id=draw.one((f"5a1d6f0e-8c0b-5f0e-9a55-2f6a1f5f0c1{number}", "x")),
        start=draw.one((_iso(when), None)),
        end=draw.one((_iso(when), _iso(_moment(draw)), None)),
        precision=draw.one(PRECISIONS),
        qualifier=draw.one((None, "approximate", "uncertain", "both")),
        edtf=draw.one((draw.one(EDTF), draw.text())),
        event=draw.text(),
        expression=draw.text(),
        confidence=draw.one((None, 0.0, 0.905, 1.0)),
        source=draw.one(SOURCES) + draw.text(),
        offset=draw.number(),
        length=draw.number(),
        line=1 + draw.number(),
        sentence=draw.text(),
        timex3=draw.one((None, "2011-03", draw.text())),
        recurrence=draw.one(RULES),
        timezone=draw.one((None, draw.text())),
        notes=tuple(draw.text() for _ in range(draw.number() % 3)),
        type=draw.one(("DATE", "TIME", "DURATION", "SET")),
        mod=draw.one((None, "APPROX", draw.text())),
        rule="month-year",
        reason=draw.text(),
        basis=draw.one(("explicit", "vague", "unanchored")),
        anchor=draw.one((None, "2011-03-11")),
        head=draw.one((None, draw.text())),
        head_offset=draw.one((None, draw.number())),
        tense=draw.one((None, "past", "future")),
        status=draw.one(STATUSES),
        speaker=draw.one((None, draw.text())),
        sentence_offset=draw.number(),
        document_date=draw.one((None, "2011-10-03")),
        said=draw.one((None, "2011-10-03", draw.text())),
        mentions=tuple(Mention(draw.number(), 4, 7, draw.text()) for _ in range(draw.number() % 2)),
        page=draw.one((None, 1, 7)),
    )


def _document(draw: Draw) -> Document:
    date = DocumentDate(PartialDate(2011, 10, 3, granularity=Granularity.DAY), "text", draw.text())
    return Document(draw.text(), draw.text(), draw.one((None, date)), draw.one((None, draw.text())))


def _moment(draw: Draw) -> PartialDate:
    year, month = draw.one(YEARS), 1 + draw.number() % 12
    day = 1 + draw.number() % civil.days_in_month(year, month)
    if draw.one((False, False, True)):
        hour, minute = draw.number() % 24, draw.number() % 60
        return PartialDate(year, month, day, hour, minute, granularity=Granularity.MINUTE, offset=draw.one(ZONES))
    return PartialDate(year, month, day, granularity=Granularity.DAY)


def _iso(date: PartialDate) -> str:
    return notation.to_iso(date)


def _check(holds: bool, promise: str) -> None:  # noqa: FBT001 - as `assert`, which an optimising Python drops
    if not holds:
        raise AssertionError(promise)


TARGETS: dict[str, Target] = {
    **{f"read-{reader.NAME}": partial(read, reader.NAME) for reader in plugins.readers()},
    "dates": dates,
    "events": events,
    "saved": saved,
    **{f"write-{name}": partial(write, name) for name in _formats()},
}
"""The targets by name."""
