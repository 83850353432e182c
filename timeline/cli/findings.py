"""`check`: what is doubtful in the dates of the sources, one finding a line."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import pipeline
from timeline.cli import terminal
from timeline.cli.gather import Collection
from timeline.cli.options import Engine, Judging, Reading, Sources
from timeline.cli.work import Content
from timeline.display import place
from timeline.model import Document, Timeline
from timeline.options import Options
from timeline.output import open_output
from timeline.visible import visible

MEANINGS = {
    "weekday-mismatch": "the weekday and the date disagree",
    "impossible-date": "there is no such date",
    "ambiguous-order": "day and month can be read both ways; --order says which",
    "assumed-century": "the century of the two-digit year is assumed",
    "year-open": "the text leaves the year open: it may be another than the one it has told just before",
    "fiscal-year": "of a fiscal year, which may begin in any month",
    "julian-possible": "may be a date of the Julian calendar, kept as written",
    "leap-second": "a leap second, taken for the second before it",
    "sentence-cut": "only a part of a very long sentence is shown",
    "dated-by-heading": "the date is that of the heading over the sentence",
    "now-of-the-story": "the now of those of whom the story tells, not that of the document",
    "as-of-document-date": "now, which is the document date",
}
"""What the notes of an expression and an event mean, in words."""
_CERTAIN = {"sentence-cut", "dated-by-heading", "now-of-the-story", "as-of-document-date"}
"""Those that tell of no doubt."""


def run(sources: Sources, engine: Engine, reading: Reading, telling: Judging) -> int:
    """Print the findings and return the exit code: 1 with `--exit-status` when there are any."""
    voice = terminal.Voice(quiet=telling.quiet, verbose=telling.verbose, debug=telling.debug)
    collection = Collection(sources, engine, reading, voice)
    count = 0
    with open_output(None) as stream:
        for _, found in collection.results(_findings):
            for finding in found.result:
                stream.write(f"{visible(finding)}\n".encode())
                count += 1
    sources_read = f"{collection.read} source{'' if collection.read == 1 else 's'}"
    voice.note(f"{count} finding{'' if count == 1 else 's'} in {sources_read}")
    return int(voice.failed or (telling.exit_status and count > 0))


def meaning(note: str) -> str:
    """Return a note with what it means."""
    return f"{note}: {MEANINGS[note]}" if note in MEANINGS else note


def _findings(content: Content, options: Options) -> Iterator[list[str]]:
    yield list(_saved(content) if isinstance(content, Timeline) else _read(content, options))


def _read(document: Document, options: Options) -> Iterator[str]:
    """Yield the findings in a text: PLACE: code: what it means: the words."""
    found = pipeline.find(document, options)
    unplaced = sum(timex.basis == "unanchored" for timex in found)
    if document.date is None and unplaced:
        change = f"--date would place {unplaced} of {len(found)} expressions"
        yield f"{document.source}: no-document-date: {change}"
    for timex in found:
        line = document.text.count("\n", 0, timex.start) + 1
        for note in _doubts(timex.notes):
            yield f'{document.source}:{line}: {meaning(note)}: "{timex.text}"'


def _doubts(notes: tuple[str, ...]) -> Iterator[str]:
    return (note for note in notes if note not in _CERTAIN)


def _saved(timeline: Timeline) -> Iterator[str]:
    """Yield the findings that a saved timeline has kept."""
    for event in timeline:
        for note in _doubts(event.notes):
            yield f'{place(event)}: {meaning(note)}: "{event.expression}"'
