"""The year of a date that names none: lent by its neighbours, carried on from a date told, or chosen by the tense."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from timeline import arithmetic
from timeline.anchor import direction, doubts
from timeline.anchor.complete import (
    EXPLICIT,
    NEAR_DAYS,
    Resolved,
    candidates,
    floating,
    impossible,
    in_year,
    iso,
    near_document,
    on_day,
)
from timeline.anchor.discourse import Discourse
from timeline.anchor.story import all_of
from timeline.anchor.thread import Thread
from timeline.meaning import Expression, Fields
from timeline.model import Match
from timeline.tense import Tense
from timeline.values import Granularity, PartialDate

CARRIED_DAYS = 92
"""How soon after a stated date a day without a year must lie to belong to its year."""
CARRIED_BACK = 31
"""How soon before it."""
YEAR_DAYS = 366
"""How soon after it within one sentence."""
LONGEST_OWNED = 80
"""How many code points there may be between "last year" and the day of something that is its own."""
NEWS_MONTHS = 6
"""A stated date so close to the document's own says no more than that does."""


def complete(fields: Fields, match: Match, thread: Thread, lent_year: int | None) -> Resolved:
    """Complete a month, a day and month, a season, a quarter or a feast by its year.

    `lent_year` is the year that the date after it lends it. A weekday that a text without a date of its own gives to
    the day tells of another year than the one that was carried on to it.
    """
    found = _complete(fields, match, thread, lent_year)
    carried = found.basis == "discourse" and not match.expression.role
    if carried and thread.told.document is None and "weekday-mismatch" in found.notes:
        return floating(fields._replace(weekday=None))._replace(reason="in the year told it is another weekday")
    return found


def _complete(fields: Fields, match: Match, thread: Thread, lent_year: int | None) -> Resolved:
    told = thread.told
    if beside := _year_beside(match, told, lent_year) or _year_of_owner(match, thread):
        return in_year(fields, *beside)
    start = told.range_start if match.expression.role == "to" else None
    if start is None and thread.is_general(match):
        return floating(fields)._replace(basis="vague", reason="it is so in any year")
    is_news = _is_news(fields, told)
    base, basis = (told.document, "nearest") if is_news else thread.reference(match, fields)
    base, basis = (start, "discourse") if start else (base, basis)
    if known := _known(fields, match, thread, base if basis == "discourse" else None, is_news=is_news):
        return known
    if base is None:
        return floating(fields)
    found = _by_base(fields, match, thread, base, basis)
    return found if start else doubts.noted(found, fields, match, thread)


def _by_base(fields: Fields, match: Match, thread: Thread, base: PartialDate, basis: str) -> Resolved:
    """Complete a date by the year told, from the last date told, or from the document and the tense."""
    told = thread.told
    if base.granularity >= Granularity.YEAR:
        return in_year(fields, base.year, Resolved(base, basis, f"the year is that of {iso(base)}", base, ("year",)))
    dates: Sequence[PartialDate] = candidates(fields, base.year)
    if not dates:
        return impossible(fields)
    if match.expression.relation == "since" and basis != "discourse":
        dates = [date for date in dates if arithmetic.distance(base, date) <= 0]
    if base is told.range_start:
        dates = [date for date in dates if date[:3] >= base[:3]]
    if basis == "discourse":
        return _in_story(fields, match, thread, base, dates)
    inside = match.expression.relation == "in"
    return direction.year(fields, base, dates, partial(thread.tense_of, match), told.setting.prefer, inside=inside)


def _in_story(
    fields: Fields, match: Match, thread: Thread, base: PartialDate, dates: Sequence[PartialDate]
) -> Resolved:
    """Return the one of `dates` that goes on from what a narrative has told, or went before it."""
    at = thread.told.story.at
    stretch = at if at and at.date is base else all_of(base)
    if thread.goes_on_from(match, base):
        dates = [date for date in dates if date.year >= base.year]
    goes_on = match.expression.relation == "by"
    return direction.story(fields, stretch, dates, partial(thread.goes_back, match), goes_on=goes_on)


def _known(
    fields: Fields, match: Match, thread: Thread, story: PartialDate | None, *, is_news: bool
) -> Resolved | None:
    """Return a day that goes on from a date just stated, or in a `story` the one that was told in full before."""
    if story:
        return _of_year_just_told(fields, match, thread, story) or _told_again(fields, match, thread, story)
    return None if is_news else _carried_on(fields, match, thread)


def _of_year_just_told(fields: Fields, match: Match, thread: Thread, base: PartialDate) -> Resolved | None:
    """Return a day of the year that its sentence has told, though the story is elsewhere: "in 1873, on 17 June"."""
    year = thread.year_in_sentence(match)
    if year is None or year.year == base.year or match.expression.role:
        return None
    return in_year(fields, year.year, Resolved(year, "discourse", f"the year is that of {iso(year)}", year, ("year",)))


def _told_again(fields: Fields, match: Match, thread: Thread, base: PartialDate) -> Resolved | None:
    """Return a day that was told in full before the years since: "on 12 June 1964 …", and later "on 12 June".

    In a paragraph of its own, after a mere year, it is that day again; near a date it may be a day of that year, but
    for what "had been".
    """
    year = thread.told.days.get((fields.month or 0, fields.day or 0))
    if year is None or match.expression.role or year > base.year:
        return None
    anew = base.granularity >= Granularity.YEAR and thread.begins_anew(match)
    if not anew and not thread.is_before(match):
        return None
    why = f"the year is the one that was told with this day before {iso(base)}"
    return in_year(fields, year, Resolved(base, "discourse", why, base, ("year",)))


