"""Plain text and Markdown: from bytes of any encoding to clean text.

Line ends become line feeds and a byte order mark is dropped, so offsets count in the text as it is here.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from timeline.errors import InputError, UsageError
from timeline.model import Document
from timeline.readers import Reading

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


def recognises(head: bytes) -> bool:  # noqa: ARG001 - no bytes can only be prose
    """Return False: prose is what is left when no other kind is recognised."""
    return False


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield the text in `stream` as one document; heeds `encoding` and `any_bytes`, see `decode`."""
    text, warnings = decode(stream.read(), reading)
    yield Document(text, source, warnings=warnings)


def decode(data: bytes, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """Return the text in `data`, its lines ended by line feeds, and what had to be guessed or mended.

    `reading.encoding` is used as given; without it UTF-8 and UTF-16 are recognised, anything else is taken for
    cp1252, and a warning names the guess. `reading.any_bytes` also reads what looks like binary data.

    Raises:
        InputError: binary data, or bytes that the encoding does not have.
        UsageError: there is no such encoding.
    """
    if reading.encoding is None:
        text, warnings = _guess(data, any_bytes=reading.any_bytes)
    else:
        text, warnings = _decode_as(data, reading.encoding), []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if nuls := text.count("\0"):
        text = text.replace("\0", _BAD)
        warnings.append(f"{nuls} NUL bytes read as U+FFFD" if nuls > 1 else "a NUL byte read as U+FFFD")
    return _SURROGATE.sub(_BAD, text), tuple(warnings)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UsageError(f"unknown encoding {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"not {encoding} at byte {error.start}: {error.reason}") from None
    except ValueError as error:
        raise InputError(f"not {encoding}: {error}") from None


def _guess(data: bytes, *, any_bytes: bool) -> tuple[str, list[str]]:
    """Return the text and what had to be guessed or mended."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mend(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    if wide := _wide(sample):
        text, warnings = _mend(data, wide)
        return text, [f"no byte order mark; read as {wide.upper()}", *warnings]
    if not any_bytes and _is_binary(sample):
        raise InputError("looks like binary data")
    try:
        return data.decode(), []
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
    bad = text.count(_BAD)
    if sum(map(len, re.findall(f"[^\0-\x7f{_BAD}]+", text))) >= bad:
        return _mend(data, "utf-8")
    return data.decode("cp1252", "replace"), ["not UTF-8; read as cp1252 (--encoding names another)"]


def _mend(data: bytes, encoding: str) -> tuple[str, list[str]]:
    """Decode `data`, with U+FFFD for what `encoding` does not have."""
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        count = text.count(_BAD)
        return text, [f"not all {encoding.upper()}: U+FFFD read {count} times, first for byte {error.start}"]


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
