"""Markdown as GitHub reads it (GFM): a table of the events, one of the undated, and one of the sources.

Text of a document stands only in cells and headings, and every mark in it that could become markup is written as a
character reference, so that it is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from timeline import notation
from timeline.display import short
from timeline.model import Document, Timeline
from timeline.visible import visible
from timeline.writers import Report, Settings, events, rows
from timeline.writers.groups import grouped

NAME = "md"
ALIASES: tuple[str, ...] = ("markdown",)
DESCRIPTION = "Markdown with tables, as GitHub shows it"
SUFFIXES: tuple[str, ...] = (".md", ".markdown")
HEEDS = ("columns", "group")

SOURCES = ("source", "title", "date", "known from")
"""The columns of the table of sources."""

_DOMAINS = "(?i:aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org|pro|shop|web|xxx)"
"""What, beside two letters, ends the bare domains that some renderers know: not `article.txt`."""
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>|~&#$^=+@]"  # also what only some renderers know: attributes, formulas, mentions
    rf"|\.(?:(?i:(?<=www\.))|(?=(?:[^\W\d_]{{2}}|{_DOMAINS})(?![^\W_])|[^\W\d_a-zA-Z]))"  # of a bare domain, a link
    r"|:(?:(?<!\w:)|(?=[^\s\d]))"  # the scheme of a link, the name of an emoji
)
_ADDRESS = re.compile(r"(?<=\S)&#64;(?=\S)")
_JOINED = "&#64;&#8288;"
"""GitHub makes a link of an e-mail address even of references: a word joiner, which nobody sees, parts it."""


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
    """Write the document, headed by the title; heeds `columns`, `group` and `title`."""
    columns = rows.choose(settings.columns, events.COLUMNS, events.FOR_EYES)
    stream.write(f"# {text(settings.title)}\n".encode())
    for title, part in (*grouped(timeline.events, settings.group), ("Undated", timeline.undated)):
        if part:
            _write_section(title, columns, events.shown(part), stream)
    if timeline.documents:
        _write_section("Sources", SOURCES, map(_source, timeline.documents), stream)
    return Report(len(timeline))


def text(raw: str) -> str:
    """Return `raw` on one line of Markdown that shows it and nothing else, within a cell or a heading."""
    return _ADDRESS.sub(_JOINED, _MARKUP.sub(_reference, visible(raw)))


def _write_section(title: str, columns: Sequence[str], records: Iterable[rows.Record], stream: BinaryIO) -> None:
    if title:
        stream.write(f"\n## {text(title)}\n".encode())
    stream.write(f"\n{_row(column.capitalize() for column in columns)}{_row('---' for _ in columns)}".encode())
    stream.writelines(_row(text(rows.as_text(record[column])) for column in columns).encode() for record in records)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _source(document: Document) -> rows.Record:
    date = document.date
    known = (short(notation.to_edtf(date.date) or "", ""), date.evidence) if date else (None, None)
    return dict(zip(SOURCES, (document.source, document.title, *known), strict=True))


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
