"""Past, present, future or none: the tense of the clause around a date that names no year."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse
from timeline.tense.forms import (
    LONGEST_OBJECT,
    Tense,
    is_appointed_to,
    is_having,
    is_over,
    is_perfect,
    is_undone,
    tense_of,
)
from timeline.tense.habits import is_habit, may_be_habit
from timeline.tense.outlook import cue_ahead

__all__ = [
    "NO_TENSE",
    "Tense",
    "TenseEvidence",
    "ahead",
    "governor",
    "is_habit",
    "is_having",
    "may_be_habit",
    "tense_at",
    "tense_of",
]


LONGEST_MEASURE = 7
"""How many words there may be between "from" or "than" and the date of an amount."""


class TenseEvidence(NamedTuple):
    """A tense with the words that show it."""

    tense: Tense
    word: str
    """The words of the verb or cue, verbatim; empty when there are none."""
    offset: int
    """Where they stand in the text, in code points; -1 when there are none."""
    governed: bool
    """Whether a future stands over the date itself, so that even a weekday lies ahead: "will meet on Friday"."""
    from_past: bool = False
    """Whether that future was told of in the past: "said that it would pay"."""
    finite: bool = False
    """Whether a finite verb says so: "will block", not "an attempt to block"."""
    earlier: bool = False
    """Whether it lies before what is being told: "had been built"."""
    perfect: bool = False
    """Whether it is told of the present: "has been built"."""
    aside: bool = False
    """Whether it is told in passing: "the firm, founded in 1838, closed", "the firm that had been founded in 1838"."""
    happened: bool = False
    """Whether the date says when something happened: "died on 10 December", not "called a strike on 10 December"."""
    of_verb: bool = False
    """Whether the date is of what the verb says, not of a noun: "vote on 10 May", not "blame the 10 May fire"."""
    beside: bool = False
    """Whether its clause says more of a thing or bounds a time: "Orme, who won in 1970", "until Orme won in 1970"."""
    compared: bool = False
    """Whether it is only what an amount is measured against: "fell from 4.9 million in 1985"."""
    present: bool = False
    """Whether the verb has the form of the present, though it may look ahead: "opens on 10 May"."""


NO_TENSE = TenseEvidence(Tense.NONE, "", -1, governed=False)


def tense_at(text: str, found: Parse, start: int, end: int) -> TenseEvidence:
    """Return the tense of the clause in which the date `text[start:end]` stands, by its sentence taken apart.

    Offsets are code points, half-open.
    """
    first, last = found.words_in(start, end)
    group = _over(found, governor(found, first))
    tense = tense_of(found, group) if group else Tense.NONE
    if group and tense is Tense.PAST and first < group.first and _is_of_plan(found, group):
        tense = Tense.FUTURE
    if cue := cue_ahead(found, first, last, tense, group):
        offset, close = found.words[cue[0]].start, found.words[cue[1] - 1].end
        from_past = group is not None and group.modal in found.tokens.of["future_in_past"]
        words, present = text[offset:close], _is_present(found, group)
        return TenseEvidence(Tense.FUTURE, words, offset, governed=True, from_past=from_past, present=present)
    if group and tense is Tense.PAST and is_undone(found, group, first):
        return NO_TENSE
    if group is None or tense is Tense.NONE or (not group.first and found.tokens.is_in(0, "commands")):
        return _of_command(text, found, first)
    if tense is Tense.FUTURE and _looks_back(found, group, first):
        tense = Tense.PRESENT
    perfect = tense is Tense.PRESENT and is_perfect(found, group)
    if perfect or (tense is Tense.PRESENT and _is_remembered(found, group)):
        tense = Tense.PAST
    offset, close = found.words[group.first].start, found.words[group.head].end
    if tense is Tense.PRESENT and _is_set_for(found, group, first, last):
        tense = Tense.FUTURE
    ahead = tense is Tense.FUTURE or (tense is Tense.PRESENT and _is_plan(found, group, first))
    owned = found.tokens.is_in(last, "possessive_marks")
    governed = ahead and (not owned or _is_set(found, group, (first, last), tense))
    having = is_having(found, group)
    had = found.tokens.is_in(group.first, "have_forms") and not is_perfect(found, group)
    earlier = had and group.head > group.first and (group.form is Form.PAST or having)
    told_of = earlier and (having or found.clause_of(group).opener == "relative")
    of_verb = _is_of_verb(found, group, first)
    return TenseEvidence(
        tense,
        text[offset:close],
        offset,
        governed,
        from_past=group.modal in found.tokens.of["future_in_past"],
        finite=group.form is not Form.INFINITIVE,
        earlier=earlier,
        perfect=perfect,
        aside=told_of or (group.form is Form.PARTICIPLE and found.clause_at(group.first) > 0),
        happened=tense is Tense.PAST and not perfect and of_verb and _happened(found, group, first),
        of_verb=of_verb,
        beside=_is_beside(found, group),
        compared=_is_measure(found, first),
        present=_is_present(found, group),
    )


def ahead(text: str, start: int, end: int) -> TenseEvidence:
    """Return the future that words without a verb have from what stands over them: "The week ahead: rain on Friday"."""
    return TenseEvidence(Tense.FUTURE, text[start:end], start, governed=True)


def _is_beside(found: Parse, group: Group) -> bool:
    """Tell whether a verb stands in a relative clause, or in one that bounds the time of another."""
    clause = found.clause_of(group)
    bounds = clause.opener == "sub" and found.tokens.is_in(clause.first, "waiting_for", "reaching_back")
    return bounds or clause.opener == "relative"


def _is_present(found: Parse, group: Group | None) -> bool:
    return group is not None and group.form is Form.PRESENT and not is_perfect(found, group)


def _is_of_verb(found: Parse, group: Group, first: int) -> bool:
    """Tell "he died on 10 December" from "shares fell before the 10 December vote".

    A date that opens a clause is that of its verb.
    """
    tokens = found.tokens
    beside = group.head == first - 1 and (tokens.is_in(first, "calendar") or tokens.is_in(first + 1, "calendar"))
    beside = beside or (group.head == first - 2 and tokens.is_in(first - 1, "removable"))
    clause = found.clauses[found.clause_at(first)].first
    opens = first - 1 == clause + tokens.is_in(clause, "coordinators")
    if opens or _has_plain_object(found, group, first - 1):
        return beside or tokens.is_in(first - 1, "removable")
    return beside or (group.head < first and tokens.is_in(first - 1, "day_prepositions"))


def _is_measure(found: Parse, first: int) -> bool:
    """Tell whether a date is that of what something is compared with: "up from 28 million in 1985", "than in May"."""
    tokens, counted = found.tokens, False
    for i in range(first - 1, max(first - 1 - LONGEST_MEASURE, -1), -1):
        if tokens.is_in(i, "comparing"):
            return counted or tokens.is_in(i, "measures")
        is_number = tokens.lower(i)[:1].isdigit()
        if not tokens.is_word(i) or (found.is_date(i) and not is_number):
            return False
        counted = counted or is_number
    return False


def _has_plain_object(found: Parse, group: Group, last: int) -> bool:
    """Tell "closed two shops in April" from "called a summit in April" and "announced a cut in supplies in April"."""
    tokens, between = found.tokens, range(group.head + 1, last)
    plain = not any(tokens.is_in(i, "prepositions") or tokens.lexeme(i).event or found.is_date(i) for i in between)
    return 0 < len(between) <= LONGEST_OBJECT and plain and all(map(tokens.is_word, between))


def _happened(found: Parse, group: Group, first: int) -> bool:
    """Tell "he died on 10 December" and "a report published on 10 December" from "called a strike on 10 December"."""
    tokens, of = found.tokens, found.tokens.of
    fixes = any(group.base in of[verbs] for verbs in ("arranging_verbs", "awaiting_verbs", "fixing_verbs"))
    fixes = fixes or tokens.is_in(group.head + 1, "awaiting_words", "infinitive")
    beside = group.form is Form.PARTICIPLE and group.head >= first - 2
    completed = beside and group.base in of["completed_verbs"]  # "the year ended 31 March"
    return (group.form is Form.PAST or completed) and not fixes


def governor(found: Parse, first: int) -> Group | None:
    """Return the verb group over the word `first`: of its clause, else of the neighbours."""
    if not found.groups:
        return None
    here = found.clause_at(first)
    for clause in reversed(found.clauses[: here + 1]):
        if clause.groups and (group := _nearest(found, clause, first)):
            return group
    return next((clause.finite for clause in found.clauses[here + 1 :] if clause.finite), None)


def _over(found: Parse, group: Group | None) -> Group | None:
    """Return the verb after a noun that looks like one: "the relief marches had been stopped"."""
    if group is None or group.form is not Form.PRESENT or group.first != group.head:
        return group
    return next((g for g in found.groups if g.first == group.head + 1 < g.head and g.finite), group)


def _nearest(found: Parse, clause: Clause, place: int) -> Group | None:
    groups = [group for group in clause.groups if not _is_in_passing(found, group)]
    before = [group for group in groups if group.head < place]
    return before[-1] if before else clause.finite or next(iter(groups), None)


def _is_in_passing(found: Parse, group: Group) -> bool:
    """Tell "close it as planned, and open it again in May" from "as seen in May"."""
    tokens = found.tokens
    bare = group.form is Form.PARTICIPLE and group.first == group.head
    return bare and tokens.is_in(group.first - 1, "roles") and not tokens.is_word(group.head + 1)


def _looks_back(found: Parse, group: Group, first: int) -> bool:
    """Tell whether what is expected is told by what was: "expect higher sales than in September"."""
    simple = group.finite and group.first == group.head
    return simple and _foretells(found, group) and found.tokens.has(group.head + 1, first, "looking_back")


def _is_remembered(found: Parse, group: Group) -> bool:
    """Tell whether what a present verb has as its object is over: "recalls a storm", "denies going on Friday"."""
    remembering = found.tokens.of["remembering_verbs"]
    if group.form is not Form.ING:  # but not "a concert follows on Friday"
        return group.base in remembering and not found.tokens.is_in(group.head + 1, "prepositions")
    over = next((other for other in reversed(found.groups) if other.head < group.first), None)
    return over is not None and over.base in remembering


def _foretells(found: Parse, group: Group) -> bool:
    """Tell whether what a verb has as its object lies ahead: "expects a ruling on Friday", "promises a review"."""
    of = found.tokens.of
    return group.base in of["foreseeing_verbs"] | of["hoping_verbs"]


def _is_plan(found: Parse, group: Group, first: int) -> bool:
    """Tell whether a present tense with a day says what is planned: "takes office on Monday", "can meet on Friday"."""
    tokens, of = found.tokens, found.tokens.of
    if group.modal:
        return not any(tokens.is_in(i, "have_present") for i in range(group.first, group.head))
    asked = tokens.is_in(group.first - 1, "requests")
    says = any(group.base in of[name] for name in ("reporting_verbs", "speech_verbs", "copular_verbs"))
    awaits = _foretells(found, group)
    awaits = awaits or any(tokens.is_in(i, "reports") for i in range(group.head + 1, group.head + 1 + LONGEST_OBJECT))
    awaits = awaits and not _looks_back(found, group, first)
    return asked or not (group.passive or (says and not awaits))


def _is_set_for(found: Parse, group: Group, first: int, last: int) -> bool:
    """Tell whether a present "be" does no more than date something: "the deadline is Friday", "Friday is a holiday"."""
    tokens = found.tokens
    if first < last == group.first == group.head:  # not "what happened on Friday is", "sales for Friday are"
        apart = found.group_on(first - 1 - tokens.is_in(first - 1, "prepositions")) is None
        return apart and group.base in tokens.of["copular_verbs"] and not tokens.is_in(first - 1, "purpose")
    between = range(group.head + 1, first)
    if len(between) == 2 and tokens.is_in(between[0], "particles"):  # "is out on Friday"
        between = between[1:]
    stands = group.head < first and len(between) < 2 and all(tokens.is_in(i, "removable") for i in between)
    return stands and group.base in tokens.of["copular_verbs"] and not tokens.is_in(group.first, "have_present")


def _is_set(found: Parse, group: Group, date: tuple[int, int], tense: Tense) -> bool:
    """Tell whether what a day has is ahead: "will speak at Friday's rally", "train before Friday's match"."""
    first, last = date
    visited, fixture = _is_visited(found, group, first), _is_fixture(found, last)
    if tense is Tense.FUTURE:
        return visited or fixture
    return fixture and (visited or found.tokens.is_in(first - 1, "run_up"))


def _is_fixture(found: Parse, mark: int) -> bool:
    """Tell "Friday's match" from "Friday's ruling", by the few words after the mark of possession."""
    return any(found.tokens.is_in(i, "fixtures") for i in range(mark + 1, mark + 4))


def _is_visited(found: Parse, group: Group, first: int) -> bool:
    """Tell "will speak at Friday's rally" and "will miss Friday's match" from "will appeal Friday's ruling"."""
    at_it = group.base in found.tokens.of["attending_verbs"] and group.head == first - 1
    return at_it or (not group.passive and found.tokens.is_in(first - 1, "removable", "purpose"))


def _of_command(text: str, found: Parse, first: int) -> TenseEvidence:
    """Return a future for "Send it on Tuesday" and "See you Monday": a sentence that begins with a bare verb."""
    tokens = found.tokens
    lexeme = tokens.lexeme(0)
    bare = lexeme.bare and not lexeme.nounlike and not lexeme.past
    if not first or not (bare or tokens.is_in(0, "commands")):
        return NO_TENSE
    word = found.words[0]
    return TenseEvidence(Tense.FUTURE, text[word.start : word.end], word.start, governed=True)


def _is_of_plan(found: Parse, group: Group) -> bool:
    """Tell whether a day before a verb is that of what it plans: "on Friday he was due to meet", "planned to pay"."""
    tokens, of = found.tokens, found.tokens.of
    infinitive = next((other for other in found.groups if other.head > group.head), None)
    if infinitive is None or infinitive.form is not Form.INFINITIVE or is_over(found, group):
        return False
    if group.base in of["arranging_verbs"] or (group.passive and group.base in of["awaiting_verbs"]):
        return infinitive.first == group.head + 1
    due = group.base in of["copular_verbs"] and tokens.is_in(group.head + 1, "awaiting_words", "set_words")
    return (due and infinitive.first == group.head + 2) or is_appointed_to(found, group, infinitive)
