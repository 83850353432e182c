"""Whether a row stands alone, or which of its words stands for what only the text before names."""

from __future__ import annotations

from timeline.clause import Parse
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import is_figure, may_be_person, noun_ends
from timeline.describe.subjects import subject_of
from timeline.grammar import Grammar

BRIEF = 90
"""A row of more code points than this that names anyone says enough of what it is about."""

SHORT = 4
"""A subject of so many words says who it is: "the head of the board"."""

PERSONAL = ("person_pronouns", "for_one", "people_pronouns")
"""The classes of the pronouns for a person."""

THINGS = ("impersonal", "for_many", "own_pronouns", "plural_pronouns")
"""The classes of those for a thing, or for several of anything."""

Span = tuple[int, int]


def left_open(names: Names, found: Parse, row: Span, named: Span | None) -> int | None:
    """Return the first word of a row that stands for someone or something the row does not name; None for none.

    `row` is the range of its words, `named` those of them for which a name stands; both are half-open.
    """
    verb = next((group for group in found.groups if group.finite and row[0] <= group.first < row[1]), None)
    if verb is None:
        return None
    first, last = _subject(found, subject_of(found, verb), row)
    if named is None and first < last and _is_open(names, found, (first, last), row):
        return first
    return _open_pronoun(names, found, row, named)


def _subject(found: Parse, subject: Span, row: Span) -> Span:
    """Return a subject within a row, also where "that order" looks as if it were told or its verb was not seen."""
    first, last = subject
    start = row[0]
    if first == start + 1 and found.tokens.is_in(start, "demonstratives"):
        return start, last
    if found.tokens.is_in(start + 1, "pointing_nouns") and found.tokens.lower(start) == found.tokens.grammar.article:
        return start, start + 2
    return subject if start <= first < last <= row[1] else (start, start)


def is_stand_in(subject: str, grammar: Grammar) -> bool:
    """Tell whether the words of a subject name no one: "he", "the airline", "the deal"."""
    of, words = grammar.words, subject.lower().split()
    if words[0] in of["pronouns"] or words[0] in of["possessives"]:
        return words[0] not in of["addressed"]
    known = words[-1] in of["firms"] or grammar.look_up(words[-1]).event
    named = any(word[0].isupper() for word in subject.split()[1:])  # "the Osmark war"
    return words[0] == grammar.article and len(words) < SHORT and known and not named


def _is_open(names: Names, found: Parse, subject: Span, row: Span) -> bool:
    """Tell whether a subject is a noun that was spoken of before: "the move", "these attacks", "both leaders"."""
    tokens, (first, last) = found.tokens, subject
    named = any(names.is_named_by(found, i) for i in range(row[0], last)) or names.is_name(found, first, last)
    if named or tokens.is_in(first, "addressed"):
        return False
    if is_figure(found, first, last):
        return not any(names.is_named_by(found, i) for i in range(*row))
    if tokens.is_in(last - 1, "firms") and tokens.lower(last - 2) == tokens.grammar.article:
        return True  # "shares in the company"
    end = noun_ends(found, first, last)
    follows = end < last or tokens.is_in(last, "relatives", "prepositions")  # "the head of the board"
    if tokens.is_in(first, "demonstratives", "both") or (
        first == row[0] + 1 and tokens.is_in(row[0], "demonstratives")
    ):
        return not follows
    if follows or end - first == 1 or tokens.lower(first) != tokens.grammar.article or tokens.is_in(end - 1, "unique"):
        return False
    length = found.words[row[1] - 1].end - found.words[row[0]].start
    known = tokens.is_in(end - 1, "firms", "spokesmen", "pointing_nouns")
    return length < BRIEF or known or may_be_person(found, first, last)


