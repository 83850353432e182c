"""What a date is only compared with: "the highest since March 2009" says nothing of when it was so high.

What was on that date, the words may say: "the longest strike since 1982, when drivers stayed out for weeks".
"""

from __future__ import annotations

from timeline.clause import Group, Parse
from timeline.describe.attach import Head
from timeline.describe.moments import Moment
from timeline.values import Interval, PartialDate, Vague

WHY = "since then nothing was like it; when it was, the words do not say"


def compared(found: Parse, moment: Moment) -> Moment | None:
    """Return the moment of what is only compared with the times since a date, which is not known; else None."""
    if not _reaches_back(found, moment):
        return None
    timex = moment.timex._replace(reason=f"{moment.timex.reason}; {WHY}", basis="vague")
    return moment._replace(when=Vague.PAST, timex=timex)


def told_of(found: Parse, moment: Moment) -> tuple[Head, Moment] | None:
    """Return what was on a date that something else is compared with, and that date; None where no words say it."""
    comma = found.words_in(moment.start, moment.end)[1]
    if found.tokens.lower(comma) != "," or not found.tokens.is_in(comma + 1, "date_relatives"):
        return None
    number = found.clause_at(comma + 1)
    clause, when = found.clauses[number], moment.when
    date = when.start if isinstance(when, Interval) else when
    if clause.first != comma + 1 or clause.finite is None or not isinstance(date, PartialDate):
        return None
    if not _reaches_back(found, moment):
        return None
    timex = moment.timex._replace(mod=None, when=date)
    return Head(clause.finite.head, number, clause.finite), moment._replace(when=date, timex=timex)


def rejected(found: Parse, moment: Moment) -> bool:
    """Tell whether a date is named only to say that it was another one: "on Tuesday, not on Sunday"."""
    tokens, (first, last) = found.tokens, found.words_in(moment.start, moment.end)
    mark = first - 1 - tokens.is_in(first - 1, "removable")
    mark -= tokens.is_in(mark, "rejecting_links")  # "rather than"
    if not tokens.is_in(mark, "rejecting") or found.group_on(mark):
        return False
    parted = tokens.lower(mark - 1) == "," or found.is_date(mark - 1) or tokens.is_in(mark - 1, "coordinators")
    return parted or tokens.is_in(last, "opposing")  # "opened not in 1910 but in 1912"


def _reaches_back(found: Parse, moment: Moment) -> bool:
    mark = found.words_in(moment.start, moment.end)[0] - 1
    return found.tokens.is_in(mark, "reaching_back") and _is_comparison(found, mark)


def _is_comparison(found: Parse, mark: int) -> bool:
    """Tell "the worst storm since 1987" and "for the first time since" from "the first bridge has stood since 1987"."""
    tokens = found.tokens
    clause = found.clauses[found.clause_at(mark)]
    finite = max((group.head for group in found.groups if group.finite and group.head < mark), default=-1)
    for i in range(mark - 1, max(finite, clause.first - 1), -1):
        if not tokens.is_word(i) or found.is_date(i):
            return False
        if _is_superlative(found, i):
            before = next((group for group in clause.groups if group.head == finite), None)
            return not _has_been(found, before) or tokens.has(i, mark, "calendar")
        if tokens.is_in(i, "whichever") and tokens.has(clause.first, i, "measures"):  # "than in any year since"
            return True
    return False


def _is_superlative(found: Parse, i: int) -> bool:
    """Tell "the highest", "its first" and "the second-worst" from "at first"."""
    tokens = found.tokens
    last = tokens.lower(i).rpartition("-")[2]
    ranked = tokens.is_in(i - 1, "determiners", "possessive_marks", "ranks")
    return ranked and last in tokens.of["superlatives"]


def _has_been(found: Parse, group: Group | None) -> bool:
    """Tell "has been the largest bank since 1998", which is so all the time."""
    has = group is not None and found.tokens.is_in(group.first, "have_forms")
    return has and group is not None and group.base in found.tokens.of["copular_verbs"]
