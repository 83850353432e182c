"""Rows that are a quotation: who said it, and the words."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from timeline.clause import Group, Parse, parse
from timeline.describe.attach import Head
from timeline.describe.prose import tidy
from timeline.describe.subjects import is_named, speaker_of
from timeline.grammar import Grammar

SHORTEST = 10
"""A shorter quotation is a phrase that the sentence itself quotes."""

LONGEST = 60
"""Who was told is kept when it is no longer than this."""

REACH = 1200
"""How far, in code points, a quotation is followed back to its opening mark."""

_MARKS = re.compile(r"\"|“|”|«|»|``|''")  # no class among them, so that the engine can skip to the next one
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_CLOSING = ("”", "»", "''", '"')

Spans = tuple[tuple[int, int], ...]
Name = Callable[[Parse, Group], str | None]
"""Gives the name that the subject of a verb means."""
Around = Callable[[int], Parse]
"""Gives the sentence around a place of the text, as far as that or all of it, taken apart."""


class Said(NamedTuple):
    """A quotation with its speaker."""

    text: str
    speaker: str


def quotation(
    text: str,
    found: Parse,
    head: Head | None,
    moment: tuple[int, int],
    grammar: Grammar,
    name: Name,
    ending: Around,
    around: Around,
) -> Said | None:
    """Return `X said: "..."` when the event is a quotation or stands in one, else None.

    `name` gives the name that the subject of a verb stands for, where it is a pronoun that means just one,
    `around` takes the sentence around a place apart, `ending` as far as that.
    """
    if head is None:
        return None
    start, end = found.words[0].start, found.words[-1].end
    spans = quoted(text, start, end)
    if not spans:
        return None
    within = next((span for span in spans if span[0] <= moment[0] and moment[1] <= span[1]), None)
    span = within or max(spans, key=lambda span: span[1] - span[0])
    verb = _speech(found, span, spans)
    if within is not None and verb is None:
        found, verb = _after(text, within[1], around) or _before(text, within[0], ending)
    if verb is None or (within is None and verb.head != head.word):
        return None
    speaker = speaker_of(found, verb)
    if speaker is None or not is_named(found, speaker):
        return None
    if span[1] - span[0] < SHORTEST or not _is_introduced(text, span[0], start):
        return None
    if within is not None:
        span = max(span[0], start), min(span[1], end)
    if not any(group.finite for group in parse(text, *span, (), grammar).groups):
        return None  # a fragment states nothing
    words = " ".join(text[span[0] : span[1]].strip(' \n\t,.;:"“”').split()).replace('"', "'")
    named = name(found, verb)
    if named and named.endswith(grammar.possessive) and " " in speaker:  # "her lawyer"
        thing = speaker.split(maxsplit=1)[1]
        shown, speaker = f"[{named}] {thing}", f"{named} {thing}"
    else:
        shown, speaker = (f"[{named}]", named) if named else (tidy(speaker, grammar), speaker)
    return Said(f'{shown} {_saying(text, found, verb)}: "{words}"', speaker)


def _saying(text: str, found: Parse, verb: Group) -> str:
    """Return the verb of saying, with who was told."""
    tokens = found.tokens
    start, last = found.words[verb.first].start, verb.head + 1
    if verb.base in tokens.of["addressed_verbs"]:
        while (
            last < len(tokens)
            and (tokens.is_word(last) or tokens.is_in(last, "possessive_marks"))
            and not found.is_date(last)
            and not tokens.is_in(last, "prepositions", "complementizers", "subordinators")
        ):
            last += 1
    told = text[start : found.words[last - 1].end]
    return " ".join((told if len(told) <= LONGEST else text[start : found.words[verb.head].end]).split())


def _is_introduced(text: str, opened: int, start: int) -> bool:
    """Tell a quotation from a phrase that the sentence quotes: it opens the sentence or follows a comma or colon."""
    before = text[max(start, opened - 6) : opened].rstrip(" \"“«`'‘")
    return opened <= start + 2 or not before or before[-1] in ",:;.!?—–-"


def _after(text: str, place: int, around: Around) -> tuple[Parse, Group] | None:
    """Return the verb of saying behind a quotation of several sentences: `"We left in 2010. It rained," X said`."""
    mark = _MARKS.search(text, place, place + REACH)
    if mark is None or mark.start() == place or mark[0] not in _CLOSING or _PARAGRAPH.search(text, place, mark.start()):
        return None
    found = around(mark.start())
    verb = _speech(found, (mark.start(), mark.end()), quoted(text, found.words[0].start, found.words[-1].end))
    return (found, verb) if verb and found.words[verb.first].start > mark.start() else None


def _before(text: str, opened: int, ending: Around) -> tuple[Parse, Group | None]:
    """Return the verb of saying that closes the sentence before a quotation that goes on: `X said. "We will..."`."""
    end = len(text[:opened].rstrip(" \"“«`'"))
    found = ending(end)
    main = (clause for clause in reversed(found.clauses) if clause.opener not in ("relative", "sub"))
    last = next((clause.finite for clause in main if clause.finite), None)
    says = last is not None and last.base in found.tokens.of["speech_verbs"] and not last.passive
    return found, last if says and "\n" not in text[end:opened].strip(" ") else None


@lru_cache(maxsize=4)  # it is asked several times of one sentence
def quoted(text: str, start: int, end: int) -> Spans:
    """Return the spans inside quotation marks that touch `text[start:end]`, in order, from as far back as they open."""
    floor = max(0, start - REACH)
    breaks = [match.end() for match in _PARAGRAPH.finditer(text, floor, start)]
    line = text.rfind("\n", floor, start) + 1
    floor = max([floor, line, *breaks])
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARKS.finditer(text, floor, end):
        mark = match[0]
        closing = mark in _CLOSING and (mark != '"' or opened is not None)
        if closing:
            if opened is not None and match.start() > start:
                spans.append((opened, match.start()))
            opened = None
        elif opened is None:
            opened = match.end()
    if opened is not None and (opened >= start or (floor > start - REACH and _closes_later(text, end))):
        spans.append((opened, end))  # goes on in the next sentence
    return tuple(spans)


def _closes_later(text: str, place: int) -> bool:
    """Tell whether the next quotation mark of the paragraph closes a quotation, or may do so."""
    mark = _MARKS.search(text, place, place + REACH)
    return mark is not None and mark[0] in _CLOSING and not _PARAGRAPH.search(text, place, mark.start())


def inside(place: int, spans: Spans) -> bool:
    """Tell whether a place lies in one of several spans, which are in order."""
    before = bisect_right(spans, (place, sys.maxsize))
    return before > 0 and place < spans[before - 1][1]


def _speech(found: Parse, span: tuple[int, int], spans: Spans) -> Group | None:
    """Return the verb of saying that stands outside the quotation marks, nearest to those of a quotation."""
    of = found.tokens.of
    outside = [
        group
        for group in found.groups
        if group.finite and group.base in of["speech_verbs"] and not inside(found.words[group.head].start, spans)
    ]
    if not outside:
        return None
    first, last = found.words_in(*span)
    return min(outside, key=lambda group: first - group.head if group.head < first else group.head - last)
