"""Annotated texts whose expressions stand in tags: TimeML and TIMEX2."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from timeline.errors import InputError
from timeline.evaluate.gold import GoldDocument, GoldTimex, LeftOut


def read_timeml(root: ET.Element, path: str) -> GoldDocument:
    """Return a TimeML document, with the date of its creation."""
    body = root.find(".//TEXT")
    text, marks = _flatten(root if body is None else body, "TIMEX3")
    dct = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    return GoldDocument(
        text,
        None if dct is None else dct.get("value"),
        tuple(timex3(start, end, text, mark) for start, end, mark in marks if not dates_document(mark)),
        path,
        tuple(LeftOut(start, end, "document date") for start, end, mark in marks if dates_document(mark)),
    )


def dates_document(mark: ET.Element) -> bool:
    """Tell whether a TIMEX3 is the date of the document itself: of its creation, publication, ..."""
    return (mark.get("functionInDocument") or "NONE") != "NONE"


def timex3(start: int, end: int, text: str, mark: ET.Element) -> GoldTimex:
    """Return the expression of a TIMEX3 that marks a stretch of the text."""
    return GoldTimex(start, end, text[start:end], mark.get("type", ""), mark.get("value", ""), mark.get("mod") or None)


def read_timex2(root: ET.Element, path: str) -> GoldDocument:
    """Return a document with TIMEX2 in its text; InputError when it has no text."""
    body = root.find(".//TEXT")
    if body is None:
        raise InputError(f"{path}: TIMEX2 without a <TEXT>")
    text, marks = _flatten(body, "TIMEX2")
    timexes = [_timex2(start, end, text, mark) for start, end, mark in marks]
    date = root.find(".//DATETIME")
    dct = None
    if date is not None:
        mark_of_date = date.find(".//TIMEX2")
        value = "" if mark_of_date is None else _attribute(mark_of_date, "val")
        dct = value or "".join(date.itertext()).strip() or None
    return GoldDocument(text, dct, tuple(timexes), path)


def _timex2(start: int, end: int, text: str, mark: ET.Element) -> GoldTimex:
    value = _attribute(mark, "val")
    kind = "SET" if _attribute(mark, "set") == "YES" else implied_type(value)
    return GoldTimex(start, end, text[start:end], kind, value, _attribute(mark, "mod") or None)


def _attribute(mark: ET.Element, name: str) -> str:
    return mark.get(name) or mark.get(name.upper()) or ""


def implied_type(value: str) -> str:
    """Return the TIMEX3 type of a value by its form: `P…` DURATION, `…T…` TIME, all else DATE."""
    if re.match(r"P[\dXT]", value):
        return "DURATION"
    return "TIME" if re.search(r"(?:^|[\dX])T(?:\d|X|[A-Z]{2}\b)", value) else "DATE"


def _flatten(body: ET.Element, tag: str) -> tuple[str, list[tuple[int, int, ET.Element]]]:
    """Return the text without tags, and the spans of the outermost elements named `tag` that hold text."""
    pieces: list[str] = []
    marks: list[tuple[int, int, ET.Element]] = []
    length = 0

    def add(piece: str | None) -> None:
        nonlocal length
        pieces.append(piece or "")
        length += len(pieces[-1])

    def walk(element: ET.Element, *, inside: bool) -> None:
        start = length
        marked = element.tag == tag
        add(element.text)
        for child in element:
            walk(child, inside=inside or marked)
            add(child.tail)
        if marked and not inside and length > start:
            marks.append((start, length, element))

    walk(body, inside=False)
    return "".join(pieces), marks
