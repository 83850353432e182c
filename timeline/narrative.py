"""Whether a text tells of its own days (news) or of other times (narrative: histories, biographies)."""

from __future__ import annotations

from timeline.meaning import Fields
from timeline.model import Match
from timeline.options import Genre
from timeline.values import PartialDate

MANY = 6
"""So many stated years make a narrative, when most of them lie away from the document."""
NEAR = 2
"""Years from the document's own that news speaks of."""


def is_narrative(matches: list[Match], document: PartialDate | None, genre: Genre) -> bool:
    """Tell whether days without a year belong to the story: as `genre` says, else by the years that are stated.

    News names few years, and those are near its own; a text without a date of its own is taken by its story.
    """
    if genre is not Genre.AUTO:
        return genre is Genre.NARRATIVE
    if document is None:
        return True
    years = [year for match in matches if (year := _year(match)) is not None]
    far = sum(abs(year - document.year) > NEAR for year in years)
    return len(years) >= MANY and far * 4 > len(years) * 3 and len(years) * 4 > len(matches)


def _year(match: Match) -> int | None:
    meaning = match.expression.meaning
    return meaning.year if isinstance(meaning, Fields) and not meaning.short_year else None
