"""A language's date forms, compiled from its folder: one automaton that finds them, and the rules that read them.

Everything runs on `scan_form(text)`, one byte per code point, so that offsets into it are offsets into the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import re2

from timeline import plugins
from timeline.errors import UsageError

Data = dict[str, Any]
Groups = list[tuple[str, str]]

_CONTEXT = 40
"""How many bytes around a match its rule may look at."""
_SPACE = r"(?: {1,2}|\n *)"
"""One or two spaces, or a newline with the indent after it; never a blank line."""
_SPACE_OR_HYPHEN = rf"(?:-|{_SPACE})"
_FIELD = re.compile(r"(?<=\w):\w+\}")
"""The field that a class fills, with the end of the class."""
_MANY = 6
"""So many words make an expression that is worth making smaller."""
# Characters that mean the same in a date, as one that Latin-1 has.
_ALIKE = (
    ("\u2013", "-"),
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2212", "-"),
    ("\u2009", " "),
    ("\u202f", " "),
    ("\u2007", " "),
    ("\u02bc", "'"),
    ("\u20ac", "\xa4"),
)
_BLANKS = bytes.maketrans(b"\t\r\f\xa0", b"    ")
_WIDE_DIGITS = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})


def scan_form(text: str) -> bytes:
    """Return `text` with one byte per code point: Latin-1, with dashes, quotes, blanks and digits made plain."""
    if not text.isascii():
        for character, plain in _ALIKE:
            text = text.replace(character, plain)
        text = text.translate(_WIDE_DIGITS) if any("\uff10" <= c <= "\uff19" for c in set(text)) else text
    return text.encode("latin-1", "replace").translate(_BLANKS)


class Rule:
    """One form of the language, compiled when it is first needed."""

    def __init__(self, name: str, kind: str, settings: Data, forms: _Forms) -> None:
        self.name = name
        self.kind = kind
        """The meaning it states: the section it stands in."""
        self.bare: bool = settings.get("bare", False)
        """It takes no modifier before or after it."""
        self.constants = {key: value for key, value in settings.items() if key not in _SETTINGS}
        self._settings = settings
        self._forms = forms

    @cached_property
    def _expanded(self) -> tuple[str, Groups]:
        groups: Groups = []
        return self._forms.source(self._settings, groups), groups

    @property
    def source(self) -> str:
        """A regular expression over a whole match."""
        return self._expanded[0]

    @property
    def groups(self) -> Groups:
        """(field, class) of each capturing group, in order; a field of `half` is one date of a range."""
        return self._expanded[1]

    @property
    def counted(self) -> bool:
        """It begins with a number, and so takes a modifier of quantity ("more than")."""
        begins = self._settings["form"].startswith("{") and self.groups[0][0] == "number"
        return begins or bool(self._settings.get("counted"))

    @cached_property
    def _around(self) -> tuple[Any, Any, Any, Any]:
        """What must stand before, must not stand before, must follow, must not follow; capitals count in it."""
        preceded, not_preceded, followed, not_followed = map(self._forms.context, map(self._settings.get, _CONTEXTS))
        return (
            preceded and _context(f"(?:{preceded})$"),
            not_preceded and _context(f"(?:{not_preceded})$"),
            followed and _context(followed),
            not_followed and _context(not_followed),
        )

    def captures(self, data: bytes) -> list[tuple[str, str, str]] | None:
        """Return (field, class, words) of all that the form captures in `data`; None when it is of another form."""
        match = regex(self.source).fullmatch(data)
        return match and [
            (field, name, words.decode("latin-1"))
            for (field, name), words in zip(self.groups, match.groups(), strict=True)
            if words is not None
        ]

    def fits(self, data: bytes, start: int, end: int) -> bool:
        """Tell whether what stands around data[start:end) is what the rule asks for."""
        preceded, not_preceded, followed, not_followed = self._around
        if preceded or not_preceded:
            before = data[max(0, start - _CONTEXT) : start]
            if preceded and not preceded.search(before):
                return False
            if not_preceded and not_preceded.search(before):
                return False
        if followed or not_followed:
            after = data[end : end + _CONTEXT]
            if followed and not followed.match(after):
                return False
            if not_followed and not_followed.match(after):
                return False
        return True


class Language(NamedTuple):
    """A language's forms: what finds a date, and what reads it."""

    code: str
    scan: Any
    """An re2 expression that finds the longest form at each place."""
    finder: Any
    """An re2 set that tells which rules may read the whole of some words."""
    rules: tuple[Rule, ...]
    lexicon: dict[str, Data]
    converters: dict[str, str]
    """How the digits of a numeral class become a value."""
    mod: str
    """An expression over the modifier that may stand before a form, with the space or hyphen after it."""
    postmod: str
    """The same for the modifier after a form."""
    modifiers: dict[str, Rule]
    """What must stand around a modifier, for the meaning that is the rule's kind; most are free."""
    relation: str
    """An expression over what stands before a match: since, until, by, ..."""


