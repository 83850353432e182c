"""The documents in a source, by the reader that its content or its name means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import BinaryIO

from timeline import dct, foreign, plugins, unpack
from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import HEAD, USUAL, Reader, Reading
from timeline.sources.found import Source
from timeline.sources.streams import opened

AUTO = "auto"
"""In place of a reader's name: the one that the content or else the suffix means."""
_TEXT = "text"
"""The name of the reader that takes anything for prose when it is asked for."""

_NAMED = 3
"""How many datelines a warning names."""

_PROSE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?!From |WEBVTT)(?:[#*]+ )?"
    rb"[.'\"(\w\x80-\xff-]*[A-Za-z\x80-\xff],? (?:[.'\"()\w\x80-\xff-]+,? ){2}"
)
"""Three words: what begins so is prose, and no reader need be loaded to tell."""


def read(
    stream: BinaryIO, source: Source, reading: Reading = USUAL, *, reader: str = AUTO, language: str = "en"
) -> Iterator[Document]:
    """Yield the documents in the stream of a source, each with its title and metadata spans.

    `reader` is the name of one; by itself it is chosen by the content, else the suffix, else it is plain text.
    Asked for by name, plain text is also what looks like binary data. Raises InputError when there is nothing
    to read, UsageError for an unknown encoding or reader.
    """
    chosen, warnings = _reader(stream, source, reader)
    if reader == _TEXT:
        reading = reading._replace(any_bytes=True)
    found = False
    for document in chosen.read(stream, source.name, reading):
        warned = document._replace(warnings=(*warnings, *document.warnings, *_doubts(document.text, language)))
        yield dct.with_metadata(warned, language)
        found, warnings = True, ()
    if not found:
        raise InputError("holds no documents")


def load(source: Source, reading: Reading = USUAL, *, reader: str = AUTO, language: str = "en") -> Iterator[Document]:
    """Yield the documents of a source: `opened`, then `read`; an InputError begins with its name."""
    try:
        with opened(source) as stream:
            yield from read(stream, source, reading, reader=reader, language=language)
    except InputError as error:
        raise InputError(f"{source.shown}: {error}") from error


def _reader(stream: BinaryIO, source: Source, name: str) -> tuple[Reader, tuple[str, ...]]:
    """Return the reader for a stream, and a warning when that is not the one which the file's name promises."""
    if name != AUTO:
        return plugins.reader(name), ()
    head = stream.read(HEAD)
    stream.seek(0)
    suffix = unpack.inner_suffix(source.path or PurePath())
    text = plugins.reader(_TEXT)
    if suffix.lower() in ("", *text.SUFFIXES) and _PROSE.match(head):
        return text, ()
    reader = plugins.reader_of(suffix, head) or text
    promised = suffix and suffix.lower() not in reader.SUFFIXES and plugins.reader_of(suffix, b"")
    return reader, (f"read as {reader.NAME} by its content, though its name ends in {suffix}",) if promised else ()


def _doubts(text: str, language: str) -> Iterator[str]:
    """Yield a warning when a text is plainly in another language or several texts: most dates would be wrong."""
    if other := foreign.other_language(text, language):
        yield f"is in {other}; --lang {language} finds few dates in it"
    if len(days := dct.datelines(text, language)) > 1:
        named = "; ".join(days[:_NAMED] if len(days) <= _NAMED else [*days[:_NAMED], "..."])
        yield f"has datelines of {len(days)} days ({named}), but one document date; give each text in a file of its own"
