"""OpenDocument texts (ODF 1.3 part 3): their text with lists, tables and notes.

Insertions are read; deletions, comments, headers, alternative texts and tables of contents are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import Reading
from timeline.readers.common import properties
from timeline.readers.common.safe_xml import Values, parse
from timeline.readers.office.archives import Archive, is_of_kind
from timeline.readers.office.flow import Flow, joined

NAME = "odt"
DESCRIPTION = "OpenDocument texts"
SUFFIXES = (".odt", ".ott")

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:meta:1.0": "meta",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_UNREAD = frozenset(
    {
        *("office:annotation", "office:forms", "text:tracked-changes", "text:table-of-content"),
        *("text:note-citation", "text:ruby-text", "text:alphabetical-index", "svg:title", "svg:desc"),
    }
)


def recognises(head: bytes) -> bool:
    """Tell whether this is a zip file that says first of all that it is an OpenDocument text."""
    return is_of_kind(head, b"application/vnd.oasis.opendocument.text")


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - no choice is open
    """Yield the document in `stream`, text boxes and notes after its text.

    Raises InputError for what is damaged, encrypted, not an OpenDocument text, or beyond the limits of an archive.
    """
    archive = Archive(stream)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError("is encrypted; decrypt it first")
    if "content.xml" not in archive:
        raise InputError("holds no OpenDocument text")
    body, meta = _Text(), Values()
    parse(archive.chunks("content.xml"), body, _PREFIXES)
    if "meta.xml" in archive:
        parse(archive.chunks("meta.xml"), meta, _PREFIXES)
    yield Document(
        joined(body.flow.text(), body.boxes.text(), body.notes.text()),
        source,
        title=properties.title(meta["dc:title"]),
        stated=properties.dates(meta["meta:creation-date"], meta["dc:date"]),
        language=meta["dc:language"] or None,
    )


class _Text:
    """The text of the content, as it is read."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.boxes = Flow()
        self.notes = Flow()
        self._outside: list[Flow] = []
        """The text around the text boxes and notes that are open."""
        self._unread = 0
        self._paragraphs = 0
        """How many are open: those of notes and text boxes stand in others."""

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if self._unread or name in _UNREAD:
            self._unread += 1
        elif name in ("text:p", "text:h"):
            self._paragraphs += 1
        elif name == "text:list-item":
            self.flow.begin_item()
        elif name == "text:s":
            self.flow.write(" ")
        elif name == "text:tab":
            self.flow.tab()
        elif name == "text:line-break":
            self.flow.break_line()
        elif name == "table:table-row":
            self.flow.begin_row()
        elif name in ("draw:text-box", "text:note-body"):
            self._outside.append(self.flow)
            self.flow = self.notes if name == "text:note-body" else self.boxes

    def end(self, name: str) -> None:
        if self._unread:
            self._unread -= 1
        elif name in ("text:p", "text:h"):
            self._paragraphs -= 1
            self.flow.end_paragraph()
        elif name == "table:table-cell":
            self.flow.end_cell()
        elif name == "table:table-row":
            self.flow.end_row()
        elif name in ("draw:text-box", "text:note-body"):
            self.flow = self._outside.pop()

    def text(self, text: str) -> None:
        if self._paragraphs and not self._unread:
            self.flow.write(text)
