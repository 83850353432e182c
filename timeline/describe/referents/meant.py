"""Which part of an earlier subject can be meant: of "Hanlon's results" the company is Hanlon."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.clause import Parse
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import FIGURES, is_owner, may_be_person, noun_ends
from timeline.describe.subjects import text_of


def meant(names: Names, found: Parse, subject: tuple[int, int], words: str) -> tuple[int, int] | None:
    """Return the part of a subject that the words can mean: of "Hanlon's results" the company is Hanlon."""
    of, tokens = found.tokens.of, found.tokens
    first, last = subject
    if first >= last:
        return None
    if words in of["for_many"]:
        owned = tokens.is_in(first, "possessives")
        return subject if names.is_plural(found, *subject) and not owned else None
    if words in of["impersonal"]:
        return _thing(names, found, first, last)
    if words in of["companies"]:
        return _firm(names, found, first, last)
    return _person(names, found, first, last, words)


def _firm(names: Names, found: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Return the part of a subject that can name a company."""
    tokens = found.tokens
    last = whole = next((i for i in range(first, last) if is_owner(found, i)), last)
    while last > first + 1 and tokens.is_in(last - 1, *FIGURES) and not tokens.is_capital(last - 1):
        last -= 1  # "Calder Foods earnings"
    if last < whole and not names.is_named_by(found, last - 1):
        return None
    first, last = _spoken_for(names, found, first, last)
    if first >= last or not names.is_name(found, first, last) or names.is_plural(found, first, last):
        return None
    called = any(tokens.is_in(i, "titles", "men", "women", "persons", "people") for i in range(first, last))
    alone = last - first == 1 and names.is_known_person(found, first)
    person = called or alone or names.is_gendered(found.words[last - 1].text)
    if not person or found.words[first].text in names.firms:
        return first, last
    return _employer(names, found, last)


def _employer(names: Names, found: Parse, place: int) -> tuple[int, int] | None:
    """Return the company that someone is of whose name ends before `place`: "Otto Lind, Calder's chairman, said"."""
    tokens, end = found.tokens, place + 1
    while tokens.is_capital(end) and names.is_named_by(found, end):
        end += 1
    of = tokens.lower(place) == "," and end > place + 1 and is_owner(found, end)
    return (place + 1, end) if of and not names.is_gendered(found.words[end - 1].text) else None


def _spoken_for(names: Names, found: Parse, first: int, last: int) -> tuple[int, int]:
    """Return the one name that a speaker without a name speaks for: "a spokesman for Calder"."""
    tokens = found.tokens
    named = [i for i in range(first, last) if names.is_named_by(found, i)]
    one = bool(named) and named[-1] - named[0] == len(named) - 1
    speaks = any(tokens.is_in(i, "spokesmen") and i not in named for i in range(first, last))
    return (named[0], named[-1] + 1) if one and speaks else (first, last)


def _person(names: Names, found: Parse, first: int, last: int, words: str) -> tuple[int, int] | None:
    """Return the part of a subject that can be "he" or "she": a name, or "the man"."""
    of, tokens = found.tokens.of, found.tokens
    if tokens.is_in(last, "possessive_marks") and found.group_on(last + 1):
        return None  # "St Alban's was founded"
    mark = next((i for i in range(first, last) if tokens.is_in(i, "possessive_marks")), last)
    if mark < last and not tokens.is_capital(last - 1) and not may_be_person(found, mark + 1, last):
        last = mark  # "Hartley's whereabouts", not "Hartley's brother"
    elif mark < last:
        first = last - 1  # "Hartley's brother Otto"
    titled = any(tokens.is_in(i, "titles") for i in range(first, last))
    end = next((i for i in range(first + 1, last) if tokens.is_in(i, "prepositions")), last)
    if titled or names.is_known_person(found, end - 1):
        last = end  # "Mr. Low of the central bank"
    same = of["men"] if words in of["men"] else of["women"]
    if tokens.is_in(first, "possessives") and tokens.lower(first) in same:
        return None  # "his coach", or whose he is
    beside = _named_beside(names, found, last) if tokens.is_in(first, "articles", "possessives") else None
    if beside:
        return None if names.is_other(found, *beside, words) else beside  # "The head of the board, Ann Low, left"
    if tokens.is_in(first, "articles") and tokens.is_in(end - 1, "people") and tokens.lower(end - 1) in same:
        return first, end  # "a woman of 54"
    if not names.is_name(found, first, last) or names.is_plural(found, first, last):
        return None
    named = tokens.is_in(first, "men", "women") and tokens.is_capital(first)
    named = titled or named or names.is_gendered(found.words[last - 1].text)
    known = named or (names.is_known_person(found, last - 1) and not _is_called_thing(found, last))
    return (first, last) if known and not names.is_other(found, first, last, words) else None


