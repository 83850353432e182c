"""Whether a text tells of its own days (news) or of other times (narrative: histories, biographies)."""

from __future__ import annotations

from timeline.meaning import Anchor, Fields, Meaning, Shift, Within
from timeline.model import Match
from timeline.options import Genre
from timeline.values import Granularity, PartialDate

FEW = 2
"""So many years away from the document's own make a narrative, when little else speaks for news."""
NEAR = 2
"""Years from the document's own that news speaks of."""


def is_narrative(matches: list[Match], document: PartialDate | None, genre: Genre) -> bool:
    """Tell whether days without a year belong to the story: as `genre` says, else by what the text names.

    A narrative names years far from the document; news names years near it, weekdays, "yesterday", "last year".
    For a text without a date of its own every year is far.
    """
    if genre is not Genre.AUTO:
        return genre is Genre.NARRATIVE
    far = near = 0
    for match in matches:
        year = stated_year(match.expression.meaning)
        if year is not None:
            is_near = document is not None and abs(year - document.year) <= NEAR
            far += not is_near
            near += is_near
        else:
            near += _is_news(match.expression.meaning)
    return far >= FEW and far > 2 * near


def story_start(matches: list[Match]) -> PartialDate | None:
    """Return the first year that a text states: where its story begins."""
    years = (stated_year(match.expression.meaning) for match in matches)
    return next((PartialDate(year) for year in years if year is not None), None)


def stated_year(meaning: Meaning) -> int | None:
    """Return the year that the words state in full, None when they state none or a decade or century."""
    if isinstance(meaning, Fields) and not meaning.short_year:
        return meaning.year if meaning.granularity in {None, Granularity.YEAR} else None
    return None


def _is_news(meaning: Meaning) -> bool:
    """Tell whether a meaning is counted from the document: "yesterday", "last year", "Friday"."""
    match meaning:
        case Fields(weekday=weekday, day=day, which=which, anchor=anchor):
            return (weekday is not None and day is None) or (which is not None and anchor is Anchor.DOCUMENT)
        case Shift(anchor=anchor):
            return anchor is Anchor.DOCUMENT
        case Within(of=of):
            return _is_news(of)
        case _:
            return False
