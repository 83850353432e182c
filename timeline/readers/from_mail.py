"""E-mail: one message (RFC 5322, MIME), dated by its Date header, with what it quotes and encloses set apart.

What its writer wrote is the document. Each quotation in it is one of its own, dated by the words that introduce
it, and so is an enclosed message. Signatures are left out, attachments are not opened; a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from timeline.errors import InputError, UsageError
from timeline.model import Document, DocumentDate
from timeline.readers import USUAL, Reading, from_text
from timeline.readers.markup import to_text
from timeline.readers.quotation import Passage, parted, unflowed
from timeline.readers.record import headed
from timeline.readers.stated import stated, stated_day

if TYPE_CHECKING:
    from email.message import Message

NAME = "mail"
DESCRIPTION = "an e-mail message"
SUFFIXES = (".eml",)

LARGEST = 64 << 20
"""Bytes of a message, attachments included; a longer one is not read."""

_LONGEST_HEADER = 1000
_NAMED = 5
"""How many attachments a warning names."""
_SHOWN = ("text/plain", "text/html")
_HEADERS = re.compile(rb"\s*(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*+)++")
_OF_MAIL = re.compile(rb"(?im)^(?:message-id|received|return-path|delivered-to|mime-version)[ \t]*:")
_OF_WRITER = re.compile(rb"(?im)^(?:from|date|subject)[ \t]*:")
_ANSWER = re.compile(r"(?:\[[^\]]*\]\s*)?(?:re|fwd?|aw|wg|sv|vs|tr|rv|rif|odp|antw|enc)(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"(?:\[[^\]]*\]\s*)?(?:fwd?|wg|vs|tr|rv|enc)(?:\[\d+\])?\s*:", re.IGNORECASE)
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")


class Mail(NamedTuple):
    """A message, read."""

    document: Document
    quoted: tuple[Passage, ...]
    signature: int
    """Lines of it that are left out."""
    buried: int
    """Lines left out because they are quoted too deeply."""
    unopened: tuple[str, ...]
    """The names of the attachments."""


class _Body(NamedTuple):
    """The parts of a message."""

    text: str
    warnings: list[str]
    unopened: list[str]
    enclosed: list[Message]


def recognises(head: bytes) -> bool:
    """Tell a message by header fields that only mail has, beside those of its writer."""
    match = _HEADERS.match(head)
    return bool(match and _OF_MAIL.search(match[0]) and _OF_WRITER.search(match[0]))


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield the message, its quotations as `source#quoted-1` …, then what it encloses as `source#message-id`.

    Heeds `encoding` for parts that state none, or one that is not theirs.
    """
    for mail in mails(parsed(stream.read(LARGEST + 1)), source, source, reading):
        yield mail.document._replace(warnings=(*mail.document.warnings, *_left_out(mail)))
        yield from quotations(mail)


def parsed(data: bytes) -> Message:
    """Return the message in `data`, not yet decoded; InputError when it is none or longer than `LARGEST`."""
    from email import message_from_bytes  # noqa: PLC0415 - only for mail

    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST >> 20} MiB")
    try:
        message = message_from_bytes(data)
    except RecursionError:
        raise InputError("its parts are nested too deeply") from None
    if not message.keys():
        raise InputError("a message without header lines")
    return message


def message_id(message: Message) -> str:
    """Return the Message-ID (RFC 5322 section 3.6.4) without its brackets; empty when there is none."""
    found = _ID.search(_header(message, "message-id"))
    return found[1] if found else ""


def mails(message: Message, name: str, source: str, reading: Reading) -> Iterator[Mail]:
    """Yield a message, called `name`, and those enclosed in it, each called `source#message-id`."""
    waiting = [(message, name)]
    count = 1
    while waiting:
        message, name = waiting.pop()
        body = _body(message, reading)
        yield _mail(message, name, body)
        for enclosed in reversed(body.enclosed):
            count += 1
            waiting.append((enclosed, f"{source}#{message_id(enclosed) or f'message-{count}'}"))


def quotations(mail: Mail) -> Iterator[Document]:
    """Yield what a message quotes, each passage as a document `name#quoted-1` … of its own date."""
    for number, passage in enumerate(mail.quoted, 1):
        date = stated_day(passage.date)
        yield Document(
            _headed(passage.subject, passage.text),
            f"{mail.document.source}#quoted-{number}",
            title=passage.subject or None,
            stated=(DocumentDate(date, "metadata", f'introduction "{passage.told}"'),) if date else (),
        )


def _mail(message: Message, name: str, body: _Body) -> Mail:
    letter = parted(body.text)
    subject = _header(message, "subject")
    forwards = bool(_FORWARD.match(subject))
    quoted = tuple(passage._replace(forwarded=forwards or passage.forwarded) for passage in letter.quoted)
    dates, doubts = _dates(message)
    document = Document(
        _headed(subject, letter.own),
        name,
        title=subject or None,
        warnings=(*doubts, *body.warnings),
        stated=dates,
        language=_header(message, "content-language") or None,
    )
    return Mail(document, quoted, letter.signature, letter.buried, tuple(body.unopened))


def _headed(subject: str, text: str) -> str:
    """Return `text` under its subject, unless that is the one of an earlier mail."""
    return text if _ANSWER.match(subject) else headed(subject, text)


def _left_out(mail: Mail) -> Iterator[str]:
    if mail.signature:
        yield f"lines of signature left out: {mail.signature}"
    if mail.buried:
        yield f"lines quoted too deeply left out: {mail.buried}"
    if mail.unopened:
        more = len(mail.unopened) - _NAMED
        names = ", ".join(mail.unopened[:_NAMED])
        yield f"attachments not opened: {names}{f' and {more} more' if more > 0 else ''}"


def _dates(message: Message) -> tuple[tuple[DocumentDate, ...], tuple[str, ...]]:
    """Return the date that the header states, in the writer's own zone, or why there is none."""
    words = _header(message, "date")
    if found := stated(words, "Date header"):
        return found, ()
    return (), ((f'Date header "{words[:80]}" is no date',) if words else ())


def _header(message: Message, name: str) -> str:
    """Return a header field on one line, its encoded words decoded."""
    from email.policy import default  # noqa: PLC0415 - only for mail

    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    text = _decoded(str(raw)[:_LONGEST_HEADER])
    return " ".join(str(default.header_factory("subject", text)).split()) if "=?" in text else text


def _decoded(raw: str) -> str:
    """Return on one line what the parser took for ASCII."""
    data = raw.encode("utf-8", "surrogateescape")
    return " ".join(from_text.decode(data, Reading(any_bytes=True))[0].split())


def _body(message: Message, reading: Reading) -> _Body:
    texts: list[str] = []
    body = _Body("", [], [], [])
    for part, shown in _parts(message):
        kind = part.get_content_type()
        if kind == "message/rfc822" and part.is_multipart():
            body.enclosed.extend(_inner(part))
        elif kind in _SHOWN and (part is message or part.get_content_disposition() != "attachment"):
            if shown:
                text, warnings = _text(part, kind, reading)
                texts.append(text)
                body.warnings.extend(warnings)
        elif shown or not kind.startswith("text/"):
            body.unopened.append(" ".join(_decoded(part.get_filename() or "").split()) or kind)
    return body._replace(text="\n\n".join(texts))


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