@lru_cache(maxsize=8)
def load_lexicon(code: str) -> dict[str, Data]:
    """Return the words of a language with their meanings, by class; the result is kept.

    Raises:
        UsageError: no such language.
    """
    return tomllib.loads((plugins.language(code) / "lexicon.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def load_language(code: str) -> Language:
    """Compile the language whose folder `plugins.language` finds; the result is kept.

    Raises:
        UsageError: no such language.
    """
    folder = plugins.language(code)
    lexicon = load_lexicon(code)
    patterns = tomllib.loads((folder / "patterns.toml").read_text(encoding="utf-8"))
    exact, rough, compact = (_Forms(lexicon, patterns, words) for words in (_words, _rough, _compact))
    entries = [(name, kind, _settings(entry)) for kind in _KINDS for name, entry in patterns[kind].items()]
    finder = re2.Set.FullMatchSet(_options(longest=False))
    for _, _, settings in entries:
        finder.Add(scan_form(rough.source(settings)))
    finder.Compile()
    mod = f"(?:(?:{_compact({**lexicon['mod'], **lexicon['quantity_mod']})}){_SPACE_OR_HYPHEN})"
    postmod = f"(?:{_SPACE}(?:{_compact(lexicon['postmod'])}))"
    return Language(
        code,
        regex(_scan(mod, postmod, [settings for _, _, settings in entries], compact), longest=True),
        finder,
        tuple(Rule(*entry, exact) for entry in entries),
        lexicon,
        {name: entry["as"] for name, entry in patterns["numeral"].items()},
        mod,
        postmod,
        {words: Rule(words, entry["of"], entry, exact) for words, entry in patterns.get("modifier", {}).items()},
        rf"\b({_words(lexicon['relation'])}){_SPACE}$",
    )


def _settings(entry: str | Data) -> Data:
    return {"form": entry} if isinstance(entry, str) else entry


def _scan(mod: str, postmod: str, entries: list[Data], forms: _Forms) -> str:
    """Return one expression for all forms; only those without `edge` may begin inside a word or with an apostrophe."""
    plain = forms.alternatives(forms.whole(entry) for entry in entries if not entry.get("bare"))
    bare = forms.alternatives(forms.whole(entry) for entry in entries if entry.get("bare"))
    inside = [forms.source(entry) for entry in entries if entry.get("edge") is False]
    return "|".join([rf"\b(?:{mod}?(?:{plain}){postmod}?|{bare})", *inside])


class _Forms:
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
        return "|".join(re2.escape(words).replace("\\ ", " ") for words in links)

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


def _words(words: Data) -> str:
    """Return an expression for the words of a class, longer ones first: not every engine takes the longest."""
    return "|".join(
        f"({'?-i:' if is_fixed else '?:'}{'|'.join(map(_literal, forms))}){edge}"
        for word in sorted(words, key=len, reverse=True)
        for is_fixed, edge, forms in [_spellings(word)]
    )


def _compact(words: Data) -> str:
    """Return the same for an engine that takes the longest: a smaller expression, as words share their beginnings."""
    alike: dict[tuple[bool, str], list[str]] = {}
    for word in words:
        is_fixed, edge, forms = _spellings(word)
        alike.setdefault((is_fixed, edge), []).extend(map(_literal, forms))
    return "|".join(
        f"({'?-i:' if is_fixed else '?:'}{'|'.join(sorted(forms))}){edge}" for (is_fixed, edge), forms in alike.items()
    )


def _rough(words: Data) -> str:
    """Return a very small expression that takes the words of a class, and others made of the same letters."""
    if len(words) < _MANY:
        return _compact(words)
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
    return form.replace(" ", _SPACE).replace("_", _SPACE_OR_HYPHEN)


@lru_cache(maxsize=1024)
def regex(source: str, *, longest: bool = False) -> Any:  # noqa: ANN401  # re2 has no types
    """Compile an expression over the scan form; the result is kept."""
    return re2.compile(scan_form(source), _options(longest=longest))


@lru_cache(maxsize=1024)
def _context(source: str) -> Any:  # noqa: ANN401  # re2 has no types
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
