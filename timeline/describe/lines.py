"""Lines that are an event by themselves: "2014 — Joined the board", bullets and headings."""

from __future__ import annotations

import re

from timeline.clause import Form, Group, Parse
from timeline.describe.prose import tidy
from timeline.grammar import Grammar
from timeline.model import Sentence
from timeline.segment import is_item

_APART = re.compile(r"[)\]]?(?:[*_]{1,3}| {2}|\t| \t)|[)\]] ")
_BULLET = re.compile(r"(?:\n|\A)[ \t]*[-*+•‣◦▪·] [*_(\[]{0,3}\Z")
_MARKS = " \t*_`"
_CAPITAL = re.compile(r"[)\]]? [\"'“‘(\[]?[^\W\d_a-z]")


def line_event(text: str, sentence: Sentence, moment: tuple[int, int], found: Parse, grammar: Grammar) -> str | None:
    """Return the event of a line that is only a date and what it dates, else None.

    The date opens the line and is set apart from what follows, or it closes a line without a verb.
    """
    start, end = moment
    if row := _beside_date_cell(text[sentence.start : start], text[end : sentence.end]):
        return tidy(row, grammar) or None
    before, after = text[sentence.start : start].strip(" \t*_|(["), text[end : sentence.end]
    rest = after.lstrip(" \t*_)]")
    if not before and rest[:1] in grammar.words["separators"] and rest[1:2] != "-" and rest.strip(" -–—:|"):
        return tidy(rest.lstrip("-–—:|―\t "), grammar) or None
    if not before and rest.strip() and _is_apart(text, start, end):
        return tidy(rest, grammar) or None
    if not any(group.finite for group in found.groups) and not rest.strip(" .):|\t"):
        body = text[sentence.start : start].rstrip(" \t(")
        if body[-1:] and body[-1] in grammar.words["separators"] | {",", "("} and len(body) > 2:
            return tidy(body, grammar) or None
    return None


def _beside_date_cell(before: str, after: str) -> str:
    """Return the other cells of a row of a Markdown table whose date is a cell by itself; nothing for what is none."""
    first, _, left = before.rpartition("|")
    right, _, last = after.partition("|")
    return f"{first} | {last}" if first.strip(" |") and not (left + right).strip(_MARKS) else ""


def is_narrated(found: Parse, verb: Group) -> bool:
    """Tell whether a verb in the present tells the past on a dated line: "5 May 2019: Museum opens"."""
    alone = verb.form is Form.PRESENT and verb.first == verb.head and not verb.negated
    return alone and verb.base in found.tokens.of["scheduled_verbs"]


def _is_apart(text: str, start: int, end: int) -> bool:
    """Tell whether a date is set off by its layout: emphasis, wide space, or as others of a list before a capital."""
    if _APART.match(text, end):
        return True
    listed = _BULLET.search(text, max(0, start - 10), start) or is_item(text, start)
    return _CAPITAL.match(text, end) is not None and bool(listed)
