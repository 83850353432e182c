"""Which words at the head of a sentence ask for a name: "he", "the company", an amount that no one owns."""

from __future__ import annotations

from timeline.clause import Group, Parse
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import acts, is_epithet, is_figure, noun_ends
from timeline.describe.referents.rivals import has_rivals
from timeline.describe.subjects import subject_of

COMPANY_NOUNS = ("reports", "holdings", "figures", "persons", "people", "bodies", "firms", "spokesmen")
"""The classes of what a company has."""


def asked(names: Names, found: Parse, group: Group) -> tuple[int, int, str, bool] | None:
    """Return the words of a subject that stand for a name, half-open, what they say, and whether they own the rest.

    What they say is one of the words of the grammar: an epithet is "the company", what no one owns is "its".
    """
    first, last = subject_of(found, group)
    if first >= last:
        return None
    tokens, of, owned = found.tokens, found.tokens.of, False
    mark = next((i for i in range(first, last) if tokens.is_in(i, "possessive_marks")), last)
    words = " ".join(tokens.lower(i) for i in range(first, mark))  # "the company", or that of "the company's stock"
    if tokens.is_in(first, "possessives"):
        owned, words = True, tokens.lower(first)
        if words == tokens.grammar.owner and not is_of_company(found, first, last):
            words = tokens.grammar.thing
        last = first + 1
    elif is_figure(found, first, last):
        begin = first
        while begin and found.is_date(begin - 1):  # "Third-quarter sales", not "In May sales rose"
            begin -= 1
        first = first if tokens.is_in(begin - 1, "prepositions") else begin
        owned, words, last = True, tokens.grammar.owner, first
    elif _is_its(found, first, last) and not has_rivals(names, found, (first, first + 1), tokens.grammar.owner):
        owned, words, last = True, tokens.grammar.owner, first + 1  # "the increased dividend"
    else:
        if is_epithet(found, first, mark) or (acts(found, group) and words in of["impersonal"]):
            words = tokens.grammar.topic  # "the Boston-based insurer"
        if mark < last:
            owned, last = True, mark + 1
        elif words in of["topics"] and acts(found, group):
            words = tokens.grammar.actor
    bare = tokens.lower(first) == tokens.grammar.article and last - first == 2 and found.words[first + 1].text.islower()
    known = (words not in of["impersonal"] and stands_alone(found, words)) or _is_thing(found, group, words) or bare
    return (first, last, words, owned) if known else None


def stands_alone(found: Parse, words: str) -> bool:
    """Tell the words that stand for a name by themselves from "the car", which was described before."""
    of = found.tokens.of
    return words in of["for_one"] or words in of["for_many"] or words in of["companies"] or words in of["impersonal"]


def is_of_company(found: Parse, first: int, last: int) -> bool:
    """Tell whether what is owned is what companies have: "its profit", "its chairman", not "its last arch"."""
    noun = noun_ends(found, first, last) - 1
    return found.tokens.is_in(noun, *COMPANY_NOUNS)


def _is_its(found: Parse, first: int, last: int) -> bool:
    """Tell whether a subject is a thing that a company has: "the shares", "the increased dividend"."""
    tokens = found.tokens
    if tokens.lower(first) != tokens.grammar.article:
        return False
    end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
    plain = not any(tokens.is_capital(i) or tokens.is_in(i, "possessive_marks") for i in range(first + 1, end))
    return 1 < end - first < 4 and plain and tokens.is_in(end - 1, "reports", "holdings")


def _is_thing(found: Parse, group: Group, words: str) -> bool:
    """Tell whether "it" is a thing: "it burned", not "it rained", "it was agreed that"."""
    of = found.tokens.of
    empty = group.base in of["impersonal_verbs"] or (group.passive and group.base in of["reporting_verbs"])
    return words in of["impersonal"] and not empty
