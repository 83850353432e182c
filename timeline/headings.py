"""Lines that hold nothing but a date, as those of a diary, and the text that stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LEAST = 3
"""Words that a text under a heading has at least."""

_LINE_HEAD = 12  # code points that the marks before a date can have
_NEAR = 40  # code points before a line in which the text before it shows its end
_OPENING = re.compile(r"[ \t]{0,3}(?:(#{1,6})[ \t]{1,4})?([*_]{0,3})")
_CLOSING = re.compile(r"[*_:]{0,4}[ \t#]{0,8}(?:\n[ \t]{0,3}((?:={3,80}|-{3,80})[ \t]{0,8}))?(?=\n|\Z)")
_BLANK = re.compile(r"\n[ \t\r]{0,20}\n")
_VISIBLE = re.compile(r"\S")
_SECTIONS = {level: re.compile(rf"\n#{{1,{level}}}[ \t]") for level in range(1, 7)}
_ENDED = re.compile(r"""[.!?…:]["'”’)\]*_]{0,4}\s{0,20}\Z""")


class Heading(NamedTuple):
    """A date that stands alone on a line; offsets are code points, half-open."""

    start: int
    end: int
    first: int
    """Where the text under it begins."""
    last: int
    """Where that ends: at the next heading in a diary, else after a paragraph."""


class _Line(NamedTuple):
    start: int
    end: int
    begin: int
    """Where the line begins."""
    below: int
    level: int
    """How many marks a Markdown heading has, 6 for any other line."""
    sure: bool
    """It is no mere number, which may head a column or a page."""


def date_headings(text: str, dates: Iterable[tuple[int, int]], *, diary: bool = False) -> list[Heading]:
    """Return the headings among the dates of a text, which come in order; two or more make it a diary.

    With `diary` the text is a part of one.
    """
    lines = [line for start, end in dates if (line := _line(text, start, end))]
    ends = (*(line.begin for line in lines[1:]), len(text))
    told = [
        (line, last)
        for line, end in zip(lines, ends, strict=False)
        if len(text[line.below : (last := _before_section(text, line, end))].split(maxsplit=LEAST)) >= LEAST
    ]
    diary = diary or len(told) > 1
    return [
        Heading(line.start, line.end, line.below, last if diary and line.sure else _paragraph(text, line, last))
        for line, last in told
        if diary or line.sure
    ]


def _line(text: str, start: int, end: int) -> _Line | None:
    """Return the line of a date when it holds nothing else and goes on no sentence."""
    begin = text.rfind("\n", max(0, start - _LINE_HEAD - 1), start) + 1
    if (not begin and start > _LINE_HEAD) or "\n" in text[start:end]:
        return None
    opening, closing = _OPENING.fullmatch(text, begin, start), _CLOSING.match(text, end)
    if opening is None or closing is None:
        return None
    marked = bool(opening[1] or opening[2] or closing[1])
    before = text[max(0, begin - _NEAR) : begin]
    blank = not before.strip() or _BLANK.search(before[len(before.rstrip()) :]) is not None
    sure = marked or not text[start:end].isdigit()
    if not (marked or blank or (sure and _ENDED.search(before))):
        return None
    return _Line(start, end, begin, closing.end(), len(opening[1] or "######"), sure)


def _before_section(text: str, line: _Line, end: int) -> int:
    """Return where the next Markdown heading of the same rank begins, at most `end`."""
    found = _SECTIONS[line.level].search(text, line.below, end)
    return found.start() if found else end


def _paragraph(text: str, line: _Line, last: int) -> int:
    """Return the end of the first paragraph under a line."""
    first = _VISIBLE.search(text, line.below, last)
    found = _BLANK.search(text, first.start(), last) if first else None
    return found.start() if found else last
