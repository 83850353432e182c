"""The event of a sentence that tells no date: its main verb, when that tells of the past or the future."""

from __future__ import annotations

from timeline.clause import Parse
from timeline.describe.attach import Head
from timeline.tense import Tense, tense_of

_ASIDE = ("sub", "relative", "complement", "bracket")


def main_verb(found: Parse) -> Head | None:
    """Return the first finite verb of a main clause; None when it is no event: a present, "was" or "had"."""
    of = found.tokens.of
    for number, clause in enumerate(found.clauses):
        verb = clause.finite
        if verb is None or clause.opener in _ASIDE:
            continue
        still = verb.base in of["copular_verbs"] or found.tokens.is_in(verb.head, "auxiliary_forms")
        if still or tense_of(found, verb) not in (Tense.PAST, Tense.FUTURE):
            return None
        return Head(verb.head, number, verb)
    return None
