"""Rows that are a main or coordinate clause, with the subject and auxiliary that it shares."""

from __future__ import annotations

from timeline.clause import Group, Parse
from timeline.describe.drafts import Draft, is_content, is_independent, sentence
from timeline.describe.extent import extent
from timeline.describe.subjects import after_opener, lacks_noun, subject_of, subject_text, text_of, was_or_were


def main_clause(found: Parse, group: Group) -> Draft:
    """Cut out a main or coordinate clause; one without a subject of its own takes that of the verb before."""
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    first, last = extent(found, number)
    start = after_opener(found, clause)
    inverted = found.tokens.has(group.first + 1, group.head, "subject_pronouns")  # "could you confirm"
    has_subject = inverted or any(is_content(found, i, "adverbs") for i in range(start, group.first))
    listed = has_subject and clause.opener == "and" and not any(map(is_independent, found.clauses[:number]))
    witness = found.is_date(start) and group.base in found.tokens.of["witnessing_verbs"]
    if listed or (witness and not has_subject):  # "but the 16th century saw them lose the coast"
        return sentence(found)  # the last of a list: "units of the army and a lawyer staged a revolt"
    if not has_subject and clause.opener == "bare":
        owner = next((n for n in range(number - 1, 0, -1) if found.clauses[n].opener != "relative"), 0)
        return Draft(after_opener(found, found.clauses[owner]), last)
    if not has_subject and first == clause.first and clause.opener != "start":
        begin, end = subject_of(found, group)
        earlier = found.clauses[: found.clause_at(begin)]
        if found.tokens.is_in(begin - 1, "coordinators") and not any(other.finite for other in earlier):
            return sentence(found)  # the last of a list
        if found.is_date(start) and clause.opener == "and" and ends_dates(found, clause.first):
            return sentence(found)  # "Sales in 2020, 2021 and 2022 were flat"
        if begin < end and lacks_noun(found, begin, end):
            return sentence(found)
        if _shares_object(found, number):
            return sentence(found)
        if begin < end and not found.tokens.is_in(begin, "prepositions"):
            return Draft(start, last, subject_text(found, begin, end) + _auxiliary(found, group))
    if has_subject and group.passive and group.first == group.head:
        shared = _auxiliary(found, group).lstrip()
        simple = shared in (found.tokens.grammar.was, found.tokens.grammar.were)
        said = was_or_were(found, start, group.first) if simple else shared
        return Draft(group.first, last, f"{text_of(found, start, group.first)} {said}")
    return Draft(min(first, start) if first < clause.first else start, last)


def _shares_object(found: Parse, number: int) -> bool:
    """Tell whether a relative pronoun is the object of a second verb too: "whom Lind beat in 2014 and sacked"."""
    before = found.clauses[number - 1] if number else found.clauses[number]
    joined = before.finite is not None and found.tokens.lower(before.last - 1) != ","
    return joined and before.opener == "relative" and found.tokens.is_in(before.first, "object_relatives")


def _auxiliary(found: Parse, group: Group) -> str:
    """Return the auxiliary that a verb shares with one before: "was bombed in 1941 and [was] restored in 1950"."""
    main = (clause for clause in reversed(found.clauses) if clause.opener not in ("relative", "sub"))
    earlier = (
        other for clause in main for other in reversed(clause.groups) if other.finite and other.head < group.first
    )
    before = next((other for other in earlier if not _lacks_auxiliary(found, other)), None)
    if before is None or not before.passive or not (_lacks_auxiliary(found, group) or _is_honour(found, before, group)):
        return ""
    shares = (i for i in range(before.first, before.head) if _is_shared(found, i))
    return "".join(f" {found.words[i].text}" for i in shares)


def _is_shared(found: Parse, word: int) -> bool:
    """Tell an auxiliary from what is said of the first verb alone: "was first proposed in 1971 and approved in"."""
    return not (found.is_date(word) or found.tokens.is_adverb(word)) or found.tokens.is_in(word, "negations")


def _is_honour(found: Parse, before: Group, group: Group) -> bool:
    """Tell whether a verb has an object as a passive too: "was elected in 1972 and awarded the prize in 1979"."""
    of, tokens = found.tokens.of, found.tokens
    honours = before.base in of["honouring_verbs"] and group.base in of["bestowing_verbs"]
    return honours and group.first == group.head and not tokens.is_in(group.head + 1, "possessives")


def _lacks_auxiliary(found: Parse, group: Group) -> bool:
    """Tell whether a verb needs an object, has none, and no auxiliary that would make it a passive."""
    tokens, after = found.tokens, group.head + 1
    if group.passive and group.first == group.head:
        return True  # "was found in 1640 and stolen in 1713"
    leads = any(other.first == after for other in found.groups)  # "tried to leave"
    rest = range(after, len(tokens))  # "was raised in 1970 and widened twice, in 1975 and 1980, by its owner"
    content = (i for i in rest if is_content(found, i, "adverbs", "coordinators") or tokens.is_in(i, "agent"))
    beyond = next(content, after)
    agent = tokens.is_in(beyond, "agent") and group.base not in tokens.of["scalar_verbs"]
    unknown = not group.base  # what it follows shows it to be a passive
    if group.first != group.head or leads or not (agent or unknown or group.base in tokens.of["transitive_verbs"]):
        return False
    bare = (
        found.is_date(after) or not tokens.is_word(after) or tokens.is_in(after, "prepositions", "adverbs", "particles")
    )
    return bare and (unknown or tokens.lexeme(group.head).participle)


def ends_dates(found: Parse, joint: int) -> bool:
    """Tell whether a date stands before the word that joins another one to it."""
    return found.is_date(joint - 1) or (found.tokens.lower(joint - 1) == "," and found.is_date(joint - 2))
