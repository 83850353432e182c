"""Every choice that changes what is extracted, in one frozen object."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.values import PartialDate


class Prefer(StrEnum):
    """Which way a date without a year ("April", "Friday") is completed."""

    TENSE = "tense"
    """By the tense of its clause, per kind of date: the default."""
    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


class DateFrom(StrEnum):
    """Where the document date may come from when `--date` does not give it."""

    AUTO = "auto"
    METADATA = "metadata"
    TEXT = "text"
    NAME = "name"
    MTIME = "mtime"
    NONE = "none"


class Genre(StrEnum):
    """Which date a story hangs on: the document's own (news) or the one last told (narrative)."""

    AUTO = "auto"
    NEWS = "news"
    NARRATIVE = "narrative"


class Order(StrEnum):
    """How a date of three numbers ("3/4/2019") is read."""

    AUTO = "auto"
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class Options(NamedTuple):
    """What a caller may choose; the defaults are those of the command line."""

    date: PartialDate | None = None
    """The document date (DCT), when the caller gives it; it beats anything the document says."""
    date_from: DateFrom = DateFrom.AUTO
    language: str = "en"
    prefer: Prefer = Prefer.TENSE
    genre: Genre = Genre.AUTO
    order: Order = Order.AUTO
    fold: bool = True
    """Whether an event that the document tells twice is one row."""
    include_undated: bool = False
    """Whether sentences that date no event give an undated one."""
