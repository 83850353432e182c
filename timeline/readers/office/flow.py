"""Text as it is put together from a document's paragraphs, list items and table rows."""

from __future__ import annotations

import re

_SPACE = str.maketrans("\t\n\r\f\v", "     ", "\xad")
_RUN = re.compile(r" *([\t\n]) *| {2,}")


class Flow:
    """A text that grows: paragraphs set apart by an empty line, list items and table rows one line each.

    An item has a `- ` in front, the cells of a row have a tab between them. Soft hyphens are left out.
    """

    def __init__(self) -> None:
        self._blocks: list[tuple[str, bool]] = []
        """Each with whether it stands on a line below one of its kind."""
        self._pieces: list[str] = []
        self._cells: list[str] = []
        self._rows = 0
        """How many rows are open: tables stand in tables."""
        self._is_item = False

    def write(self, text: str) -> None:
        """Add text to the paragraph; its line breaks and tabs are only spaces."""
        self._pieces.append(text.translate(_SPACE))

    def tab(self) -> None:
        """Add a tab that means one."""
        self._pieces.append("\t")

    def break_line(self) -> None:
        """Begin a new line within the paragraph."""
        self._pieces.append("\n")

    def begin_item(self) -> None:
        """Make a list item of the paragraph that comes."""
        self._is_item = True

    def drop_paragraph(self) -> None:
        """Leave out the paragraph so far."""
        self._pieces.clear()
        self._is_item = False

    def end_paragraph(self) -> None:
        """End the paragraph; in a table the row goes on."""
        if self._rows:
            self._pieces.append(" ")
            self._is_item = False
        elif text := self._taken():
            self._blocks.append((f"- {text}", True) if self._is_item else (text, False))
            self._is_item = False

    def begin_row(self) -> None:
        """Begin a table row."""
        if not self._rows:
            self.end_paragraph()
        self._rows += 1

    def end_cell(self) -> None:
        """End a cell of a row; those of a table within a cell run on."""
        if self._rows == 1 and (text := self._taken()):
            self._cells.append(" ".join(text.split()))

    def end_row(self) -> None:
        """End a table row."""
        self.end_cell()
        self._rows = max(0, self._rows - 1)
        if self._rows:
            self._pieces.append(" ")
        elif self._cells:
            self._blocks.append(("\t".join(self._cells), True))
            self._cells.clear()

    def text(self) -> str:
        """Return the text of all that has been ended."""
        parts = []
        was_line = False
        for text, is_line in self._blocks:
            parts.append("\n" if was_line and is_line else "\n\n")
            parts.append(text)
            was_line = is_line
        return "".join(parts[1:])

    def _taken(self) -> str:
        text = _RUN.sub(lambda run: run[1] or " ", "".join(self._pieces)).strip()
        self._pieces.clear()
        return text


def joined(*parts: str) -> str:
    """Return the parts that are not empty, one below the other."""
    return "\n\n".join(filter(None, parts))
