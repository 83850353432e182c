"""A draft written out: without its date where nothing is lost, and without loose ends."""

from __future__ import annotations

import re

from timeline.clause import Form, Parse
from timeline.describe.attach import Head
from timeline.describe.wording import Draft
from timeline.grammar import Grammar

_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:!?)\]”’])")
_DOUBLE = re.compile(r"([,;:])(?:\s*[,;:])+")
_EMPTY_QUOTES = re.compile(r"[“\"]\s*([,.;]?)\s*[”\"]")
_EMPTY_BRACKETS = re.compile(r"\(\s*[,;]?\s*\)|\[\s*\]")
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.]+(?: [A-Z'’.]+){0,3}(?:, [\w., ]{2,30})?(?: ?\([A-Za-z]{2,12}\))? ?(?:_|--|—|–|-) ?(?=\S)"
)
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_LEADING = " \t\r\n,;:.!?-–—_*•”)]'’"
_TRAILING = " ,;:.–—_-([“"


def write(text: str, found: Parse, chosen: Draft, head: Head, moment: tuple[int, int]) -> str:
    """Write a draft out, without the date `text[moment[0]:moment[1]]` where nothing is lost."""
    if chosen.first >= chosen.last:
        return ""
    start, end = found.words[chosen.first].start, found.words[chosen.last - 1].end
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    cut = date_phrase(found, head, *moment)
    edits = [(*cut, " ")] if cut and start <= cut[0] and cut[1] <= end else []
    if chosen.replaced is not None:
        word = found.words[chosen.replaced]
        edits.append((word.start, word.end, f"[{chosen.subject}]"))
    body, at = "", start
    for begin, stop, instead in sorted(edits):
        body += text[at:begin] + instead
        at = stop
    body += text[at:end]
    grammar = found.tokens.grammar
    if chosen.subject and chosen.replaced is None:
        body = f"[{chosen.subject}] {_trim_start(body, grammar)}"
    return tidy(body, grammar)


def date_phrase(found: Parse, head: Head, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a date with its preposition when it can go without loss, else None.

    It stays before a noun of its own, beside another date, after "since" or "by", and where its verb is not the
    main one.
    """
    tokens = found.tokens
    first, last = found.words_in(start, end)
    if head.attributive or (head.group and head.group.form in (Form.PARTICIPLE, Form.ING)):
        return None
    if _is_attributive(found, first, last) or _has_neighbour(found, first, last):
        return None
    if tokens.is_in(first - 1, "intensifiers") and not tokens.is_in(first - 2, "date_prepositions"):
        return found.words[first - 1].start, end
    if tokens.is_in(first - 1, "removable"):
        begin = first - 1 - tokens.is_in(first - 2, "date_adverbs")
        return found.words[begin].start, end
    if tokens.is_in(first - 1, "date_prepositions", "determiners", "date_openers", "prepositions"):
        return None
    return start, end


def _has_neighbour(found: Parse, first: int, last: int) -> bool:
    """Tell whether no verb parts the date from another one: "took Lida on 17 April and Hala on 18 April"."""
    number = found.clause_at(first)
    clause = found.clauses[number]
    if number and not clause.groups and any(found.is_date(i) for i in range(clause.first)):
        return True  # "In 1919 she was made a lecturer, and in 1923 a professor"
    heads = [group.head for group in clause.groups]
    low = max((head for head in heads if head < first), default=clause.first)
    high = min((head for head in heads if head >= last), default=clause.last)
    return any(found.is_date(i) for i in range(low, high) if not first <= i < last)


def _is_attributive(found: Parse, first: int, last: int) -> bool:
    """Tell whether a noun follows that the date belongs to; not so for "In 1990 profits rose"."""
    tokens = found.tokens
    if tokens.is_in(last, "possessive_marks") or tokens.lower(last) == "-":
        return True
    clause = found.clauses[found.clause_at(first)]
    opens = tokens.is_in(first - 1, "removable") and first - 1 == clause.first and clause.opener != "bracket"
    following = tokens.lower(last)
    after_verb = any(group.head == first - 1 for group in found.groups)  # "said today conditions are worse"
    return (
        not (opens or after_verb)
        and following.isalpha()
        and not tokens.is_capital(last)
        and not tokens.is_in(last, "function_words")
        and found.group_on(last) is None
    )


def _trim_start(body: str, grammar: Grammar) -> str:
    """Take off marks and joining words that lead nowhere."""
    opening = grammar.words["opening"]
    while True:
        body = body.lstrip(_LEADING)
        word, _, rest = body.partition(" ")
        if not rest or word.rstrip(",").lower() not in opening:
            return body
        if word.lower() in grammar.words["complementizers"] and not rest[:1].isupper():
            return body  # "that day"
        body = rest


def _trim_end(body: str, grammar: Grammar) -> str:
    """Take off marks and words that wait for more."""
    while True:
        body = body.rstrip(_TRAILING)
        head, _, word = body.rpartition(" ")
        if not head or word.lower() not in grammar.words["dangling"]:
            return body
        body = head


def tidy(body: str, grammar: Grammar) -> str:
    """Return text without dangling words, marks, quotation marks or brackets, with a capital at its head."""
    body = _SPACES.sub(" ", body).replace("``", '"').replace("''", '"')
    body = _EMPTY_QUOTES.sub(r"\1", _EMPTY_BRACKETS.sub(" ", body))
    for opening, closing in _PAIRS:
        body = _balance(body, opening, closing)
    if body.count('"') % 2:
        body = body.replace('"', "")
    inserted, bracket, rest = body.partition("]") if body.startswith("[") else ("", "", body)
    body = inserted + bracket + " " * bool(bracket) + _trim_start(rest, grammar)
    body = _trim_end(body, grammar)
    body = _DOUBLE.sub(r"\1", _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", body)))
    place = next((place for place, character in enumerate(body) if character.isalpha()), 0)
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
