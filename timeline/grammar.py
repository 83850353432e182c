"""The words and forms of a language, for the stages that read clauses: tense, attachment, wording.

The code that reads clauses knows no language: it asks `Grammar`, which is filled from the TOML files of a
language folder when the language is first used.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from timeline import plugins

FUNCTION_WORDS = (
    *("prepositions", "adverbs", "determiners", "pronouns", "object_pronouns", "infinitive", "modals"),
    *("coordinators", "subordinators", "relatives", "auxiliary_forms"),
)
"""The closed classes: a word that is in none of them has a meaning of its own."""
VERBAL = ("modals", "auxiliary_forms", "infinitive", "contraction")
"""The classes that a verb group can begin with, besides a verb itself."""
OPENERS = ("relatives", "subordinators", "coordinators")
"""The classes that a clause can begin with."""

KEPT = 16_000
"""Words that are kept analysed."""

Forms = dict[str, Any]
"""Fields of a `Lexeme`: the base of a verb, and which of its forms a word can be."""

_TYPED = {"``": "“", "''": "”"}
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a word form is and can be: its classes, the forms of a verb, the name of an event."""

    lower: str = ""
    """In lower case, with plain apostrophes; typed quotation marks as printed ones."""
    word: bool = False
    """A word or number rather than a mark."""
    capital: bool = False
    """It begins with a capital."""
    classes: frozenset[str] = frozenset()
    """The word classes it belongs to: "prepositions"."""
    adverb: bool = False
    """By list or by its ending."""
    verbal: bool = False
    """A verb group can begin with it."""
    cuts: bool = False
    """A clause can begin or end at it: a mark, or a word that joins clauses."""
    base: str = ""
    """Base form when the word can be a verb, else empty."""
    past: bool = False
    participle: bool = False
    ing: bool = False
    third: bool = False
    bare: bool = False
    nounlike: bool = False
    """As likely a noun as a verb: "plans", "report"."""
    event: bool = False
    """A noun that names an event: "merger", "talks"."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Word classes and verb forms of one language.

    `words` maps a name of a class ("prepositions") to its words, all in lower case, and `classes` a word to the
    names of its classes; `look_up` tells all of a word; `abbreviations` (without their last dot) do not end a
    sentence.
    """

    words: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    verbs: frozenset[str]
    nounlike: frozenset[str]
    never: frozenset[str]
    events: frozenset[str]
    irregular: dict[str, Forms]
    suffixes: dict[str, tuple[tuple[str, str], ...]]
    doubled: str
    verbal: tuple[str, ...]
    """Endings that make a verb of any word: "-ize"."""
    adverbial: tuple[str, ...]
    """Endings of adverbs: "-ly"."""
    plural: tuple[str, ...]
    not_plural: tuple[str, ...]
    abstract: tuple[str, ...]
    """Endings of nouns that are seldom names: "-tion"."""
    personal: tuple[str, ...]
    """Endings of nouns that can name a person: "-er"."""
    repeating: tuple[str, ...]
    """What makes of a verb that it is done again: "re-"."""
    joining: str
    """The word that joins two nouns: "and"."""
    possessive: str
    """What makes an owner of a name: "'s"."""
    owner: str
    """The word for what a company owns: "its"."""
    context: str
    """What stands before a sentence that is put in to tell what a row is about."""
    topic: str
    """The words for the company that a text is about: "the company"."""
    actor: str
    """What stands for it where it says or does something."""
    thing: str
    """What stands for a thing: "it"."""
    had: str
    """What makes a past perfect of a participle."""
    was: str
    """What makes a passive of a participle after one."""
    were: str
    """The same after several."""
    born: str
    """What a date of birth says of a person."""
    died: str
    article: str
    """What stands before a thing that is known: "the"."""
    _cache: dict[str, Lexeme] = field(default_factory=dict, repr=False, compare=False)

    @property
    def abbreviations(self) -> frozenset[str]:
        """Return the abbreviations that do not end a sentence, without their last dot."""
        return self.words["abbreviations"]

    def may_be_past(self, lexeme: Lexeme) -> bool:
        """Tell whether a word that no list knows has the ending of a past tense or participle."""
        known = lexeme.base or lexeme.lower in self.never
        return not known and lexeme.lower.endswith(tuple(ending for ending, _ in self.suffixes["past"]))

    def subject_form(self, pronoun: str) -> str:
        """Return the form of a pronoun as a subject: "he" for "his" and "him", "they" for "them"."""
        of = self.words
        classes = (
            (of["men"], "person_pronouns"),
            (of["women"], "person_pronouns"),
            (of["plural_pronouns"], "for_many"),
        )
        forms = (
            of[name] & group if name == "person_pronouns" else of[name] for group, name in classes if pronoun in group
        )
        return min(next(forms, {pronoun}))

    def with_context(self, row: str, context: str) -> str:
        """Return a row with the sentence that tells what it is about, in square brackets at its end."""
        return f"{row} [{self.context}: {context}]" if context else row

    def without_context(self, row: str) -> str:
        """Return a row without the sentence that `with_context` has put in."""
        return row.partition(f" [{self.context}: ")[0]

    def look_up(self, text: str) -> Lexeme:
        """Return what a word or mark is, as it is written; each is analysed once."""
        known = self._cache.get(text)
        if known is None:
            if len(self._cache) > KEPT:
                self._cache.clear()
            known = self._cache[text] = self._lexeme(text)
        return known

    def _lexeme(self, text: str) -> Lexeme:
        word = _TYPED.get(text) or text.lower().replace("’", "'")
        can_be = self._analyse(word)
        classes = self.classes.get(word, _NONE)
        in_ly = len(word) > 4 and word.endswith(self.adverbial) and "not_adverbs" not in classes
        return Lexeme(
            lower=word,
            word=text[:1].isalnum(),
            capital=text[:1].isupper(),
            classes=classes,
            adverb=in_ly or "adverbs" in classes,
            verbal="base" in can_be or not classes.isdisjoint(VERBAL),
            cuts=not word.isalnum() or not classes.isdisjoint(OPENERS),
            **can_be,
        )

    def _analyse(self, word: str) -> Forms:
        """Return the fields of a lexeme that tell what a word can be."""
        can_be = self._known(word)
        return can_be if "base" in can_be else {**can_be, **self._again(word)}

    def _known(self, word: str) -> Forms:
        event = word in self.events or self._singular(word) in self.events
        if word in self.never or not word.replace("-", "").isalpha():
            return {"event": event}
        if irregular := self.irregular.get(word):
            return {**irregular, "event": event, "nounlike": "bare" in irregular and irregular["base"] in self.nounlike}
        if self._is_verb(word):
            return {"base": word, "bare": True, "nounlike": event or word in self.nounlike, "event": event}
        if base := self._base(word, "past"):
            return {"base": base, "past": True, "participle": True}
        if base := self._base(word, "ing"):
            return {"base": base, "ing": True, "event": event}
        if base := self._base(word, "third"):
            return {"base": base, "third": True, "nounlike": event or base in self.nounlike, "event": event}
        return {"event": event}

    def _again(self, word: str) -> Forms:
        """Return what a word can be whose verb is done again: "re-opens", "repainted", but no "retail"."""
        prefix = next(filter(word.startswith, self.repeating), "")
        can_be = self._known(word.removeprefix(prefix)) if prefix and word not in self.never else {}
        return can_be if "base" in can_be and ("past" in can_be or not prefix.isalpha()) else {}

    def _is_verb(self, word: str) -> bool:
        return word in self.verbs or (len(word) > 6 and word.endswith(self.verbal))

    def _base(self, word: str, form: str) -> str:
        """Return the base of a regular verb form, or an empty string."""
        for ending, instead in self.suffixes[form]:
            if not word.endswith(ending) or len(word) <= len(ending):
                continue
            stem = word.removesuffix(ending)
            if self._is_verb(base := stem + instead):
                return base
            is_doubled = not instead and len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] in self.doubled
            if is_doubled and form != "third" and stem[:-1] in self.verbs:
                return stem[:-1]
        return ""

    def _singular(self, word: str) -> str:
        for ending, instead in self.suffixes["third"]:
            if word.endswith(ending) and (base := word.removesuffix(ending) + instead) in self.events:
                return base
        return ""


