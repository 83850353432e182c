"""Compressed files: gzip and Zstandard are unpacked before a reader sees them, within limits that stop bombs."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, BinaryIO, cast

from timeline.errors import InputError, MissingExtraError
from timeline.readers.common import limits

SUFFIXES = (".gz", ".zst")

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_READ_BY_RECORDS = b"WARC/"
_ADVICE = "unpack it first if you trust it"
_CHUNK = 1 << 20
_IN_MEMORY = 1 << 20

_Opened = tuple[IO[bytes], tuple[type[Exception], ...]]
"""A stream of what is unpacked, and the errors that say that it is damaged."""


@contextmanager
def unpacked(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give a seekable stream with the content of `stream`, unpacked if it begins as a compressed file does.

    A web archive is unpacked while it is read, so that it may have any size.

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

    packed, damage = _gzip(stream) if magic.startswith(_GZIP) else _zstd(stream)
    with packed:
        content = cast("BinaryIO", _Within(packed, stream, damage))
        is_long = content.read(len(_READ_BY_RECORDS)) == _READ_BY_RECORDS
        content.seek(0)
        if is_long:
            yield content
            return
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as out:
            _copy(content, out)
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


class _Within(io.RawIOBase):
    """What `content` holds, which is unpacked from `packed`: damage, and a bomb by its ratio, are an InputError."""

    def __init__(self, content: IO[bytes], packed: BinaryIO, damage: tuple[type[Exception], ...]) -> None:
        super().__init__()
        self._content = content
        self._packed = packed
        self._damage = damage

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, fewer only at the end."""
        try:
            piece = self._content.read(size)
        except self._damage as error:
            raise InputError(f"is compressed and damaged: {str(error).rstrip('.')}") from None
        limits.check_ratio(self.tell(), self._packed.tell(), _ADVICE)
        return piece

    def tell(self) -> int:
        """Return how many bytes lie before the place."""
        return self._content.tell()

    def seekable(self) -> bool:
        """Return True, though to go back is to unpack again."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._content.seek(offset, whence)


def _copy(content: BinaryIO, out: IO[bytes]) -> None:
    """Write all of `content`, within the limit."""
    while piece := content.read(_CHUNK):
        out.write(piece)
        limits.check_size(out.tell(), _ADVICE)
    out.seek(0)
