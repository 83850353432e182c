"""What the name of a file says of its date: `2019-08-26-storm.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline import civil
from timeline.dct.cues import YEAR
from timeline.model import DocumentDate
from timeline.values import Granularity, PartialDate

_DAY = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[-_](\d\d)(?!\d)")
_PART = re.compile(r"(?<=\S)#.*", re.DOTALL)
"""What names one document of many in a file: its id says nothing of when it was written."""
_SUFFIX = re.compile(r"\.[A-Za-z]\w{0,9}$")
_FOLDERS = re.compile(r".*[/\\]", re.DOTALL)


def date_of(source: str) -> DocumentDate | None:
    """Return the first day in the name of a source, or else the first month."""
    date = next(_dates(source), None)
    return date and DocumentDate(date, "name", f'file name "{_name(source)}"')


def year_of(source: str) -> PartialDate | None:
    """Return the first year in the name of a source."""
    year = YEAR.search(_stem(source))
    return year and PartialDate(int(year[1]))


def _dates(source: str) -> Iterator[PartialDate]:
    stem = _stem(source)
    for found in _DAY.finditer(stem):
        day = int(found[1]), int(found[3]), int(found[4])
        if civil.is_date(*day):
            yield PartialDate(*day, granularity=Granularity.DAY)
    for found in _MONTH.finditer(stem):
        if 1 <= int(found[2]) <= 12:
            yield PartialDate(int(found[1]), int(found[2]), granularity=Granularity.MONTH)


def _name(source: str) -> str:
    return _FOLDERS.sub("", _PART.sub("", source))


def _stem(source: str) -> str:
    """Return the file name without its suffix, but with dots that belong to a date."""
    return _SUFFIX.sub("", _name(source))
