"""dateparser, which finds dates with `search_dates`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from importlib import import_module

from taggers import Marked, Text, has

NAME = "dateparser"
NEEDS = "pip install dateparser"

_LENGTHS = {"year": 4, "month": 7}
"""How many characters of an ISO date each of its periods fills."""


def is_there() -> bool:
    """Tell whether it can run on this machine."""
    return has("dateparser")


def find(texts: Sequence[Text]) -> list[list[Marked]]:
    """Return what it marks in each of `texts`."""
    return [list(_marked(text)) for text in texts]


def _marked(text: Text) -> Iterator[Marked]:
    settings = {"RELATIVE_BASE": datetime.fromisoformat(text.date)}
    read = import_module("dateparser").date.DateDataParser(languages=["en"], settings=settings)
    search_dates, end = import_module("dateparser.search").search_dates, 0
    for words, date in search_dates(text.text, languages=["en"], settings=settings) or ():
        start = text.text.find(words, end)
        if start < 0:
            continue
        end = start + len(words)
        period = read.get_date_data(words).period
        clock = period == "time" and date.time() != datetime.min.time()
        length = _LENGTHS.get(period, 16 if clock else 10)
        yield Marked(start, end, "TIME" if clock else "DATE", date.isoformat()[:length])
