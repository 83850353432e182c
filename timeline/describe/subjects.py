"""Who does it: subjects, antecedents and speakers, as words of the sentence."""

from __future__ import annotations

from itertools import pairwise

from timeline.clause import Clause, Form, Group, Parse
from timeline.clause.tokens import CLOSING_QUOTES, QUOTES

_LED = ("sub", "relative", "complement", "comma")
PRONOUNS = ("person_pronouns", "plural_persons", "impersonal")
FUNCTIONS = ("function_words", "genitive")
_SPEAK_FOR = ("spokesmen", "confidants", "people")
_ASIDE = ("relative", "bracket", "quote", "unquote")


def subject_of(found: Parse, group: Group) -> tuple[int, int]:
    """Return the words of the subject of a verb, half-open; an empty range when none is found."""
    known = found.subjects.get(group)
    if known is None:
        known = found.subjects[group] = _subject_of(found, group)
    return known


def _subject_of(found: Parse, group: Group) -> tuple[int, int]:
    if inside := [i for i in range(group.first + 1, group.head) if found.tokens.is_in(i, "subject_pronouns")]:
        return inside[0], inside[0] + 1  # "could you confirm"
    number = found.clause_at(group.first)
    clause = found.clauses[number]
    first, last = _noun_phrase(found, after_opener(found, clause), group.first)
    if first < last:
        return _after_phrase(found, first, last), last
    if elsewhere := _outside(found, number):
        return elsewhere
    for place in range(number - 1, -1, -1):
        earlier = found.clauses[place]
        if _is_aside(found, place, clause, group):
            continue
        if earlier.finite and clause.opener in ("and", "comma"):
            return subject_of(found, earlier.finite)
        if earlier.opener == "complement" and not earlier.groups:
            return _before_apposition(found, number - 1)  # "said that the owner, Otto Lind, sold it in May and left"
        if place == number - 1 and earlier.opener == "and" and clause.opener == "comma" and not earlier.groups:
            continue  # the end of a list: "The firm, which makes lamps, or fans, said"
        if not earlier.groups and (clause.opener != "and" or place == 0):
            return _before_apposition(found, place)
    return group.first, group.first


def _outside(found: Parse, number: int) -> tuple[int, int] | None:
    """Return the subject of a clause where its kind says that it stands in the one before; None for any other kind."""
    clause = found.clauses[number]
    before = found.clauses[number - 1] if number else None
    if clause.opener == "relative":
        return antecedent(found, clause.first)
    if clause.opener == "quote" and before and before.finite:
        return _noun_phrase(found, before.finite.head + 1, before.last)  # "said the road "was closed""
    if clause.opener == "and" and before and before.finite and _joins_relative(found, number):
        own = _noun_phrase(found, after_opener(found, before), before.finite.first)
        if own[0] < own[1] and not is_whose(found, before.first):
            return own  # "Lind, whom she married in 1946 and left in 1953"
        if is_whose(found, before.first):
            return _noun_phrase(found, before.first, before.finite.first)
        return antecedent(found, before.first)
    return None


def _is_aside(found: Parse, place: int, clause: Clause, group: Group) -> bool:
    """Tell whether an earlier clause, at `place`, does not say whose verb follows in `clause`."""
    opener = found.clauses[place].opener
    if found.in_brackets(place):
        return not found.in_brackets(found.clause_at(group.first))
    if opener in _ASIDE:
        return True
    if opener == "and" and clause.opener == "comma" and place and _joins_relative(found, place):
        return True  # "The firm, whose shares rose and fell, closed"
    # "said that it was closed and added that it would open", "said it was over, and left"
    parted = clause.opener == "and" and found.tokens.lower(clause.first - 1) == ","
    if opener == "sub" and (parted or clause.opener == "comma") and place:
        return True  # "The widow, who left when he died, said", "She rested when the war ended, and left"
    told = opener == "complement" and bool(found.clauses[place].groups)
    return told and (parted or group.base in found.tokens.of["speech_verbs"])


