"""Whether an event happened, is planned, reported, denied or conditional."""

from __future__ import annotations

from timeline.clause import Form, Group, Parse
from timeline.describe.attach import Head
from timeline.grammar import Grammar
from timeline.tense import Tense, tense_of


def tense_and_status(found: Parse, head: Head, grammar: Grammar, *, reported: bool) -> tuple[Tense, str]:
    """Return the tense of the event's clause and its status."""
    group = head.group or _verb_of_clause(found, head)
    tense = tense_of(found, group, grammar) if group else Tense.NONE
    if head.group is None:
        return tense, _of_noun(found, head, tense, grammar, reported=reported)
    return tense, _of_verb(found, head.group, tense, grammar, reported=reported)


def _verb_of_clause(found: Parse, head: Head) -> Group | None:
    clause = found.clauses[head.clause]
    return clause.finite or next(iter(clause.groups), None)


def _of_verb(found: Parse, group: Group, tense: Tense, grammar: Grammar, *, reported: bool) -> str:
    of = grammar.words
    chain = _chain(found, group)
    bases = {link.base for link in chain}
    if (
        any(link.negated for link in chain)
        or bases & of["denial_verbs"]
        and len(chain) > 1
        or _is_denied(found, group, grammar)
    ):
        return "denied"
    if _is_conditional(found, group, grammar):
        return "conditional"
    if tense is Tense.FUTURE or _is_planned(found, chain, grammar):
        return "planned"
    if reported or _is_hedged(found, group, grammar):
        return "reported"
    return "happened"


def _of_noun(found: Parse, head: Head, tense: Tense, grammar: Grammar, *, reported: bool) -> str:
    words = {word.lower for word in found.words[max(0, head.word - 6) : head.word + 1]}
    if words & grammar.words["hedges"]:
        return "reported"
    group = found.clauses[head.clause].finite
    if not head.attributive and group is not None:
        return _of_verb(found, group, tense, grammar, reported=reported)
    return "happened"


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


def _is_denied(found: Parse, group: Group, grammar: Grammar) -> bool:
    """Tell whether the clause is what someone denies: "denied that it had sold"."""
    number = found.clause_at(group.first)
    if found.clauses[number].opener != "complement":
        return False
    before = next((clause.finite for clause in reversed(found.clauses[:number]) if clause.finite), None)
    return before is not None and before.base in grammar.words["denial_verbs"]


def _is_conditional(found: Parse, group: Group, grammar: Grammar) -> bool:
    clause = found.clauses[found.clause_at(group.first)]
    opener = found.words[clause.first].lower
    if clause.opener == "sub" and opener in grammar.words["conditional_subordinators"]:
        return True
    if group.modal in grammar.words["conditional_modals"]:
        return True
    return group.modal in grammar.words["future_in_past"] and any(
        found.words[other.first].lower in grammar.words["conditional_subordinators"] for other in found.clauses
    )


def _is_planned(found: Parse, chain: list[Group], grammar: Grammar) -> bool:
    """Tell "is set to meet", "planned to leave", "is scheduled for" from what took place."""
    of = grammar.words
    verb = chain[0]
    if verb.form is Form.INFINITIVE and len(chain) > 1 and chain[1].base in of["firm_future"] | of["plan_verbs"]:
        return True
    if verb.passive and verb.base in of["awaiting_verbs"]:
        return True
    following = next((group for group in found.groups if group.first == verb.head + 1), None)
    return verb.base in of["plan_verbs"] and following is not None and following.form is Form.INFINITIVE


def _is_hedged(found: Parse, group: Group, grammar: Grammar) -> bool:
    clause = found.clauses[found.clause_at(group.first)]
    words = {word.lower for word in found.words[clause.first : clause.last]}
    if words & grammar.words["hedges"] or any(word.lower in grammar.words["attributing"] for word in found.words):
        return True
    before = next((other for other in reversed(found.groups) if other.head < group.first), None)
    return (
        group.form is Form.INFINITIVE
        and before is not None
        and before.passive
        and before.base in grammar.words["hedge_passives"]
        and group.first - before.head <= 2
    )
