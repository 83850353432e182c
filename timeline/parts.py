"""What is found in the parts of a text, one after the other; a text that is not long is one part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.headings import Heading
from timeline.model import Document, Match, Timex
from timeline.sentences import Sentences


class Scan(NamedTuple):
    """A part with its dates, which have no value yet."""

    part: Document
    matches: list[Match]
    """Also those around the part."""
    headings: list[Heading]
    """The dates that stand alone on a line over a text, those around the part too."""

    @property
    def own(self) -> list[Match]:
        """The matches of the part itself."""
        return [match for match in self.matches if self.part.place.holds(match.start)]

    @property
    def following(self) -> Match | None:
        """The first match after the part."""
        return next((match for match in self.matches if match.start >= self.part.place.last), None)


class Scans:
    """The scans of a document, as often as they are asked for; those of a long text are made anew each time."""

    def __init__(self, document: Document, scan: Callable[[Document], Scan]) -> None:
        self._document = document
        self._scan = scan
        self._whole = scan(document) if document.parts is None else None

    def __iter__(self) -> Iterator[Scan]:
        """Yield the scan of each part."""
        return iter((self._whole,)) if self._whole else map(self._scan, self._parts())

    def _parts(self) -> Iterator[Document]:
        """Yield the parts with all that is known of their document."""
        for part in self._document.parts or ():
            yield self._document._replace(text=part.text, place=part.place, parts=None)


class Found(NamedTuple):
    """A part with its expressions, whose offsets count in its text."""

    part: Document
    sentences: Sentences
    timexes: list[Timex]
    """Also those in the text before the part."""
    diary: bool = False
    """Whether other parts show that the dates which stand alone on a line begin its days."""

    def own(self) -> list[Timex]:
        """Return the expressions of the part itself, their offsets counted in the whole text."""
        place = self.part.place
        return [timex.moved(place.offset) for timex in self.timexes if place.holds(timex.start)]

    def before(self, part: Document) -> list[Timex]:
        """Return the expressions that also stand in the text before the next part, as it counts."""
        by = part.place.offset - self.part.place.offset
        return [timex.moved(-by) for timex in self.timexes if timex.start >= by]
