"""How the words between two matches may join them."""

from __future__ import annotations

import re

from timeline.join.whole import is_time
from timeline.language import Language
from timeline.language.engine import scan_form
from timeline.meaning import (
    Fields,
    Meaning,
    fields_grain,
)
from timeline.model import Match
from timeline.segment import is_item
from timeline.values import Granularity

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
_LINE_START = re.compile(r"(?:\n|\A)[ \t#*_]*\Z")
LONGEST_JOINT = 40
"""Code points between two matches that may still belong together."""


def link_between(text: str, before: Match, after: Match, language: Language) -> str | None:
    """Return how the words between two matches may join them, by the language; None when they do not."""
    between = text[before.end : after.start]
    if not 0 < len(between) <= LONGEST_JOINT or _PARAGRAPH.search(between):
        return None
    if between == "\n" and is_time(after.expression):
        return None  # an hour that begins a line: an entry of a log
    if "\n" in between and is_item(text, after.start):
        return None  # "term ends at 1.30pm", and below "Wed 4 Jan - term starts"
    if "\n" in between and (
        _begins_line(text, before.start) or (_begins_line(text, after.start) and _ends_line(text, after.end))
    ):
        return None  # one stands alone on its line: a heading
    words = scan_form(between).decode("latin-1").lower()
    stripped = words.strip()
    plain = (
        (" " if words[0].isspace() else "")
        + " ".join(stripped.split())
        + (" " if words[-1].isspace() and stripped else "")
    )
    link = language.lexicon["join"].get(plain)
    if link != "slash":
        return link
    return "range" if _are_months(before, after) else "list"


def _are_months(before: Match, after: Match) -> bool:
    """Tell whether two months are the ends of a stretch, or of a quarter: "May/June 1990", "the May/July quarter"."""
    first, last = before.expression.meaning, after.expression.meaning
    quarter = isinstance(last, Fields) and fields_grain(last) is Granularity.QUARTER
    return _is_month_of_year(first) and (quarter or _is_month_of_year(last))


def _is_month_of_year(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, Fields)
        and bool(meaning.month)
        and meaning == Fields(year=meaning.year, month=meaning.month)
    )


def _begins_line(text: str, start: int) -> bool:
    return _LINE_START.search(text, max(0, start - LONGEST_JOINT), start) is not None


def _ends_line(text: str, end: int) -> bool:
    return text[end : end + 1] in {"", "\n", "\r"}
