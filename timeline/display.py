"""Dates and places in short, for human eyes."""

from __future__ import annotations

import re

from timeline.model import Event
from timeline.visible import visible

_YEAR = re.compile(r"(-?\d{4}|Y-?\d{5,40})((?:-\d\d){0,2})")
_WHOLE_YEAR = re.compile(r"\+?(-?\d{5,40})-01-01/\+?\1-12-31")
_YEAR_ONLY = re.compile(r"-?\d{4}")
_DAYS_OR_MONTHS = re.compile(r"\d+-\d\d/\d+-\d\d|\d+-\d\d-\d\d/\d+-\d\d-\d\d")
_DECADES = re.compile(r"\d+X{1,3}")
_BCE_YEARS = re.compile(r"-\d+X{1,3}")
_WHOLE_MINUTE = re.compile(r"(?<=^\d\d:\d\d):00")
_PARTS_OF_YEAR = {
    "21": " spring",
    "22": " summer",
    "23": " autumn",
    "24": " winter",
    "33": "-Q1",
    "34": "-Q2",
    "35": "-Q3",
    "36": "-Q4",
    "40": "-H1",
    "41": "-H2",
}
_MILLION = 10**6
_LONG = {"century": 100, "millennium": 1000}
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_ABOUT = "c. "
_BCE = " BCE"
_NO_DATE = "no date"


def when(event: Event) -> str:
    """Return the date of an event in short, for eyes; the words of the text when it is undated."""
    if event.start is None and event.end is None:
        return visible(event.expression or _NO_DATE)
    return visible(short(event.edtf or _bounds(event), event.precision))


def place(event: Event) -> str:
    """Return where an event stands, for eyes: `article.txt:12`, or by its page `report.pdf:p3`."""
    return f"{event.source}:{event.line}" if event.page is None else f"{event.source}:p{event.page}"


def short(text: str, precision: str) -> str:
    """Return an EDTF date or range in short, for eyes; `precision` is that of an event.

    As it is, but: a range repeats nothing (`2011-08-26/27`), about is `c. 1850`, BCE years count as historians
    do (`44-03-15 BCE`, `66 million BCE`), `1990s`, `19th century`, `2012 spring`, `2013-Q3`, `1997 or 1998`, and a time
    stands after a space (`2011-03-11 14:46`).
    """
    if _BCE_YEARS.fullmatch(text):
        # -01XX is a century of historians too, but its digits are one off.
        text = f"{text.replace('X', '9')}/{text.replace('X', '0')}"
    if text[0] in "[{":
        return (" or " if text[0] == "[" else " and ").join(map(_one, text[1:-1].split(",")))
    start, slash, end = text.partition("/")
    if not slash or start == end:
        return _one(start)
    return _period(start, end, _LONG.get(precision)) or _range(start, end)


def _bounds(event: Event) -> str:
    """Return the days of a date that no EDTF can say, as a range; as EDTF would, if it could, for a far year."""
    days = f"{event.start or '..'}/{event.end or '..'}"
    year = _WHOLE_YEAR.fullmatch(days)
    about = "~" if event.qualifier == "approximate" else ""
    return f"Y{year[1]}{about}" if year else days


def _one(edtf: str) -> str:
    """Return one EDTF date in short: `1850~`, `199X`, `-0043-03-15`, `2012-21`."""
    date = edtf.rstrip("~?%")
    if date != edtf:
        return f"{'' if edtf[-1] == '?' else _ABOUT}{_one(date)}{'' if edtf[-1] == '~' else '?'}"
    if "T" in edtf:
        day, _, time = edtf.partition("T")
        return f"{_one(day)} {_WHOLE_MINUTE.sub('', time)}"
    year, _, code = edtf.rpartition("-")
    if code in _PARTS_OF_YEAR and _YEAR_ONLY.fullmatch(year):
        return _era(year, _PARTS_OF_YEAR[code])
    if _DECADES.fullmatch(edtf):
        return edtf.replace("X", "0") + "s"
    match = _YEAR.fullmatch(edtf)
    return _era(match[1], match[2]) if match else edtf


def _range(start: str, end: str) -> str:
    """Return an interval in short, saying once what both ends share."""
    first, last = _one(start), _one(end)
    if first.endswith(_BCE) and last.endswith(_BCE):
        first = first.removesuffix(_BCE)
    if first.startswith(_ABOUT):
        last = last.removeprefix(_ABOUT)
    day, space, _ = first.partition(" ")
    if space and last.startswith(f"{day} "):
        return f"{first}/{last.removeprefix(day).lstrip()}"
    if _DAYS_OR_MONTHS.fullmatch(f"{first}/{last.removesuffix(_BCE)}"):
        pairs = zip(first.split("-"), last.split("-"), strict=True)
        said = next(at for at, (before, after) in enumerate(pairs) if before != after)
        last = last.split("-", said)[-1]
    return f"{first}/{last}"


def _period(start: str, end: str, years: int | None) -> str | None:
    """Return `19th century` for its first and last year; None when they are no whole period of `years`."""
    if years is None or not (_YEAR_ONLY.fullmatch(start) and _YEAR_ONLY.fullmatch(end)):
        return None
    first, last = int(start), int(end)
    name = "century" if years == 100 else "millennium"
    if (first, last) == (1, years - 1):  # the years of one or two digits, beside the 1900s
        return f"1st {name}"
    if last - first != years - 1 or last % years:
        return None
    if last > 0:
        return f"{_ordinal(last // years)} {name}"
    return f"{_ordinal((1 - first) // years)} {name}{_BCE}"


def _ordinal(number: int) -> str:
    teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teen else _SUFFIXES.get(number % 10, 'th')}"


def _era(year: str, rest: str) -> str:
    number = int(year.removeprefix("Y"))
    if number > 0:
        return f"{year_name(number) if year[0] == 'Y' else year}{rest}"
    return f"{year_name(1 - number)}{rest}{_BCE}"


def year_name(number: int) -> str:
    """Return a year as people write it, from a million on in so many: `44`, `12000`, `66 million`."""
    return str(number) if number < _MILLION else f"{number / _MILLION:.4g} million"
