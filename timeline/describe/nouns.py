"""Rows that are a noun phrase: an event noun, or a noun with its participle."""

from __future__ import annotations

from timeline.clause import Form, Group, Parse
from timeline.describe.attach import Head
from timeline.describe.drafts import Draft, is_content
from timeline.describe.extent import extent
from timeline.describe.subjects import antecedent, is_named, text_of


def participle(found: Parse, group: Group) -> Draft | None:
    """Take a noun with its participle: "a deal reached between X and Y"."""
    first, last = antecedent(found, group.first)
    if first == last or last != group.first or found.tokens.is_in(last - 1, "adverbs"):
        return None
    if found.tokens.is_in(first, "adverbs", "particles"):
        return None  # "up from last year's fully diluted earnings"
    if group.first != group.head or found.tokens.is_in(group.head, "comparing"):
        return None
    if not is_named(found, text_of(found, first, last)):
        return None
    end = extent(found, found.clause_at(group.head))[1]
    later = next((other for other in found.groups if other.finite and group.head < other.first < end), None)
    end = later.first if later else end
    says = any(is_content(found, i) for i in range(group.head + 1, end))
    return Draft(first, end) if says else None  # "the warrant issued Monday"


def nominal(found: Parse, head: Head) -> Draft | None:
    """Take the noun phrase of an event noun, when it has a complement that makes it understandable."""
    tokens = found.tokens
    verbs = {group.first for group in found.groups if group.form is not Form.ING}
    last = head.word + 1
    if _begins_subject(found, last):
        return None
    while last < found.clauses[head.clause].last and last not in verbs and tokens.lower(last) not in ";:?!":
        last += 1
    while last in verbs and tokens.is_adverb(last - 1):
        last -= 1  # "the strike of 1923 nearly ruined the firm"
    first = head.word
    while first and _is_modifier(found, first - 1):
        first -= 1
        if tokens.is_in(first, "articles", "possessives"):
            break
    after = range(head.word + 1, last)
    complement = sum(tokens.is_in(i, "genitive") or is_content(found, i, "prepositions") for i in after)
    modifiers = sum(is_content(found, i, "determiners") for i in range(first, head.word))
    plain = tokens.is_in(first - 1, "genitive", "coordinators") or (first == head.word and not tokens.is_capital(first))
    bare = plain and not tokens.is_in(first, "determiners") and not found.is_date(first)
    if bare or tokens.is_in(first, "possessives") or not (head.attributive or complement):
        return None
    if tokens.is_in(head.word, "figures") or _is_told_more(found, last):
        return None  # an amount needs its verb, "a ruling saying" what follows
    return Draft(first, last) if complement + modifiers > 1 else None


def _begins_subject(found: Parse, place: int) -> bool:
    """Tell whether another noun follows without a comma: "Following the 2009 election President Marr left"."""
    tokens = found.tokens
    name = tokens.is_capital(place) and not tokens.is_capital(place - 1) and not found.is_date(place)
    verb = next((group for group in found.groups if group.finite and group.first > place), None)
    if verb is None or not (name or tokens.is_in(place, "articles", "possessives", "subject_pronouns")):
        return False
    return found.clause_at(verb.first) == found.clause_at(place) and all(map(tokens.is_word, range(place, verb.first)))


def _is_told_more(found: Parse, place: int) -> bool:
    """Tell whether a clause begins at a place that the words before it announce: "a ruling saying that he left"."""
    clause = found.clauses[found.clause_at(place)] if place < len(found.words) else None
    return clause is not None and clause.first == place and clause.opener == "complement"


def _is_modifier(found: Parse, word: int) -> bool:
    """Tell whether a word belongs to the noun phrase that it stands before."""
    tokens = found.tokens
    if tokens.is_in(word, "prepositions", "coordinators") or found.group_on(word):
        return False
    if tokens.lower(word) == ",":
        return found.is_date(word - 1)
    return tokens.is_word(word) or tokens.lower(word) in "-'&." or tokens.is_in(word, "contraction")
