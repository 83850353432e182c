"""Work on many items at once, in processes of their own, whose results come in the order of the items.

Each process has its own pipe, so that the death of one is an error for its item and touches no other.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import signal
import traceback
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Generic, NamedTuple, NoReturn, TypeVar

from timeline.errors import InputError, TimelineError

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Item], Iterator[Result]]

_AHEAD = 8 << 20
"""Bytes of results that may wait for their turn; beyond it, only the process whose turn it is is listened to."""

_GRACE = 1
"""Seconds that a process has to end what it has begun, before it is killed."""

_SHORT = {errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE}
"""What a system says that has no room for a process or its pipe."""

_CONTEXT = multiprocessing.get_context("fork") if hasattr(os, "fork") else multiprocessing.get_context("spawn")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Work[Item, Result], items: Sequence[Item], jobs: int, stays: Callable[[Item], bool]
) -> Generator[Iterator[Result]]:
    """Yield what `map(work, items)` would, the work being done by up to `jobs` processes.

    What `work` raises is raised where its results are taken, DiedError when its process has died. An item that
    `stays` is worked on by this process, when it is its turn. When the iterator is closed, no process is left.

    Raises:
        TimelineError: the system grants no process.
    """
    away = {number: item for number, item in enumerate(items) if not stays(item)}
    crew = _Crew(work, away.items())
    try:
        crew.start(min(jobs, len(away)))
        for number, item in enumerate(items):
            yield crew.results(number) if number in away else work(item)
    finally:
        crew.end()


class DiedError(InputError):
    """A process has died, perhaps killed for the memory it took."""


class _Ended(NamedTuple):
    """The last that a process sends about an item."""

    error: Exception | None = None


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection

    def death(self) -> DiedError:
        """Wait for the end of the process and return what it died of."""
        self.process.join()
        code = self.process.exitcode or 0
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        hint = "; perhaps memory ran out, which fewer --jobs need less of" if -code == signal.SIGKILL else ""
        return DiedError(f"the process that read it died ({how}){hint}")


class _Crew(Generic[Item, Result]):
    """Processes that work on numbered items, each on one at a time."""

    def __init__(self, work: Work[Item, Result], items: Iterable[tuple[int, Item]]) -> None:
        self._work = work
        self._todo = iter(items)
        self._workers: list[_Worker] = []
        self._busy: dict[int, _Worker] = {}
        """By the number of the item that each works on."""
        self._given: defaultdict[int, deque[tuple[Result | _Ended, int]]] = defaultdict(deque)
        """What has come and not been taken, with its size as it was sent, by the number of its item."""
        self.held = 0
        """The bytes of all that."""

    def start(self, count: int) -> None:
        """Let that many processes begin."""
        for _ in range(count):
            self._employ()

    def results(self, number: int) -> Iterator[Result]:
        """Yield the results for an item as they come; of those before it, all must have been taken."""
        while True:
            while not self._given[number]:
                self._listen(number)
            result, size = self._given[number].popleft()
            self.held -= size
            if isinstance(result, _Ended):
                break
            yield result
        del self._given[number]
        if result.error:
            raise result.error

    def end(self) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_GRACE)
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def _employ(self, worker: _Worker | None = None) -> None:
        """Give the next item, if there is one, to a worker, a new one unless said."""
        for number, item in self._todo:
            self._busy[number] = worker = worker or self._hire()
            with suppress(OSError):  # it has just died, as will be seen
                worker.pipe.send(item)
            return

    def _hire(self) -> _Worker:
        try:
            pipe, its = _CONTEXT.Pipe()
            pipes = [*(each.pipe for each in self._workers), pipe]
            process = _CONTEXT.Process(target=_serve, args=(self._work, its, pipes), daemon=True)
            with _no_interrupt():
                process.start()
                self._workers.append(_Worker(process, pipe))
        except OSError as error:
            if error.errno not in _SHORT:
                raise
            raise TimelineError(f"--jobs: no process for job {len(self._workers) + 1}: {error.strerror}") from None
        its.close()
        return self._workers[-1]

    def _listen(self, number: int) -> None:
        """Take what has been sent: about the item `number`, and about others while there is room."""
        busy = dict(self._busy) if self.held < _AHEAD else {number: self._busy[number]}
        # Now and then looked at: a child of the dead, if it has left one, keeps the pipe open.
        ready = wait([worker.pipe for worker in busy.values()], timeout=1)
        for each, worker in busy.items():
            if worker.pipe in ready or not worker.process.is_alive():
                self._take(each, worker)

    def _take(self, number: int, worker: _Worker) -> None:
        """Take the next result for an item from the worker that has it."""
        data = b""
        with suppress(EOFError, OSError):
            data = worker.pipe.recv_bytes() if worker.pipe.poll() else b""
        result = pickle.loads(data) if data else _Ended(worker.death())  # noqa: S301 - written by ourselves
        self._given[number].append((result, len(data)))
        self.held += len(data)
        if isinstance(result, _Ended):
            del self._busy[number]
            died = isinstance(result.error, DiedError)
            if died:
                self._workers.remove(worker)
                worker.pipe.close()
            self._employ(None if died else worker)


def _serve(work: Work[Item, Result], pipe: Connection, others: Iterable[Connection]) -> None:
    """Work, as a process of its own, on the items that come until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    for other in others:  # else it would not be seen that their owner is gone
        other.close()
    with suppress(EOFError, OSError):  # nobody is left to work for
        while True:
            pipe.send(_work_on(pipe.recv(), work, pipe))


def _work_on(item: Item, work: Work[Item, Result], pipe: Connection) -> _Ended:
    try:
        for result in work(item):
            pipe.send(result)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where the result is wanted
        return _Ended(_portable(error))
    return _Ended()


def _portable(error: Exception) -> Exception:
    """Return an error as it can be sent, with the place it comes from for who debugs."""
    if isinstance(error, InputError):  # which of them makes no difference, and not all can be sent
        return InputError(str(error))
    place = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - written by ourselves
    except Exception:  # noqa: BLE001 - an error of a library can be anything
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(place)
    return error


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End the process as by an error, so that what a reader has begun is ended too."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one would cut that short
    raise SystemExit(1)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Put Ctrl-C off, which a process that is only being made would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
