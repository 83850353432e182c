"""What XML is, by its first element, and whether it declares entities, for parsers that would expand them."""

from __future__ import annotations

import re

from timeline.errors import InputError
from timeline.readers.xml_events import REFUSED

_ROOT = re.compile(
    rb"\s*(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*)?+>)\s*)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)


class _Begun(Exception):  # noqa: N818 - no error, but the end of what is looked at
    """The first element begins, behind which nothing can be declared."""


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


def _refuse(*_declared: object) -> None:
    raise InputError(REFUSED)


def _begin(*_element: object) -> None:
    raise _Begun
