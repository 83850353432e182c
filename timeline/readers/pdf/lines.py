"""A line of type on a page, and which lines stand in one row.

A length is a number of points, or of sizes of the type where it says so; what lies higher has the greater `base`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BULLET = re.compile(r"^[•‣◦▪▫·●○■□➢➤✓–—*\-\ue000-\uf8ff](?:[ \t]+|$)")
"""What begins a list item."""

_SAME_ROW = 0.6  # sizes: a raised mark is in the row


class Line(NamedTuple):
    """Words that stand in a row, with their place."""

    text: str
    left: float
    right: float
    base: float
    size: float
    """Of the type."""
    first: float
    """How wide its first word is."""


def rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines that stand beside each other, from the top."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if row and row[0].base - line.base > _SAME_ROW * row[0].size:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def beside(one: Line, other: Line) -> bool:
    """Tell whether one line goes on in the other: it begins right of it, in the same row."""
    same_row = abs(one.base - other.base) < _SAME_ROW * max(one.size, other.size)
    return same_row and other.left > one.right - 0.3 * one.size
