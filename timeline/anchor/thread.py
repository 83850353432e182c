"""The thread of a text as its dates are read in turn: which of those told before one of them hangs on."""

from __future__ import annotations

from collections.abc import Callable

from timeline import arithmetic
from timeline.anchor.discourse import CARRIED, Discourse, compares
from timeline.anchor.passing import Passing, TenseOf, is_told_of
from timeline.anchor.prose import Prose
from timeline.meaning import Fields
from timeline.model import Match
from timeline.tense import Tense, TenseEvidence
from timeline.values import Granularity, PartialDate

Habitual = Callable[[Match], bool]
"""Whether the clause of a date tells of what is so again and again."""


def _once(tense_of: TenseOf) -> TenseOf:
    """Return the same question, which is not asked again of a place."""
    known: dict[tuple[int, int], TenseEvidence] = {}

    def ask(match: Match) -> TenseEvidence:
        place = (match.start, match.end)
        found = known.get(place)
        if found is None:
            found = known[place] = tense_of(match)
        return found

    return ask


class Thread(Prose):
    """The words of a text, what it has told so far, and the tense over each of its dates."""

    def __init__(self, text: str, told: Discourse, tense_of: TenseOf, is_habitual: Habitual) -> None:
        super().__init__(text)
        self.told = told
        self.tense_of = _once(tense_of)
        """Asked only where the tense decides, since it costs more than all the rest."""
        self.passing = Passing(Prose(text), told, self.tense_of)
        self.is_habitual = is_habitual

    def begins_anew(self, match: Match) -> bool:
        """Tell whether a paragraph has ended since the last date told."""
        end = self.told.recent[-1].match.end if self.told.recent else 0
        return self.parts_paragraphs(end, match.start)

    def is_under_years(self, match: Match) -> bool:
        """Tell whether nothing is told since a paragraph, or heading, that names several years: "1994-98: Rise"."""
        if not self.told.recent or not self.begins_anew(match):
            return False
        other, when, _ = self.told.recent[-1]
        return other.expression.role == "to" and when.granularity is Granularity.YEAR

    def last(self, match: Match, grain: Granularity = Granularity.YEAR) -> PartialDate | None:
        """Return the last date told, at least as fine as `grain`; but none told in passing: "which opened in 1890"."""
        for other, when, _ in reversed(self.told.recent):
            if when.granularity <= grain and not self.passing.is_over(other, match):
                return when
        return self.told.told

    def last_of_story(self, match: Match) -> PartialDate | None:
        """Return the last date told, but none of a clause that goes back, and none of an amount to compare with.

        "Whom he had married in 1244", "fell from 4.9 million in 1985".
        """
        for other, when, _ in reversed(self.told.recent):
            told = self.tense_of(other)
            if compares(match) and compares(other):
                continue  # the same year is compared again
            over = (told.aside and told.earlier) or self.passing.is_beside(other)
            if not (told.compared or (over and told.offset != self.tense_of(match).offset)):
                return when
        return self.told.told

    def stated_before(self, match: Match) -> PartialDate | None:
        """Return the day or month with its year that was told shortly before; none told in passing, if there is one."""
        if match.start - self.told.stated_end >= CARRIED:
            return None
        stated = reversed(self.told.stated)
        last = self.told.stated[-1].when if self.told.stated else None
        return next((when for other, when, _ in stated if not self.passing.is_over(other, match)), last)

    def far_date(self, match: Match) -> PartialDate | None:
        """Return the date, years ago, on which the last thing told happened, unless a paragraph has ended since."""
        document = self.told.document
        if not self.told.recent or document is None:
            return None
        other, when, _ = self.told.recent[-1]
        far = when.year < document.year - 1
        if not far or match.start - other.end > CARRIED or self.begins_anew(match):
            return None
        told = self.tense_of(other)
        return when if told.happened and told.of_verb and not told.aside else None

    def open_years(self, match: Match) -> int:
        """Return the side on which years lie that a date may belong to as well as to the one told last; 0 for none.

        So it is after "from 1838 to 1842", and after "some years later".
        """
        if self.told.is_adrift(Granularity.YEAR):
            return 1
        last, at = self.told.story.last, self.told.story.at
        if last is None or at is None or at.date.granularity is not Granularity.YEAR:
            return 0
        if last.expression.role == "to":
            return -1 if self.parts(last.end, match.start) else 0
        return int(last.expression.role == "from" or last.expression.relation in {"from", "since"})

    def year_in_sentence(self, match: Match) -> PartialDate | None:
        """Return the year that something happened "in" by the same sentence, unless it is told in passing."""
        if not self.told.recent:
            return None
        other, when, _ = self.told.recent[-1]
        said = when.granularity is Granularity.YEAR and other.expression.relation == "in"
        apart = self.parts(other.end, match.start) or self.is_enclosed(other)
        if not said or apart or self.passing.is_over(other, match):
            return None
        return when if self.tense_of(other).earlier == self.tense_of(match).earlier else None

    def reference(self, match: Match, fields: Fields | None = None) -> tuple[PartialDate | None, str]:
        """Return the date that completes a day without a year; what "will" happen lies after a history was written."""
        story = self.told.story
        begun = fields and story.last and self.leads(story.last) and story.goes_on_with(fields)
        if story.is_back and not begun and not self.is_before(match):
            story.come_back(lambda other: other.expression.relation == "since" or self.passing.is_over(other, match))
        base, basis = self.told.reference()
        if basis == "discourse" and (self.is_of_today(match) or self.is_to_come(match)):
            return self.told.document, "nearest"
        return base, basis

    def is_to_come(self, match: Match) -> bool:
        """Tell whether a finite verb says that what a date is of lies ahead: "will meet"."""
        told = self.tense_of(match)
        return told.tense is Tense.FUTURE and told.governed and told.finite and not told.from_past

    def has_passed(self, match: Match) -> bool:
        """Tell whether a finite verb says that what a date is of is over: "was found", not "has been found"."""
        told = self.tense_of(match)
        return told.tense is Tense.PAST and told.finite and not (told.perfect or told.governed)

    def is_general(self, match: Match) -> bool:
        """Tell whether it is so in any year: "is usually held in May", "in 1850 it burned ... The lake freezes in May".

        A history says so in the present or perfect, and of a season also in words without a verb: "rain in winter".
        What it tells in the present itself is no such thing ("In 1850 he sails for Lima. In May ..."), nor what may
        be planned at the time of writing: "The new hall opens in May".
        """
        if self.is_habitual(match):
            return True
        if not self.told.narrative or self._is_told_in_present():
            return False
        document, here = self.told.document, self.tense_of(match)
        meaning = match.expression.meaning
        of_season = isinstance(meaning, Fields) and meaning.season is not None
        if document is not None and not self.told.is_long_ago:
            return of_season and here.tense is Tense.PRESENT and not here.governed
        if here.tense is Tense.NONE:
            return of_season and not self.leads(match)
        planned = document is not None and self.is_to_come(match)
        return (here.tense is Tense.PRESENT or here.present or here.perfect) and not planned

    def _is_told_in_present(self) -> bool:
        """Tell whether what happened on the date told last is told in the present: "In 1850 he sails", "1850: ..."."""
        last = self.told.story.last
        if last is None:
            return False
        told = self.tense_of(last)
        return (told.present and (told.governed or self.leads(last))) or self._is_entry(last)

    def is_nowadays(self, match: Match) -> bool:
        """Tell whether the "today" of a history is no one day: "what is today Peru", not "died today"."""
        told, role = self.told, match.expression.role
        return told.narrative and told.is_long_ago and not (role or self.has_passed(match) or self.is_to_come(match))

    def _is_entry(self, match: Match) -> bool:
        """Tell whether a date stands alone before what it tells of: "1850: ..."."""
        return self.tense_of(match).tense is Tense.NONE and self.leads(match)

    def goes_on(self, match: Match) -> bool:
        """Tell whether a part of a day may lie in the month or year told before, rather than in the document's days."""
        if self.told.document and self.told.told and not arithmetic.distance(self.told.document, self.told.told):
            return False
        apart = self.told.recent and self.parts(self.told.recent[-1].match.end, match.start)
        return self.told.narrative or match.rule.startswith("that") or not apart

    def goes_on_from(self, match: Match, base: PartialDate) -> bool:
        """Tell whether a sentence leads on from its first date: "began in January 1843 and ended in November"."""
        if not self.told.recent or self.told.recent[-1].when != base:
            return False
        other = self.told.recent[-1].match
        return not self.parts(other.end, match.start) and self.tense_of(match).happened and not self.is_before(match)

    def is_of_today(self, match: Match) -> bool:
        """Tell whether its sentence has counted from the document: "said last month that she would leave in July"."""
        since = self.told.relative_end
        return 0 <= match.start - since < CARRIED and not self.parts(since, match.start)

    def goes_back(self, match: Match) -> bool:
        """Tell whether a date lies before the one told last, which is told as what happened then."""
        last = self.told.story.last
        return self.is_before(match) and not (last and self.is_before(last))

    def is_before(self, match: Match) -> bool:
        """Tell whether a date lies before what is being told: "had been planned for 12 May", but not "by 12 May"."""
        return not is_told_of(match) and self.tense_of(match).earlier
