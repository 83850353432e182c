"""Which dates are told in passing, so that what follows does not go on from them: "the king, crowned in 1820, ..."."""

from __future__ import annotations

from collections.abc import Callable

from timeline.anchor.complete import Resolved
from timeline.anchor.discourse import Discourse, Stance, is_counted_back
from timeline.anchor.prose import Prose
from timeline.meaning import Anchor, Fields, Shift
from timeline.model import Match
from timeline.tense import Tense, TenseEvidence
from timeline.values import Granularity, PartialDate

GOES_ON_YEARS = 10
"""How many years a story may go on by in a clause that says more of a thing: "hired Orme, who won in 1970"."""

TenseOf = Callable[[Match], TenseEvidence]


class Passing:
    """The dates of a text that are told in passing: in brackets, of what had been, or beside what is told."""

    def __init__(self, prose: Prose, told: Discourse, tense_of: TenseOf) -> None:
        self._prose = prose
        self._told = told
        self._tense_of = tense_of

    def stance(self, match: Match, resolved: Resolved) -> Stance:
        """Return how a date stands in the story; where days are those of the document it makes no difference."""
        story, when, meaning = self._told.story, resolved.when, match.expression.meaning
        if not isinstance(when, PartialDate):
            return Stance(adrift=self._advances_by(match))
        since = story.at.date if self._told.narrative and story.at else self._told.told
        apart = when.granularity is Granularity.YEAR and since is not None and _is_apart(when, since)
        if not self._told.narrative or not isinstance(meaning, Fields):
            return Stance(apart=apart)
        enclosed, leads = self._prose.is_enclosed(match), self._prose.leads(match)
        later = since is not None and when.year > since.year
        ahead = later and resolved.basis == "explicit" and self._lies_ahead(match, when)
        expression = match.expression
        attribute = not (expression.relation or expression.role or leads)
        strays = apart and later and story.is_under_way and (attribute or self._tense_of(match).beside)
        aside = ahead or strays or self._reaches_now(match)
        return Stance(leads and not enclosed, enclosed, aside, apart)

    def _advances_by(self, match: Match) -> Granularity | None:
        """Return the unit of "some years later", where that is what is told next."""
        meaning = match.expression.meaning
        if not isinstance(meaning, Shift) or meaning.anchor is not Anchor.DISCOURSE or meaning.vague_sign <= 0:
            return None
        told = self._tense_of(match)
        return None if told.aside or told.beside or told.tense is Tense.FUTURE else meaning.unit

    def _lies_ahead(self, match: Match, when: PartialDate) -> bool:
        """Tell whether a date is still to come, by its verb, or as one after the document that no verb denies."""
        tense, document = self._tense_of(match).tense, self._told.document
        beyond = document is not None and when.year > document.year
        return tense is Tense.FUTURE or (beyond and tense is not Tense.PAST)

    def _reaches_now(self, match: Match) -> bool:
        """Tell whether something has been so since a date, up to the time of writing: "has been mayor since 2015"."""
        if match.expression.relation != "since":
            return False
        told = self._tense_of(match)
        return told.perfect or told.tense is Tense.PRESENT

    def is_beside(self, match: Match) -> bool:
        """Tell whether a year apart stands in a clause that says more of a thing: "since Orme, who won in 1970"."""
        return self._told.is_apart(match) and self._tense_of(match).beside

    def is_over(self, other: Match, match: Match) -> bool:
        """Tell whether a date was told in passing, and that ends before `match`: "the king, crowned in 1820, ..."."""
        told = self._tense_of(other)
        if told.aside or self.is_beside(other):
            here = self._tense_of(match)
            return told.offset != here.offset and not here.aside
        if self._prose.is_enclosed(other) and ")" in self._prose.text[other.end : match.start]:
            return True
        before = told.earlier or is_counted_back(other.expression.meaning)
        return before and not is_told_of(other) and self._prose.parts(other.end, match.start)


def _is_apart(when: PartialDate, since: PartialDate) -> bool:
    """Tell whether a year lies before what was told, or so far ahead that it does not go on from there."""
    return not 0 <= when.year - since.year <= GOES_ON_YEARS


def is_told_of(match: Match) -> bool:
    """Tell whether a date is that of the story though something "had been" done: "by 12 May", "two years later"."""
    meaning = match.expression.meaning
    counted_on = isinstance(meaning, Shift) and meaning.anchor is Anchor.DISCOURSE and (meaning.number or 0) > 0
    return counted_on or match.expression.relation == "by"
