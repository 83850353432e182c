"""What a document has told so far: the dates that later expressions are counted and completed from."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from timeline import arithmetic
from timeline.anchor.complete import Resolved
from timeline.anchor.story import Story
from timeline.meaning import Anchor, Fields, Length, Meaning, Repeat, Shift, Within
from timeline.model import Match
from timeline.options import Order, Prefer
from timeline.values import Bound, Duration, Granularity, Interval, PartialDate, Value

COMPARISONS = frozenset({"units-ago", "units-earlier", "year-earlier", "year-earlier-period", "year-period"})
"""The rules whose "a year" compares, in talk of quarters, the same quarter of two years."""
OF_OTHERS = frozenset({"year-due"})
"""The rules whose date belongs to a thing and is no time that is told of: "notes due 2021"."""
QUARTER_TALK = 500
"""How many characters after a quarter the talk is still of quarters."""
QUARTER_DAYS = 90
NEARLY = 10
"""How many days more or less a time of about a quarter may have."""
CARRIED = 400
"""How many characters after a date with its year a day without one can belong to that year."""
NEAR = 2
"""Years from the document that are not its own days any more."""
ERA_YEARS = 150
"""How near to a date that was told a number of three digits must lie to be a year."""
RECENT = 4
"""How many dates before one are remembered for what may be counted from them."""


class Quarter(NamedTuple):
    """A quarter that was told, by its name: a company's own may begin in any month."""

    match: Match
    date: PartialDate
    place: Value | None
    """Its days, where the text says its last one."""


class Telling(NamedTuple):
    """A date that was told, with its words."""

    match: Match
    when: PartialDate
    apart: bool
    """Whether it lies elsewhere than what was told before goes on to."""


class Stance(NamedTuple):
    """How a date stands in a story."""

    leads: bool = False
    """Whether it leads its sentence: "In 1862"."""
    enclosed: bool = False
    """Whether it stands in brackets: "his son Robert (r. 1274-1301)"."""
    aside: bool = False
    """Whether it is told in passing: "would not open until 1908", "stronger than the 1989 storm"."""
    apart: bool = False
    """Whether it is a mere year that lies elsewhere than what was told before goes on to."""
    adrift: Granularity | None = None
    """The unit by which it goes on from what was told, where the words do not say how many: "some years later"."""


class Setting(NamedTuple):
    """What a document gives to all its expressions."""

    document: PartialDate | None
    narrative: bool = False
    """Whether days without a year belong to the story rather than to the document."""
    guessed: bool = False
    """Whether that is only what the text looks like, so that days just before the document may be its own."""
    story: PartialDate | None = None
    """Where a narrative begins, for the days told before its first year."""
    prefer: Prefer = Prefer.TENSE
    order: Order = Order.AUTO
    diary: bool = False
    """Whether the dates that stand alone on a line begin its days."""
    mixed: bool = False
    """Whether a text that is no narrative tells of the past in places: a memoir, an interview, a portrait."""