def _ends_phrase(found: Parse, word: int) -> bool:
    """Tell whether an opening phrase may end with a word: "During the war", "By then"."""
    return found.tokens.is_adverb(word) or not found.tokens.is_in(word, *FUNCTIONS)


def noun_before(found: Parse, clause: Clause, place: int) -> tuple[int, int]:
    """Return the noun phrase of a clause that ends at a place: "the bridge" of "By then the bridge, rebuilt in"."""
    first, last = _noun_phrase(found, after_opener(found, clause), place)
    return (_after_phrase(found, first, last), last) if first < last else (0, 0)


def _after_phrase(found: Parse, first: int, last: int) -> int:
    """Return where the subject begins behind a phrase: "After a stroke she moved", "During the war the mill closed"."""
    tokens = found.tokens
    if tokens.is_in(last - 1, "subject_pronouns") and not tokens.is_in(last - 2, "coordinators"):
        return last - 1
    if not tokens.is_in(first, "prepositions"):
        return first
    name = last
    while name > first and tokens.is_capital(name - 1) and not found.is_date(name - 1):
        name -= 1
    if first + 1 < name < last and tokens.is_word(name - 1) and not tokens.is_in(name - 1, *FUNCTIONS):
        return name  # "During the war Lind drove"
    begins = (
        i
        for i in range(last - 1, first + 1, -1)
        if tokens.is_in(i, "articles", "possessives") and tokens.is_word(i - 1) and _ends_phrase(found, i - 1)
    )
    return next(begins, first)


def _before_apposition(found: Parse, number: int) -> tuple[int, int]:
    """Return the noun that the insertions before a verb belong to: "Rep. Burton, R-Ind., said"."""
    chosen = (0, 0)
    for clause in reversed(found.clauses[: number + 1]):
        if clause.opener == "relative":
            return antecedent(found, clause.first)
        first, last = _noun_phrase(found, after_opener(found, clause), clause.last)
        if first == last and clause.opener == "comma" and not clause.groups:
            continue  # ", however,"
        if clause.opener == "sub":
            break  # "As a result, buyers are to take notes due in 2016, rated B, and ..."
        if clause.groups or first == last or lacks_noun(found, first, last):
            break
        if chosen[1] and found.tokens.is_in(first, "prepositions"):
            if clause.opener == "comma":
                continue  # "Kopp, 44, of Dover, Del., said"
            break
        chosen = first, last
        if clause.opener != "comma":
            break
    return chosen


def lacks_noun(found: Parse, first: int, last: int) -> bool:
    """Tell whether words are a mere article or possessive: "The" of "The first was delivered"."""
    return all(found.tokens.is_in(i, "articles", "possessives") for i in range(first, last))


def _joins_relative(found: Parse, number: int) -> bool:
    """Tell "the firm that was sold and is to close": no comma parts the second verb from the relative clause."""
    before = found.clauses[number - 1]
    return before.opener == "relative" and before.finite is not None and found.tokens.lower(before.last - 1) != ","


def after_opener(found: Parse, clause: Clause) -> int:
    """Return the first word of a clause after the word that opens it."""
    tokens = found.tokens
    i = clause.first
    while i < clause.last and (
        tokens.is_in(i, "coordinators")
        or (clause.opener in _LED and tokens.is_in(i, "subordinators", "relatives"))
        or not (tokens.is_word(i) or tokens.lower(i)[0] in "$£€'[" or _opens_title(found, clause, i))
    ):
        i += 1
    return i


def _opens_title(found: Parse, clause: Clause, i: int) -> bool:
    """Tell whether a quotation mark opens a name rather than what is said: ""Brass Moon" sold well"."""
    mark = found.tokens.lower(i)
    opens = mark in QUOTES and mark not in CLOSING_QUOTES and i + 1 < clause.last
    return opens and clause.opener not in ("quote", "unquote")


