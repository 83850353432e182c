"""Input formats, one module `from_NAME.py` each, found by name; a heavy library is imported inside `read`."""

from __future__ import annotations

from typing import Protocol

from timeline.model import Document


class Reader(Protocol):
    """A module of this package that reads one kind of file."""

    SUFFIXES: tuple[str, ...]
    """File suffixes, lower-case with their dot, that mean this kind."""

    def read(self, data: bytes, source: str, *, encoding: str | None = None) -> Document:
        """Return the text in `data`, its lines ended by line feeds; InputError when there is none to read."""
