"""The words of a sentence with what the grammar knows of each."""

from __future__ import annotations

import re

from timeline.clause.parts import Word
from timeline.grammar import Grammar, Lexeme

QUOTES = '"“”«»„'
OPENING_QUOTES = "“«„"
CLOSING_QUOTES = "”»"
DASHES = ("--", "---", "—", "–", "-", "―", "_")

_WORD = re.compile(
    r"``|''"
    r"|(?:[^\W\d_]\.){2,8}"  # U.S.
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d[\d.,:/]*\d(?:-\w+)*|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:[-'’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)[^\W_]+)*"
    r"|--+|\.\.\.|\S"
)
_NOTHING = Lexeme()
_PLAIN = {"``": "“", "''": "”"}


class Tokens:
    """The words of a sentence; those that belong to a date are masked and have no grammar."""

    def __init__(self, sentence: str, offset: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> None:
        self.words = tuple(
            Word(match[0], _plain(match[0]), match.start() + offset, match.end() + offset)
            for match in _WORD.finditer(sentence)
        )
        self.masked = frozenset(_masked(self.words, dates))
        self.grammar = grammar
        self.of = grammar.words

    def __len__(self) -> int:
        return len(self.words)

    def lower(self, i: int) -> str:
        """Return a word in lower case; an empty string beyond the ends."""
        return self.words[i].lower if 0 <= i < len(self.words) else ""

    def lexeme(self, i: int) -> Lexeme:
        """Return what a word can be; nothing when it belongs to a date or does not exist."""
        if i in self.masked or not 0 <= i < len(self.words):
            return _NOTHING
        return self.grammar.look_up(self.words[i].lower)

    def is_in(self, i: int, *classes: str) -> bool:
        """Tell whether a word belongs to one of the word classes."""
        if not 0 <= i < len(self.words):
            return False
        word, of = self.words[i].lower, self.of
        for name in classes:  # noqa: SIM110 - asked a hundred times for each event, and twice as fast
            if word in of[name]:
                return True
        return False

    def is_adverb(self, i: int) -> bool:
        """Tell whether a word is an adverb, by list or by its ending."""
        word = self.lower(i)
        if word in self.of["adverbs"]:
            return True
        return len(word) > 4 and word.endswith(self.grammar.adverbial) and word not in self.of["not_adverbs"]

    def is_capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital."""
        return 0 <= i < len(self.words) and self.words[i].text[0].isupper()

    def is_word(self, i: int) -> bool:
        """Tell whether there is a word or number rather than a mark."""
        return 0 <= i < len(self.words) and self.words[i].text[0].isalnum()

    def before_adverbs(self, i: int) -> int:
        """Return the index of the nearest word on the left that is neither adverb nor date; -1 for none."""
        j = i - 1
        while j >= 0 and (
            j in self.masked or self.is_adverb(j) or (j + 1 in self.masked and self.is_in(j, "prepositions"))
        ):
            j -= 1
        return j


def _plain(word: str) -> str:
    """Return a word in lower case with plain apostrophes, and typed quotation marks as printed ones."""
    return _PLAIN.get(word) or word.lower().replace("’", "'")


def _masked(words: tuple[Word, ...], dates: tuple[tuple[int, int], ...]) -> list[int]:
    """Return the indices of the words inside `dates`, which are in order."""
    masked: list[int] = []
    number = 0
    for i, word in enumerate(words):
        while number < len(dates) and dates[number][1] <= word.start:
            number += 1
        if number < len(dates) and dates[number][0] < word.end:
            masked.append(i)
    return masked
