"""Whom "he", "they" or "the company" at the head of a sentence means, where the text leaves one answer.

It is the subject of the sentence before. A wrong name is worse than a pronoun: in doubt there is no answer.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from timeline.clause import Group, Parse
from timeline.describe.quotes import inside, quoted
from timeline.describe.referents.asked import asked, is_of_company, stands_alone
from timeline.describe.referents.described import described
from timeline.describe.referents.earlier import Earlier
from timeline.describe.referents.meant import meant, only_other, written
from timeline.describe.referents.names import Names
from timeline.describe.referents.phrases import acts, is_figure, may_be_person
from timeline.describe.referents.rivals import (
    acts_first,
    goes_on,
    has_rivals,
    names_another,
    names_only_company,
    passed_on,
)
from timeline.model import Document
from timeline.sentences import Dates, Sentences

__all__ = ["Referent", "Referents"]

FURTHEST = 12
"""How many sentences a pronoun is followed back over others with the same subject."""

KEPT = 100
"""How many answers are kept."""


class Referent(NamedTuple):
    """Words that stand for someone, with the name that they mean."""

    first: int
    """First word, of the parse."""
    last: int
    """One past the last word."""
    name: str


class Referents:
    """Answers for one document, from its names and the sentences before the one that asks."""

    def __init__(self, document: Document, sentences: Sentences, dates: Dates) -> None:
        self.text = document.text
        self.grammar = sentences.grammar
        self.names = Names(document, sentences.grammar)
        self.earlier = Earlier(document, sentences, dates)
        self._answers: dict[tuple[int, str], str] = {}
        """What words at the head of a sentence mean, by where it begins."""
        self._openings: dict[tuple[Parse, Group], Referent | None] = {}
        """What the subjects of verbs mean, of the last sentences that were asked for."""

    def opening(self, found: Parse, group: Group) -> Referent | None:
        """Return what the subject of a verb means, or who owns it; None where that is open.

        It is the first subject of its sentence, or the company that the text is about.
        """
        if (found, group) not in self._openings:
            if len(self._openings) >= KEPT:
                self._openings.clear()
            self._openings[found, group] = self._opening(found, group)
        return self._openings[found, group]

    def _opening(self, found: Parse, group: Group) -> Referent | None:
        question = asked(self.names, found, group)
        if question is None:
            return None
        first, last, words, owned = question
        if not stands_alone(found, words):
            name = self._described_before(found, first, words.rpartition(" ")[2])
            return Referent(first, last, name) if name and name.lower() != words else None
        of, start = self.grammar.words, found.words[0].start
        late = self._is_late(found, first) and not self._is_repeated(found, first, words)
        name = self._named_inside(found, first, words) if late else self._named_before(start, words)
        if late and words in of["companies"] and found.clause_of(group).opener == "sub" and not self._is_firm(name):
            name = ""  # "Lind left before the bank failed"
        if words in of["impersonal"] and acts(found, group) and (before := self.earlier.before(start)):
            name = "" if passed_on(before) else name  # "It was sold to a firm. It announced"
        if not name and not late and words in of["for_one"]:
            name = self._sole_before(start, words)
        if not name and words in of["topics"] and names_only_company(self.names, found, first):
            name = self.names.company[0]
        if words in of["companies"]:
            name = self.names.in_full(name)
        return Referent(first, last, self._owner(name, words) if owned else name) if name else None

    def inside(self, found: Parse, place: int) -> Referent | None:
        """Return what a pronoun inside a sentence means that names no one before it; None where that is open."""
        tokens, of, start = found.tokens, self.grammar.words, found.words[0].start
        noun = tokens.is_word(place + 1) and not tokens.is_in(place + 1, "function_words")
        noun = noun and not tokens.lexeme(place + 1).ing  # "saw her walking"
        owned = tokens.is_in(place, "possessives") and (noun or not tokens.is_in(place, "object_pronouns"))
        words = self.grammar.subject_form(tokens.lower(place))
        if words == self.grammar.owner and not place and not is_of_company(found, place, len(tokens)):
            words = self.grammar.thing  # "Its last arch fell"
        name = (self._look_back(start, words)[1] if words in of["for_many"] else self._named_before(start, words)) or ""
        if not name and words in of["for_one"]:
            name = self._sole_before(start, words)
        if not name and words in of["topics"] and names_only_company(self.names, found, place):
            name = self.names.company[0]
        if words in of["companies"]:
            name = self.names.in_full(name)
        return Referent(place, place + 1, self._owner(name, words) if owned else name) if name else None

    def _is_firm(self, name: str) -> bool:
        """Tell whether the text shows a name to be that of a company."""
        return bool(name) and (name.split(maxsplit=1)[0] in self.names.firms or name in self.names.company[0])

    def _owner(self, name: str, words: str) -> str:
        """Return a name as that of the owner of what follows: "Lind's", but "the parents'"."""
        many = words in self.grammar.words["for_many"] and name.endswith(self.grammar.plural)
        return name + (self.grammar.possessive[:1] if many else self.grammar.possessive)

    def _described_before(self, found: Parse, place: int, noun: str) -> str:
        """Return the description of "the car", where its own sentence has none before the word `place`."""
        repeated = any(found.tokens.lower(i) == noun for i in range(place))
        start = found.words[0].start
        return "" if repeated else described(self.names, noun, self.earlier.back(start), start)

    def _is_late(self, found: Parse, place: int) -> bool:
        """Tell whether a name or another subject stands before the words in their own sentence, outside quotations."""
        spans = quoted(self.text, found.words[0].start, found.words[-1].end)
        tokens = found.tokens
        for i in range(place):
            if found.is_date(i) or inside(found.words[i].start, spans):
                continue
            group = found.group_on(i)
            if (group and group.finite) or (tokens.is_capital(i) and (i or not self.names.is_common(tokens.lower(i)))):
                return True
        return False

    def _is_repeated(self, found: Parse, place: int, words: str) -> bool:
        """Tell whether the sentence begins with the same pronoun, and names no one before its second place."""
        subjects = list(self.earlier.subjects(found))
        if words == self.grammar.owner:  # "Profit fell, but shares rose"
            before = [subject for subject in subjects if subject[1] <= place]
            named = any(self.names.is_named_by(found, i) for i in range(place))
            return not named and bool(before) and all(is_figure(found, *subject) for subject in before)
        opening = next((found.tokens.lower(a) for a, b in subjects if b == a + 1), "")
        named = any(self.names.is_named_by(found, i) and self.names.is_known_person(found, i) for i in range(place))
        return words in self.grammar.words["for_one"] and opening == words and not named

    def _named_inside(self, found: Parse, place: int, words: str) -> str:
        """Return the one name in a sentence before the word `place` that `words` can mean there, or nothing."""
        subjects = [subject for subject in dict.fromkeys(self.earlier.subjects(found)) if subject[1] <= place]
        spans = [span for subject in subjects if (span := meant(self.names, found, subject, words))]
        names = {written(self.names, found, *span) for span in spans}
        rivals = len(names) != 1 or has_rivals(self.names, found, spans[0], words, place)
        return "" if rivals else names.pop()

    def _named_before(self, start: int, words: str) -> str:
        """Return the one name in the sentences before `start` that `words` can mean, or nothing."""
        passed: list[tuple[int, str]] = []
        name: str | None = None
        while name is None and len(passed) < FURTHEST:
            if (start, words) in self._answers:
                name = self._answers[start, words]
                break
            passed.append((start, words))
            start, name = self._look_back(start, words)
        if name is not None:
            self._answers.update(dict.fromkeys(passed, name))
        return name or ""

    def _look_back(self, start: int, words: str) -> tuple[int, str | None]:
        """Read the sentence before `start`: return where it begins, and the name, or None when to look further."""
        of, found = self.grammar.words, self.earlier.before(start)
        if found is None:
            return start, ""
        begin = found.words[0].start
        subjects = list(dict.fromkeys(self.earlier.subjects(found)))
        if words in of["for_many"] and not all(first < last for first, last in subjects or [(0, 0)]):
            return begin, ""  # a verb that was not seen, or whose subject is not sure
        spans = [span for subject in subjects if (span := meant(self.names, found, subject, words))]
        names = {written(self.names, found, *span) for span in spans}
        if len(names) == 1 and self._is_unlike_sole(found, spans[0], words):
            return begin, ""
        if len(names) == 1:
            acts = words == self.grammar.actor and acts_first(found, spans[0])
            return begin, names.pop() if acts or not has_rivals(self.names, found, spans[0], words) else ""
        if not names and words in of["for_one"] and (other := only_other(self.names, found, subjects, words)):
            return begin, other
        told = {" ".join(found.tokens.lower(i) for i in range(*subject)) for subject in subjects}
        classes = ("companies", "men", "women", "impersonal")
        same = next((of[name] for name in classes if words in of[name]), {words})
        silent = not subjects and names_another(self.names, found, "", words)  # a speaker that was not seen
        goes = not silent and all(goes_on(self.names, found, subject, words) for subject in subjects)
        further = goes or not told.isdisjoint(same)
        return begin, None if further and not names else ""

    def _sole_before(self, start: int, words: str) -> str:
        """Return the only or first man or woman of a text, if sentences not far before `start` are about no one else.

        Of one who is only the first these sentences may not name another.
        """
        is_man = words in self.grammar.words["men"]
        sole = self._firsts[is_man] or self.names.soles[is_man]
        for _ in range(FURTHEST if sole else 0):
            name, found = self._named_before(start, words), self.earlier.before(start)
            if name.endswith(sole) or found is None:
                return name if name.endswith(sole) else ""
            if sole != self.names.soles[is_man] and names_another(self.names, found, sole, words):
                return ""
            for subject in self.earlier.subjects(found):
                span = meant(self.names, found, subject, words)
                if span and found.words[span[1] - 1].text == sole:
                    return written(self.names, found, *span)
                other = subject[0] < subject[1] and self.names.is_other(found, *subject, words)
                named = found.tokens.is_in(subject[0], "women", "men") and self.names.is_named_by(found, subject[0])
                if not other and (named or may_be_person(found, *subject)):
                    return ""  # "Ann was married", whoever she is
            start = found.words[0].start
        return ""

    def _is_unlike_sole(self, found: Parse, span: tuple[int, int], words: str) -> bool:
        """Tell whether the only man or woman of the text is another than the one of a name that tells neither."""
        of, name = self.grammar.words, found.words[span[1] - 1].text
        is_man = words in of["men"]
        sole = self.names.soles[is_man] if words in of["for_one"] else ""
        return bool(sole) and name not in (sole, self._firsts[is_man]) and not self.names.is_gendered(name)

    @cached_property
    def _firsts(self) -> tuple[str, str]:
        """The woman or the man with whose name the text begins, told by the first name or the first pronoun."""
        if self.names.goes_on:
            return "", ""
        found = self.earlier.opening()
        first, last = next((subject for subject in self.earlier.subjects(found) if subject[0] < subject[1]), (0, 0))
        if first == last:
            return "", ""
        name, (women, men) = found.words[last - 1].text, self.names.gendered
        if name in women and name in men:
            return "", ""
        if name not in women and name not in men and last - first > 1 and self.names.is_known_person(found, last - 1):
            is_woman = self.names.first_pronoun(found.words[first].start)
            return (name, "") if is_woman else ("", name) if is_woman is not None else ("", "")
        return name if name in women else "", name if name in men else ""
