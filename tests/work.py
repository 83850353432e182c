"""How much work a call does, counted instead of timed, and what memory it takes: the same on any busy machine."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a call of `function` calls."""
    return _counted(function, lambda _frame, event: event in {"call", "c_call"})


def calls_of(name: str, function: Callable[[], object]) -> int:
    """Return how often a call of `function` calls the Python function of a qualified name ("Class.method")."""
    return _counted(function, lambda frame, event: event == "call" and frame.f_code.co_qualname == name)


def _counted(function: Callable[[], object], counts: Callable[[FrameType, str], bool]) -> int:
    count = 0

    def note(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += counts(frame, event)

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def peak_memory(function: Callable[[], object]) -> int:
    """Return how many bytes Python holds at most during a call of `function`, beyond what it held before."""
    tracemalloc.start()
    try:
        function()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def grows_linearly(work: Callable[[str], object], text: str) -> bool:
    """Tell whether four times the text is at most about four times the work."""
    small = calls(lambda: work(text[: len(text) // 4]))
    return calls(lambda: work(text)) < 5 * small + 10_000
