"""What stands over words without a verb and says that they look ahead: a heading "Outlook", or "The week ahead:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.grammar import Grammar

Span = tuple[int, int]

LONGEST = 6
"""How many words a heading has, or what stands before a colon."""
FARTHEST = 1500
"""How far above a date, in code points, its heading is looked for."""
_WORDS = re.compile(r"[\w'’-]+")
_BLANK = re.compile(r"\n[ \t\r]*(?=\n)")
_ENDED = re.compile(r"""[.!?…;,]["'”’)\]]{0,3}\Z""")
_MARKS = " \t\r\n#*_:"


def preview(text: str, sentence: int, start: int, grammar: Grammar) -> Span | None:
    """Return the words over a date at `start`, in a sentence from `sentence` on, if they look ahead; else None."""
    colon = text.find(":", sentence, start)
    if colon >= 0 and _looks_ahead(text[sentence:colon], grammar):
        return sentence, colon
    heading = next(_headings(text, start), None)
    return heading if heading and _looks_ahead(text[slice(*heading)], grammar) else None


def _headings(text: str, start: int) -> Iterator[Span]:
    """Yield the lines before a place that stand alone and end no sentence, the nearest first."""
    lower = max(0, start - FARTHEST)
    gaps = [match.end() for match in _BLANK.finditer(text, lower, start)]
    for begin, end in zip(reversed([lower, *gaps][:-1]), reversed(gaps), strict=False):
        line = text[begin:end].strip(_MARKS)
        if line and "\n" not in line and len(line.split()) <= LONGEST and not _ENDED.search(line):
            at = text.index(line, begin)
            yield at, at + len(line)


def _looks_ahead(words: str, grammar: Grammar) -> bool:
    said = [word.lower().replace("’", "'") for word in _WORDS.findall(words)]
    if not 0 < len(said) <= LONGEST:
        return False
    line = f" {' '.join(said)} "
    phrases = (phrase for phrase in grammar.words["previews"] if f" {phrase} " in line)
    return any(" " in phrase or len(said) == 1 for phrase in phrases)
