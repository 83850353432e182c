"""Two dates of one verb, each with words of its own: "sold its tankers in 2011 and its rail unit in 2012"."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Group, Parse
from timeline.describe.drafts import Draft
from timeline.describe.subjects import after_opener, subject_of, text_of

LONGEST = 6
"""How many words may stand between "and" and the second date."""


class _Pair(NamedTuple):
    """What the two dates share and what each has: indices of words."""

    verb: Group
    joint: int
    """Of "and"."""
    begin: int
    """Of the second date phrase, with its preposition."""
    end: int
    """One past the second date."""


def gapped(found: Parse, first: int, last: int) -> Draft | None:
    """Return the words of the date `first` to `last` alone, the shared verb in brackets for the second of two dates.

    None where the sentence is not built so, or where the parts cannot be told apart for certain.
    """
    pair = _pair(found, first)
    if pair is None:
        return None
    verb, joint, begin, end = pair
    begins, ends = subject_of(found, verb)
    clause = found.clause_of(verb)
    inner = clause.opener == "relative"
    if begins >= ends or ends > verb.first or (inner and not _is_of_subject(found, verb, begins)):
        return None
    apart = inner or any(found.is_date(i) or found.group_on(i) for i in range(ends, verb.first))
    said = text_of(found, begins, ends) if apart else ""  # "Lind, who won it in 2001 and again in 2005, left"
    begins = verb.first if apart else begins
    left = _begins(found, next(i for i in range(joint, 0, -1) if not found.is_date(i - 1)))
    told = range(verb.head + 1, left)  # the object: none in "June was born in 1912 and August in 1915"
    again = found.tokens.is_in(joint + 1, "repeating")  # "won it in 2001 and again in 2005"
    if not again and any(found.tokens.is_in(i, "complementizers") for i in told):
        return None
    if last == joint:
        if apart:
            return Draft(after_opener(found, clause), left, said)
        return Draft(min(begins, after_opener(found, clause)), left)  # "Her successor, Mark Lind, sold it in 2012 and"
    shared = left if again else _shared(found, begins, told, range(joint + 1, begin))
    if last != end or shared is None:
        return None
    if not told and not again:
        return Draft(joint + 1, end, text_of(found, verb.first, verb.head + 1), (begin, end))
    return Draft(joint + 1, begin, f"{said} {text_of(found, begins, shared)}".lstrip())


def _is_of_subject(found: Parse, verb: Group, subject: int) -> bool:
    """Tell whether a relative clause is about the subject that begins its sentence and begins with its verb."""
    before = found.clauses[found.clause_at(verb.first) - 1]
    first = found.clause_of(verb).first
    between = range(first + 1, verb.first)
    return subject == after_opener(found, before) and all(map(found.tokens.is_adverb, between))


def _shared(found: Parse, subject: int, one: range, two: range) -> int | None:
    """Return where the words end that the second part lacks, `one` and `two` being what stands before the dates.

    It lacks what stands before the same preposition ("sold it to Lind in 1990 and to Marr in 1995"), the one right
    after the verb with it ("she moved to Bly in 1990 and Osmark in 1995", but not "Lind moved to Bly in 1990 and Marr
    in 1995"), or the verb. None where that is open.
    """
    tokens = found.tokens
    links = [i for i in one if tokens.is_in(i, "prepositions", "passing") and not tokens.is_in(i, "genitive")]
    if tokens.is_in(two[0], "prepositions"):
        equal = [i for i in links if tokens.lower(i) == tokens.lower(two[0])]
        return equal[0] if len(equal) == 1 else None
    of = [i for i in one if tokens.is_in(i, "genitive")]
    if of and (of[0] == one.start or not any(tokens.is_in(i, "genitive") for i in two)):
        return None  # "was mayor of Bly in 1990 and Osmark in 1995"
    if not links:
        return one.start
    named = all(tokens.is_capital(i) or tokens.is_in(i, "articles") for i in (one.start + 1, two.start))
    same = links == [one.start] and named and tokens.is_in(subject, "subject_pronouns")
    return one.start + 1 if same else None


def _pair(found: Parse, first: int) -> _Pair | None:
    """Return the two dates, one of them at the word `first`, of the one verb of its clause."""
    tokens = found.tokens
    clause = found.clauses[found.clause_at(first)]
    finite = [group for group in clause.groups if group.finite]
    joints = [
        i + 1
        for i in tokens.masked
        if clause.first <= i < clause.last - 1
        and tokens.lower(i + 1) == tokens.grammar.joining
        and not found.is_date(i + 1)
    ]
    if len(finite) != 1 or len(joints) != 1 or finite[0] != clause.groups[-1] or joints[0] < finite[0].head:
        return None
    joint = joints[0]
    start = next((i for i in range(joint + 1, clause.last) if found.is_date(i)), clause.last)
    begin = _begins(found, start)
    end = next((i for i in range(start, clause.last) if not found.is_date(i)), clause.last)
    between = range(joint + 1, begin)
    closed = end >= clause.last or not tokens.is_word(end)
    if not (closed and start < clause.last and 0 < len(between) <= LONGEST and all(map(tokens.is_word, between))):
        return None
    again = len(between) == 1 and tokens.is_in(joint + 1, "repeating")
    led = tokens.is_in(joint + 1, "prepositions") and len(between) > 1
    inner = [i for i in between[led:] if not tokens.is_in(i, "genitive")]
    if not again and any(tokens.is_in(i, "prepositions", "adverbs", "coordinators") for i in inner):
        return None
    return _Pair(finite[0], joint, begin, end)


def _begins(found: Parse, date: int) -> int:
    """Return the first word of a date phrase: its preposition, where that can go."""
    return date - 1 if found.tokens.is_in(date - 1, "removable") else date
