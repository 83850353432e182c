"""Whether an event happened, is planned, reported, denied or conditional."""

from __future__ import annotations

from timeline.clause import Form, Group, Parse
from timeline.describe.attach import Head
from timeline.describe.subjects import is_saying
from timeline.tense import Tense, tense_of


def tense_and_status(found: Parse, head: Head, *, reported: bool) -> tuple[Tense, str]:
    """Return the tense of the event's clause and its status; `reported` when someone in the text tells it."""
    clause = found.clauses[head.clause]
    group = head.group or clause.finite or next(iter(clause.groups), None)
    tense = tense_of(found, group) if group else Tense.NONE
    if head.group is not None:
        return tense, _of_verb(found, head.group, tense, reported=reported)
    if found.tokens.has(max(0, head.word - 6), head.word + 1, "hedges"):
        return tense, "reported"
    if head.attributive or clause.finite is None:
        return tense, "reported" if reported else "happened"
    return tense, _of_verb(found, clause.finite, tense, reported=reported)


def _of_verb(found: Parse, group: Group, tense: Tense, *, reported: bool) -> str:
    chain = _chain(found, group)
    if _is_denied(found, chain):
        return "denied"
    if _is_conditional(found, group):
        return "conditional"
    if tense is Tense.FUTURE or _is_planned(found, chain):
        return "planned"
    told = reported or is_saying(found, group) or _is_hedged(found, group)
    return "reported" if told else "happened"


def _chain(found: Parse, group: Group) -> list[Group]:
    """Return the verb with those that it hangs on, the nearest first: "meet", "is set"."""
    chain = [group]
    for other in reversed(found.groups):
        if other.head >= chain[-1].first:
            continue
        if chain[-1].form not in (Form.INFINITIVE, Form.ING) or chain[-1].first - other.head > 6:
            break
        chain.append(other)
    return chain


def _is_denied(found: Parse, chain: list[Group]) -> bool:
    """Tell "did not sign", "denied signing" and "denied that it had signed"."""
    denying = found.tokens.of["denial_verbs"]
    if any(link.negated for link in chain) or any(link.base in denying for link in chain[1:]):
        return True
    number = found.clause_at(chain[0].first)
    if found.clauses[number].opener != "complement":
        return False
    said = next((clause.finite for clause in reversed(found.clauses[:number]) if clause.finite), None)
    return said is not None and said.base in denying and not said.negated


def _is_conditional(found: Parse, group: Group) -> bool:
    """Tell "if it signs", "could sign" and "would sign if"."""
    tokens = found.tokens
    clause = found.clause_of(group)
    if clause.opener == "sub" and tokens.is_in(clause.first, "conditional_subordinators"):
        return True
    if group.modal in tokens.of["conditional_modals"]:
        return True
    if group.form is not Form.FUTURE and group.modal not in tokens.of["future_in_past"]:
        return False
    conditions = [other for other in found.clauses if tokens.is_in(other.first, "conditional_subordinators")]
    if group.form is Form.FUTURE:  # "If it fails, we will close it", not "we will ask if it failed"
        return any(other.first < clause.first for other in conditions)
    return bool(conditions)


def _is_planned(found: Parse, chain: list[Group]) -> bool:
    """Tell "is set to meet", "planned to leave", "is scheduled for" from what took place."""
    of = found.tokens.of
    verb = chain[0]
    if verb.form is Form.INFINITIVE and len(chain) > 1:
        base = chain[1].base
        if base in of["firm_future"] or base in of["plan_verbs"]:
            return True
    if verb.passive and verb.base in of["awaiting_verbs"]:
        return True
    following = next((group for group in found.groups if group.first == verb.head + 1), None)
    return verb.base in of["plan_verbs"] and following is not None and following.form is Form.INFINITIVE


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
