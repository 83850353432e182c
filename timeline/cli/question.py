"""What `explain` is asked: a source, and which document, line, page or event of it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from timeline.errors import InputError, UsageError
from timeline.model import Document, Timeline

_PLACE = re.compile(r"(.+):(p?)([0-9]{1,18})")
_PART = re.compile(r"(.+?)#.*")
_ID = re.compile(r"[0-9a-f]{4,8}(?:-[0-9a-f-]{0,27})?")


class Question(NamedTuple):
    """What is asked about."""

    source: str | None
    """None for an event of the saved timeline."""
    document: str | None = None
    """The name of one of the documents of the source: `inbox.mbox#3`."""
    line: int | None = None
    page: int | None = None
    id: str | None = None
    """The first letters of an event's."""

    def is_about(self, content: Document | Timeline) -> bool:
        """Tell whether a document or saved timeline of the source is asked about."""
        return self.document is None or (isinstance(content, Document) and content.source == self.document)

    def check(self, contents: list[Document | Timeline]) -> None:
        """Raise InputError when none of what is asked about has such a document, line or page."""
        if self.document and not contents:
            raise InputError(f"{self.source}: has no document {self.document}")
        documents = [content for content in contents if isinstance(content, Document)]
        for asked, noun, counts in (
            (self.line, "line", [document.text.count("\n", 0, -1) + 1 for document in documents]),
            (self.page, "page", [max(1, len(document.pages)) for document in documents]),
        ):
            if asked is not None and counts and not 1 <= asked <= max(counts):
                known = f"{max(counts)} {noun}{'' if max(counts) == 1 else 's'}"
                raise InputError(f"{documents[0].source}: has {known}, so no {noun} {asked}")

    def stretch(self, document: Document) -> tuple[int, int]:
        """Return where what is asked about begins and ends; both at 0 when the document has no such line or page."""
        if self.page is not None:
            bounds = [*(document.pages or (0,)), len(document.text)]
            return (bounds[self.page - 1], bounds[self.page]) if self.page < len(bounds) else (0, 0)
        if self.line is not None:
            lines = document.text.split("\n")
            start = sum(len(line) + 1 for line in lines[: self.line - 1])
            return (start, start + len(lines[self.line - 1])) if self.line <= len(lines) else (0, 0)
        return 0, len(document.text)


def asked(words: list[str]) -> Question:
    """Read FILE, FILE:LINE, FILE:pPAGE, FILE ID or ID; a file that exists is taken by its whole name.

    UsageError when it is none of these.
    """
    match words:
        case [] | [_, _, _, *_]:
            raise UsageError("explain: ask about --text TEXT, FILE, FILE:LINE, or FILE and the id of an event")
        case [source, name]:
            if not _ID.fullmatch(name.lower()):
                raise UsageError(f"explain: {name!r} is not the id of an event, as jsonl and csv give it")
            return Question(source, id=name.lower())
        case [word] if _exists(word):
            return Question(word)
        case [word] if match := _PLACE.fullmatch(word):
            number, file = int(match[3]), _part(match[1])
            return file._replace(page=number) if match[2] else file._replace(line=number)
        case [word] if _ID.fullmatch(word.lower()):
            return Question(None, id=word.lower())
    return _part(words[0])


def _part(name: str) -> Question:
    """Return the question about a file, or about one document of it: `inbox.mbox#3`."""
    file = _PART.fullmatch(name)
    if file is None or _exists(name) or not _exists(file[1]):
        return Question(name)
    return Question(file[1], document=name)


def _exists(name: str) -> bool:
    return name == "-" or Path(name).exists()
