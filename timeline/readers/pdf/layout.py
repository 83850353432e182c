"""From lines that stand somewhere on pages to text as it is read: columns, paragraphs, no headers and footers.

A length is a number of points, or of sizes of the type where it says so; what lies higher has the greater `base`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.readers.pdf import hyphens

_COLUMN_GAP = 1.0  # sizes: no narrower space parts two columns
_CELL_GAP = 2.0  # sizes: such a space within a line parts cells
_NARROWEST_COLUMN = 10.0  # sizes: what is narrower is a cell of a table
_FEWEST_ROWS = 3
_MOST_COLUMNS = 12
_SAME_ROW = 0.6  # sizes: a raised mark is in the row
_EVERY_PAGE = 2
_FEWEST_PAGES = {_EVERY_PAGE: 2, 0: 3, 1: 3}
"""On how many pages a row must stand, of all, of the left and of the right ones."""
_EDGE_ROWS = 3
"""How many rows at the top and at the bottom of a page may be headers and footers."""
_USUAL_LEADING = 1.2  # sizes, from one line to the next
_WIDE_LEADING = 1.25  # times the usual distance of lines
_INDENT = 0.8  # sizes
_SAME_SIZE = 0.15
_SMALL = 0.92  # of the size of the body: notes
_BIN = 24.0  # points
_MOST_BINS = 1000
_WIDEST_LEADING = 4.0  # sizes: what stands further below is elsewhere
_SHORT = 0.6  # sizes
_FULL = 3.0  # sizes: where only one line of several goes as far as that, they are a list
_NEAR_LINES = 4

_BULLET = re.compile(r"^[•‣◦▪▫·●○■□➢➤✓–—*\-\ue000-\uf8ff](?:[ \t]+|$)")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$")
_NUMBER = re.compile(r"\d+")
_EDGE_ONLY = re.compile(
    r"(?:https?|file)://\S{1,2000} \d{1,4}/\d{1,4}|[ivxlc]{1,7}"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?(?: .{1,300})?"
)
"""What browsers print at the edges of a page (the time and the title, the address and the page), and Roman numbers."""


_Key = tuple[int, str]
"""What a row says and in which size."""


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


class _Placed(NamedTuple):
    """A line of a paragraph."""

    line: Line
    page: int
    """From 0."""
    room: float
    """How far the lines near it go beyond this one; without end when they are a list."""


class _Block(NamedTuple):
    """A paragraph, list item or table row."""

    lines: list[_Placed]
    is_line: bool
    """Whether it is an item or row."""


def compose(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of the pages, and the offset in it where each page begins.

    The lines of a page come as its file has them. Columns are read one after the other. What repeats at the edges
    of most pages is left out, and so are numbers there that count the pages. Paragraphs are set apart by an empty
    line and go on over the end of a column or page where their sentence does; notes at the foot of a page stand
    before or behind such a paragraph.
    """
    ordered = [_merged(_ordered(list(page))) for page in _without_edges(pages)]
    sizes = Counter[float]()
    for page in ordered:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    body = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    joiner = _Joiner(_leading(ordered))
    for number, page in enumerate(ordered):
        placed = list(_placed(page, number))
        notes = _notes(page, body)
        joiner.add([each for each in placed if id(each.line) not in notes])
        joiner.add_notes([each for each in placed if id(each.line) in notes])
    return _written(joiner.finish(), len(pages))


# --- columns ---------------------------------------------------------------------------------------------------


def _ordered(lines: list[Line], most: int = _MOST_COLUMNS) -> list[Line]:
    """Return the lines of a page with those of each column together.

    They come as the file has them, which is mostly the order of reading; where the file goes to and fro between two
    columns, each is read down to the next line that lies across both.
    """
    gutter = _gutter(lines)
    if gutter is None or most == 1:
        return lines
    place = {id(line): number for number, line in enumerate(lines)}
    ordered: list[Line] = []
    band: list[Line] = []
    for line in [*sorted(lines, key=lambda line: -line.base), None]:
        if line is not None and not line.left < gutter < line.right:
            band.append(line)
            continue
        band.sort(key=lambda line: place[id(line)])
        if _gutter(band, 1) is not None:
            ordered += _ordered([line for line in band if line.right <= gutter], most - 1)
            ordered += _ordered([line for line in band if line.right > gutter], most - 1)
        else:
            ordered += band
        band = []
        if line is not None:
            ordered.append(line)
    return ordered


