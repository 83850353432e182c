"""Rows that are a relative or subordinate clause, with the noun that the pronoun stands for."""

from __future__ import annotations

from timeline.clause import Group, Parse
from timeline.describe.drafts import Draft, is_content, says_little, sentence
from timeline.describe.extent import extent
from timeline.describe.subjects import PRONOUNS, after_opener, antecedent, is_whose, text_of


def embedded(found: Parse, group: Group, *, brief: bool) -> Draft:
    """Cut out a relative or subordinate clause; a relative pronoun gives way to what it stands for.

    A brief sentence is kept whole unless the pronoun can only stand for its subject.
    """
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    tokens = found.tokens
    first, last = extent(found, number)
    start = after_opener(found, clause)
    if clause.opener == "sub":
        apart = tokens.is_in(clause.first, "parting_subordinators")  # another time than that of the main clause
        rests = any(tokens.is_in(i, "possessives", "demonstratives", *PRONOUNS) for i in range(start, last))
        whole = rests and (brief or says_little(found, start, last))
        whole = whole or (not apart and (brief or says_little(found, start, last)))
        return sentence(found) if whole else Draft(start, last)
    pronoun = clause.first if tokens.is_in(clause.first, "relatives") else clause.first + 1
    begin, end = antecedent(found, clause.first)
    before = found.clauses[number - 1]
    is_subject = number > 0 and before.opener != "comma" and begin == after_opener(found, before)
    if is_subject and end == clause.first:  # "the number of doctors who", but not "the head of the board, who"
        is_subject = not any(tokens.is_in(i, "genitive") for i in range(begin, end))
    if brief and not is_subject:
        return sentence(found)
    if tokens.is_in(pronoun, "clause_relatives"):
        return Draft(pronoun + 1, last)
    between = range(pronoun + 1, group.first)
    acts = pronoun == clause.first and begin < end and all(found.is_date(i) or tokens.is_adverb(i) for i in between)
    clear = is_subject or not (
        _hangs_on_noun(found, begin, pronoun)
        or any(tokens.is_in(i, "genitive", "coordinators") or tokens.lower(i) == "," for i in range(begin - 1, end))
    )
    if acts and clear and _takes_place(found, group) and not _is_event(found, begin, end):
        return sentence(found)  # "when it bought Marr Corp., which took place in 1996"
    if acts and clear:
        return _with_noun(found, max(pronoun + 1, first), last, (begin, end))
    if clear and pronoun == clause.first and begin < end and _owns_subject(found, group, pronoun):
        return Draft(pronoun + 1, last, text_of(found, begin, end) + tokens.grammar.possessive)
    if clear and pronoun == clause.first and begin < end and _lacks_object(found, group, pronoun, last):
        noun = text_of(found, begin, end)
        if tokens.is_in(begin, "determiners"):
            noun = noun[0].lower() + noun[1:]
        return Draft(pronoun + 1, last, noun, (group.head + 1, group.head + 1))
    return sentence(found)


def _with_noun(found: Parse, first: int, last: int, noun: tuple[int, int]) -> Draft:
    """Put a noun for the pronoun before `first`: "[Lind] left", or "[Lind]'d left" where it has its auxiliary."""
    short = found.tokens.is_in(first, "short_auxiliaries")
    return Draft(first - short, last, text_of(found, *noun), (first - 1, first) if short else None)


def _owns_subject(found: Parse, group: Group, pronoun: int) -> bool:
    """Tell "the fort, whose walls were rebuilt" from "Marr, whose mill she bought"."""
    between = range(pronoun + 1, group.first)
    another = any(found.tokens.is_in(i, "subject_pronouns", "determiners") for i in between)
    named = any(map(found.tokens.is_capital, between))
    return is_whose(found, pronoun) and bool(between) and not another and not named


def _takes_place(found: Parse, group: Group) -> bool:
    """Tell "which took place" and "which happened", said of events alone."""
    tokens = found.tokens
    takes = group.base in tokens.of["taking_verbs"] and tokens.is_in(group.head + 1, "taken_place")
    return takes or group.base in tokens.of["happening_verbs"]


def _is_event(found: Parse, first: int, last: int) -> bool:
    """Tell whether a noun phrase is no mere name: "the vote", "the Osmark Festival", not "Marr Corp."."""
    tokens = found.tokens
    named = [i for i in range(first, last) if tokens.is_word(i)]
    return any(tokens.lexeme(i).event or tokens.is_in(i, "articles") for i in named)


def _lacks_object(found: Parse, group: Group, pronoun: int, last: int) -> bool:
    """Tell whether a relative pronoun is the object of its clause: "a suit that drivers filed in May"."""
    tokens, after = found.tokens, group.head + 1
    whom = tokens.is_in(pronoun, "object_relatives")
    needs = whom or group.base in tokens.of["transitive_verbs"] | tokens.of["object_verbs"]
    if not needs or tokens.is_in(pronoun, "clause_relatives", "possessives"):
        return False  # "the news that prices fell in May"
    names = any(is_content(found, i, "determiners", "adverbs") for i in range(pronoun + 1, group.first))
    back = any(tokens.is_in(i, *PRONOUNS, "possessives") for i in range(pronoun + 1, group.first))
    inside = found.clause_at(last - 1) == found.clause_at(group.head) == found.clause_at(found.clause_of(group).first)
    single = all(other == group or other.first >= last or other.head < pronoun for other in found.groups)
    bare = after >= last or found.is_date(after) or (tokens.is_in(after, "removable") and not _stands_last(found, last))
    bare = bare or (whom and tokens.is_in(after, "prepositions"))
    return names and not back and inside and single and bare and not group.passive


def _stands_last(found: Parse, last: int) -> bool:
    """Tell whether a preposition ends words: "that the board talked about in May", "the room she works in"."""
    tokens = found.tokens
    while (
        found.is_date(last - 1)
        or not tokens.is_word(last - 1)
        or (found.is_date(last) and tokens.is_in(last - 1, "removable"))
    ):
        last -= 1
    return tokens.is_in(last - 1, "prepositions")


def _leads_date(found: Parse, word: int) -> bool:
    return found.is_date(word + 1) and found.tokens.is_in(word, "removable")


def _hangs_on_noun(found: Parse, first: int, pronoun: int) -> bool:
    """Tell whether another noun rules a noun phrase, so that either may be meant: "a ban on trams, which began"."""
    tokens = found.tokens
    if found.group_on(first - 2) or found.is_date(first - 2) or tokens.is_in(first - 2, "function_words"):
        return False
    opens = not any(group.first < first for group in found.clauses[found.clause_at(first)].groups)
    thing = not tokens.is_in(pronoun, "subject_pronouns") and tokens.is_in(first - 1, "noun_prepositions")
    return (opens and thing) or (
        tokens.is_capital(first) and tokens.is_in(first - 1, "place_prepositions")
    )  # "ran a shop in Brno, which burned"
