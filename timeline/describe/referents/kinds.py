"""What the text says that a name is, so that "the town" means Osmark: "Osmark is a market town", "the ferry Alma"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from timeline.grammar import Grammar

REACH = 4000
"""How far back, in code points, the name is looked for."""

IN_PASSING = 1000
"""Further back than this a name is not meant that the text has only once: "a mould for the Lind Trophy"."""

_BEFORE = 120
"""Code points before a noun that tell of what it is said."""

_OPENING = ("prepositions", "determiners", "coordinators", "subordinators", "pronouns", "calendar")
_CAPITAL = r"\b[^\W\da-z_][\w'’-]*"
_NAME = rf"{_CAPITAL}(?:(?: of| de| von| &)? {_CAPITAL})*"
_NEXT = re.compile(r"[ \n]([^\W\d_]+)|['’-]\w")
_OWN = re.compile(rf"{_NAME} \Z")
_FOLLOWS = re.compile(rf" ({_NAME})")
_ADJECTIVES = r"(?:[^\W\d_][\w-]+ ){0,3}\Z"


class _Forms(NamedTuple):
    """What stands before a noun, in one language."""

    told: re.Pattern[str]
    """ "Osmark is a ", "Osmark, a market "."""
    another: re.Pattern[str]
    """ "a ", "another small ", "his "."""
    of: re.Pattern[str]
    """ " of Defence", " of the Interior", after it."""


@lru_cache(maxsize=8)
def _forms(grammar: Grammar) -> _Forms:
    of = grammar.words
    verbs, articles, genitive = ("|".join(sorted(of[name])) for name in ("telling_verbs", "articles", "genitive"))
    new = "|".join(sorted((*of["introducing"], *of["possessives"], *of["demonstratives"])))
    return _Forms(
        re.compile(rf"(, )?({_NAME})(?: (?:{verbs})|,) (?:{articles}) {_ADJECTIVES}"),
        re.compile(rf"\b(?:{new}) {_ADJECTIVES}", re.IGNORECASE),
        re.compile(rf" (?:{genitive}) (?:{grammar.article} )?{_NAME}"),
    )


def named_kind(text: str, start: int, noun: str, grammar: Grammar) -> str:
    """Return the one name that the text before `start` says is a `noun`; nothing where there may be another.

    It is said by "is a town" or a comma after the name ("Osmark, a town in"), by the noun before it ("the ferry
    Alma"), or by the name itself ("the Ministry of Defence").
    """
    begin, forms, names = max(0, start - REACH), _forms(grammar), set[str]()
    window = text[begin:start]
    for match in re.finditer(rf"\b{noun}({grammar.plural[0]}\b)?", window, re.IGNORECASE):
        before = window[max(0, match.start() - _BEFORE) : match.start()]
        if match[1]:
            return ""
        if match[0][0].isupper():
            names.add(_called(before, match[0], window[match.end() :], forms, grammar))
        elif _ends(window, match.end(), grammar) and (told := forms.told.search(before)) and not told[1]:
            name = _without_opening(told[2], grammar)
            names.add(_with_article(name, told[2].removesuffix(name), grammar))
        elif forms.another.search(before):
            return ""
        elif before.lower().endswith(f"{grammar.article} ") and noun not in grammar.words["calendar"]:
            follows = _FOLLOWS.match(window, match.end())
            names.add(f"{grammar.article} {noun} {follows[1]}" if follows else "")
    longest = max(names, key=len, default="")
    own = longest.removeprefix(f"{grammar.article} ")
    if noun in own.lower().split() and window.find(own) == window.rfind(own) < len(window) - IN_PASSING:
        return ""
    return longest if all(name in longest for name in names) else ""


def _called(before: str, kind: str, after: str, forms: _Forms, grammar: Grammar) -> str:
    """Return the name that has a noun in it: "the Ministry of Defence", "Calder Bank"; the bare noun is none."""
    own, of = _OWN.search(before), forms.of.match(after)
    person = kind.lower() in grammar.words["persons"]  # "Her Honour Judge Low"
    name = _without_opening(own[0], grammar) if own and not person else ""
    if not name and not of:
        return ""
    return _with_article(f"{name}{kind}{of[0] if of else ''}", before.removesuffix(name), grammar)


def _with_article(name: str, before: str, grammar: Grammar) -> str:
    """Return a name with its article, where that is the last word before it."""
    is_article = before.lower().split()[-1:] == [grammar.article]
    return f"{grammar.article} {name}" if name and is_article else name


def _ends(window: str, place: int, grammar: Grammar) -> bool:
    """Tell whether a noun ends at a place: "a town in", not "a town hall" or "a town's"."""
    following = _NEXT.match(window, place)
    return following is None or (following[1] or "").lower() in grammar.words["function_words"]


def _without_opening(name: str, grammar: Grammar) -> str:
    """Return a name without the words that only open a sentence: "In Osmark"."""
    first, _, rest = name.partition(" ")
    opens = any(first.lower() in grammar.words[name] for name in _OPENING)
    return _without_opening(rest, grammar) if opens else name
