"""Records as rows: choosing columns, and CSV, TSV, plain rows and tables out of them.

A record is a mapping from column to value, an event's or a temporal expression's.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, BinaryIO

from timeline.display import cells, shorten, visible, wrapped
from timeline.errors import UsageError
from timeline.writers import Settings

Record = Mapping[str, Any]

DATES = frozenset({"start", "end", "edtf", "timex3", "value", "anchor", "document_date", "said"})
"""Columns of dates: `-0043-03-15` there is a year, not a formula."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S ]|  |^ | $")
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_DATE = re.compile(r"[+-]\d[\dTXZ:.,~?%/+-]*")
_NARROWEST = 8
_GAP = 2
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_RED, _MAGENTA, _CYAN = "\x1b[31m", "\x1b[35m", "\x1b[36m"
_COLOURS = {"planned": _CYAN, "conditional": _CYAN, "reported": _MAGENTA, "denied": _RED}
"""By the status of an event: colours that are readable on light and on dark."""
_DATED = frozenset({"when", "value"})
_INFERRED = frozenset({"discourse", "tense", "nearest"})
"""The bases of dates that were completed by what stands around them."""


def choose(columns: Sequence[str], known: Sequence[str], default: Sequence[str]) -> Sequence[str]:
    """Return the columns to write; UsageError names the known ones when one is not, or none can be chosen."""
    for column in columns:
        if not known:
            raise UsageError("this format has no columns to choose")
        if column not in known:
            raise UsageError(f"unknown column {column!r}; known are {', '.join(known)}")
    return columns or default


def write_csv(records: Iterable[Record], columns: Sequence[str], stream: BinaryIO, settings: Settings) -> int:
    """Write comma-separated values (RFC 4180) and return the number of records.

    UTF-8 with LF, or CRLF and a byte order mark with `excel`. In text, white space runs become one space and
    control characters U+FFFD. Text that a spreadsheet would run as a formula gets one `'` in front, which
    can be taken off without loss, as a text that had such a `'` already gets another.
    """
    out = codecs.getwriter("utf-8")(stream)
    rows = csv.writer(out, lineterminator="\r\n" if settings.excel else "\n")
    return _write(records, columns, settings, out.write, rows.writerow)


def write_tsv(records: Iterable[Record], columns: Sequence[str], stream: BinaryIO, settings: Settings) -> int:
    r"""Write tab-separated values and return their number: text as in CSV, backslashes doubled, no quotes."""
    out = codecs.getwriter("utf-8")(stream)
    end = "\r\n" if settings.excel else "\n"

    def put(row: Sequence[str]) -> None:
        out.write("\t".join(value.replace("\\", "\\\\") for value in row) + end)

    return _write(records, columns, settings, out.write, put)


def write_plain(records: Iterable[Record], columns: Sequence[str], stream: BinaryIO) -> int:
    """Write tab-separated rows for pipes, without header or shortening, and return their number."""
    count = 0
    for record in records:
        row = "\t".join(visible(as_text(record[column])) for column in columns)
        stream.write(row.encode() + b"\n")
        count += 1
    return count


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
    from tabulate import tabulate  # noqa: PLC0415 - only a table needs it

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
    if not rows:
        return 0
    header = [column.upper() for column in columns] if settings.header else []
    if settings.width is not None:
        rows = _fit(rows, columns, settings.width, wrap=settings.wrap)
    starts = list(accumulate((max(cell.count("\n") for cell in row) + 1 for row in rows), initial=bool(header)))
    if settings.color:
        rows = [
            [_painted(column, text, record) for column, text in zip(columns, row, strict=True)]
            for row, record in zip(rows, coloured, strict=True)
        ]
    text = tabulate([header, *rows] if header else rows, tablefmt="plain", disable_numparse=True)
    lines = [line.rstrip() for line in text.split("\n")]
    for at, title in sorted(titles.items(), reverse=True):
        lines[starts[at] : starts[at]] = ["", title] if settings.group else [title]
    if settings.color and header:
        lines[0] = f"{_BOLD}{lines[0]}{_RESET}"
    stream.write("\n".join(lines).encode() + b"\n")
    return len(rows)


def _write(
    records: Iterable[Record],
    columns: Sequence[str],
    settings: Settings,
    write: Callable[[str], object],
    put: Callable[[Sequence[str]], object],
) -> int:
    if settings.excel:
        write("\ufeff")
    if settings.header:
        put(columns)
    count = 0
    for record in records:
        put([_cell(column, record[column], raw=settings.csv_raw) for column in columns])
        count += 1
    return count


def _cell(column: str, value: object, *, raw: bool) -> str:
    if not isinstance(value, str | list | tuple):
        return as_text(value)
    text = _CONTROLS.sub("\ufffd", one_line(as_text(value)))
    if raw or not _FORMULA.match(text) or (column in DATES and _DATE.fullmatch(text)):
        return text
    return f"'{text}"


def one_line(text: str) -> str:
    """Return `text` with white space runs as one space, and none at its ends."""
    return " ".join(text.split()) if _SPACES.search(text) else text


def as_text(value: object) -> str:
    """Return a field of a record as text: nothing for None, the items of a list joined by `;`."""
    match value:
        case None:
            return ""
        case list() | tuple():
            return ";".join(value)
        case float():
            return f"{value:.2f}"
        case _:
            return str(value)


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
