"""What a noun phrase is by its words alone: an amount, an epithet, an owner, a person."""

from __future__ import annotations

from timeline.clause import Group, Parse

FIGURES = ("figures", "figure_words", "holdings", "assets")
"""The classes of the words that tell an amount: "Calder Foods net income"."""

MONEY = frozenset("$£€¥")
"""The marks of currencies."""

_MODIFIERS = 3


def acts(found: Parse, verb: Group) -> bool:
    """Tell whether a verb says what an organisation does: "plans", "sold"."""
    return verb.base in found.tokens.of["organised_verbs"] and not verb.passive


def noun_ends(found: Parse, first: int, last: int) -> int:
    """Return where a noun phrase ends that begins at `first`: at a preposition, a verb, a date or a mark."""
    tokens = found.tokens
    ends = (
        i
        for i in range(first + 1, last)
        if tokens.is_in(i, "prepositions", "coordinators", "relatives")
        or found.is_date(i)
        or found.group_on(i)
        or not (tokens.is_word(i) or tokens.lower(i) in "-'&")
    )
    end = next(ends, last)
    while end - 1 > first + 1 and tokens.is_adverb(end - 1):
        end -= 1  # "the bank earlier reported"
    return end


def is_owner(found: Parse, mark: int) -> bool:
    """Tell the end of an owner from one inside a name: "Calder's shares", not "Lloyd's Bank"."""
    tokens = found.tokens
    return tokens.is_in(mark, "possessive_marks") and not tokens.is_capital(mark + 1)


def is_figure(found: Parse, first: int, last: int) -> bool:
    """Tell whether a subject is an amount that no one owns: "Net income", "Third-quarter sales in Asia"."""
    tokens = found.tokens
    end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
    if end == first or not tokens.is_in(end - 1, "figures", "holdings", "assets"):
        return False
    told = [i for i in range(first, end - 1) if not (found.is_date(i) or tokens.is_in(i, *FIGURES))]
    of_one = end < len(tokens) and any(tokens.lower(i) in MONEY for i in range(end, len(tokens)))
    named = any(map(tokens.is_capital, told)) or tokens.is_in(first, "determiners")
    plain = not told or (len(told) < _MODIFIERS and of_one and not named)  # "loan losses totaled $5 million"
    owned = tokens.is_in(first, "possessive_marks") or tokens.is_in(first - 1, "relatives")
    owned = owned or tokens.has(end, last, "firms")  # "shares in the company"
    return plain and not owned


def is_epithet(found: Parse, first: int, last: int) -> bool:
    """Tell whether a subject describes a company: "the Boston-based insurer", "the maker of lamps"."""
    tokens = found.tokens
    if tokens.lower(first) != tokens.grammar.article:
        return False
    end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
    return end - first > 1 and tokens.is_in(end - 1, "firms")


def may_be_person(found: Parse, first: int, last: int) -> bool:
    """Tell whether a subject can be one person: a name, or a noun that is known or ends like one: "the driver"."""
    tokens = found.tokens
    end = next((i for i in range(first + 1, last) if tokens.is_in(i, "prepositions")), last)
    if end - first < 2 and (first == end or tokens.is_in(first, "pronouns")):
        return False
    if tokens.is_in(first, "possessives"):  # "her mother", not "her book"
        return tokens.is_in(end - 1, "persons", "people")
    named = not tokens.is_in(first, "determiners") and any(map(tokens.is_capital, range(max(first, 1), end)))
    return (
        named or tokens.lower(end - 1).endswith(tokens.grammar.personal) or tokens.is_in(end - 1, "persons", "people")
    )


def are_people(found: Parse, word: int) -> bool:
    """Tell whether a noun is several people by its ending or by list: "regulators", "spokesmen"."""
    tokens, grammar = found.tokens, found.tokens.grammar
    singular = [tokens.lower(word).removesuffix(ending) for ending in grammar.plural]
    known = any(one.endswith(grammar.personal) or one in grammar.words["persons"] for one in singular)
    return known and tokens.lower(word) not in singular and not tokens.is_capital(word)
