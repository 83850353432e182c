"""A language's date forms, read from its folder: its words, and the rules that state their meanings."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import NamedTuple

from timeline import plugins
from timeline.language.automaton import Automata, modifier, modifier_after
from timeline.language.forms import SPACE, Data, Forms, every_word
from timeline.language.rule import Rule

_KINDS = ("nothing", "range", "fields", "repeat", "length", "reference", "shift", "nth")


class Language(NamedTuple):
    """A language's forms: what finds a date, and what reads it."""

    code: str
    automata: Automata
    """What finds the dates of a text, and the rules that may read them."""
    rules: tuple[Rule, ...]
    lexicon: dict[str, Data]
    converters: dict[str, str]
    """How the digits of a numeral class become a value."""
    mod: str
    """An expression over the modifier that may stand before a form, with the space or hyphen after it."""
    postmod: str
    """The same for the modifier after a form."""
    modifiers: dict[str, tuple[Rule, ...]]
    """What must stand around a modifier, for the meanings that are the rules' kinds; most are free."""
    relation: str
    """An expression over what stands before a match: since, until, by, ..."""


@lru_cache(maxsize=8)
def load_lexicon(code: str) -> dict[str, Data]:
    """Return the words of a language with their meanings, by class; the result is kept.

    Raises:
        UsageError: no such language.
    """
    return tomllib.loads((plugins.language(code) / "lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def load_language(code: str) -> Language:
    """Read the language whose folder `plugins.language` finds; the result is kept.

    Raises:
        UsageError: no such language.
    """
    lexicon = load_lexicon(code)
    patterns = tomllib.loads((plugins.language(code) / "patterns.toml").read_text(encoding="utf-8"))
    forms = Forms(lexicon, patterns, every_word)
    rules = tuple(
        Rule(name, kind, {"form": entry} if isinstance(entry, str) else entry, forms)
        for kind in _KINDS
        for name, entry in patterns[kind].items()
    )
    return Language(
        code,
        Automata(lexicon, patterns, rules),
        rules,
        lexicon,
        {name: entry["as"] for name, entry in patterns["numeral"].items()},
        modifier(lexicon),
        modifier_after(lexicon),
        {words: _modifier_rules(words, said, forms) for words, said in patterns.get("modifier", {}).items()},
        rf"\b({every_word(lexicon['relation'])}){SPACE}$",
    )


def _modifier_rules(words: str, said: Data | list[Data], forms: Forms) -> tuple[Rule, ...]:
    """Return what must stand around a modifier; several rules where that differs by the meaning beside it."""
    entries = said if isinstance(said, list) else [said]
    return tuple(Rule(words, entry["of"], entry, forms) for entry in entries)
