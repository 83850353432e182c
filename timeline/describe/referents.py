"""Whom "he", "they" or "the company" at the head of a sentence means, where the text leaves one answer.

It is the subject of the sentence before. A wrong name is worse than a pronoun: in doubt there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from timeline.clause import Group, Parse
from timeline.describe.quotes import inside, quoted
from timeline.describe.subjects import speaker_words, subject_of, text_of
from timeline.model import Document
from timeline.sentences import Dates, Sentences

FURTHEST = 12
"""How many sentences a pronoun is followed back over others with the same subject."""

NEAR = 4
"""In how many sentences before a thing is looked for by the same noun."""

ACRONYM = 4
"""A longer word in capitals is no name but a heading or a dateline."""

LEAD = 300
"""Within so many code points a text names the company that it is about."""

_FIGURES = ("figures", "figure_words", "holdings", "assets")
_MONEY = set("$£€¥")
_MODIFIERS = 3
_WORD = re.compile(r"[\w'’-]+")
_CAPITAL = r"\b(?:(?:[^\W\da-z_]\.){1,3}|[^\W\da-z_][\w'’-]{0,30})"
_FULL_NAME = re.compile(  # it begins with a class, not with \b, so that the engine can skip to the next letter
    r"([^\W\d_](?<!\w\w)[\w'’-]{1,30})\.?"
    r"(?= (?:[^\W\d_]\. |[a-z]{1,3} )?([^\W\da-z_][\w'’-]{0,30})\b(?!,? [^\W\d_a-z]))"
)
_INNER = re.compile(r"(?<=[a-z,;] )[^\W\da-z_][\w'’-]*")
_MARKER = re.compile(r"\n[ \t]{0,12}[-*+•‣◦▪·][ \t]{1,4}\Z")
_MARK = 40  # code points that white space and the mark of a list item take
_END = tuple(".!?\"'”’)")


class Referent(NamedTuple):
    """Words that stand for someone, with the name that they mean."""

    first: int
    """First word, of the parse."""
    last: int
    """One past the last word."""
    name: str


class Referents:
    """Answers for one document."""

    def __init__(self, document: Document, sentences: Sentences, dates: Dates) -> None:
        self.text = document.text
        self.goes_on = document.place.offset > 0
        """Whether the text begins in the middle of a longer one."""
        self.metadata = document.metadata
        self.sentences = sentences
        self.dates = dates
        self.grammar = sentences.grammar
        self._names: dict[tuple[int, str], str] = {}
        """What words at the head of a sentence mean, by where it begins."""

    @cached_property
    def _before(self) -> dict[str, set[str]]:
        """What stands before each capitalised word of the text: first names, titles."""
        before: dict[str, set[str]] = {}
        titles = self.grammar.words["titles"]
        for match in _FULL_NAME.finditer(self.text):
            if self.text[match.end(1)] != "." or match[1].lower() in titles:  # not "last June. Norton said"
                before.setdefault(match[2], set()).add(match[1])
        return before

    @cached_property
    def _full_names(self) -> list[tuple[str, int]]:
        """The full names of companies in the text, each with its place."""
        words = sorted(self.grammar.words["corporate_marks"])
        marks = "|".join((*map(str.capitalize, words), *map(str.upper, words)))
        full = re.compile(rf"(?:{_CAPITAL},? (?:& |of )?){{1,5}}(?:{marks})\b\.?")
        return [(match[0], match.start()) for match in full.finditer(self.text)]

    @cached_property
    def _firms(self) -> frozenset[str]:
        """The first words of these names, and of those that end in what they are: "Calder Savings Bank"."""
        kinds = "|".join(sorted(word.capitalize() for word in self.grammar.words["institutions"]))
        others = re.compile(rf"({_CAPITAL})(?: {_CAPITAL}){{0,4}} (?:{kinds})\b").findall(self.text)
        return frozenset((*(name.split()[0] for name, _ in self._full_names), *others))

    @cached_property
    def _company(self) -> tuple[str, int, int]:
        """The company that the text begins with, by its full name, where that is, and where another is first named."""
        if self.goes_on or not self._full_names or self._full_names[0][1] > LEAD:
            return "", 0, 0
        name, start = self._full_names[0]
        others = (place for other, place in self._full_names if other.split()[0] != name.split()[0])
        return name, start, next(others, len(self.text))

    @cached_property
    def _inner(self) -> frozenset[str]:
        """The words with a capital inside the sentences of the text."""
        return frozenset(_INNER.findall(self.text))

    def is_named_by(self, found: Parse, word: int) -> bool:
        """Tell whether a word belongs to a name; the first of a sentence, where the text or its neighbour shows it."""
        tokens = found.tokens
        if not tokens.is_capital(word) or found.is_date(word):
            return False
        if word:
            return True
        shown = tokens.is_capital(1) or tokens.is_in(1, "possessive_marks") or self._is_shown(found, 0)
        return shown and not self._is_common(tokens.lower(0))

    def _is_shown(self, found: Parse, word: int) -> bool:
        """Tell whether a word has its capital inside a sentence of the text too."""
        return found.words[word].text in self._inner

    def opening(self, found: Parse, group: Group) -> Referent | None:
        """Return what the subject of a verb means, or who owns it; None where that is open.

        It is the first subject of its sentence, or the company that the text is about.
        """
        asked = self._asked(found, group)
        if asked is None:
            return None
        first, last, words, owned = asked
        if words not in self._known:
            name = self._described(found, first, words.rpartition(" ")[2])
            return Referent(first, last, name) if name and name.lower() != words else None
        of, start = self.grammar.words, found.words[0].start
        late = self._is_late(found, first) and not self._is_repeated(found, first, words)
        name = self._named_inside(found, first, words) if late else self._named_before(start, words)
        if not name and not late and words in of["for_one"]:
            name = self._sole_before(start, words)
        if not name and words in of["topics"] and self._names_only_company(found, first):
            name = self._company[0]
        if words in of["companies"]:
            name = self._in_full(name)
        return Referent(first, last, f"{name}{self.grammar.possessive}" if owned else name) if name else None

    @cached_property
    def _known(self) -> frozenset[str]:
        """The words that stand for a name by themselves; "the car" does so where it was described before."""
        of = self.grammar.words
        return of["for_one"] | of["for_many"] | of["companies"] | of["impersonal"]

    def _described(self, found: Parse, place: int, noun: str) -> str:
        """Return how the sentences just before describe, by a name, what is "the car" now: "Lind's car"."""
        if any(found.tokens.lower(i) == noun for i in range(place)):
            return ""
        for _ in range(NEAR):
            before = self._sentence_before(found.words[0].start)
            if before is None:
                return ""
            places = [i for i in range(len(before.tokens)) if before.tokens.lower(i) == noun and not before.is_date(i)]
            told = {said for i in places if (said := self._mention(before, i)) is not None}
            if told:
                return told.pop() if len(told) == 1 else ""
            found = before
        return ""

    def _mention(self, found: Parse, word: int) -> str | None:
        """Return a noun with the name that describes it; nothing where none does, None for the bare noun."""
        tokens, begin, end = found.tokens, word, word + 1
        follows = tokens.is_word(end) and found.words[end].text.islower() and not tokens.is_in(end, "function_words")
        if follows and found.group_on(end) is None:
            return None  # "a store owner"
        while begin and self._is_part(found, begin - 1):
            begin -= 1
            if tokens.is_in(begin, "articles", "demonstratives", "possessives"):
                break
        bare = begin >= word - 1 and tokens.lower(begin) == tokens.grammar.article
        if tokens.is_in(end, "genitive"):
            close = end + 1 + tokens.is_in(end + 1, "articles")
            while tokens.is_capital(close) and not found.is_date(close):
                close, end = close + 1, close + 1
        if not any(self.is_named_by(found, i) for i in range(begin, end)):
            return None if bare and end == word + 1 else ""
        if tokens.is_in(begin, "articles") or (tokens.is_in(begin, "possessives") and end > word + 1):
            return f"{self.grammar.article} {text_of(found, begin + 1, end)}"
        return "" if tokens.is_in(begin, "possessives", "demonstratives") else text_of(found, begin, end)

    def _is_part(self, found: Parse, word: int) -> bool:
        """Tell whether a word before a noun belongs to it: an article, an adjective, the name of its owner."""
        tokens = found.tokens
        if found.is_date(word) or found.group_on(word) or tokens.is_adverb(word):
            return False
        if tokens.is_in(word, "prepositions", "coordinators", "relatives", "subordinators"):
            return tokens.is_in(word, "possessives")
        return tokens.is_word(word) or tokens.is_in(word, "possessive_marks") or tokens.lower(word) in "-&"

    def _in_full(self, name: str) -> str:
        """Return a company's full name where the text has one: "Calder Foods Inc." for "Calder"."""
        full = {other for other, _ in self._full_names if name and f"{other} ".startswith(f"{name} ")}
        return full.pop() if len(full) == 1 else name

    def _asked(self, found: Parse, group: Group) -> tuple[int, int, str, bool] | None:
        """Return the words of a subject that stand for a name, half-open, what they say, and whether they own the rest.

        What they say is one of the words of the grammar: an epithet is "the company", what no one owns is "its".
        """
        first, last = subject_of(found, group)
        if first >= last:
            return None
        tokens, of, owned = found.tokens, self.grammar.words, False
        mark = next((i for i in range(first, last) if tokens.is_in(i, "possessive_marks")), last)
        words = " ".join(tokens.lower(i) for i in range(first, mark))  # "the company", or that of "the company's stock"
        if tokens.is_in(first, "possessives"):
            owned, words, last = True, tokens.lower(first), first + 1
        elif self._is_figure(found, first, last):
            begin = first
            while begin and found.is_date(begin - 1):  # "Third-quarter sales", not "In May sales rose"
                begin -= 1
            first = first if tokens.is_in(begin - 1, "prepositions") else begin
            owned, words, last = True, self.grammar.owner, first
        elif self._is_its(found, first, last) and not self._has_rivals(found, (first, first + 1), self.grammar.owner):
            owned, words, last = True, self.grammar.owner, first + 1  # "the increased dividend"
        else:
            if self._is_epithet(found, first, mark) or self._acts(found, group, words):
                words = self.grammar.topic  # "the Boston-based insurer"
            if mark < last:
                owned, last = True, mark + 1
            elif words in of["topics"] and group.base in of["organised_verbs"] and not group.passive:
                words = self.grammar.actor
        bare = (
            tokens.lower(first) == tokens.grammar.article
            and last - first == 2
            and found.words[first + 1].text.islower()
        )
        known = words in self._known - of["impersonal"] or self._is_thing(found, group, words) or bare
        return (first, last, words, owned) if known else None

    def _names_only_company(self, found: Parse, place: int) -> bool:
        """Tell whether no other name stands before a word than that of the company the text is about."""
        if not self._company[1] < found.words[0].start < self._company[2]:
            return False
        tokens, own = found.tokens, set(_WORD.findall(self._company[0]))
        capitals = [i for i in range(place) if tokens.is_capital(i) and not found.is_date(i)]
        plain = self._is_common(tokens.lower(0)) or tokens.is_in(0, *_FIGURES) or self._is_plural(found, 0, 1)
        if capitals[:1] == [0] and plain:
            capitals = capitals[1:]
        return all(found.words[i].text in own for i in capitals)

    def _is_figure(self, found: Parse, first: int, last: int) -> bool:
        """Tell whether a subject is an amount that no one owns: "Net income", "Third-quarter sales in Asia"."""
        tokens = found.tokens
        end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
        told = [i for i in range(first, end - 1) if not (found.is_date(i) or tokens.is_in(i, *_FIGURES))]
        of_one = end < len(tokens) and any(tokens.lower(i) in _MONEY for i in range(end, len(tokens)))
        named = any(map(tokens.is_capital, told)) or tokens.is_in(first, "determiners")
        plain = not told or (len(told) < _MODIFIERS and of_one and not named)  # "loan losses totaled $5 million"
        owned = tokens.is_in(first, "possessive_marks") or tokens.is_in(first - 1, "relatives")
        return end > first and plain and tokens.is_in(end - 1, "figures", "holdings", "assets") and not owned

    def _is_its(self, found: Parse, first: int, last: int) -> bool:
        """Tell whether a subject is a thing that a company has: "the shares", "the increased dividend"."""
        tokens = found.tokens
        if tokens.lower(first) != tokens.grammar.article:
            return False
        end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
        plain = not any(tokens.is_capital(i) or tokens.is_in(i, "possessive_marks") for i in range(first + 1, end))
        return 1 < end - first < 4 and plain and tokens.is_in(end - 1, "reports", "holdings")

    def _is_epithet(self, found: Parse, first: int, last: int) -> bool:
        """Tell whether a subject describes a company: "the Boston-based insurer", "the maker of lamps"."""
        tokens = found.tokens
        if tokens.lower(first) != tokens.grammar.article:
            return False
        end = next((i for i in range(first, last) if tokens.is_in(i, "prepositions")), last)
        return end - first > 1 and tokens.is_in(end - 1, "firms")

    def _is_thing(self, found: Parse, group: Group, words: str) -> bool:
        """Tell whether "it" is a thing: "it burned", not "it rained", "it was agreed that"."""
        of = found.tokens.of
        empty = group.base in of["impersonal_verbs"] or (group.passive and group.base in of["reporting_verbs"])
        return words in of["impersonal"] and not empty

    def _acts(self, found: Parse, group: Group, words: str) -> bool:
        """Tell whether "it" does what only an organisation does: "it plans", "it sold", not "it burned"."""
        acts = group.base in found.tokens.of["organised_verbs"] and not group.passive
        return acts and words in self.grammar.words["impersonal"]

    def _is_repeated(self, found: Parse, place: int, words: str) -> bool:
        """Tell whether the sentence begins with the same pronoun, and names no one before its second place."""
        subjects = list(self._subjects(found))
        if words == self.grammar.owner:  # "Profit fell, but shares rose"
            before = [subject for subject in subjects if subject[1] <= place]
            named = any(self.is_named_by(found, i) for i in range(place))
            return not named and bool(before) and all(self._is_figure(found, *subject) for subject in before)
        opening = next((found.tokens.lower(a) for a, b in subjects if b == a + 1), "")
        named = any(self.is_named_by(found, i) and self._is_known_person(found, i) for i in range(place))
        return words in self.grammar.words["for_one"] and opening == words and not named

    def _is_late(self, found: Parse, place: int) -> bool:
        """Tell whether a name or another subject stands before the words in their own sentence, outside quotations."""
        spans = quoted(self.text, found.words[0].start, found.words[-1].end)
        tokens = found.tokens
        for i in range(place):
            if found.is_date(i) or inside(found.words[i].start, spans):
                continue
            group = found.group_on(i)
            if (group and group.finite) or (tokens.is_capital(i) and (i or not self._is_common(tokens.lower(i)))):
                return True
        return False

    def _named_inside(self, found: Parse, place: int, words: str) -> str:
        """Return the one name in a sentence before the word `place` that `words` can mean there, or nothing."""
        subjects = [subject for subject in dict.fromkeys(self._subjects(found)) if subject[1] <= place]
        spans = [span for subject in subjects if (span := self._meant(found, subject, words))]
        names = {self._name(found, *span) for span in spans}
        rivals = len(names) != 1 or self._has_rivals(found, spans[0], words, place)
        return "" if rivals else names.pop()

    def _sole_before(self, start: int, words: str) -> str:
        """Return the only or first man or woman of a text, if sentences not far before `start` are about no one else.

        Of one who is only the first these sentences may not name another.
        """
        is_man = words in self.grammar.words["men"]
        sole = self._soles[is_man] or self._firsts[is_man]
        for _ in range(FURTHEST if sole else 0):
            name, found = self._named_before(start, words), self._sentence_before(start)
            if name.endswith(sole) or found is None:
                return name if name.endswith(sole) else ""
            if not self._soles[is_man] and self._names_another(found, sole, words):
                return ""
            for subject in self._subjects(found):
                span = self._meant(found, subject, words)
                if span and found.words[span[1] - 1].text == sole:
                    return self._name(found, *span)
                other = subject[0] < subject[1] and self._is_other(found, *subject, words)
                if not other and self._may_be_person(found, *subject):
                    return ""
            start = found.words[0].start
        return ""

    def _named_before(self, start: int, words: str) -> str:
        """Return the one name in the sentences before `start` that `words` can mean, or nothing."""
        passed: list[tuple[int, str]] = []
        name: str | None = None
        while name is None and len(passed) < FURTHEST:
            if (start, words) in self._names:
                name = self._names[start, words]
                break
            passed.append((start, words))
            start, name = self._look_back(start, words)
        if name is not None:
            self._names.update(dict.fromkeys(passed, name))
        return name or ""

    def _look_back(self, start: int, words: str) -> tuple[int, str | None]:
        """Read the sentence before `start`: return where it begins, and the name, or None when to look further."""
        of, found = self.grammar.words, self._sentence_before(start)
        if found is None:
            return start, ""
        begin = found.words[0].start
        subjects = list(dict.fromkeys(self._subjects(found)))
        if words in of["for_many"] and any(first >= last for first, last in subjects):
            return begin, ""  # a verb whose subject is not sure
        spans = [span for subject in subjects if (span := self._meant(found, subject, words))]
        names = {self._name(found, *span) for span in spans}
        if len(names) == 1:
            goes_on = words == self.grammar.actor and self._acts_first(found, spans[0])
            return begin, names.pop() if goes_on or not self._has_rivals(found, spans[0], words) else ""
        if not names and words in of["for_one"] and (other := self._only_other(found, words)):
            return begin, other
        told = {" ".join(found.tokens.lower(i) for i in range(*subject)) for subject in subjects}
        classes = ("companies", "men", "women", "impersonal")
        same = next((of[name] for name in classes if words in of[name]), {words})
        goes_on = not told.isdisjoint(same) or all(self._goes_on(found, subject, words) for subject in subjects)
        return begin, None if goes_on and not names else ""

    def _acts_first(self, found: Parse, span: tuple[int, int]) -> bool:
        """Tell whether a sentence begins with what a company says or does: "Calder said Marr Steel was sold"."""
        verb = next((group for group in found.groups if group.finite), None)
        acts = verb is not None and verb.base in found.tokens.of["organised_verbs"] and not verb.passive
        return acts and verb is not None and subject_of(found, verb)[0] == span[0]

    def _sentence_before(self, start: int) -> Parse | None:
        """Return the sentence before `start`; None at a heading or the head of the document."""
        end = len(_MARKER.sub("", self.text[max(0, start - _MARK) : start]).rstrip()) + max(0, start - _MARK)
        if not self.text.endswith(_END, 0, end) or any(a < end <= b for a, b in self.metadata):
            return None
        found = self.sentences.parse(self.sentences.around(end - 1, end), (end - 1, end), self.dates)
        return found if found.words else None

    def _name(self, found: Parse, first: int, last: int) -> str:
        """Return a subject as it is written inside a sentence."""
        name = text_of(found, first, last)
        if last > first + 1 and found.tokens.is_in(first, "articles"):
            return f"{self.grammar.article} {text_of(found, first + 1, last)}"
        common = found.tokens.is_in(first, "determiners") or (last == 1 and self._is_plural(found, first, last))
        return name[:1].lower() + name[1:] if first == 0 and common else name

    def _subjects(self, found: Parse) -> Iterator[tuple[int, int]]:
        """Yield the subjects of the verbs of a sentence, but those in relative clauses and quotations."""
        spans = quoted(self.text, found.words[0].start, found.words[-1].end) if found.words else ()
        for clause in found.clauses:
            for group in clause.groups:
                if clause.opener == "relative" or not group.finite or inside(found.words[group.first].start, spans):
                    continue
                if found.tokens.is_in(group.first - 1, "existential"):
                    continue  # "there was a gain"
                says = group.base in self.grammar.words["speech_verbs"]
                yield speaker_words(found, group) if says else subject_of(found, group)

    def _meant(self, found: Parse, subject: tuple[int, int], words: str) -> tuple[int, int] | None:
        """Return the part of a subject that the words can mean: of "Hanlon's results" the company is Hanlon."""
        of, tokens = self.grammar.words, found.tokens
        first, last = subject
        if first >= last:
            return None
        if words in of["for_many"]:
            owned = tokens.is_in(first, "possessives")
            return subject if self._is_plural(found, *subject) and not owned else None
        if words in of["impersonal"]:
            return self._thing(found, first, last)
        if words in of["companies"]:
            return self._firm(found, first, last)
        return self._person(found, first, last, words)

    def _firm(self, found: Parse, first: int, last: int) -> tuple[int, int] | None:
        """Return the part of a subject that can name a company."""
        tokens = found.tokens
        last = whole = next((i for i in range(first, last) if self._is_owner(found, i)), last)
        while last > first + 1 and tokens.is_in(last - 1, *_FIGURES) and not tokens.is_capital(last - 1):
            last -= 1  # "Calder Foods earnings"
        if last < whole and not self.is_named_by(found, last - 1):
            return None
        first, last = self._spoken_for(found, first, last)
        if first >= last or not self._is_name(found, first, last) or self._is_plural(found, first, last):
            return None
        person = any(tokens.is_in(i, "titles") for i in range(first, last)) or self._is_known_person(found, last - 1)
        return None if person and found.words[first].text not in self._firms else (first, last)

    def _person(self, found: Parse, first: int, last: int, words: str) -> tuple[int, int] | None:
        """Return the part of a subject that can be "he" or "she": a name, or "the man"."""
        of, tokens = self.grammar.words, found.tokens
        mark = next((i for i in range(first, last) if tokens.is_in(i, "possessive_marks")), last)
        if mark < last and not tokens.is_capital(last - 1) and not self._may_be_person(found, mark + 1, last):
            last = mark  # "Hartley's whereabouts", not "Hartley's brother"
        elif mark < last:
            first = last - 1  # "Hartley's brother Otto"
        titled = any(tokens.is_in(i, "titles") for i in range(first, last))
        end = next((i for i in range(first + 1, last) if tokens.is_in(i, "prepositions")), last)
        if titled or self._is_known_person(found, end - 1):
            last = end  # "Mr. Low of the central bank"
        beside = self._named_beside(found, last) if tokens.is_in(first, "articles") else None
        if beside:
            return None if self._is_other(found, *beside, words) else beside  # "The head of the board, Ann Low, left"
        same = of["men"] if words in of["men"] else of["women"]
        if tokens.is_in(first, "articles") and tokens.is_in(end - 1, "people") and tokens.lower(end - 1) in same:
            return first, end  # "a woman of 54"
        if not self._is_name(found, first, last) or self._is_plural(found, first, last):
            return None
        named = tokens.is_in(first, "men", "women") and tokens.is_capital(first)
        known = titled or named or self._is_known_person(found, last - 1)
        return (first, last) if known and not self._is_other(found, first, last, words) else None

    def _named_beside(self, found: Parse, place: int) -> tuple[int, int] | None:
        """Return the name of a person that stands between commas after a noun that ends before `place`."""
        tokens, end = found.tokens, place + 1
        while tokens.is_capital(end) or (end > place + 1 and tokens.lower(end) == "." and tokens.is_capital(end + 1)):
            end += 1
        apart = tokens.lower(place) == "," and tokens.lower(end) == ","
        return (place + 1, end) if apart and end > place + 2 and self._is_known_person(found, end - 1) else None

    def _only_other(self, found: Parse, words: str) -> str:
        """Return the only person of a sentence that "he" can mean where a subject is a woman, or the reverse."""
        tokens, subjects = found.tokens, [subject for subject in self._subjects(found) if subject[0] < subject[1]]
        if not any(self._is_other(found, *subject, words) for subject in subjects):
            return ""
        last = [
            i
            for i in range(len(found.words))
            if tokens.is_capital(i) and not tokens.is_capital(i + 1) and self._is_known_person(found, i)
        ]
        runs = [(self._run(found, i), i + 1) for i in last]
        fit = {text_of(found, *run) for run in runs if run[1] - run[0] > 1 and not self._is_other(found, *run, words)}
        rest = {run for run in runs if run[1] - run[0] == 1 and not self._is_other(found, *run, words)}
        return fit.pop() if len(fit) == 1 and not rest else ""

    def _run(self, found: Parse, last: int) -> int:
        """Return the first of the words with a capital that end at `last`."""
        while last and found.tokens.is_capital(last - 1) and not self._is_common(found.tokens.lower(last - 1)):
            last -= 1
        return last

    def _thing(self, found: Parse, first: int, last: int) -> tuple[int, int] | None:
        """Return the part of a subject that names one thing: "the mill" of "the mill at Osmark", but no person."""
        tokens, whole = found.tokens, last
        last = self._noun_ends(found, first, last)
        described = tokens.is_in(first, "articles") and last > first + 1  # "the first" has no noun
        known = described or self._is_name(found, first, last)
        one = known and not self._is_plural(found, first, whole) and not self._is_plural(found, first, last)
        if any(tokens.lexeme(i).third for i in range(first, last - 1)):
            return None  # a verb that was not seen
        person = self._may_be_person(found, first, last) or self._is_known_person(found, last - 1)
        return (first, last) if one and (not person or self._is_called_thing(found, last)) else None

    def _is_called_thing(self, found: Parse, place: int) -> bool:
        """Tell whether what follows a name says that it is no person: "Osmark is a town"."""
        tokens = found.tokens
        verb = found.group_on(place)
        if verb is None or verb.base not in tokens.of["copular_verbs"] or not tokens.is_in(verb.head + 1, "articles"):
            return False
        noun = self._noun_ends(found, verb.head + 1, len(tokens)) - 1
        return not (tokens.lower(noun).endswith(self.grammar.personal) or tokens.is_in(noun, "persons", "people"))

    def _noun_ends(self, found: Parse, first: int, last: int) -> int:
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
        return next(ends, last)

    def _has_object(self, found: Parse, group: Group) -> bool:
        """Tell whether one thing stands after a verb that "it" can mean as well: "bought a mill", not "cut 30 jobs"."""
        tokens, first = found.tokens, group.head + 1
        if group.base in tokens.of["copular_verbs"]:
            return False
        if group.passive or not tokens.is_in(first, "determiners"):
            return not group.passive and tokens.is_capital(first) and not found.is_date(first)
        return not self._is_plural(found, first, self._noun_ends(found, first, len(tokens)))

    def _is_owner(self, found: Parse, mark: int) -> bool:
        """Tell the end of an owner from one inside a name: "Calder's shares", not "Lloyd's Bank"."""
        tokens = found.tokens
        return tokens.is_in(mark, "possessive_marks") and not tokens.is_capital(mark + 1)

    def _spoken_for(self, found: Parse, first: int, last: int) -> tuple[int, int]:
        """Return the one name that a speaker without a name speaks for: "a spokesman for Calder"."""
        tokens = found.tokens
        names = [i for i in range(first, last) if self.is_named_by(found, i)]
        one = bool(names) and names[-1] - names[0] == len(names) - 1
        speaks = any(tokens.is_in(i, "spokesmen") and i not in names for i in range(first, last))
        return (names[0], names[-1] + 1) if one and speaks else (first, last)

    def _is_other(self, found: Parse, first: int, last: int, words: str) -> bool:
        """Tell whether a name is that of a man where the words mean a woman, or the other way round."""
        of, tokens = self.grammar.words, found.tokens
        told = {tokens.lower(i) for i in range(first, last)}
        if last - first == 1:
            told |= {word.lower() for word in self._before.get(found.words[first].text, ())}
        mine, other = (of["men"], of["women"]) if words in of["men"] else (of["women"], of["men"])
        return bool(told & other) and not told & mine

    def _is_name(self, found: Parse, first: int, last: int) -> bool:
        """Tell a name, with a role before it at most ("Governor Ann Lee"), from a noun and from what a name owns."""
        tokens = found.tokens
        if tokens.is_in(first, "determiners", "pronouns", "prepositions", "figures") or tokens.lexeme(first).ing:
            return False
        apart = any(tokens.is_in(i, "prepositions", "coordinators") for i in range(first, last))
        if apart or any(self._is_owner(found, i) for i in range(first, last)):
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

    def _titles_of(self, name: str) -> set[str]:
        """Return the titles that the text gives a last name."""
        return {word.lower() for word in self._before.get(name, ())} & self.grammar.words["titles"]

    def _is_known_person(self, found: Parse, word: int) -> bool:
        """Tell whether the text somewhere has a title or a first name before a last name."""
        if found.tokens.is_in(word, "corporate", "titles", "institutions"):
            return False
        if found.tokens.is_in(word, "men", "women") and found.tokens.is_capital(word):
            return True  # a first name
        name, of = found.words[word].text, self.grammar.words
        if self._titles_of(name) or (len(name) > 1 and name.isupper()):
            return not name.isupper()
        before = self._before.get(name, set[str]())
        firsts = {first for first in before if first.istitle() and not self._is_common(first.lower())}
        gendered = any(first.lower() in of["men"] | of["women"] for first in firsts)
        place = not of["place_prepositions"].isdisjoint(before) and not gendered
        return not place and (bool(firsts) or not of["people"].isdisjoint(before))

    def _is_plural(self, found: Parse, first: int, last: int) -> bool:
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

    def _has_rivals(self, found: Parse, span: tuple[int, int], words: str, last: int | None = None) -> bool:
        """Tell whether a sentence names another who could be meant, before the word `last`."""
        tokens, of = found.tokens, self.grammar.words
        if words in of["for_many"]:
            others = {subject_of(found, group) for group in found.groups if group.finite} - {span}
            return any(first < last and self._is_plural(found, first, last) for first, last in others)
        if words in of["impersonal"]:
            return any(self._has_object(found, group) for group in found.groups if last is None or group.head < last)
        own = {found.words[i].text for i in range(*span)}
        aside = False  # after "of" and "the" stand places and bodies
        for i, word in enumerate(found.words[:last]):
            if not tokens.is_capital(i) or found.is_date(i) or (not i and self._is_common(found.tokens.lower(i))):
                if word.text[0].isalnum():
                    aside = tokens.is_in(i, "complement_prepositions", "determiners")
                continue
            is_last = not (tokens.is_capital(i + 1) or tokens.is_in(i + 1, "possessive_marks"))
            is_like = words in of["companies"] or self._is_known_person(found, i)
            if is_last and is_like and not aside and word.text not in own:
                return True
        return False

    def _goes_on(self, found: Parse, subject: tuple[int, int], words: str) -> bool:
        """Tell whether a subject leaves open whom the words mean: the same words, a speaker, an amount."""
        of, tokens = self.grammar.words, found.tokens
        first, last = subject
        said = " ".join(tokens.lower(i) for i in range(first, last))
        if not said:
            return False  # a verb whose subject is not sure
        if said == words or said in of["no_rivals"]:
            return True
        if words in of["companies"]:
            capitals = [i for i in range(len(tokens)) if tokens.is_capital(i) and not found.is_date(i)]
            named = capitals and (capitals != [0] or not self._is_common(tokens.lower(0)))
            return tokens.is_in(last - 1, "figures") or not named or self._is_epithet(found, first, last)
        if self._is_name(found, first, last) and self._is_other(found, first, last, words):
            return True
        same = of["men"] if words in of["men"] else of["women"]
        owned = tokens.is_in(first, "possessives") and tokens.lower(first) in same  # "her book", not "her sister"
        return owned and not any(tokens.lower(i) in same for i in range(first + 1, last))

    def _may_be_person(self, found: Parse, first: int, last: int) -> bool:
        """Tell whether a subject can be one person: a name, or a noun that is known or ends like one: "the driver"."""
        tokens = found.tokens
        end = next((i for i in range(first + 1, last) if tokens.is_in(i, "prepositions")), last)
        if end - first < 2 and (first == end or tokens.is_in(first, "pronouns")):
            return False
        if tokens.is_in(first, "possessives"):  # "her mother", not "her book"
            return tokens.is_in(end - 1, "persons", "people")
        named = not tokens.is_in(first, "determiners") and any(map(tokens.is_capital, range(max(first, 1), end)))
        return (
            named or tokens.lower(end - 1).endswith(self.grammar.personal) or tokens.is_in(end - 1, "persons", "people")
        )

    def _names_another(self, found: Parse, name: str, words: str) -> bool:
        """Tell whether a sentence has the name of another person than `name` that "he" or "she" can mean."""
        return any(
            found.words[i].text != name
            and self.is_named_by(found, i)
            and not found.tokens.is_capital(i + 1)
            and self._is_known_person(found, i)
            and not self._is_other(found, i, i + 1, words)
            for i in range(len(found.words))
        )

    @cached_property
    def _gendered(self) -> tuple[list[str], list[str]]:
        """The last names of the women and of the men whom a first name or a title tells, in the order of the text."""
        of = self.grammar.words
        firsts = {
            name: {first.lower() for first in before if first[0].isupper()} - of["pronouns"] - of["possessives"]
            for name, before in self._before.items()
        }
        women, men = ([name for name in firsts if firsts[name] & of[one]] for one in ("women", "men"))
        return women, men

    @cached_property
    def _soles(self) -> tuple[str, str]:
        """The one woman and the one man of the text; empty for none or more."""
        women, men = self._gendered
        return women[0] if len(women) == 1 else "", men[0] if len(men) == 1 else ""

    @cached_property
    def _firsts(self) -> tuple[str, str]:
        """The woman or the man with whose name the first sentence begins."""
        if self.goes_on:
            return "", ""
        found = self.sentences.parse(self.sentences.around(0, 0), (0, 0), self.dates)
        subject = next(self._subjects(found), (0, 0))
        name = found.words[subject[1] - 1].text if subject[0] < subject[1] else ""
        women, men = self._gendered
        return name if name in women else "", name if name in men else ""

    def _is_common(self, word: str) -> bool:
        of = self.grammar.words
        return word in of["function_words"] or word in of["connectives"] or word in of["date_prepositions"]