def _named_beside(names: Names, found: Parse, place: int) -> tuple[int, int] | None:
    """Return the name of a person that stands between commas after a noun that ends before `place`."""
    tokens, end = found.tokens, place + 1
    while tokens.is_capital(end) or (end > place + 1 and tokens.lower(end) == "." and tokens.is_capital(end + 1)):
        end += 1
    apart = tokens.lower(place) == "," and tokens.lower(end) == ","
    return (place + 1, end) if apart and end > place + 2 and names.is_known_person(found, end - 1) else None


def _thing(names: Names, found: Parse, first: int, last: int) -> tuple[int, int] | None:
    """Return the part of a subject that names one thing: "the mill" of "the mill at Osmark", but no person.

    Of "Osmark's harbour" it may be either; of "Osmark's mayor" it is Osmark, of "Otto Lind's mill" the mill.
    """
    tokens, whole, begin = found.tokens, last, first
    mark = next((i for i in range(first, last) if is_owner(found, i)), None)
    last = noun_ends(found, first if mark is None else mark, last)
    if mark is not None and may_be_person(found, mark, last):
        last = mark
    elif mark is not None and names.is_known_person(found, mark - 1):
        begin = mark
    elif mark is not None:
        return None
    described = tokens.is_in(first, "articles") and last > first + 1  # "the first" has no noun
    known = described or begin > first or names.is_name(found, first, last)
    one = known and not names.is_plural(found, first, whole) and not names.is_plural(found, first, last)
    if any(tokens.lexeme(i).third for i in range(first, last - 1)):
        return None  # a verb that was not seen
    person = may_be_person(found, begin, last) or names.is_known_person(found, last - 1)
    return (first, last) if one and (not person or _is_called_thing(found, last)) else None


def _is_called_thing(found: Parse, place: int) -> bool:
    """Tell whether what follows a name says that it is no person: "Osmark is a town", "Brass Moon was Lind's book"."""
    tokens, verb = found.tokens, found.group_on(place)
    if verb is None or verb.base not in tokens.of["copular_verbs"]:
        return False
    first = verb.head + 1
    owner = next((i for i in range(first, len(tokens)) if not tokens.is_capital(i)), first)
    if tokens.is_in(owner, "possessive_marks"):
        first = owner
    elif not tokens.is_in(first, "articles"):
        return False
    noun = noun_ends(found, first, len(tokens)) - 1
    return not (tokens.lower(noun).endswith(tokens.grammar.personal) or tokens.is_in(noun, "persons", "people"))


def only_other(names: Names, found: Parse, subjects: Iterable[tuple[int, int]], words: str) -> str:
    """Return the only person of a sentence that "he" can mean where no subject can be: that is a woman, or a thing."""
    of, tokens, told = found.tokens.of, found.tokens, [subject for subject in subjects if subject[0] < subject[1]]
    opposite = any(names.is_other(found, *subject, words) for subject in told)
    may_act = (may_be_person(found, *subject) or tokens.is_in(subject[0], "pronouns") for subject in told)
    if not opposite and (not told or any(may_act)):
        return ""
    last = [
        i
        for i in range(len(found.words))
        if tokens.is_capital(i) and not tokens.is_capital(i + 1) and names.is_known_person(found, i)
    ]
    runs = [(_run(names, found, i), i + 1) for i in last]
    fit = {text_of(found, *run) for run in runs if run[1] - run[0] > 1 and not names.is_other(found, *run, words)}
    rest = {run for run in runs if run[1] - run[0] == 1 and not names.is_other(found, *run, words)}
    name = fit.pop() if len(fit) == 1 and not rest else ""
    if opposite or not name:
        return name
    aside = any(tokens.is_in(i, "persons", "people") for i in range(len(found.words)))
    return name if not aside and [*names.gendered[words not in of["women"]]] == name.split()[-1:] else ""


def _run(names: Names, found: Parse, last: int) -> int:
    """Return the first of the words with a capital that end at `last`."""
    while last and found.tokens.is_capital(last - 1) and not names.is_common(found.tokens.lower(last - 1)):
        last -= 1
    return last


def written(names: Names, found: Parse, first: int, last: int) -> str:
    """Return a subject as it is written inside a sentence."""
    tokens, name = found.tokens, text_of(found, first, last)
    if first == 0 and last > 1 and tokens.is_in(0, "bodies"):
        return text_of(found, 1, last)  # "Rival Calder"
    if last > first + 1 and tokens.is_in(first, "articles"):
        return f"{tokens.grammar.article} {text_of(found, first + 1, last)}"
    common = tokens.is_in(first, "determiners") or (last == 1 and names.is_plural(found, first, last))
    return name[:1].lower() + name[1:] if first == 0 and common else name
