"""Reads prose, finds and normalises its dates, and builds an ordered timeline."""

from __future__ import annotations

from timeline.model import Document, DocumentDate, Timex
from timeline.options import Options, Prefer
from timeline.values import PartialDate

__all__ = ["find_dates"]
__version__ = "0.1.0"


def find_dates(
    text: str, *, date: PartialDate | str | None = None, language: str = "en", prefer: str = "tense"
) -> list[Timex]:
    """Return the temporal expressions of `text`, in order."""
    from timeline import notation, pipeline

    if isinstance(date, str):
        parsed = notation.from_iso(date) if len(date) >= 10 else notation.from_edtf(date)
        assert isinstance(parsed, PartialDate)
        date = parsed
    known = date and DocumentDate(date, "option", "")
    return pipeline.find(Document(text, date=known), Options(language=language, prefer=Prefer(prefer)))
