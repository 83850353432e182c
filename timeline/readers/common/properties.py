"""What a file says of itself in the fields that programs fill in: its title, and when it was made and changed."""

from __future__ import annotations

from timeline.model import DocumentDate
from timeline.readers.common.stated import stated

_EMPTY = frozenset({"", "untitled", "document", "document1", "powerpoint presentation"})
_PROGRAMS = ("microsoft word - ", "microsoft powerpoint - ")
_TEMPLATES = frozenset({"2013-12-23T23:15:00Z"})
"""Dates that a program gives to every file: that of python-docx."""
_EARLIEST = 1981
"""Before it lie the zero points of clocks (1601, 1970, 1980); no file of these formats is so old."""


def title(words: str) -> str | None:
    """Return the title, None for one that only names a program or says nothing."""
    words = " ".join(words.split())
    is_none = words.lower() in _EMPTY or words.lower().startswith(_PROGRAMS)
    return None if is_none else words


def dates(created: str, changed: str) -> tuple[DocumentDate, ...]:
    """Return the dates of the file, ISO 8601, as dates of a revision: its text may be older by any time.

    A scan, a copy and a print have dates of their own, so what the text says and the file's name come first.
    """
    fields = (("file created", created), ("file changed", changed))
    found = [date for field, words in fields if words not in _TEMPLATES for date in stated(words, field)]
    return tuple(date._replace(revised=True) for date in found if date.date.year >= _EARLIEST)