def _gutter(lines: Iterable[Line], fewest: int = _FEWEST_ROWS) -> float | None:
    """Return where the space lies that parts two columns of prose in the most rows; None when in too few."""
    edges: list[tuple[float, int]] = []
    for one, other in pairwise(lines):
        is_prose = min(one.right - one.left, other.right - other.left) >= _NARROWEST_COLUMN * one.size
        if is_prose and _beside(one, other) and other.left - one.right >= _COLUMN_GAP * one.size:
            edges += [(one.right, 1), (other.left, -1)]
    most, best, depth = 0, 0.0, 0
    edges.sort(key=lambda edge: (edge[0], -edge[1]))
    for (place, step), (following, _) in pairwise(edges):
        depth += step
        if depth > most:
            most, best = depth, (place + following) / 2
    return best if most >= fewest else None


def _rows(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the lines that stand beside each other, from the top."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.base):
        if row and row[0].base - line.base > _SAME_ROW * row[0].size:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _merged(lines: Iterable[Line]) -> list[Line]:
    """Return whole lines for the pieces that follow each other in a row; a tab stands between cells."""
    merged: list[Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        if last and _beside(last, line):
            gap = line.left - last.right
            is_cell = gap > _CELL_GAP * line.size and not _BULLET.fullmatch(last.text)
            between = "\t" if is_cell else " " if gap > 0.1 * line.size else ""
            size = max(last.size, line.size)
            merged[-1] = last._replace(text=f"{last.text}{between}{line.text}", right=line.right, size=size)
        else:
            merged.append(line)
    return merged


def _beside(one: Line, other: Line) -> bool:
    same_row = abs(one.base - other.base) < _SAME_ROW * max(one.size, other.size)
    return same_row and other.left > one.right - 0.3 * one.size


# --- headers and footers ---------------------------------------------------------------------------------------


def _without_edges(pages: Sequence[Sequence[Line]]) -> Iterator[list[Line]]:
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
    rows = list(_rows(page))
    return rows[:_EDGE_ROWS] + rows[_EDGE_ROWS:][-_EDGE_ROWS:]


def _repeats(row: Sequence[Line], page: int, often: set[_Key]) -> bool:
    whole = " ".join(line.text for line in sorted(row, key=lambda line: line.left))
    return bool(_EDGE_ONLY.fullmatch(whole)) or any(not often.isdisjoint(_keys(line, page)) for line in row)


def _keys(line: Line, page: int) -> list[_Key]:
    """Return the words of a line as they are, and once for each number as if that counted the pages."""
    text, size = line.text.lower(), round(line.size)
    numbers = [match for match in _NUMBER.finditer(text) if len(match[0]) <= 5][:4]
    counted = (f"{text[: each.start()]}\0{int(each[0]) - page}\0{text[each.end() :]}" for each in numbers)
    return [(size, words) for words in (text, *counted)]


# --- paragraphs ------------------------------------------------------------------------------------------------


def _leading(pages: Iterable[Sequence[Line]]) -> float:
    """Return the usual distance of two lines of a paragraph, in sizes."""
    gaps = sorted(
        (one.base - other.base) / one.size for page in pages for one, other in pairwise(page) if _follows(one, other)
    )
    return gaps[len(gaps) // 2] if gaps else _USUAL_LEADING


def _placed(page: Sequence[Line], number: int) -> Iterator[_Placed]:
    """Yield the lines of a page with the room behind each, by how far those near it go in the same run of lines."""
    run: list[Line] = []
    for line in page:
        if run and not _follows(run[-1], line):
            yield from _roomy(run, number)
            run = []
        run.append(line)
    yield from _roomy(run, number)


def _roomy(run: Sequence[Line], number: int) -> Iterator[_Placed]:
    ended = sum(bool(_SENTENCE_END.search(line.text)) for line in run)
    for place, line in enumerate(run):
        near = run[max(0, place - _NEAR_LINES) : place + _NEAR_LINES + 1]
        margin = max(other.right for other in near)
        full = sum(margin - other.right < _FULL * line.size for other in near)
        is_list = (full == 1 and len(near) > 2) or (ended > len(run) / 2 and _SENTENCE_END.search(line.text))
        yield _Placed(line, number, inf if is_list else margin - line.right)


def _follows(last: Line, line: Line) -> bool:
    """Tell whether a line may be the next one of the same paragraph by its place and type."""
    return _is_alike(last, line) and 0 < last.base - line.base < _WIDEST_LEADING * line.size


def _is_alike(last: Line, line: Line) -> bool:
    same_size = abs(last.size - line.size) <= _SAME_SIZE * max(last.size, line.size)
    return same_size and "\t" not in last.text and not _is_line(line)


def _notes(page: Sequence[Line], body: float) -> set[int]:
    """Return the lines in type smaller than the body's that have no other below them."""
    floor: dict[int, float] = {}
    for line in page:
        if line.size >= _SMALL * body:
            for place in _bins(line):
                floor[place] = min(line.base, floor.get(place, inf))
    small = (line for line in page if line.size < _SMALL * body) if floor else ()
    return {id(line) for line in small if all(line.base < floor.get(place, inf) for place in _bins(line))}


def _bins(line: Line) -> range:
    left, right = (max(-_MOST_BINS, min(_MOST_BINS, int(edge // _BIN))) for edge in (line.left, line.right))
    return range(left, max(left, right) + 1)


class _Joiner:
    """Paragraphs, as they are put together line by line."""

    def __init__(self, leading: float) -> None:
        self._leading = leading
        self._blocks: list[_Block] = []
        self._notes: list[_Block] = []
        """Those at the foot of the last page, which wait for what the next page begins with."""

    def add(self, lines: Iterable[_Placed]) -> None:
        """Add the lines of a page, in the order of reading."""
        for each in lines:
            goes_on = bool(self._blocks) and self._goes_on(self._blocks[-1], each)
            at = len(self._blocks) - goes_on
            self._blocks[at:at] = self._notes
            self._notes = []
            if goes_on:
                self._blocks[-1].lines.append(each)
            else:
                self._blocks.append(_Block([each], is_line=_is_line(each.line)))

    def add_notes(self, lines: Iterable[_Placed]) -> None:
        """Add the notes at the foot of the page."""
        notes = _Joiner(self._leading)
        notes.add(lines)
        self._notes += notes.finish()

    def finish(self) -> list[_Block]:
        """Return all paragraphs."""
        return [*self._blocks, *self._notes]

    def _goes_on(self, block: _Block, added: _Placed) -> bool:
        """Tell whether a line belongs to the last paragraph."""
        (last, page, room), line = block.lines[-1], added.line
        if not _is_alike(last, line):
            return False
        follows = page == added.page and _follows(last, line)
        if follows and last.base - line.base > _WIDE_LEADING * self._leading * line.size:
            return False
        if hyphens.is_broken(last.text, line.text):
            return True
        ended = bool(_SENTENCE_END.search(last.text))
        ends_short = room > line.first + _SHORT * line.size and not line.text[0].islower()
        if ends_short or (ended and (not follows or _NUMBERED.match(line.text))):
            return False
        return not (ended and _is_shifted(block, line))


def _is_line(line: Line) -> bool:
    return "\t" in line.text or bool(_BULLET.match(line.text))


def _is_shifted(block: _Block, line: Line) -> bool:
    """Tell whether a line stands further in than the one before it, or no further than the mark of its item."""
    last = block.lines[-1].line
    if block.is_line:
        hangs = len(block.lines) == 1 and line.left > last.left + 0.1 * line.size
        return not hangs and line.left < block.lines[0].line.left + 0.1 * line.size
    return line.left - last.left > _INDENT * line.size


# --- text ------------------------------------------------------------------------------------------------------


def _written(blocks: Sequence[_Block], count: int) -> tuple[str, tuple[int, ...]]:
    """Return the text, and where each page begins."""
    words = hyphens.words_of([each.line.text for each in block.lines] for block in blocks)
    parts: list[str] = []
    length = 0
    starts: dict[int, int] = {}
    was_line: bool | None = None
    for block in blocks:
        between = "" if was_line is None else "\n" if was_line and block.is_line else "\n\n"
        was_line = block.is_line
        texts = [each.line.text for each in block.lines]
        texts[0] = _BULLET.sub("- ", texts[0], count=1)
        for text, following, each in zip(texts, [*texts[1:], ""], block.lines, strict=True):
            starts.setdefault(each.page, length + len(between))
            is_broken = hyphens.is_broken(text, following)
            is_whole = not is_broken or hyphens.is_kept(text, following, words)
            parts += (between, text if is_whole else text[:-1])
            length += len(parts[-2]) + len(parts[-1])
            between = "" if is_broken else " "
    begins = [length] * count
    for page in reversed(range(count)):
        begins[page] = starts.get(page, begins[page + 1] if page + 1 < count else length)
    return "".join(parts), tuple(begins)
