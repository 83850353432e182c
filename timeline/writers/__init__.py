"""Output formats, one module `to_NAME.py` each; here is what every writer takes and gives back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, NamedTuple, Protocol

from timeline.model import Event, Timeline


class Settings(NamedTuple):
    """What a caller may choose about the output; each format says in its docstring what it heeds."""

    columns: tuple[str, ...] = ()
    """Column names in their order; empty for the format's own."""
    header: bool = True
    excel: bool = False
    """CRLF and a byte order mark, so that Excel takes the file for UTF-8."""
    csv_raw: bool = False
    """Leave text that a spreadsheet would run as a formula as it is."""
    width: int | None = None
    """Cells in a row; None shortens nothing."""
    wrap: bool = False
    """Break what is wider than its column into lines instead of shortening it."""
    color: bool = False
    group: str = ""
    """`year`, `month` or `source`: what the dated events stand under, see `groups`; empty for nothing."""
    stamp: int | None = None
    """When the output was made, in seconds since 1970; None for what the input tells: no writer reads a clock."""
    title: str = "Timeline"
    ical_coarse: str = "auto"
    """`auto`, `span`, `marker` or `skip`; see `to_ical`."""
    ical_undated: str = "skip"
    """`skip` or `journal`."""


class Report(NamedTuple):
    """How many events were written, why the others were not, and what the reader of the file should know."""

    written: int
    left_out: tuple[tuple[str, int], ...] = ()
    """(reason, number of events) in the order in which the reasons came up."""
    warnings: tuple[str, ...] = ()
    noun: str = "output"
    """What the format makes, in a word: `calendar`."""

    def loss(self) -> str | None:
        """Return one sentence about the events left out; None when there are none."""
        if not self.left_out:
            return None
        count = sum(number for _, number in self.left_out)
        total = self.written + count
        reasons = ", ".join(f"{number} {reason}" for reason, number in self.left_out)
        be = "is" if count == 1 else "are"
        return f"{count} of {total} events {be} not in the {self.noun}: {reasons} (all {total} are in csv and json)"


class Writer(Protocol):
    """A module of this package that writes one format."""

    NAME: str
    ALIASES: tuple[str, ...]
    DESCRIPTION: str
    """One line for `timeline formats`."""
    SUFFIXES: tuple[str, ...]
    """File suffixes that mean this format; empty when none does."""

    def write(self, timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:
        """Write the events in the order given; the same timeline and settings give the same bytes."""


class Traits(NamedTuple):
    """What a writer may say of itself besides, under these names in capitals, with what holds when it does not."""

    heeds: tuple[str, ...] = ()
    """The `Settings` that change what it writes, by which it is known where an option has no effect."""
    streams: bool = False
    """It is `Streaming`."""
    needs_text: bool = False
    """It marks all expressions of the texts, so that no events can be chosen."""
    lossy: bool = False
    """There are dated events that it cannot hold; `--strict` makes a failure of that."""


def traits(writer: Writer) -> Traits:
    """Return what a writer says of itself."""
    said = ((name, getattr(writer, name.upper(), None)) for name in Traits._fields)
    return Traits(**{name: value for name, value in said if value is not None})


class Streaming(Writer, Protocol):
    """A writer that says `STREAMS = True`: it writes events as they come, so that there may be any number."""

    def write(self, timeline: Iterable[Event], stream: BinaryIO, settings: Settings) -> Report:
        """Write the events in the order given."""
