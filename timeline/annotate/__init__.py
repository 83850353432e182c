"""The text of a document with its dates marked where they stand: `text` for a terminal or pipe, `page` as HTML."""

from __future__ import annotations

from timeline import notation
from timeline.display import short
from timeline.model import Timex


def value(timex: Timex) -> str:
    """Return what an expression stands for in short: its date as `timeline show` prints it, else its TIMEX3 value."""
    return short(timex.edtf, notation.precision(timex.when)) if timex.edtf else timex.value