def _noun_phrase(found: Parse, first: int, last: int) -> tuple[int, int]:
    """Trim a stretch before a verb to its noun phrase: no opening adverbial, no date, no closing mark."""
    tokens, end = found.tokens, last
    while last > first and (
        found.is_date(last - 1)
        or tokens.is_in(last - 1, "adverbs", "date_prepositions")
        or (tokens.is_adverb(last - 1) and not tokens.is_capital(last - 1) and last - 1 > first)
        or not (tokens.is_word(last - 1) or tokens.lower(last - 1) in "])'\"”")
    ):
        last -= 1
    hanging = found.group_on(last - 1)
    if hanging and hanging.form is Form.PARTICIPLE and first < hanging.first == last - 1 < end - 1:
        last -= 1  # "a poll published on Sunday"
    while first < last and (
        found.is_date(first)
        or tokens.is_in(first, "opening")
        or tokens.lower(first) in ",-"
        or (tokens.is_in(first, "date_prepositions") and found.is_date(first + 1))
    ):
        first += 1
    return first, last


def is_denied_in(found: Parse, number: int) -> bool:
    """Tell whether words before a clause deny what it says, without a verb of their own: ", denying that he left"."""
    before = (
        found.clauses[number - 1].groups if number and found.clauses[number].opener in ("complement", "bare") else ()
    )
    return bool(before) and before[-1].base in found.tokens.of["denial_verbs"] and not before[-1].finite


def is_disowned(found: Parse, said: Group) -> bool:
    """Tell whether a verb takes back what it leads to: "denied that", "does not think that"."""
    of = found.tokens.of
    return said.base in of["denial_verbs"] if not said.negated else said.base in of["asserting_verbs"]


def is_unproved(found: Parse, number: int) -> bool:
    """Tell whether a clause says what nothing shows: "found no proof that he had left"."""
    while number and found.clauses[number].opener == "comma":  # "no proof that Lind, 61, had left"
        number -= 1
    first, tokens = found.clauses[number].first, found.tokens
    told = tokens.is_in(first, "complementizers") and tokens.is_in(first - 1, "evidence")
    return told and tokens.has(max(0, first - 4), first, "negating_subjects")


def is_whose(found: Parse, word: int) -> bool:
    """Tell whether a word makes an owner of what stands before it: "the firm, whose shares fell"."""
    return found.tokens.is_in(word, "relatives") and found.tokens.is_in(word, "possessives")


def subject_text(found: Parse, first: int, last: int) -> str:
    """Return the words of a subject, with the owner for "whose" and a name set apart: "the owner, Otto Lind"."""
    if not is_whose(found, first) or last == first + 1:
        return text_of(found, first, _after_name(found, last))
    owner = text_of(found, *antecedent(found, first))
    return f"{owner}{found.tokens.grammar.possessive} {text_of(found, first + 1, last)}"


def was_or_were(found: Parse, first: int, last: int) -> str:
    """Return the auxiliary of a passive that was, by the number of its subject."""
    tokens, grammar = found.tokens, found.tokens.grammar
    ends = next((i for i in range(first + 1, last) if tokens.is_in(i, "prepositions")), last)
    noun = found.words[ends - 1].text
    plural = noun.islower() and noun.endswith(grammar.plural) and not noun.endswith(grammar.not_plural)
    several = plural or tokens.has(first, ends, "plural_subjects", "coordinators")
    return grammar.were if several else grammar.was


def _after_name(found: Parse, last: int) -> int:
    """Return where the name ends that commas set apart after a noun, or where the noun does."""
    tokens, end = found.tokens, last + 1
    while tokens.is_capital(end) and not found.is_date(end):
        end += 1
    named = last + 1 < end and tokens.lower(last) == tokens.lower(end) == "," and not tokens.is_capital(last - 1)
    return end if named else last


