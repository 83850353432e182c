"""A long text in parts, each with what stands around it, so that a text of any size takes the same memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from timeline.model import Document, Place

AROUND = 1 << 16
"""Code points before and after a part that are read with it, as far as the text goes."""
GRID = 400
"""A part begins at a multiple of it, so that what is counted off in a text falls as in the whole of it."""

Pieces = Callable[[], Iterable[str]]
"""Gives the pieces of a text, of any size, from its beginning."""


class Parts:
    """The parts of a text, read anew each time."""

    def __init__(self, pieces: Pieces, size: int) -> None:
        self._pieces = pieces
        self._size = size

    def __iter__(self) -> Iterator[Document]:
        """Yield them in order; at least one."""
        return cut(self._pieces(), self._size)


def document(pieces: Pieces, source: str, size: int | None, warnings: tuple[str, ...] = ()) -> Document:
    """Return a document with the text in `pieces`: whole, or in parts when it is longer than `size` code points."""
    if size is None:
        return Document("".join(pieces()), source, warnings=warnings)
    parts = Parts(pieces, size)
    first, *others = (part for part, _ in zip(parts, range(2), strict=False))
    return Document(first.text, source, warnings=warnings, parts=parts if others else None)


def cut(pieces: Iterable[str], size: int) -> Iterator[Document]:
    """Yield the parts of a text, each of at most `size` code points of its own.

    It is cut at an empty line, in a longer paragraph at a line's end, in a longer line at a space.
    """
    text = ""
    offset = line = first = 0
    for piece in chain(pieces, (None,)):
        text += piece or ""
        ahead = 0 if piece is None else AROUND
        while len(text) > first + size + ahead:
            last = _end(text, first, first + size)
            yield Document(text[: last + AROUND], place=Place(offset, line, first, last))
            gone = max(0, last - AROUND) // GRID * GRID
            line += text.count("\n", 0, gone)
            offset, first, text = offset + gone, last - gone, text[gone:]
    yield Document(text, place=Place(offset, line, first, len(text)))


def _end(text: str, start: int, end: int) -> int:
    """Return where a part that begins at `start` ends, at `end` at the latest."""
    for mark in ("\n\n", "\n", " "):
        if (found := text.rfind(mark, start, end)) >= 0:
            return found + len(mark)
    return end
