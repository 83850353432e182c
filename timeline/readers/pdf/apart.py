"""Work with a library that a hostile file can crash or exhaust, done in a process of its own, within limits."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeVar, cast

from timeline.errors import InputError

SECONDS = 120
"""Of computing."""
MEMORY = 2 << 30
"""Bytes of address space beyond what the program has when it begins."""

_Result = TypeVar("_Result")


def apart(work: Callable[[], _Result]) -> _Result:
    """Return what `work` returns, or raise what it raises; where processes cannot fork, it is simply called.

    Raises InputError when it crashes, or needs more than `SECONDS` or `MEMORY`.
    """
    if not hasattr(os, "fork"):
        return work()
    import pickle  # noqa: PLC0415 - only for what is read apart

    incoming, outgoing = os.pipe()
    child = _fork()
    if child == 0:
        os.close(incoming)
        _answer(work, outgoing)
    os.close(outgoing)
    try:
        with os.fdopen(incoming, "rb") as stream:
            data = stream.read()
    finally:  # also when the user interrupts
        with suppress(ProcessLookupError):
            os.kill(child, 9)
        os.waitpid(child, 0)
    if not data:
        raise InputError(f"crashes its library, or needs more than {SECONDS} s or {MEMORY >> 30} GB; it may be a bomb")
    answer = pickle.loads(data)  # noqa: S301 - written by ourselves
    if isinstance(answer, Exception):
        raise answer
    return cast("_Result", answer)


def _fork() -> int:
    import warnings  # noqa: PLC0415 - only for what is read apart

    with warnings.catch_warnings():  # that other threads may hold locks: the child takes none
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _answer(work: Callable[[], object], outgoing: int) -> NoReturn:
    """Do the work as the child and write the result, if there is one; nothing else of the program runs on."""
    import faulthandler  # noqa: PLC0415 - only here
    import pickle  # noqa: PLC0415 - only for what is read apart
    import resource  # noqa: PLC0415 - not everywhere
    import signal  # noqa: PLC0415 - only here

    try:
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the library has to say is not for the user
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        limits = ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, _held() + MEMORY), (resource.RLIMIT_CORE, 0))
        for kind, most in limits:
            _, hard = resource.getrlimit(kind)
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
        answer: object
        try:
            answer = work()
        except MemoryError:
            os._exit(1)
        except Exception as error:  # noqa: BLE001 - the parent raises it
            answer = error
        with os.fdopen(outgoing, "wb") as stream:
            stream.write(pickle.dumps(answer))
    finally:
        os._exit(0)


def _held() -> int:
    """Return how much address space this process has, where Linux tells; elsewhere the limit is a formality."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