@lru_cache(maxsize=8)
def load(code: str) -> Grammar:
    """Return the grammar of the language `code`, read from its folder once."""
    folder = plugins.language(code)
    grammar, verbs, nouns = (
        tomllib.loads(folder.joinpath(f"{name}.toml").read_text("utf-8")) for name in ("grammar", "verbs", "nouns")
    )
    words: dict[str, frozenset[str]] = {}
    for section in ("auxiliaries", "classes", "cues", "phrases", "lines", "text"):
        words |= {name: _set(value) for name, value in grammar[section].items()}
    words |= {f"{name.removesuffix('_verbs')}_verbs": _set(value) for name, value in grammar["verbs"].items()}
    words |= {name: _set(nouns[name]) for name in ("carriers", "calendar")}
    words["function_words"] = frozenset().union(*(words[name] for name in FUNCTION_WORDS))
    words["regions"] = _set(grammar["abbreviations"]["regions"])
    words["abbreviations"] = _set(grammar["abbreviations"]["words"]) | words["regions"]
    nounlike = _set(verbs["nounlike"])
    suffixes, endings = grammar["suffixes"], grammar["endings"]
    irregular = _irregular(verbs["irregular"])
    return Grammar(
        words=words,
        classes=_by_word(words),
        verbs=_set(verbs["plain"]) | nounlike | {forms["base"] for forms in irregular.values()},
        nounlike=nounlike,
        never=_set(verbs["never"]),
        events=_set(nouns["events"]),
        irregular=irregular,
        suffixes={name: tuple((ending, instead) for ending, instead in pairs) for name, pairs in suffixes.items()},
        doubled=endings["doubled"],
        verbal=tuple(endings["verbal"].split()),
        adverbial=tuple(endings["adverbial"].split()),
        plural=tuple(endings["plural"].split()),
        not_plural=tuple(endings["not_plural"].split()),
        abstract=tuple(endings["abstract"].split()),
        personal=tuple(endings["personal"].split()),
        repeating=tuple(endings["repeating"].split()),
        joining=endings["joining"],
        possessive=endings["possessive"],
        owner=endings["owner"],
        context=endings["context"],
        topic=endings["topic"],
        actor=endings["actor"],
        thing=endings["thing"],
        had=endings["had"],
        was=endings["was"],
        were=endings["were"],
        born=endings["born"],
        died=endings["died"],
        article=endings["article"],
    )


def _set(value: Any) -> frozenset[str]:  # noqa: ANN401 (a TOML value: text or array)
    return frozenset(value.split() if isinstance(value, str) else value)


def _by_word(words: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return the names of the classes that each word belongs to."""
    names: dict[str, set[str]] = {}
    for name, members in words.items():
        for word in members:
            names.setdefault(word, set()).add(name)
    return {word: frozenset(found) for word, found in names.items()}


def _irregular(text: str) -> dict[str, Forms]:
    """Return the irregular forms of entries "base past participle" between bars or on lines."""
    forms: dict[str, Forms] = {}
    for entry in filter(None, map(str.strip, text.replace("\n", "|").split("|"))):
        base, past, participle = entry.split()
        forms.setdefault(past, {"base": base})["past"] = True
        forms.setdefault(participle, {"base": base})["participle"] = True
        if (known := forms.setdefault(base, {"base": base}))["base"] == base:  # "found" is foremost the past of "find"
            known["bare"] = True
    return forms