def _is_news(fields: Fields, told: Discourse) -> bool:
    """Tell whether a date belongs to the document's own days rather than to a story.

    It is near, and told next to others of them, or a day just before it and no other has been told: "who died on
    16 August, aged 91".
    """
    document = told.document
    is_first = bool(fields.day) and told.setting.guessed and not told.day_told
    if document is None or not (told.of_document or is_first):
        return False
    ahead = NEAR_DAYS if told.of_document else 0
    return near_document(fields, document, ahead) is not None


def _year_beside(match: Match, told: Discourse, lent_year: int | None) -> tuple[int, Resolved] | None:
    """Return the year that stands with the date after it, or that the date before it names, and the reason."""
    if lent_year is not None:
        why = "the year stands with the date after it"
        return lent_year, EXPLICIT._replace(reason=why, filled=("year",))
    year = told.told if match.expression.role == "in" else None
    return year and (year.year, Resolved(year, "discourse", f"of {iso(year)}, named before it", year, ("year",)))


def _year_of_owner(match: Match, thread: Thread) -> tuple[int, Resolved] | None:
    """Return the year of something whose day is told: "last year's fire on 3 May", "next year's race will be on 3 May".

    What a verb of the past tells of it may have been in another year.
    """
    told = thread.told
    owner, year, _ = told.recent[-1] if told.recent else (None, None, False)
    if owner is None or year is None or not owner.expression.owns or year.granularity is not Granularity.YEAR:
        return None
    if match.start - owner.end > LONGEST_OWNED or not thread.is_plain(owner.end, match.start):
        return None
    evidence = thread.tense_of(match)
    beside = not owner.end <= evidence.offset < match.start
    ahead = evidence.tense is Tense.FUTURE and told.document is not None and year.year >= told.document.year
    if not beside and not ahead:
        return None
    return year.year, Resolved(year, "discourse", f"of {iso(year)}, whose it is", year, ("year",))


def _carried_on(fields: Fields, match: Match, thread: Thread) -> Resolved | None:
    """Complete a day or month soon after a stated one by its year: "arrested on 3 May 2021, released on 5 May"."""
    stated, document = thread.stated_before(match), thread.told.document
    if stated is None or thread.is_of_today(match):
        return None
    mixed, by = thread.told.setting.mixed, match.expression.relation == "by"
    parted = thread.parts(thread.told.stated_end, match.start)
    if not mixed and ((fields.month is None and not by and parted) or stated.granularity > Granularity.SEASON):
        return None
    told = thread.tense_of(match)
    beside = told.earlier and told.aside and not parted  # "fell in May 2016, having begun in June"
    if stated.granularity is Granularity.YEAR and not (told.happened or beside or thread.leads(match)):
        return None
    if told.perfect or (told.tense not in {Tense.PAST, Tense.NONE} and not told.from_past):
        return None
    if document and arithmetic.months_between(stated, document) < NEWS_MONTHS:
        return None
    apart = told.tense is Tense.NONE or parted
    is_open = apart and not (told.tense is Tense.PAST and (mixed or by or _is_ahead(fields, document)))
    reach = 0 if beside else CARRIED_DAYS if is_open else YEAR_DAYS
    back = YEAR_DAYS if beside else -1
    if stated.granularity <= Granularity.DAY:
        back = YEAR_DAYS if thread.is_before(match) else CARRIED_BACK
    dates: Sequence[PartialDate] = candidates(fields, stated.year)
    since = stated.latest()
    if stated.granularity is Granularity.YEAR:
        dates = [date for date in dates if date.year == stated.year]
        since = since if beside else stated.earliest()
    gaps = {d: arithmetic.distance(since, d) for d in dates}
    soon = [d for d in dates if _is_part(d, stated)]
    soon = soon or sorted((d for d, gap in gaps.items() if -back <= gap <= reach), key=lambda d: abs(gaps[d]))
    if not soon:
        return None
    why = Resolved(soon[0], "discourse", f"the closest to {iso(stated)}, told just before", stated, ("year",))
    return on_day(fields, soon[0], why)


def _is_part(date: PartialDate, stated: PartialDate) -> bool:
    """Tell whether a date is one of the days of a stated month, or of the days or months of a stated season."""
    if date.granularity >= stated.granularity or stated.granularity not in {Granularity.MONTH, Granularity.SEASON}:
        return False
    (first, last), (begin, end) = arithmetic.days(date), arithmetic.days(stated)
    return begin <= first and last <= end


def _is_ahead(fields: Fields, document: PartialDate | None) -> bool:
    """Tell whether a day would be read as one just after the document, on which nothing has happened yet."""
    if document is None or fields.day is None:
        return False
    return any(0 < arithmetic.distance(document, d) <= direction.AHEAD_DAYS for d in candidates(fields, document.year))


def lent_years(matches: Sequence[Match]) -> list[int | None]:
    """Return for each match the year that a date after it lends it: the next one, or the last of a list."""
    lent: list[int | None] = [None] * len(matches)
    for at in range(len(matches) - 2, -1, -1):
        expression, following = matches[at].expression, matches[at + 1]
        lent[at] = _lent_year(expression, following)
        if lent[at] is None and expression.role == following.expression.role == "list":
            lent[at] = lent[at + 1]
    return lent


def _lent_year(expression: Expression, following: Match) -> int | None:
    """Return the year that the second of two dates lends the first: "from March to May 2011"."""
    meaning = expression.meaning
    if expression.role not in {"from", "list"} or not isinstance(meaning, Fields):
        return None
    other = following.expression.meaning
    if not isinstance(other, Fields) or other.year is None or other.short_year or meaning.year is not None:
        return None
    month_day = (meaning.month or 0, meaning.day or 0)
    wraps = expression.role == "from" and month_day > (other.month or 12, other.day or 31)
    return other.year - wraps
