"""Values as text and back, one module a notation: EDTF, TIMEX3, the ISO 8601 days and moments of an event, RRULE.

Writing is plain integer formatting, for it runs once per expression. Reading takes time linear in the text, and
its expressions are compiled when something is first read.
"""

from __future__ import annotations

from timeline.notation.digits import in_utc
from timeline.notation.edtf import from_edtf, to_edtf
from timeline.notation.facts import precision, qualifier
from timeline.notation.iso import from_iso, to_iso
from timeline.notation.recurrence import to_rrule
from timeline.notation.timex3 import from_timex3, timex3_type, to_timex3

__all__ = [
    "from_edtf",
    "from_iso",
    "from_timex3",
    "in_utc",
    "precision",
    "qualifier",
    "timex3_type",
    "to_edtf",
    "to_iso",
    "to_rrule",
    "to_timex3",
]
