"""Events and temporal expressions as plain records, and the saved timeline: JSON Lines, there and back.

The fields of `Event` are the record: `dump` writes them in their order after the schema version.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, get_args, get_type_hints

from timeline import notation
from timeline.errors import InputError, NotationError
from timeline.model import Event, Mention, Timeline, Timex
from timeline.values import bounds

SCHEMA = "timeline/1"
"""Version of the event record; a reader accepts this one and says "newer" to any other."""

TIMEX_FIELDS = (
    *("source", "offset", "length", "expression", "type", "value", "mod", "edtf", "start", "end"),
    *("rule", "reason", "quant", "freq", "basis", "anchor", "notes"),
)
"""The keys of `timex_record`, in their order."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NAMESPACE_URL = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""RFC 9562 section 6.6."""
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SAVED = re.compile(rb'\s*\{[^\n]*"schema"\s*:\s*"timeline/')
_DOCUMENT = re.compile(rb'\s*\{\s*"schema"\s*:\s*"timeline/\d+"\s*,\s*"generator"\s*:')
_LOST = {
    b"id,start,end,precision,": "a CSV that this program wrote",
    b"id\tstart\tend\tprecision\t": "a TSV that this program wrote",
    b"BEGIN:VCALENDAR": "a calendar, and calendars are not read",
}
"""How exports begin that cannot be read back, and what they are."""
_NEWER = re.compile(r"timeline/\d+")


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


def parse(line: str, number: int = 1) -> Event:
    """Read back one line of a saved timeline.

    Unknown keys are ignored; a missing key that may be null is null. `number` is the line's, for the message
    of the InputError that a damaged line or a newer schema raises.
    """
    import json  # noqa: PLC0415 - as above

    try:
        record = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise InputError(f"line {number}: not a line of JSON; a saved timeline is JSON Lines") from None
    try:
        return _event(record)
    except (TypeError, ValueError) as error:
        raise InputError(f"line {number}: {error}") from None


def read(data: bytes, source: str) -> Timeline:
    """Read a saved timeline, in the order of its lines, or the events of a JSON document; empty lines are skipped.

    Raises InputError with the number of the line or event; `source` is the name that stands before it.
    """
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        events = tuple(_items_of(data) if _DOCUMENT.match(data) else _lines(data))
    except InputError as error:
        raise InputError(f"{source}: {error}") from None
    return Timeline(
        events=tuple(event for event in events if event.start or event.end),
        undated=tuple(event for event in events if not (event.start or event.end)),
    )


def is_saved(data: bytes) -> bool:
    """Tell whether `data` is a saved timeline, by the schema in its first line or at the top of its JSON document."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    return bool(_SAVED.match(data) or _DOCUMENT.match(data))


def lost(data: bytes) -> str | None:
    """Return why `data` cannot be read back when it is an export that is no saved timeline; None for all else."""
    data = data.removeprefix(_BYTE_ORDER_MARK)
    what = next((what for start, what in _LOST.items() if data.startswith(start)), None)
    return what and f"{what}; export with -f jsonl to read a timeline back"


def event_id(source_key: str, sentence: str, expression: str, n: int) -> str:
    """Return the identity of an event, a UUID version 5 (RFC 9562 section 5.5).

    `source_key` is the document's stated id, else its file name without folders; `n` counts, from 0, the
    equal tuples of one document. White space and Unicode composition make no difference, and neither does
    the wording of the description, so that reading a text again finds the same events.
    """
    from hashlib import sha1  # noqa: PLC0415 - only who makes events needs it

    parts = ("timeline:v1", source_key, _plain(sentence), _plain(expression), str(n))
    name = _mend("\x1f".join(parts)).encode()
    digest = bytearray(sha1(_NAMESPACE_URL + name, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50  # the version
    digest[8] = digest[8] & 0x3F | 0x80  # the variant
    digits = digest.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _lines(data: bytes) -> Iterator[Event]:
    # Not `split`, which would hold all of a large file a second time.
    for number, raw in enumerate(io.BytesIO(data), start=1):
        if not raw.strip():
            continue
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            raise InputError(f"line {number}: not UTF-8") from None
        yield parse(line, number)


def _items_of(data: bytes) -> Iterator[Event]:
    """Yield the events of the JSON document that `to_json` writes."""
    import json  # noqa: PLC0415 - as above

    try:
        document = json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise InputError("a JSON document of this program that is damaged") from None
    if not isinstance(document.get("events"), list):
        raise InputError("a JSON document of this program without its events")
    for number, record in enumerate(document["events"], start=1):
        try:
            yield _event(record)
        except (TypeError, ValueError) as error:
            raise InputError(f"event {number}: {error}") from None


def _event(record: object) -> Event:
    """Check the types of the fields and build the event; ValueError and TypeError say what is wrong."""
    if not isinstance(record, dict) or not isinstance(record.get("schema"), str):
        raise TypeError("not an event of a saved timeline")
    if record["schema"] != SCHEMA:
        if _NEWER.fullmatch(record["schema"]):
            raise ValueError(f"written by a newer version of timeline (schema {record['schema']})")
        raise ValueError("not an event of a saved timeline")
    fields = {name: _field(name, kind, record.get(name)) for name, kind in _kinds().items()}
    return Event(**fields)


@cache
def _kinds() -> dict[str, type | UnionType | GenericAlias]:
    return get_type_hints(Event)


def _field(name: str, kind: type | UnionType | GenericAlias, value: object) -> Any:  # noqa: ANN401 - of `kind`
    if isinstance(kind, GenericAlias):
        return _items(name, get_args(kind)[0], value)
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(1.0, kind):
        return float(value)
    if isinstance(value, bool) or not isinstance(value, kind):
        raise TypeError(f'no "{name}"' if value is None else f'"{name}" has the wrong type')
    if isinstance(value, int) and value < 0:
        raise ValueError(f'"{name}" is negative')
    if name in {"start", "end"} and isinstance(value, str):
        _check_iso(name, value)
    return value


def _items(name: str, kind: type, value: object) -> tuple[Any, ...]:
    """Return the texts or mentions of a list; none when the key is missing, as in older files."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError(f'"{name}" is not a list')
    if kind is Mention:
        return tuple(map(_mention, value))
    if not all(isinstance(item, kind) for item in value):
        raise TypeError(f'"{name}" is not a list of texts')
    return tuple(value)


def _mention(value: object) -> Mention:
    if not isinstance(value, dict):
        raise TypeError('"mentions" is not a list of objects')
    return Mention(**{name: _field(name, kind, value.get(name)) for name, kind in get_type_hints(Mention).items()})


def _check_iso(name: str, value: str) -> None:
    try:
        notation.from_iso(value)
    except NotationError:
        raise ValueError(f'"{name}" is not a date') from None


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _mend(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
