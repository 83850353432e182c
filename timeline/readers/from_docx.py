"""Word documents (ECMA-376 part 1, WordprocessingML): their text with lists, tables and notes.

Insertions are read; deletions, comments, headers, hidden text, field codes and tables of contents are not.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import Reading
from timeline.readers.common import properties
from timeline.readers.common.safe_xml import Events, Values, attribute, parse
from timeline.readers.office.archives import MAGIC, Archive
from timeline.readers.office.flow import Flow, joined

NAME = "docx"
DESCRIPTION = "Word documents"
SUFFIXES = (".docx", ".docm", ".dotx")

_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_UNREAD = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:rt"})
_OFF = ("0", "false", "off", "none")


def recognises(head: bytes) -> bool:
    """Tell whether this is a zip file with a Word document, or an older Office file, which is refused by name."""
    is_word = head.startswith(MAGIC) and b"[Content_Types].xml" in head and b"word/" in head
    return is_word or head.startswith(_OLD) or (head.startswith(MAGIC) and b"word/document.xml" in head)


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - no choice is open
    """Yield the document in `stream`, text boxes and notes after its text.

    Raises InputError for what is damaged, encrypted, not a Word document, or beyond the limits of an archive.
    """
    if stream.read(len(_OLD)) == _OLD:
        rest = stream.read()
        raise InputError(
            "is encrypted; decrypt it first" if _ENCRYPTED in rest else "is an old Office file; save it as .docx first"
        )
    archive = Archive(stream)
    package = _related(archive, "")
    main = package.get("officeDocument", "word/document.xml")
    if main not in archive:
        raise InputError("holds no Word document")
    parts = _related(archive, main)
    styles = _Styles()
    _parse(archive, parts.get("styles"), styles)
    body, notes, core = _Text(styles), _Text(styles), Values()
    _parse(archive, main, body)
    for part in ("footnotes", "endnotes"):
        _parse(archive, parts.get(part), notes)
    _parse(archive, package.get("core-properties"), core)
    yield Document(
        joined(body.flow.text(), body.boxes.text(), notes.flow.text()),
        source,
        title=properties.title(core["dc:title"]),
        stated=properties.dates(core["dcterms:created"], core["dcterms:modified"]),
        language=core["dc:language"] or None,
    )


def _parse(archive: Archive, part: str | None, events: Events) -> None:
    if part is not None and part in archive:
        parse(archive.chunks(part), events, _PREFIXES)


def _related(archive: Archive, part: str) -> dict[str, str]:
    """Return the names of the parts that `part` refers to, by the kind of each; "" is the package."""
    folder, name = posixpath.split(part)
    relations = _Relations(folder)
    _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"), relations)
    return relations.targets


class _Relations:
    """The names of parts (ECMA-376 part 2 section 6.5), those outside of the file left out."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        kind, target = attribute(attributes, "Type"), attribute(attributes, "Target")
        if name == "?:Relationship" and kind and target and attribute(attributes, "TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", self._folder, target))
            self.targets.setdefault(kind.rpartition("/")[2], path.lstrip("/"))

    def end(self, name: str) -> None:
        """Take no notice."""

    def text(self, text: str) -> None:
        """Take no notice."""


class _Styles:
    """Which styles of paragraphs make list items, and which those of a table of contents."""

    def __init__(self) -> None:
        self.items: set[str] = set()
        self.contents: set[str] = set()
        self._style = ""
        self._is_heading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:style":
            self._style = attribute(attributes, "styleId") or ""
            self._is_heading = False
        elif name == "w:name" and (attribute(attributes, "val") or "").lower().startswith(("toc ", "contents ")):
            self.contents.add(self._style)
        elif name == "w:outlineLvl":
            self._is_heading = True
        elif name == "w:numPr":
            self.items.add(self._style)

    def end(self, name: str) -> None:
        if name == "w:style" and self._is_heading:
            self.items.discard(self._style)

    def text(self, text: str) -> None:
        """Take no notice."""


class _Text:
    """The text of a part, as it is read."""

    def __init__(self, styles: _Styles) -> None:
        self.flow = Flow()
        self.boxes = Flow()
        self._styles = styles
        self._outside: list[Flow] = []
        """The text around the text boxes that are open."""
        self._unread = 0
        self._in_settings = False
        self._in_text = False
        self._is_hidden = False
        self._style = ""
        self._number: str | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._unread or name in _UNREAD:
            self._unread += 1
        elif name in ("w:t", "m:t"):
            self._in_text = True
        elif name == "w:pPr":
            self._in_settings, self._style, self._number = True, "", None
        elif self._in_settings:
            self._set(name, attributes)
        else:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("w:tab", "w:ptab"):
            self.flow.tab()
        elif name in ("w:br", "w:cr"):
            self._break(attribute(attributes, "type"))
        elif name == "w:noBreakHyphen":
            self.flow.write("-")
        elif name == "w:vanish":
            self._is_hidden = attribute(attributes, "val") not in _OFF
        elif name == "w:tr":
            self.flow.begin_row()
        elif name == "w:txbxContent":
            self._outside.append(self.flow)
            self.flow = self.boxes
        elif name in ("w:footnote", "w:endnote") and attribute(attributes, "type") not in (None, "normal"):
            self._unread = 1  # the line above the notes

    def end(self, name: str) -> None:
        if self._unread:
            self._unread -= 1
        elif name in ("w:t", "m:t"):
            self._in_text = False
        else:
            self._end(name)

    def _end(self, name: str) -> None:
        if name == "w:r":
            self._is_hidden = False
        elif name == "w:pPr":
            self._in_settings = False
            if self._number not in (None, "0") or (self._number is None and self._style in self._styles.items):
                self.flow.begin_item()
        elif name == "w:p":
            if self._style in self._styles.contents:
                self.flow.drop_paragraph()
            self.flow.end_paragraph()
            self._style = ""
        elif name == "w:tc":
            self.flow.end_cell()
        elif name == "w:tr":
            self.flow.end_row()
        elif name == "w:txbxContent":
            self.flow = self._outside.pop()

    def text(self, text: str) -> None:
        if self._in_text and not self._is_hidden and not self._unread:
            self.flow.write(text)

    def _set(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a setting of the paragraph."""
        if name == "w:pStyle":
            self._style = attribute(attributes, "val") or ""
        elif name == "w:numId":
            self._number = attribute(attributes, "val")

    def _break(self, kind: str | None) -> None:
        if kind in ("page", "column"):
            self.flow.write(" ")
        else:
            self.flow.break_line()
