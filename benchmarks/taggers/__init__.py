"""Other taggers, each a module: `NAME`, `NEEDS`, `is_there()` and `find(texts)`.

`find` takes texts with their document dates, as they are in `Text`, and returns of each what the tagger marks in it.
A tagger that has no TIMEX3 type or value of its own gets those that its answer says, no finer and no coarser.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from typing import NamedTuple, Protocol


class Text(NamedTuple):
    """A text and its document date."""

    text: str
    date: str
    """As YYYY-MM-DD."""
    is_news: bool = True
    """Whether it is news rather than a history; only some taggers ask."""


class Marked(NamedTuple):
    """What a tagger marks: half-open offsets in Unicode code points, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str


class Tagger(Protocol):
    """What each module of this folder is."""

    NAME: str
    NEEDS: str
    """What to install for it."""

    def is_there(self) -> bool:
        """Tell whether it can run on this machine."""

    def find(self, texts: Sequence[Text]) -> list[list[Marked]]:
        """Return what it marks in each of `texts`."""


def has(*modules: str, programs: Sequence[str] = ()) -> bool:
    """Tell whether Python modules and programs are installed."""
    return all(map(find_spec, modules)) and all(map(shutil.which, programs))
