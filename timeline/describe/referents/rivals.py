"""Whether a sentence leaves open whom words mean: who else it names, and whether it goes on about the same."""

from __future__ import annotations

import re

from timeline.clause import Group, Parse
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import FIGURES, acts, are_people, is_epithet, may_be_person, noun_ends
from timeline.describe.subjects import subject_of

_WORD = re.compile(r"[\w'’-]+")


def has_rivals(names: Names, found: Parse, span: tuple[int, int], words: str, last: int | None = None) -> bool:
    """Tell whether a sentence names another who could be meant, before the word `last`."""
    tokens, of = found.tokens, found.tokens.of
    if words in of["for_many"]:
        others = {subject_of(found, group) for group in found.groups if group.finite} - {span}
        if any(first < last and names.is_plural(found, first, last) for first, last in others):
            return True
        people = [i for i in range(len(found.words)) if are_people(found, i)]
        return bool(people) and not any(span[0] <= i < span[1] for i in people)  # "Fares rose for drivers. They"
    if words in of["impersonal"]:
        return any(_has_object(names, found, group) for group in found.groups if last is None or group.head < last)
    own = {found.words[i].text for i in range(*span)}
    aside = False  # after "of" and "the" stand places and bodies
    for i, word in enumerate(found.words[:last]):
        if not tokens.is_capital(i) or found.is_date(i) or (not i and names.is_common(found.tokens.lower(i))):
            if word.text[0].isalnum() and not tokens.is_in(i, "coordinators"):  # "of Bly and Osmark"
                aside = tokens.is_in(i, "complement_prepositions", "determiners")
            continue
        is_last = not (tokens.is_capital(i + 1) or tokens.is_in(i + 1, "possessive_marks"))
        person = names.is_gendered(word.text) or tokens.is_in(i, "men", "women")
        is_like = (
            not (person and words in of["topics"]) if words in of["companies"] else names.is_known_person(found, i)
        )
        if is_last and is_like and not aside and word.text not in own:
            return True
    return False


def _has_object(names: Names, found: Parse, group: Group) -> bool:
    """Tell whether one thing stands after a verb that "it" can mean as well: "bought a mill", not "cut 30 jobs"."""
    tokens, first = found.tokens, group.head + 1
    if group.base in tokens.of["copular_verbs"]:
        return False
    if group.passive:
        return False
    if not tokens.is_in(first, "determiners"):
        return (tokens.is_capital(first) and not found.is_date(first)) or _is_given(names, found, first)
    return not names.is_plural(found, first, noun_ends(found, first, len(tokens)))


def _is_given(names: Names, found: Parse, first: int) -> bool:
    """Tell whether a thing stands behind a noun and a preposition: "withdrew funding for the scheme"."""
    tokens = found.tokens
    leads = tokens.is_word(first) and not tokens.is_in(first, "function_words") and tokens.is_in(first + 1, "purpose")
    noun = first + 2
    if not leads or not tokens.is_in(noun, "articles") or found.is_date(noun):
        return False
    return not names.is_plural(found, noun, noun_ends(found, noun, len(tokens)))


def names_another(names: Names, found: Parse, name: str, words: str) -> bool:
    """Tell whether a sentence has the name of another person than `name` that "he" or "she" can mean."""
    return any(
        found.words[i].text != name
        and names.is_named_by(found, i)
        and not found.tokens.is_capital(i + 1)
        and names.is_known_person(found, i)
        and not names.is_other(found, i, i + 1, words)
        for i in range(len(found.words))
    )


def names_only_company(names: Names, found: Parse, place: int) -> bool:
    """Tell whether no other name stands before a word than that of the company the text is about, and of people."""
    if not names.company[1] < found.words[0].start < names.company[2]:
        return False
    tokens, own = found.tokens, set(_WORD.findall(names.company[0]))
    capitals = [i for i in range(place) if tokens.is_capital(i) and not found.is_date(i)]
    plain = names.is_common(tokens.lower(0)) or tokens.is_in(0, *FIGURES) or names.is_plural(found, 0, 1)
    if capitals[:1] == [0] and plain:
        capitals = capitals[1:]
    people = {*own, *names.gendered[0], *names.gendered[1]}
    return all(found.words[i].text in people or tokens.is_in(i, "titles", "men", "women") for i in capitals)


def passed_on(found: Parse) -> bool:
    """Tell whether a sentence ends with a company that something came to: "was sold to a firm", "bought by a rival"."""
    tokens = found.tokens
    for group in found.groups:
        for i in range(group.head + 1, len(tokens) if group.passive and group.finite else 0):
            if tokens.is_in(i - 1, "receiving") and tokens.is_in(i, "indefinite"):
                return tokens.is_in(noun_ends(found, i, len(tokens)) - 1, "firms", "bodies")
    return False


def acts_first(found: Parse, span: tuple[int, int]) -> bool:
    """Tell whether a sentence begins with what a company says or does: "Calder said Marr Steel was sold"."""
    verb = next((group for group in found.groups if group.finite), None)
    return verb is not None and acts(found, verb) and subject_of(found, verb)[0] == span[0]


def goes_on(names: Names, found: Parse, subject: tuple[int, int], words: str) -> bool:
    """Tell whether a subject leaves open whom the words mean: the same words, a speaker, an amount."""
    of, tokens = found.tokens.of, found.tokens
    first, last = subject
    said = " ".join(tokens.lower(i) for i in range(first, last))
    if not said:
        return False  # a verb whose subject is not sure
    if said == words or said in of["no_rivals"]:
        return True
    if words in of["companies"]:
        if tokens.is_in(noun_ends(found, first, last) - 1, "bodies") and tokens.is_in(first, "determiners"):
            return False  # "the unit", which can plan and own as well
        capitals = [i for i in range(len(tokens)) if tokens.is_capital(i) and not found.is_date(i)]
        named = capitals and (capitals != [0] or not names.is_common(tokens.lower(0)))
        return tokens.is_in(last - 1, "figures") or not named or is_epithet(found, first, last)
    if names.is_name(found, first, last) and names.is_other(found, first, last, words):
        return True
    same = of["men"] if words in of["men"] else of["women"]
    owned = tokens.is_in(first, "possessives") and tokens.lower(first) in same  # "her book", not "her aunt"
    return owned and (names.is_other(found, first, last, words) or not may_be_person(found, first, last))
