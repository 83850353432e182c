"""Web archives (WARC, ISO 28500): each page and each plain text that was fetched is a document.

The date of a record says when it was fetched, not when it was written: it is no document date. One in its address is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import InputError, MissingExtraError
from timeline.model import Document, Loss
from timeline.readers import Reader, Reading, from_html, from_text
from timeline.readers.common.several import warned
from timeline.readers.web.page import of_address

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

    _Page = tuple[Reader, bytes]
    """What was fetched, with the reader of its kind."""

NAME = "warc"
DESCRIPTION = "web archives: their pages"
SUFFIXES = (".warc",)

LARGEST = 64 << 20
"""Bytes of a page, unpacked; a longer one is not read."""
_PAGES = {"text/html": from_html, "application/xhtml+xml": from_html, "text/plain": from_text}


def recognises(head: bytes) -> bool:
    """Tell by the first line of the first record."""
    return head.startswith(b"WARC/")


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Return the pages, each as `source#address`; heeds what the readers of HTML and text heed.

    A record that cannot be read is a warning. Raises MissingExtraError when fastwarc is not there.
    """
    return warned(_documents(stream, source, reading), "a web archive without pages")


def _documents(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document | str]:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - only for web archives
    except ImportError:
        raise MissingExtraError("warc", "fastwarc") from None
    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    others = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, record_types=kinds, parse_http=False), 1):
            address = "".join((record.headers.get("WARC-Target-URI") or f"record-{number}").split()).strip("<>")
            page = _page(record)
            if isinstance(page, str):
                yield Loss(f"{address} left out: {page}")
            elif page is None:
                others += 1
            else:
                yield from _read(page, f"{source}#{address}", reading)
    except MissingExtraError:
        raise
    except (OSError, ValueError) as error:
        yield Loss(f"damaged, and read only up to there: {error}")
    except InputError as error:
        yield Loss(f"{error}; read only up to there")
    if others:
        yield f"left out of the whole archive: {others} records that are no page, no text, or were not found"


def _page(record: WarcRecord) -> _Page | str | None:
    """Return what was fetched; None when it is neither page nor text, or why it cannot be read."""
    length = record.content_length
    if length > LARGEST:
        return f"longer than {LARGEST >> 20} MiB"
    record.freeze()
    if record.content_length < length:
        return "cut off"
    kind = record.headers.get("Content-Type") or ""
    if record.is_http:
        record.parse_http(auto_decode="all")
        if record.http_headers is None or record.http_headers.status_code not in range(200, 300):
            return None
        kind = record.http_headers.get("Content-Type") or ""
    reader = _PAGES.get(kind.partition(";")[0].strip().lower())
    data = record.reader.read(LARGEST + 1) if reader else b""
    if len(data) > LARGEST:
        return f"unpacks to more than {LARGEST >> 20} MiB"
    return (reader, data) if reader else None


def _read(page: _Page, name: str, reading: Reading) -> Iterator[Document | str]:
    reader, data = page
    address = name.partition("#")[2]
    try:
        for document in reader.read(io.BytesIO(data), name, reading):
            yield document._replace(stated=(*document.stated, *of_address(address)))
    except MissingExtraError:
        raise
    except InputError as error:
        yield Loss(f"{address} left out: {error}")
