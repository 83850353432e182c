"""TimeML 1.2.1 as in TempEval-3: the text of one document with its temporal expressions as inline TIMEX3.

The document date is `t0`, the expressions `t1`, `t2`, ... in the order of the text. Each end of a range is one.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import count
from typing import BinaryIO

from timeline import notation
from timeline.errors import InputError, UsageError
from timeline.model import Document, Timeline, Timex
from timeline.values import Interval, PartialDate
from timeline.writers import Report, Settings
from timeline.writers.marks import pieces

NAME = "timeml"
ALIASES: tuple[str, ...] = ("tml",)
DESCRIPTION = "the text of one document with its dates as inline TIMEX3"
SUFFIXES: tuple[str, ...] = (".tml", ".timeml")
NEEDS_TEXT = True

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n\n'
)
_UNKNOWN_DATE = "XXXX-XX-XX"
_CREATION = "t0"
_COMPUTED = frozenset({"relative", "discourse", "tense", "nearest", "unanchored"})
"""What `Timex.basis` is when the value depends on another date: then TimeML calls it a temporal function."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot hold in any form (section 2.2); surrogates become U+FFFD."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_REFERRED = re.compile("[\r\x7f-\x9f]")
"""What a parser would turn into something else, or a terminal obey: written as a character reference."""


def write(timeline: Timeline, stream: BinaryIO, settings: Settings) -> Report:  # noqa: ARG001 - no choice is open
    """Write the one document of the timeline; without the tags it is the text, less what XML cannot hold.

    A document without a date has a `t0` of the value XXXX-XX-XX.

    Raises:
        UsageError: there are several sources.
        InputError: there is no text, as in a saved timeline.
    """
    document = _only_document(timeline)
    timexes = next(iter(timeline.timexes), ())
    created = notation.to_timex3(document.date.date) if document.date else _UNKNOWN_DATE
    kind = notation.timex3_type(document.date.date) if document.date else "DATE"
    date = _tag(_CREATION, kind, created, temporalFunction="false", functionInDocument="CREATION_TIME")
    stream.write(f"{_HEAD}<DOCID>{_clean(document.source)}</DOCID>\n\n".encode())
    stream.write(f"<DCT>{date}{created}</TIMEX3></DCT>\n\n<TEXT>".encode())
    stream.writelines(piece.encode() for piece in _marked(document.text, timexes, created))
    stream.write(b"</TEXT>\n\n</TimeML>\n")
    return Report(len(timeline), warnings=tuple(_warnings(document.text)))


def _only_document(timeline: Timeline) -> Document:
    sources = {event.source for event in timeline} | {document.source for document in timeline.documents}
    if len(timeline.documents) > 1 or (timeline.documents and len(sources) > 1):
        raise UsageError("TimeML holds one text; name one source")
    if not timeline.documents and len(timeline):
        raise InputError("a saved timeline has no text for TimeML to mark; give the text it was made of")
    return timeline.documents[0] if timeline.documents else Document("")


def _marked(text: str, timexes: Iterable[Timex], created: str) -> Iterator[str]:
    """Yield the text as XML, each expression in its tag."""
    names = map("t{}".format, count(1))
    date, told = {created: _CREATION}, dict[str, str]()
    date_first, told_first = ChainMap(date, told), ChainMap(told, date)
    for words, timex in pieces(text, timexes):
        if timex is None:
            yield _clean(words)
            continue
        name = next(names)
        earlier = told_first if timex.basis == "discourse" else date_first
        yield f"{_open(name, timex, earlier)}{_clean(words)}</TIMEX3>"
        told[timex.value] = name


def _open(name: str, timex: Timex, earlier: Mapping[str, str]) -> str:
    """Return the start tag of an expression; `earlier` are the ids of the values before it."""
    ends = timex.when if timex.type == "DURATION" and isinstance(timex.when, Interval) else (None, None)
    begin, end = (notation.to_timex3(each) if isinstance(each, PartialDate) else "" for each in ends)
    return _tag(
        name,
        timex.type,
        timex.value,
        mod=timex.mod,
        quant=timex.quant,
        freq=timex.freq,
        beginPoint=earlier.get(begin),
        endPoint=earlier.get(end),
        temporalFunction="true" if timex.basis in _COMPUTED else "false",
        anchorTimeID=earlier.get(timex.anchor or ""),
    )


def _tag(tid: str, type: str, value: str, **others: str | None) -> str:  # noqa: A002 - the name of the attribute
    attributes = {"tid": tid, "type": type, "value": value, **others}
    said = " ".join(f'{name}="{escape(text)}"' for name, text in attributes.items() if text is not None)
    return f"<TIMEX3 {said}>"


def _clean(text: str) -> str:
    """Return `text` as character data of XML 1.0."""
    kept = _SURROGATES.sub("\ufffd", _NOT_XML.sub("", text))
    return _REFERRED.sub(lambda found: f"&#{ord(found[0])};", escape(kept, quote=False))


def _warnings(text: str) -> Iterator[str]:
    if dropped := len(_NOT_XML.findall(text)):
        what = "control character" if dropped == 1 else "control characters"
        yield f"{dropped} {what} left out, which XML cannot hold"
