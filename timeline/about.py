"""Rows that concern a person, organisation or place: by its name, or by a short form that can mean nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from timeline.clause import Parse, parse
from timeline.describe.subjects import subject_of, text_of
from timeline.grammar import Grammar
from timeline.model import Event, Timeline
from timeline.segment import sentence_around

FURTHEST = 3
"""How many sentences a pronoun is followed back over others with the same pronoun."""

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'’-]*)[^\S\n]+\Z")
_WORD_AFTER = re.compile(r"[^\S\n]+([^\W\d_]\w*)")
_BEFORE = 40
"""How far back, in code points, the word before a name is looked for."""


def concerns(names: Iterable[str], timeline: Timeline, grammar: Grammar) -> Callable[[Event], bool]:
    """Return what tells whether an event of `timeline` concerns one of `names`.

    The name counts in any case of letters, but with a capital in the text. Its last word and its initials count
    in sources that tell the full name, the last word ("Hartley", but not the "Oslo" of "University of Oslo") where
    it is neither a common noun nor part of another name.
    "He" or "she" counts when the name is the only subject of the sentence before; a saved timeline, without its
    text, knows no sentence before.
    """
    sources = _sources(timeline)
    wanted = [" ".join(name.split()) for name in names]

    @cache
    def forms(source: str) -> list[_Forms]:
        return [_Forms(name, sources[source], grammar) for name in wanted]

    def test(event: Event) -> bool:
        row = f"{event.event}\n{event.speaker or ''}"
        return any(form.named_in(row) or form.means(event) for form in forms(event.source))

    return test


class _Source(NamedTuple):
    """What is known of a source."""

    text: str
    """Its text, or the sentences of its rows."""
    is_whole: bool
    dates: tuple[tuple[int, int], ...]
    """Where the dates of its rows stand, in order."""


def _sources(timeline: Timeline) -> dict[str, _Source]:
    texts = {document.source: document.text for document in timeline.documents}
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for event in timeline:
        events[event.source].append(event)
    sources = {}
    for name, rows in events.items():
        text = texts.get(name)
        dates = tuple(sorted((row.offset, row.offset + row.length) for row in rows))
        told = "\n\n".join(dict.fromkeys(row.sentence for row in rows))
        sources[name] = _Source(told if text is None else text, text is not None, dates)
    return sources


class _Forms:
    """What one name can look like in one source."""

    def __init__(self, name: str, source: _Source, grammar: Grammar) -> None:
        self.grammar = grammar
        self.source = source
        text = source.text
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

    def means(self, event: Event) -> bool:
        """Tell whether the pronoun that opens an event of the source surely means the name."""
        text = self.source.text
        pronoun = next(iter(_WORD.findall(event.event)), "").lower()
        if not self.source.is_whole or event.speaker or pronoun not in self.grammar.words["person_pronouns"]:
            return False
        opening = event.sentence.replace(event.expression, " ", 1).lower()
        if next((w for w in _WORD.findall(opening) if w not in self.grammar.words["prepositions"]), "") != pronoun:
            return False
        start = event.sentence_offset
        for _ in range(FURTHEST):
            end = len(text[:start].rstrip())
            if not end or "\n\n" in text[end:start]:
                return False
            before = sentence_around(text, end - 1, end, self.grammar.abbreviations)
            found = parse(text, before.start, end, self._dates(before.start, end), self.grammar)
            subjects = _subjects(found)
            if not subjects or self._has_other_names(found):
                return False
            if all(map(self._is_subject, subjects)):
                return True
            if {subject.lower() for subject in subjects} != {pronoun}:
                return False
            start = before.start
        return False

    def _dates(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        dates = self.source.dates
        return dates[bisect_left(dates, (start, start)) : bisect_left(dates, (end, end))]

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

    def _is_subject(self, words: str) -> bool:
        """Tell whether a subject is the name itself, with a title at most: not "Lind's car", "the wife of Lind"."""
        forms = [form for form in (self.full, self.last) if form is not None]
        named = next((m for form in forms for m in form.finditer(words) if m.end() == len(words)), None)
        if named is None:
            return False
        return not any(word in self.grammar.words["function_words"] for word in words[: named.start()].lower().split())

    def _has_other_names(self, found: Parse) -> bool:
        """Tell whether a sentence has names but this one that could be a person: not "in Oslo", "the Academy"."""
        tokens = found.tokens
        impersonal = False
        for i, word in enumerate(found.words[1:], start=1):
            if not self._is_name(word.text):
                impersonal = tokens.is_in(i, "complement_prepositions", "determiners")
            elif not impersonal:
                return True
        return False


def _subjects(found: Parse) -> set[str]:
    """Return the subjects of the verbs of a sentence, those of relative clauses left out; empty texts where unsure."""
    groups = [group for clause in found.clauses if clause.opener != "relative" for group in clause.groups]
    spans = {subject_of(found, group) for group in groups if group.finite}
    return {text_of(found, *span) if span[0] < span[1] else "" for span in spans}


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
