"""The words of a sentence with what the grammar knows of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import attrgetter

from timeline.clause.parts import Word
from timeline.grammar import Grammar, Lexeme

QUOTES = '"“”«»„'
OPENING_QUOTES = "“«„"
CLOSING_QUOTES = "”»"
DASHES = ("--", "---", "—", "–", "-", "―", "_")

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}"  # U.S.
    r"|[^\W\d_][^\W_]*+(?![-'’])"  # most words; the rest have a hyphen, an apostrophe or a digit
    r"|``|''"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|\d[\d.,:/]*\d(?:-\w+)*|[^\W_]+?(?=n['’]t\b)|[^\W_]+(?:[-'’](?!s\b|re\b|ve\b|ll\b|d\b|m\b)[^\W_]+)*"
    r"|--+|\.\.\.|\S"
)
_LONGEST = 32
"""Code points between two white spaces that are worth remembering, as texts repeat them."""
_START, _END, _IS_WORD = attrgetter("start"), attrgetter("end"), attrgetter("word")
_NOTHING = Lexeme()
_BEYOND = (_NOTHING,) * 8
"""What is found beyond the ends of a sentence."""

_Piece = tuple[str, int, int, Lexeme]
"""A word or mark, where it begins and ends, and what it is."""


class Tokens:
    """The words of a sentence; those that belong to a date are masked and have no grammar.

    Beyond its ends stand words that are nothing. They are kept behind the last one only, where the indices -1,
    -2, ... find them too.
    """

    __slots__ = ("events", "forms", "grammar", "lexemes", "masked", "of", "words")

    def __init__(self, sentence: str, offset: int, dates: tuple[tuple[int, int], ...], grammar: Grammar) -> None:
        words: list[Word] = []
        forms: list[Lexeme] = []
        end = 0
        for chunk in sentence.split():
            start = sentence.index(chunk, end)
            end = start + len(chunk)
            for text, first, last, form in (_pieces if len(chunk) <= _LONGEST else _cut)(chunk, grammar):
                words.append(Word(text, offset + start + first, offset + start + last))
                forms.append(form)
        self.words = words
        self.forms = [*forms, *_BEYOND]
        """What each word is, whether it belongs to a date or not."""
        self.masked = {index for date in dates for index in range(*self.words_in(*date))}
        self.lexemes = self.forms.copy()
        """What each word can be in the sentence; nothing when it belongs to a date."""
        for index in self.masked:
            self.lexemes[index] = _NOTHING
        self.events = [index for index, lexeme in enumerate(self.lexemes) if lexeme.event]
        """The words that may name an event, in order."""
        self.grammar = grammar
        self.of = grammar.words

    def __len__(self) -> int:
        return len(self.words)

    @property
    def has_words(self) -> bool:
        """Whether there is a word besides the dates."""
        return any(map(_IS_WORD, self.lexemes))

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open range of words that a span of the text touches."""
        first = bisect_right(self.words, start, key=_END)
        return first, max(first, bisect_left(self.words, end, key=_START))

    def lower(self, i: int) -> str:
        """Return a word in lower case; an empty string beyond the ends."""
        return self.forms[i].lower

    def lexeme(self, i: int) -> Lexeme:
        """Return what a word can be; nothing when it belongs to a date or does not exist."""
        return self.lexemes[i]

    def is_in(self, i: int, *classes: str) -> bool:
        """Tell whether a word belongs to one of the word classes."""
        return not self.forms[i].classes.isdisjoint(classes)

    def has(self, first: int, last: int, *classes: str) -> bool:
        """Tell whether one of the words `first` to `last`, half-open, belongs to one of the word classes."""
        return any(not form.classes.isdisjoint(classes) for form in self.forms[first:last])

    def places(self, first: int, last: int, *classes: str) -> list[int]:
        """Return which of the words `first` to `last`, half-open, belong to one of the word classes."""
        forms = enumerate(self.forms[first:last], first)
        return [i for i, form in forms if form.classes and not form.classes.isdisjoint(classes)]

    def is_adverb(self, i: int) -> bool:
        """Tell whether a word is an adverb, by list or by its ending."""
        return self.forms[i].adverb

    def is_capital(self, i: int) -> bool:
        """Tell whether a word begins with a capital."""
        return self.forms[i].capital

    def is_word(self, i: int) -> bool:
        """Tell whether there is a word or number rather than a mark."""
        return self.forms[i].word

    def before_adverbs(self, i: int) -> int:
        """Return the index of the nearest word on the left that is neither adverb nor date; -1 for none."""
        j = i - 1
        while j >= 0 and (
            j in self.masked
            or self.is_adverb(j)
            or (j + 1 in self.masked and self.is_in(j, "prepositions"))
            or (j + 1 < i and self.is_in(j, "adverb_openers"))
        ):
            j -= 1
        return j


def _cut(chunk: str, grammar: Grammar) -> tuple[_Piece, ...]:
    """Cut what stands between two white spaces into words and marks."""
    return tuple((match[0], *match.span(), grammar.look_up(match[0])) for match in _WORD.finditer(chunk))


_pieces = lru_cache(maxsize=1 << 13)(_cut)
