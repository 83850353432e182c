"""Compressed files: gzip and Zstandard are unpacked before a reader sees them, within limits that stop bombs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, BinaryIO, cast

from timeline.errors import InputError, MissingExtraError

SUFFIXES = (".gz", ".zst")

LARGEST = 200 << 20
"""Bytes that a file may unpack to."""
RATIO = 200
"""How many times its own size a file may unpack to, once that is more than `SMALL`."""
SMALL = 1 << 20

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 20
_IN_MEMORY = 16 << 20

_Opened = tuple[IO[bytes], tuple[type[Exception], ...]]
"""A stream of what is unpacked, and the errors that say that it is damaged."""


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a seekable stream with the content of `stream`, unpacked if it begins as a compressed file does.

    Raises:
        InputError: the file is damaged, or unpacks to more than a limit, which is named.
        MissingExtraError: Zstandard, and its library is not installed.
    """
    magic = stream.read(len(_ZSTD))
    stream.seek(0)
    if not (magic.startswith(_GZIP) or magic == _ZSTD):
        yield stream
        return
    from tempfile import SpooledTemporaryFile  # noqa: PLC0415 - only for what is compressed

    content, damage = _gzip(stream) if magic.startswith(_GZIP) else _zstd(stream)
    with content, SpooledTemporaryFile(max_size=_IN_MEMORY) as out:
        try:
            _copy(content, stream, out)
        except damage as error:
            raise InputError(f"is compressed and damaged: {str(error).rstrip('.')}") from None
        out.seek(0)
        yield cast("BinaryIO", out)


def inner_suffix(path: PurePath) -> str:
    """Return the suffix of `path` under that of its compression: `.html` of `page.html.gz`."""
    packed = path.suffix.lower() in SUFFIXES
    return PurePath(path.stem).suffix if packed else path.suffix


def _gzip(stream: BinaryIO) -> _Opened:
    import gzip  # noqa: PLC0415 - only for what is compressed
    import zlib  # noqa: PLC0415 - the same

    return cast("IO[bytes]", gzip.GzipFile(fileobj=stream)), (EOFError, gzip.BadGzipFile, zlib.error)


def _zstd(stream: BinaryIO) -> _Opened:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd  # noqa: PLC0415 - only for what is compressed
        else:
            from backports import zstd  # noqa: PLC0415 - only for what is compressed
    except ImportError:
        raise MissingExtraError("zstd", "backports.zstd") from None
    return cast("IO[bytes]", zstd.ZstdFile(stream)), (EOFError, zstd.ZstdError)


def _copy(content: IO[bytes], packed: BinaryIO, out: IO[bytes]) -> None:
    """Write all of `content`, which is unpacked from `packed`, within the limits."""
    size = 0
    while piece := content.read(_CHUNK):
        out.write(piece)
        size += len(piece)
        if size > LARGEST:
            raise InputError(f"unpacks to more than {LARGEST >> 20} MB; unpack it first if you trust it")
        if size > SMALL and size > RATIO * packed.tell():
            raise InputError(f"unpacks to more than {RATIO} times its size; unpack it first if you trust it")
