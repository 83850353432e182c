"""Characters that nobody sees, as a soft hyphen is: a date with one in it is read as it is seen, where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right

from timeline.model import Match

_UNSEEN = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, marks of direction, spaces without width, joiners."""
_RUN = re.compile(f"[{_UNSEEN}]+")


class Seen:
    """A text without the characters that nobody sees."""

    def __init__(self, text: str) -> None:
        """Take them out of a text, which most have none of."""
        self.text = text
        self._cuts: list[int] = []
        self._gone = [0]
        if text.isascii() or not any(character in text for character in _UNSEEN):
            return
        self.text = _RUN.sub("", text)
        for run in _RUN.finditer(text):
            self._cuts.append(run.start() - self._gone[-1])
            self._gone.append(self._gone[-1] + run.end() - run.start())

    def placed(self, matches: list[Match]) -> list[Match]:
        """Return matches in what is seen with the offsets of the whole text."""
        if not self._cuts:
            return matches
        return [match._replace(start=self._place(match.start), end=self._place(match.end - 1) + 1) for match in matches]

    def _place(self, offset: int) -> int:
        return offset + self._gone[bisect_right(self._cuts, offset)]
