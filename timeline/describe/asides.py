"""Rows that are a participle set apart, with the subject that it is said of and the auxiliary that it lacks."""

from __future__ import annotations

from timeline.clause import Clause, Form, Group, Parse
from timeline.describe.drafts import Draft, is_content
from timeline.describe.subjects import after_opener, is_named, noun_before, subject_of, text_of, was_or_were
from timeline.tense import is_having

_UNSAID = ("awaiting_verbs", "arranging_verbs")
"""Participles that tell of no event of their own: "scheduled for May"."""


def aside(found: Parse, group: Group) -> Draft | None:
    """Take a participle that commas set apart: "[The bridge was] built", of "The bridge, built in 1890, fell".

    Also "[Lind had] won" of "Having won in 1890, Lind left". None where it is not said of the subject of its sentence
    for sure.
    """
    tokens, number = found.tokens, found.clause_at(group.first)
    clause, perfect = found.clauses[number], is_having(found, group)
    if not (perfect or _is_passive(group)) or not _leads(found, clause, group):
        return None
    if tokens.is_in(group.head, "comparing") or any(group.base in tokens.of[verbs] for verbs in _UNSAID):
        return None
    first, last = _said_of(found, number)
    if first == last:
        return None
    auxiliary = tokens.grammar.had if perfect else was_or_were(found, first, last)
    start = group.first + 1 if perfect else after_opener(found, clause)
    return Draft(start, clause.last, f"{text_of(found, first, last)} {auxiliary}")


def _is_passive(group: Group) -> bool:
    return group.form is Form.PARTICIPLE and group.passive and group.first == group.head


def _leads(found: Parse, clause: Clause, group: Group) -> bool:
    """Tell whether a participle opens its clause but for adverbs, and rules all of it."""
    opens = range(after_opener(found, clause), group.first)
    rules = clause.groups[:1] == (group,) and clause.finite is None and not group.negated
    return rules and not any(is_content(found, i, "adverbs") or found.tokens.is_in(i, "negations") for i in opens)


def _said_of(found: Parse, number: int) -> tuple[int, int]:
    """Return the words of the subject that a participle is said of, half-open; none where another noun may be meant."""
    clause = found.clauses[number]
    while number and clause.opener in ("and", "comma") and _is_aside(found.clauses[number - 1]):
        number -= 1
        clause = found.clauses[number]  # "built in 1890, burned in 1910 and widened in 1932"
    if clause.opener == "start":
        following = next((c.finite for c in found.clauses[number + 1 :] if c.finite), None)
        return subject_of(found, following) if following else (0, 0)
    before = found.clauses[number - 1] if number else clause
    if clause.opener != "comma" or before.groups or before.opener not in ("start", "and", "stop"):
        return 0, 0
    first, last = noun_before(found, before, clause.first - 1)
    if first >= last or not is_named(found, text_of(found, first, last)):
        return 0, 0
    plain = not found.tokens.has(first, last, "prepositions") and not any(map(found.is_date, range(first, last)))
    return (first, last) if plain else (0, 0)


def _is_aside(clause: Clause) -> bool:
    return clause.finite is None and any(group.form is Form.PARTICIPLE for group in clause.groups[:1])
