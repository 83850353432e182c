"""A sentence as words, verb groups and clauses, found by word forms and order alone.

Not a parse: it answers which verbs a stretch of a sentence has, what form they stand in, and where a clause of
its own begins. Linear in the sentence.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from timeline.grammar import Grammar, Lexeme

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S.
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d[\d.,:/]*\d(?:-\w+)*|\w+?(?=n['’]t\b)|\w+(?:[-'’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)\w+)*"
    r"|--+|\.\.\.|[^\w\s]"
)
_QUOTES = '"“”«»„'
_OPENING_QUOTES = "“«„"
_DASHES = ("--", "---", "—", "–", "-", "―")


class Form(StrEnum):
    """The form of a verb group."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    ING = "ing"


FINITE = (Form.PAST, Form.PRESENT, Form.FUTURE)


class Word(NamedTuple):
    """A word or mark, with its offsets in the text."""

    text: str
    lower: str
    start: int
    end: int


class Group(NamedTuple):
    """A verb with its auxiliaries, as indices of words."""

    first: int
    head: int
    form: Form
    base: str
    modal: str = ""
    """The modal it begins with, in lower case."""
    passive: bool = False
    negated: bool = False
    perfect: bool = False
    sure: bool = False
    """The place alone shows that it is no participle."""

    @property
    def finite(self) -> bool:
        """Tell whether the verb is inflected for tense."""
        return self.form in FINITE


class Clause(NamedTuple):
    """A stretch of words with what opened it: its words are `first` to `last`, half-open."""

    first: int
    last: int
    opener: str
    """Kind of the boundary before it: `start`, `comma`, `stop`, `dash`, `bracket`, `quote`, `and`, `sub`,
    `relative`, `complement`."""
    groups: tuple[Group, ...]

    @property
    def finite(self) -> Group | None:
        """Return the first finite verb."""
        return next((group for group in self.groups if group.finite), None)


