"""From the sources a person names to dated documents and timelines, with word of it on standard error."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, NamedTuple, TypeVar

import typer

from timeline import order, pipeline, plugins, readers, records, sources
from timeline.cli import document_date
from timeline.cli.options import Engine, Reading, Sources
from timeline.cli.parts import Parts
from timeline.cli.terminal import NoSourceError, Progress, Voice
from timeline.errors import InputError, TimelineError, UsageError
from timeline.model import Document, DocumentDate, Event, Timeline, Timex
from timeline.notation import to_edtf
from timeline.options import Options

if TYPE_CHECKING:
    from timeline.cli.dates_file import DatesFile

SAVED = "timeline.jsonl"
SAVED_VARIABLE = "TIMELINE_FILE"
"""The timeline that is read when no source is named, and the variable that names another one."""

_LAST_SECOND = 253_402_300_799
"""Of the year 9999, the last that a calendar can be stamped with."""

_RECORDS = "articles"
"""The name of the reader whose documents are records with fields."""

_DECIDES = ("date", "genre", "prefer")
"""The options that decide about the dates of a text."""

NO_TEXT = "no text"
"""Begins what a reader says of a page without any, and is what is said where no reader does."""

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_AT_ONCE = 100
"""Events that a process sends together."""

_GIVEN = "--date"
"""The evidence of a document date that is the same for all."""

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


@dataclass(frozen=True)
class Work(Generic[Result]):
    """Reads one source and makes results of each content; it says and counts nothing, so any process can do it."""

    make: Make[Result]
    options: Options
    reading: Reading
    dates: DatesFile | None
    part: int | None = None
    """The code points of a part in which a long text is read; None to read it whole."""

    def __call__(self, source: sources.Source) -> Iterator[Found[Result]]:
        """Yield what is found in a source; InputError when it, or the rest of it, cannot be read."""
        try:
            for content in self._contents(source):
                document = None if isinstance(content, Timeline) else _without_text(content)
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


class Collection:
    """The sources of one run. What cannot be read is said in one line, and the others go on."""

    def __init__(self, given: Sources, engine: Engine, reading: Reading, voice: Voice, *, saved: bool = True) -> None:
        """Find the sources; with `saved`, the saved timeline is what is read when none is named.

        Raises:
            UsageError: an option is wrong.
            NoSourceError: there is nothing to read.
        """
        self.options = engine_options(engine)._replace(date_from=reading.date_from)
        _check(reading)
        self._epoch = _epoch()
        self._jobs = _jobs(given)
        self.sources = list(sources.collect(_names(given, saved=saved), voice.note))
        self.voice = voice
        self.read = 0
        """How many sources could be read."""
        self.documents = 0
        """How many documents or saved timelines they held."""
        self.blank = 0
        """How many of these hold no text."""
        self.unplaced = 0
        """How many expressions wait for a document date."""
        self.undated: list[str] = []
        """The documents that have none."""
        self._reading = reading
        self._dates = _dates_file(reading, engine, voice)
        self._told = False

    @property
    def names(self) -> list[str]:
        """Return the paths of the sources, `-` for standard input."""
        return [sources.STANDARD_INPUT if each.path is None else str(each.path) for each in self.sources]

    def results(self, make: Make[Result], part: int | None = None) -> Iterator[tuple[str, Found[Result]]]:
        """Yield what `make` gives for each content, with the name of its source, in the order of the sources.

        A text of more than `part` code points is given in parts. With several jobs other processes do it: `make`
        is a function of a module, and what it yields is sent.
        """
        progress = Progress(self.voice, len(self.sources))
        with _in_order(self._work(make, part), self.sources, self._jobs) as every:
            for source, found in zip(self.sources, every, strict=True):
                progress.step(source.name)
                parts = Parts(source.name, self.voice)
                count = 0
                try:
                    for each in found:
                        if each.first:
                            count += 1
                            self._take(each, source, parts, first=count == 1)
                        yield source.name, each
                        progress.within(source.name, count)
                    parts.end()
                except InputError as error:
                    after = f" (after {count} document{'' if count == 1 else 's'})" if count else ""
                    self.voice.fail(f"{source.name}: {_advised(str(error).removeprefix(f'{source.name}: '))}{after}")
                except TimelineError:
                    raise
                except Exception as error:  # noqa: BLE001 - what nobody foresaw must not cost the other sources
                    self.voice.fault(source.name, error)
        progress.end()
        if self._dates:
            self._dates.tell_unused()

    def contents(self) -> Iterator[tuple[str, Content]]:
        """Yield what each source holds with its name."""
        for name, found in self.results(_as_it_is):
            yield name, found.result

    def timelines(self, *, texts: bool) -> Iterator[Timeline]:
        """Yield the timeline of each content; with `texts`, with the texts and expressions of its documents."""
        for _, found in self.results(_whole_timeline if texts else _timeline, None if texts else readers.PART):
            self._count(found, found.result)
            yield found.result

    def events(self) -> Iterator[Event]:
        """Yield the events of all contents in the order of the texts."""
        for _, found in self.results(_events, readers.PART):
            self._count(found, found.result)
            yield from found.result

    def expressions(self, *, texts: bool = True) -> Iterator[tuple[Document, list[Timex]]]:
        """Yield each document with its expressions; a saved timeline has no text and counts as a failure.

        Without `texts` a long document comes with those of one part after the other.
        """
        for name, found in self.results(partial(_expressions, texts=texts), None if texts else readers.PART):
            if found.result is None:
                self.voice.fail(f"{name}: a saved timeline has no text; give the text it was made of")
                continue
            self._count(found, found.result[1])
            yield found.result

    def candidates(self, name: str, document: Document) -> list[DocumentDate]:
        """Return the dates that a document could have, best first; `contents` gave it for the source `name`."""
        source = next(each for each in self.sources if each.name == name)
        return self._work(_as_it_is).candidates(document, source)

    @property
    def silent(self) -> bool:
        """Whether no source held any text, which has been said of each."""
        return self.blank == self.documents

    def must_have_read(self) -> None:
        """End the command, before it replaces anything, when nothing could be read; why has been said."""
        if not self.read:
            raise typer.Exit(1)

    def want(self) -> str:
        """Return what `--date` would change, for the end of a line; nothing when it would not."""
        if not self.unplaced:
            return ""
        one = len(self.undated) == 1
        who = f"{self.undated[0]} has" if one else f"{len(self.undated)} documents have"
        return f"; {who} no document date: --date would place {self.unplaced} of them"

    def stamp(self) -> int:
        """Return when the output was made, in seconds since 1970: SOURCE_DATE_EPOCH or the newest source."""
        if self._epoch is not None:
            return self._epoch
        newest = max((each.mtime or 0 for each in self.sources), default=0)
        return int(min(max(newest, 0), _LAST_SECOND))

    def _work(self, make: Make[Result], part: int | None = None) -> Work[Result]:
        return Work(make, self.options, self._reading, self._dates, part)

    def _take(self, found: Found[Result], source: sources.Source, parts: Parts, *, first: bool) -> None:
        """Keep account of a content, and say what there is to say about a document."""
        self.read += first
        self.documents += 1
        self.blank += found.blank
        document = found.document
        if document is None:
            self._tell_saved(source.name)
            return
        if self._dates:  # its row counts as used, whichever process has read it
            self._dates.date_of(document, source)
        if document.source == source.name:
            self._tell(document, blank=found.blank)
        else:
            parts.add(document, blank=found.blank)

    def _count(self, found: Found[Result], dated: Iterable[Event] | Iterable[Timex]) -> None:
        """Keep account of what waits for a document date."""
        document = found.document
        if document and document.date is None and not found.blank:
            self.undated += [document.source] * found.first
            self.unplaced += sum(each.basis == "unanchored" for each in dated)

    def _tell_saved(self, name: str) -> None:
        """Say that the dates of a saved timeline stand, when the command line gives what would change them."""
        given = [f"--{field}" for field in _DECIDES if getattr(self.options, field) != getattr(Options(), field)]
        if given:
            change = "changes" if len(given) == 1 else "change"
            self.voice.note(f"{name}: {' and '.join(given)} {change} nothing in a saved timeline")

    def _tell(self, document: Document, *, blank: bool) -> None:
        """Say what had to be guessed about a document that is all of its source, and its date."""
        for warning in document.warnings:
            self.voice.warn(f"{document.source}: {warning}")
        if blank and not any(
            warning.startswith(NO_TEXT) for warning in document.warnings
        ):  # a scanned PDF has said why
            self.voice.warn(f"{document.source}: {NO_TEXT}")
        date = document.date
        if date is None or (date.evidence == _GIVEN and self._told):
            return
        alone = date.evidence == _GIVEN and len(self.sources) > 1
        self._told = True
        name = "" if alone else f"{document.source}: "
        why = date.evidence if self.voice.verbose else date.evidence.partition(' "')[0]
        self.voice.note(f"{name}document date {to_edtf(date.date)} ({why})")


def _as_it_is(content: Content, _options: Options) -> Iterator[Content]:
    yield content


def _whole_timeline(content: Content, options: Options) -> Iterator[Timeline]:
    yield content if isinstance(content, Timeline) else pipeline.extract(content, options)


def _timeline(content: Content, options: Options) -> Iterator[Timeline]:
    if isinstance(content, Timeline):
        yield content
    else:
        yield Timeline(*order.arrange(pipeline.events(content, options)), (_without_text(content),))


def _events(content: Content, options: Options) -> Iterator[list[Event]]:
    """Yield the events in lists, of which the last may be empty."""
    events = iter(content if isinstance(content, Timeline) else pipeline.events(content, options))
    while some := list(islice(events, _AT_ONCE)):
        yield some
    yield []


def _expressions(content: Content, options: Options, *, texts: bool) -> Iterator[tuple[Document, list[Timex]] | None]:
    if isinstance(content, Timeline):
        yield None
        return
    document = content if texts else _without_text(content)
    for found in pipeline.expressions(content, options):
        yield document, found


def _without_text(document: Document) -> Document:
    return document._replace(text="", metadata=(), parts=None)


def _jobs(given: Sources) -> int:
    """Return how many sources are read at once, which for 0 the machine decides."""
    if given.jobs < 0:
        raise UsageError(f"--jobs: {given.jobs} is below 0")
    if given.jobs:
        return given.jobs
    from timeline.cli.workers import cores  # noqa: PLC0415 - only when asked for

    return cores()


def _in_order(
    work: Work[Result], every: list[sources.Source], jobs: int
) -> AbstractContextManager[Iterator[Iterator[Found[Result]]]]:
    """Do the work here, one source after the other, or by processes; the results are the same."""
    if min(jobs, len(every)) < 2:
        return nullcontext(map(work, every))
    from timeline.cli import workers  # noqa: PLC0415 - only when asked for

    list(work.make(Document("It ended in May 2011."), work.options))  # loads the language once, for all that are forked
    return closing(workers.in_order(work, every, jobs, _stays))


def _stays(source: sources.Source) -> bool:
    """Tell whether only this process can read a source, or need not: it is standard input, a pipe, or missing."""
    if source.path is None:
        return True
    try:
        status = source.path.stat()
        return not stat.S_ISREG(status.st_mode) or os.path.samestat(status, os.fstat(0))
    except (OSError, ValueError):
        return True


def _epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH (reproducible-builds.org), None when it is not set."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_SECOND)) and int(text) <= _LAST_SECOND:
        return int(text)
    raise UsageError(f"SOURCE_DATE_EPOCH: {text!r} is not a number of seconds from 1970 to 9999")


def engine_options(engine: Engine) -> Options:
    """Return the choices of the engine; UsageError when one cannot be used."""
    plugins.language(engine.lang)
    return Options(
        date=None if engine.date is None else document_date.parse(engine.date, "--date", engine.order),
        language=engine.lang,
        prefer=engine.prefer,
        genre=engine.genre,
        order=engine.order,
    )


def _check(reading: Reading) -> None:
    """Refuse what does not exist or would have no effect before anything is read."""
    if reading.input not in {sources.AUTO, _RECORDS} and (reading.text_field or reading.date_field or reading.id_field):
        raise UsageError(f"--text-field, --date-field and --id-field go with --input {_RECORDS}")
    if reading.input != sources.AUTO:
        try:
            plugins.reader(reading.input)
        except UsageError as error:
            raise UsageError(f"--input: {error} and {sources.AUTO}") from None
    if reading.encoding is not None:
        try:
            "".encode(reading.encoding)
        except (LookupError, ValueError):
            known = "utf-8, utf-16 and cp1252 are"
            raise UsageError(f"--encoding: no encoding {reading.encoding!r} is known; {known}") from None


def _dates_file(reading: Reading, engine: Engine, voice: Voice) -> DatesFile | None:
    if reading.dates_file is None:
        return None
    from timeline.cli.dates_file import DatesFile  # noqa: PLC0415 - only when there is one

    return DatesFile(reading.dates_file, engine.order, voice)


def _is_saved(stream: BinaryIO, name: str) -> bool:
    """Tell whether a source is a saved timeline; InputError when it is an export that cannot be read back."""
    head = stream.read(readers.HEAD)
    stream.seek(0)
    if reason := records.lost(head):
        raise InputError(f"{name}: {reason}")
    return records.is_saved(head)


def _names(given: Sources, *, saved: bool) -> list[str]:
    """Return the names of the sources, in the order given, by the rule for when there is none."""
    if given.null and given.files_from is None:
        raise UsageError("--null goes with --files-from")
    names = list(given.sources or ())
    for name in names:
        if not name:
            raise UsageError("the name of a source is empty")
        if _URL.match(name):
            raise UsageError(f"{name}: timeline reads files only; save the page first")
    if given.files_from is not None:
        if given.files_from == sources.STANDARD_INPUT and sources.STANDARD_INPUT in names:
            raise UsageError("--files-from: standard input cannot hold both names and text")
        return names + _listed(given.files_from, b"\0" if given.null else b"\n")
    return names or [_default(saved=saved)]


def _listed(file: str, separator: bytes) -> list[str]:
    if file == sources.STANDARD_INPUT and sys.stdin.isatty():
        raise UsageError("--files-from: standard input is a terminal; pipe the names in")
    try:
        data = sys.stdin.buffer.read() if file == sources.STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {getattr(error, 'strerror', None) or error}") from None
    return [os.fsdecode(name.removesuffix(b"\r")) for name in data.split(separator) if name]


def _default(*, saved: bool) -> str:
    """Return what is read when nothing is named: a piped standard input, or the saved timeline."""
    if _is_piped():
        return sources.STANDARD_INPUT
    if saved:
        name = os.environ.get(SAVED_VARIABLE) or SAVED
        if Path(name).is_file():
            return name
    raise NoSourceError("no source; name a file, or pipe a text in")


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or a file: neither a keyboard nor nothing."""
    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _advised(message: str) -> str:
    """Add to what is wrong with a source the option that helps, where there is one."""
    return f"{message}; --input text reads it as prose" if "binary" in message else message
