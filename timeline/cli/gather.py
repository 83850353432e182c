"""From the sources a person names to dated documents and timelines, with word of it on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import typer

from timeline import order, pipeline, readers, sources
from timeline.cli import choices
from timeline.cli.named import named
from timeline.cli.options import Engine, Reading, Sources
from timeline.cli.summary import Summary
from timeline.cli.terminal import Progress, Voice
from timeline.cli.work import Content, Found, Make, Result, Work, in_order, without_text
from timeline.errors import InputError, TimelineError
from timeline.model import Document, DocumentDate, Event, Timeline, Timex
from timeline.notation import to_edtf
from timeline.options import Options

if TYPE_CHECKING:
    from timeline.cli.dates_file import DatesFile

_NO_TEXT = "no text"
"""Begins what a reader says of a page without any, and is what is said where no reader does."""

_DECIDES = ("date", "genre", "prefer")
"""The options that decide about the dates of a text."""

_AT_ONCE = 100
"""Events that a process sends together."""

_GIVEN = "--date"
"""The evidence of a document date that is the same for all."""


class Collection:
    """The sources of one run. What cannot be read is said in one line, and the others go on."""

    def __init__(
        self,
        given: Sources,
        engine: Engine,
        reading: Reading,
        voice: Voice,
        *,
        saved: bool = True,
        fold: bool = True,
        include_undated: bool = False,
    ) -> None:
        """Find the sources; with `saved`, the saved timeline is what is read when none is named.

        `fold` and `include_undated` are those of `Options`.

        Raises:
            UsageError: an option is wrong.
            NoSourceError: there is nothing to read.
        """
        self.options = choices.engine_options(engine)._replace(
            date_from=reading.date_from, fold=fold, include_undated=include_undated
        )
        choices.check_reading(reading)
        self.epoch = choices.epoch()
        """When the output is said to be made, where the environment tells it."""
        self._jobs = choices.job_count(given)
        self.sources = list(sources.collect(named(given, saved=saved), voice.note))
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
        with in_order(self._work(make, part), self.sources, self._jobs) as every:
            for source, found in zip(self.sources, every, strict=True):
                progress.step(source.name)
                summary = Summary(source.name, self.voice)
                count = 0
                try:
                    for each in found:
                        if each.first:
                            count += 1
                            self._take(each, source, summary, first=count == 1)
                        yield source.name, each
                        progress.within(source.name, count)
                    summary.tell()
                except InputError as error:
                    after = f" (after {count} document{'' if count == 1 else 's'})" if count else ""
                    self.voice.fail(f"{source.shown}: {_advised(str(error).removeprefix(f'{source.shown}: '))}{after}")
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

    def _work(self, make: Make[Result], part: int | None = None) -> Work[Result]:
        return Work(make, self.options, self._reading, self._dates, part)

    def _take(self, found: Found[Result], source: sources.Source, summary: Summary, *, first: bool) -> None:
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
            summary.add(document, blank=found.blank)

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
            self.voice.doubt(document.source, document.source, warning)
        is_told = any(warning.startswith(_NO_TEXT) for warning in document.warnings)  # a scanned PDF has said why
        if blank and not is_told:
            self.voice.warn(f"{document.source}: {_NO_TEXT}")
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
        yield Timeline(*order.arrange(pipeline.events(content, options)), (without_text(content),))


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
    document = content if texts else without_text(content)
    for found in pipeline.expressions(content, options):
        yield document, found


def _dates_file(reading: Reading, engine: Engine, voice: Voice) -> DatesFile | None:
    if reading.dates_file is None:
        return None
    from timeline.cli.dates_file import DatesFile  # noqa: PLC0415 - only when there is one

    return DatesFile(reading.dates_file, engine.order, voice)


def _advised(message: str) -> str:
    """Add to what is wrong with a source the option that helps, where there is one."""
    return f"{message}; --input text reads it as prose" if "binary" in message else message
