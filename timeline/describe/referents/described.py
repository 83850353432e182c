"""How the text describes a thing by a name, where it says only "the car" later."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from timeline.clause import Parse
from timeline.describe.referents.kinds import named_kind
from timeline.describe.referents.names import Names
from timeline.describe.subjects import text_of

NEAR = 4
"""In how many sentences before a thing is looked for by the same noun."""


def described(names: Names, noun: str, earlier: Iterable[Parse], start: int) -> str:
    """Return how the nearest of `earlier` sentences describe, by a name, what is "the car" now: "Lind's car".

    Where none has the noun, it is what the text before `start` says that a name is.
    """
    said = ""
    for found in islice(earlier, NEAR):
        places = [i for i in range(len(found.tokens)) if found.tokens.lower(i) == noun and not found.is_date(i)]
        told = {name for i in places if (name := _mention(names, found, i)) is not None}
        if len(told) > 1:
            return ""
        if told:
            said = told.pop()
            break
    article = names.grammar.article
    known = "" if said.partition(" ")[0] not in ("", article) else named_kind(names.text, start, noun, names.grammar)
    alike = {*said.split()} & {*known.split()} - {article}
    return said if alike else known or said


def _mention(names: Names, found: Parse, word: int) -> str | None:
    """Return a noun with the name that describes it; nothing where none does, None for the bare noun."""
    tokens, begin, end = found.tokens, word, word + 1
    follows = tokens.is_word(end) and found.words[end].text.islower() and not tokens.is_in(end, "function_words")
    if follows and found.group_on(end) is None:
        return None  # "a store owner"
    while begin and _is_part(found, begin - 1):
        begin -= 1
        if tokens.is_in(begin, "articles", "demonstratives", "possessives"):
            break
    if tokens.is_in(begin - 1, "coordinators") and tokens.is_capital(begin - 2):
        return ""  # "Swiss and Dutch officials"
    bare = begin >= word - 1 and tokens.lower(begin) == tokens.grammar.article
    if tokens.is_in(end, "genitive"):
        close = end + 1 + tokens.is_in(end + 1, "articles")
        while tokens.is_capital(close) and not found.is_date(close):
            close, end = close + 1, close + 1
    while tokens.is_capital(end) and names.is_named_by(found, end):
        end += 1  # "Admiral Otto Lind"
    if not any(names.is_named_by(found, i) for i in range(begin, end)):
        return None if bare and end == word + 1 else ""
    if tokens.is_in(begin, "articles") or (tokens.is_in(begin, "possessives") and end > word + 1):
        return f"{tokens.grammar.article} {text_of(found, begin + 1, end)}"
    return "" if tokens.is_in(begin, "possessives", "demonstratives") else text_of(found, begin, end)


def _is_part(found: Parse, word: int) -> bool:
    """Tell whether a word before a noun belongs to it: an article, an adjective, the name of its owner."""
    tokens = found.tokens
    if found.is_date(word) or found.group_on(word) or (tokens.is_adverb(word) and not tokens.is_capital(word)):
        return False
    if tokens.is_in(word, "prepositions", "coordinators", "relatives", "subordinators"):
        return tokens.is_in(word, "possessives")
    return tokens.is_word(word) or tokens.is_in(word, "possessive_marks") or tokens.lower(word) in "-&"
