"""From the names a person gives to documents: files, folders and standard input, one by one.

Finding a source never fails; reading it may, with one line, so that the others go on.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple, cast

from timeline import dct, foreign, plugins, unpack
from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import HEAD, USUAL, Reader, Reading

STANDARD_INPUT = "-"

AUTO = "auto"
"""In place of a reader's name: the one that the content or else the suffix means."""
TEXT = "text"
"""The name of the reader that takes anything for prose when it is asked for."""

RECORDS = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson"})
"""Suffixes of what may be a timeline that was exported: no folder stands for such files."""

_PROSE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?!From |WEBVTT)(?:[#*]+ )?"
    rb"[.'\"(\w\x80-\xff-]*[A-Za-z\x80-\xff],? (?:[.'\"()\w\x80-\xff-]+,? ){2}"
)
"""Three words: what begins so is prose, and no reader need be loaded to tell."""

_CHUNK = 1 << 20
"""Bytes read at once; a pipe that has as many is copied to a temporary file, as a text is read more than once."""
_LARGEST_DEVICE = 64 << 20
"""Bytes taken from a device, which may never end."""


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


def collect(names: Iterable[str], tell: Callable[[str], None] = lambda _: None) -> Iterator[Source]:
    """Yield the sources that `names` stand for, each once, in the order given; `-` is standard input.

    A folder stands for the files in it and below, sorted, that have a suffix of a reader and no name that
    begins with a dot, but for what may be an export of this program; links to folders are not followed. What is
    missing is yielded too and fails in `opened`. `tell` is given a line about what is left out.
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


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """Give the content of a source as a seekable stream, unpacked if it is compressed.

    Raises InputError when the system refuses, a stream is endless, or it unpacks to too much.
    """
    try:
        with _raw(source) as stream, unpack.unpacked(stream) as content:
            yield content
    except IsADirectoryError:
        raise InputError("the folder has no files that can be read") from None
    except OSError as error:
        raise InputError(error.strerror or str(error)) from None


def read(
    stream: BinaryIO, source: Source, reading: Reading = USUAL, *, reader: str = AUTO, language: str = "en"
) -> Iterator[Document]:
    """Yield the documents in the stream of a source, each with its title and metadata spans.

    `reader` is the name of one; by itself it is chosen by the content, else the suffix, else it is plain text.
    Asked for by name, plain text is also what looks like binary data. Raises InputError when there is nothing
    to read, UsageError for an unknown encoding or reader.
    """
    chosen, warnings = _reader(stream, source, reader)
    if reader == TEXT:
        reading = reading._replace(any_bytes=True)
    found = False
    for document in chosen.read(stream, source.name, reading):
        warned = document._replace(warnings=(*warnings, *document.warnings, *_foreign(document.text, language)))
        yield dct.with_metadata(warned, language)
        found, warnings = True, ()
    if not found:
        raise InputError("holds no documents")


def load(source: Source, reading: Reading = USUAL, *, reader: str = AUTO, language: str = "en") -> Iterator[Document]:
    """Yield the documents of a source: `opened`, then `read`; an InputError begins with its name."""
    try:
        with opened(source) as stream:
            yield from read(stream, source, reading, reader=reader, language=language)
    except InputError as error:
        raise InputError(f"{source.name}: {error}") from error


def _reader(stream: BinaryIO, source: Source, name: str) -> tuple[Reader, tuple[str, ...]]:
    """Return the reader for a stream, and a warning when that is not the one which the file's name promises."""
    if name != AUTO:
        return plugins.reader(name), ()
    head = stream.read(HEAD)
    stream.seek(0)
    suffix = unpack.inner_suffix(source.path or PurePath())
    text = plugins.reader(TEXT)
    if suffix.lower() in ("", *text.SUFFIXES) and _PROSE.match(head):
        return text, ()
    reader = plugins.reader_of(suffix, head) or text
    promised = suffix and suffix.lower() not in reader.SUFFIXES and plugins.reader_of(suffix, b"")
    return reader, (f"read as {reader.NAME} by its content, though its name ends in {suffix}",) if promised else ()


def _foreign(text: str, language: str) -> tuple[str, ...]:
    """Return a warning when a text is plainly in another language, of which most dates would be missed."""
    other = foreign.other_language(text, language)
    return (f"is in {other}; --lang {language} finds few dates in it",) if other else ()


def _raw(source: Source) -> BinaryIO:
    """Open a source; what cannot be read twice is copied."""
    try:
        stream = _standard_input() if source.path is None else source.path.open("rb")
    except ValueError as error:  # a NUL in the name
        raise InputError(str(error)) from None
    if source.path is None:
        return _copied(stream)
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        return stream
    with stream:
        return _copied(stream)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("standard input is closed")
    return sys.stdin.buffer


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
    suffixes = plugins.suffixes() | RECORDS
    found, left = False, Counter[str]()
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(files):
            suffix = unpack.inner_suffix(PurePath(file)).lower()
            if file.startswith(".") or suffix not in suffixes:
                continue
            if suffix in RECORDS or _is_exported(Path(folder, file)):
                left[suffix] += 1
            else:
                found = True
                yield Path(folder, file)
    if left:
        listed = ", ".join(f"{count} {suffix}" for suffix, count in sorted(left.items()))
        tell(f"{path}: left out, as they may be timelines: {listed}; name such a file to read it")
    if not found:
        yield path


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


def _copied(stream: BinaryIO) -> BinaryIO:
    """Return a copy of all of a stream, a long one in a temporary file; InputError when it will not end."""
    start = stream.read(_CHUNK)
    if len(start) < _CHUNK:
        return io.BytesIO(start)
    from tempfile import TemporaryFile  # noqa: PLC0415 - only for what is long

    with ExitStack() as stack:
        copy = stack.enter_context(TemporaryFile())
        copy.writelines(_pieces(start, stream))
        copy.seek(0)
        stack.pop_all()  # who reads it closes it
    return cast("BinaryIO", copy)


def _pieces(piece: bytes, stream: BinaryIO) -> Iterator[bytes]:
    """Yield a piece and what comes after it, in pieces so that it can be interrupted."""
    left = _LARGEST_DEVICE if _is_device(stream) else sys.maxsize
    while piece:
        if len(piece) == _CHUNK and not piece.strip(b"\0"):
            raise InputError("a stream of NUL bytes, which holds no text")
        left -= len(piece)
        if left < 0:
            raise InputError(f"longer than {_LARGEST_DEVICE >> 20} MiB; save it to a file first")
        yield piece
        piece = stream.read(_CHUNK)


def _is_device(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # no stream of the system
        return False
