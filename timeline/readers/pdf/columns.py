"""From the pieces of lines on a page, as its file has them, to whole lines as they are read, column by column."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from timeline.readers.pdf.lines import BULLET, Line, beside

_COLUMN_GAP = 1.0  # sizes: no narrower space parts two columns
_CELL_GAP = 2.0  # sizes: such a space within a line parts cells
_WORD_GAP = 0.1  # sizes: such a space parts words
_NARROWEST_COLUMN = 10.0  # sizes: what is narrower is a cell of a table
_FEWEST_ROWS = 3
_MOST_COLUMNS = 12


def ordered(lines: list[Line], most: int = _MOST_COLUMNS) -> list[Line]:
    """Return the lines of a page with those of each column together.

    They come as the file has them, which is mostly the order of reading; where the file goes to and fro between two
    columns, each is read down to the next line that lies across both.
    """
    gutter = _gutter(lines)
    if gutter is None or most == 1:
        return lines
    place = {id(line): number for number, line in enumerate(lines)}
    read: list[Line] = []
    band: list[Line] = []
    for line in [*sorted(lines, key=lambda line: -line.base), None]:
        if line is not None and not line.left < gutter < line.right:
            band.append(line)
            continue
        band.sort(key=lambda line: place[id(line)])
        if _gutter(band, 1) is not None:
            read += ordered([line for line in band if line.right <= gutter], most - 1)
            read += ordered([line for line in band if line.right > gutter], most - 1)
        else:
            read += band
        band = []
        if line is not None:
            read.append(line)
    return read


def _gutter(lines: Iterable[Line], fewest: int = _FEWEST_ROWS) -> float | None:
    """Return where the space lies that parts two columns of prose in the most rows; None when in too few."""
    edges: list[tuple[float, int]] = []
    for one, other in pairwise(lines):
        is_prose = min(one.right - one.left, other.right - other.left) >= _NARROWEST_COLUMN * one.size
        if is_prose and beside(one, other) and other.left - one.right >= _COLUMN_GAP * one.size:
            edges += [(one.right, 1), (other.left, -1)]
    most, best, depth = 0, 0.0, 0
    edges.sort(key=lambda edge: (edge[0], -edge[1]))
    for (place, step), (following, _) in pairwise(edges):
        depth += step
        if depth > most:
            most, best = depth, (place + following) / 2
    return best if most >= fewest else None


def merged(lines: Iterable[Line]) -> list[Line]:
    """Return whole lines for the pieces that follow each other in a row; a tab stands between cells."""
    whole: list[Line] = []
    for line in lines:
        last = whole[-1] if whole else None
        if last and beside(last, line):
            gap = line.left - last.right
            is_cell = gap > _CELL_GAP * line.size and not BULLET.fullmatch(last.text)
            between = "\t" if is_cell else " " if gap > _WORD_GAP * line.size else ""
            size = max(last.size, line.size)
            whole[-1] = last._replace(text=f"{last.text}{between}{line.text}", right=line.right, size=size)
        else:
            whole.append(line)
    return whole
