"""A document from a record of named fields, as JSON and CSV hold articles, and its values made text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from timeline import civil
from timeline.model import Document, DocumentDate
from timeline.readers.common.markup import is_html, to_text
from timeline.readers.common.stated import stated
from timeline.values import Granularity, PartialDate

_BAD = re.compile("[\0\ud800-\udfff]")
_NO_LETTER = re.compile(r"[\W_]+")
_LINE_END = re.compile(r"\r\n?")
_SECONDS, _MILLISECONDS = range(9, 11), range(12, 14)
"""How many digits a moment has that is counted from 1970, from 1973 or 2001 to 2286."""


class Fields(NamedTuple):
    """The names that a record may use for each thing, best first; `published_at` is also `publishedat`."""

    text: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]
    title: tuple[str, ...]
    id: tuple[str, ...]
    language: tuple[str, ...]


def document(record: Mapping[str, object], fields: Fields, source: str, place: str) -> Document | None:
    """Return the article in `record`, None when it has no text; its name is `source#id`, else `source#place`.

    A field is found by its exact name or by its letters and digits alone, in any case. Text that is HTML becomes
    plain. A date that is not understood is a warning.
    """
    exact = {name: (name, value) for name, value in record.items()}
    known = {_letters(name): named for name, named in exact.items()} | exact
    body = _first(known, fields.text)
    if body is None:
        return None
    title = one_line(_first(known, fields.title))
    dates: list[DocumentDate] = []
    doubts: list[str] = []
    for names, revised in ((fields.published, False), (fields.updated, True)):
        for name in names:
            label, value = known.get(name, (name, None))
            if value not in (None, ""):
                found = _date(value, one_line(label))
                dates += [date._replace(revised=revised) for date in found]
                doubts += [] if found else [f'date not understood: {one_line(label)} "{one_line(value)[:40]}"']
    name = one_line(_first(known, fields.id)) or place
    return Document(
        headed(title, plain(_text(body))),
        f"{source}#{name}",
        title=title or None,
        warnings=tuple(doubts),
        stated=tuple(dates),
        language=one_line(_first(known, fields.language)) or None,
    )


def headed(title: str, text: str) -> str:
    """Return `text` under its title, unless that is its first line."""
    first = text.lstrip().partition("\n")[0]
    return text if not title or " ".join(first.split()) == title else f"{title}\n\n{text}"


def plain(text: str) -> str:
    """Return `text`, which may be HTML, as the text of a document, its lines ended by line feeds."""
    text = _LINE_END.sub("\n", text)
    return to_text(text) if is_html(text) else text


def one_line(value: object) -> str:
    """Return a value as text on one line."""
    return " ".join(_text(value).split())


def _letters(name: str) -> str:
    return _NO_LETTER.sub("", name).lower()


def _first(known: Mapping[str, tuple[str, object]], names: tuple[str, ...]) -> object:
    """Return the value of the first of the named fields that says anything."""
    values = (known[name][1] for name in names if name in known)
    return next((value for value in values if isinstance(value, str | int | float | list) and value), None)


def _text(value: object) -> str:
    """Return a value as text without lone surrogates and NUL; the paragraphs of a list one under the other."""
    if isinstance(value, list):
        return "\n\n".join(_text(each) for each in value if isinstance(each, str))
    return _BAD.sub("\ufffd", str(value)) if isinstance(value, str | int | float) else ""


def _date(value: object, name: str) -> tuple[DocumentDate, ...]:
    digits = str(int(value)) if isinstance(value, int | float) and abs(value) < 1e15 else ""
    if len(digits) not in (*_SECONDS, *_MILLISECONDS):
        return stated(_text(value), name)
    days = int(digits) // (86_400 if len(digits) in _SECONDS else 86_400_000)
    day = PartialDate(*civil.from_ordinal(civil.ordinal(1970, 1, 1) + days), granularity=Granularity.DAY)
    return (DocumentDate(day, "metadata", f'{name} "{digits}"'),)
