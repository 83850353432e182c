"""A language's date forms, compiled from its folder: one automaton that finds them, and the rules that read them.

Everything runs on `scan_form(text)`, one byte per code point, so that offsets into it are offsets into the text.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

import re2

from timeline import plugins
from timeline.errors import UsageError

Data = dict[str, Any]

_CONTEXT = 40
"""How many bytes around a match its rule may look at."""
_SPACE = r"(?:[\s\xa0] ?)"
"""One white space, or a newline and an indent of one, or two spaces; never a blank line."""
_SPACE_OR_HYPHEN = rf"(?:-|{_SPACE})"
# Characters that mean the same in a date, as one that Latin-1 has.
_ALIKE = (
    ("\u2013", "-"),
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2212", "-"),
    ("\u2009", " "),
    ("\u202f", " "),
    ("\u2007", " "),
    ("\u02bc", "'"),
    ("\u20ac", "\xa4"),
)
_WIDE_DIGITS = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})


def scan_form(text: str) -> bytes:
    """Return `text` with one byte per code point: Latin-1, with dashes, quotes and digits made plain."""
    if not text.isascii():
        for character, plain in _ALIKE:
            text = text.replace(character, plain)
        text = text.translate(_WIDE_DIGITS) if any("\uff10" <= c <= "\uff19" for c in set(text)) else text
    return text.encode("latin-1", "replace")


class Rule(NamedTuple):
    """One form of the language, compiled when it is first needed."""

    name: str
    kind: str
    """The meaning it states: the section it stands in."""
    source: str
    """A regular expression over a whole match."""
    groups: tuple[tuple[str, str], ...]
    """(field, class) of each capturing group, in order; a field of `half` is one date of a range."""
    bare: bool
    """It takes no modifier before or after it."""
    counted: bool
    """It begins with a number, and so takes a modifier of quantity ("more than")."""
    constants: Data
    context: tuple[str | None, str | None, str | None, str | None]
    """What must stand before, must not stand before, must follow, must not follow."""

    def captures(self, data: bytes) -> list[tuple[str, str, str]]:
        """Return (field, class, words) of all that the form captures in `data`, which it must match."""
        match = regex(self.source).fullmatch(data)
        return [
            (field, name, words.decode("latin-1"))
            for (field, name), words in zip(self.groups, match.groups(), strict=True)
            if words is not None
        ]

    def fits(self, data: bytes, start: int, end: int) -> bool:
        """Tell whether what stands around data[start:end) is what the rule asks for."""
        preceded, not_preceded, followed, not_followed = self.context
        if preceded or not_preceded:
            before = data[max(0, start - _CONTEXT) : start]
            if preceded and not context(preceded).search(before):
                return False
            if not_preceded and context(not_preceded).search(before):
                return False
        if followed or not_followed:
            after = data[end : end + _CONTEXT]
            if followed and not context(followed).match(after):
                return False
            if not_followed and context(not_followed).match(after):
                return False
        return True


class Language(NamedTuple):
    """A language's forms: what finds a date, and what reads it."""

    code: str
    scan: Any
    """An re2 expression that finds the longest form at each place."""
    finder: Any
    """An re2 set that tells which rules read the whole of some words."""
    rules: tuple[Rule, ...]
    lexicon: dict[str, Data]
    converters: dict[str, str]
    """How the digits of a numeral class become a value."""
    mod: str
    """An expression over the modifier that may stand before a form, with the space or hyphen after it."""
    postmod: str
    """The same for the modifier after a form."""
    relation: str
    """An expression over what stands before a match: since, until, by, ..."""


@lru_cache(maxsize=8)
def load_language(code: str) -> Language:
    """Compile the language whose folder `plugins.language` finds; the result is kept.

    Raises:
        UsageError: no such language.
    """
    folder = plugins.language(code)
    lexicon = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))
    patterns = tomllib.loads((folder / "patterns.toml").read_text(encoding="utf-8"))
    forms = _Forms(lexicon, patterns)
    rules = []
    bare: list[str] = []
    modified: list[str] = []
    edge: list[str] = []
    finder = re2.Set.FullMatchSet(_options(longest=False))
    for kind in _KINDS:
        for name, entry in patterns[kind].items():
            settings = {"form": entry} if isinstance(entry, str) else dict(entry)
            source = forms.source(settings, None)
            (bare if settings.get("bare") else modified).append(source)
            if settings.get("edge") is False:
                edge.append(source)
            finder.Add(scan_form(source))
            rules.append(forms.rule(name, kind, settings))
    finder.Compile()
    mod = f"(?:(?:{_words({**lexicon['mod'], **lexicon['quantity_mod']})}){_SPACE_OR_HYPHEN})"
    postmod = f"(?:{_SPACE}(?:{_words(lexicon['postmod'])}))"
    return Language(
        code,
        regex(_scan(mod, modified, postmod, bare, edge), longest=True),
        finder,
        tuple(rules),
        lexicon,
        {name: entry["as"] for name, entry in patterns["numeral"].items()},
        mod,
        postmod,
        rf"\b({_words(lexicon['relation'])}){_SPACE}$",
    )


def _scan(mod: str, modified: list[str], postmod: str, bare: list[str], edge: list[str]) -> str:
    """Return one expression for all forms; only those of `edge` may begin inside a word or with an apostrophe."""
    kinds = ([f"{mod}?(?:{'|'.join(modified)}){postmod}?"] if modified else []) + bare
    return "|".join([rf"\b(?:{'|'.join(kinds)})", *edge])


