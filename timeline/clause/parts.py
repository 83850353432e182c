"""What a sentence is taken apart into: words, verb groups and clauses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """The form of a verb group."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    ING = "ing"


FINITE = (Form.PAST, Form.PRESENT, Form.FUTURE)
"""The forms that are inflected for tense."""


@dataclass(slots=True, eq=False)  # made of every word that is read, which it must not slow down
class Word:
    """A word or mark, with its offsets in the text."""

    text: str
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
    sure: bool = False
    """Its place alone shows that it is no participle."""

    @property
    def finite(self) -> bool:
        """Tell whether the verb is inflected for tense."""
        return self.form in FINITE


class Clause(NamedTuple):
    """A stretch of words with what opened it: its words are `first` to `last`, half-open."""

    first: int
    last: int
    opener: str
    """Kind of the boundary before it: `start`, `comma`, `stop`, `dash`, `bracket`, `quote`, `unquote`, `and`,
    `sub`, `relative`, `complement` (what someone says), `bare` (nothing marks it)."""
    groups: tuple[Group, ...]

    @property
    def finite(self) -> Group | None:
        """Return the first finite verb."""
        for group in self.groups:
            if group.form in FINITE:
                return group
        return None
