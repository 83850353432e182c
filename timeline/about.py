"""Rows that concern a person, organisation or place: by its name, or by a short form that can mean nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache

from timeline.grammar import Grammar
from timeline.model import Event, Timeline

_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*)[^\S\n]+\Z")
_WORD_AFTER = re.compile(r"[^\S\n]+([^\W\d_]\w*)")
_BEFORE = 40
"""How far back, in code points, the word before a name is looked for."""


def concerns(names: Iterable[str], timeline: Timeline, grammar: Grammar) -> Callable[[Event], bool]:
    """Return what tells whether an event of `timeline` concerns one of `names`.

    The name counts in any case of letters, but with a capital in the text. Its last word and its initials count
    in sources that tell the full name, the last word ("Hartley", but not the "Oslo" of "University of Oslo") where
    it is neither a common noun nor part of another name.
    "He" or "she" counts where the row gives the name for it, in square brackets; its context does not count.
    """
    sources = _sources(timeline)
    wanted = [" ".join(name.split()) for name in names]

    @cache
    def forms(source: str) -> list[_Forms]:
        return [_Forms(name, sources[source], grammar) for name in wanted]

    def test(event: Event) -> bool:
        row = f"{grammar.without_context(event.event)}\n{event.speaker or ''}"
        return any(form.named_in(row) for form in forms(event.source))

    return test


def _sources(timeline: Timeline) -> dict[str, str]:
    """Return the text of each source, or of a saved one the sentences of its rows."""
    told: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for event in timeline:
        told[event.source][event.sentence] = None
    texts = {document.source: document.text for document in timeline.documents}
    return {source: texts.get(source, "\n\n".join(sentences)) for source, sentences in told.items()}


class _Forms:
    """What one name can look like in one source."""

    def __init__(self, name: str, text: str, grammar: Grammar) -> None:
        self.grammar = grammar
        self.full = _whole_words(re.escape(name).replace(r"\ ", r"\s+"), re.IGNORECASE)
        self.words = {word.lower() for word in name.split()}
        self.last: re.Pattern[str] | None = None
        self.initials: re.Pattern[str] | None = None
        places = list(self._full_names(text))
        self.titles = grammar.words["titles"] | {_word_before(text, start).lower() for start in places}
        if " " not in name or not places:
            return
        self.initials = _initials(name, grammar)
        if self.words & grammar.words["function_words"]:
            return  # "University of Oslo" is not Oslo
        last = name.rsplit(maxsplit=1)[-1]
        self.last = _whole_words(re.escape(last[:1].upper() + last[1:]))
        common = last.lower() != last.upper() and _whole_words(re.escape(last.lower())).search(text)
        if common or any(self._is_other(text, *match.span()) for match in self.last.finditer(text)):
            self.last = None

    def named_in(self, text: str) -> bool:
        """Tell whether the name or a short form of it stands in `text`."""
        if any(True for _ in self._full_names(text)) or (self.initials and self.initials.search(text)):
            return True
        return self.last is not None and any(not self._is_owned(text, m.start()) for m in self.last.finditer(text))

    def _full_names(self, text: str) -> Iterable[int]:
        """Yield where the full name begins; in small letters it is a common noun, where there are capitals."""
        return (m.start() for m in self.full.finditer(text) if m[0] != m[0].lower() or m[0] == m[0].upper())

    def _is_other(self, text: str, start: int, end: int) -> bool:
        """Tell whether a last word belongs to another name: "Maya Hartley", "Hartley Street"."""
        after = _WORD_AFTER.match(text, end)
        return self._is_name(_word_before(text, start)) or (after is not None and self._is_name(after[1]))

    def _is_name(self, word: str) -> bool:
        of = self.grammar.words
        known = self.words | self.titles | of["function_words"] | of["calendar"]
        return word[:1].isupper() and word.lower() not in known

    def _is_owned(self, text: str, start: int) -> bool:
        """Tell whether a determiner makes a common noun of a last word: "the House"."""
        return _word_before(text, start).lower() in self.grammar.words["determiners"]


def _initials(name: str, grammar: Grammar) -> re.Pattern[str] | None:
    """Return a pattern for the initials of a name, small words left out or in small letters: BE, BoE, B.E."""
    small = grammar.words["function_words"]
    words = name.split()
    letters = [word[0].upper() for word in words if word.lower() not in small]
    mixed = [word[0].lower() if word.lower() in small else word[0].upper() for word in words]
    if len(letters) < 2 or not all(letter.isalpha() for letter in mixed):
        return None
    return _whole_words("|".join(r"\.?".join(form) + r"\b\.?" for form in (letters, mixed)))


def _word_before(text: str, start: int) -> str:
    """Return the word directly before an offset; an empty text when a mark or nothing stands there."""
    found = _WORD_BEFORE.search(text, max(0, start - _BEFORE), start)
    return found[1].rstrip(".") if found else ""


def _whole_words(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", flags)
