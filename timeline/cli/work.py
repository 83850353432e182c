"""The reading of one source, which says and counts nothing, so that any process can do it; and of many, in order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from typing import TYPE_CHECKING, BinaryIO, Generic, NamedTuple, TypeVar

from timeline import pipeline, readers, records, sources
from timeline.cli.options import Reading
from timeline.errors import InputError
from timeline.model import Document, DocumentDate, Timeline
from timeline.options import Options

if TYPE_CHECKING:
    from timeline.cli.dates_file import DatesFile

Content = Document | Timeline
"""What a source holds: documents, their dates settled, or a saved timeline."""
Result = TypeVar("Result")
Make = Callable[[Content, Options], Iterable[Result]]
"""Makes results of what a source holds, at least one."""


class Found(NamedTuple, Generic[Result]):
    """A result made of a document or a saved timeline, with what there is to say about that."""

    result: Result
    document: Document | None
    """Without its text, which may be long; None for a saved timeline."""
    blank: bool
    """Whether the document holds no text."""
    first: bool
    """Whether it is the first of the document or saved timeline."""


class Work(NamedTuple, Generic[Result]):
    """Reads a source and makes results of each content."""

    make: Make[Result]
    options: Options
    reading: Reading
    dates: DatesFile | None
    part: int | None = None
    """The code points of a part in which a long text is read; None to read it whole."""

    def found_in(self, source: sources.Source) -> Iterator[Found[Result]]:
        """Yield what is found in a source; InputError when it, or the rest of it, cannot be read."""
        try:
            for content in self._contents(source):
                document = None if isinstance(content, Timeline) else without_text(content)
                blank = isinstance(content, Document) and not (content.parts or content.text.strip())
                for number, result in enumerate(self.make(content, self.options)):
                    yield Found(result, document, blank, first=not number)
        except MemoryError:
            raise InputError("takes more memory than there is") from None

    def candidates(self, document: Document, source: sources.Source) -> list[DocumentDate]:
        """Return the dates that a document of a source could have, best first."""
        listed = self.dates and self.dates.date_of(document, source)
        options = self.options._replace(date=None) if listed else self.options
        return pipeline.candidate_dates(document._replace(date=listed or None), options, source.mtime)

    def _contents(self, source: sources.Source) -> Iterator[Content]:
        reading = self.reading
        with sources.opened(source) as stream:
            if reading.input == sources.AUTO and _is_saved(stream, source.name):
                yield records.read(stream.read(), source.name)
                return
            fields = readers.Reading(
                encoding=reading.encoding,
                text_field=reading.text_field,
                date_field=reading.date_field,
                id_field=reading.id_field,
                part=self.part,
            )
            for document in sources.read(stream, source, fields, reader=reading.input, language=self.options.language):
                dates = self.candidates(document, source)
                yield document._replace(date=dates[0] if dates else None)


def in_order(
    work: Work[Result], every: list[sources.Source], jobs: int
) -> AbstractContextManager[Iterator[Iterator[Found[Result]]]]:
    """Do the work here, one source after the other, or by processes; the results are the same."""
    if min(jobs, len(every)) < 2:
        return nullcontext(map(work.found_in, every))
    from timeline.cli import workers  # noqa: PLC0415 - only when asked for

    list(work.make(Document("It ended in May 2011."), work.options))  # loads the language once, for all that are forked
    return closing(workers.in_order(work.found_in, every, jobs, _stays))


def without_text(document: Document) -> Document:
    """Return a document with all but its text and what counts in it."""
    return document._replace(text="", metadata=(), parts=None)


def _is_saved(stream: BinaryIO, name: str) -> bool:
    """Tell whether a source is a saved timeline; InputError when it is an export that cannot be read back."""
    head = stream.read(readers.HEAD)
    stream.seek(0)
    if reason := records.lost(head):
        raise InputError(f"{name}: {reason}")
    return records.is_saved(head)


def _stays(source: sources.Source) -> bool:
    """Tell whether only this process can read a source, or need not: it is standard input, a pipe, or missing."""
    if source.path is None:
        return True
    try:
        status = source.path.stat()
        return not stat.S_ISREG(status.st_mode) or os.path.samestat(status, os.fstat(0))
    except (OSError, ValueError):
        return True
