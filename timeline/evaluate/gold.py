"""Annotated texts: what a person has marked in each, and what is left out of the measuring.

Offsets are half-open and count Unicode code points of `GoldDocument.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from timeline.errors import InputError


class GoldBounds(NamedTuple):
    """Where a value begins and ends by the gold, as it is written there; None is not told."""

    start: str | None
    end: str | None
    inclusive: bool = False
    """Whether the end is part of it."""
    assumed: bool = False
    """Whether the gold knows no granularity, so that only the beginning can be compared."""


class GoldTimex(NamedTuple):
    """A temporal expression as a person has marked it."""

    start: int
    end: int
    text: str
    type: str
    """TIMEX3 type; of a TIMEX2, which has none, the type that its value implies."""
    value: str
    """TIMEX3 value, or two of them as `a/b`; empty when the gold has none."""
    mod: str | None = None
    alternatives: tuple[str, ...] = ()
    """Values that are as right as `value`."""
    bounds: tuple[GoldBounds, ...] = ()
    """Beginnings and ends that are as right as `value`."""
    extent: bool = True
    """Whether the extent is told exactly; if not, any overlap is as good."""


class LeftOut(NamedTuple):
    """A stretch that is not scored, and why; what is found there counts neither for nor against."""

    start: int
    end: int
    reason: str


class GoldDocument(NamedTuple):
    """A text with its marked expressions, in the order of the text."""

    text: str
    dct: str | None
    """The document's own date or moment, as the file has it (ISO 8601)."""
    timexes: tuple[GoldTimex, ...]
    source: str
    """The file's name; for JSON lines with the number of the line behind a colon."""
    left_out: tuple[LeftOut, ...] = ()
    id: str = ""
    """What a case calls itself."""


def leave_out(document: GoldDocument, reasons: Mapping[str, str]) -> GoldDocument:
    """Return `document` without its expressions when `reasons` has its id: they are then left out for that reason."""
    reason = reasons.get(document.id)
    if reason is None:
        return document
    stretches = tuple(LeftOut(timex.start, timex.end, reason) for timex in document.timexes)
    return document._replace(timexes=(), left_out=(*document.left_out, *stretches))


def read_reasons(path: str) -> dict[str, str]:
    """Return why the cases listed in a TOML file are left out, by id; there each reason has a list of ids.

    Raises:
        InputError: when it cannot be read or is no such file.
    """
    import tomllib  # noqa: PLC0415 - only these files need it

    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        return {str(name): reason for reason, names in data.items() for name in names}
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise InputError(f"{path}: not a list of reasons: {error}") from error
