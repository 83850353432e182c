"""Whether an event happened, is planned, reported, denied or conditional."""

from __future__ import annotations

from timeline.clause import Clause, Form, Group, Parse
from timeline.describe.attach import Head
from timeline.describe.subjects import is_denied_in, is_disowned, is_saying, subject_of
from timeline.tense import Tense, tense_of


def tense_and_status(
    found: Parse, head: Head, *, reported: bool, begins: bool = False, often: int | None = None
) -> tuple[Tense, str]:
    """Return the tense of the event's clause and its status.

    `reported` when someone in the text tells it, `begins` when it is denied only up to its date; `often` is where a
    date stands that says how often it happens.
    """
    clause = found.clauses[head.clause]
    group = head.group or clause.finite or next(iter(clause.groups), None)
    tense = tense_of(found, group) if group else Tense.NONE
    if group and often is not None and _is_wont(found, group, often):
        tense = Tense.PAST
    if head.group is not None:
        return tense, _of_verb(found, head.group, tense, reported=reported, begins=begins)
    if found.tokens.has(max(0, head.word - 6), head.word + 1, "hedges"):
        return tense, "reported"
    if head.attributive or clause.finite is None:
        return tense, "reported" if reported else "happened"
    return tense, _of_verb(found, clause.finite, tense, reported=reported, begins=begins)


def had_been(found: Parse, head: Head | None) -> bool:
    """Tell whether a verb tells of what was over when the text was written: "until this week it had been open"."""
    tokens, group = found.tokens, head.group if head else None
    if group is None or group.head == group.first or group.base in tokens.of["deferring_verbs"]:
        return False
    return tokens.is_in(group.first, "have_forms") and tokens.is_in(group.first, "auxiliary_past")


def plans_now(found: Parse, head: Head | None) -> bool:
    """Tell whether a plan is one of the time of writing: "will rise", "expects to rise", not "was to rise"."""
    group = (head.group or found.clauses[head.clause].finite) if head else None
    return group is not None and chain(found, group)[-1].form in (Form.FUTURE, Form.PRESENT)


def is_set(found: Parse, group: Group, place: tuple[int, int]) -> bool:
    """Tell whether a date is what something was set for: "called a strike for 26 May", of which no more is known."""
    first, _ = found.words_in(*place)
    sets = group.base in found.tokens.of["setting_verbs"]
    return sets and group.head < first and found.tokens.is_in(first - 1, "purpose")


def _is_wont(found: Parse, group: Group, often: int) -> bool:
    """Tell "every Sunday she would walk" from "said that on Sundays it would open" and "would open every Sunday"."""
    led = often < found.words[group.first].start
    return led and group.modal in found.tokens.of["future_in_past"] and found.clause_of(group).opener != "complement"


def _of_verb(found: Parse, group: Group, tense: Tense, *, reported: bool, begins: bool) -> str:
    links = chain(found, group)
    if not begins and _is_denied(found, links):
        return "denied"
    if _is_conditional(found, group):
        return "conditional"
    if tense is Tense.FUTURE or _is_planned(found, links):
        return "planned"
    told = reported or is_saying(found, group) or _is_hedged(found, group) or _goes_on_telling(found, group)
    return "reported" if told else "happened"


def chain(found: Parse, group: Group) -> list[Group]:
    """Return the verb with those that it hangs on, the nearest first: "meet", "is set"."""
    links = [group]
    for other in reversed(found.groups):
        if other.head >= links[-1].first:
            continue
        if links[-1].form not in (Form.INFINITIVE, Form.ING) or links[-1].first - other.head > 6:
            break
        links.append(other)
    return links


def _is_denied(found: Parse, links: list[Group]) -> bool:
    """Tell "did not sign", "nobody signed", "denied signing" and "denied that it had signed"."""
    denying = found.tokens.of["denial_verbs"]
    if any(link.negated or _has_no_subject(found, link) for link in links):
        return True
    if any(link.base in denying for link in links[1:]):
        return True
    number = found.clause_at(links[0].first)
    if is_denied_in(found, number):
        return True
    clause = found.clauses[number]
    if clause.opener != "complement" or found.tokens.is_in(clause.first, "questions"):
        return False
    said = next((clause.finite for clause in reversed(found.clauses[:number]) if clause.finite), None)
    return said is not None and is_disowned(found, said)


