"""Events and temporal expressions as records, and records as lines of JSON."""

from __future__ import annotations

import re
from typing import Any

from timeline import notation
from timeline.model import Event, Timex
from timeline.values import bounds

SCHEMA = "timeline/1"
"""Version of the event record; a reader accepts this one and says "newer" to any other."""

TIMEX_FIELDS = (
    *("source", "offset", "length", "expression", "type", "value", "mod", "edtf", "start", "end"),
    *("rule", "reason", "quant", "freq", "basis", "anchor", "notes"),
)
"""The keys of `timex_record`, in their order."""

_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def to_record(event: Event) -> dict[str, Any]:
    """Return the event as a JSON object: the schema version, then every field; what is not known is None."""
    mentions = [mention._asdict() for mention in event.mentions]
    return {"schema": SCHEMA, **event._asdict(), "notes": list(event.notes), "mentions": mentions}


def timex_record(source: str, timex: Timex) -> dict[str, Any]:
    """Return a temporal expression found in `source` as a flat record with the keys `TIMEX_FIELDS`."""
    start, end = bounds(timex.when)
    values = (
        *(source, timex.start, timex.end - timex.start, timex.text, timex.type, timex.value, timex.mod),
        *(timex.edtf, start and notation.to_iso(start), end and notation.to_iso(end), timex.rule),
        *(timex.reason, timex.quant, timex.freq, timex.basis, timex.anchor, list(timex.notes)),
    )
    return dict(zip(TIMEX_FIELDS, values, strict=True))


def to_json(record: object) -> str:
    """Return `record` as one line of JSON that no terminal, shell or JavaScript reader can trip over.

    Control characters and the line separators U+2028 and U+2029 are escaped; lone surrogates become U+FFFD.
    Raises ValueError for NaN and infinities.
    """
    import json  # noqa: PLC0415 - rows for eyes need none

    text = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(_escape, text)


def dump(event: Event) -> str:
    """Return the event as one line of JSON, without a line end."""
    return to_json(to_record(event))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"
