"""XML, with nothing expanded or fetched: as a stream of events, by its first element, and refused for its entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NoReturn, Protocol

from timeline.errors import InputError

REFUSED = "document type declarations with entities are refused"

_ROOT = re.compile(
    rb"\s*(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*)?+>)\s*)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)


class _Begun(Exception):  # noqa: N818 - no error, but the end of what is looked at
    """The first element begins, behind which nothing can be declared."""


class Events(Protocol):
    """What is told of a document while it is read."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element; `attribute` finds its attributes."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take a piece of text."""


def parse(chunks: Iterable[bytes], events: Events, prefixes: Mapping[str, str]) -> None:
    """Tell `events` of the document in `chunks`, without recursion.

    An element is named `prefix:name`, with the prefix that `prefixes` has for its name space and `?` when that has
    none. Raises InputError for a declared entity, and for what is not well-formed.
    """
    from xml.parsers import expat  # noqa: PLC0415 - heavy; entities are refused below

    names: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name not in names:
            space, _, local = name.rpartition(" ")
            names[name] = f"{prefixes.get(space, '?')}:{local}"
        events.start(names[name], attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: events.end(names[name])
    parser.CharacterDataHandler = events.text
    parser.EntityDeclHandler = _refuse
    try:
        for chunk in chunks:
            parser.Parse(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - positional only
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two for an encoding that is not known
        raise InputError(f"is broken: {error}") from None


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """Return the attribute called `name` in whatever name space, or None."""
    return next((value for key, value in attributes.items() if key.rpartition(" ")[2] == name), None)


def root(head: bytes) -> str:
    """Return the name, without prefix, of the first element in the beginning of a file; empty when there is none."""
    found = _ROOT.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b""))
    return found[1].decode("latin-1") if found else ""


def refuse_entities(data: bytes) -> None:
    """Raise InputError when `data` declares entities; what is not well-formed is for others to say."""
    from xml.parsers import expat  # noqa: PLC0415 - only for XML

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = _begin
    try:
        parser.Parse(data, True)  # noqa: FBT003 - it takes no names
    except _Begun:
        return
    except (expat.ExpatError, LookupError, ValueError):  # the last two for an encoding that is not known
        if b"<!ENTITY" in data.replace(b"\0", b""):
            raise InputError(REFUSED) from None


def _refuse(*_declared: object) -> NoReturn:
    raise InputError(REFUSED)


def _begin(*_element: object) -> None:
    raise _Begun


class Values:
    """Events that keep the text of the first element of each name."""

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - `Events` has them
        """Begin an element, unless its name has been there."""
        self._name = "" if name in self._values else name

    def end(self, name: str) -> None:  # noqa: ARG002 - `Events` has it
        """End the element."""
        self._name = ""

    def text(self, text: str) -> None:
        """Take a piece of its text."""
        if self._name:
            self._values[self._name] = self._values.get(self._name, "") + text

    def __getitem__(self, name: str) -> str:
        return self._values.get(name, "").strip()
