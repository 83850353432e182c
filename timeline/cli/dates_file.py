"""Document dates that a person has written down for whole folders: a CSV of paths and dates."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from timeline import sources
from timeline.cli import document_date
from timeline.cli.terminal import Voice
from timeline.errors import InputError, UsageError
from timeline.model import Document, DocumentDate
from timeline.options import Order

_HEADER = ("path", "date")


class DatesFile:
    """The rows of one file. A path is looked for from the working folder, else from the folder of the file."""

    def __init__(self, file: str, order: Order, voice: Voice) -> None:
        """Read the file; a row that cannot be used is one line, and the others count.

        Raises:
            UsageError: it is standard input, which may hold text.
            InputError: it cannot be read.
        """
        if file == sources.STANDARD_INPUT:
            raise UsageError("--dates-file: standard input holds text or names; give a file")
        self.file = file
        self._voice = voice
        self._dates: dict[str, DocumentDate] = {}
        """By the path in full, and `#part` for one document of a file."""
        self._unused: set[str] = set()
        """The evidence of the rows that no document has had."""
        for number, row in _rows(file):
            try:
                self._add(number, row, order)
            except UsageError as error:
                voice.fail(str(error))

    def date_of(self, document: Document, source: sources.Source) -> DocumentDate | None:
        """Return the date that a row gives to a document, or to all of its file."""
        name = source.name if source.path is None else os.path.realpath(source.path)
        part = document.source.removeprefix(source.name)
        date = self._dates.get(name + part) or self._dates.get(name)
        if date:
            self._unused.discard(date.evidence)
        return date

    def tell_unused(self) -> None:
        """Say how many rows named nothing that was read."""
        if self._unused:
            count = len(self._unused)
            lines = f"{count} line{'' if count == 1 else 's'}"
            self._voice.warn(f"{self.file}: {lines} named nothing that was read, such as {min(self._unused)}")

    def _add(self, number: int, row: list[str], order: Order) -> None:
        place = f"{self.file}: line {number}"
        if len(row) < 2:
            raise UsageError(f"{place}: no date; write path,date")
        path, date = row[0].strip(), document_date.parse(row[1], place, order)
        given = DocumentDate(date, "option", f'--dates-file "line {number}: {path}"')
        beside = os.path.join(os.path.dirname(self.file), path)  # noqa: PTH118, PTH120 - a name, perhaps with #part
        for key in (path,) if path == sources.STANDARD_INPUT else map(os.path.realpath, (path, beside)):
            self._dates.setdefault(key, given)
        self._unused.add(given.evidence)


def _rows(file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty with the numbers of their lines, without a header."""
    import csv  # noqa: PLC0415 - only for such a file

    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            for row in reader:
                head = tuple(cell.strip().lower() for cell in row[:2])
                if row and not (reader.line_num == 1 and head == _HEADER):
                    yield reader.line_num, row
    except (OSError, ValueError, csv.Error) as error:  # ValueError: not UTF-8
        raise InputError(f"--dates-file {file}: {getattr(error, 'strerror', None) or error}") from None
