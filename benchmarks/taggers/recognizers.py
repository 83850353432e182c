"""Microsoft's Recognizers-Text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from importlib import import_module

from taggers import Marked, Text, has

NAME = "Recognizers-Text"
NEEDS = "pip install recognizers-text-date-time 'emoji<2'"

_TYPES = {"duration": "DURATION", "set": "SET", "date": "DATE", "daterange": "DATE"}


def is_there() -> bool:
    """Tell whether it can run on this machine."""
    return has("recognizers_date_time")


def find(texts: Sequence[Text]) -> list[list[Marked]]:
    """Return what it marks in each of `texts`."""
    return [list(_marked(text)) for text in texts]


def _marked(text: Text) -> Iterator[Marked]:
    recognizers = import_module("recognizers_date_time")
    reference = datetime.fromisoformat(text.date)
    for found in recognizers.recognize_datetime(text.text, recognizers.Culture.English, reference=reference):
        values = (found.resolution or {}).get("values") or [{}]
        type_ = _TYPES.get(found.type_name.removeprefix("datetimeV2."), "TIME")
        yield Marked(found.start, found.end + 1, type_, _value(values[0]))


def _value(said: Mapping[str, str]) -> str:
    """Return its TIMEX3 value; for one with open fields the first, earlier date that it offers."""
    value = said.get("timex", "")
    if value.startswith("("):  # a range, as (start, end, duration)
        return "/".join(value.strip("()").split(",")[:2])
    if "XXXX" not in value or said.get("type") == "set":
        return value
    if "value" in said:
        return said["value"].replace(" ", "T").removesuffix(":00")
    return said.get("start", "")[: len(value)]  # "XXXX-08"
