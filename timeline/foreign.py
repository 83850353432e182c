"""Whether a text is plainly in another language than the one it is read as, by the small words that it is full of."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from operator import itemgetter
from pathlib import Path

from timeline import grammar, languages, plugins

_SAMPLE = 20_000
"""Code points that are looked at."""
_LEAST = 12
"""Words in which a language shows."""
_FEW = 40
"""Words, or letters of another script, up to which more must speak for another language."""
_OWN = 0.2
"""Share of its small words that a text in a language has at least, tables and lists aside."""
_OTHER = 0.1
"""Share of the small words of another language from which on a text may be in it."""
_PLAIN = 0.2
"""That share in a text of few words, of which almost none may be one of its own language."""
_TIMES = 1.5
_TIMES_OF_FEW = 4
"""How many times as many of its small words there are as of the own ones."""
_DIFFERENT = 5
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")


def other_language(text: str, language: str) -> str | None:
    """Return the English name of the language that `text` is plainly in; None when it may be in `language`.

    Texts of a few words, tables and lists of names tell nothing. A text whose letters are mostly none of the
    script of `language` gives "another script".
    """
    if not plugins.language(language).joinpath("grammar.toml").is_file():
        return None
    own = grammar.load(language).words["function_words"]
    words = Counter(_WORD.findall(text[:_SAMPLE]))
    known = sum(count for word, count in words.items() if word.lower() in own)
    if not own or known >= _OWN * words.total():
        return None
    letters = "".join(words.elements())
    if len(letters) >= _FEW and _is_latin("".join(own)) and not _is_latin(letters):
        return "another script"
    if words.total() < _LEAST:
        return None
    name, found = max(((name, _found(words, theirs)) for name, theirs in _others().items()), key=itemgetter(1))
    share, times = (_OTHER, _TIMES) if words.total() >= _FEW else (_PLAIN, _TIMES_OF_FEW)
    return name if found >= max(share * words.total(), times * known) else None


def _found(words: Counter[str], small: frozenset[str]) -> int:
    """Return how many words are among the `small` ones; none when these are too few to be more than names."""
    found = words.keys() & small
    return sum(words[word] for word in found) if len(found) >= _DIFFERENT else 0


def _is_latin(letters: str) -> bool:
    return 2 * len(_LATIN.findall(letters)) >= len(letters)


@cache
def _others() -> dict[str, frozenset[str]]:
    file = Path(languages.__path__[0], "others.toml")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
