"""Many articles in one file: JSON Lines, a JSON array of objects, or CSV with a header; an article a record."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import BinaryIO

from timeline.errors import InputError, UsageError
from timeline.model import Document, Loss
from timeline.readers import HEAD, Reading
from timeline.readers.common.record import Fields, document, one_line
from timeline.readers.common.several import warned

NAME = "articles"
DESCRIPTION = "articles as JSON Lines, JSON or CSV"
SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv")

LARGEST = 64 << 20
"""Bytes of a JSON document, which is read at once; JSON Lines and CSV may have any length."""
_LONGEST = 64 << 20
"""Bytes of a line that are looked at; a field of CSV may have half of that."""
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*"(?:[^"\\\n]|\\.)*+"[ \t]*:')
_NO_ARTICLE = re.compile(rb'"schema"\s*:\s*"timeline/|"version"\s*:\s*"https:\\?/\\?/jsonfeed\.org')
_ARRAY = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*\{\s*\"")
_BRACE = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*\{")
_WHOLE = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*(?:\[|\{[\0 \t]*+[\r\n])")
"""How JSON begins that is no JSON Lines: a list, or an object on several lines."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t|"
_NAMED = 12
"""How many fields a message names."""
_USUAL = Fields(
    text=("text", "body", "content", "article", "articlebody", "articletext", "fulltext", "contenttext", "html"),
    published=(
        *("date", "published", "publishedat", "datepublished", "publicationdate", "publishdate", "pubdate"),
        *("createdat", "timestamp"),
    ),
    updated=("updated", "updatedat", "dateupdated", "modified", "modifiedat", "datemodified"),
    title=("title", "headline"),
    id=("id", "url", "link", "title"),
    language=("language", "lang"),
)


_Record = tuple[str, Mapping[str, object] | str]
"""Where a record stands ("line-3"), with the record or with what is wrong."""


def recognises(head: bytes) -> bool:
    """Tell a list of objects, and JSON Lines by an object that begins and, if not very long, ends on the first line.

    A saved timeline and a JSON feed are something else; CSV looks like prose, and its suffix tells it.
    """
    if _ARRAY.match(head):
        return True
    if not _OBJECT.match(head) or _NO_ARTICLE.search(head):
        return False
    first, ended, _ = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return first.rstrip().endswith(b"}") if ended or len(head) < HEAD else True


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Return the articles, each as `source#id`; a record that cannot be read is a warning.

    Heeds `encoding` (UTF-8 if not given, and cp1252 for a line that is not), `text_field`, `date_field` and
    `id_field`.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    encoding = reading.encoding or ("utf-16" if head.startswith(_WIDE) else None)
    if _WHOLE.match(head):
        records = _document(stream, encoding)
    else:
        lines = _lines(stream, encoding)
        records = _json(lines) if _BRACE.match(head) else _csv(lines)
    return warned(_documents(records, _fields(reading), source), "no article")


def _fields(reading: Reading) -> Fields:
    """Return the usual names, and in their place those that the caller gives."""
    fields = _USUAL
    if reading.text_field:
        fields = fields._replace(text=(reading.text_field,))
    if reading.date_field:
        fields = fields._replace(published=(reading.date_field,))
    return fields._replace(id=(reading.id_field,)) if reading.id_field else fields


def _documents(records: Iterator[_Record], fields: Fields, source: str) -> Iterator[Document | str]:
    for place, record in records:
        where = place.replace("-", " ")
        if isinstance(record, str):
            yield Loss(f"{where} left out: {record}")
        elif article := document(record, fields, source, place):
            yield article
        else:
            names = list(map(one_line, record))[:_NAMED]
            yield f"{where} left out: no text in it, which has {', '.join(names)} (--text-field names one)"


def _document(stream: BinaryIO, encoding: str | None) -> Iterator[_Record]:
    """Yield the objects of a JSON document that is a list, or the one that it is."""
    import json  # noqa: PLC0415 - only for these files

    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST >> 20} MiB; make JSON Lines of it")
    text = "".join(line for _, line in _lines(io.BytesIO(data), encoding))
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        yield f"article-{number}", record if isinstance(record, dict) else "not a JSON object"


def _json(lines: Iterator[tuple[int, str]]) -> Iterator[_Record]:
    import json  # noqa: PLC0415 - only for these files

    for number, line in lines:
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            yield f"line-{number}", "not JSON"
            continue
        yield f"line-{number}", record if isinstance(record, dict) else "not a JSON object"


def _csv(lines: Iterator[tuple[int, str]]) -> Iterator[_Record]:
    import csv  # noqa: PLC0415 - only for these files

    # The limit is one for all that use `csv`: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST // 2))
    first = next(lines, (1, ""))[1]
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(chain([first], (line for _, line in lines)), delimiter=separator, strict=True)
    names: list[str] = []
    while True:
        place = f"line-{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield place, f"not CSV: {error}"
            continue
        if row is None:
            break
        if not names:
            names = [name.strip() for name in row]
        elif len(row) > len(names):
            yield place, f"{len(row)} fields, where the header has {len(names)}"
        elif row:
            yield place, dict(zip(names, row, strict=False))


def _lines(stream: BinaryIO, encoding: str | None) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; InputError for what `encoding` does not have."""
    if encoding is None:
        yield from enumerate(map(_decoded, _whole_lines(stream)), 1)
        return
    try:
        yield from enumerate(codecs.getreader(encoding)(stream), 1)
    except LookupError:
        raise UsageError(f"unknown encoding {encoding!r}") from None
    except UnicodeError as error:
        raise InputError(f"not {encoding}: {error}") from None


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, one that is too long without its end: it is then no JSON, and too much for CSV."""
    while line := stream.readline(_LONGEST):
        yield line
        while len(line) == _LONGEST and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST)


def _decoded(line: bytes) -> str:
    try:
        return line.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
