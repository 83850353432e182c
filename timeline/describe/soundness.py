"""Whether words cut out of a sentence can stand alone: nothing missing, nothing left open."""

from __future__ import annotations

from timeline.clause import Form, Parse
from timeline.clause.tokens import DASHES
from timeline.describe.attach import Head
from timeline.describe.drafts import EMBEDDED, Draft, is_content, says_little, sentence
from timeline.describe.subjects import PRONOUNS, after_opener, is_named


def is_sound(found: Parse, chosen: Draft, head: Head) -> bool:
    """Tell whether words hold the event and can stand alone: a verb with its subject, nothing of them cut off."""
    verb = next((g for g in found.groups if g.finite and chosen.first <= g.first < chosen.last), None)
    if verb is None or verb.head >= chosen.last or not chosen.first <= head.word < chosen.last:
        return chosen == sentence(found)
    if chosen.first == 0:
        return _is_closed(found, chosen)
    before = any(is_content(found, i, "adverbs") for i in range(chosen.first, verb.first))
    has_subject = is_named(found, chosen.subject) if chosen.subject and chosen.replaced is None else before
    clause = found.clauses[found.clause_at(chosen.first)]
    loose = clause.opener in ("bare", "dash", "bracket")
    named = chosen.replaced is not None and chosen.replaced[0] == chosen.first < chosen.replaced[1]
    if found.tokens.is_in(chosen.first, "relatives") and not (named or found.is_date(chosen.first)):
        return False
    if clause.opener == "comma":  # an apposition: ", the day before he left", ", a week later"
        loose = not clause.groups or found.is_date(chosen.first)
    opening = found.group_on(chosen.first)
    return has_subject and not loose and (opening is None or opening.finite) and _is_closed(found, chosen)


def points_back(found: Parse, chosen: Draft, *, alone: bool) -> bool:
    """Tell whether words cut out of a sentence rest on it: "it rose", or "profit rose" after "the airline said"."""
    tokens, first = found.tokens, after_opener(found, found.clauses[0])
    if chosen.first == 0 or tokens.is_in(first, *PRONOUNS):
        return False
    if chosen.subject:
        return any(chosen.subject.lower() in tokens.of[name] for name in PRONOUNS)
    opener = found.clauses[found.clause_at(chosen.first)].opener
    told = opener == "complement"
    if told and _rests_on_speaker(found, chosen):
        return True
    back = tokens.is_in(chosen.first, "possessives", "demonstratives", *PRONOUNS)
    nobody = opener in EMBEDDED and any(tokens.is_in(i, "figures") for i in range(chosen.first, chosen.first + 4))
    return (back and (alone or told)) or nobody


def _rests_on_speaker(found: Parse, chosen: Draft) -> bool:
    """Tell whether words say "its" or "he" before they name anyone: "a customer found flaws in its chip"."""
    tokens = found.tokens
    for i in range(chosen.first, chosen.last):
        if tokens.is_in(i, "for_one", "for_many", *PRONOUNS) or tokens.lower(i) == tokens.grammar.owner:
            return True
        if tokens.is_capital(i) and not found.is_date(i):
            return False
    return False


def _is_closed(found: Parse, chosen: Draft) -> bool:
    """Tell whether nothing is missing at the end: no verb of the last noun, no second half of a pair."""
    tokens, after = found.tokens, chosen.last
    if after >= len(tokens) or splits_pair(found, chosen) or _splits_insertion(found, chosen):
        return after >= len(tokens)
    clause, parted = found.clauses[found.clause_at(after)], not tokens.is_word(after - 1)
    whole = chosen.replaced is not None and chosen.replaced[0] == chosen.replaced[1]  # see `_lacks_object`
    if clause.first == after and clause.opener in ("bare", "quote") and not parted and not whole:
        return False
    joined = parted or tokens.is_in(after - 1, "coordinators")  # "which burned down and which was rebuilt"
    if clause.first == after and clause.opener in EMBEDDED and (not joined or tokens.lower(after - 1) in DASHES):
        return False  # "the third time that he resigned"
    if clause.opener == "and" or (chosen.subject and parted):
        return True  # another verb of the same subject, or the verb of the noun that the brackets repeat
    later = next((c for c in found.clauses[found.clause_at(after) :] if c.groups), None)
    return (
        later is None or later.opener != "comma" or not later.groups[0].finite or later.groups[0].first != later.first
    )


def splits_pair(found: Parse, chosen: Draft) -> bool:
    """Tell whether words end in the middle of "kidnapped and presumed killed"."""
    last = found.group_on(chosen.last - 1)
    return found.tokens.is_in(chosen.last, "coordinators") and last is not None and last.form is Form.PARTICIPLE


def _splits_insertion(found: Parse, chosen: Draft) -> bool:
    """Tell whether words end inside an insertion between dashes."""
    dashes = [clause.first for clause in found.clauses if clause.opener == "dash"]
    inside = sum(chosen.first < first < chosen.last for first in dashes)
    return inside % 2 == 1 and any(first >= chosen.last for first in dashes)


def is_vague(found: Parse, chosen: Draft) -> bool:
    """Tell whether words cut out of a sentence leave open what they are about: "the effect was lasting", "it grew"."""
    tokens, first = found.tokens, chosen.first
    if first == 0 or tokens.is_in(first, "addressed"):
        return False
    return tokens.lower(first) == tokens.grammar.article or says_little(found, first, chosen.last)
