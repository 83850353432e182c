"""The words by which a language speaks of a document, and what they tell of a line: that it is a day, or about one."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from timeline import plugins
from timeline.language import load_lexicon

LONGEST_LINE = 160
"""Code points of a line that is all about the document."""

YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")

_BAR = re.compile(r"[ \t][|·•][ \t]")
_LONGEST_NAME = 6
_LONGEST_PLACE = 3
"""Words of an author or a newspaper beside a date."""
_CLOCK = re.compile(r"\d:\d\d")
_NUMERIC_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_SEPARATORS = re.compile(r"[\s,;|()•·*_>]+")


class Cues(NamedTuple):
    """The words of one language, all in lower case."""

    keys: dict[str, str]
    """The role of each key of a header."""
    lines: tuple[tuple[str, str], ...]
    """(beginning of a line, its role), longest first."""
    author: frozenset[str]
    beside: frozenset[str]
    ago: frozenset[str]
    meeting: tuple[str, ...]
    """Beginnings of the heading of minutes."""
    months: frozenset[str]
    names: frozenset[str]
    """Months and weekdays."""
    anywhere: re.Pattern[str]
    """Finds the lines that may begin with one of `lines`."""

    def is_date_word(self, word: str) -> bool:
        """Tell whether a word is a month, a weekday or begins with a digit."""
        word = word.lower().strip(".,:;*_")
        return word in self.names or word[:1].isdigit()

    def are_date_words(self, text: str) -> bool:
        """Tell whether all words are of a date, or such as stand beside one."""
        return all(self.is_date_word(word) or word in self.beside for word in _words(text))

    def has_month(self, text: str) -> bool:
        """Tell whether there is a month and a number."""
        words = _words(text)
        return any(word in self.months for word in words) and any(word[0].isdigit() for word in words)

    def is_day(self, line: str) -> bool:
        """Tell whether the line is a day with its year, or one beside names: "Ann Lee | The Post | 26 August 2019".

        A place may stand before it, as in a letter: "Vessby, 26 August 2019"; a name where its time follows: "Ann Lee
        August 26, 2019 3:21 PM".
        """
        if len(line) > LONGEST_LINE or line.rstrip().endswith((".", "!", "?")) or line.lstrip().startswith("|"):
            return False
        first, *others = _BAR.split(line)
        place, _, day = first.strip(" \t>*_").partition(",")
        if self._is_only_day(first) or (self._is_place(place) and self._is_only_day(day)) or self._is_stamped(first):
            return True
        return any(map(self._is_only_day, others)) and all(map(self._is_name, (first, *others)))

    def _is_name(self, part: str) -> bool:
        """Tell whether the words are a name, or say who something is by, and no clause."""
        words = part.split()
        is_short = 0 < len(words) <= _LONGEST_NAME
        return is_short and (words[0].lower() in self.author or self._has_no_small(words))

    def _is_stamped(self, line: str) -> bool:
        """Tell whether a name stands before a day and its time."""
        words = line.split()
        name = next((i for i, word in enumerate(words) if self.is_date_word(word)), 0)
        stamp = " ".join(words[name:])
        return self._is_place(" ".join(words[:name])) and self._is_only_day(stamp) and _CLOCK.search(stamp) is not None

    def _is_place(self, part: str) -> bool:
        """Tell whether the words can be a town: few, capitalised, none of them a date."""
        words = part.split()
        named = all(word[0].isupper() and not self.is_date_word(word) for word in words)
        return 0 < len(words) <= _LONGEST_PLACE and named

    def _has_no_small(self, words: list[str]) -> bool:
        return all(self.are_date_words(word) for word in words if word[0].islower())

    def _is_only_day(self, line: str) -> bool:
        """Tell whether the words are a day with its year."""
        if not self.are_date_words(line):
            return False
        numbers = [word for word in _words(line) if word[0].isdigit()]
        if any(_NUMERIC_DATE.match(word) for word in numbers):
            return True
        return self.has_month(line) and len(numbers) >= 2 and any(YEAR.fullmatch(word) for word in numbers)

    def is_about_day(self, text: str) -> bool:
        """Tell whether the words are a day, said or counted from now, with names beside it but no clause."""
        if self._is_ago(text):
            return True
        if not (self.has_month(text) or any(_NUMERIC_DATE.match(word) for word in _words(text))):
            return False
        words = self._without_author(text.split())
        first = next((word for word in words if word.lower() not in self.beside), "")
        return self.is_date_word(first) and self._has_no_small(words)

    def _without_author(self, words: list[str]) -> list[str]:
        """Leave out of a line who it is by: "on 26 August 2019 by the press office", "by admin on 26 August 2019"."""
        by = next((i for i, word in enumerate(words) if word.lower() in self.author), len(words))
        end = next((i for i in range(by, len(words)) if self.is_date_word(words[i])), len(words))
        return words[:by] + words[end:] if end - by <= _LONGEST_NAME + 1 and words[-1][-1] not in ".!?" else words

    def _is_ago(self, text: str) -> bool:
        words = _words(text)
        return any(word in self.ago for word in words) and all(
            word in self.ago or word in self.beside or word[0].isdigit() for word in words
        )


@lru_cache(maxsize=8)
def load(language: str) -> Cues:
    """Return the words of a language, from its `document.toml` and lexicon; few of one without the first."""
    path = plugins.language(language) / "document.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    lexicon = load_lexicon(language)
    lines = sorted(_by_word(data.get("lines", {})).items(), key=lambda item: -len(item[0]))
    words = data.get("words", {})
    months = _names(lexicon.get("month", {}))
    return Cues(
        keys=_by_word(data.get("keys", {})),
        lines=tuple(lines),
        author=frozenset(words.get("author", ())),
        beside=frozenset(words.get("beside", ())),
        ago=frozenset(words.get("ago", ())),
        meeting=tuple(words.get("meeting", ())),
        months=months,
        names=months | _names(lexicon.get("weekday", {})) | _names(lexicon.get("weekday_short", {})),
        anywhere=re.compile(
            rf"\n[ \t>*_]{{0,4}}(?:{'|'.join(re.escape(cue) for cue, _ in lines) or '(?!)'})(?!\w)"
            rf"[^\n]{{0,{LONGEST_LINE}}}(?=\n|\Z)",
            re.IGNORECASE,
        ),
    )


def _by_word(roles: dict[str, list[str]]) -> dict[str, str]:
    return {word: "" if role == "other" else role for role, words in roles.items() for word in words}


def _names(table: dict[str, Any]) -> frozenset[str]:
    return frozenset(name.lower().strip(".") for name in table)


def _words(text: str) -> list[str]:
    return [word for part in _SEPARATORS.split(text.lower()) if (word := part.strip(".:-–—"))]
