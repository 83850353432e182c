"""Which -ed forms are participles and which past tenses, by what stands around them."""

from __future__ import annotations

from timeline.clause.parts import Form, Group
from timeline.clause.tokens import Tokens


def is_ambiguous(tokens: Tokens, group: Group) -> bool:
    """Tell whether a form alone leaves open if it is a past tense or a participle."""
    return (
        group.form is Form.PAST
        and group.first == group.head
        and not group.sure
        and tokens.lexeme(group.head).participle
    )


def with_participles(tokens: Tokens, groups: list[Group], opener: str, first: int) -> list[Group]:
    """Return the groups of a stretch with its participles told apart from its past tenses."""
    if not any(is_ambiguous(tokens, group) for group in groups):
        return groups
    later: list[Group | None] = [None] * len(groups)
    for number in range(len(groups) - 1, 0, -1):
        later[number - 1] = groups[number] if groups[number].finite else later[number]
    earlier: Group | None = None
    settled: list[Group] = []
    for group, following in zip(groups, later, strict=True):
        if is_ambiguous(tokens, group) and _is_participle(tokens, group, earlier, following, opener, first):
            group = group._replace(form=Form.PARTICIPLE, passive=True)  # noqa: PLW2901
        earlier = group if group.finite else earlier
        settled.append(group)
    return settled


def _is_participle(
    tokens: Tokens, group: Group, earlier: Group | None, later: Group | None, opener: str, first: int
) -> bool:
    if _closes_period(tokens, group):
        return True
    if tokens.is_in(group.head - 1, "subject_pronouns") or group.base in tokens.of["intransitive_verbs"]:
        return False
    if earlier is not None and _is_contact(tokens, earlier, first):
        return False
    if opener == "relative" and earlier is None and group.head > first + 1:
        return False  # "the suit that drivers filed was dropped"
    after = next((i for i in range(group.head + 1, len(tokens)) if i not in tokens.masked), len(tokens))
    if group.head == 0 or (tokens.is_in(after, "agent") and group.base not in tokens.of["scalar_verbs"]):
        return True
    if opener in {"start", "comma", "bracket", "dash"} and all(map(tokens.is_adverb, range(first, group.head))):
        dated = opener == "bracket" and group.head + 1 in tokens.masked  # "(built 1890)"
        return dated or tokens.is_in(group.head + 1, "prepositions", "adverbs")  # "Based in Paris, ..."
    if earlier is not None:
        return _hangs_on_noun(tokens, group, earlier)
    if opener == "comma" and _is_in_phrase(tokens, first, group.head):
        return True
    return later is not None and _is_reduced(tokens, group, later)


def _closes_period(tokens: Tokens, group: Group) -> bool:
    """Tell "the quarter ended Sept. 30" from "the war ended"."""
    if group.base not in tokens.of["closing_verbs"]:
        return False
    period = group.head - 1 in tokens.masked or tokens.is_in(group.head - 1, "calendar")
    date = group.head + 1 in tokens.masked or tokens.is_in(group.head + 1, "calendar")
    antecedent = tokens.is_in(group.head - 1, "relatives")
    return period and date and not antecedent


def _hangs_on_noun(tokens: Tokens, group: Group, earlier: Group) -> bool:
    """Judge an -ed form after a finite verb: "joined a firm based in Rome"."""
    of = tokens.of
    if group.base in of["naming_verbs"]:
        return True
    follows = earlier.passive and group.first == earlier.head + 1  # "was found abandoned"
    after = next((i for i in range(group.head + 1, len(tokens)) if i not in tokens.masked), group.head)
    content = tokens.is_in(after, "complementizers")  # "said in a letter published Monday that"
    reports = earlier.base in of["reporting_verbs"] and not follows and not content
    return not reports and not _starts_object(tokens, group.head + 1)


def _is_reduced(tokens: Tokens, group: Group, later: Group) -> bool:
    """Judge an -ed form before a finite verb: "the deal reached in May covers"."""
    of = tokens.of
    if _starts_object(tokens, group.head + 1):
        return False
    if group.base in of["reporting_verbs"]:
        return _is_bare_between(tokens, group, later)
    if not is_ambiguous(tokens, later):
        return True
    after = later.head + 1
    closes = after >= len(tokens) or tokens.lower(after) in ".,;"
    return later.base not in of["naming_verbs"] and (closes or _starts_object(tokens, after))


def _is_bare_between(tokens: Tokens, group: Group, later: Group) -> bool:
    """Tell whether nothing but a date stands between two verbs: "the letters found in 2004 proved"."""
    between = range(group.head + 1, later.first)
    return bool(between) and all(i in tokens.masked or tokens.is_in(i, "date_prepositions") for i in between)


def _is_in_phrase(tokens: Tokens, first: int, place: int) -> bool:
    """Tell whether all before a verb hangs on prepositions: ", in the capital for talks expected to last"."""
    if not tokens.is_in(first, "prepositions"):
        return False
    i = place - 1
    while i > first and tokens.lower(i)[0].isalpha() and not tokens.is_in(i, "prepositions", "determiners"):
        i -= 1
    owned = tokens.is_in(i, "determiners") and i == place - 2  # ", in a book published in May"
    if tokens.is_in(i, "determiners"):
        i -= 1
    return (i > first or owned) and tokens.is_in(i, "prepositions")


def _is_contact(tokens: Tokens, group: Group, first: int) -> bool:
    """Tell whether a verb stands in a relative clause without a pronoun: "the bridge he designed"."""
    place = group.first - 2
    return (
        place >= first
        and tokens.is_in(place + 1, "subject_pronouns")
        and tokens.lower(place)[0].isalpha()
        and not tokens.is_in(place, "prepositions", "adverbs", "subordinators", "coordinators")
        and not tokens.lexeme(place).base
    )


def _starts_object(tokens: Tokens, i: int) -> bool:
    """Tell whether a noun phrase begins at a word."""
    if i >= len(tokens) or i in tokens.masked:
        return False
    if tokens.is_in(i, "determiners", "object_pronouns"):
        return True
    word = tokens.words[i].text
    if word[0].isdigit() or word in "$£€":
        return True
    return word[0].isalpha() and not tokens.is_in(i, "function_words", "calendar")
