"""The tense of a verb, by its form and by the verbs that it hangs on."""

from __future__ import annotations

from enum import StrEnum

from timeline.clause import Form, Group, Parse

LONGEST_OBJECT = 5
"""How many words on an infinitive may hang on a verb: "has called a meeting on Friday to settle it"."""
LONGEST_PLANNER = 10
"""How many words from a plan to its infinitive there may be: "plans by the firm, Calder, to sell"."""


class Tense(StrEnum):
    """The tense of a clause; `NONE` when it has no verb that tells."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


def tense_of(found: Parse, group: Group) -> Tense:
    """Return the tense of a verb group, with the future that a verb gives to what hangs on it."""
    if group.modal in found.tokens.of["future_in_past"]:
        return Tense.PRESENT if _is_missed(found, group) else Tense.FUTURE
    if group.form is Form.FUTURE:
        return Tense.FUTURE
    if group.form is Form.INFINITIVE:
        return _of_infinitive(found, group)
    if group.modal in found.tokens.of["conditional_modals"] and _is_open(found, group):
        return Tense.FUTURE
    if group.form is Form.PARTICIPLE:  # "will stay closed"
        before = next((other for other in found.groups if other.head == group.first - 1), None)
        return tense_of(found, before) if before else Tense.PAST
    if is_having(found, group):
        return Tense.PAST
    if group.form is Form.PRESENT:
        return Tense.FUTURE if _looks_ahead(found, group) else Tense.PRESENT
    return _of_ing(found, group) if group.form is Form.ING else Tense.PAST


def _is_open(found: Parse, group: Group) -> bool:
    """Tell "could reach the coast" from "could have reached it" and "could give no reason"."""
    begin = found.clauses[found.clause_at(group.first)].first
    return not found.tokens.is_in(group.head + 1, "lacking") and not any(
        found.tokens.is_in(i, "have_forms", "negating_adverbs")
        or (i < group.first and found.tokens.is_in(i, "negating_subjects"))
        for i in range(begin, group.head)
    )


def _is_missed(found: Parse, group: Group) -> bool:
    """Tell "would have won on Friday", which may have been or be to come, from "would win on Friday"."""
    return found.tokens.has(group.first, group.head, "have_present")


def _of_ing(found: Parse, group: Group) -> Tense:
    """Return the tense that an -ing form takes from the verb before it in its clause, or a future from the last."""
    clause = found.clauses[found.clause_at(group.head)]
    before = [other for other in clause.groups if other.head < group.head and other.form is not Form.ING]
    if before:
        return tense_of(found, before[-1])
    last = next((other for other in reversed(found.groups) if other.head < group.head and other.finite), None)
    ahead = last is not None and tense_of(found, last) is Tense.FUTURE  # "will last, with floods expected"
    return Tense.FUTURE if ahead else Tense.NONE


def _looks_ahead(found: Parse, group: Group) -> bool:
    """Tell whether a present verb points at what is to come: "plans to", "is due", "is to", "opens"."""
    tokens = found.tokens
    if group.passive and group.base in tokens.of["awaiting_verbs"]:  # "is expected in June"
        return True
    after = group.head + 1
    while tokens.is_adverb(after):  # "is not due in May"
        after += 1
    if group.base in tokens.of["copular_verbs"] and tokens.is_in(after, "awaiting_words", "open_words"):
        return True
    if group.first == group.head and group.base in tokens.of["scheduled_verbs"] | tokens.of["foreseeing_verbs"]:
        return True
    if (
        group.first == group.head
        and group.base in tokens.of["taking_verbs"]
        and tokens.is_in(group.head + 1, "taken_up")
    ):
        return True  # "takes effect"
    following = next((other for other in found.groups if other.head > group.head), None)
    if following is None or following.form is not Form.INFINITIVE or following.first > group.head + LONGEST_OBJECT:
        return False
    if group.base in found.tokens.of["copular_verbs"] and following.first == group.head + 1:  # "is to meet"
        return True
    return is_led(found, group, following)


def is_led(found: Parse, group: Group, infinitive: Group) -> bool:
    """Tell whether a verb, or a word between it and an infinitive, turns that into the future: "ordered them to go"."""
    return any(_is_cue(found, i, "future_words", "future_verbs") for i in range(group.head, infinitive.first))


def is_appointed_to(found: Parse, be: Group, infinitive: Group) -> bool:
    """Tell "was to meet on Friday" from "had been to meet him", "was to blame" and "the aim was to meet"."""
    if be.base not in found.tokens.of["copular_verbs"] or be.head + 1 != infinitive.first or is_over(found, be):
        return False
    begin = found.clauses[found.clause_at(be.first)].first
    aim = any(found.tokens.is_in(i, "aims") for i in range(begin, be.first))
    missed = found.tokens.has(infinitive.first, infinitive.head, "have_forms")  # "was to have met"
    return infinitive.base not in found.tokens.of["blaming_verbs"] and not aim and not missed


def is_over(found: Parse, plan: Group) -> bool:
    """Tell whether a plan has come to nothing: "had planned", "was to open on Friday but was called off"."""
    return had(found, plan) or _is_undone_after(found, plan.head)


def is_undone(found: Parse, plan: Group, first: int) -> bool:
    """Tell whether a date was that of a plan that came to nothing, past or not: "set for May, was put off"."""
    tokens = found.tokens
    planned = plan.base in tokens.of["awaiting_verbs"] and plan.head < first and tokens.is_in(first - 1, "purpose")
    return planned and _is_undone_after(found, first)


def _is_undone_after(found: Parse, word: int) -> bool:
    of = found.tokens.of
    undoing = of["undoing_verbs"] | of["deferring_verbs"]
    return any(group.base in undoing for group in found.groups if group.head > word)


def had(found: Parse, group: Group) -> bool:
    """Tell "had planned" from "planned": nothing says that it was still to come."""
    return found.tokens.is_in(group.first, "have_forms")


def is_having(found: Parse, group: Group) -> bool:
    """Tell "having been refused" from "being refused": it lies before what is told beside it."""
    return group.form is Form.ING and group.head > group.first and found.tokens.is_in(group.first, "have_forms")


def is_perfect(found: Parse, group: Group) -> bool:
    """Tell "has closed" from "closes": what it says has happened."""
    return group.head > group.first and found.tokens.is_in(group.first, "have_present")


def _of_infinitive(found: Parse, group: Group) -> Tense:
    """Return the tense of an infinitive: that of the verb it hangs on, unless its cue looks ahead by itself."""
    governing = next(
        (g for g in reversed(found.groups) if g.head < group.first and g.form is not Form.INFINITIVE), None
    )
    if governing and governing.form is Form.PAST and had(found, governing):
        return Tense.PAST  # "had been due to close on Friday"
    if _is_cue(found, group.first - 1, "firm_future", "firm_future") or _is_planned_by(found, group):
        return Tense.FUTURE
    promised = (
        group.base in found.tokens.of["appointed_verbs"]
        and found.tokens.lexeme(group.first - 1).base in found.tokens.of["binding"]
    )
    if promised or (governing and is_appointed_to(found, governing, group)):
        return Tense.FUTURE
    before = next((g for g in found.groups if g.head == group.first - 1 and g.form is Form.INFINITIVE), None)
    if before:  # "planned to go to work on Friday"
        return _of_infinitive(found, before)
    governing = governing or _of_attempt(found, group)
    return tense_of(found, governing) if governing else Tense.FUTURE


def _of_attempt(found: Parse, infinitive: Group) -> Group | None:
    """Return the verb that tells what came of an attempt: "an attempt to buy it in May failed"."""
    if not found.tokens.has(max(0, infinitive.first - LONGEST_PLANNER), infinitive.first, "attempts"):
        return None
    return next((group for group in found.groups if group.finite and group.first > infinitive.head), None)


def _is_planned_by(found: Parse, infinitive: Group) -> bool:
    """Tell whether an infinitive says what a plan is: "plans by the firm, Calder, to sell", "plans in May to sell"."""
    tokens, place = found.tokens, infinitive.first - 1
    while place > 0 and infinitive.first - place <= LONGEST_PLANNER and not found.group_on(place):
        if tokens.is_in(place, "plans"):
            dated = found.is_date(place + 1 + tokens.is_in(place + 1, "removable"))
            return dated or tokens.is_in(place + 1, "agent")
        place -= 1
    return False


def _is_cue(found: Parse, word: int, words: str, bases: str) -> bool:
    tokens = found.tokens
    return tokens.is_in(word, words) or tokens.lexeme(word).base in tokens.of[bases]
