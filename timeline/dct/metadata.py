"""The title of a document, and the spans of its text that are about it, from which no event is made."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.dct.cues import load
from timeline.dct.notes import HEAD_LINES, Note, later_notes, lines, notes, notes_of
from timeline.model import WHOLE, Document

_HEADING = re.compile(r"#[ \t]+(.+?)[ \t#]*$")


def metadata_spans(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the stretches of `text` that are about the document, in order: no event is made from them."""
    return _spans(notes(text, load(language)))


def with_metadata(document: Document, language: str = "en") -> Document:
    """Return `document` with its title and metadata spans, in addition to what its reader knew."""
    found = list(notes_of(document, language))
    title = next((note.value for note in found if note.role == "title" and note.value), None)
    return document._replace(
        title=document.title or title or _heading(document.text),
        metadata=tuple(sorted({*_spans(found), *document.metadata})),
    )


def with_part_metadata(part: Document, language: str = "en") -> Document:
    """Return a part of a long text, which has the metadata spans of its document's beginning, with those in it."""
    if part.place == WHOLE:
        return part
    before = part.place.offset
    head = ((start - before, end - before) for start, end in part.metadata if end > before)
    spans = {*head, *_spans(later_notes(part.text, 0, len(part.text), load(language)))}
    return part._replace(metadata=tuple(sorted(spans)))


def _spans(found: Iterable[Note]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the notes in order, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((note.start, note.end) for note in found):
        if spans and start < spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])  # noqa: PLW2901
        spans.append((start, end))
    return tuple(spans)


def _heading(text: str) -> str | None:
    """Return the text of the first Markdown heading of the first level near the top."""
    headings = (_HEADING.match(line) for _, line in lines(text, 0, HEAD_LINES))
    return next((heading[1] for heading in headings if heading), None)
