"""What is denied or put off only up to a date, and so begins then.

"did not open until May", "will not open before May", "was put off until May".
"""

from __future__ import annotations

from timeline import arithmetic, notation
from timeline.clause import Form, Group, Parse
from timeline.describe.attach import Head
from timeline.describe.moments import Moment
from timeline.describe.status import chain, had_been
from timeline.describe.subjects import subject_of
from timeline.values import Bound, Granularity, Interval, PartialDate, Value

WHY = "what is denied up to a date begins then"
WHY_PUT_OFF = "what is put off until a date is then"


def onset(found: Parse, head: Head | None, moment: Moment) -> Moment | None:
    """Return the moment at which something begins that the text denies or puts off until then, else None."""
    when, tokens = moment.when, found.tokens
    if head is None or not isinstance(when, Interval) or when.start is not Bound.OPEN:
        return None
    mark = found.words_in(moment.start, moment.end)[0] - 1
    put_off = tokens.is_in(mark, "until") and _is_put_off(found, head.group, mark)
    if not put_off and not (tokens.is_in(mark, "until", "earliest") and _is_denied(found, head, mark)):
        return None
    later = tokens.is_in(mark, "earliest")
    if later and _is_of_before(found, head):
        return None
    timex = moment.timex._replace(mod=None, reason=f"{moment.timex.reason}; {WHY_PUT_OFF if put_off else WHY}")
    return moment._replace(when=_from(when.end) if later else _at(when, moment.timex.value), timex=timex)


def _is_of_before(found: Parse, head: Head) -> bool:
    """Tell "had not opened before 2017" and "never opened before 2017" from "did not open before 2017"."""
    group = head.group or found.clauses[head.clause].finite
    if group is None or group.form is not Form.PAST:
        return False
    group = chain(found, group)[0]
    never = any(found.tokens.is_in(i, "at_no_time") for i in range(group.first - 1, group.head + 1))
    return never or found.tokens.is_in(group.first, "have_forms")


def _at(when: Interval, said: str) -> Value:
    """Return the last date of an interval where it is what is said, not the end of a week or the day of an hour."""
    return when.end if isinstance(when.end, PartialDate) and notation.to_timex3(when.end) == said else when


def _from(before: PartialDate | Bound) -> Interval:
    """Return the interval that begins after the last date before it."""
    if isinstance(before, PartialDate) and before.granularity > Granularity.HOUR:
        return Interval(arithmetic.day(arithmetic.day_number(before.latest()) + 1), Bound.OPEN)
    return Interval(before, Bound.OPEN)


def _is_put_off(found: Parse, group: Group | None, mark: int) -> bool:
    """Tell "was adjourned until May" and "was put off until May" from "was suspended until May"."""
    if group is None or group.head > mark:
        return False
    away = found.tokens.is_in(group.head + 1, "away")  # "put off", "pushed back"
    return group.base in found.tokens.of["postponing_verbs"] or (
        away and group.base in found.tokens.of["deferring_verbs"]
    )


def _is_denied(found: Parse, head: Head, mark: int) -> bool:
    """Tell "not until May", "did not open until May" and "nothing was dug until May"."""
    tokens, group = found.tokens, head.group or found.clauses[head.clause].finite
    if tokens.is_in(mark - 1, "negating_adverbs"):
        return True
    if group is None or group.head > mark or _tells_apart(found, group):
        return False
    if tokens.is_in(mark, "earliest") and had_been(found, head):
        return False  # "had never met before May": whether they did then, the words do not say
    return any(link.negated for link in chain(found, group)) or tokens.is_in(
        subject_of(found, group)[0], "negating_subjects"
    )


def _tells_apart(found: Parse, group: Group) -> bool:
    """Tell "the mill that it does not own until May" from "the vote, which is not due until May"."""
    clause = found.clause_of(group)
    return clause.opener == "relative" and found.tokens.lower(clause.first - 1) != ","