class Discourse:
    """The dates told in one document, and the anchors they give."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.moment = setting.document
        """The document date with its time of day, if it has one."""
        self.document = setting.document
        if setting.document and setting.document.granularity < Granularity.DAY:
            self.document = arithmetic.floor(setting.document, Granularity.DAY)
        self.narrative = setting.narrative
        self.story = Story(setting.story, self.document)
        """Where a narrative has come to."""
        self._is_back = False
        """Whether a narrative has come back to the days of the document: "this year she will open two more"."""
        self.headed = False
        """Whether the text stands under the days of a diary."""
        self._aside: tuple[PartialDate | None, PartialDate | None, bool] | None = None
        """What an item of its own day has put aside."""
        self._aside_end = 0
        self.told: PartialDate | None = None
        """The last date told, not coarser than a year."""
        self.adrift: Granularity | None = None
        """The unit of "some years later", which leaves open when that is, until a date is told again."""
        self.recent: deque[Telling] = deque(maxlen=RECENT)
        """The last dates told, with their words."""
        self.span: PartialDate | None = None
        """The decade or century that was told, if no date has been since."""
        self.years: set[int] = set()
        """The years that were told."""
        self.days: dict[tuple[int, int], int | None] = {}
        """The year of each month and day that was told in full; None where that was done of several years."""
        self.repeated: Match | None = None
        """The words of days that repeat, when they were the last thing told."""
        self.stated: deque[Telling] = deque(maxlen=RECENT)
        """The last days and months whose year was stated, or carried on from there; in places of the past years too."""
        self.stated_end = -CARRIED
        """Where its words end."""
        self.day_told = False
        """Whether a day has been told that is not one of the document's own."""
        self.of_document = False
        """Whether the last date told is one of those."""
        self.relative_end = -CARRIED
        """Where the words end of the last date that was counted from the document."""
        self.range_start: PartialDate | None = None
        """The first date of the range whose end comes next."""
        self.listed: PartialDate | None = None
        """The first of two days side by side, when the other comes next."""
        self.quarters: deque[Quarter] = deque(maxlen=RECENT)
        """The last quarters told."""
        self._quarter_end = -QUARTER_TALK
        self._offset = 0

    def tell(self, match: Match, resolved: Resolved, stance: Stance) -> None:
        """Remember the date of an expression, by how it stands in the story."""
        began = self.range_start if match.expression.role == "to" else None
        start = resolved.place or resolved.when
        self.range_start = start if match.expression.role == "from" and isinstance(start, PartialDate) else None
        if match.expression.ending:
            self._tell_quarter(resolved.place, match)
        self.listed = None
        self.repeated = match if _is_every_day(match.expression.meaning) else None
        if stance.adrift is not None:
            self.adrift = stance.adrift
        when = _date_told(match, resolved)
        if when is not None and match.expression.role == "list" and when.granularity <= Granularity.DAY:
            self.listed = when
        if when is None:
            return
        if stance.enclosed and match.expression.role in {"from", "to"} and when.granularity is Granularity.YEAR:
            self.years.add(when.year)  # "Robert II (r. 1274-1301)": the years of someone, not of what is told
            return
        if when.granularity is Granularity.QUARTER:
            self._quarter_end = match.end
            if match.rule not in COMPARISONS:
                self.quarters.append(Quarter(match, when, resolved.place))
        self._tell_stated(match, resolved, when, stance)
        self._tell_whose(match, resolved, when)
        self.span = when if when.granularity > Granularity.YEAR else None
        since = match.expression.relation == "since" and when.granularity > Granularity.DAY
        if when.granularity <= Granularity.YEAR and not (since and not self.narrative):
            self.told, self.adrift = when, None
            self.recent.append(Telling(match, when, stance.apart))
            self.years.add(when.year)
            enclosed = stance.enclosed and when.granularity is Granularity.YEAR
            aside = enclosed or stance.aside or is_counted_back(match.expression.meaning)
            if resolved.basis in {"explicit", "discourse"} and self.narrative and not aside:
                self.story.go_on(match, when, began, leads=stance.leads)
            self._tell_back(resolved, when)

    def _tell_back(self, resolved: Resolved, when: PartialDate) -> None:
        """Remember whether a date brings a narrative back to the days of the document."""
        if resolved.basis in {"explicit", "discourse"}:
            self._is_back = False
        elif self.document and resolved.basis in {"relative", "tense"} and when.granularity > Granularity.DAY:
            self._is_back = abs(when.year - self.document.year) < NEAR
        elif self.of_document and resolved.basis == "nearest":
            self._is_back = True  # "died on 19 July"

    def _tell_whose(self, match: Match, resolved: Resolved, when: PartialDate) -> None:
        """Remember whether a date is one of the document's own days, counted from it or near it."""
        meaning = match.expression.meaning
        is_told = isinstance(meaning, Fields | Shift) and meaning.anchor is Anchor.DISCOURSE
        says_year = resolved.basis in {"explicit", "discourse"} or _is_of_year(meaning)
        self.of_document = not says_year and not is_told
        if resolved.basis == "relative" and self.of_document:
            self.relative_end = match.end
        elif when.granularity <= Granularity.DAY and not self.of_document:
            self.day_told = True

    def move_to(self, offset: int) -> None:
        """Go on to a part of the text that begins at an offset of the whole; from there the matches count."""
        by, self._offset = offset - self._offset, offset
        self.stated_end -= by
        self._quarter_end -= by
        self.relative_end -= by
        self._aside_end -= by
        self.story.move_by(by)
        self.recent, self.stated = _moved(self.recent, by), _moved(self.stated, by)

    def _tell_stated(self, match: Match, resolved: Resolved, when: PartialDate, stance: Stance) -> None:
        """Remember a day or month with its year, until the text is back in the document's own days."""
        meaning = match.expression.meaning
        if resolved.basis in {"explicit", "discourse"} or _is_of_year(meaning):
            finest = Granularity.YEAR if self.setting.mixed else Granularity.SEASON
            aside = match.expression.relation == "since" or is_counted_back(meaning)
            if when.granularity <= finest and not aside:
                self.stated.append(Telling(match, when, stance.apart))
                self.stated_end = match.end
        elif not isinstance(meaning, Shift) or meaning.anchor is Anchor.DOCUMENT:
            self.stated_end = -CARRIED
            self.stated.clear()
        if resolved.basis == "explicit" and when.granularity <= Granularity.DAY:
            year = self.days.setdefault((when.month, when.day), when.year)
            self.days[when.month, when.day] = year if year == when.year else None

    def _tell_quarter(self, place: Value | None, match: Match) -> None:
        """Remember the quarter of "the three months to June" or "the 13 weeks to 29 June"."""
        if not isinstance(place, Interval) or isinstance(place.start, Bound) or isinstance(place.end, Bound):
            return
        first, last = arithmetic.day_number(place.start), arithmetic.day_number(place.end)
        if abs(last - first - QUARTER_DAYS) < NEARLY:
            quarter = arithmetic.floor(arithmetic.day((first + last) // 2), Granularity.QUARTER)
            self.quarters.append(Quarter(match, quarter, place))
            self._quarter_end = match.end

    def turn_to(self, when: Value, end: int | None = None) -> None:
        """Go on to a diary's next day, or up to `end` to the day of a message or an item of a chronology.

        What is counted from the document is now counted from that, and told of it.
        """
        if not isinstance(when, PartialDate) or when.granularity > Granularity.DAY:
            return
        self.headed = self.headed or end is None
        if end is not None:
            self._aside = self._aside or (self.moment, self.document, self.narrative)
            self._aside_end = end
        self.moment, self.document = when, arithmetic.floor(when, Granularity.DAY)
        self.narrative = False

    def turn_back(self, place: int) -> None:
        """Go back to the document's own date where the item ends for which it was left."""
        if self._aside and place >= self._aside_end:
            self.moment, self.document, self.narrative = self._aside
            self._aside = None

    def base(self, anchor: Anchor) -> tuple[PartialDate | None, str]:
        """Return the date that an expression is counted from, and the basis it gives."""
        if anchor is Anchor.DISCOURSE and self.told:
            return self.told, "discourse"
        return self.document, "relative"

    def reference(self) -> tuple[PartialDate | None, str]:
        """Return the date that completes a day without a year, and the basis it gives."""
        at = self.story.at
        if self.narrative and at and at.date != self.document and not self._is_back:
            return at.date, "discourse"
        return self.document, "nearest"

    @property
    def is_long_ago(self) -> bool:
        """Whether a narrative tells of other years than those of the document: its "tomorrow" is one of them.

        Not before it has begun, where only the document's own days are told: "died on 27 July, her niece said
        yesterday".
        """
        begun = self.story.last is not None or not self.of_document
        at = self.story.at if self.narrative and begun and not self._is_back else None
        return bool(at and self.document and abs(at.date.year - self.document.year) >= NEAR)

    def is_adrift(self, unit: Granularity) -> bool:
        """Tell whether a text has gone on by it does not say how many such units, or larger ones."""
        return self.adrift is not None and self.adrift >= unit

    def is_apart(self, match: Match) -> bool:
        """Tell whether one of the last dates told is a mere year elsewhere than what was told before it goes on to."""
        return any(told.apart for told in self.recent if told.match is match)

    def in_month(self, match: Match) -> bool:
        """Tell whether a day or a month was told shortly before."""
        near = (told.when for told in self.recent if match.start - told.match.end < CARRIED)
        return any(when.granularity <= Granularity.MONTH for when in near)

    def in_era(self, year: int) -> int | None:
        """Return the astronomical year that a number without an era means, by the early dates told; None for none."""
        told = [told.when.year for told in self.recent]
        near = {abs(meant - other): meant for meant in (1 - year, year) for other in told}
        return near[min(near)] if near and min(near) <= ERA_YEARS else None

    def in_quarter_talk(self, match: Match) -> bool:
        """Tell whether a quarter was told shortly before."""
        return bool(self.quarters) and match.start - self._quarter_end < QUARTER_TALK


def compares(match: Match) -> bool:
    """Tell whether it is the year before something, with which that is compared: "from 3 million a year earlier"."""
    meaning = match.expression.meaning
    return match.rule in COMPARISONS and isinstance(meaning, Shift) and meaning[:2] == (-1, Granularity.YEAR)


def _moved(told: deque[Telling], by: int) -> deque[Telling]:
    """Return dates with the places of their words counted from another offset, those that are still in sight."""
    moved = ((telling, telling.match.from_offset(by)) for telling in told)
    return deque((telling._replace(match=match) for telling, match in moved if match), maxlen=RECENT)


def _date_told(match: Match, resolved: Resolved) -> PartialDate | None:
    """Return the date that an expression tells of; of a length of time it is the day that it begins on, if any."""
    when: Value | Bound = resolved.when
    if isinstance(match.expression.meaning, Length):
        if match.expression.meaning.of is None or not isinstance(resolved.place, Interval):
            return None
        when = resolved.place.start
    return when if isinstance(when, PartialDate) and match.rule not in OF_OTHERS else None


def is_counted_back(meaning: Meaning) -> bool:
    """Tell whether it lies before what is told: "three times as many as twelve months earlier"."""
    return isinstance(meaning, Shift) and meaning.anchor is Anchor.DISCOURSE and (meaning.number or 0) < 0


def _is_of_year(meaning: Meaning) -> bool:
    """Tell whether the words say a year though they count it from the document: "in November last year"."""
    match meaning:
        case Within(of=Shift(unit=Granularity.YEAR, of=None), inner=Fields(month=int())):
            return True
        case _:
            return False


def _is_every_day(meaning: Meaning) -> bool:
    """Tell whether it is about days that repeat: "on Saturdays", "daily"."""
    match meaning:
        case (
            Repeat(of=Fields(weekday=int()))
            | Repeat(of=Fields(hour=int()))
            | Repeat(of=Duration(((1, Granularity.DAY),)))
        ):
            return True
        case _:
            return False
