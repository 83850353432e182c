"""Text -> matches: one scan finds the expressions, and a rule reads each distinct one once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from timeline.interpret import interpret
from timeline.language import Language, load_language
from timeline.language.automaton import Automaton
from timeline.language.engine import regex, scan_form
from timeline.language.rule import Rule
from timeline.meaning import Expression
from timeline.model import Match

_BOUND = 24
"""How many code points of the text behind an expression are looked at for "at the earliest"."""
_ADDRESS = 300
"""Code points of the address of a page that are looked back at."""


Parts = tuple[tuple[int, int, Expression], ...]
"""(start, end, expression) within some words; two of them for a range, none for what is no date."""


class Reading(NamedTuple):
    """What one rule makes of some words, wherever they stand."""

    rule: Rule
    skip: int
    """Length of the modifier before the form; what a rule asks of its surroundings starts after it."""
    trail: int
    """Length of the modifier after the form."""
    parts: Parts
    modifier: Rule | None = None
    """What the modifier before the form asks of its surroundings."""


def tag(text: str, language: Language) -> list[Match]:
    """Return the expressions of `text` in order, none overlapping, each on its own: see `join`."""
    return list(_found(scan_form(text), language))


def _found(data: bytes, language: Language) -> Iterator[Match]:
    """Scan for forms; of words that no rule accepts where they stand fewer are tried, then those from the second."""
    automaton = language.automata.reading(data)
    search = automaton.scan.search
    place = 0
    while found := search(data, place):
        start, end = found.span()
        if (reading := _reading_at(data, start, end, language.code, automaton)) is None:
            reading, end = _shorter(data, start, end, language.code, automaton)
        if reading and not _is_in_address(data, start):
            relation = _relation(data, start, end, language)
            for first, last, expression in reading.parts:
                placed = expression._replace(relation=relation) if relation else expression
                placed = placed._replace(owns=True) if _owns(data, end, language) else placed
                yield Match(start + first, start + last, placed, reading.rule.name)
            place = end
        else:
            place = _next_word(data, start, end)


def _reading_at(data: bytes, start: int, end: int, code: str, automaton: Automaton) -> Reading | None:
    for reading in _readings(code, automaton, data[start:end]):
        rule, skip, trail, _, modifier = reading
        if modifier and not modifier.fits(data, start, start + skip - 1):
            continue
        if rule.fits(data, start + skip, end - trail):
            return reading
    return None


def _shorter(data: bytes, start: int, end: int, code: str, automaton: Automaton) -> tuple[Reading | None, int]:
    """Return the reading of the longest part from `start` on that a rule accepts, and its end."""
    shorter = end
    while (shorter := max(data.rfind(b" ", start, shorter), data.rfind(b"\n", start, shorter))) > start:
        found = automaton.scan.match(data, start, shorter)
        if found is None:
            break
        shorter = found.end()
        if reading := _reading_at(data, start, shorter, code, automaton):
            return reading, shorter
    return None, end


def _next_word(data: bytes, start: int, end: int) -> int:
    while start < end and (data[start : start + 1].isalnum() or data[start] > 127):
        start += 1
    return start + 1


def _is_in_address(data: bytes, start: int) -> bool:
    """Tell whether a place is inside the address of a page: what looks like a date there is a part of a name."""
    if not start or data[start - 1] not in b"/-_.=":
        return False
    word = data[max(0, start - _ADDRESS) : start].replace(b"\n", b" ").rpartition(b" ")[2]
    return b"://" in word or word.startswith(b"www.")


def _relation(data: bytes, start: int, end: int, language: Language) -> str:
    """Return what opens an expression: what stands before it, or behind it ("at the latest")."""
    if data[end + 1 : end + 2].lower() in _initials(language.code) and (bound := _bound(data, end, language)):
        return bound
    before = regex(language.relation).search(data[max(0, start - 24) : start])
    if before is None:
        return ""
    relation = str(language.lexicon["relation"][_plain(before.group(1))])
    # "after Thursday's vote" says nothing of Thursday
    owns = relation in {"before", "after", "by"} and _owns(data, end, language)
    if relation == "from" and _words_after(data, end).split(" ")[0].strip(".,;:)") in language.lexicon.get(
        "onward", ()
    ):
        return "onward"
    if relation == "through":
        return "" if _plain(data[start:end]) in language.lexicon.get("throughout", ()) else "until"
    return "" if owns else relation


@lru_cache(maxsize=8)
def _initials(code: str) -> frozenset[bytes]:
    """Return the letters that words begin with which may stand behind an expression and bound it."""
    return frozenset(words[:1].encode() for words in load_language(code).lexicon.get("bounds", {}))


def _bound(data: bytes, end: int, language: Language) -> str:
    """Return what the words behind an expression make of it: "in May at the latest"."""
    behind = _words_after(data, end)
    return next((str(of) for words, of in language.lexicon["bounds"].items() if behind.startswith(words)), "")


def _owns(data: bytes, end: int, language: Language) -> bool:
    return data.startswith(tuple(map(str.encode, language.lexicon.get("possessive", ()))), end)


def _words_after(data: bytes, place: int) -> str:
    return _plain(data[place : place + _BOUND])


@lru_cache(maxsize=1 << 12)
def _readings(code: str, automaton: Automaton, words: bytes) -> tuple[Reading, ...]:
    """Return what the rules make of `words`, best first: a text repeats its expressions, so each is read once."""
    language = load_language(code)
    readings = [*_plain_readings(language, automaton, words, 0, 0, None)]
    before = regex(language.mod, longest=True).match(words)
    after = regex(f"{language.postmod}$").search(words)
    for skip, trail in ((before, None), (None, after), (before, after)):
        if (skip or trail) and not (skip is None and trail is None):
            first, last = skip.end() if skip else 0, trail.start() if trail else len(words)
            cue = _plain(words[:first].rstrip(b"- \n") if skip else words[last:])
            mod = _modifier(language, cue)
            found = _plain_readings(language, automaton, words[first:last], first, len(words) - last, mod)
            asked = {kind: rule for rule in language.modifiers.get(cue, ()) for kind in rule.kind.split()}
            readings += (reading._replace(modifier=asked.get(reading.rule.kind)) for reading in found)
    return tuple(readings)


def _plain(words: bytes) -> str:
    return " ".join(words.decode("latin-1").lower().split())


def _modifier(language: Language, words: str) -> tuple[str, bool]:
    """Return the TIMEX3 mod of a modifier, empty where there is none, and whether it is one of quantity."""
    for name in ("quantity_mod", "mod", "postmod"):
        if words in language.lexicon[name]:
            return str(language.lexicon[name][words]), name == "quantity_mod"
    raise KeyError(words)


def _plain_readings(
    language: Language,
    automaton: Automaton,
    words: bytes,
    skip: int,
    trail: int,
    modifier: tuple[str, bool] | None,
) -> Iterator[Reading]:
    mod, counts = modifier or (None, False)
    for index in sorted(automaton.finder.Match(words) or ()):
        rule = automaton.rules[index]
        if modifier and (rule.bare or (counts and not rule.counted) or (rule.kind == "range" and mod != "APPROX")):
            continue
        captured = rule.captures(words)
        if captured is None:
            continue
        parts = () if rule.kind == "nothing" else interpret(rule, language, captured, len(words))
        if modifier and parts:
            parts = _modified(parts, mod, skip, trail)
        if parts or rule.kind == "nothing":
            yield Reading(rule, skip, trail, parts)


def _modified(parts: Parts, mod: str | None, skip: int, trail: int) -> Parts:
    """Return what a rule makes of words with a modifier before or after them: "around 20-25 March" is two of them."""
    *others, (start, end, last) = [(start + skip, end + skip, of._replace(mod=mod or None)) for start, end, of in parts]
    (_, first_end, first), *rest = [*others, (start, end + trail, last)]
    return ((0, first_end, first), *rest)
