"""What all the dates of a text settle for each: news or narrative, where that begins, and the order of numbers."""

from __future__ import annotations

from timeline.anchor import Setting
from timeline.meaning import Anchor, Fields, Meaning, Shift, Within
from timeline.options import Genre, Options, Order
from timeline.parts import Scan
from timeline.values import Granularity, PartialDate

FEW = 2
"""So many years before the document's own make a narrative, when little else speaks for news."""
REPORTED = 4
"""How many times as many far years as dates counted from the document a narrative has: "said on Friday" is news."""
PLACES = 3
"""So many far years make a text that tells of the past in places, though it is no narrative."""
NEAR = 2
"""Years from the document's own that news speaks of."""


class Facts:
    """What is known of a text by the parts of it that have been seen."""

    def __init__(self, document: PartialDate | None) -> None:
        self.document = document
        self.story: PartialDate | None = None
        """The first year that is stated: where a story begins."""
        self._far = self._near = self._reported = 0
        self._headings = 0
        """How many dates stand alone on a line over a text."""
        self._orders: set[Order] = set()

    def add(self, scan: Scan) -> None:
        """Take the next part into account."""
        self._headings += sum(scan.part.place.holds(heading.start) for heading in scan.headings)
        for match in scan.own:
            meaning = match.expression.meaning
            if not match.expression.near:
                self._add_year(meaning)
            if isinstance(meaning, Fields) and meaning.numeric:
                first, second, _ = meaning.numeric
                if (first > 12) != (second > 12):
                    self._orders.add(Order.DMY if first > 12 else Order.MDY)

    def setting(self, options: Options) -> Setting:
        """Return what the whole text gives to all its expressions, where `options` do not say otherwise."""
        narrative = self.is_narrative if options.genre is Genre.AUTO else options.genre is Genre.NARRATIVE
        return Setting(
            self.document,
            narrative,
            options.genre is Genre.AUTO,
            self.story if narrative else None,
            options.prefer,
            self.order if options.order is Order.AUTO else options.order,
            diary=self._headings > 1,
            mixed=self._far >= PLACES and self._far > self._near,
        )

    @property
    def is_narrative(self) -> bool:
        """Whether days without a year belong to the story.

        A narrative names years far from the document; news names years near it, weekdays, "yesterday", "last
        year". "Today" is also that of a speaker in a story. For a text without a date of its own every year is far.
        """
        return self._far >= FEW and self._far > max(2 * self._near, REPORTED * self._reported)

    @property
    def order(self) -> Order:
        """The order that the text's own numbers settle: 26/8/2019 can be read in only one."""
        return next(iter(self._orders)) if len(self._orders) == 1 else Order.AUTO

    def _add_year(self, meaning: Meaning) -> None:
        year = _stated_year(meaning)
        if year is None:
            self._near += _is_news(meaning)
            self._reported += self.document is not None and _is_news(meaning) and not _is_day_word(meaning)
            return
        ahead = year - self.document.year if self.document else None
        is_near = ahead is not None and abs(ahead) <= NEAR
        self._far += not is_near and (ahead is None or ahead < 0)
        self._near += is_near
        self.story = self.story or PartialDate(year)


def _stated_year(meaning: Meaning) -> int | None:
    """Return the year that the words state in full, None when they state none or a decade or century."""
    if isinstance(meaning, Fields) and not meaning.short_year:
        return meaning.year if meaning.granularity in {None, Granularity.YEAR} else None
    return None


def _is_day_word(meaning: Meaning) -> bool:
    """Tell whether it is a day or night that a speaker in a story may name: "yesterday", "tonight"."""
    if isinstance(meaning, Fields):
        return meaning.part is not None and meaning.weekday is None
    return isinstance(meaning, Shift) and meaning.unit <= Granularity.DAY


def _is_news(meaning: Meaning) -> bool:
    """Tell whether a meaning is counted from the document: "yesterday", "last year", "Friday"."""
    match meaning:
        case Fields(weekday=weekday, day=day, which=which, anchor=Anchor.DOCUMENT):
            return (weekday is not None and day is None) or which is not None
        case Shift(anchor=anchor):
            return anchor is Anchor.DOCUMENT
        case Within(of=of):
            return _is_news(of)
        case _:
            return False
