"""`show` and `export`: a timeline out of sources, in one of the formats."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePath
from typing import BinaryIO, cast

from timeline import pipeline, plugins
from timeline.cli import looks, terminal
from timeline.cli.choose import Chooser
from timeline.cli.gather import Collection
from timeline.cli.options import Choosing, Engine, Files, Layout, Reading, Sources, Telling
from timeline.errors import UsageError
from timeline.model import Event, Timeline
from timeline.output import open_output
from timeline.writers import Report, Settings, Streaming, Writer, traits


def run(
    name: str,
    *,
    sources: Sources,
    engine: Engine,
    reading: Reading,
    choosing: Choosing,
    layout: Layout,
    files: Files,
    telling: Telling,
) -> int:
    """Write the events of the sources in the format `name` and return the exit code.

    Everything that can be wrong with the options is said before the first source is read.
    """
    writer = plugins.writer(name)
    settings = looks.settings(writer, layout, files)
    # Tried on nothing: the writer knows its columns.
    writer.write(Timeline(()), BytesIO(), settings)
    _check(choosing, files, writer)
    choose = Chooser(choosing, engine.order, engine.lang)
    voice = terminal.Voice(quiet=telling.quiet, verbose=telling.verbose, debug=telling.debug)
    collection = Collection(
        *(sources, engine, reading, voice), fold=not choosing.no_fold, include_undated=choosing.include_undated
    )
    tally = _Tally()
    write = _write_as_found if traits(writer).streams and not choose.needs_text else _write_as_a_whole
    with open_output(files.output, clobber=not files.no_clobber, inputs=collection.names) as stream:
        report = write(writer, collection, choose, tally, stream, settings)
    if misnamed := looks.mismatch(writer, files.output):
        voice.warn(misnamed)
    _tell(tally, report, collection)
    if voice.failed or (choosing.strict and traits(writer).lossy and report.left_out):
        return 1
    return int(telling.exit_status and not tally.chosen)


def _check(choosing: Choosing, files: Files, writer: Writer) -> None:
    """Refuse an option that would have no effect."""
    looks.check_place(files.output, no_clobber=files.no_clobber)
    if choosing.strict and choosing.since is None and choosing.until is None and not traits(writer).lossy:
        lossy = ", ".join(each.NAME for each in plugins.writers() if traits(each).lossy)
        raise UsageError(f"--strict goes with --since, --until or a format of {lossy}")
    if traits(writer).needs_text and choosing != Choosing():
        raise UsageError(f"{writer.NAME} holds a whole text; leave out what chooses events")


def _write_as_found(
    writer: Writer, collection: Collection, choose: Chooser, tally: _Tally, stream: BinaryIO, settings: Settings
) -> Report:
    """Write events with the memory of a few of them."""
    events = choose.in_order(tally.found(collection.events()))
    collection.must_have_read()
    return cast("Streaming", writer).write(tally.written(events), stream, settings)


def _write_as_a_whole(
    writer: Writer, collection: Collection, choose: Chooser, tally: _Tally, stream: BinaryIO, settings: Settings
) -> Report:
    """Write one timeline of all, with what stands over it."""
    texts = traits(writer).needs_text or choose.needs_text
    every = pipeline.merge(collection.timelines(texts=texts))
    collection.must_have_read()
    chosen = choose(every)
    tally.add(every, chosen)
    settings = settings._replace(stamp=collection.epoch, title=_title(every) or settings.title)
    return writer.write(chosen, stream, settings)


def _title(timeline: Timeline) -> str | None:
    """Return the title of the one document that was read, or its file's name."""
    if len(timeline.documents) != 1:
        return None
    document = timeline.documents[0]
    return document.title or (PurePath(document.source).name if document.source != "-" else None)


class _Tally:
    """How many events were found, and what is said of those that were chosen."""

    def __init__(self) -> None:
        self.every = self.chosen = self.undated = self.open = 0
        self._last_open: tuple[str, int] | None = None

    def found(self, events: Iterable[Event]) -> Iterator[Event]:
        """Count events as they are found."""
        for event in events:
            self.every += 1
            yield event

    def written(self, events: Iterable[Event]) -> Iterator[Event]:
        """Count the chosen events as they are written; a date that heads several is open once."""
        for event in events:
            self.chosen += 1
            self.undated += event.start is None and event.end is None
            place = (event.source, event.offset)
            if "ambiguous-order" in event.notes and place != self._last_open:
                self.open += 1
                self._last_open = place
            yield event

    def add(self, every: Timeline, chosen: Timeline) -> None:
        """Count the events of a timeline, and those of it that were chosen."""
        self.every += len(every)
        deque(self.written(chosen), maxlen=0)


def _tell(tally: _Tally, report: Report, collection: Collection) -> None:
    voice = collection.voice
    if not tally.every:
        if not collection.silent:
            voice.note(f"no dated events found{collection.want()}")
    else:
        chosen = f"{tally.chosen} of " if tally.chosen < tally.every else ""
        undated = f", {tally.undated} undated" if tally.undated else ""
        voice.note(f"{chosen}{_counted(tally.every, 'event')}{undated}{collection.want()}")
    if tally.open:
        listed = "lists it" if tally.open == 1 else "lists them"
        voice.note(f"{_counted(tally.open, 'date')} could be read in another order; 'timeline check' {listed}")
    for warning in (*report.warnings, report.loss()):
        if warning:
            voice.warn(warning)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
