"""A text cut at its temporal expressions, for the formats that show them where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.model import Timex


def pieces(text: str, timexes: Iterable[Timex]) -> Iterator[tuple[str, Timex | None]]:
    """Yield all of `text` piece by piece: each expression with its timex, what lies between with None.

    The timexes are those of the text, in their order; none overlaps another.
    """
    place = 0
    for timex in timexes:
        if place < timex.start:
            yield text[place : timex.start], None
        yield text[timex.start : timex.end], timex
        place = timex.end
    if place < len(text):
        yield text[place:], None
