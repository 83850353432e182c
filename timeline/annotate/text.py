"""A text with its dates marked, for eyes: `⟦April → 2011-04⟧`, or in colour with the value behind in dim brackets."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.annotate import value
from timeline.model import Timex
from timeline.visible import visible, visible_lines
from timeline.writers.marks import pieces

_BRACKETS = str.maketrans({"⟦": r"\u27e6", "⟧": r"\u27e7"})
_WORDS = {"explicit": "\x1b[4;32m", "vague": "\x1b[4;35m", "unanchored": "\x1b[4;35m"}
"""Underlined, green for what the text says itself, magenta for what has no date."""
_INFERRED = "\x1b[4;33m"
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def heading(name: str, *, color: bool) -> str:
    """Return the line above one of several texts, as `head` and `tail` print it."""
    line = f"==> {visible(name)} <=="
    return f"{_BOLD}{line}{_RESET}\n" if color else f"{line}\n"


def marked(text: str, timexes: Iterable[Timex], *, color: bool) -> str:
    r"""Return `text` with each of its expressions marked, its lines as they are, and a line feed at its end.

    What could move a cursor or turn the reading order is shown as `\x1b`, and so are the brackets ⟦ and ⟧ where
    the text itself has them: each one in the result is a mark.
    """
    shown = "".join(_shown(words, timex, color=color) for words, timex in pieces(text, timexes))
    return shown if not shown or shown.endswith("\n") else f"{shown}\n"


def _shown(words: str, timex: Timex | None, *, color: bool) -> str:
    harmless = visible_lines(words).translate(_BRACKETS)
    if timex is None:
        return harmless
    if color:
        return f"{_WORDS.get(timex.basis, _INFERRED)}{harmless}{_RESET}{_DIM}⟦{value(timex)}⟧{_RESET}"
    return f"⟦{harmless} → {value(timex)}⟧"
