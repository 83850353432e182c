"""The thread of a text as its dates are read in turn: which of those told before one of them hangs on."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from timeline import arithmetic
from timeline.anchor.complete import Resolved
from timeline.anchor.discourse import CARRIED, Discourse, Stance, compares, is_counted_back
from timeline.meaning import Anchor, Fields, Shift
from timeline.model import Match
from timeline.tense import Tense, TenseEvidence
from timeline.values import Bound, Granularity, PartialDate, Value

LONGEST_LEAD = 40
GOES_ON_YEARS = 10
"""How many years a story may go on by in a clause that says more of a thing: "hired Orme, who won in 1970"."""
LONGEST_QUOTE = 2000
"""How far back the mark that opens a quotation is looked for."""
_LEAD = re.compile(r"(?:(?:\A|[.!?:][\"')\]”’]*\s|\n)\s*(?:\w+, \w+ |(?:\w+ ){0,2})|\n\s*\n(?:[\w-]+ ){0,4})\Z")
"""What stands before a date that leads its sentence: "In 1862", "Earlier, in 1862", "The polls of 1862"."""
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_STOP = re.compile(r"[.!?]\s|\n\s*\n|\s[-–—]{1,2}\s")
"""What may end a sentence, or a dateline; where in doubt, both dates count as told in one."""

_MARK = re.compile(r"[,;:.!?()\n]")

TenseOf = Callable[[Match], TenseEvidence]
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


class Thread:
    """The words of a text, what it has told so far, and the tense over each of its dates."""

    def __init__(self, text: str, told: Discourse, tense_of: TenseOf, is_habitual: Habitual) -> None:
        self.text = text
        self.told = told
        self.tense_of = _once(tense_of)
        """Asked only where the tense decides, since it costs more than all the rest."""
        self.is_habitual = is_habitual

    def leads(self, match: Match) -> bool:
        """Tell whether a date leads its sentence: "In 1862"."""
        return bool(_LEAD.search(self.text[max(0, match.start - LONGEST_LEAD) : match.start]))

    def is_enclosed(self, match: Match) -> bool:
        """Tell whether a date stands in brackets: "his son Robert (r. 1274-1301)"."""
        before = self.text[max(0, match.start - LONGEST_LEAD) : match.start]
        return before.rfind("(") > before.rfind(")")

    def is_quoted(self, match: Match) -> bool:
        """Tell whether a date stands in quotation marks that were opened in its paragraph."""
        before = _PARAGRAPH.split(self.text[max(0, match.start - LONGEST_QUOTE) : match.start])[-1]
        return before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")

    def stance(self, match: Match, resolved: Resolved) -> Stance:
        """Return how a date stands in the story; of the days of the document it makes no difference."""
        at, when, meaning = self.told.story.at, resolved.when, match.expression.meaning
        if not self.told.narrative or not isinstance(meaning, Fields):
            return Stance()
        enclosed = self.is_enclosed(match)
        later = isinstance(when, PartialDate) and at is not None and when.year > at.date.year
        ahead = resolved.basis == "explicit" and later and self.tense_of(match).tense is Tense.FUTURE
        aside = ahead or self.leaps(match, when)
        return Stance(not enclosed and self.leads(match), enclosed, aside)

    def parts(self, start: int, end: int) -> bool:
        """Tell whether a sentence may end between two places of the text."""
        return bool(_STOP.search(self.text, start, end))

    def is_plain(self, start: int, end: int) -> bool:
        """Tell whether no mark stands between two places of the text."""
        return not _MARK.search(self.text, start, end)

    def begins_anew(self, match: Match) -> bool:
        """Tell whether a paragraph has ended since the last date told."""
        end = self.told.recent[-1][0].end if self.told.recent else 0
        return bool(_PARAGRAPH.search(self.text, end, match.start))

    def is_under_years(self, match: Match) -> bool:
        """Tell whether nothing is told since a paragraph, or heading, that names several years: "1994-98: Rise"."""
        if not self.told.recent or not self.begins_anew(match):
            return False
        other, when = self.told.recent[-1]
        return other.expression.role == "to" and when.granularity is Granularity.YEAR

    def last(self, match: Match, grain: Granularity = Granularity.YEAR) -> PartialDate | None:
        """Return the last date told, at least as fine as `grain`; but none told in passing: "which opened in 1890"."""
        for other, when in reversed(self.told.recent):
            if when.granularity <= grain and not self._is_over(other, match):
                return when
        return self.told.told

    def last_of_story(self, match: Match) -> PartialDate | None:
        """Return the last date told, but none of a clause that goes back, and none of an amount to compare with.

        "Whom he had married in 1244", "fell from 4.9 million in 1985".
        """
        for other, when in reversed(self.told.recent):
            told = self.tense_of(other)
            if compares(match) and compares(other):
                continue  # the same year is compared again
            over = (told.aside and told.earlier) or (told.beside and self._is_year_apart(other))
            if not (told.compared or (over and told.offset != self.tense_of(match).offset)):
                return when
        return self.told.told

    def stated_before(self, match: Match) -> PartialDate | None:
        """Return the day or month with its year that was told shortly before; none told in passing, if there is one."""
        if match.start - self.told.stated_end >= CARRIED:
            return None
        stated = reversed(self.told.stated)
        last = self.told.stated[-1][1] if self.told.stated else None
        return next((when for other, when in stated if not self._is_over(other, match)), last)

    def far_date(self, match: Match) -> PartialDate | None:
        """Return the date, years ago, on which the last thing told happened, unless a paragraph has ended since."""
        document = self.told.document
        if not self.told.recent or document is None:
            return None
        other, when = self.told.recent[-1]
        far = when.year < document.year - 1
        if not far or match.start - other.end > CARRIED or self.begins_anew(match):
            return None
        told = self.tense_of(other)
        return when if told.happened and told.of_verb and not told.aside else None

    def year_in_sentence(self, match: Match) -> PartialDate | None:
        """Return the year that something happened "in" by the same sentence, unless it is told in passing."""
        if not self.told.recent:
            return None
        other, when = self.told.recent[-1]
        said = when.granularity is Granularity.YEAR and other.expression.relation == "in"
        if not said or self.parts(other.end, match.start) or self.is_enclosed(other) or self._is_over(other, match):
            return None
        return when if self.tense_of(other).earlier == self.tense_of(match).earlier else None

    def reference(self, match: Match, fields: Fields | None = None) -> tuple[PartialDate | None, str]:
        """Return the date that completes a day without a year; what "will" happen lies after a history was written."""
        story = self.told.story
        begun = fields and story.last and self.leads(story.last) and story.goes_on_with(fields)
        if story.is_back and not begun and not self.is_before(match):
            story.come_back(lambda other: other.expression.relation == "since" or self._is_over(other, match))
        base, basis = self.told.reference()
        if basis == "discourse" and self.told.document and (self.is_of_today(match) or self.is_to_come(match)):
            return self.told.document, "nearest"
        return base, basis

    def leaps(self, match: Match, when: Value | Bound) -> bool:
        """Tell whether a year far ahead of the story is told in passing.

        So it is in "a record that stood until 2005", and as an attribute: "stronger than the 1989 storm".
        """
        at = self.told.story.at
        if at is None or not isinstance(when, PartialDate) or when.granularity is not Granularity.YEAR:
            return False
        if when.year - at.date.year <= GOES_ON_YEARS or not self.told.story.is_under_way:
            return False
        expression = match.expression
        attribute = not (expression.relation or expression.role or self.leads(match))
        return attribute or self.tense_of(match).beside

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

        A history says so in the present. What it tells in the present itself is no such thing ("In 1850 he sails for
        Lima. In May ..."), nor what may be planned at the time of writing: "The new hall opens in May".
        """
        document = self.told.document
        old = self.told.narrative and (document is None or self.told.is_long_ago)
        if self.is_habitual(match):
            return True
        if not old:
            return False
        last = self.told.story.last
        if last and (self.tense_of(last).present or self._is_entry(last)):
            return False
        here, planned = self.tense_of(match), document is not None and self.is_to_come(match)
        return (here.tense is Tense.PRESENT or here.present) and not planned

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
        apart = self.told.recent and self.parts(self.told.recent[-1][0].end, match.start)
        return self.told.narrative or match.rule.startswith("that") or not apart

    def goes_on_from(self, match: Match, base: PartialDate) -> bool:
        """Tell whether a sentence leads on from its first date: "began in January 1843 and ended in November"."""
        if not self.told.recent or self.told.recent[-1][1] != base:
            return False
        other = self.told.recent[-1][0]
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
        return not _is_told_of(match) and self.tense_of(match).earlier

    def _is_over(self, other: Match, match: Match) -> bool:
        """Tell whether a date was told in passing, and that ends before `match`: "the king, crowned in 1820, ..."."""
        told = self.tense_of(other)
        if told.aside or (told.beside and self._is_year_apart(other)):
            here = self.tense_of(match)
            return told.offset != here.offset and not here.aside
        if self.is_enclosed(other) and ")" in self.text[other.end : match.start]:
            return True
        before = told.earlier or is_counted_back(other.expression.meaning)
        return before and not _is_told_of(other) and self.parts(other.end, match.start)

    def _is_year_apart(self, match: Match) -> bool:
        """Tell whether a mere year lies before what was told, or far ahead: "the first since Orme, who won in 1970"."""
        for (_, before), (other, when) in pairwise(self.told.recent):
            if other is match and when.granularity is Granularity.YEAR:
                return not 0 <= when.year - before.year <= GOES_ON_YEARS
        return False


def _is_told_of(match: Match) -> bool:
    """Tell whether a date is that of the story though something "had been" done: "by 12 May", "two years later"."""
    meaning = match.expression.meaning
    counted_on = isinstance(meaning, Shift) and meaning.anchor is Anchor.DISCOURSE and (meaning.number or 0) > 0
    return counted_on or match.expression.relation == "by"
