"""From lines that stand somewhere on pages to text as it is read: columns, paragraphs, no headers and footers."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.readers.pdf import hyphens
from timeline.readers.pdf.columns import merged, ordered
from timeline.readers.pdf.edges import without_edges
from timeline.readers.pdf.lines import BULLET, Line
from timeline.readers.pdf.paragraphs import Block, paragraphs


def compose(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of the pages, and the offset in it where each page begins.

    The lines of a page come as its file has them. Columns are read one after the other. What repeats at the edges
    of most pages is left out, and so are numbers there that count the pages. Paragraphs are set apart by an empty
    line and go on over the end of a column or page where their sentence does; notes at the foot of a page stand
    before or behind such a paragraph.
    """
    lines = [merged(ordered(list(page))) for page in without_edges(pages)]
    return _written(paragraphs(lines), len(pages))


def _written(blocks: Sequence[Block], count: int) -> tuple[str, tuple[int, ...]]:
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
        texts[0] = BULLET.sub("- ", texts[0], count=1)
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
