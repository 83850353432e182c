"""One HTML file with everything in it: a chart to zoom, and below it the list of events, which needs no script.

The page loads nothing and runs only its own script, which a strict Content-Security-Policy names by its hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import BinaryIO

from timeline import notation
from timeline.display import when, year_name
from timeline.model import BASES, Document, Event, Timeline
from timeline.visible import shorten
from timeline.writers import Report, Settings, pages, rows
from timeline.writers.events import SHOWN_BY_WORDS
from timeline.writers.reach import FURTHEST, reach

NAME = "html"
ALIASES: tuple[str, ...] = ()
DESCRIPTION = "one page with a timeline to zoom, filter and read; needs no network"
SUFFIXES: tuple[str, ...] = (".html", ".htm")

_PARTS = Path(__file__).with_name("html")
_SCRIPTS = ("calendar.js", "chart.js", "gestures.js", "page.js")

_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What HTML cannot hold, and what can make text read as other than it is written: shown as U+FFFD."""
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`\\^{|}]+", re.IGNORECASE | re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DATETIME = re.compile(r"(?!0000)\d{4}(?:-(?:0\d|1[012])(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_YEAR = re.compile(r"[+-]?\d{4,999}")

_PLACE_CELLS = 28


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the page event by event; heeds `title`.

    A date is shown as `display.when` has it. `<time datetime>` stands only where HTML can say the date: from
    year 1 to 9999, not about, no range.
    """
    head, _, rest = _part("page.html").partition("$events")
    style, script = f"\n{pages.style(_PARTS / 'page.css')}", "\n" + "\n".join(map(_part, _SCRIPTS))
    texts = {
        "title": _text(rows.one_line(settings.title)),
        "summary": _summary(timeline),
        "generator": pages.GENERATOR,
        "style": style,
        "style_hash": pages.allowed(style),
        "script": script,
        "script_hash": pages.allowed(script),
        "documents": _documents(timeline.documents),
    }
    stream.write(Template(head).substitute(texts).encode())
    stream.writelines(piece.encode() for piece in _sections(timeline, _languages(timeline.documents)))
    stream.write(Template(rest).substitute(texts).encode())
    return Report(len(timeline))


@cache
def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _sections(timeline: Timeline, languages: dict[str, str]) -> Iterator[str]:
    """Yield the lists of events, piece by piece."""
    if not len(timeline):
        yield '<p class="nothing">No events.</p>\n'
    number = 0
    for name, title, events in (("events", "Events", timeline.events), ("undated", "Undated", timeline.undated)):
        if not events:
            continue
        yield f'<section id="{name}" aria-labelledby="{name}-title">\n<h2 id="{name}-title">{title}</h2>\n'
        yield '<ol role="list">\n'
        for event in events:
            number += 1
            yield _item(event, number, languages.get(event.source))
        yield "</ol>\n</section>\n"


def _item(event: Event, number: int, language: str | None) -> str:
    """Return the row of an event, with what it rests on folded into it."""
    span = reach(event)
    attributes = {
        "id": f"e{number}",
        "class": "vague" if span and span.is_vague else None,
        "data-status": event.status,
        "data-source": event.source,
        "data-span": span and " ".join(map(_days, span)),
    }
    written = "".join(f' {name}="{_text(value)}"' for name, value in attributes.items() if value)
    status = "" if event.status in SHOWN_BY_WORDS else f'<b class="status">{_text(event.status)}</b> '
    place = shorten(rows.one_line(event.source), _PLACE_CELLS, front=True)
    return (
        f"<li{written}><details><summary>{_when(event)} "
        f'<span class="what">{status}{_bdi(event.event, language)}</span> '
        f'<span class="place">{_bdi(place)}:{event.line}</span></summary>\n'
        f'<div class="why"><blockquote dir="auto">{_quotation(event, language)}</blockquote>\n'
        f'<p class="reason">{_bdi(event.reason)}</p>\n'
        f"<dl>{''.join(_facts(event, language))}</dl></div></details></li>\n"
    )


def _when(event: Event) -> str:
    dated = event.start or event.end
    shown = f'class="when">{_text(when(event)) if dated else _bdi(when(event))}'
    edtf = event.edtf or ""
    exact = dated and _DATETIME.fullmatch(edtf)
    return f'<time datetime="{edtf}" {shown}</time>' if exact else f"<span {shown}</span>"


def _quotation(event: Event, language: str | None) -> str:
    """Return the sentence, with the words of the date marked where they stand."""
    first = event.offset - event.sentence_offset
    last = first + event.length
    if first < 0 or event.sentence[first:last] != event.expression or not event.expression:
        return _bdi(event.sentence, language)
    before, words, after = (
        _text(event.sentence[part]) for part in (slice(first), slice(first, last), slice(last, None))
    )
    return f"<bdi{_lang(language)}>{before}<mark>{words}</mark>{after}</bdi>"


def _facts(event: Event, language: str | None) -> Iterator[str]:
    """Yield what else is known of an event, each as a term with its descriptions."""
    known: tuple[tuple[str, str | None], ...] = (
        ("EDTF", event.edtf),
        ("Precision", " ".join(filter(None, (event.qualifier, event.precision)))),
        ("Repeats", event.recurrence),
        ("Time zone", event.timezone),
        ("Basis", f"{event.basis}: {BASES[event.basis]}" if event.basis in BASES else event.basis),
        ("Counted from", event.anchor),
        ("Rule", event.rule),
        ("Notes", ", ".join(event.notes)),
        ("Speaker", event.speaker),
        ("Said", event.said),
        ("Document date", event.document_date),
        ("Confidence", None if event.confidence is None else f"{event.confidence:.2f}"),
    )
    for term, value in known:
        if value:
            yield f"<dt>{term}<dd>{_text(value)}"
    page = f", page {event.page}" if event.page else ""
    characters = f"characters {event.offset}–{event.offset + event.length}"
    yield f"<dt>Source<dd>{_source(event.source)}{page}, line {event.line}, {characters}"
    for mention in event.mentions:
        yield f"<dt>Also told<dd>line {mention.line}: {_bdi(mention.sentence, language)}"


def _days(number: float | None) -> str:
    return ".." if number is None else f"{number:.5f}".rstrip("0").rstrip(".")


def _source(name: str) -> str:
    """Return the name of a source, as a link where it is an address that cannot run anything."""
    shown = _bdi(name)
    return f'<a href="{_text(name)}" rel="noopener noreferrer">{shown}</a>' if _LINK.fullmatch(name) else shown


def _summary(timeline: Timeline) -> str:
    count = len(timeline)
    said = [f"{count:,} event{'' if count == 1 else 's'}"]
    if timeline.undated:
        said.append(f"{len(timeline.undated):,} undated")
    years = _years(timeline.events)
    return ", ".join(said) + (f" · {years}" if years else "")


def _years(events: Iterable[Event]) -> str:
    """Return the first and the last year in which anything may have happened, `610 BCE to 1974`."""
    bounds = (bound or "" for event in events for bound in (event.start, event.end))
    said = (int(match[0]) for match in map(_YEAR.match, bounds) if match)
    years = {year for year in said if abs(year) <= FURTHEST}
    if not years:
        return ""
    first, last = _era(min(years)), _era(max(years))
    return first if first == last else f"{first} to {last}"


def _era(year: int) -> str:
    return year_name(year) if year > 0 else f"{year_name(1 - year)} BCE"


def _documents(documents: Iterable[Document]) -> str:
    """Return what was read, with the date of each document and where that came from."""
    items = "".join(f"<li>{_document(document)}</li>\n" for document in documents)
    return f'<section class="documents"><h2>Sources</h2>\n<ul>\n{items}</ul>\n</section>\n' if items else ""


def _document(document: Document) -> str:
    title = f" {_bdi(document.title)}" if document.title else ""
    date = document.date
    if date is None:
        return f"{_source(document.source)}{title}, no document date"
    dated = f"document date {_bdi(notation.to_edtf(date.date) or '')} ({_text(date.origin)}: {_bdi(date.evidence)})"
    return f"{_source(document.source)}{title}, {dated}"


def _languages(documents: Iterable[Document]) -> dict[str, str]:
    known = ((document.source, document.language) for document in documents)
    return {source: language for source, language in known if language and _LANGUAGE.fullmatch(language)}


def _bdi(text: str, language: str | None = None) -> str:
    """Return document text apart from what stands round it, so that it cannot turn the reading order of that."""
    return f"<bdi{_lang(language)}>{_text(text)}</bdi>"


def _lang(language: str | None) -> str:
    return f' lang="{language}"' if language else ""


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text))
