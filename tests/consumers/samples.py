"""One event of each kind that programs see in different ways."""

from __future__ import annotations

from tests.event_samples import BASTILLE, DECADE, MONTH, MURDER, SUMMIT, event
from timeline import find_dates
from timeline.model import Document, Timeline

YEAR = event(
    start="2012-01-01",
    end="2012-12-31",
    precision="year",
    edtf="2012",
    timex3="2012",
    event="The mill closed",
    expression="2012",
)

SAMPLES = {
    "14 July 1789": BASTILLE,
    "26–27 August 2011": SUMMIT,
    "March 2011": MONTH,
    "2012": YEAR,
    "the 1990s": DECADE,
    "15 March 44 BC": MURDER,
}
"""By what the text says."""

DOCUMENT = Document("".join(f"It was {words}.\n" for words in SAMPLES), "a.txt")
TIMELINE = Timeline(
    (MURDER, BASTILLE, DECADE, MONTH, SUMMIT, YEAR), (), (DOCUMENT,), (tuple(find_dates(DOCUMENT.text)),)
)
"""All of them, in order, and a text with their dates."""
