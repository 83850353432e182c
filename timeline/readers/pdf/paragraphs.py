"""From lines in the order of reading to paragraphs, which go on over the end of a column or page, and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from timeline.readers.pdf import hyphens
from timeline.readers.pdf.lines import BULLET, Line

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

_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]{0,3}$")


class Placed(NamedTuple):
    """A line of a paragraph."""

    line: Line
    page: int
    """From 0."""
    room: float
    """How far the lines near it go beyond this one; without end when they are a list."""


class Block(NamedTuple):
    """A paragraph, list item or table row."""

    lines: list[Placed]
    is_line: bool
    """Whether it is an item or row."""


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[Block]:
    """Return the paragraphs of the pages; notes at the foot of a page stand before or behind one that goes on."""
    body = _size_of_body(pages)
    joiner = _Joiner(_leading(pages))
    for number, page in enumerate(pages):
        placed = list(_placed(page, number))
        notes = _notes(page, body)
        joiner.add([each for each in placed if id(each.line) not in notes])
        joiner.add_notes([each for each in placed if id(each.line) in notes])
    return joiner.finish()


def _size_of_body(pages: Iterable[Sequence[Line]]) -> float:
    """Return the size of the type in which most is set."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _leading(pages: Iterable[Sequence[Line]]) -> float:
    """Return the usual distance of two lines of a paragraph, in sizes."""
    gaps = sorted(
        (one.base - other.base) / one.size for page in pages for one, other in pairwise(page) if _follows(one, other)
    )
    return gaps[len(gaps) // 2] if gaps else _USUAL_LEADING


def _placed(page: Sequence[Line], number: int) -> Iterator[Placed]:
    """Yield the lines of a page with the room behind each, by how far those near it go in the same run of lines."""
    run: list[Line] = []
    for line in page:
        if run and not _follows(run[-1], line):
            yield from _roomy(run, number)
            run = []
        run.append(line)
    yield from _roomy(run, number)


def _roomy(run: Sequence[Line], number: int) -> Iterator[Placed]:
    ended = sum(bool(_SENTENCE_END.search(line.text)) for line in run)
    for place, line in enumerate(run):
        near = run[max(0, place - _NEAR_LINES) : place + _NEAR_LINES + 1]
        margin = max(other.right for other in near)
        full = sum(margin - other.right < _FULL * line.size for other in near)
        is_list = (full == 1 and len(near) > 2) or (ended > len(run) / 2 and _SENTENCE_END.search(line.text))
        yield Placed(line, number, inf if is_list else margin - line.right)


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
        self._blocks: list[Block] = []
        self._notes: list[Block] = []
        """Those at the foot of the last page, which wait for what the next page begins with."""

    def add(self, lines: Iterable[Placed]) -> None:
        """Add the lines of a page, in the order of reading."""
        for each in lines:
            goes_on = bool(self._blocks) and self._goes_on(self._blocks[-1], each)
            at = len(self._blocks) - goes_on
            self._blocks[at:at] = self._notes
            self._notes = []
            if goes_on:
                self._blocks[-1].lines.append(each)
            else:
                self._blocks.append(Block([each], is_line=_is_line(each.line)))

    def add_notes(self, lines: Iterable[Placed]) -> None:
        """Add the notes at the foot of the page."""
        notes = _Joiner(self._leading)
        notes.add(lines)
        self._notes += notes.finish()

    def finish(self) -> list[Block]:
        """Return all paragraphs."""
        return [*self._blocks, *self._notes]

    def _goes_on(self, block: Block, added: Placed) -> bool:
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
    return "\t" in line.text or bool(BULLET.match(line.text))


def _is_shifted(block: Block, line: Line) -> bool:
    """Tell whether a line stands further in than the one before it, or no further than the mark of its item."""
    last = block.lines[-1].line
    if block.is_line:
        hangs = len(block.lines) == 1 and line.left > last.left + 0.1 * line.size
        return not hangs and line.left < block.lines[0].line.left + 0.1 * line.size
    return line.left - last.left > _INDENT * line.size
