"""What is denied only up to a date, and so begins then: "did not open until May", "will not open before May"."""

from __future__ import annotations

from timeline import arithmetic, notation
from timeline.clause import Parse
from timeline.describe.attach import Head
from timeline.describe.moments import Moment
from timeline.describe.status import chain
from timeline.describe.subjects import subject_of
from timeline.values import Bound, Granularity, Interval, PartialDate, Value

WHY = "what is denied up to a date begins then"


def onset(found: Parse, head: Head | None, moment: Moment) -> Moment | None:
    """Return the moment at which something begins that the text denies until or before it, else None."""
    when, tokens = moment.when, found.tokens
    if head is None or not isinstance(when, Interval) or when.start is not Bound.OPEN:
        return None
    mark = found.words_in(moment.start, moment.end)[0] - 1
    if not tokens.is_in(mark, "until", "earliest") or not _is_denied(found, head, mark):
        return None
    later = tokens.is_in(mark, "earliest")
    timex = moment.timex._replace(mod=None, reason=f"{moment.timex.reason}; {WHY}")
    return moment._replace(when=_from(when.end) if later else _at(when, moment.timex.value), timex=timex)


def _at(when: Interval, said: str) -> Value:
    """Return the last date of an interval where it is what is said, not the end of a week or the day of an hour."""
    return when.end if isinstance(when.end, PartialDate) and notation.to_edtf(when.end) == said else when


def _from(before: PartialDate | Bound) -> Interval:
    """Return the interval that begins after the last date before it."""
    if isinstance(before, PartialDate) and before.granularity > Granularity.HOUR:
        return Interval(arithmetic.day(arithmetic.day_number(before.latest()) + 1), Bound.OPEN)
    return Interval(before, Bound.OPEN)


def _is_denied(found: Parse, head: Head, mark: int) -> bool:
    """Tell "not until May", "did not open until May" and "nothing was dug until May"."""
    tokens, group = found.tokens, head.group or found.clauses[head.clause].finite
    if tokens.is_in(mark - 1, "negating_adverbs"):
        return True
    if group is None or group.head > mark or found.clause_of(group).opener == "relative":
        return False
    return any(link.negated for link in chain(found, group)) or tokens.is_in(
        subject_of(found, group)[0], "negating_subjects"
    )
