"""Records as a table for a terminal: aligned columns that fit its width, in colour if it has any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import BinaryIO

from timeline.visible import cells, shorten, visible, wrapped
from timeline.writers import Settings
from timeline.writers.rows import Record, as_text

_NARROWEST = 8
_GAP = 2
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_MAGENTA, _CYAN = "\x1b[35m", "\x1b[36m"
_COLOURS = {"planned": _CYAN, "conditional": _CYAN, "reported": _MAGENTA}
"""By the status of an event: colours that are readable on light and on dark."""
_DATED = frozenset({"when", "value"})
_INFERRED = frozenset({"discourse", "tense", "nearest"})
"""The bases of dates that were completed by what stands around them."""


def write_table(
    blocks: Iterable[tuple[str, Iterable[Record]]],
    columns: Sequence[str],
    stream: BinaryIO,
    settings: Settings,
) -> int:
    """Write aligned columns for a terminal, fitted to `width`, and return the number of records.

    Each block of records but an empty one stands under its title, if that is not empty. In colour, dim dates rest
    on inference, and what has not happened or is not sure stands out; the words say it too.
    """
    rows, coloured, titles = _gathered(blocks, columns, settings)
    if not rows:
        return 0
    header = [[column.upper() for column in columns]] if settings.header else []
    if settings.width is not None:
        rows = _fit(rows, columns, settings.width, wrap=settings.wrap)
    heights = [max(cell.count("\n") for cell in row) + 1 for row in rows]
    if settings.color:
        rows = [
            [_painted(column, text, record) for column, text in zip(columns, row, strict=True)]
            for row, record in zip(rows, coloured, strict=True)
        ]
    lines = _aligned([*header, *rows])
    starts = list(accumulate(heights, initial=len(header)))
    for at, title in sorted(titles.items(), reverse=True):
        lines[starts[at] : starts[at]] = ["", title] if settings.group else [title]
    if settings.color and header:
        lines[0] = f"{_BOLD}{lines[0]}{_RESET}"
    stream.write("\n".join(lines).encode() + b"\n")
    return len(rows)


def _gathered(
    blocks: Iterable[tuple[str, Iterable[Record]]], columns: Sequence[str], settings: Settings
) -> tuple[list[list[str]], list[Record], dict[int, str]]:
    """Return the rows as text, the records that colour needs, and the titles by the rows that they stand over."""
    rows: list[list[str]] = []
    coloured: list[Record] = []
    titles: dict[int, str] = {}
    for title, records in blocks:
        at = len(rows)
        for record in records:
            rows.append([visible(as_text(record[column])) for column in columns])
            if settings.color:
                coloured.append(record)
        if title and len(rows) > at:
            titles[at] = _title(title, settings)
    return rows, coloured, titles


def _aligned(rows: list[list[str]]) -> list[str]:
    from tabulate import tabulate  # noqa: PLC0415 - only a table needs it

    text = tabulate(rows, tablefmt="plain", disable_numparse=True)
    return [line.rstrip() for line in text.split("\n")]


def _fit(rows: list[list[str]], columns: Sequence[str], width: int, *, wrap: bool) -> list[list[str]]:
    """Fit texts until a row takes at most `width` cells: first the source, then the widest columns."""
    room = width - _GAP * (len(columns) - 1)
    widths = [max(map(cells, (name, *texts))) for name, *texts in zip(columns, *rows, strict=True)]
    if sum(widths) <= room:
        return rows
    source = max(room // 4, _NARROWEST)
    widths = [min(w, source) if name == "source" else w for name, w in zip(columns, widths, strict=True)]
    cap = max(widths)
    while cap > _NARROWEST and sum(min(w, cap) for w in widths) > room:
        cap -= 1
    fits = list(zip(columns, (min(w, cap) for w in widths), strict=True))
    if wrap:
        return [["\n".join(wrapped(text, w)) for (_, w), text in zip(fits, row, strict=True)] for row in rows]
    return [
        [shorten(text, w, front=name == "source") for (name, w), text in zip(fits, row, strict=True)] for row in rows
    ]


def _title(text: str, settings: Settings) -> str:
    title = visible(text)
    if settings.width is not None:
        title = shorten(title, settings.width, front=True)
    return f"{_BOLD}{title}{_RESET}" if settings.color else title


def _painted(column: str, text: str, record: Record) -> str:
    """Return the text of a cell in the colour of what it says."""
    if column == "source" or (column in _DATED and record.get("basis") in _INFERRED):
        return "\n".join(f"{_DIM}{line}{_RESET}" for line in text.split("\n"))
    status = record.get("status")
    if column == "event" and status in _COLOURS and (mark := re.match(rf"\({status}[^\n)]*\)", text)):
        return f"{_COLOURS[status]}{mark[0]}{_RESET}{text[mark.end() :]}"
    return text
