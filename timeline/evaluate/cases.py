"""Cases as JSON lines: a text each, with the spans in it and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.errors import InputError
from timeline.evaluate.gold import GoldBounds, GoldDocument, GoldTimex, LeftOut


def read_cases(data: bytes, path: str) -> list[GoldDocument]:
    """Return the cases, one a line; InputError names the line that is none."""
    import json  # noqa: PLC0415 - only these files need it

    documents = []
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        source = f"{path}:{number}"
        try:
            documents.append(_read_case(json.loads(line), source))
        except json.JSONDecodeError as error:
            raise InputError(f"{source}: not JSON: {error.msg} at column {error.colno}") from error
        except KeyError as error:
            raise InputError(f"{source}: a case needs {error.args[0]!r}") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise InputError(f"{source}: not a case: {error}") from error
    return documents


def _read_case(case: dict[str, Any], source: str) -> GoldDocument:
    text = _string(case["text"]) or ""
    flags = case.get("flags") or ()
    timexes = []
    left_out = []
    for span in case["spans"]:
        timex = _case_timex(span, text, flags)
        if timex.value or timex.alternatives or timex.bounds:
            timexes.append(timex)
        else:
            left_out.append(LeftOut(timex.start, timex.end, "the gold tells no value"))
    return GoldDocument(
        text,
        _string(case.get("reference")),
        tuple(sorted(timexes)),
        source,
        tuple(left_out),
        _string(case.get("id")) or "",
    )


def _case_timex(span: dict[str, Any], text: str, flags: Sequence[str]) -> GoldTimex:
    told = span["start"] is not None
    start, end = (span["start"], span["end"]) if told else (0, len(text))
    if not 0 <= start < end <= len(text):
        raise ValueError(f"a span from {start} to {end} is not in its text")
    if (words := span.get("text") or text[start:end]) != text[start:end]:
        raise ValueError(f"{words!r} does not stand at {start} to {end}")
    bounds = tuple(
        GoldBounds(
            _string(known.get("start")),
            _string(known.get("end")),
            "end-inclusive" in flags,
            "granularity-assumed" in flags,
        )
        for known in span.get("resolved") or ()
    )
    return GoldTimex(
        start,
        end,
        text[start:end],
        _string(span["type"]) or "",
        _string(span["value"]) or "",
        None,  # the cases have modifiers of another vocabulary
        tuple(_string(value) or "" for value in span.get("alternatives") or ()),
        bounds,
        told and "span-approximate" not in flags,
    )


def _string(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is not a string")
