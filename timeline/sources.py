"""From the names a person gives to documents: files, folders and standard input, one by one.

Finding a source never fails; reading it may, with one line, so that the others go on.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from timeline import dct, plugins
from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import from_text

STANDARD_INPUT = "-"

_CHUNK = 1 << 20
_LARGEST_STREAM = 64 << 20
"""Bytes taken from what has no size of its own: a pipe, a device."""


class Source(NamedTuple):
    """Something to read."""

    name: str
    """As the user gave it, for messages and records; bytes that are not UTF-8 stand as U+FFFD."""
    path: Path | None
    """None for standard input."""

    @property
    def mtime(self) -> float | None:
        """Return when the file was last changed, in seconds since 1970; None when there is no such time."""
        try:
            return self.path.stat().st_mtime if self.path else None
        except (OSError, ValueError):
            return None


def collect(names: Iterable[str]) -> Iterator[Source]:
    """Yield the sources that `names` stand for, in the order given; `-` is standard input.

    A folder stands for the files in it and below, sorted, that have a suffix of a reader and no name that
    begins with a dot; links to folders are not followed. What is missing is yielded too and fails in `fetch`.
    """
    for name in names:
        if name == STANDARD_INPUT:
            yield Source(name, None)
        else:
            yield from map(_source, _expand(Path(name)))


def fetch(source: Source) -> bytes:
    """Return the content of a source; InputError when the system refuses, or a stream is endless."""
    try:
        if source.path is None:
            return _take(_standard_input())
        with source.path.open("rb") as stream:
            return stream.read() if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else _take(stream)
    except IsADirectoryError:
        raise InputError("the folder has no files that can be read") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name, a closed stream
        raise InputError(getattr(error, "strerror", None) or str(error)) from None


def parse(
    data: bytes,
    source: Source,
    *,
    encoding: str | None = None,
    as_text: bool = False,
    language: str = "en",
) -> Document:
    """Return the document in `data`, read by the suffix of its name, with its title and metadata spans.

    `as_text` takes anything for plain text, also what looks like binary data. Raises InputError when there is
    no text in it, UsageError for an unknown encoding.
    """
    reader = None if as_text or source.path is None else plugins.reader(source.path.suffix)
    if reader is None:
        document = from_text.read(data, source.name, encoding=encoding, any_bytes=as_text)
    else:
        document = reader.read(data, source.name, encoding=encoding)
    return dct.with_metadata(document, language)


def load(source: Source, *, encoding: str | None = None, as_text: bool = False, language: str = "en") -> Document:
    """Return the document of a source: `fetch`, then `parse`."""
    return parse(fetch(source), source, encoding=encoding, as_text=as_text, language=language)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer


def _source(path: Path) -> Source:
    shown = os.fsencode(path).decode("utf-8", "replace")
    return Source(shown, path)


def _expand(path: Path) -> Iterator[Path]:
    if not _is_folder(path):
        yield path
        return
    suffixes = plugins.suffixes()
    found = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            if not file.startswith(".") and Path(file).suffix.lower() in suffixes:
                found = True
                yield Path(folder, file)
    if not found:
        yield path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _take(stream: BinaryIO) -> bytes:
    """Return all of a stream, in pieces so that it can be interrupted; InputError when it will not end."""
    taken = bytearray()
    while piece := stream.read(_CHUNK):
        if len(piece) == _CHUNK and not piece.strip(b"\0"):
            raise InputError("a stream of NUL bytes, which holds no text")
        taken += piece
        if len(taken) > _LARGEST_STREAM:
            raise InputError(f"longer than {_LARGEST_STREAM >> 20} MiB; save it to a file first")
    return bytes(taken)
