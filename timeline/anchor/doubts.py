"""Where the text leaves the year of a date open: the reading that may be meant as well."""

from __future__ import annotations

from timeline import arithmetic
from timeline.anchor.complete import Resolved, candidates, iso, near_document
from timeline.anchor.discourse import NEAR
from timeline.anchor.thread import Thread
from timeline.meaning import Fields
from timeline.model import Match
from timeline.values import Granularity, PartialDate

_Doubt = tuple[PartialDate, str]
"""Another date that may be meant, and why."""


def noted(found: Resolved, fields: Fields, match: Match, thread: Thread) -> Resolved:
    """Return a completed date with `year-open` among its notes and the other reading, where its year is in doubt."""
    when = found.when
    if not isinstance(when, PartialDate):
        return found
    if found.basis != "discourse":
        doubt = _after_far_year(when, fields, match, thread)
    elif found.anchor and found.anchor.granularity >= Granularity.YEAR:
        doubt = _before_document(fields, match, thread) or _after_several(when, fields, match, thread)
    else:
        doubt = _in_document_year(when, fields, match, thread) or _after_several(when, fields, match, thread)
    if doubt is None:
        return found
    other, why = doubt
    return found._replace(notes=(*found.notes, "year-open"), alternatives=(*found.alternatives, f"{iso(other)}: {why}"))


def _after_far_year(when: PartialDate, fields: Fields, match: Match, thread: Thread) -> _Doubt | None:
    """Doubt a past day or month that may go on from a far year told just before: "built in 1987. In April it fell"."""
    far = thread.far_date(match)
    after = (date for date in candidates(fields, far.year) if arithmetic.distance(far, date) >= 0) if far else ()
    placed = min(after, default=None)
    if far is None or placed is None or when == placed or not thread.has_passed(match):
        return None
    return placed, f"it may go on from {iso(far)}, told just before"


def _before_document(fields: Fields, match: Match, thread: Thread) -> _Doubt | None:
    """Doubt a day after a mere year that may lie just before the document: "retired in 1991. She died on 19 July"."""
    document, recent = thread.told.document, thread.told.recent
    if document is None or fields.day is None or not thread.told.setting.guessed:
        return None
    in_sentence = bool(recent) and not thread.parts(recent[-1].match.end, match.start)
    date = None if in_sentence or thread.leads(match) else near_document(fields, document)
    if date is None or not thread.has_passed(match):
        return None
    return date, "it may be one of the days just before the document"


def _in_document_year(when: PartialDate, fields: Fields, match: Match, thread: Thread) -> _Doubt | None:
    """Doubt a day or month in a paragraph of its own, after one of last year, that may be the document's last one."""
    document = thread.told.document
    if document is None or not thread.told.setting.guessed or not 0 < document.year - when.year <= NEAR:
        return None
    past = (date for date in candidates(fields, document.year) if arithmetic.distance(document, date) <= 0)
    last = max(past, default=when)
    if not 0 < last.year - when.year < NEAR or not thread.begins_anew(match) or thread.is_before(match):
        return None
    return last, "it may be the last one before the document"


def _after_several(when: PartialDate, fields: Fields, match: Match, thread: Thread) -> _Doubt | None:
    """Doubt a date after years told in one breath: "at sea from 1838 to 1842. In June he married"."""
    step = thread.open_years(match)
    dates = candidates(fields, when.year) if step else ()
    other = next((date for date in dates if date.year == when.year + step), None)
    return other and (other, "the years told before it are several")
