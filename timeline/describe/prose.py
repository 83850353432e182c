"""A draft written out: without its date where nothing is lost, and without loose ends."""

from __future__ import annotations

import re

from timeline.clause import Parse
from timeline.describe.attach import Head
from timeline.describe.drafts import Draft
from timeline.describe.dropping import date_phrase
from timeline.grammar import Grammar
from timeline.segment import REFERENCE

_SPACES = re.compile(r"\s(?:\s+|(?<! ))")  # all that is not one plain space already
_WIDE = re.compile(r"  +")
_BEFORE_MARK = re.compile(r" ([,.;:!?)\]”’]|\"(?=\Z|[,.;:!?)]))")
_DOUBLE = re.compile(r"([,;:])(?:\s*[,;:])+")
_EMPTY_QUOTES = re.compile(r"[“\"]\s*([,.;]?)\s*[”\"]")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_AGENCY = r"(?: ?(?:\([^()]{2,40}\)|/[A-Za-z ]{2,30}/))"
_DATELINE = re.compile(
    rf"[A-Z][A-Z'’.]+(?: [A-Z'’.]+){{0,3}}{_AGENCY}?(?:, [\w., ]{{2,40}})?{_AGENCY}? ?(?:_|--|—|–|-) ?"
    rf"(?:{_AGENCY} ?(?:--|—|–|-) ?)?(?=[^\sa-z])"
)
_FOOTNOTE = re.compile(r"(?<=[^\s\[(])(?:\[(?:\d{1,3}|[a-z]|note \d{1,3}|citation needed)\])+(?!\w)")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=\S)([^*]{1,200})(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_]{1,200})(?<=\S)_(?![\w_])"
)
_STRONG = re.compile(r"(?<!\*)\*{2,3}(?!\*)|(?<![\w_])__(?=\w)|(?<=[\w.,;:!?)])__(?![\w_])")
_CELLS = re.compile(r"[ \t]*\|(?:[ \t]*\|)*[ \t]*")  # between the cells of a table
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_LEADING = " \t\r\n,;:.!?-–—_*•”)]'’"
_TRAILING = " ,;:.–—_-([“"


def write(text: str, found: Parse, chosen: Draft, head: Head | None, date: tuple[int, int] | None) -> str:
    """Write a draft out.

    It loses its date `text[date[0]:date[1]]` where nothing is lost with it; None keeps it.
    """
    if chosen.first >= chosen.last:
        return ""
    start, end = found.words[chosen.first].start, found.words[chosen.last - 1].end
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    cut = date_phrase(found, head, chosen, *date) if date and head else None
    if cut and text[cut[1] : cut[1] + 2] in {".,", ".;"}:
        cut = cut[0], cut[1] + 1  # the dot of "at 19:00 hr., when"
    edits = [(*cut, " ")] if cut and start <= cut[0] and cut[1] <= end else []
    if chosen.replaced is not None:
        first, last = chosen.replaced
        if first < last:
            edits.append((found.words[first].start, found.words[last - 1].end, f"[{chosen.subject}]"))
        elif first > chosen.first:  # "filed [a lawsuit]"
            place = found.words[first - 1].end
            edits.append((place, place, f" [{chosen.subject}]"))
        else:  # "[Calder Inc.'s] net income"
            place = found.words[first].start
            edits.append((place, place + 1, f"[{chosen.subject}] {text[place].lower()}"))
    body, at = "", start
    for begin, stop, instead in sorted(edits):
        body += text[at:begin] + instead
        at = stop
    body += text[at:end]
    grammar = found.tokens.grammar
    if chosen.subject and chosen.replaced is None:
        pronoun = chosen.subject.partition(" ")[0].lower() in grammar.words["subject_pronouns"]
        shared = chosen.subject if pronoun else f"[{chosen.subject}]"  # a pronoun names no one: it needs no brackets
        rest = _trim_start(body, grammar)
        body = f"{shared} {rest[:1].lower() + rest[1:] if chosen.first == 0 else rest}"  # "Founded in 1901, the bank"
    whole = chosen.last == len(found.words) and not (cut and end - cut[1] < 2)
    return tidy(body, grammar, whole=whole)


def _trim_start(body: str, grammar: Grammar) -> str:
    """Take off marks and joining words that lead nowhere."""
    opening = grammar.words["connectives"]
    while True:
        body = body.lstrip(_LEADING)
        word, _, rest = body.partition(" ")
        if not rest or word.rstrip(",").lower() not in opening:
            return body
        if word.lower() in grammar.words["complementizers"] and not rest[:1].isupper():
            return body  # "that day"
        body = rest


def _trim_end(body: str, grammar: Grammar, *, whole: bool) -> str:
    """Take off marks, and unless they end a whole sentence words that wait for more."""
    while True:
        before, body = body, body.rstrip(_TRAILING)
        head, _, word = body.rpartition(" ")
        if whole or not head or word.lower() not in grammar.words["dangling"]:
            stopped = before[len(body) : len(body) + 1] == "." and word.lower() in grammar.abbreviations
            return body + "." * stopped  # "was born in the U.S."
        body = head


def tidy(body: str, grammar: Grammar, *, whole: bool = False) -> str:
    """Return text without dangling words, marks, quotation marks or brackets, with a capital at its head.

    `whole` when it ends where its sentence does, whose last word nothing is missing after: "were shot at".
    """
    if "[" in body:  # these look behind themselves at every place, and few rows have such marks
        body = REFERENCE.sub("", _FOOTNOTE.sub("", body))
    if "|" in body:
        body = _CELLS.sub(", ", body.strip(" \t|"))
    if "*" in body or "_" in body:
        body = _EMPHASIS.sub(r"\1\2", _STRONG.sub("", body))
    body = _SPACES.sub(" ", body).replace("``", '"').replace("''", '"')
    body = _EMPTY_QUOTES.sub(r"\1", _EMPTY_BRACKETS.sub(" ", body))
    for opening, closing in _PAIRS:
        body = _balance(body, opening, closing)
    if body.count('"') % 2:
        body = body.replace('"', "")
    if body.startswith("[") and body.find("]") == len(body) - 1:  # an editor's aside, nothing that was put in
        body = body[1:-1]
    if not body.startswith("["):
        body = _trim_start(body, grammar)
    body = _trim_end(body, grammar, whole=whole)
    body = _DOUBLE.sub(r"\1", _BEFORE_MARK.sub(r"\1", _WIDE.sub(" ", body)))
    place = next((place for place, character in enumerate(body) if character.isalnum()), 0)
    return body[:place] + body[place : place + 1].upper() + body[place + 1 :]


def _balance(body: str, opening: str, closing: str) -> str:
    """Take off the marks of a pair that stand alone."""
    if opening not in body and closing not in body:
        return body
    opened: list[int] = []
    alone: set[int] = set()
    for place, character in enumerate(body):
        if character == opening:
            opened.append(place)
        elif character == closing:
            if opened:
                opened.pop()
            else:
                alone.add(place)
    alone.update(opened)
    return "".join(character for place, character in enumerate(body) if place not in alone) if alone else body
