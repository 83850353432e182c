"""`check`: what is doubtful in the dates of the sources, one finding a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.cli import terminal
from timeline.cli.gather import Collection
from timeline.cli.options import Reading, Sources, Telling
from timeline.display import visible
from timeline.model import Document, Timeline, Timex
from timeline.output import open_output
from timeline import pipeline

MEANINGS = {
    "weekday-mismatch": "the weekday and the date disagree",
    "impossible-date": "there is no such day",
    "ambiguous-order": "day and month can be read both ways; --order settles it",
    "assumed-century": "the century of a year of two digits is assumed",
    "julian-possible": "may be a date of the Julian calendar; kept as written",
    "winter-split": "the winter runs into the next year",
    "dst-gap": "the clocks skip this time of day",
    "dst-repeated": "the clocks have this time of day twice",
}
"""What the notes of an expression mean; any other stands for itself."""


def run(sources: Sources, reading: Reading, telling: Telling) -> int:
    """Print the findings and return the exit code: 1 with `--exit-status` when there are any."""
    voice = terminal.Voice(quiet=telling.quiet, verbose=telling.verbose)
    collection = Collection(sources, reading, voice)
    count = 0
    with open_output(None) as stream:
        for content in collection.contents():
            for finding in _findings(content, collection):
                stream.write(f"{visible(finding)}\n".encode("utf-8", "backslashreplace"))
                count += 1
    voice.note(f"{count} finding{'' if count == 1 else 's'} in {collection.read} of {len(collection.sources)} sources")
    return int(voice.failed or (telling.exit_status and count > 0))