def antecedent(found: Parse, place: int) -> tuple[int, int]:
    """Return the noun phrase that ends before the word `place`: the antecedent of a relative or participle."""
    tokens = found.tokens
    last = place
    while last and not tokens.is_word(last - 1):
        last -= 1
    first = last
    while first and _is_nominal(found, first - 1):
        first -= 1
        if tokens.is_in(first, "determiners") and not _continues(found, first - 1):
            break
    if tokens.is_in(first, "possessive_marks"):  # "last year's winner"
        first -= 1
        while found.is_date(first) and found.is_date(first - 1):
            first -= 1
    aside = first > 1 and tokens.lower(first - 1) == "," and all(tokens.lower(i).isdigit() for i in range(first, last))
    aside = aside or _explains_name(found, first)
    return antecedent(found, first - 1) if aside else (first, last)  # "Otto Lind, 58, who"


def _explains_name(found: Parse, first: int) -> bool:
    """Tell whether a noun says what the name before it is: "Anna Finch, a botanist who left in 1871"."""
    tokens = found.tokens
    marked = first > 1 and tokens.lower(first - 1) == "," and tokens.is_in(first, "indefinite")
    return marked and tokens.is_capital(first - 2) and not found.is_date(first - 2) and not _is_listed(found, first)


def _is_listed(found: Parse, first: int) -> bool:
    """Tell whether a noun stands in a list: "met Otto Lind, a mason and a boy who sang"."""
    clause = found.clauses[found.clause_at(first)]
    return found.tokens.has(first, clause.last, "coordinators")


def _continues(found: Parse, word: int) -> bool:
    """Tell whether a noun phrase goes on before an article: "the head of the board", "22 cents a share"."""
    if word < 0 or found.tokens.is_in(word, "genitive"):
        return word >= 0
    return found.tokens.is_word(word) and _is_nominal(found, word)


def _is_nominal(found: Parse, word: int) -> bool:
    """Tell whether a word can be part of a noun phrase."""
    tokens = found.tokens
    if found.is_date(word) or found.group_on(word) or tokens.is_in(word, "coordinators", "subordinators", "relatives"):
        return False
    if tokens.is_in(word, "prepositions"):
        return tokens.is_in(word, "genitive")
    return tokens.is_word(word) or tokens.lower(word) in "'-&.$/" or tokens.is_in(word, "contraction")


def is_saying(found: Parse, group: Group) -> bool:
    """Tell whether a verb is one of saying and what is said follows: "said that the road is open"."""
    following = found.clauses[found.clause_at(group.first) + 1 :][:1]
    return group.base in found.tokens.of["speech_verbs"] and any(clause.opener == "complement" for clause in following)


def speaker_of(found: Parse, group: Group) -> str | None:
    """Return who says it: the subject of a verb of saying, before or after it."""
    first, last = (0, 0) if group.passive else speaker_words(found, group)
    return None if lacks_noun(found, first, last) else text_of(found, first, last)


def speaker_words(found: Parse, group: Group) -> tuple[int, int]:
    """Return the words of the subject of a verb of saying, before or after it, half-open."""
    clause = found.clause_of(group)
    first = last = 0
    if after_opener(found, clause) >= group.first and clause.opener in ("unquote", "comma", "quote"):
        first, last = _noun_phrase(found, group.head + 1, clause.last)
    addressed = group.base in found.tokens.of["addressed_verbs"]  # "told me", not "said Ann Low"
    follows = first < last and not addressed and not found.tokens.is_in(first, "prepositions")
    return (first, last) if follows else subject_of(found, group)


def is_named(found: Parse, subject: str) -> bool:
    """Tell whether a subject is a whole noun phrase: a name, a plural, or one with its article."""
    of, plural = found.tokens.of, found.tokens.grammar.plural
    first = subject.split(maxsplit=1)[0].lower()
    if first in of["prepositions"] or first in of["relatives"]:
        return False
    named = not subject.islower() or not subject[0].isalpha()
    return named or first in of["determiners"] or first in of["pronouns"] or subject.endswith(plural)


