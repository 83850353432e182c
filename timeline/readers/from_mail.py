"""E-mail: one message (RFC 5322, MIME), dated by its Date header, with what it quotes and encloses set apart.

What its writer wrote is the document. Each quotation in it is one of its own, dated by the words that introduce
it, and so is an enclosed message. Signatures are left out, attachments are not opened; a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from timeline.model import Document, DocumentDate
from timeline.readers import Reading
from timeline.readers.common.record import headed
from timeline.readers.common.stated import stated, stated_day
from timeline.readers.mail import mime
from timeline.readers.mail.quotation import Passage, parted

if TYPE_CHECKING:
    from email.message import Message

NAME = "mail"
DESCRIPTION = "an e-mail message"
SUFFIXES = (".eml",)

_NAMED = 5
"""How many attachments a warning names."""
_HEADERS = re.compile(rb"\s*(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*+)++")
_OF_MAIL = re.compile(rb"(?im)^(?:message-id|received|return-path|delivered-to|mime-version)[ \t]*:")
_OF_WRITER = re.compile(rb"(?im)^(?:from|date|subject)[ \t]*:")
_ANSWER = re.compile(r"(?:\[[^\]]*\]\s*)?(?:re|fwd?|aw|wg|sv|vs|tr|rv|rif|odp|antw|enc)(?:\[\d+\])?\s*:", re.IGNORECASE)
_FORWARD = re.compile(r"(?:\[[^\]]*\]\s*)?(?:fwd?|wg|vs|tr|rv|enc)(?:\[\d+\])?\s*:", re.IGNORECASE)
_PIECE = 1 << 16
"""Bytes of a line that are read at once."""


class Mail(NamedTuple):
    """A message, read."""

    document: Document
    quoted: tuple[Passage, ...]
    signature: int
    """Lines of it that are left out."""
    buried: int
    """Lines left out because they are quoted too deeply, or behind too many others."""
    unopened: tuple[str, ...]
    """The names of the attachments."""


def recognises(head: bytes) -> bool:
    """Tell a message by header fields that only mail has, beside those of its writer."""
    match = _HEADERS.match(head)
    return bool(match and _OF_MAIL.search(match[0]) and _OF_WRITER.search(match[0]))


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield the message, its quotations as `source#quoted-1` …, then what it encloses as `source#message-id`.

    Heeds `encoding` for parts that state none, or one that is not theirs.
    """
    is_read = mime.Read()
    lines = iter(partial(stream.readline, _PIECE), b"")
    for mail in mails(mime.parsed(filter(is_read, lines)), source, source, reading):
        yield mail.document._replace(warnings=(*mail.document.warnings, *_left_out(mail)))
        yield from quotations(mail)


def mails(message: Message, name: str, source: str, reading: Reading) -> Iterator[Mail]:
    """Yield a message, called `name`, and those enclosed in it, each called `source#message-id`."""
    waiting = [(message, name)]
    count = 1
    while waiting:
        message, name = waiting.pop()
        body = mime.body_of(message, reading)
        yield _mail(message, name, body)
        for enclosed in reversed(body.enclosed):
            count += 1
            waiting.append((enclosed, f"{source}#{mime.message_id(enclosed) or f'message-{count}'}"))


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


def _mail(message: Message, name: str, body: mime.Body) -> Mail:
    letters = [parted(text) for text in body.texts]
    subject = mime.header(message, "subject")
    forwards = bool(_FORWARD.match(subject))
    dates, doubts = _dates(message)
    document = Document(
        _headed(subject, "\n\n".join(filter(None, (letter.own for letter in letters)))),
        name,
        title=subject or None,
        warnings=(*doubts, *body.warnings),
        stated=dates,
        language=mime.header(message, "content-language") or None,
    )
    signature, buried = sum(each.signature for each in letters), sum(each.buried for each in letters)
    quoted = chain.from_iterable(letter.quoted for letter in letters)
    passages = tuple(each._replace(forwarded=forwards or each.forwarded) for each in quoted)
    return Mail(document, passages, signature, buried, tuple(body.unopened))


def _headed(subject: str, text: str) -> str:
    """Return `text` under its subject, unless that is the one of an earlier mail."""
    return text if _ANSWER.match(subject) else headed(subject, text)


def _left_out(mail: Mail) -> Iterator[str]:
    if mail.signature:
        yield f"lines of signature left out: {mail.signature}"
    if mail.buried:
        yield f"lines of deep or long quotations left out: {mail.buried}"
    if mail.unopened:
        more = len(mail.unopened) - _NAMED
        names = ", ".join(mail.unopened[:_NAMED])
        yield f"attachments not opened: {names}{f' and {more} more' if more > 0 else ''}"


def _dates(message: Message) -> tuple[tuple[DocumentDate, ...], tuple[str, ...]]:
    """Return the date that the header states, in the writer's own zone, or why there is none."""
    words = mime.header(message, "date")
    if found := stated(words, "Date header"):
        return found, ()
    return (), ((f'Date header "{words[:80]}" is no date',) if words else ())
