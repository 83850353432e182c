"""Dates of birth and death in brackets after a person's name: "Ada Lind (1811-1880) was a painter", "(born 1811)"."""

from __future__ import annotations

from timeline.clause import Parse
from timeline.describe.subjects import text_of
from timeline.values import Interval, PartialDate, Value

SHORTEST, LONGEST = 25, 110
"""Years of a life: what is shorter may be a term of office."""

REACH = 12
"""In how many words the sentence says what the person was."""


def life(found: Parse, start: int, end: int, when: Value) -> str:
    """Return the name of the person whose life the dates `text[start:end]` tell, or nothing where that is not certain.

    They fill brackets after a name at the head of the sentence that is one by its first name or by what is said next:
    "was an English painter". A reign or a war is no life.
    """
    tokens, of = found.tokens, found.tokens.of
    first, last = found.words_in(start, end)
    if tokens.lower(first - 1) != "(" or tokens.lower(last) != ")" or not _spans_life(when):
        return ""
    name = range(first - 1)
    if not 1 < len(name) <= REACH or not (tokens.is_capital(0) and tokens.is_capital(len(name) - 1)):
        return ""
    if tokens.is_in(0, "determiners", "prepositions") or any(tokens.is_in(i, "rulers") for i in name):
        return ""
    if any(found.words[i].text.isupper() and len(found.words[i].text) > 1 for i in name):
        return ""  # "George IV"
    if not all(tokens.is_capital(i) or tokens.lower(i) in {".", "-"} or tokens.is_in(i, "name_links") for i in name):
        return ""
    after = last + 1 + (tokens.lower(last + 1) == ",")
    after += tokens.is_in(after, "auxiliary_past", "auxiliary_present")
    described = tokens.is_in(after, "articles") and _is_person(found, after)
    known = tokens.lower(0) in of["men"] | of["women"]
    return text_of(found, 0, len(name)) if known or described else ""


def ends_of_life(found: Parse, start: int, end: int) -> str:
    """Return what a date after "born" or "died" says in brackets after a name: "Ada Lind [was born]", or nothing."""
    tokens, grammar = found.tokens, found.tokens.grammar
    first, last = found.words_in(start, end)
    mark = first - 1 - (tokens.lower(first - 1) == ".")  # "b. 1811"
    said = grammar.born if tokens.is_in(mark, "births") else grammar.died if tokens.is_in(mark, "deaths") else ""
    if not said or tokens.lower(mark - 1) != "(" or tokens.lower(last) != ")":
        return ""
    begin = mark - 1
    while begin and tokens.is_capital(begin - 1) and not found.is_date(begin - 1):
        begin -= 1
    return f"{text_of(found, begin, mark - 1)} [{said}]" if begin < mark - 1 else ""


def _spans_life(when: Value) -> bool:
    if not isinstance(when, Interval):
        return False
    first, last = when
    if not (isinstance(first, PartialDate) and isinstance(last, PartialDate)):
        return False
    return SHORTEST <= last.earliest().year - first.earliest().year <= LONGEST


def _is_person(found: Parse, article: int) -> bool:
    """Tell whether a noun after an article names a person: "an English painter"."""
    tokens = found.tokens
    words = range(article + 1, min(article + REACH, len(tokens)))
    end = next((i for i in words if tokens.is_in(i, "prepositions", "relatives") or not tokens.is_word(i)), None)
    nouns = range(article + 1, end or article + 1)
    return any(tokens.is_in(i, "persons") or tokens.lower(i).endswith(tokens.grammar.personal) for i in nouns)
