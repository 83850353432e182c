"""How much work a call does, counted instead of timed: the same on any machine, busy or not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(function: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a call of `function` calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


def grows_linearly(work: Callable[[str], object], text: str) -> bool:
    """Tell whether four times the text is at most about four times the work."""
    small = calls(lambda: work(text[: len(text) // 4]))
    return calls(lambda: work(text)) < 5 * small + 10_000
