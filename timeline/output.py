"""Where output goes: standard output, or a file that is replaced as a whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from timeline.errors import OutputError, UsageError

STANDARD = "-"
"""The name that means standard output, and standard input among the inputs."""

_LONGEST_NAME = 240
"""Bytes of a name that leave room for what the file beside it is called, in the 255 that most systems take."""


@contextmanager
def open_output(path: str | None, *, clobber: bool = True, inputs: Iterable[str] = ()) -> Iterator[BinaryIO]:
    """Open `path` for writing bytes; None or `-` is standard output.

    A regular file is written beside its place as `.NAME.*.tmp` and renamed when the block ends well; when it
    fails, the old file stays and the other goes. Of a link the target is replaced; devices and pipes are
    written directly. Raises UsageError for one of the `inputs` or, without `clobber`, an existing file, and
    OutputError, one line, for what the system refuses; inside the block an OSError is taken for such a
    refusal. BrokenPipeError is left to the caller.
    """
    file = None if path is None or path == STANDARD else Path(path)
    try:
        with _standard() if file is None else _opened(file, inputs, clobber=clobber) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        name = file or "standard output"
        closed = file is None and error.errno == errno.EBADF
        raise OutputError(f"{name} is closed" if closed else f"{name}: {error.strerror or error}") from None


def _opened(file: Path, inputs: Iterable[str], *, clobber: bool) -> AbstractContextManager[BinaryIO]:
    """Choose how `file` is written; everything that refuses it does so before a byte is written."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return _replaced(file.resolve(), None)
    if stat.S_ISDIR(status.st_mode):
        raise OutputError(f"{file}: is a folder; name a file in it")
    if not stat.S_ISREG(status.st_mode):
        return _direct(file)
    if any(_same_file(name, status) for name in inputs):
        raise UsageError(f"{file}: is an input; give the output another name")
    if not clobber:
        raise UsageError(f"{file}: exists already and is kept, as --no-clobber asks")
    return _replaced(file.resolve(), status)


def _same_file(name: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.fstat(0) if name == STANDARD else Path(name).stat(), status)
    except OSError:
        return False


@contextmanager
def _standard() -> Iterator[BinaryIO]:
    """Give the bytes of standard output, flushed at the end, so that a full disk is noticed here."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    sys.stdout.flush()
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


@contextmanager
def _direct(file: Path) -> Iterator[BinaryIO]:
    with file.open("wb") as stream:
        yield stream


@contextmanager
def _replaced(file: Path, old: os.stat_result | None) -> Iterator[BinaryIO]:
    name = os.fsdecode(os.fsencode(file.name)[:_LONGEST_NAME])
    beside = file.with_name(f".{name}.{os.urandom(4).hex()}.tmp")
    # Not `tempfile`: its mode ignores the umask, which a new file should follow.
    try:
        # Inside the `try`: a signal may arrive as soon as the file is there.
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(descriptor, "wb") as stream:
            if old is not None:
                os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
            yield stream
            stream.flush()
            os.fsync(descriptor)
        beside.replace(file)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
