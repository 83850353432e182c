"""A saved timeline, read back: JSON Lines, or the JSON document with all events."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, get_args, get_type_hints

from timeline import notation
from timeline.errors import InputError, NotationError
from timeline.model import Event, Mention, Timeline
from timeline.records.written import SCHEMA

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SAVED = re.compile(rb'\s*\{[^\n]*"schema"\s*:\s*"timeline/')
_DOCUMENT = re.compile(rb'\s*\{\s*"schema"\s*:\s*"timeline/\d+"\s*,\s*"generator"\s*:')
_LOST = {
    b"id,start,end,precision,": "a CSV that this program wrote",
    b"id\tstart\tend\tprecision\t": "a TSV that this program wrote",
    b"BEGIN:VCALENDAR": "a calendar, and calendars are not read",
}
"""How exports begin that cannot be read back, and what they are."""
_NEWER = re.compile(r"timeline/\d+")


def parse(line: str, number: int = 1) -> Event:
    """Read back one line of a saved timeline.

    Unknown keys are ignored; a missing key that may be null is null. `number` is the line's, for the message
    of the InputError that a damaged line or a newer schema raises.
    """
    import json  # noqa: PLC0415 - only for what has been saved

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
    import json  # noqa: PLC0415 - the same

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


def _refuse(constant: str) -> None:
    raise ValueError(constant)
