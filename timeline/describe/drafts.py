"""What a row will say, before it is written out, and what is asked of its words."""

from __future__ import annotations

from typing import NamedTuple

from timeline.clause import Clause, Parse

SHORT = 300
"""A sentence of at most so many code points is kept whole when its date stands in the main clause."""

LEAST = 4
"""A clause of fewer words of its own, without a name, is not understood alone."""

EMBEDDED = ("relative", "sub", "complement")
"""The openers of clauses that hang on another one."""
QUOTED = ("quote", "unquote")


class Draft(NamedTuple):
    """What a row will say, before it is written out."""

    first: int
    """First word, of the parse."""
    last: int
    """One past the last word."""
    subject: str = ""
    """What stands in square brackets: before the words, or for one of them."""
    replaced: tuple[int, int] | None = None
    """The words that `subject` stands for, half-open; an empty range puts it in; None puts it first."""
    speaker: str | None = None
    reported: bool = False
    """The event is told by someone, not by the text itself."""


def label_ends(found: Parse) -> int:
    """Return the first word after a date that labels a line or message: "2001 - it", "[16/08/2021, 21:00] Ann: it"."""
    if not any(found.is_date(i) for i in range(min(2, len(found.words)))):
        return 0
    tokens = found.tokens
    dated = next((i for i in range(1, len(found.words)) if not found.is_date(i)), 1)
    set_apart = tokens.lower(dated) in tokens.of["separators"] and not found.is_date(dated + 1)
    if set_apart and (found.is_date(0) or not tokens.is_word(0)):
        return dated + 1
    verb = next((group.first for group in found.groups), 0)
    return max((i + 1 for i in range(verb) if tokens.lower(i) == ":"), default=0)


def speaker_label(found: Parse) -> int:
    """Return the first word after that which says who speaks: "Q: When", "Ann: In 1994"."""
    return 2 if len(found.words) > 2 and found.tokens.lower(1) == ":" and not found.is_date(0) else 0


def is_content(found: Parse, word: int, *besides: str) -> bool:
    """Tell whether a word is neither a mark, a date nor its preposition, nor of the classes `besides`."""
    tokens = found.tokens
    if tokens.is_in(word, "subject_pronouns"):
        return True  # also "there was"
    return tokens.is_word(word) and not found.is_date(word) and not tokens.is_in(word, "date_prepositions", *besides)


def says_little(found: Parse, first: int, last: int) -> bool:
    """Tell whether words name no one and hold hardly more than a verb: "the restriction expires"."""
    words = [i for i in range(first, last) if is_content(found, i, "determiners", "adverbs", "prepositions")]
    return len(words) < LEAST and not any(map(found.tokens.is_capital, words))


def is_independent(clause: Clause) -> bool:
    """Tell whether a clause has a verb of its own and hangs on no noun."""
    return clause.finite is not None and clause.opener not in ("relative", "bracket")


def sentence(found: Parse) -> Draft:
    """Take the whole sentence."""
    return Draft(0, len(found.words))
