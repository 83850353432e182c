"""What the rows of a document hand on from one of its parts to the next."""

from __future__ import annotations

from collections import Counter

COUNTED = 1 << 20
"""Code points of a stretch of the text in which rows with the same words are counted."""


class Told:
    """The memory of one document: it takes the same room for a text of any length."""

    def __init__(self) -> None:
        self.diary = False
        """Whether other parts show that the dates which stand alone on a line begin its days."""
        self._counts: dict[int, Counter[tuple[str, str]]] = {}

    def number(self, offset: int, sentence: str, expression: str) -> int:
        """Return a number for a row at an offset of the document, another for each with the same words.

        They are counted from 0, and in each further stretch of the text from its beginning.
        """
        stretch = offset // COUNTED
        if stretch not in self._counts:
            self._counts = {near: counts for near, counts in self._counts.items() if near >= stretch - 1}
            self._counts[stretch] = Counter()
        counts = self._counts[stretch]
        counts[sentence, expression] += 1
        return stretch * COUNTED + counts[sentence, expression] - 1
