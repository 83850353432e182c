"""What a document says about itself: its own date (document creation time), its title, and where it says so."""

from __future__ import annotations

from timeline.dct.dates import ReadDate, candidates
from timeline.dct.metadata import metadata_spans, with_metadata, with_part_metadata
from timeline.dct.notes import datelines

__all__ = ["ReadDate", "candidates", "datelines", "metadata_spans", "with_metadata", "with_part_metadata"]
