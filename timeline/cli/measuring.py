"""`evaluate`: how right the dates are, against texts that people have annotated."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from timeline import notation, pipeline
from timeline.cli import terminal
from timeline.cli.choices import engine_options
from timeline.cli.options import Engine, Gold
from timeline.errors import InputError, NotationError
from timeline.evaluate import GoldDocument, evaluate, gold_files, leave_out, read_gold, read_reasons, render
from timeline.model import Document, DocumentDate, Timex
from timeline.values import PartialDate


def run(gold: Gold, engine: Engine) -> int:
    """Print the measures and return the exit code: 1 when a file could not be read."""
    options = engine_options(engine)
    reasons = read_reasons(gold.left_out) if gold.left_out else {}
    voice = terminal.Voice()

    def find(document: GoldDocument) -> list[Timex]:
        date = options.date or _date(document.dct)
        known = date and DocumentDate(date, "metadata", "the gold")
        return pipeline.find(Document(document.text, document.source, known), options)

    report = evaluate((leave_out(document, reasons) for document in _documents(gold.gold, voice)), find)
    if not report.documents:
        if not voice.failed:
            voice.fail(f"no annotated texts in {', '.join(gold.gold)}")
        raise typer.Exit(1)
    terminal.put(render(report, errors=gold.errors))
    return int(voice.failed)


def _documents(names: list[str], voice: terminal.Voice) -> Iterator[GoldDocument]:
    for name in gold_files(names):
        try:
            yield from read_gold(name)
        except InputError as error:
            voice.fail(str(error))


def _date(text: str | None) -> PartialDate | None:
    """Return the document date that the gold gives; None for one that no calendar has."""
    if not text:
        return None
    for parse in (notation.from_timex3, notation.from_iso):
        try:
            value = parse(text)
        except NotationError:
            continue
        if isinstance(value, PartialDate):
            return value
    return None
