"""Plain text and Markdown: from bytes of any encoding to clean text.

Line ends become line feeds and a byte order mark is dropped, so offsets count in the text as it is here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO, IncrementalNewlineDecoder
from typing import BinaryIO, NamedTuple

from timeline.errors import InputError, UsageError
from timeline.model import Document
from timeline.readers import Reading
from timeline.readers.common.parts import document

NAME = "text"
DESCRIPTION = "plain text and Markdown"
SUFFIXES = (".txt", ".text", ".md", ".markdown")

_SAMPLE = 65_536
"""Bytes looked at to tell text from binary data."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    *(b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff"),
    *(b"\x7fELF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1a\x1b"))
_SURROGATE = re.compile("[\ud800-\udfff]")
_BAD = "\ufffd"
_NOT_ASCII = re.compile(f"[^\0-\x7f{_BAD}]+")
_CHUNK = 1 << 16


def recognises(head: bytes) -> bool:  # noqa: ARG001 - no bytes can only be prose
    """Return False: prose is what is left when no other kind is recognised."""
    return False


class _Coding(NamedTuple):
    """How bytes are read as text."""

    name: str
    errors: str = "strict"
    mark: int = 0
    """Bytes of the byte order mark before the text."""


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield the text in `stream` as one document; heeds `encoding`, `any_bytes` and `part`, see `decode`."""
    coding, warnings = _survey(stream, reading)
    yield document(partial(_pieces, stream, coding), source, reading.part, warnings)


def decode(data: bytes, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """Return the text in `data`, its lines ended by line feeds, and what had to be guessed or mended.

    `reading.encoding` is used as given; without it UTF-8 and UTF-16 are recognised, anything else is taken for
    cp1252, and a warning names the guess. `reading.any_bytes` also reads what looks like binary data.

    Raises:
        InputError: binary data, or bytes that the encoding does not have.
        UsageError: there is no such encoding.
    """
    stream = BytesIO(data)
    coding, warnings = _survey(stream, reading)
    return "".join(_pieces(stream, coding)), warnings


def _pieces(stream: BinaryIO, coding: _Coding) -> Iterator[str]:
    """Yield the text in a stream piece by piece, clean."""
    clean = IncrementalNewlineDecoder(None, translate=True)
    mark = "\ufeff"
    for piece in _decoded(stream, coding):
        text = clean.decode(piece.removeprefix(mark))
        mark = mark if not piece else ""
        yield _SURROGATE.sub(_BAD, text.replace("\0", _BAD))
    yield clean.decode("", final=True)


def _decoded(stream: BinaryIO, coding: _Coding) -> Iterator[str]:
    """Yield the text in a stream as it is; UnicodeDecodeError counts from the first byte behind the mark."""
    stream.seek(coding.mark)
    decoder = codecs.getincrementaldecoder(coding.name)(coding.errors)
    taken = 0
    while data := stream.read(_CHUNK):
        waiting = len(decoder.getstate()[0])
        try:
            yield decoder.decode(data)
        except UnicodeDecodeError as error:
            error.start += taken - waiting
            raise
        taken += len(data)
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        error.start += taken - len(decoder.getstate()[0])
        raise


def _survey(stream: BinaryIO, reading: Reading) -> tuple[_Coding, tuple[str, ...]]:
    """Read all of a stream once: return how it is to be read, and what had to be guessed or mended."""
    if reading.encoding is None:
        coding, warnings = _guess(stream, any_bytes=reading.any_bytes)
    else:
        coding, warnings = _given(stream, reading.encoding), []
    if nuls := sum(piece.count("\0") for piece in _decoded(stream, coding)):
        warnings.append(f"{nuls} NUL bytes read as U+FFFD" if nuls > 1 else "a NUL byte read as U+FFFD")
    return coding, tuple(warnings)


def _given(stream: BinaryIO, encoding: str) -> _Coding:
    try:
        with suppress(UnicodeError):
            b" ".decode(encoding)  # also refuses what is no encoding of text
        _check(stream, coding := _Coding(encoding))
    except LookupError:
        raise UsageError(f"unknown encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"not {encoding} at byte {error.start}: {error.reason}") from None
    except ValueError as error:
        raise InputError(f"not {encoding}: {error}") from None
    return coding


def _check(stream: BinaryIO, coding: _Coding) -> None:
    """Read all of a stream; UnicodeDecodeError for bytes that the encoding does not have."""
    for _ in _decoded(stream, coding):
        pass


def _guess(stream: BinaryIO, *, any_bytes: bool) -> tuple[_Coding, list[str]]:
    """Return how a stream is to be read, and what had to be guessed or mended."""
    stream.seek(0)
    sample = stream.read(_SAMPLE)
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return _mend(stream, _Coding(encoding, mark=len(mark)))
    if wide := _wide(sample):
        coding, warnings = _mend(stream, _Coding(wide))
        return coding, [f"no byte order mark; read as {wide.upper()}", *warnings]
    if not any_bytes and _is_binary(sample):
        raise InputError("looks like binary data")
    coding, warnings = _mend(stream, _Coding("utf-8"))
    if not warnings:
        return coding, []
    bad = good = 0
    for piece in _decoded(stream, coding):
        bad += piece.count(_BAD)
        good += sum(map(len, _NOT_ASCII.findall(piece)))
    if good >= bad:
        return coding, warnings
    return _Coding("cp1252", "replace"), ["not UTF-8; read as cp1252 (--encoding names another)"]


def _mend(stream: BinaryIO, coding: _Coding) -> tuple[_Coding, list[str]]:
    """Return a coding that reads all of the stream: as it is, or with U+FFFD for what it does not have."""
    try:
        _check(stream, coding)
    except UnicodeDecodeError as error:
        coding = coding._replace(errors="replace")
        count = sum(piece.count(_BAD) for piece in _decoded(stream, coding))
        name = coding.name.upper()
        return coding, [f"not all {name}: U+FFFD read {count} times, first for byte {error.start}"]
    return coding, []


def _wide(sample: bytes) -> str | None:
    """Return the UTF-16 whose Latin letters have their NULs where this sample has them, or None."""
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.05 * half else None


def _is_binary(sample: bytes) -> bool:
    """Tell by a known signature, or by more control characters than a damaged text has."""
    if sample.startswith(_SIGNATURES):
        return True
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    is_utf8 = sample.decode(errors="replace").count(_BAD) <= 1  # the end of the sample may cut a character
    return controls > (0.3 if is_utf8 else 0.05) * len(sample)
