"""Sorting of what may not fit into memory: sorted runs go to temporary files and are merged."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import IO, Any, TypeVar

from timeline.errors import OutputError

RUN = 1024
"""Items that are sorted at once."""
WIDTH = 64
"""Files of a level; so many become one of the next."""

Item = TypeVar("Item", bound=tuple[Any, ...])


def ordered(items: Iterable[Item]) -> Iterator[Item]:
    """Read all items, of which no two are equal, and return them in order; beyond `RUN` they are pickled.

    Raises OutputError when the system refuses a temporary file.
    """
    items = iter(items)
    levels: list[list[IO[bytes]]] = []
    while len(run := sorted(islice(items, RUN))) == RUN:
        _add(levels, 0, run)
    return heapq.merge(run, *map(_read, chain.from_iterable(levels)))


def _add(levels: list[list[IO[bytes]]], level: int, run: Iterable[Item]) -> None:
    """Write a run to a file of a level."""
    if level == len(levels):
        levels.append([])
    levels[level].append(_write(run))
    if len(levels[level]) == WIDTH:
        full, levels[level] = levels[level], []
        _add(levels, level + 1, heapq.merge(*map(_read, full)))


def _write(run: Iterable[Item]) -> IO[bytes]:
    import pickle  # noqa: PLC0415 - only for what is long
    from tempfile import TemporaryFile  # noqa: PLC0415 - the same

    try:
        file = TemporaryFile()  # noqa: SIM115 - who reads it closes it
        for item in run:
            pickle.dump(item, file, pickle.HIGHEST_PROTOCOL)
        file.seek(0)
    except OSError as error:
        raise OutputError(f"a temporary file, in which events are sorted: {error.strerror or error}") from None
    return file


def _read(file: IO[bytes]) -> Iterator[Item]:
    import pickle  # noqa: PLC0415 - as above

    with file:
        while True:
            try:
                yield pickle.load(file)  # noqa: S301 - written by ourselves
            except EOFError:
                return
