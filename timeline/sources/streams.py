"""The bytes of a source: opened, copied if they can be read only once, unpacked."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import BinaryIO, cast

from timeline import unpack
from timeline.errors import InputError
from timeline.sources.found import Source

_CHUNK = 1 << 20
"""Bytes read at once; a pipe that has as many is copied to a temporary file, as a text is read more than once."""
LARGEST_DEVICE = 64 << 20
"""Bytes taken from a device, which may never end."""

_NO_FILE = (errno.ENOENT, errno.ENAMETOOLONG)
_PROSE = re.compile(r"\S+(?:\s+\S+){2,}(?<!\.[a-z]{3})(?<!\.[a-z]{4})\s*$")
"""A name that is rather a text given in place of one."""
_PIPED = "; a text itself is read from standard input, as in: echo 'It closed in May.' | timeline show"


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
        hint = _PIPED if error.errno in _NO_FILE and _PROSE.match(source.name) else ""
        raise InputError(f"{error.strerror or error}{hint}") from None


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
    left = LARGEST_DEVICE if _is_device(stream) else sys.maxsize
    while piece:
        if len(piece) == _CHUNK and not piece.strip(b"\0"):
            raise InputError("a stream of NUL bytes, which holds no text")
        left -= len(piece)
        if left < 0:
            raise InputError(f"longer than {LARGEST_DEVICE >> 20} MiB; save it to a file first")
        yield piece
        piece = stream.read(_CHUNK)


def _is_device(stream: BinaryIO) -> bool:
    try:
        return stat.S_ISCHR(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # no stream of the system
        return False