def _open_pronoun(names: Names, found: Parse, row: Span, named: Span | None) -> int | None:
    """Return the first pronoun of a row that has nothing before it in the row that it can mean."""
    tokens = found.tokens
    pronouns = tokens.places(*row, *PERSONAL, *THINGS)
    if not pronouns:
        return None
    ahead = _named_ahead(names, found, row)
    told = thing = named == (row[0], row[0])
    people: list[int] = []
    for i in range(row[0], pronouns[-1] + 1):
        if named and named[0] <= i < named[1]:
            told = thing = True
        elif found.is_date(i):
            continue
        elif i in pronouns:
            if tokens.is_in(i, *PERSONAL):
                known = told or any(_can_mean(names, found, i, person) for person in people)
            else:
                known = thing or (bool(people) and tokens.is_in(i, "for_many", "plural_pronouns"))
            if i >= ahead and not known and not _is_empty(found, i):
                return i
        else:
            someone, something = _brings_in(names, found, i)
            people += [i] if someone else []
            thing = thing or something
    return None


def _brings_in(names: Names, found: Parse, word: int) -> tuple[bool, bool]:
    """Tell whether a word brings in a person that "he" can mean, and anything that "it" can."""
    tokens = found.tokens
    if names.is_named_by(found, word) or (word == 0 and _opens_with_name(names, found)):
        known = names.is_gendered(found.words[word].text)
        return known or not tokens.is_in(word - 1, "articles", "place_prepositions"), not known
    if not is_noun(found, word):
        return False, False
    several = names.is_plural(found, word, word + 1) or tokens.is_in(word, "plural_subjects")
    return not several and may_be_person(found, max(0, word - 1), word + 1), True


def _opens_with_name(names: Names, found: Parse) -> bool:
    """Tell whether a sentence begins with a name that the text does not show elsewhere: "Lind left"."""
    common = names.is_common(found.tokens.lower(0)) or names.is_plural(found, 0, 1)
    return not common and names.is_name(found, 0, 1)


def _can_mean(names: Names, found: Parse, pronoun: int, person: int) -> bool:
    """Tell whether a pronoun can mean someone before it: no woman for "he", nor who does it for "made him"."""
    tokens = found.tokens
    if names.is_other(found, person, person + 1, tokens.lower(pronoun)):
        return False
    is_object = tokens.is_in(pronoun, "object_pronouns") and not is_noun(found, pronoun + 1)
    verb = found.group_on(pronoun - 1) if is_object else None
    return verb is None or not verb.finite or person < found.clause_of(verb).first


def is_noun(found: Parse, word: int) -> bool:
    """Tell whether a word can be a noun: it is no verb, adverb or number and has a meaning of its own."""
    tokens = found.tokens
    plain = tokens.is_word(word) and not tokens.is_in(word, "function_words") and not tokens.is_adverb(word)
    return plain and not tokens.lower(word)[0].isdigit() and found.group_on(word) is None


def _named_ahead(names: Names, found: Parse, row: Span) -> int:
    """Return where a named subject begins after words that open a row: "In her speech Lind promised"."""
    tokens = found.tokens
    opens = (i for i in range(*row) if not (tokens.is_adverb(i) or found.is_date(i) or tokens.lower(i) == ","))
    first = next(opens, row[0])
    if not tokens.is_in(first, "prepositions", "subordinators"):
        return row[0]
    verbs = (group for group in found.groups if group.finite and row[0] <= group.first < row[1])
    own = [verb for verb in verbs if found.clause_of(verb).opener != "relative"]
    subjects = [subject_of(found, verb) for verb in own[:2]]
    if not tokens.is_in(first, "subordinators") and subjects and tokens.is_in(subjects[0][0], *PERSONAL):
        return row[0]  # "At the sale he paid, and Lind left"
    named = (first for first, last in subjects if any(names.is_named_by(found, i) for i in range(first, last)))
    return next(named, row[0])


def _is_empty(found: Parse, word: int) -> bool:
    """Tell whether "it" stands for nothing: "it rained", "it was agreed that", "it took years to"."""
    verb = next((group for group in found.groups if group.first > word), None)
    if verb is None or not found.tokens.is_in(word, "impersonal"):
        return False
    of = found.tokens.of
    told = verb.base in of["impersonal_verbs"] or (verb.passive and verb.base in of["reporting_verbs"])
    opened = found.tokens.has(verb.head + 1, len(found.words), "infinitive", "complementizers")
    return verb.base in of["weather_verbs"] or (told and opened)
