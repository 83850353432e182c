"""Reads annotated texts: TimeML, inline TIMEX2, the stand-off XML of CAT, and cases as JSON lines.

What a file is, its content says. Offsets are half-open and count Unicode code points of `GoldDocument.text`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from timeline.errors import InputError

GOLD_SUFFIXES = (".tml", ".timeml", ".xml", ".jsonl")
"""Files of a folder that are read; a file that is named itself may have any name."""

CAT_SENTENCES = range(6)
"""The sentences of a CAT file that are annotated, by the MEANTIME guidelines: headline, date, four more."""

_OPENERS = frozenset("([{$£€#-/“") | {"``", "US$"}
_CLOSERS = frozenset(".,;:!?)]}%…-/'’”") | {"''", "...", "'s", "’s", "n't", "n’t", "'ve", "'re", "'ll"}
_QUOTES = {"``": '"', "''": '"'}
_TERMINATORS = (".", "!", "?", '"', "”")


class GoldBounds(NamedTuple):
    """Where a value begins and ends by the gold, as it is written there; None is not told."""

    start: str | None
    end: str | None
    inclusive: bool = False
    """Whether the end is part of it."""
    assumed: bool = False
    """Whether the gold knows no granularity, so that only the beginning can be compared."""


class GoldTimex(NamedTuple):
    """A temporal expression as a person has marked it."""

    start: int
    end: int
    text: str
    type: str
    """TIMEX3 type; of a TIMEX2, which has none, the type that its value implies."""
    value: str
    """TIMEX3 value, or two of them as `a/b`; empty when the gold has none."""
    mod: str | None = None
    alternatives: tuple[str, ...] = ()
    """Values that are as right as `value`."""
    bounds: tuple[GoldBounds, ...] = ()
    """Beginnings and ends that are as right as `value`."""
    extent: bool = True
    """Whether the extent is told exactly; if not, any overlap is as good."""


class LeftOut(NamedTuple):
    """A stretch that is not scored, and why; what is found there counts neither for nor against."""

    start: int
    end: int
    reason: str


class GoldDocument(NamedTuple):
    """A text with its marked expressions, in the order of the text."""

    text: str
    dct: str | None
    """The document's own date or moment, as the file has it (ISO 8601)."""
    timexes: tuple[GoldTimex, ...]
    source: str
    """The file's name; for JSON lines with the number of the line behind a colon."""
    left_out: tuple[LeftOut, ...] = ()
    id: str = ""
    """What a case calls itself."""


def leave_out(document: GoldDocument, reasons: Mapping[str, str]) -> GoldDocument:
    """Return `document` without its expressions when `reasons` has its id: they are then left out for that reason."""
    reason = reasons.get(document.id)
    if reason is None:
        return document
    stretches = tuple(LeftOut(timex.start, timex.end, reason) for timex in document.timexes)
    return document._replace(timexes=(), left_out=(*document.left_out, *stretches))


def read_reasons(path: str) -> dict[str, str]:
    """Return why the cases listed in a TOML file are left out, by id; there each reason has a list of ids.

    Raises:
        InputError: when it cannot be read or is no such file.
    """
    import tomllib  # noqa: PLC0415 - only these files need it

    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        return {str(name): reason for reason, names in data.items() for name in names}
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError) as error:
        raise InputError(f"{path}: not a list of reasons: {error}") from error


def load_gold(paths: Sequence[str]) -> Iterator[GoldDocument]:
    """Yield the documents of the files and folders.

    Raises:
        InputError: at the first file that cannot be read; use `gold_files` and `read_gold` to go on after it.
    """
    for path in gold_files(paths):
        yield from read_gold(path)


