"""Events and temporal expressions as plain records, and the saved timeline: JSON Lines, there and back.

The fields of `Event` are the record: `dump` writes them in their order after the schema version.
"""

from __future__ import annotations

from timeline.records.identity import event_id
from timeline.records.saved import is_saved, lost, parse, read
from timeline.records.written import SCHEMA, TIMEX_FIELDS, dump, timex_record, to_json, to_record

__all__ = [
    "SCHEMA",
    "TIMEX_FIELDS",
    "dump",
    "event_id",
    "is_saved",
    "lost",
    "parse",
    "read",
    "timex_record",
    "to_json",
    "to_record",
]
