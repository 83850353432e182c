"""`annotate`: the texts with their dates marked where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import BinaryIO

import typer

from timeline.annotate import page, text
from timeline.cli import looks, terminal
from timeline.cli.expressions import tell_count
from timeline.cli.gather import Collection
from timeline.cli.options import AnnotateFormat, Annotating, Colour, Engine, Reading, Sources, Telling
from timeline.errors import UsageError
from timeline.model import Document, Timeline, Timex
from timeline.output import STANDARD, open_output
from timeline.readers import from_text
from timeline.writers import Settings, to_timeml

Found = tuple[Document, list[Timex]]

_BY_SUFFIX = {
    **dict.fromkeys(from_text.SUFFIXES, AnnotateFormat.TEXT),
    ".html": AnnotateFormat.HTML,
    ".htm": AnnotateFormat.HTML,
    **dict.fromkeys(to_timeml.SUFFIXES, AnnotateFormat.TIMEML),
}


def run(*, sources: Sources, engine: Engine, reading: Reading, form: Annotating, telling: Telling) -> int:
    """Write the texts of the sources in their order and return the exit code."""
    form = form._replace(format=form.format or _format_of(form.output))
    _check(form)
    voice = terminal.Voice(quiet=telling.quiet, verbose=telling.verbose, debug=telling.debug)
    collection = Collection(sources, engine, reading, voice, saved=False)
    count = 0

    def counted(documents: Iterable[Found]) -> Iterator[Found]:
        nonlocal count
        for document, timexes in documents:
            count += len(timexes)
            yield document, timexes

    with open_output(form.output, clobber=not form.no_clobber, inputs=collection.names) as stream:
        documents = counted(collection.expressions())
        # Nothing is written, and no file replaced, when there is nothing to mark; why has been said.
        first = next(documents, None)
        if first is None:
            raise typer.Exit(1)
        warnings = _write(chain([first], documents), stream, form, [each.name for each in collection.sources])
    tell_count(count, collection)
    for warning in warnings:
        voice.warn(warning)
    return int(voice.failed or (telling.exit_status and not count))


def _write(documents: Iterator[Found], stream: BinaryIO, form: Annotating, names: list[str]) -> tuple[str, ...]:
    """Write the documents in the format asked for; return what the reader of the output should know."""
    match form.format:
        case AnnotateFormat.TIMEML:
            # Two are enough to be refused.
            found = tuple(islice(documents, 2))
            timeline = Timeline((), (), tuple(each for each, _ in found), tuple(tuple(each) for _, each in found))
            return to_timeml.write(timeline, stream, Settings()).warnings
        case AnnotateFormat.HTML:
            title = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
            stream.writelines(piece.encode() for piece in page.pieces(title, documents))
        case _:
            color = _wants_colour(form)
            for number, (document, timexes) in enumerate(documents):
                if [document.source] != names:
                    heading = text.heading(document.source, color=color)
                    stream.write(f"{chr(10) if number else ''}{heading}".encode())
                stream.write(text.marked(document.text, timexes, color=color).encode())
    return ()


def _format_of(output: str | None) -> AnnotateFormat:
    suffix = PurePath(output or "").suffix.lower()
    if suffix and suffix not in _BY_SUFFIX:
        raise looks.unknown_suffix("annotate", suffix, _BY_SUFFIX)
    return _BY_SUFFIX.get(suffix, AnnotateFormat.TEXT)


def _check(form: Annotating) -> None:
    """Refuse an option that would have no effect."""
    looks.check_place(form.output, no_clobber=form.no_clobber)
    if form.color is Colour.ALWAYS and form.format is not AnnotateFormat.TEXT:
        raise UsageError(f"--color is for text; leave it out with {form.format}")


def _wants_colour(form: Annotating) -> bool:
    if form.output not in {None, STANDARD}:
        return form.color is Colour.ALWAYS
    return terminal.wants_colour(form.color)
