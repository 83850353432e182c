"""The forms of a language as regular expressions: classes and macros replaced, words with all their spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import re2

from timeline.errors import UsageError

Data = dict[str, Any]
Groups = list[tuple[str, str]]

SPACE = r"(?: {1,2}|\n *)"
"""One or two spaces, or a newline with the indent after it; never a blank line."""
SPACE_OR_HYPHEN = rf"(?:-|{SPACE})"
_FIELD = re.compile(r"(?<=\w):\w+\}")
"""The field that a class fills, with the end of the class."""
_MANY = 6
"""So many words make an expression that is worth making smaller."""
NEVER = r"[^\x00-\xff]"
"""What a class without words takes."""
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[^}]*\}|\((?:\?[-\w]*:)?|[)|?*+]|[^\\\[{()|?*+]+")
"""The parts of a form: characters, classes, brackets, and what says how often."""


class Forms:
    """Turns the forms of a language into regular expressions."""

    def __init__(self, lexicon: dict[str, Data], patterns: dict[str, Data], words: Callable[[Data], str]) -> None:
        """Take the data of a language, and what makes an expression of the words of a class."""
        self.lexicon = lexicon
        self.numerals = patterns["numeral"]
        self.macros = patterns["macro"]
        self.fields = patterns["field"]
        self.contexts = patterns["context"]
        self.words = words
        self._known: dict[str, str] = {}
        self._open: dict[str, bool] = {}

    def source(self, settings: Data, groups: Groups | None = None) -> str:
        """Return the whole expression of a rule; with `groups`, its classes capture and are listed there."""
        if groups is None or "second" not in settings:
            return self.expand(self.whole(settings), groups)
        first, second = (self._half(settings[name], groups) for name in ("form", "second"))
        return f"{first}(?:{self.expand(self._joint(settings), None)}){second}"

    def whole(self, settings: Data) -> str:
        """Return the form of a rule with all that belongs to it, classes and macros not replaced."""
        form: str = settings["form"]
        if "second" in settings:
            return f"(?:{form})(?:{self._joint(settings)})(?:{settings['second']})"
        return form + (r"\b" if form[-1].isalnum() or form.endswith((")", ")?")) else "")

    def _joint(self, settings: Data) -> str:
        """Return the words that join the halves of a range: those of its kind of link, or one of them."""
        joint = settings.get("joint", "range")
        links = [words for words, link in self.lexicon["join"].items() if joint in {words, link}]
        return "|".join(re2.escape(words).replace("\\ ", " ") for words in links) or NEVER

    def _half(self, form: str, groups: Groups) -> str:
        groups.append(("half", ""))
        return f"({self.expand(form, groups)})"

    def alternatives(self, forms: Iterable[str]) -> str:
        """Return an expression for any of several forms, in which those that begin alike share their beginning."""
        rests: dict[str, list[str]] = {}
        for form in forms:
            beginning, rest = _cut(_FIELD.sub("}", form))
            rests.setdefault(beginning, []).append(rest)
        return "|".join(
            self.expand(beginning, None) + (f"(?:{self.alternatives(rest)})" if any(rest) else "")
            for beginning, rest in rests.items()
        )

    def expand(self, form: str, groups: Groups | None) -> str:
        """Return `form` as a regular expression, its classes and macros replaced."""
        expanded = []
        while form:
            text, _, form = form.partition("{")
            expanded.append(_spaces(text))
            name, _, form = form.partition("}")
            if name[:1].isalpha():
                expanded.append(self._plain(name) if groups is None else self._capturing(name, groups))
            elif name:
                expanded.append(f"{{{name}}}")
        return "".join(expanded)

    def _capturing(self, name: str, groups: Groups) -> str:
        name, _, field = name.partition(":")
        if name in self.macros:
            return f"(?:{self.expand(self.macros[name], groups)})"
        groups.append((field or self.fields.get(name, name), name))
        return self._plain(name).replace("(?:", "(", 1)

    def _plain(self, name: str) -> str:
        """Return the expression of a class, numeral or macro; most are used by many forms."""
        name = name.partition(":")[0]
        if name not in self._known:
            if name in self.macros:
                expression = self.expand(self.macros[name], None)
            elif name in self.numerals:
                expression = self.expand(self.numerals[name]["form"], None)
            elif name in self.lexicon:
                expression = self.words(self.lexicon[name])
            else:
                raise UsageError(f"no class, numeral or macro is called {name!r}")
            self._known[name] = f"(?:{expression})"
        return self._known[name]

    def can_be(self, settings: Data) -> bool:
        """Tell whether anything can be of a form: not when all the ways to it lead over classes without words."""
        return self._can_be(settings["form"]) and self._can_be(settings.get("second", ""))

    def _can_be(self, form: str) -> bool:
        ways = [(False, True)]  # of each open bracket: whether one way through it is open, and whether this one is
        last = True  # whether the last element can be; what follows may make it optional
        for part in _PARTS.findall(form):
            if part in {"?", "*"} or part.startswith("{0,"):
                last = True
                continue
            some, this = ways.pop()
            this, last = this and last, True
            if part == "|":
                ways.append((some or this, True))
            elif part[0] == "(":
                ways += [(some, this), (False, True)]
            elif part == ")":
                last = some or this
            else:
                ways.append((some, this))
                last = part[0] != "{" or self._has(part[1:-1].partition(":")[0])
        ((some, this),) = ways
        return some or (this and last)

    def _has(self, name: str) -> bool:
        if name not in self._open:
            self._open[name] = self._can_be(self.macros[name]) if name in self.macros else self.lexicon.get(name) != {}
        return self._open[name]

    def context(self, form: str | None) -> str | None:
        """Return an expression over what stands around a form, its names of contexts replaced."""
        if form:
            for name, text in self.contexts.items():
                form = form.replace(f"{{{name}}}", text)
        return form


def _cut(form: str) -> tuple[str, str]:
    """Cut a form behind its first class, if that stands outside all brackets and is not repeated."""
    beginning, brace, rest = form.partition("}")
    if beginning.count("(") == beginning.count(")") and rest[:1] not in {"?", "*", "+", "{"}:
        return beginning + brace, rest
    return form, ""


def every_word(words: Data) -> str:
    """Return an expression for the words of a class, longer ones first: not every engine takes the longest."""
    return "|".join(
        f"({'?-i:' if is_fixed else '?:'}{'|'.join(map(_literal, forms))}){edge}"
        for word in sorted(words, key=len, reverse=True)
        for is_fixed, edge, forms in [_spellings(word)]
    )


def compact(words: Data) -> str:
    """Return the same for an engine that takes the longest: a smaller expression, as words share their beginnings."""
    if not words:
        return NEVER
    alike: dict[tuple[bool, str], list[str]] = {}
    for word in words:
        is_fixed, edge, forms = _spellings(word)
        alike.setdefault((is_fixed, edge), []).extend(map(_literal, forms))
    return "|".join(
        f"({'?-i:' if is_fixed else '?:'}{'|'.join(sorted(forms))}){edge}" for (is_fixed, edge), forms in alike.items()
    )


def rough(words: Data) -> str:
    """Return a very small expression that takes the words of a class, and others made of the same letters."""
    if len(words) < _MANY:
        return compact(words)
    first, letters = {word[0] for word in words}, set("".join(words))
    blanks = r"\-\n " if letters & {" ", "_"} else ""
    return f"[{re2.escape(''.join(sorted(first)))}][{re2.escape(''.join(sorted(letters - {' ', '_'})))}{blanks}]*"


def _spellings(word: str) -> tuple[bool, str, list[str]]:
    """Return whether the case of a word is fixed, what must follow it, and how it may be written.

    One with a capital must be capitalised, or all in capitals.
    """
    is_fixed = word[0].isupper()
    forms = [word, word.upper()] if is_fixed and word != word.upper() else [word]
    return is_fixed, "" if word.endswith(".") else r"\b", forms


def _literal(word: str) -> str:
    return _spaces(re2.escape(word).replace("\\ ", " ").replace("\\_", "_"))


def _spaces(form: str) -> str:
    return form.replace(" ", SPACE).replace("_", SPACE_OR_HYPHEN)
