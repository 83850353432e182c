"""Where a narrative has come to: the stretch of time that completes the days which name no year."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from timeline import arithmetic
from timeline.anchor.complete import candidates
from timeline.meaning import Fields
from timeline.model import Match
from timeline.values import Granularity, PartialDate

ASIDE = 20
"""Years from the document within which a history, told of days longer ago than that, speaks of its own present."""
ONE_TIME = 366
"""How many days a range may have whose days are all told of: "from 21 February to 18 December 1916"."""
FAR_BACK = 60
"""How many days a story goes back at least when it is asked whether that was in passing; fewer change no year."""
SOON = 31
"""How many days later at most what is told goes on, when it is asked whether it does."""
STEPS = 4
"""How many dates are remembered that may have been told in passing."""
LAST_QUARTER = 10
"""The month from which "the end of 1916" goes on."""


class Stretch(NamedTuple):
    """The time that is told of, by which what follows is completed."""

    date: PartialDate
    last: PartialDate
    """The last day that what follows may belong to as well as to the date."""
    end: PartialDate
    """The day from which it is counted how soon later ones come."""


def all_of(date: PartialDate) -> Stretch:
    """Return a date as the time that is told of."""
    return Stretch(date, date.latest(), date.latest())


class Story:
    """The course of the dates of a narrative: forward, and back where something is told that had been before."""

    def __init__(self, start: PartialDate | None, document: PartialDate | None) -> None:
        self.at = start and all_of(start)
        """Where it has come to."""
        self._document = document
        self._opening = True
        """Whether no date has been told yet, or only that which the range of the whole begins with."""
        self._left: Stretch | None = None
        """Where it was left to tell of something before it."""
        self._steps: deque[tuple[Match | None, Stretch]] = deque(maxlen=STEPS)
        """The words that it has gone on with since it was left, and where it was before each; none out of sight."""
        self.last: Match | None = None
        """The words that it came to there with."""

    def go_on(self, match: Match, when: PartialDate, start: PartialDate | None, *, leads: bool) -> None:
        """Go on to a date, to a mere year that lies back only when it leads its sentence: "In 1862".

        `start` is where the range began that the date ends. A mere year near the document's own, far from the story,
        is the writer's present and moves nothing; the range that opens a text ("from 1741 to 1748") leaves the story
        at its beginning.
        """
        opening, self._opening = self._opening, self._opening and match.expression.role == "from"
        stretch = self._stretch(match, when, start, opening=opening, leads=leads)
        if stretch is None:
            return
        if self._left is None and self.at and arithmetic.distance(self.at.date, stretch.date) < -FAR_BACK:
            self._left = self.at
            self._steps.clear()
        elif self._left and arithmetic.day_number(stretch.date) >= arithmetic.day_number(self._left.date):
            self._left = None
        if self.at:
            self._steps.append((match, self.at))
        self.at, self.last = stretch, match

    def come_back(self, is_aside: Callable[[Match], bool]) -> None:
        """Go on where the story was before what was told in passing, if that was told last."""
        while self._left and self._steps and (last := self._steps[-1][0]) and is_aside(last):
            self.at = self._steps.pop()[1]
        self._left = None

    def goes_on_with(self, fields: Fields) -> bool:
        """Tell whether a day without a year lies soon after what is told, rather than after where it was left."""
        if self._left is None or self.at is None or self.at.date.granularity > Granularity.MONTH:
            return False
        gap = _gap(self.at, fields)
        return gap <= SOON and gap < _gap(self._left, fields)

    @property
    def is_back(self) -> bool:
        """Whether it tells of what lies before where it had come to."""
        return self._left is not None

    @property
    def is_under_way(self) -> bool:
        """Whether more has been told than where it begins, a birth as a rule."""
        return len(self._steps) > 1

    def move_by(self, offset: int) -> None:
        """Count the place of what was told last from another offset; what lies before that is out of sight."""
        self.last = self.last and self.last.from_offset(offset)
        steps = ((match and match.from_offset(offset), at) for match, at in self._steps)
        self._steps = deque(steps, maxlen=STEPS)

    def _stretch(
        self, match: Match, when: PartialDate, start: PartialDate | None, *, opening: bool, leads: bool
    ) -> Stretch | None:
        """Return the stretch of time that a date stands for; None when it does not move the story."""
        at, document = self.at, self._document
        if at is None:
            return all_of(when)
        is_years = when.granularity is Granularity.YEAR
        if document and is_years and abs(when.year - document.year) < ASIDE < abs(when.year - at.date.year):
            return None
        if start and arithmetic.distance(start, when.latest()) <= ONE_TIME:
            return Stretch(start, when.latest(), when.latest())
        if start and opening:
            return None
        if when.granularity is Granularity.YEAR and match.expression.mod == "END" and when.year >= at.date.year:
            return all_of(PartialDate(when.year, LAST_QUARTER, granularity=Granularity.QUARTER))
        if when.granularity < Granularity.YEAR or when.year > at.date.year or leads:
            return all_of(when)
        return at._replace(last=when.latest()) if when.year == at.date.year else None


def _gap(stretch: Stretch, fields: Fields) -> int:
    """Return how many days after a stretch of time the fields come."""
    dates = candidates(fields, stretch.date.year)
    gaps = (arithmetic.distance(stretch.end, date) for date in dates if arithmetic.distance(stretch.date, date) >= 0)
    return max(0, min(gaps, default=ONE_TIME))
