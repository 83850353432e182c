"""Words that the end of a line breaks: whether the hyphen belongs to them, by the text itself and a few signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

_FEWEST_LINES = 50
_FEWEST_BREAKS = 0.02  # of the lines of a text whose program breaks words
_BROKEN = re.compile(r"[^\W_][-\u2010–—]$")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?=[-\u2010]$)")
_TENS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
_FIRST_PARTS = frozenset(
    {
        *("well", "self", "half", "ex", "all", "non", "cross", "high", "low", "long", "short", "full", "part", "left"),
        *("right", "old", "new", "first", "second", "third", "then", "single", "double", "vice", "north", "south"),
        *("east", "west", "mid", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    }
)
"""English words that stand before a hyphen far more often than they begin a longer word."""


class Words(NamedTuple):
    """What a text shows of its words."""

    whole: frozenset[str]
    """Those that no line end breaks, in lower case, with the hyphens within."""
    breaks: bool
    """Whether words are broken at all; else a hyphen at a line's end is one that was there."""


def is_broken(line: str, following: str) -> bool:
    """Tell whether a hyphen or dash ends `line` without a space before it, and a letter or number goes on."""
    return following[:1].isalnum() and bool(_BROKEN.search(line))


def words_of(paragraphs: Iterable[Sequence[str]]) -> Words:
    """Return the words of paragraphs, each a sequence of lines."""
    whole: set[str] = set()
    lines = broken = 0
    for paragraph in paragraphs:
        lines += len(paragraph)
        continues = False
        for line, following in pairwise((*paragraph, "")):
            found = _WORD.findall(line.lower())
            goes_on = is_broken(line, following)
            broken += goes_on
            whole.update(found[continues : len(found) - goes_on])
            continues = goes_on
    return Words(frozenset(whole), breaks=lines < _FEWEST_LINES or broken >= _FEWEST_BREAKS * lines)


def is_kept(line: str, following: str, words: Words) -> bool:
    """Tell whether the hyphen at the end of `line` belongs to the word that `is_broken` there."""
    head, tail = _LAST.search(line), _WORD.match(following)
    if head is None or tail is None or following[0].isdigit() or (following[0].isupper() and not head[0].isupper()):
        return True
    one, other = head[0].lower(), tail[0].lower()
    if f"{one}-{other}" in words.whole or one + other in words.whole:
        return one + other not in words.whole
    if "-" in one or one in _TENS or one in _FIRST_PARTS or not words.breaks:
        return True
    return len(one) > 3 and len(other) > 3 and {one, other} <= words.whole
