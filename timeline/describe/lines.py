"""Lines that are an event by themselves: "2014 — Joined the board", bullets and headings."""

from __future__ import annotations

from timeline.clause import Parse
from timeline.describe.prose import tidy
from timeline.grammar import Grammar
from timeline.model import Sentence


def line_event(text: str, sentence: Sentence, moment: tuple[int, int], found: Parse, grammar: Grammar) -> str | None:
    """Return the event of a line that is only a date and what it dates, else None.

    The date opens the line and a separator follows it, or it closes a line without a verb.
    """
    start, end = moment
    before, after = text[sentence.start : start].strip(" \t*_|("), text[end : sentence.end]
    rest = after.lstrip(" \t*_)")
    if not before and rest[:1] in grammar.words["separators"] and rest[1:2] != "-" and rest.strip(" -–—:|"):
        return tidy(rest.lstrip("-–—:|―\t "), grammar) or None
    if not before and "\t" in after[:2]:
        return tidy(rest, grammar) or None
    if not any(group.finite for group in found.groups) and not rest.strip(" .):|\t"):
        body = text[sentence.start : start].rstrip(" \t(")
        if body[-1:] and body[-1] in grammar.words["separators"] | {",", "("} and len(body) > 2:
            return tidy(body, grammar) or None
    return None
