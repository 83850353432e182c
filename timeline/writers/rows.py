"""Records as rows: choosing columns, and CSV, TSV and plain rows out of them.

A record is a mapping from column to value, an event's or a temporal expression's.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from timeline.errors import UsageError
from timeline.visible import visible
from timeline.writers import Settings

Record = Mapping[str, Any]

DATES = frozenset({"start", "end", "edtf", "timex3", "value", "anchor", "document_date", "said"})
"""Columns of dates: `-0043-03-15` there is a year, not a formula."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S ]|  |^ | $")
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")
_DATE = re.compile(r"[+-]\d[\dTXZ:.,~?%/+-]*")


def choose(columns: Sequence[str], known: Sequence[str], default: Sequence[str]) -> Sequence[str]:
    """Return the columns to write; UsageError names the known ones when one is not."""
    for column in columns:
        if column not in known:
            raise UsageError(f"unknown column {column!r}; known are {', '.join(known)}")
    return columns or default


def write_csv(records: Iterable[Record], columns: Sequence[str], stream: BinaryIO, settings: Settings) -> int:
    """Write comma-separated values (RFC 4180) and return the number of records.

    UTF-8 with LF, or CRLF and a byte order mark with `excel`. In text, white space runs become one space and
    control characters U+FFFD. Text that a spreadsheet would run as a formula gets one `'` in front, which
    can be taken off without loss, as a text that had such a `'` already gets another.
    """
    import csv  # noqa: PLC0415 - other rows need none of it

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
