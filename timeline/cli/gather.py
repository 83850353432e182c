"""From the sources a person names to dated documents and timelines, with word of it on standard error."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from timeline import pipeline, plugins, records, sources
from timeline.cli import document_date
from timeline.cli.options import Engine, Input, Reading, Sources
from timeline.cli.terminal import NoSourceError, Progress, Voice
from timeline.errors import InputError, UsageError
from timeline.model import Document, Event, Timeline, Timex
from timeline.notation import to_edtf
from timeline.options import Options

SAVED = "timeline.jsonl"
SAVED_VARIABLE = "TIMELINE_FILE"
"""The timeline that is read when no source is named, and the variable that names another one."""


class Collection:
    """The sources of one run. What cannot be read is said in one line, and the others go on."""

    def __init__(self, given: Sources, engine: Engine, reading: Reading, voice: Voice, *, saved: bool = True) -> None:
        """Find the sources; with `saved`, the saved timeline is what is read when none is named.

        Raises:
            UsageError: an option is wrong.
            NoSourceError: there is nothing to read.
        """
        self.options = engine_options(engine)._replace(date_from=reading.date_from)
        if reading.encoding is not None:
            _check_encoding(reading.encoding)
        self.sources = list(sources.collect(_names(given, saved=saved)))
        self.voice = voice
        self.read = 0
        """How many sources could be read."""
        self.blank = 0
        """How many of them hold no text."""
        self.unplaced = 0
        """How many expressions wait for a document date."""
        self.undated: list[str] = []
        """The documents that have none."""
        self._reading = reading
        self._told = False

    @property
    def names(self) -> list[str]:
        """Return the paths of the sources, `-` for standard input."""
        return [sources.STANDARD_INPUT if each.path is None else str(each.path) for each in self.sources]

    def contents(self) -> Iterator[tuple[str, Document | Timeline]]:
        """Yield what each source holds with its name: a document, its date settled, or a saved timeline."""
        progress = Progress(self.voice, len(self.sources))
        for source in self.sources:
            progress.step(source.name)
            try:
                content = self._content(source)
            except InputError as error:
                self.voice.fail(f"{source.name}: {_advised(str(error).removeprefix(f'{source.name}: '))}")
                continue
            self.read += 1
            yield source.name, content
        progress.end()

    def timelines(self) -> Iterator[Timeline]:
        """Yield the timeline of each source."""
        for _, content in self.contents():
            if isinstance(content, Timeline):
                yield content
                continue
            timeline = pipeline.extract(content, self.options)
            self._count(content, timeline)
            yield timeline

    def expressions(self) -> Iterator[tuple[Document, list[Timex]]]:
        """Yield each document with its expressions; a saved timeline has no text and counts as a failure."""
        for name, content in self.contents():
            if isinstance(content, Timeline):
                self.voice.fail(f"{name}: a saved timeline has no text; give the text it was made of")
                continue
            found = pipeline.find(content, self.options)
            self._count(content, found)
            yield content, found

    @property
    def silent(self) -> bool:
        """Whether no source held any text, which has been said of each."""
        return self.blank == self.read

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
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isascii() and epoch.isdigit():
            return int(epoch)
        return int(max((each.mtime or 0 for each in self.sources), default=0))

    def _count(self, document: Document, found: Iterable[Event] | Iterable[Timex]) -> None:
        """Keep account of what waits for a document date."""
        if document.date is None and document.text.strip():
            self.undated.append(document.source)
            self.unplaced += sum(each.basis == "unanchored" for each in found)

    def _content(self, source: sources.Source) -> Document | Timeline:
        data = sources.fetch(source)
        reading = self._reading
        as_text = reading.input is Input.TEXT
        if not as_text and records.is_saved(data):
            return records.read(data, source.name)
        document = sources.parse(
            data, source, encoding=reading.encoding, as_text=as_text, language=self.options.language
        )
        for warning in document.warnings:
            self.voice.warn(f"{source.name}: {warning}")
        if not document.text.strip():
            self.blank += 1
            self.voice.warn(f"{source.name}: no text")
        document = pipeline.settle_date(document, self.options, source.mtime)
        self._tell_date(document)
        return document

    def _tell_date(self, document: Document) -> None:
        date = document.date
        if date is None or (date.origin == "option" and self._told):
            return
        alone = date.origin == "option" and len(self.sources) > 1
        self._told = True
        name = "" if alone else f"{document.source}: "
        why = date.evidence if self.voice.verbose else date.evidence.partition(' "')[0]
        self.voice.note(f"{name}document date {to_edtf(date.date)} ({why})")


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


def _check_encoding(name: str) -> None:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise UsageError(f"--encoding: no encoding {name!r} is known; utf-8, utf-16 and cp1252 are") from None


def _names(given: Sources, *, saved: bool) -> list[str]:
    """Return the names of the sources, in the order given, by the rule for when there is none."""
    if given.null and given.files_from is None:
        raise UsageError("--null goes with --files-from")
    names = list(given.sources or ())
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
