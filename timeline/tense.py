"""Past, present, future or none: the tense of the clause around a date that names no year."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from timeline.clause import Clause, Form, Group, Parse, Word, parse, window
from timeline.grammar import Grammar


class Tense(StrEnum):
    """The tense of a clause; `NONE` when it has no finite verb."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class TenseEvidence(NamedTuple):
    """A tense with the words that show it."""

    tense: Tense
    word: str
    """The words of the verb or cue, verbatim; empty when there are none."""
    offset: int
    """Where they stand in the text, in code points; -1 when there are none."""
    governed: bool
    """Whether a future stands over the date itself, so that even a weekday lies ahead: "will meet on Friday"."""


NO_TENSE = TenseEvidence(Tense.NONE, "", -1, governed=False)


def tense_at(text: str, sentence: tuple[int, int], start: int, end: int, grammar: Grammar) -> TenseEvidence:
    """Return the tense of the clause in which the date `text[start:end]` stands, within its sentence.

    Offsets are code points, half-open. Linear in the sentence.
    """
    found = parse(text, *window(*sentence, (start, end)), ((start, end),), grammar)
    first, last = found.words_in(start, end)
    group = governor(found, first)
    tense = tense_of(found, group, grammar) if group else Tense.NONE
    if cue := _ahead(found, first, tense, grammar):
        return TenseEvidence(Tense.FUTURE, text[cue.start : cue.end], cue.start, governed=True)
    if group is None or tense is Tense.NONE:
        return NO_TENSE
    words = found.words[group.first : group.head + 1]
    offset = words[0].start
    attributive = last < len(found.words) and found.words[last].lower == "'s"
    governed = tense is Tense.FUTURE and not attributive
    return TenseEvidence(tense, text[offset : words[-1].end], offset, governed)


def _ahead(found: Parse, first: int, tense: Tense, grammar: Grammar) -> Word | None:
    """Return the words before a date that put it ahead: "as soon as", and "until" unless the clause is past."""
    before = [word.lower for word in found.words[max(0, first - 3) : first]]
    if before[-1:] and before[-1] in grammar.words["until"] and tense is not Tense.PAST:
        return found.words[first - 1]
    if len(before) == 3 and before[0] == before[2] and before[1] in grammar.words["soonest"]:
        words = found.words[first - 3 : first]
        return Word("", "", words[0].start, words[-1].end)
    return None


def governor(found: Parse, first: int) -> Group | None:
    """Return the verb group over the word `first`: of its clause, else of the neighbours."""
    here = found.clause_at(first)
    if group := _nearest(found.clauses[here], first):
        return group
    for clause in reversed(found.clauses[:here]):
        if group := _nearest(clause, first):
            return group
    for clause in found.clauses[here + 1 :]:
        if clause.finite:
            return clause.finite
    return None


def _nearest(clause: Clause, place: int) -> Group | None:
    before = [group for group in clause.groups if group.head < place]
    if before:
        return before[-1]
    return clause.finite or next(iter(clause.groups), None)


def tense_of(found: Parse, group: Group, grammar: Grammar) -> Tense:
    """Return the tense of a verb group, with the future that it gives to an infinitive after it."""
    if group.form is Form.FUTURE or group.modal in grammar.words["future_in_past"]:
        return Tense.FUTURE
    if group.form is Form.INFINITIVE:
        return _infinitive(found, group, grammar)
    if group.form is Form.PRESENT:
        return Tense.FUTURE if _looks_ahead(found, group, grammar) else Tense.PRESENT
    if group.form is Form.ING:
        return _of_clause(found, group, grammar)
    return Tense.PAST


def _of_clause(found: Parse, group: Group, grammar: Grammar) -> Tense:
    """Return the tense that an -ing form takes from the verb before it in its clause."""
    clause = found.clauses[found.clause_at(group.head)]
    before = [other for other in clause.groups if other.head < group.head and other.form is not Form.ING]
    return tense_of(found, before[-1], grammar) if before else Tense.NONE


def _looks_ahead(found: Parse, group: Group, grammar: Grammar) -> bool:
    """Tell whether a present verb points at what is to come: "plans to", "is due to", "is to"."""
    following = next((g for g in found.groups if g.head > group.head), None)
    if following is None or following.form is not Form.INFINITIVE or following.first > group.head + 3:
        return False
    between = found.words[group.head : following.first]
    if group.base == "be" and len(between) == 1:  # "is to meet"
        return True
    return any(
        word.lower in grammar.words["future_words"] or grammar.look_up(word.lower).base in grammar.words["future_verbs"]
        for word in between
    )


def _infinitive(found: Parse, group: Group, grammar: Grammar) -> Tense:
    """Return the tense of an infinitive: that of the verb it hangs on, unless its cue looks ahead by itself."""
    cue = found.words[group.first - 1].lower if group.first else ""
    if cue in grammar.words["firm_future"] or grammar.look_up(cue).base in grammar.words["firm_future"]:
        return Tense.FUTURE
    for governing in reversed(found.groups):
        if governing.head < group.first and governing.form is not Form.INFINITIVE:
            return tense_of(found, governing, grammar)
    return Tense.FUTURE
