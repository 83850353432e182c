"""Input formats, one module `from_NAME.py` each, found by name; a heavy library is imported inside `read`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Protocol

from timeline.model import Document

HEAD = 65_536
"""Bytes from the start of a source that `Reader.recognises` looks at."""


PART = 1 << 18
"""Code points of a part in which a long text is read, where it need not be read whole."""


class Reading(NamedTuple):
    """What a caller may choose about the input; each reader says in its docstring what it heeds."""

    encoding: str | None = None
    """The encoding of the text; None to find it out."""
    any_bytes: bool = False
    """Take for text also what looks like binary data."""
    text_field: str | None = None
    """Where a record holds its text; None for the usual names."""
    date_field: str | None = None
    """Where a record holds its date."""
    id_field: str | None = None
    """Where a record holds its name."""
    part: int | None = None
    """The code points of a part in which a long text is read, see `Document.parts`; None to read it whole."""


USUAL = Reading()
"""What holds when the caller chooses nothing."""


class Reader(Protocol):
    """A module of this package that reads one kind of file."""

    NAME: str
    """As `--input` names it."""
    DESCRIPTION: str
    """One line for `timeline formats`."""
    SUFFIXES: tuple[str, ...]
    """File suffixes, lower-case with their dot, that mean this kind when the content does not tell."""

    def recognises(self, head: bytes) -> bool:
        """Tell whether the first `HEAD` bytes can only be of this kind; False when they may be another."""

    def read(self, stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
        """Yield the documents in a seekable stream, their lines ended by line feeds.

        One file may hold many (a mailbox, a feed): each is named `source#part` and yielded as soon as it is
        read. What cannot be read of one is a `Loss` on it or on the next, and the others go on. The dates that
        the format states go to `Document.stated`, those of a revision marked as `revised`. Raises
        InputError when there is nothing to read, UsageError for an unknown encoding.
        """
