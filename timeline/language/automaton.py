"""All forms of a language as one automaton: it finds what may be a date, and tells which rules may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import re2

from timeline.language.engine import options, scan_form
from timeline.language.forms import NEVER, SPACE, SPACE_OR_HYPHEN, Data, Forms, compact, rough
from timeline.language.rule import Rule

_SHORT = 100_000
"""Code points of a text that is read sooner than an automaton for all words is compiled."""
_FEW = 2
"""So many automata are made for the words of short texts, before one for all words."""


@dataclass(frozen=True, slots=True, eq=False)
class Automaton:
    """What finds the dates of a text, and the rules that may read them."""

    scan: Any
    """An re2 expression that finds the longest form at each place."""
    finder: Any
    """An re2 set that tells which of `rules` may read the whole of some words."""
    rules: tuple[Rule, ...]


class Automata:
    """The automata of one language: that for all its words, and one for those of the first short texts.

    To compile all words takes longer than to read a short text. What has only the words of a text finds in it what
    the other does.
    """

    def __init__(self, lexicon: dict[str, Data], patterns: dict[str, Data], rules: tuple[Rule, ...]) -> None:
        """Take the data of a language, and the rules that state its forms."""
        self._lexicon = lexicon
        self._patterns = patterns
        self._rules = rules
        self._small: Automaton | None = None
        self._words: frozenset[str] = frozenset()
        self._made = 0

    @cached_property
    def whole(self) -> Automaton:
        """The automaton for all words."""
        return self._compiled(self._lexicon, rough)

    def reading(self, data: bytes) -> Automaton:
        """Return an automaton that finds all dates in the scan form of a text."""
        if "whole" in vars(self) or len(data) > _SHORT:
            return self.whole
        words = self._words_of(data)
        if self._small and words <= self._words:
            return self._small
        if self._made == _FEW:
            return self.whole
        self._made += 1
        self._words |= words
        self._small = self._compiled(_only(self._words, self._lexicon), compact)
        return self._small

    def expect(self, text: str) -> None:
        """Make ready for the whole of a text, of which single lines are read before."""
        self.reading(scan_form(text))

    @cached_property
    def _spelled(self) -> list[tuple[str, list[bytes]]]:
        """All words of the language, with their parts in lower case."""
        words = {word for entries in self._lexicon.values() for word in entries}
        return [(word, scan_form(word.lower()).replace(b"_", b" ").split()) for word in words]

    def _words_of(self, data: bytes) -> frozenset[str]:
        """Return the words whose parts all stand somewhere in a text; only letters of ASCII have a case there."""
        lower = data.lower()
        return frozenset(
            word for word, parts in self._spelled if all(part in lower for part in parts) or not word.isascii()
        )

    def _compiled(self, lexicon: dict[str, Data], roughly: Callable[[Data], str]) -> Automaton:
        """Compile the rules that the words of a lexicon allow; `roughly` says how words are spelled for the finder."""
        forms, finding = (Forms(lexicon, self._patterns, spell) for spell in (compact, roughly))
        rules = tuple(rule for rule in self._rules if forms.can_be(rule.settings))
        finder = re2.Set.FullMatchSet(options(longest=False))
        for rule in rules:
            finder.Add(scan_form(finding.source(rule.settings)))
        finder.Compile()
        source = scan_form(_scan(lexicon, forms, [rule.settings for rule in rules]))
        return Automaton(re2.compile(source, options(longest=True)), finder, rules)


def _only(words: frozenset[str], lexicon: dict[str, Data]) -> dict[str, Data]:
    return {
        name: {word: meaning for word, meaning in entries.items() if word in words} for name, entries in lexicon.items()
    }


def modifier(lexicon: dict[str, Data]) -> str:
    """Return an expression over the modifier that may stand before a form, with the space or hyphen after it."""
    return f"(?:(?:{compact({**lexicon['mod'], **lexicon['quantity_mod']})}){SPACE_OR_HYPHEN})"


def modifier_after(lexicon: dict[str, Data]) -> str:
    """Return an expression over the modifier that may stand after a form, with the space before it."""
    return f"(?:{SPACE}(?:{compact(lexicon['postmod'])}))"


def _scan(lexicon: dict[str, Data], forms: Forms, entries: list[Data]) -> str:
    """Return one expression for all forms; only those without `edge` may begin inside a word or with an apostrophe."""
    plain = forms.alternatives(forms.whole(entry) for entry in entries if not entry.get("bare"))
    bare = forms.alternatives(forms.whole(entry) for entry in entries if entry.get("bare"))
    inside = [forms.source(entry) for entry in entries if entry.get("edge") is False]
    either = [rf"{modifier(lexicon)}?(?:{plain}){modifier_after(lexicon)}?"] if plain else []
    return "|".join([rf"\b(?:{'|'.join([*either, bare] if bare else either) or NEVER})", *inside])