def _has_no_subject(found: Parse, group: Group) -> bool:
    """Tell "nobody signed" and "no letter came" from "no fewer than 30 came"."""
    first, last = subject_of(found, group)
    none = group.finite and found.tokens.is_in(first, "negating_subjects") and found.tokens.lower(first + 1) != "."
    return none and first < last <= group.first and not found.tokens.has(first, last, "measures", "coordinators")


def _is_conditional(found: Parse, group: Group) -> bool:
    """Tell "if it signs", "had it signed", "could sign", "should have signed" and "would sign if"."""
    tokens = found.tokens
    clause = found.clause_of(group)
    if (clause.opener == "sub" and tokens.is_in(clause.first, "conditional_subordinators")) or _inverts(found, clause):
        return True
    if group.modal in tokens.of["conditional_modals"]:
        return True
    if group.modal in tokens.of["missed_modals"] and tokens.has(group.first, group.head, "have_present"):
        return True
    if group.form is not Form.FUTURE and group.modal not in tokens.of["future_in_past"]:
        return False
    conditions = [
        other
        for other in found.clauses
        if tokens.is_in(other.first, "conditional_subordinators") or _inverts(found, other)
    ]
    if group.form is Form.FUTURE:  # "If it fails, we will close it", not "we will ask if it failed"
        return any(other.first < clause.first for other in conditions)
    return bool(conditions)


def _inverts(found: Parse, clause: Clause) -> bool:
    """Tell a condition without "if": "Had he lived, he would", not "Had he left?"."""
    tokens, first = found.tokens, clause.first
    begins = clause.opener in ("start", "stop", "quote") and tokens.is_in(first, "inverting")
    named = tokens.is_in(first + 1, "subject_pronouns", "determiners") or tokens.is_capital(first + 1)
    return begins and named and tokens.lower(clause.last - 1) == ","


def _is_planned(found: Parse, links: list[Group]) -> bool:
    """Tell "is set to meet", "planned to leave", "is scheduled for" from what took place."""
    of = found.tokens.of
    verb = links[0]
    if verb.form is Form.INFINITIVE and len(links) > 1:
        base = links[1].base
        if base in of["firm_future"] or base in of["plan_verbs"] or _is_due(found, links[1], verb):
            return True
    following = next((group for group in found.groups if group.first == verb.head + 1), None)
    leads = following is not None and following.form is Form.INFINITIVE
    if verb.base in of["awaiting_verbs"] and _awaits(found, verb):
        told = verb.form in (Form.PAST, Form.PARTICIPLE) and not found.tokens.is_in(verb.head + 1, "purpose")
        return leads or not told or verb.base not in of["dating_verbs"]  # "was set in May", "a record set in May"
    promised = verb.form is Form.PAST and verb.base in of["promising_verbs"]  # that took place
    return leads and verb.base in of["plan_verbs"] and not promised


def _awaits(found: Parse, verb: Group) -> bool:
    """Tell "is expected in June" and "results expected in June" from "expected a loss"."""
    tokens, after = found.tokens, verb.head + 1
    alone = verb.first == verb.head and not tokens.is_in(tokens.before_adverbs(verb.first), "subordinators")
    dated = found.is_date(after) or (tokens.is_in(after, "removable") and found.is_date(after + 1))
    return verb.passive or (alone and dated)


def _is_due(found: Parse, be: Group, verb: Group) -> bool:
    """Tell "was to leave" and "had been due to leave"."""
    between = range(be.head + 1, verb.first)
    return be.base in found.tokens.of["copular_verbs"] and all(
        found.tokens.is_in(i, "future_words", "adverbs") for i in between
    )


def _goes_on_telling(found: Parse, group: Group) -> bool:
    """Tell whether a verb goes on what someone says: "the police say he fled in May and returned in June"."""
    number = found.clause_at(group.first)
    while found.clauses[number].opener == "and" and found.tokens.lower(found.clauses[number].first - 1) != ",":
        number -= 1
        before = found.clauses[number].finite
        if before is None or subject_of(found, before) != subject_of(found, group):
            return False
    return found.clauses[number].opener == "complement" and found.clauses[number].finite != group


def _is_hedged(found: Parse, group: Group) -> bool:
    """Tell "allegedly signed", "is said to have signed" and "according to the police"."""
    tokens = found.tokens
    clause = found.clause_of(group)
    if tokens.has(clause.first, clause.last, "hedges") or tokens.has(0, len(tokens), "attributing"):
        return True
    before = next((other for other in reversed(found.groups) if other.head < group.first), None)
    return (
        group.form is Form.INFINITIVE
        and before is not None
        and before.passive
        and before.base in tokens.of["hedge_passives"]
        and group.first - before.head <= 2
    )
