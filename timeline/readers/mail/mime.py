"""A message taken apart (RFC 5322, MIME): its headers, its texts, what it encloses, and the names of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from timeline.errors import InputError, UsageError
from timeline.readers import USUAL, Reading, from_text
from timeline.readers.common.markup import to_text
from timeline.readers.mail.quotation import unflowed

if TYPE_CHECKING:
    from email.message import Message

LARGEST = 64 << 20
"""Bytes of a message without its attachments; a longer one is not read."""
_LONGEST_HEADER = 1000
_SHOWN = ("text/plain", "text/html")
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_LINES = 1000
"""How many lines the parser is given at once."""
_BASE64 = re.compile(rb"(?im)^content-transfer-encoding[ \t]*:\s*base64\b")
_TYPE = re.compile(rb"(?im)^content-type[ \t]*:\s*(?!text/(?:plain|html)|multipart/|message/)[^\s;]")


class Body(NamedTuple):
    """The parts of a message."""

    texts: list[str]
    warnings: list[str]
    unopened: list[str]
    enclosed: list[Message]


class Read:
    """Tells of one line of a message after the other whether it is read: those of attachments in base64 are not.

    They are most of a large message. A line of base64 never looks like the boundary of a part, which ends it.
    """

    def __init__(self) -> None:
        self._head: list[bytes] | None = []
        """The header lines so far; None behind them."""
        self._is_attachment = False

    def __call__(self, line: bytes) -> bool:
        """Take the next line and tell whether it is read."""
        if line.startswith(b"--"):
            self._head, self._is_attachment = [], False
        elif self._head is not None:
            self._head.append(line)
            if not line.strip():
                head = b"".join(self._head)
                self._head, self._is_attachment = None, bool(_BASE64.search(head) and _TYPE.search(head))
        elif self._is_attachment:
            return False
        return True


def parsed(lines: Iterable[bytes]) -> Message:
    """Return the message in `lines`, not yet decoded; InputError when it is none or longer than `LARGEST`."""
    from email.parser import BytesFeedParser  # noqa: PLC0415 - only for mail

    parser = BytesFeedParser()
    size = 0
    waiting = iter(lines)
    try:
        while piece := b"".join(islice(waiting, _LINES)):
            size += len(piece)
            if size > LARGEST:
                raise InputError(f"longer than {LARGEST >> 20} MiB without its attachments")
            parser.feed(piece)
        message = parser.close()
    except RecursionError:
        raise InputError("its parts are nested too deeply") from None
    if not message.keys():
        raise InputError("a message without header lines")
    return message


def message_id(message: Message) -> str:
    """Return the Message-ID (RFC 5322 section 3.6.4) without its brackets; empty when there is none."""
    found = _ID.search(header(message, "message-id"))
    return found[1] if found else ""


def header(message: Message, name: str) -> str:
    """Return a header field on one line, its encoded words decoded."""
    from email.policy import default  # noqa: PLC0415 - only for mail

    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    text = _decoded(str(raw)[:_LONGEST_HEADER])
    return " ".join(str(default.header_factory("subject", text)).split()) if "=?" in text else text


def _decoded(raw: str) -> str:
    """Return on one line what the parser took for ASCII."""
    data = raw.encode("utf-8", "surrogateescape")
    return " ".join(from_text.decode(data, Reading(any_bytes=True))[0].split())


def body_of(message: Message, reading: Reading) -> Body:
    """Return the texts of a message as they are shown, and what stands beside them; heeds `encoding`."""
    body = Body([], [], [], [])
    for part, shown in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            body.enclosed.extend(_inner(part))
        elif kind in _SHOWN and (part is message or part.get_content_disposition() != "attachment"):
            if shown:
                text, warnings = _text(part, kind, reading)
                body.texts.append(text)
                body.warnings.extend(warnings)
        elif shown or not kind.startswith("text/"):
            body.unopened.append(" ".join(_decoded(part.get_filename() or "").split()) or kind)
    return body


def _parts(message: Message) -> Iterator[tuple[Message, bool]]:
    """Yield the parts that hold no others; False goes with those of an alternative that is not taken."""
    waiting = [(message, True)]
    while waiting:
        part, shown = waiting.pop()
        if part.get_content_maintype() != "multipart" or not part.is_multipart():
            yield part, shown
            continue
        inner = _inner(part)
        taken = _taken(inner) if part.get_content_subtype() == "alternative" else None
        waiting += [(each, shown and taken in (None, each)) for each in reversed(inner)]


def _inner(part: Message) -> list[Message]:
    return cast("list[Message]", part.get_payload())  # it is multipart, as the caller has asked


def _taken(alternatives: list[Message]) -> Message:
    """Return the alternative to read: plain text that has any words, else the richest, which comes last."""
    for part in alternatives:
        if part.get_content_type() == "text/plain" and str(part.get_payload()).strip():
            return part
    rich = [part for part in alternatives if part.is_multipart() or part.get_content_type() == "text/html"]
    return (rich or alternatives)[-1]


def _text(part: Message, kind: str, reading: Reading) -> tuple[str, tuple[str, ...]]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    text, warnings = _decoded_as(data, charset, reading)
    if kind == "text/html":
        return to_text(text, quote="> "), warnings
    if str(part.get_param("format", "")).lower() == "flowed":
        text = unflowed(text, delete_space=str(part.get_param("delsp", "")).lower() == "yes")
    return text, warnings


def _decoded_as(data: bytes, charset: str | None, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """Decode as the part states; else as the caller says; else by what it looks like."""
    if charset:
        try:
            return from_text.decode(data, USUAL._replace(encoding=charset))
        except (InputError, UsageError) as error:
            text, warnings = from_text.decode(data, reading._replace(any_bytes=True))
            return text, (f"charset of a part: {' '.join(str(error).split())}", *warnings)
    return from_text.decode(data, reading._replace(any_bytes=True))
