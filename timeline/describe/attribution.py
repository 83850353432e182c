"""Clauses that only name who said the rest: "police said", "said Ann Low, who took over in May"."""

from __future__ import annotations

from timeline.clause import Parse
from timeline.describe.attach import Head
from timeline.describe.drafts import QUOTED, Draft
from timeline.describe.subjects import after_opener, speaker_of


def is_attribution(found: Parse, number: int) -> bool:
    """Tell whether a clause after another only names who said it: "police said", "said Mr Smith"."""
    clause = found.clauses[number]
    following = found.clauses[number + 1 : number + 2]
    return (
        clause.finite is not None
        and not (clause.finite.passive or clause.finite.modal)
        and clause.finite.base in found.tokens.of["speech_verbs"]
        and clause.opener in ("comma", "dash", *QUOTED)
        and any(earlier.finite and earlier.opener != "relative" for earlier in found.clauses[:number])
        and not any(later.opener == "complement" for later in following)
    )


def less_attribution(found: Parse, chosen: Draft, head: Head) -> Draft:
    """Leave out who said it at the end of a whole sentence: "officials said", "said Ann Low, who took over in May"."""
    if chosen.last < len(found.words) or chosen.subject or any(c.opener in QUOTED for c in found.clauses):
        return chosen
    number = next((n for n in range(len(found.clauses)) if is_attribution(found, n)), 0)
    first = _speaker_begins(found, number) if number else 0
    if first <= head.word or not all(_tells_of_speaker(found, n) for n in range(number + 1, len(found.clauses))):
        return chosen
    verb = found.clauses[number].groups[0]
    return chosen._replace(last=first, speaker=speaker_of(found, verb), reported=True)


def _tells_of_speaker(found: Parse, number: int) -> bool:
    """Tell whether a clause after an attribution can only be about who said it."""
    clause = found.clauses[number]
    joined = clause.opener == "and" and found.tokens.lower(clause.first - 1) != ","
    return clause.opener == "relative" or clause.finite is None or joined


def _speaker_begins(found: Parse, number: int) -> int:
    """Return the first word of an attribution with its speaker, also one set off: ", Ann Low, its head, said"."""
    clause = found.clauses[number]
    is_bare = clause.groups[0].first == after_opener(found, clause) and not found.tokens.is_word(
        clause.groups[0].head + 1
    )
    while is_bare and number > 1 and found.clauses[number].opener == "comma" and not found.clauses[number - 1].groups:
        number -= 1
    return found.clauses[number].first
