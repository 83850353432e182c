"""What a sentence before says, for a row that leaves open whom or what it is about."""

from __future__ import annotations

from itertools import islice

from timeline.clause import Parse
from timeline.describe.drafts import Draft
from timeline.describe.left_open import PERSONAL, THINGS, is_noun, left_open
from timeline.describe.prose import write
from timeline.describe.quotes import inside, quoted
from timeline.describe.referents import Referent, Referents
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import acts, is_figure, may_be_person, noun_ends

LONGEST = 140
"""Code points of the sentence before that a row takes in at most."""

LEAST = 50
"""Code points that are kept of it at least, where a clause is a better end."""

FURTHEST = 4
"""How many sentences before are looked at for one that tells."""

NEAR = 2
"""How many of them can be what a noun belongs to that none of them brings up."""

LONG = 6
"""A verb of so many letters is known by those before the last two."""

_OWNERS = ("articles", "possessives", "possessive_marks")


def context(referents: Referents, found: Parse, word: int) -> str:
    """Return the nearest sentence before that tells what the open `word` stands for, cut short, or nothing."""
    earlier = list(islice(referents.earlier.back(found.words[0].start), FURTHEST))
    if _kind(found, word) == "noun":
        noun = noun_ends(found, word, len(found.words)) - 1
        telling = [before for before in earlier if _brings_up(before, found.tokens.lower(noun))]
        if not telling and (found.tokens.is_in(word, "demonstratives") or found.tokens.is_in(noun, "pointing_nouns")):
            telling = earlier
        if telling:
            return _written(referents, telling[0])
        earlier = earlier[:NEAR] if _points(found, word, noun) else []
    for before in earlier:
        if _opens_alike(referents, before, found, word):
            continue
        if not _is_quotation(referents.text, before) and _introduces(referents, before, found, word):
            return _written(referents, before)
        if found.tokens.is_in(word, "impersonal", "own_pronouns"):
            break  # "it" goes no further back than over others
    return ""


def _kind(found: Parse, word: int) -> str:
    """Return what sort of word leaves a row open: that for a person, for a thing, or a noun."""
    if found.tokens.is_in(word, *PERSONAL):
        return "person"
    return "thing" if found.tokens.is_in(word, *THINGS) else "noun"


def _brings_up(before: Parse, noun: str) -> bool:
    """Tell whether a sentence says more of a noun than "the", or has it as a verb: "Lind's offer", "they offered"."""
    tokens = before.tokens
    return any(
        (tokens.lower(i) == noun and tokens.lower(i - 1) != tokens.grammar.article)
        or (before.group_on(i) is not None and _is_deed(tokens.lexeme(i).base, noun))
        for i in range(len(tokens))
    )


def _is_deed(verb: str, noun: str) -> bool:
    """Tell whether a noun looks like that of a verb: "offer" of "offer", "decision" of "decide"."""
    return bool(verb) and noun.startswith(verb if len(verb) < LONG else verb[:-2])


def _points(found: Parse, word: int, noun: int) -> bool:
    """Tell whether a phrase points at what stands before it by itself: "both", "the three", "the deal", "the firm"."""
    tokens = found.tokens
    many = tokens.is_in(word, "both") or tokens.is_in(word + 1, "counted")
    known = is_figure(found, word, noun + 1) or may_be_person(found, word, noun + 1)
    bare = noun == word + 1 and tokens.lexeme(noun).event  # "the merger", not "the next meeting"
    return many or known or bare or tokens.is_in(noun, "firms", "spokesmen")


def _opens_alike(referents: Referents, before: Parse, found: Parse, word: int) -> bool:
    """Tell whether a sentence leaves open what such a pronoun as `word` stands for as well."""
    kind, meant = _kind(found, word), _meant(referents, before)
    place = (meant.first, meant.last) if meant else None
    waits = left_open(referents.names, before, (0, len(before.words)), place)
    return kind != "noun" and waits is not None and kind == _kind(before, waits)


def _is_quotation(text: str, before: Parse) -> bool:
    """Tell whether all of a sentence stands inside quotation marks."""
    spans = quoted(text, before.words[0].start, before.words[-1].end)
    return all(inside(word.start, spans) for i, word in enumerate(before.words) if before.tokens.is_word(i))


def _introduces(referents: Referents, before: Parse, found: Parse, word: int) -> bool:
    """Tell whether a sentence has what a word can stand for: a person, one thing, a name for all else."""
    names, tokens, places = referents.names, before.tokens, range(len(before.words))
    named, kind = [i for i in places if names.is_named_by(before, i)], _kind(found, word)
    if kind == "person":
        words = found.tokens.lower(word)
        opens = next((i for i in places if tokens.is_in(i, *PERSONAL)), len(places))  # after it they may be anyone
        people = any(tokens.is_in(i, "persons", "people") for i in range(opens))
        return people or any(_can_be_person(names, before, i, words) for i in named if i < opens)
    if found.tokens.is_in(word, "for_many", "plural_pronouns"):
        many = (i for i in places if not tokens.is_capital(i) and names.is_plural(before, i, i + 1))
        return bool(named) or any(is_noun(before, i) for i in many)
    verb = next((group for group in found.groups if group.first > word), None)
    if not found.tokens.is_in(word, "impersonal", "own_pronouns") or (verb and acts(found, verb)):
        return bool(named)
    things = (i for i in named if not names.is_gendered(before.words[i].text))
    nouns = (noun_ends(before, i, len(places)) - 1 for i in places if tokens.is_in(i, *_OWNERS))
    return any(not tokens.is_in(i, "men", "women", "titles") for i in things) or any(
        not names.is_plural(before, noun, noun + 1) for noun in nouns
    )


def _can_be_person(names: Names, before: Parse, name: int, words: str) -> bool:
    """Tell whether a name can be that of the man or woman that `words` mean: no town, no body."""
    tokens, first = before.tokens, name
    if names.is_other(before, name, name + 1, words) or tokens.is_in(name, "pronouns"):
        return False
    while first and tokens.is_capital(first - 1):
        first -= 1
    aside = tokens.is_in(first - 1, "articles", "place_prepositions", "genitive")
    return names.is_known_person(before, name) or not aside


def _meant(referents: Referents, before: Parse) -> Referent | None:
    """Return whom the first subject of a sentence means."""
    verb = next((group for group in before.groups if group.finite), None)
    return referents.opening(before, verb) if verb else None


def _written(referents: Referents, before: Parse) -> str:
    """Write a sentence out, with the name for its subject but no brackets, to the last clause that has room."""
    meant, start = _meant(referents, before), before.words[0].start
    chosen = Draft(0, len(before.words), *((meant.name, (meant.first, meant.last)) if meant else ()))
    whole = write(referents.text, before, chosen, None, None)
    if len(whole) > LONGEST:
        ends = [c.last for c in before.clauses if LEAST < before.words[c.last - 1].end - start <= LONGEST]
        last = ends[-1] if ends else before.words_in(start, start + LONGEST)[1] - 1
        whole = write(referents.text, before, chosen._replace(last=last), None, None) + "…"
    return whole.replace("[", "").replace("]", "")