class Parse(NamedTuple):
    """A sentence taken apart."""

    words: tuple[Word, ...]
    groups: tuple[Group, ...]
    clauses: tuple[Clause, ...]
    masked: frozenset[int]
    """Words that belong to a date."""

    def clause_at(self, index: int) -> int:
        """Return the index of the clause that holds a word."""
        low = 0
        for number, clause in enumerate(self.clauses):
            if clause.first <= index:
                low = number
        return low

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that a span of the text touches."""
        first = next((i for i, word in enumerate(self.words) if word.end > start), len(self.words))
        last = next((i for i, word in enumerate(self.words) if word.start >= end), len(self.words))
        return first, max(last, first)


def parse(text: str, start: int, end: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> Parse:
    """Take the sentence `text[start:end]` apart; `dates` are the spans of its dates, which hold no verb."""
    return _shift(_parse(text[start:end], tuple((a - start, b - start) for a, b in dates), _Held(grammar)), start)


class _Held:
    """A grammar as a key of a cache: compared by identity."""

    __slots__ = ("grammar",)

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def __hash__(self) -> int:
        return id(self.grammar)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.grammar is self.grammar


def _shift(found: Parse, by: int) -> Parse:
    if not by:
        return found
    words = tuple(Word(word.text, word.lower, word.start + by, word.end + by) for word in found.words)
    return found._replace(words=words)


@lru_cache(maxsize=64)
def _parse(sentence: str, dates: tuple[tuple[int, int], ...], held: _Held) -> Parse:
    grammar = held.grammar
    words = tuple(
        Word(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _WORD.finditer(sentence)
    )
    masked = frozenset(i for i, word in enumerate(words) if any(a < word.end and word.start < b for a, b in dates))
    groups = _Tagger(words, masked, grammar).groups()
    if not any(group.finite for group in groups):
        groups = _Tagger(words, masked, grammar, lenient=True).groups()
    clauses = _clauses(words, groups, masked, grammar)
    groups = [group for clause in clauses for group in clause.groups]
    return Parse(words, tuple(groups), tuple(clauses), masked)


class _Tagger:
    """Finds the verb groups of a sentence from left to right."""

    def __init__(
        self, words: tuple[Word, ...], masked: frozenset[int], grammar: Grammar, *, lenient: bool = False
    ) -> None:
        self.lenient = lenient
        """A sentence without a verb gets one more chance: "Polls close", "Ruth and Paul meet"."""
        self.words = words
        self.masked = masked
        self.of = grammar.words
        self.grammar = grammar

    def groups(self) -> list[Group]:
        found: list[Group] = []
        i = 0
        while i < len(self.words):
            group = None if i in self.masked else self._group_at(i)
            if group is None:
                i += 1
            else:
                found.append(group)
                i = group.head + 1
        return found

    def lower(self, i: int) -> str:
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def lexeme(self, i: int) -> Lexeme:
        if i in self.masked or not 0 <= i < len(self.words):
            return Lexeme()
        return self.grammar.look_up(self.words[i].lower)

    def _group_at(self, i: int) -> Group | None:
        word, of = self.lower(i), self.of
        if i and self.words[i].text[0].isupper() and self.words[i - 1].text[0].isalnum():
            return None  # part of a name
        if word in of["modal_future"]:
            return self._after_auxiliary(i, Form.FUTURE, modal=word) if self._may_be_modal(i) else None
        if word in of["modal_past"]:
            return self._after_auxiliary(i, Form.PAST, modal=word)
        if word in of["modal_present"]:
            return self._after_auxiliary(i, Form.PRESENT, modal=word) if self._may_be_modal(i) else None
        if word == "'s":
            return self._contracted(i)
        if word in of["be_present"] or word in of["have_present"] or word in of["do_present"]:
            return self._after_auxiliary(i, Form.PRESENT)
        if word in of["be_past"] or word in of["have_past"] or word in of["do_past"]:
            return self._after_auxiliary(i, Form.PAST)
        if word in of["infinitive"]:
            return self._infinitive(i)
        if word in of["be_other"] or word in of["have_other"]:
            return self._after_auxiliary(i, Form.ING if word.endswith("ing") else Form.PARTICIPLE)
        return self._lexical(i)

    def _may_be_modal(self, i: int) -> bool:
        """Tell "will" and "may" from "his will" and "May"."""
        before = self.lower(i - 1)
        return not (
            before in self.of["determiners"] - self.of["pronouns"]
            or before in self.of["possessives"]
            or before == "'s"
            or (i > 0 and self.words[i].text[0].isupper() and self.words[i].text[1:].islower())
        )

    def _contracted(self, i: int) -> Group | None:
        """Read "'s" as "is" or "has" only after a pronoun: else it is a possessive."""
        if self.lower(i - 1) in self.of["pronouns"] - self.of["possessives"]:
            return self._after_auxiliary(i, Form.PRESENT)
        return None

    def _after_auxiliary(self, first: int, form: Form, modal: str = "") -> Group:
        """Go over auxiliaries and adverbs to the verb itself; without one the auxiliary is the verb."""
        of = self.of
        head, base, passive, negated, perfect = first, self.grammar.look_up(self.lower(first)).base, False, False, False
        state = "modal" if modal else self._kind(first)
        i, subject_skipped = first + 1, False
        while i < len(self.words) and i - head < 5:
            word = self.lower(i)
            if i in self.masked:
                i += 1
                continue
            if word in of["negation"] and word not in {"no", "without"}:
                negated = True
            elif word in of["be_other"] and word != "being":
                head, base, state = i, "be", "be"
            elif word == "being":
                head, base, state = i, "be", "be"
            elif state == "modal" and word in of["have_present"]:
                head, base, state, perfect = i, "have", "have", True
            elif fits := self._fits(i, state):
                passive = fits == "passive"
                perfect = perfect or state == "have"
                return Group(first, i, form, self.lexeme(i).base, modal, passive, negated, perfect)
            elif word in of["adverbs"] or (word.endswith("ly") and len(word) > 4):
                pass
            elif not subject_skipped and word in of["subject_pronouns"] and i == first + 1:
                subject_skipped = True  # an inverted subject: "did he say"
            else:
                break
            i += 1
        if modal and head == first and not base:
            base = modal
        return Group(first, head, form, base or "be", modal, passive, negated, perfect)

    def _kind(self, i: int) -> str:
        word, of = self.lower(i), self.of
        if word in of["have_present"] or word in of["have_past"] or word in of["have_other"]:
            return "have"
        if word in of["do_present"] or word in of["do_past"]:
            return "modal"
        return "be"

    def _fits(self, i: int, state: str) -> str:
        """Tell whether the word can end a group after "have", "be" or a modal: `active`, `passive` or empty."""
        lexeme = self.lexeme(i)
        if not lexeme.base:
            return ""
        if state == "modal":
            return "active" if lexeme.bare else ""
        if state == "have":
            return "active" if lexeme.participle else ""
        if lexeme.participle:
            return "passive"
        return "active" if lexeme.ing else ""

    def _infinitive(self, i: int) -> Group | None:
        j = i + 1
        while self.lower(j) in self.of["adverbs"] or (self.lower(j).endswith("ly") and j < i + 3):
            j += 1
        word = self.lower(j)
        if word in self.of["have_present"] or word == "be":
            return self._after_auxiliary(j, Form.INFINITIVE)._replace(first=i, form=Form.INFINITIVE)
        lexeme = self.lexeme(j)
        if not lexeme.bare or (self.words[j].text[0].isupper() and self.lower(j + 1) != ""):
            return None
        if (
            lexeme.nounlike
            and self.lower(j + 1) in {"", ".", ",", "of"}
            and lexeme.event
            and self.lower(i - 1) in {"due", "back"}
        ):
            return None
        return Group(i, j, Form.INFINITIVE, lexeme.base)

    def _lexical(self, i: int) -> Group | None:
        lexeme = self.lexeme(i)
        if not lexeme.base:
            return None
        word = self.words[i]
        before = self.lower(i - 1)
        if (
            word.text[0].isupper()
            and i > 0
            and before not in _QUOTES
            and (not word.text.isupper() or len(word.text) < 2)
        ):
            if self.words[i - 1].text[:1].isalnum() or before in ",&-":
                return None  # a name: "Bank of England", "Sold Out"
        owner = self.lower(self._before_adverbs(i))
        if owner in self.of["articles"] or owner in self.of["possessives"] or (owner == "'s" and not lexeme.past):
            return None  # "the planned meeting", "his left hand"
        if lexeme.past:
            return self._past(i, lexeme)
        if lexeme.participle:
            return Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
        if lexeme.ing:
            return Group(i, i, Form.ING, lexeme.base)
        if lexeme.third:
            return Group(i, i, Form.PRESENT, lexeme.base) if self._third(i, lexeme) else None
        return Group(i, i, Form.PRESENT, lexeme.base) if self._bare(i, lexeme) else None

    def _past(self, i: int, lexeme: Lexeme) -> Group | None:
        before, after = self.lower(i - 1), self.lower(i + 1)
        if lexeme.participle:
            if before in self.of["prepositions"] and before not in {
                "who",
                "that",
                "which",
                "off",
                "out",
                "up",
                "down",
                "about",
            }:
                if i - 1 not in self.masked and (
                    self.lexeme(i + 1).event
                    or after.isalpha()
                    and after not in self.of["prepositions"]
                    and after not in self.of["determiners"]
                ):
                    return None  # "of acquired firms"
                return Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
            if lexeme.bare and not lexeme.event and before in {"to"}:
                return Group(i, i, Form.INFINITIVE, lexeme.base)
            if before in self.of["get"]:
                return Group(i, i, Form.PARTICIPLE, lexeme.base, passive=True)
            if (
                lexeme.bare
                and lexeme.nounlike
                and (not before or before in self.of["prepositions"] or before in self.of["determiners"])
            ):
                return None
        return Group(i, i, Form.PAST, lexeme.base)

    def _third(self, i: int, lexeme: Lexeme) -> bool:
        """Tell whether a form in -s is a verb: by the subject before it, or by an object after it."""
        j = self._before_adverbs(i)
        before, after = self.lower(j), self.lower(i + 1)
        if before in self.of["singular_subjects"]:
            return True
        if self.lenient and j >= 0 and after[:1].isalpha() and self.words[j].text[0].isalnum():
            return before not in self.of["prepositions"] and before not in self.of["determiners"]
        if j < 0 or before in self.of["prepositions"] or before in self.of["determiners"]:
            return False
        if not lexeme.nounlike:
            return True
        following = self.words[i + 1] if i + 1 < len(self.words) else None
        starts_object = following is not None and (
            i + 1 in self.masked
            or after in self.of["determiners"] | self.of["object_pronouns"]
            or after in {"to", "that", "about"}
            or after in self.of["particles"]
            or not following.text[0].islower()
            and following.text[0].isalnum()
        )
        subject = self.words[j].text[0].isupper() or j < i - 1 or before in {",", ")"}
        return starts_object and (subject or after in self.of["determiners"] or after == "to")

    def _before_adverbs(self, i: int) -> int:
        """Return the index of the nearest word on the left that is neither adverb nor date."""
        j = i - 1
        while j >= 0 and (
            j in self.masked
            or self.lower(j) in self.of["adverbs"]
            or self.lower(j).endswith("ly")
            or (j + 1 in self.masked and self.lower(j) in self.of["prepositions"])
        ):
            j -= 1
        return j

    def _bare(self, i: int, lexeme: Lexeme) -> bool:
        """Tell whether a base form is a present tense: by a plural subject before it."""
        j = self._before_adverbs(i)
        before = self.lower(j)
        if before in self.of["plural_subjects"]:
            return before != "that"
        if j < 0 or not before.isalpha() or before in self.of["prepositions"] or before in self.of["determiners"]:
            return False
        if (lexeme.nounlike or lexeme.event) and not self.lenient:
            return False
        return (
            before.endswith("s") and not before.endswith(("ss", "us", "is")) and before not in self.of["never_plural"]
        )


def _clauses(words: tuple[Word, ...], groups: list[Group], masked: frozenset[int], grammar: Grammar) -> list[Clause]:
    """Cut the sentence where a clause of its own begins, and settle which -ed forms are participles."""
    cuts = _cuts(words, groups, masked, grammar)
    groups = [group for group in groups if group.head not in masked]
    clauses: list[Clause] = []
    edges = [*sorted(cuts), len(words)]
    for first, last in zip(edges, edges[1:], strict=False):
        inside = [group for group in groups if first <= group.head < last]
        opener = cuts[first]
        if opener == "comma" and _is_listed(first, last, cuts, inside, groups, clauses):
            opener = "and"
        if opener == "comma" and inside and inside[0].first == first and _is_interrupted(clauses):
            inside[0] = inside[0]._replace(sure=True)
        clauses += _settle(words, first, last, opener, inside, masked, grammar)
    return clauses


def _is_listed(  # noqa: PLR0913 (both neighbours count)
    first: int, last: int, cuts: dict[int, str], inside: list[Group], groups: list[Group], before: list[Clause]
) -> bool:
    """Tell whether a stretch is one of several verbs of one subject: "was founded, burned down and was rebuilt"."""
    follows = cuts.get(last) == "and" and any(group.first == last + 1 and group.finite for group in groups)
    return follows and bool(inside) and inside[0].first == first and any(clause.finite for clause in before)


def _is_interrupted(before: list[Clause]) -> bool:
    """Tell whether a subject still waits for its verb after an insertion: "The movement, helped by X, contributed"."""
    return (
        len(before) > 1
        and not any(clause.finite and clause.opener not in ("relative", "sub") for clause in before)
        and any(group.form in (Form.PARTICIPLE, Form.ING) for clause in before[1:] for group in clause.groups)
    )


def _cuts(words: tuple[Word, ...], groups: list[Group], masked: frozenset[int], grammar: Grammar) -> dict[int, str]:
    of = grammar.words
    finite = {group.first for group in groups if group.finite}
    heads = {group.first for group in groups}
    cuts = {0: "start"}
    phrases = _quoted_phrases(words, finite)
    open_quote = False
    for i, word in enumerate(words):
        mark = word.lower
        if i in masked:
            continue
        if mark in ";:" or mark in _DASHES:
            cuts[i + 1] = "stop" if mark in ";:" else "dash"
        elif mark in "()[]":
            cuts[i + 1] = "bracket"
            cuts.setdefault(i, "bracket")
        elif i in phrases:
            continue
        elif mark in _QUOTES:
            open_quote = mark in _OPENING_QUOTES or (mark not in "”»" and not open_quote)
            cuts[i + 1 if not open_quote else i] = "quote" if open_quote else "unquote"
        elif mark == "," and not _is_number_comma(words, i):
            cuts[i + 1] = "comma"
        elif (
            mark in of["relatives"]
            and _verb_ahead(words, i, finite, 9)
            and (mark != "that" or _is_that_clause(words, i, grammar))
        ):
            start = i - 1 if i and words[i - 1].lower in of["prepositions"] and mark != "that" else i
            cuts[start] = "relative" if mark != "that" or not _after_speech(words, i, grammar) else "complement"
        elif (
            mark in of["subordinators"]
            and i + 1 not in masked
            and (i + 1 in heads or _verb_ahead(words, i, finite, 12))
        ):
            cuts[i] = "sub"
        elif mark in of["coordinators"] and i and _joins_clauses(words, i, groups, grammar):
            reach = 9 + sum(1 for j in range(i, min(i + 14, len(words))) if j in masked)
            if _verb_ahead(words, i, finite, reach):
                cuts[i] = "and"
    return {cut: kind for cut, kind in cuts.items() if cut < len(words)}


def _quoted_phrases(words: tuple[Word, ...], finite: set[int]) -> set[int]:
    """Return the quotation marks around a mere phrase: "the so-called "Blue Army" of 1919"."""
    marks = [i for i, word in enumerate(words) if word.lower in _QUOTES]
    phrases: set[int] = set()
    for one, two in zip(marks[::1], marks[1::1], strict=False):
        inside = range(one + 1, two)
        introduced = one == 0 or words[one - 1].lower in ",:"
        if 0 < len(inside) < 7 and not introduced and not finite.intersection(inside) and one not in phrases:
            phrases |= {one, two}
    return phrases


def _is_number_comma(words: tuple[Word, ...], i: int) -> bool:
    return 0 < i < len(words) - 1 and words[i - 1].end == words[i].start and words[i + 1].start == words[i].end


def _verb_ahead(words: tuple[Word, ...], i: int, finite: set[int], reach: int) -> bool:
    """Tell whether a finite verb follows before the next strong mark."""
    for j in range(i + 1, min(len(words), i + 1 + reach)):
        if j in finite:
            return True
        if words[j].lower in ";:()" or words[j].lower in _DASHES:
            return False
    return False


def _is_that_clause(words: tuple[Word, ...], i: int, grammar: Grammar) -> bool:
    """Tell "the firm that won" and "said that it won" from "that day"."""
    return i > 0 and words[i - 1].lower not in grammar.words["prepositions"]


def _after_speech(words: tuple[Word, ...], i: int, grammar: Grammar) -> bool:
    return any(
        grammar.look_up(words[j].lower).base in grammar.words["reporting_verbs"] for j in range(max(0, i - 4), i)
    )


def _joins_clauses(words: tuple[Word, ...], i: int, groups: list[Group], grammar: Grammar) -> bool:
    """Tell whether "and" stands between clauses rather than between nouns."""
    marked = words[i - 1].lower == "," or (i + 1 < len(words) and words[i + 1].lower == ",")
    return marked or _opens_clause(words, i, groups, grammar)


def _opens_clause(words: tuple[Word, ...], i: int, groups: list[Group], grammar: Grammar) -> bool:
    """Tell whether "and" is followed by a verb of its own, or by a subject and a verb, not by another noun."""
    of = grammar.words
    for group in groups:
        if group.first <= i:
            continue
        between = [word.lower for word in words[i + 1 : group.first]]
        if not group.finite:
            return group.form is Form.INFINITIVE and not between
        if all(word in of["adverbs"] or word.endswith("ly") for word in between):
            return True
        if between and between[0] in of["subject_pronouns"] | of["subordinators"]:
            return True
        return _has_own_subject(words, i, group, groups, grammar)
    return False


def _has_own_subject(words: tuple[Word, ...], i: int, group: Group, groups: list[Group], grammar: Grammar) -> bool:
    """Tell "was closed and its lands were sold" from "said cats and dogs were sold": a whole clause stands before."""
    of = grammar.words
    earlier = next((other for other in reversed(groups) if other.head < i and other.finite), None)
    between = words[i + 1 : group.first]
    plain = all(word.text[0].isalnum() or word.lower == "'s" for word in between)
    certain = group.first != group.head or not grammar.look_up(words[group.head].lower).participle
    return (
        earlier is not None
        and earlier.base not in of["reporting_verbs"]
        and plain
        and certain
        and 0 < len(between) <= 5
        and not any(words[j].lower in ",;" for j in range(earlier.head, i))
        and (between[0].lower in of["determiners"] or between[0].text[0].isupper())
    )


def _settle(  # noqa: PLR0913 (one stretch of one sentence)
    words: tuple[Word, ...],
    first: int,
    last: int,
    opener: str,
    groups: list[Group],
    masked: frozenset[int],
    grammar: Grammar,
) -> list[Clause]:
    """Make one clause of a stretch, or several where verbs follow each other without a boundary word."""
    groups = _participles(words, groups, opener, first, masked, grammar)
    finite = [group for group in groups if group.finite]
    if len(finite) < 2:
        return [Clause(first, last, opener, tuple(groups))]
    cut = _complement_start(words, finite[0], finite[1], masked, grammar)
    before = [group for group in groups if group.head < cut]
    after = [group for group in groups if group.head >= cut]
    kind = "complement" if finite[0].base in grammar.words["reporting_verbs"] else "bare"
    return [Clause(first, cut, opener, tuple(before)), *_settle(words, cut, last, kind, after, masked, grammar)]


def _participles(
    words: tuple[Word, ...], groups: list[Group], opener: str, first: int, masked: frozenset[int], grammar: Grammar
) -> list[Group]:
    """Settle which -ed forms are participles rather than past tenses, from the other verbs of the stretch."""
    out: list[Group] = []
    for number, group in enumerate(groups):
        if (
            group.sure
            or group.form is not Form.PAST
            or group.first != group.head
            or not grammar.look_up(words[group.head].lower).participle
        ):
            out.append(group)
            continue
        earlier = next((g for g in reversed(out) if g.finite), None)
        later = next((g for g in groups[number + 1 :] if g.finite), None)
        if _is_participle(words, group, earlier, later, opener, first, masked, grammar):
            out.append(group._replace(form=Form.PARTICIPLE, passive=True))
        else:
            out.append(group)
    return out


def _is_participle(
    words: tuple[Word, ...],
    group: Group,
    earlier: Group | None,
    later: Group | None,
    opener: str,
    first: int,
    masked: frozenset[int],
    grammar: Grammar,
) -> bool:
    of = grammar.words
    after = words[group.head + 1].lower if group.head + 1 < len(words) else ""
    before = words[group.head - 1].lower if group.head else ""
    if before in of["subject_pronouns"] or group.base in of["intransitive_verbs"]:
        return False
    if earlier is not None and _is_contact(words, earlier, first, grammar):
        return False
    if group.head == 0:
        return True
    opens = all(word.lower in of["adverbs"] or word.lower.endswith("ly") for word in words[first : group.head])
    if opens and opener in {"start", "comma", "bracket", "dash"}:
        return after in of["prepositions"] or after in of["adverbs"]  # "Based in Paris, ..."
    if after == "by" and group.base not in {"rise", "fall"}:
        return True
    if group.base in of["naming_verbs"] and earlier is not None:
        return True
    if opener == "comma" and earlier is None and _is_in_phrase(words, first, group.head, grammar):
        return True
    if earlier is not None:
        if earlier.base in of["reporting_verbs"]:
            return False
        return not _starts_object(words, group.head + 1, masked, grammar)
    if later is not None and group.base not in of["reporting_verbs"]:
        ambiguous = later.first == later.head and grammar.look_up(words[later.head].lower).participle
        if ambiguous and later.base in of["naming_verbs"]:
            return False
        return not _starts_object(words, group.head + 1, masked, grammar) and (
            not ambiguous
            or _starts_object(words, later.head + 1, masked, grammar)
            or later.head + 1 >= len(words)
            or words[later.head + 1].lower in ".,;"
        )
    return False


def _is_in_phrase(words: tuple[Word, ...], first: int, place: int, grammar: Grammar) -> bool:
    """Tell whether all before a verb hangs on prepositions: ", in the capital for talks expected to last"."""
    of = grammar.words
    if words[first].lower not in of["prepositions"]:
        return False
    i = place - 1
    while i > first and words[i].text[0].isalpha() and words[i].lower not in of["prepositions"]:
        if words[i].lower in of["determiners"]:
            return words[i - 1].lower in of["prepositions"] and i - 1 > first
        i -= 1
    return i > first and words[i].lower in of["prepositions"]


def _is_contact(words: tuple[Word, ...], group: Group, first: int, grammar: Grammar) -> bool:
    """Tell whether a verb stands in a relative clause without a pronoun: "the bridge he designed"."""
    of = grammar.words
    place = group.first - 2
    return (
        place >= first
        and words[group.first - 1].lower in of["subject_pronouns"]
        and words[place].text[0].isalpha()
        and not any(
            words[place].lower in of[name] for name in ("prepositions", "adverbs", "subordinators", "coordinators")
        )
        and not grammar.look_up(words[place].lower).base
    )


def _starts_object(words: tuple[Word, ...], i: int, masked: frozenset[int], grammar: Grammar) -> bool:
    if i >= len(words) or i in masked:
        return False
    of = grammar.words
    word = words[i]
    return (
        word.lower in of["determiners"]
        or word.lower in of["object_pronouns"]
        or word.text[0].isdigit()
        or word.text in "$£€"
        or (word.text[0].isupper() and word.lower not in of["calendar"])
        or (
            word.text.isalpha()
            and word.lower not in of["prepositions"]
            and word.lower not in of["adverbs"]
            and word.lower not in of["subordinators"]
            and word.lower not in of["coordinators"]
            and word.lower not in of["relatives"]
            and word.lower not in of["calendar"]
        )
    )


def _complement_start(words: tuple[Word, ...], one: Group, two: Group, masked: frozenset[int], grammar: Grammar) -> int:
    """Return where the clause of the second verb begins: after a verb of saying, else before its subject."""
    of = grammar.words
    if one.base in of["reporting_verbs"]:
        return _after_speech_verb(words, one, two, masked, grammar)
    i = two.first
    while i - 1 > one.head and words[i - 1].lower in of["adverbs"]:
        i -= 1
    if i - 1 > one.head and words[i - 1].lower in of["subject_pronouns"]:
        return i - 1
    while i - 1 > one.head and words[i - 1].text[0].isupper():
        i -= 1
    while (
        i - 1 > one.head
        and i == two.first
        and words[i - 1].lower not in of["prepositions"]
        and words[i - 1].text.isalpha()
    ):
        i -= 1
        if words[i].lower in of["determiners"]:
            break
    return max(i, one.head + 1)


def _after_speech_verb(
    words: tuple[Word, ...], one: Group, two: Group, masked: frozenset[int], grammar: Grammar
) -> int:
    """Return where what is said begins: after the verb, who was told, and when."""
    i = one.head + 1
    if one.base in grammar.words["addressed_verbs"] and i < two.first and i not in masked:
        i += 1
    while i < two.first and (i in masked or (i + 1 in masked and words[i].lower in grammar.words["prepositions"])):
        i += 1
    return i
