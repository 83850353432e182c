"""How far a clause reaches: its subject on the left, what hangs on it on the right."""

from __future__ import annotations

from timeline.clause import Clause, Form, Parse
from timeline.describe.attribution import is_attribution
from timeline.describe.drafts import EMBEDDED, QUOTED, is_content, is_independent


def extent(found: Parse, number: int) -> tuple[int, int]:
    """Return the words of a clause with what hangs on it: its subject on the left, its dependents on the right."""
    clauses = found.clauses
    left, right = number, number + 1
    if clauses[number].opener not in (*EMBEDDED, "and", "bare"):
        while left and not is_independent(clauses[left - 1]) and not _is_parted(found, left):
            left -= 1
    inside = found.in_brackets(number)
    while right < len(clauses) and _goes_on(found, right, embedded=clauses[number].opener in EMBEDDED):
        if inside and not found.in_brackets(right):
            break
        if clauses[number].opener == "sub" and _is_of_main(found, clauses[right]):
            break
        if clauses[number].opener == "relative" and _is_alternative(found, clauses[right]):
            break
        right += 1
    for inner in range(number + 1, right):
        if clauses[inner].opener in ("sub", "relative") and not clauses[inner].groups:
            right = _with_verb(found, inner, right)
            break
    return clauses[left].first, clauses[right - 1].last


def _with_verb(found: Parse, inner: int, right: int) -> int:
    """Return where to end for the verb of a clause that an insertion parts from it: "if, by May, sales rise"."""
    clauses = found.clauses
    verb = next((n for n in range(inner + 1, min(right + 2, len(clauses))) if clauses[n].groups), inner)
    parted = all(clauses[n].opener == "comma" for n in range(inner + 1, verb + 1))
    if found.tokens.is_in(clauses[inner].first, "prepositions"):  # "as an activist"
        return right
    return max(right, verb + 1) if inner < verb and parted else inner


def _is_alternative(found: Parse, clause: Clause) -> bool:
    """Tell whether words after a comma join something before: "the panel that ruled, or the full court"."""
    return clause.opener == "and" and clause.finite is None and found.tokens.lower(clause.first - 1) == ","


def _is_parted(found: Parse, number: int) -> bool:
    """Tell whether a clause has nothing to do with what stands before it."""
    return found.clauses[number].opener in ("stop", *QUOTED) and not found.in_brackets(number)


def _is_of_main(found: Parse, clause: Clause) -> bool:
    """Tell whether words hang on the main clause: "sang as the bells rang, waving flags", ", for waving flags"."""
    led = clause.opener == "comma" and found.tokens.is_in(clause.first, "purpose")
    return led or _begins_with_ing(clause)


def _begins_with_ing(clause: Clause) -> bool:
    return bool(clause.groups) and clause.groups[0].form is Form.ING and clause.groups[0].first == clause.first


def _goes_on(found: Parse, right: int, *, embedded: bool) -> bool:
    """Tell whether a clause goes on into the stretch `right`."""
    following = found.clauses[right]
    tokens = found.tokens
    if following.opener == "bare":
        return tokens.is_in(following.first, "subject_pronouns")  # "the share it reported"
    if following.opener in QUOTED or tokens.lower(following.first - 1) == ";":
        return False
    if following.finite is not None and (following.opener == "bracket" or found.in_brackets(right)):
        return _goes_on_at_bracket(found, right)
    if following.finite is not None:
        if is_attribution(found, right) or (embedded and tokens.is_in(following.first - 1, "coordinators")):
            return False  # also "which burned down and which was rebuilt"
        goes_on = not embedded and (_goes_on_undated(found, right) or _waits_for_verb(found, right))
        return following.opener in EMBEDDED or goes_on
    if following.opener == "and":
        own = any(is_content(found, i, "coordinators", "adverbs") for i in range(following.first, following.last))
        return own and not _begins_main_clause(found, right)
    if embedded and following.opener == "comma" and tokens.is_in(following.first, "roles"):
        return False  # "Tom, who retired in 1990, as chair"
    if embedded and following.opener in ("comma", "bracket", "dash"):
        after = next((clause for clause in found.clauses[right + 1 :] if clause.finite), None)
        return after is None or after.opener in EMBEDDED
    return True


def _goes_on_at_bracket(found: Parse, right: int) -> bool:
    """Tell "a DIY (do it yourself) shop" and "that the Harbour Trust (HT) will close"."""
    inserted = found.clauses[right]
    if found.in_brackets(right):
        return not any(map(found.is_date, range(inserted.first, inserted.last)))
    return _waits_for_verb(found, right)


def _goes_on_undated(found: Parse, right: int) -> bool:
    """Tell whether a second verb of a subject has no date of its own: "Lind left and went to Rome, and in 1990 he"."""
    clause, before = found.clauses[right], found.clauses[right - 1]
    if clause.opener != "and" or clause.finite is None or before.finite is None:
        return False
    if clause.finite.form is not before.finite.form:
        return False  # "was built in 1901 and holds 90"
    later = (c.first for c in found.clauses[right + 1 :] if c.finite and c.opener not in EMBEDDED)
    own = range(clause.first, clause.finite.first)
    dated = any(map(found.is_date, range(clause.first, next(later, len(found.words)))))
    return not dated and not any(is_content(found, i, "adverbs", "coordinators") for i in own)


def _begins_main_clause(found: Parse, number: int) -> bool:
    """Tell whether a subject after "and" has its verb behind an insertion: "but the grant, cut in May, was paid"."""
    later = next((clause for clause in found.clauses[number + 1 :] if clause.finite), None)
    inserted = later is not None and later.opener == "comma" and later.first != found.clauses[number].last
    return inserted and later is not None and later.groups[0].finite and later.groups[0].first == later.first


def _waits_for_verb(found: Parse, right: int) -> bool:
    """Tell whether what someone says still lacks its verb: "said that the father, a waiter, is ready"."""
    for number in range(right - 1, -1, -1):
        clause = found.clauses[number]
        if not found.in_brackets(number) and (clause.finite or clause.opener in ("relative", "complement")):
            return clause.finite is None
    return False
