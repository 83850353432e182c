"""The rows that repeat at the top and at the bottom of pages: headers, footers and the numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from timeline.readers.pdf.lines import Line, rows

_EVERY_PAGE = 2
_FEWEST_PAGES = {_EVERY_PAGE: 2, 0: 3, 1: 3}
"""On how many pages a row must stand, of all, of the left and of the right ones."""
_EDGE_ROWS = 3
"""How many rows at the top and at the bottom of a page may be headers and footers."""
_NUMBER = re.compile(r"\d+")
_EDGE_ONLY = re.compile(
    r"(?:https?|file)://\S{1,2000} \d{1,4}/\d{1,4}|[ivxlc]{1,7}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?: .{1,300})?"
)
"""What browsers print at the edges of a page (the time and the title, the address and the page), and Roman numbers."""

_Key = tuple[int, str]
"""What a row says and in which size."""


def without_edges(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
    """Yield the pages without the rows that stand, in part, at the edge of most pages or of most left or right ones."""
    edges = [_edge(page) for page in pages]
    counts = Counter[tuple[int, _Key]]()
    for number, edge in enumerate(edges):
        for key in {key for row in edge for line in row for key in _keys(line, number)}:
            counts[(_EVERY_PAGE, key)] += 1
            counts[(number % 2, key)] += 1
    half = {_EVERY_PAGE: len(pages) / 2, 0: (len(pages) + 1) // 2 / 2, 1: len(pages) // 2 / 2}
    often = {key for (side, key), count in counts.items() if count > half[side] and count >= _FEWEST_PAGES[side]}
    for number, (page, edge) in enumerate(zip(pages, edges, strict=True)):
        left_out = {id(line) for row in edge if _repeats(row, number, often) for line in row}
        yield [line for line in page if id(line) not in left_out]


def _edge(page: Sequence[Line]) -> list[list[Line]]:
    """Return the rows at the top and at the bottom of a page."""
    found = list(rows(page))
    return found[:_EDGE_ROWS] + found[_EDGE_ROWS:][-_EDGE_ROWS:]


def _repeats(row: Sequence[Line], page: int, often: set[_Key]) -> bool:
    whole = " ".join(line.text for line in sorted(row, key=lambda line: line.left))
    return bool(_EDGE_ONLY.fullmatch(whole)) or any(not often.isdisjoint(_keys(line, page)) for line in row)


def _keys(line: Line, page: int) -> list[_Key]:
    """Return the words of a line as they are, and once for each number as if that counted the pages."""
    text, size = line.text.lower(), round(line.size)
    numbers = [match for match in _NUMBER.finditer(text) if len(match[0]) <= 5][:4]
    counted = (f"{text[: each.start()]}\0{int(each[0]) - page}\0{text[each.end() :]}" for each in numbers)
    return [(size, words) for words in (text, *counted)]
