"""Electronic books (EPUB 2 and 3): the chapters of the spine, in their order, as one text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model import Document, Loss
from timeline.readers import USUAL, Reading, from_text
from timeline.readers.common import markup, properties
from timeline.readers.common.safe_xml import REFUSED, Values, attribute, parse
from timeline.readers.office.archives import Archive, is_of_kind
from timeline.readers.office.flow import joined

NAME = "epub"
DESCRIPTION = "electronic books"
SUFFIXES = (".epub",)

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:container": "ocf",
    "http://www.idpf.org/2007/opf": "opf",
    "http://www.w3.org/2001/04/xmlenc#": "enc",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_ROOT = re.compile(r"<html\b", re.IGNORECASE)
_NOTE_MARK = re.compile(
    r"<sup\b[^<>]{0,200}>\s{0,9}<a\b[^<>]{0,500}>[^<>]{0,9}</a>\s{0,9}</sup>"
    r"|<a\b[^<>]{0,500}\bnoteref\b[^<>]{0,500}>[^<>]{0,9}(?:<sup>[^<>]{0,9}</sup>)?</a>",
    re.IGNORECASE,
)


def recognises(head: bytes) -> bool:
    """Tell whether this is a zip file that says first of all that it is an EPUB."""
    return is_of_kind(head, b"application/epub+zip")


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - no choice is open
    """Yield the book in `stream`; a chapter that is not there is a warning.

    Raises InputError for what is damaged, encrypted, not a book, or beyond the limits of an archive.
    """
    archive = Archive(stream)
    container, locked = _Elements(), _Elements()
    parse(archive.chunks("META-INF/container.xml"), container, _PREFIXES)
    package = next((path for each in container.of("ocf:rootfile") if (path := attribute(each, "full-path"))), "")
    if package not in archive:
        raise InputError("holds no book")
    if "META-INF/encryption.xml" in archive:
        parse(archive.chunks("META-INF/encryption.xml"), locked, _PREFIXES)
    elements = _Elements()
    parse(archive.chunks(package), elements, _PREFIXES)
    chapters = list(_chapters(elements, posixpath.dirname(package)))
    if not {_path(attribute(each, "URI")) for each in locked.of("enc:CipherReference")}.isdisjoint(chapters):
        raise InputError("is encrypted; decrypt it first")
    missing = [name for name in chapters if name not in archive]
    yield Document(
        joined(*(_text(archive.read(name)) for name in chapters)),
        source,
        title=properties.title(elements["dc:title"]),
        stated=properties.dates(elements["dc:date"], ""),
        language=elements["dc:language"] or None,
        warnings=tuple(Loss(f"the chapter {name} is missing") for name in missing),
    )


class _Elements(Values):
    """The attributes of all elements, by name, and their text."""

    def __init__(self) -> None:
        super().__init__()
        self._attributes: dict[str, list[Mapping[str, str]]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        self._attributes.setdefault(name, []).append(attributes)

    def of(self, name: str) -> list[Mapping[str, str]]:
        return self._attributes.get(name, [])


def _chapters(package: _Elements, folder: str) -> Iterator[str]:
    """Yield the names of the chapters, without those beside the text and the table of contents."""
    items = {attribute(item, "id"): item for item in package.of("opf:item")}
    for reference in package.of("opf:itemref"):
        item = items.get(attribute(reference, "idref"), {})
        is_contents = "nav" in (attribute(item, "properties") or "").split()
        if attribute(reference, "linear") == "no" or is_contents or attribute(item, "media-type") not in _PAGES:
            continue
        path = _path(attribute(item, "href"))
        yield posixpath.normpath(posixpath.join(folder, path))


def _path(reference: str | None) -> str:
    """Return the name that a reference within the book means."""
    from urllib.parse import unquote  # noqa: PLC0415 - only for books

    return unquote((reference or "").partition("#")[0])


def _text(page: bytes) -> str:
    """Return the text of a chapter, without the marks of its notes."""
    text, _ = from_text.decode(page, USUAL)
    root = _ROOT.search(text)
    if "<!ENTITY" in text[: root.start() if root else None]:
        raise InputError(REFUSED)
    return markup.to_text(_NOTE_MARK.sub("", text)).replace("\xad", "")
