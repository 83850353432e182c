"""Reads prose, finds and normalises its dates, and builds an ordered timeline.

>>> import timeline
>>> [str(timex.value) for timex in timeline.find_dates("They met in April.", date="2019-08-26")]
['2019-04']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from timeline.api import extract, find_dates, read, read_all
    from timeline.errors import InputError, NotationError, OutputError, TimelineError, UsageError
    from timeline.model import Document, DocumentDate, Event, Timeline, Timex
    from timeline.options import Options
    from timeline.values import PartialDate

__all__ = [
    "Document",
    "DocumentDate",
    "Event",
    "InputError",
    "NotationError",
    "Options",
    "OutputError",
    "PartialDate",
    "Timeline",
    "TimelineError",
    "Timex",
    "UsageError",
    "extract",
    "find_dates",
    "read",
    "read_all",
]
__version__ = "0.1.0"

_MODULES = ("errors", "values", "options", "model", "api")
"""Where the public names are, light modules first; each is loaded when its name is first used."""


def __getattr__(name: str) -> object:
    if name in __all__:
        for module in (import_module(f"timeline.{module}") for module in _MODULES):
            if name in vars(module):
                return getattr(module, name)
    raise AttributeError(f"module 'timeline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
