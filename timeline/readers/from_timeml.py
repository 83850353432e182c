"""TimeML: the text and the document date, without the annotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import BinaryIO

from timeline.model import Document, DocumentDate
from timeline.readers import Reading
from timeline.readers.common.record import headed
from timeline.readers.common.safe_xml import parse, root
from timeline.readers.common.stated import stated

NAME = "timeml"
DESCRIPTION = "TimeML: its text and document date"
SUFFIXES = (".tml", ".timeml")

_PIECE = 1 << 16


def recognises(head: bytes) -> bool:
    """Tell by the first element."""
    return root(head) == "TimeML"


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - XML states its own
    """Yield what stands in `TEXT`, under the title if there is one; XML states its encoding itself.

    Raises InputError for XML that is not well-formed or declares entities.
    """
    page = _Page()
    parse(iter(partial(stream.read, _PIECE), b""), page, {})
    title = " ".join("".join(page.title).split())
    # Only a file without a TEXT is all text.
    text = "".join(page.words if page.has_text else page.all).strip("\n")
    yield Document(headed(title, text), source, title=title or None, stated=page.date)


class _Page:
    """Takes the text out of the elements as they pass."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.all: list[str] = []
        self.title: list[str] = []
        self.date: tuple[DocumentDate, ...] = ()
        self.has_text = False
        self._inside = dict.fromkeys(("?:TEXT", "?:TITLE"), 0)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in self._inside:
            self._inside[name] += 1
            self.has_text = self.has_text or name == "?:TEXT"
        elif attributes.get("functionInDocument") == "CREATION_TIME" and not self.date:
            self.date = stated(attributes.get("value", ""), "DCT")

    def end(self, name: str) -> None:
        if name in self._inside:
            self._inside[name] -= 1

    def text(self, words: str) -> None:
        self.all.append(words)
        if self._inside["?:TEXT"]:
            self.words.append(words)
        elif self._inside["?:TITLE"]:
            self.title.append(words)
