"""What is said of a source that holds many documents: one line for all instead of one for each."""

from __future__ import annotations

from collections import Counter

from timeline.cli.terminal import Voice
from timeline.model import Document, DocumentDate
from timeline.notation import to_edtf
from timeline.values import PartialDate, moment


class Summary:
    """The documents of one source, as they are read: of each with --verbose, else what they have in common."""

    def __init__(self, source: str, voice: Voice) -> None:
        self._source = source
        self._voice = voice
        self._count = 0
        self._blank = 0
        self._first: PartialDate | None = None
        self._last: PartialDate | None = None
        self._origins: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()

    def add(self, document: Document, *, blank: bool) -> None:
        """Take the next document into account; what had to be guessed or mended is said once."""
        self._count += 1
        self._blank += blank
        for warning in document.warnings:
            self._warnings[warning] += 1
            if self._voice.verbose or self._warnings[warning] == 1:
                self._voice.doubt(self._source, document.source, warning)
        if document.date is not None:
            self._add_date(document.source, document.date)

    def tell(self) -> None:
        """Say how many there were, of what time, and what they lack."""
        for warning, count in self._warnings.items():
            if count > 1 and not self._voice.verbose:
                self._voice.warn(f"{self._source}: in all {count} documents: {warning}")
        if not self._count:
            return
        facts = [f"{self._count} document{'' if self._count == 1 else 's'}"]
        if self._first and self._last:
            days = dict.fromkeys(str(to_edtf(date)) for date in (self._first, self._last))
            several = len(self._origins) > 1
            origins = (f"{origin} {count}" if several else origin for origin, count in self._origins.items())
            facts.append(f"dated {' to '.join(days)} ({', '.join(origins)})")
        undated = self._count - self._origins.total()
        facts += [f"{n} without {what}" for n, what in ((undated, "a date"), (self._blank, "text")) if n]
        self._voice.note(f"{self._source}: {', '.join(facts)}")

    def _add_date(self, name: str, date: DocumentDate) -> None:
        self._origins[date.evidence.partition(' "')[0]] += 1
        self._first = min(self._first or date.date, date.date, key=moment)
        self._last = max(self._last or date.date, date.date, key=moment)
        if self._voice.verbose:
            self._voice.note(f"{name}: document date {to_edtf(date.date)} ({date.evidence})")