def gold_files(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files, and those of the folders with one of `GOLD_SUFFIXES`, each folder sorted by name."""
    for path in paths:
        if Path(path).is_dir():
            files = sorted(file for file in Path(path).rglob("*") if file.suffix.lower() in GOLD_SUFFIXES)
            yield from map(str, files)
        else:
            yield path


def read_gold(path: str) -> list[GoldDocument]:
    """Return the documents of one file: one for XML, one a line for JSON lines.

    Raises:
        InputError: when it cannot be read, is malformed or is of no format known here.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from error
    try:
        return _read(data, path)
    except RecursionError as error:
        raise InputError(f"{path}: nested too deeply") from error


def _read(data: bytes, path: str) -> list[GoldDocument]:
    if _without_mark(data).startswith(b"{"):
        return _read_jsonl(data, path)
    root = _parse(data, path)
    if root.tag == "TimeML":
        return [_read_timeml(root, path)]
    if root.find("token") is not None:
        return [_read_cat(root, path)]
    if root.find(".//TIMEX2") is not None:
        return [_read_timex2(root, path)]
    raise InputError(f"{path}: <{root.tag}> is neither TimeML, TIMEX2 nor CAT")


def _without_mark(data: bytes) -> bytes:
    """Return the content from its first visible byte on."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()


def _parse(data: bytes, path: str) -> ET.Element:
    try:
        return ET.fromstring(data)  # noqa: S314 - see the import
    except (ET.ParseError, ValueError, LookupError) as error:
        if b"<TIMEX2" in data:
            return _parse_sgml(data, path)
        is_xml = _without_mark(data).startswith(b"<")
        what = f"not well-formed XML: {error}" if is_xml else "no annotated text: TimeML, TIMEX2, CAT or JSON Lines"
        raise InputError(f"{path}: {what}") from error


def _parse_sgml(data: bytes, path: str) -> ET.Element:
    """Parse TIMEX2 of SGML times, where a bare `&` and entities of HTML are allowed."""
    text = re.sub(r"&(?!(?:amp|lt|gt|quot|apos|#\w+);)\w*;?", _escaped, data.decode(errors="replace"))
    try:
        return ET.fromstring(text)  # noqa: S314 - see the import
    except (ET.ParseError, ValueError) as error:
        raise InputError(f"{path}: not well-formed: {error}") from error


def _escaped(entity: re.Match[str]) -> str:
    return html.escape(html.unescape(entity[0]))


def _read_timeml(root: ET.Element, path: str) -> GoldDocument:
    body = root.find(".//TEXT")
    text, marks = _flatten(root if body is None else body, "TIMEX3")
    dct = root.find(".//TIMEX3[@functionInDocument='CREATION_TIME']")
    return GoldDocument(
        text,
        None if dct is None else dct.get("value"),
        tuple(_timex3(start, end, text, mark) for start, end, mark in marks if not _dates_document(mark)),
        path,
        tuple(LeftOut(start, end, "document date") for start, end, mark in marks if _dates_document(mark)),
    )


def _dates_document(mark: ET.Element) -> bool:
    """Tell whether a TIMEX3 is the date of the document itself: of its creation, publication, ..."""
    return (mark.get("functionInDocument") or "NONE") != "NONE"


def _timex3(start: int, end: int, text: str, mark: ET.Element) -> GoldTimex:
    return GoldTimex(start, end, text[start:end], mark.get("type", ""), mark.get("value", ""), mark.get("mod") or None)


def _read_timex2(root: ET.Element, path: str) -> GoldDocument:
    body = root.find(".//TEXT")
    if body is None:
        raise InputError(f"{path}: TIMEX2 without a <TEXT>")
    text, marks = _flatten(body, "TIMEX2")
    timexes = [_timex2(start, end, text, mark) for start, end, mark in marks]
    date = root.find(".//DATETIME")
    dct = None
    if date is not None:
        mark_of_date = date.find(".//TIMEX2")
        value = "" if mark_of_date is None else _attribute(mark_of_date, "val")
        dct = value or "".join(date.itertext()).strip() or None
    return GoldDocument(text, dct, tuple(timexes), path)


def _timex2(start: int, end: int, text: str, mark: ET.Element) -> GoldTimex:
    value = _attribute(mark, "val")
    kind = "SET" if _attribute(mark, "set") == "YES" else implied_type(value)
    return GoldTimex(start, end, text[start:end], kind, value, _attribute(mark, "mod") or None)


def _attribute(mark: ET.Element, name: str) -> str:
    return mark.get(name) or mark.get(name.upper()) or ""


def implied_type(value: str) -> str:
    """Return the TIMEX3 type of a value by its form: `P…` DURATION, `…T…` TIME, all else DATE."""
    if re.match(r"P[\dXT]", value):
        return "DURATION"
    return "TIME" if re.search(r"(?:^|[\dX])T(?:\d|X|[A-Z]{2}\b)", value) else "DATE"


def _flatten(body: ET.Element, tag: str) -> tuple[str, list[tuple[int, int, ET.Element]]]:
    """Return the text without tags, and the spans of the outermost elements named `tag` that hold text."""
    pieces: list[str] = []
    marks: list[tuple[int, int, ET.Element]] = []
    length = 0

    def add(piece: str | None) -> None:
        nonlocal length
        pieces.append(piece or "")
        length += len(pieces[-1])

    def walk(element: ET.Element, *, inside: bool) -> None:
        start = length
        marked = element.tag == tag
        add(element.text)
        for child in element:
            walk(child, inside=inside or marked)
            add(child.tail)
        if marked and not inside and length > start:
            marks.append((start, length, element))

    walk(body, inside=False)
    return "".join(pieces), marks


def _read_cat(root: ET.Element, path: str) -> GoldDocument:
    try:
        tokens = [
            (token.get("t_id", ""), int(token.get("sentence", "")), token.text or "") for token in root.iter("token")
        ]
    except ValueError as error:
        raise InputError(f"{path}: a <token> without the number of its sentence") from error
    text, spans = _join_tokens([token for token in tokens if token[1] in CAT_SENTENCES])
    known = {name for name, _, _ in tokens}
    timexes = []
    left_out = []
    dct = None
    for mark in root.iter("TIMEX3"):
        names = [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")]
        if unknown := [name for name in names if name not in known]:
            raise InputError(f"{path}: a <TIMEX3> stands on token {unknown[0]!r}, which is not there")
        if mark.get("functionInDocument") == "CREATION_TIME":
            dct = mark.get("value")
        if not (places := [spans[name] for name in names if name in spans]):
            continue
        start, end = min(places)[0], max(places)[1]
        if _dates_document(mark):
            left_out.append(LeftOut(start, end, "document date"))
        else:
            timexes.append(_timex3(start, end, text, mark))
    return GoldDocument(text, dct, tuple(sorted(timexes)), path, tuple(left_out))


def _join_tokens(tokens: list[tuple[str, int, str]]) -> tuple[str, dict[str, tuple[int, int]]]:
    """Set tokens (name, sentence, word) as prose; return it with the span of each token.

    A sentence without a mark at its end is a headline or a date line and becomes a paragraph of its own.
    """
    text = ""
    spans: dict[str, tuple[int, int]] = {}
    last_sentence = None
    quoted = glued = False
    for name, sentence, word in tokens:
        if sentence != last_sentence:
            quoted = False
            gap = "" if not text else " " if text.endswith(_TERMINATORS) else "\n\n"
        else:
            gap = "" if glued or word in _CLOSERS or (quoted and word == '"') else " "
        quoted ^= word == '"'
        glued = word in _OPENERS or (quoted and word == '"')
        text += gap
        start = len(text)
        text += _QUOTES.get(word, word)
        spans[name] = (start, len(text))
        last_sentence = sentence
    return text, spans


def _read_jsonl(data: bytes, path: str) -> list[GoldDocument]:
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
