"""What the whole text says of its names: who is a person, which is a company, what is no name at all."""

from __future__ import annotations

import re
from functools import cached_property

from timeline.clause import Parse
from timeline.describe.referents.phrases import MONEY, is_owner
from timeline.grammar import Grammar
from timeline.model import Document

ACRONYM = 4
"""A longer word in capitals is no name but a heading or a dateline."""

LONGEST_ARTICLE = 5
"""Code points that an article and the space after it take at most."""

LEAD = 300
"""Within so many code points a text names the company that it is about."""

_CAPITAL = r"\b(?:(?:[^\W\da-z_]\.){1,3}|[^\W\da-z_][\w'’-]{0,30})"
_FULL_NAME = re.compile(  # it begins with a class, not with \b, so that the engine can skip to the next letter
    r"([^\W\d_](?<!\w\w)[\w'’-]{1,30})\.?"
    r"(?= (?:[^\W\d_]\. |[a-z]{1,3} )?([^\W\da-z_][\w'’-]{0,30})\b(?!,? [^\W\d_a-z]))"
)
_INNER = re.compile(r"(?<=[a-z,;] )[^\W\da-z_][\w'’-]*")


class Names:
    """The names of one document: what its text says of a word anywhere holds for it everywhere."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.text = document.text
        self.goes_on = document.place.offset > 0
        """Whether the text begins in the middle of a longer one."""
        self.grammar = grammar

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """What stands before each capitalised word of the text: first names, titles."""
        before: dict[str, set[str]] = {}
        titles = self.grammar.words["titles"]
        for match in _FULL_NAME.finditer(self.text):
            ends = self.text[match.end(1)] == "." or self._has_article(match)
            if not ends or match[1].lower() in titles:  # not "last June. Norton said", "the French Open"
                name = match[2].replace("’", "'").removesuffix(self.grammar.possessive)
                before.setdefault(name, set()).add(match[1])
        return before

    def _has_article(self, match: re.Match[str]) -> bool:
        """Tell whether a name has an article, as no person's has: "the French Open", but "the Rev. Otto Lind"."""
        before = self.text[max(0, match.start() - LONGEST_ARTICLE) : match.start()].strip().rpartition(" ")[2]
        return match[1].istitle() and before.lower() in self.grammar.words["articles"]

    @cached_property
    def _full_names(self) -> list[tuple[str, int]]:
        """The full names of companies in the text, each with its place."""
        words = sorted(self.grammar.words["corporate_marks"])
        marks = "|".join((*map(str.capitalize, words), *map(str.upper, words)))
        full = re.compile(rf"(?:{_CAPITAL},? (?:& |of )?){{1,5}}(?:{marks})\b\.?")
        return [(match[0], match.start()) for match in full.finditer(self.text)]

    @cached_property
    def firms(self) -> frozenset[str]:
        """The first words of the names of companies, also of those that end in what they are: "Calder Savings Bank"."""
        kinds = "|".join(sorted(word.capitalize() for word in self.grammar.words["institutions"]))
        others = re.compile(rf"({_CAPITAL})(?: {_CAPITAL}){{0,4}} (?:{kinds})\b").findall(self.text)
        return frozenset((*(name.split()[0] for name, _ in self._full_names), *others))

    @cached_property
    def company(self) -> tuple[str, int, int]:
        """The company that the text begins with, by its full name, where that is, and where another is first named."""
        if self.goes_on or not self._full_names or self._full_names[0][1] > LEAD:
            return "", 0, 0
        name, start = self._full_names[0]
        others = (place for other, place in self._full_names if other.split()[0] != name.split()[0])
        return name, start, next(others, len(self.text))

    def in_full(self, name: str) -> str:
        """Return a company's full name where the text has one: "Calder Foods Inc." for "Calder"."""
        full = {other for other, _ in self._full_names if name and f"{other} ".startswith(f"{name} ")}
        return full.pop() if len(full) == 1 else name

    @cached_property
    def _inner(self) -> frozenset[str]:
        """The words with a capital inside the sentences of the text."""
        return frozenset(_INNER.findall(self.text))

    @cached_property
    def gendered(self) -> tuple[list[str], list[str]]:
        """The last names of the women and of the men whom a first name or a title tells, in the order of the text."""
        of = self.grammar.words
        firsts = {
            name: {first.lower() for first in before if first[0].isupper()} - of["pronouns"] - of["possessives"]
            for name, before in self._before.items()
        }
        women, men = ([name for name in firsts if firsts[name] & of[one]] for one in ("women", "men"))
        return women, men

    def is_gendered(self, name: str) -> bool:
        """Tell whether a last name is known for that of a woman or a man."""
        return any(name in known for known in self.gendered)

    @cached_property
    def soles(self) -> tuple[str, str]:
        """The one woman and the one man of the text; empty for none or more, or two of the same name."""
        women, men = self.gendered
        if not set(women).isdisjoint(men):
            return "", ""
        return women[0] if len(women) == 1 else "", men[0] if len(men) == 1 else ""

    def first_pronoun(self, start: int) -> bool | None:
        """Tell whether the first "he" or "she" after a place means a woman; None where there is neither."""
        pronouns = "|".join(sorted(self.grammar.words["for_one"]))
        match = re.compile(rf"\b(?:{pronouns})\b", re.IGNORECASE).search(self.text, start)
        return match and match[0].lower() in self.grammar.words["women"]

    def is_named_by(self, found: Parse, word: int) -> bool:
        """Tell whether a word belongs to a name; the first of a sentence, where the text or its neighbour shows it."""
        tokens = found.tokens
        if not tokens.is_capital(word) or found.is_date(word) or tokens.lower(word + 1) in MONEY:
            return False
        if word:
            return True
        shown = tokens.is_capital(1) or tokens.is_in(1, "possessive_marks") or self._is_shown(found, 0)
        shown = shown or (tokens.is_in(0, "men", "women") and not tokens.is_in(0, "pronouns"))  # "Ann left"
        return shown and not self.is_common(tokens.lower(0))

    def _is_shown(self, found: Parse, word: int) -> bool:
        """Tell whether a word has its capital inside a sentence of the text too."""
        return found.words[word].text in self._inner

    def is_common(self, word: str) -> bool:
        """Tell whether a word, in lower case, has a capital only because it opens a sentence: "The", "However"."""
        of = self.grammar.words
        return word in of["function_words"] or word in of["connectives"] or word in of["date_prepositions"]

    def is_name(self, found: Parse, first: int, last: int) -> bool:
        """Tell a name, with a role before it at most ("Governor Ann Lee"), from a noun and from what a name owns."""
        tokens = found.tokens
        if tokens.is_in(first, "determiners", "pronouns", "prepositions", "figures") or tokens.lexeme(first).ing:
            return False
        apart = any(tokens.is_in(i, "prepositions", "coordinators") for i in range(first, last))
        if apart or any(is_owner(found, i) for i in range(first, last)):
            return False
        if tokens.lower(last - 1) in self.grammar.abbreviations and not tokens.is_in(last - 1, "corporate"):
            return False  # where someone is: "Hanlon, of Boise, Ida., resigned"
        name = found.words[last - 1].text
        if last == 1 and not self._is_shown(found, 0) and self._is_noun(found):
            return False
        return tokens.is_capital(last - 1) and (len(name) <= ACRONYM or any(map(str.islower, name)))

    def _is_noun(self, found: Parse) -> bool:
        """Tell whether the first word of a sentence is known for a noun: "Production", "Demand"."""
        lexeme = found.tokens.forms[0]
        return bool(lexeme.base) or lexeme.event or lexeme.lower.endswith(self.grammar.abstract)

    def is_plural(self, found: Parse, first: int, last: int) -> bool:
        """Tell whether a noun phrase is plural by its noun, or two that are joined."""
        tokens, grammar = found.tokens, self.grammar
        if any(tokens.is_in(i, "possessive_marks") for i in range(first, last)):
            first = max(i for i in range(first, last) if tokens.is_in(i, "possessive_marks")) + 1
        end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions") or tokens.lower(i) == ","), last)
        if any(tokens.lower(i) == grammar.joining for i in range(first, end)):
            return True
        noun = tokens.lower(end - 1) if end > first else ""
        alone = first == end - 1 == 0 and not self._is_shown(found, 0) and not found.words[0].text.isupper()
        plain = tokens.is_in(first, "determiners") or not tokens.is_capital(end - 1) or alone
        return plain and noun.endswith(grammar.plural) and not noun.endswith(grammar.not_plural)

    def is_known_person(self, found: Parse, word: int) -> bool:
        """Tell whether the text somewhere has a title or a first name before a last name."""
        if found.tokens.is_in(word, "corporate", "titles", "institutions") or _modifies(found, word):
            return False
        if found.tokens.is_in(word, "men", "women") and found.tokens.is_capital(word):
            return True  # a first name
        name, of = found.words[word].text, self.grammar.words
        if self._titles_of(name) or (len(name) > 1 and name.isupper()):
            return not name.isupper()
        before = self._before.get(name, set[str]())
        firsts = {first for first in before if first.istitle() and not self.is_common(first.lower())}
        gendered = any(first.lower() in of["men"] | of["women"] for first in firsts)
        place = not of["place_prepositions"].isdisjoint(before) and not gendered
        return not place and (bool(firsts) or not of["people"].isdisjoint(before))

    def _titles_of(self, name: str) -> set[str]:
        """Return the titles that the text gives a last name."""
        return {word.lower() for word in self._before.get(name, ())} & self.grammar.words["titles"]

    def is_other(self, found: Parse, first: int, last: int, words: str) -> bool:
        """Tell whether a name is that of a man where the words mean a woman, or the other way round."""
        of, tokens = self.grammar.words, found.tokens
        told = {tokens.lower(i) for i in range(first, last) if not tokens.is_in(i, "possessives")}  # "her father"
        if last - first == 1:
            told |= {word.lower() for word in self._before.get(found.words[first].text, ())}
        mine, other = (of["men"], of["women"]) if words in of["men"] else (of["women"], of["men"])
        return bool(told & other) and not told & mine


def _modifies(found: Parse, word: int) -> bool:
    """Tell whether a name stands before a noun as no person's does: "won four Grand Slam titles"."""
    tokens, noun = found.tokens, word + 1
    plain = tokens.is_word(noun) and found.words[noun].text.islower() and not found.is_date(noun)
    known = tokens.is_in(noun, "function_words") or tokens.is_adverb(noun) or found.group_on(noun) is not None
    return plain and not known
