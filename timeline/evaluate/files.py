"""Reads files of annotated texts: TimeML, inline TIMEX2, the stand-off XML of CAT, and cases as JSON lines.

What a file is, its content says.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from timeline.errors import InputError
from timeline.evaluate.cases import read_cases
from timeline.evaluate.cat import read_cat
from timeline.evaluate.gold import GoldDocument
from timeline.evaluate.inline import read_timeml, read_timex2

GOLD_SUFFIXES = (".tml", ".timeml", ".xml", ".jsonl")
"""Files of a folder that are read; a file that is named itself may have any name."""


def load_gold(paths: Sequence[str]) -> Iterator[GoldDocument]:
    """Yield the documents of the files and folders.

    Raises:
        InputError: at the first file that cannot be read; use `gold_files` and `read_gold` to go on after it.
    """
    for path in gold_files(paths):
        yield from read_gold(path)


def gold_files(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files, and those of the folders with one of `GOLD_SUFFIXES`, each folder sorted by name."""
    for path in paths:
        if Path(path).is_dir():
            files = sorted(file for file in Path(path).rglob("*") if file.suffix.lower() in GOLD_SUFFIXES)
            yield from map(str, files)
        else:
            yield path


def read_gold(path: str) -> list[GoldDocument]:
    """Return the documents of one file: one for XML, one a line for JSON lines.

    Raises:
        InputError: when it cannot be read, is malformed or is of no format known here.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    try:
        return _read(data, path)
    except RecursionError as error:
        raise InputError(f"{path}: nested too deeply") from error


def _read(data: bytes, path: str) -> list[GoldDocument]:
    if _without_mark(data).startswith(b"{"):
        return read_cases(data, path)
    root = _parse(data, path)
    if root.tag == "TimeML":
        return [read_timeml(root, path)]
    if root.find("token") is not None:
        return [read_cat(root, path)]
    if root.find(".//TIMEX2") is not None:
        return [read_timex2(root, path)]
    raise InputError(f"{path}: <{root.tag}> is neither TimeML, TIMEX2 nor CAT")


def _without_mark(data: bytes) -> bytes:
    """Return the content from its first visible byte on."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()


def _parse(data: bytes, path: str) -> ET.Element:
    try:
        return ET.fromstring(data)  # noqa: S314 - texts that the user has chosen to measure with
    except (ET.ParseError, ValueError, LookupError) as error:
        if b"<TIMEX2" in data:
            return _parse_sgml(data, path)
        is_xml = _without_mark(data).startswith(b"<")
        what = f"not well-formed XML: {error}" if is_xml else "no annotated text: TimeML, TIMEX2, CAT or JSON Lines"
        raise InputError(f"{path}: {what}") from error


def _parse_sgml(data: bytes, path: str) -> ET.Element:
    """Parse TIMEX2 of SGML times, where a bare `&` and entities of HTML are allowed."""
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\w+);)\w*;?", _escaped, data.decode(errors="replace"))
    try:
        return ET.fromstring(text)  # noqa: S314 - texts that the user has chosen to measure with
    except (ET.ParseError, ValueError) as error:
        raise InputError(f"{path}: not well-formed: {error}") from error


def _escaped(entity: re.Match[str]) -> str:
    return html.escape(html.unescape(entity[0]))