def means_speaker(found: Parse, group: Group, pronoun: int, said: Group, speaker: str) -> bool:
    """Tell whether the pronoun right after "X said" is X: of the same number, doing something X can do."""
    tokens = found.tokens
    of = tokens.of
    names = speaker.split()
    opening, closing = names[0], names[-1]
    noun = next((a for a, b in pairwise(names) if b in of["genitive"]), closing)
    if closing.lower() in of["pronouns"] or said.base in of["addressed_verbs"]:
        return False
    plural = f" {tokens.grammar.joining} " in f" {speaker} " or _is_many(found, names)
    if plural or tokens.is_in(pronoun, "plural_persons"):
        return plural and tokens.is_in(pronoun, "plural_persons")
    person = opening.lower().rstrip(".") in of["titles"]
    if tokens.is_in(pronoun, "impersonal"):
        return not (person or _names_person(found, names)) and group.base not in of["impersonal_verbs"]
    if not tokens.is_in(pronoun, "person_pronouns") or _speaks_of_another(found, names, tokens.lower(pronoun)):
        return False
    return person or closing[0].isupper() or noun in of["persons"] or noun.endswith(tokens.grammar.personal)


def _is_many(found: Parse, names: list[str]) -> bool:
    """Tell whether a speaker is several people; at the head of a sentence "Doctors" has a capital like "Rogers"."""
    grammar, noun = found.tokens.grammar, names[-1].lower()
    if noun in grammar.words["plural_subjects"]:
        return True
    if not noun.endswith(grammar.plural) or names[-1].islower():
        return noun.endswith(grammar.plural)
    persons = grammar.words["persons"] | grammar.words["spokesmen"]
    singular = (noun.removesuffix(ending) for ending in grammar.plural)
    common = any(one in persons or one.endswith(grammar.personal) for one in singular)
    return common and len(names) == 1 and names[0] == found.words[0].text


def _speaks_of_another(found: Parse, names: list[str], pronoun: str) -> bool:
    """Tell whether "she" can be no man who speaks, and need not be who speaks for her: "Ann's lawyer said she"."""
    of, told = found.tokens.of, [name.lower().rstrip(".") for name in names]
    mine, other = (of["women"], of["men"]) if pronoun in of["women"] else (of["men"], of["women"])
    if not other.isdisjoint(told) and mine.isdisjoint(told):
        return True
    owned = told[0] in of["possessives"] or any(name.endswith(found.tokens.grammar.possessive) for name in told)
    return owned and (told[0] in of["possessives"] or any(told[-1] in of[name] for name in _SPEAK_FOR))


def _names_person(found: Parse, words: list[str]) -> bool:
    """Tell whether a speaker has a first name that is known or is told by what a person does: "the spokesman"."""
    grammar = found.tokens.grammar
    of, told = grammar.words, [word.lower().rstrip(".") for word in words]
    if not of["corporate"].isdisjoint(told) or not of["institutions"].isdisjoint(told):
        return False
    if not of["spokesmen"].isdisjoint(told) or any(a in of["men"] | of["women"] for a in told[:-1]):
        return True
    does = told[-1].endswith(grammar.personal) or told[-1] in of["persons"] | of["people"]
    return words[-1].islower() and does and told[-1] not in of["firms"]


def text_of(found: Parse, first: int, last: int) -> str:
    """Return the words `first` to `last` with single spaces where the text has any."""
    tokens = found.tokens
    if tokens.lower(last) == "." and tokens.lower(last - 1) in tokens.grammar.abbreviations:
        last += 1  # "Northstar Inc."
    words = found.words[first:last]
    return words[0].text + "".join((" " if b.start > a.end else "") + b.text for a, b in pairwise(words))