class _Forms:
    """Turns the forms of a language into regular expressions."""

    def __init__(self, lexicon: dict[str, Data], patterns: dict[str, Data]) -> None:
        self.lexicon = lexicon
        self.numerals = patterns["numeral"]
        self.macros = patterns["macro"]
        self.fields = patterns["field"]
        self.contexts = patterns["context"]
        self._known: dict[str, str] = {}

    def rule(self, name: str, kind: str, settings: Data) -> Rule:
        """Return the rule of one line of the patterns."""
        groups: list[tuple[str, str]] = []
        source = self.source(settings, groups)
        constants = {key: value for key, value in settings.items() if key not in _SETTINGS}
        preceded, not_preceded, followed, not_followed = (self._context(settings.get(key)) for key in _CONTEXTS)
        return Rule(
            name,
            kind,
            source,
            tuple(groups),
            settings.get("bare", False),
            bool(settings.get("counted")) or (settings["form"].startswith("{") and groups[0][0] == "number"),
            constants,
            (
                preceded and f"(?:{preceded})$",
                not_preceded and f"(?:{not_preceded})$",
                followed,
                not_followed,
            ),
        )

    def source(self, settings: Data, groups: list[tuple[str, str]] | None) -> str:
        """Return the whole expression of a rule; with `groups`, its classes capture and are listed there."""
        form = settings["form"]
        if "second" in settings:
            first, second = self._half(form, groups), self._half(settings["second"], groups)
            links = [words for words, link in self.lexicon["join"].items() if link == settings.get("joint", "range")]
            joint = "|".join(_spaces(re2.escape(words).replace("\\ ", " ")) for words in links)
            return f"{first}(?:{joint}){second}"
        edge = r"\b" if form[-1].isalnum() or form.endswith((")", ")?")) else ""
        return self.expand(form, groups) + edge

    def _half(self, form: str, groups: list[tuple[str, str]] | None) -> str:
        if groups is not None:
            groups.append(("half", ""))
        return f"({'' if groups is not None else '?:'}{self.expand(form, groups)})"

    def expand(self, form: str, groups: list[tuple[str, str]] | None) -> str:
        """Return `form` as a regular expression, its classes and macros replaced."""
        expanded = []
        while form:
            text, _, form = form.partition("{")
            expanded.append(_spaces(text))
            name, _, form = form.partition("}")
            if name[:1].isalpha():
                expanded.append(self._class(name, groups))
            elif name:
                expanded.append(f"{{{name}}}")
        return "".join(expanded)

    def _class(self, name: str, groups: list[tuple[str, str]] | None) -> str:
        name, _, field = name.partition(":")
        if name in self.macros:
            return f"(?:{self.expand(self.macros[name], groups)})"
        if groups is None:
            return f"(?:{self._words(name)})"
        groups.append((field or self.fields.get(name, name), name))
        return f"({self._words(name)})"

    def _words(self, name: str) -> str:
        """Return the expression of a class or numeral; most are used by many forms."""
        if name not in self._known:
            if name in self.numerals:
                self._known[name] = self.expand(self.numerals[name]["form"], None)
            elif name in self.lexicon:
                self._known[name] = _words(self.lexicon[name])
            else:
                raise UsageError(f"no class, numeral or macro is called {name!r}")
        return self._known[name]

    def _context(self, form: str | None) -> str | None:
        if form:
            for name, text in self.contexts.items():
                form = form.replace(f"{{{name}}}", text)
        return form


def _words(words: Data) -> str:
    """Return an expression for the words of a class, longer ones first: not every engine takes the longest."""
    return "|".join(_word(word) for word in sorted(words, key=len, reverse=True))


def _word(word: str) -> str:
    """Return an expression for a word; one with a capital must be capitalised, or all in capitals."""
    forms = [word, word.upper()] if word[0].isupper() and word != word.upper() else [word]
    escaped = "|".join(_spaces(re2.escape(form).replace("\\ ", " ").replace("\\_", "_")) for form in forms)
    case = "?-i:" if word[0].isupper() else "?:"
    return f"({case}{escaped})" + ("" if word.endswith(".") else r"\b")


def _spaces(form: str) -> str:
    return form.replace(" ", _SPACE).replace("_", _SPACE_OR_HYPHEN)


@lru_cache(maxsize=1024)
def regex(source: str, *, longest: bool = False) -> Any:  # noqa: ANN401  # re2 has no types
    """Compile an expression over the scan form; the result is kept."""
    return re2.compile(scan_form(source), _options(longest=longest))


@lru_cache(maxsize=1024)
def context(source: str) -> Any:  # noqa: ANN401  # re2 has no types
    """Compile an expression over what stands around a match, in which capitals count."""
    return re2.compile(scan_form(source), _options(longest=False, capitals=True))


def _options(*, longest: bool, capitals: bool = False) -> Any:  # noqa: ANN401  # re2 has no types
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = capitals
    options.longest_match = longest
    options.max_mem = 1 << 28
    options.log_errors = False
    return options


_CONTEXTS = ("preceded", "not_preceded", "followed", "not_followed")
_SETTINGS = {"form", "second", "joint", "bare", "edge", "counted", *_CONTEXTS}
_KINDS = ("nothing", "range", "fields", "repeat", "length", "shift", "nth", "reference")
