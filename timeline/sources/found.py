"""The sources that names stand for: files, all that a folder holds, standard input."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from timeline import plugins, unpack
from timeline.readers import HEAD
from timeline.visible import shorten

STANDARD_INPUT = "-"

_RECORDS = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
"""Suffixes of what may be a timeline that was exported: no folder stands for such files."""

_LONGEST_NAME = 300
"""Cells of a name that an error shows."""


class Source(NamedTuple):
    """Something to read."""

    name: str
    """As the user gave it, for messages and records; bytes that are not UTF-8 stand as U+FFFD."""
    path: Path | None
    """None for standard input."""

    @property
    def shown(self) -> str:
        """Return the name for an error's one line, cut when it is too long to be one."""
        return shorten(self.name, _LONGEST_NAME)

    @property
    def mtime(self) -> float | None:
        """Return when the file was last changed, in seconds since 1970; None when there is no such time."""
        try:
            return self.path.stat().st_mtime if self.path else None
        except (OSError, ValueError):
            return None


def collect(names: Iterable[str], tell: Callable[[str], None] = lambda _: None) -> Iterator[Source]:
    """Yield the sources that `names` stand for, each once, in the order given; `-` is standard input.

    A folder stands for the files in it and below, sorted, that have a suffix of a reader and no name that
    begins with a dot, but for what may be an export of this program and what a browser saves with a page; links to
    folders are not followed. What is missing is yielded too and fails in `opened`. `tell` is given a line about what
    is given twice or may be an export.
    """
    known: set[str] = set()
    for name in names:
        for path in [None] if name == STANDARD_INPUT else _expand(Path(name), tell):
            source = Source(name, None) if path is None else _source(path)
            place = name if path is None else _place(path)
            if place in known:
                tell(f"{source.name}: given twice, read once")
            else:
                known.add(place)
                yield source


def _source(path: Path) -> Source:
    shown = os.fsencode(path).decode("utf-8", "replace")
    return Source(shown, path)


def _place(path: Path) -> str:
    """Return the same for all paths of a file, but not for links to it, whose names may date it."""
    try:
        return os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118  # a Path would drop ".."
    except (OSError, ValueError):
        return str(path)


def _expand(path: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    if not _is_folder(path):
        yield path
        return
    suffixes = plugins.suffixes() | _RECORDS
    found, left = False, Counter[str]()
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or _is_of_page(name, files)))
        for file in sorted(files):
            suffix = unpack.inner_suffix(PurePath(file)).lower()
            if file.startswith(".") or suffix not in suffixes:
                continue
            if suffix in _RECORDS or _is_exported(Path(folder, file)):
                left[suffix] += 1
            else:
                found = True
                yield Path(folder, file)
    if left:
        listed = ", ".join(f"{count} {suffix}" for suffix, count in sorted(left.items()))
        tell(f"{path}: left out, as they may be timelines: {listed}; name such a file to read it")
    if not found:
        yield path


def _is_of_page(folder: str, beside: list[str]) -> bool:
    """Tell whether a browser has put into a folder what a page beside it shows: pictures, scripts, advertisements."""
    page = folder.removesuffix("_files")
    return page != folder and not {f"{page}.html", f"{page}.htm"}.isdisjoint(beside)


def _is_exported(file: Path) -> bool:
    """Tell whether a file is a page that this program wrote."""
    from timeline.readers import from_html  # noqa: PLC0415 - only for folders

    try:
        if file.suffix.lower() not in from_html.SUFFIXES or not file.is_file():
            return False
        with file.open("rb") as stream:
            return from_html.is_export(stream.read(HEAD))
    except OSError:
        return False


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
