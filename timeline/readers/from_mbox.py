"""Mailboxes in the mbox format (RFC 4155, mboxrd), read message by message, so that memory does not grow.

What an answer quotes is left out here, for it is read where it was first said; what is forwarded is read. Each
message is a document `source#message-id`; what is left out of them is counted in one warning at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from timeline.errors import InputError
from timeline.model import Document, Loss
from timeline.readers import Reading, from_mail
from timeline.readers.common.several import warned
from timeline.readers.from_mail import Mail
from timeline.readers.mail import mime
from timeline.readers.mail.quotation import lines

NAME = "mbox"
DESCRIPTION = "a mailbox of many messages"
SUFFIXES = (".mbox", ".mbx")

_PIECE = 1 << 20
"""Bytes that are read of a line at once."""
_FROM = b"From "
_DATED = re.compile(rb"From (?:.* )?[A-Z][a-z]{2} +[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d(?::\d\d)?(?: [^ ]+)? \d{4}\s*")
"""The separator of RFC 4155; a line of prose that begins with "From" is none."""
_GUARDED = re.compile(rb">+From ")


def recognises(head: bytes) -> bool:
    """Tell a mailbox by its first line and the message that follows."""
    first, _, message = head.partition(b"\n")
    return first.startswith(_FROM) and from_mail.recognises(message)


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Return the messages, the enclosed ones after what encloses them; heeds `encoding` as `from_mail` does."""
    return warned(_read(stream, source, reading), "a mailbox without messages")


def _read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document | str]:
    tally = _Tally()
    for number, letter in enumerate(_messages(stream), 1):
        try:
            message = mime.parsed(letter)
        except InputError as error:
            yield Loss(f"message {number} left out: {error}")
            continue
        name = f"{source}#{mime.message_id(message) or f'message-{number}'}"
        for mail in from_mail.mails(message, name, source, reading):
            forwarded = tuple(passage for passage in mail.quoted if passage.forwarded)
            tally.count(mail)
            yield mail.document
            yield from from_mail.quotations(mail._replace(quoted=forwarded))
    yield from tally.told()


class _Tally:
    """Counts what is left out of the messages."""

    def __init__(self) -> None:
        self._quoted = self._signature = self._unopened = self._messages = 0

    def count(self, mail: Mail) -> None:
        quoted = mail.buried + sum(lines(passage) for passage in mail.quoted if not passage.forwarded)
        self._quoted += quoted
        self._signature += mail.signature
        self._unopened += len(mail.unopened)
        self._messages += bool(quoted or mail.signature or mail.unopened)

    def told(self) -> Iterator[str]:
        """Yield one line, unless nothing is left out."""
        if self._messages:
            yield (
                f"left out of the whole mailbox: {self._quoted} quoted lines, {self._signature} lines of signature, "
                f"{self._unopened} attachments; messages concerned: {self._messages}"
            )


def _messages(stream: BinaryIO) -> Iterator[list[bytes]]:
    """Yield the lines of each message that are read, without its separator; one too long only its first ones."""
    dated = False
    message: list[bytes] | None = None
    size = 0
    is_read = mime.Read()
    blank = line_begins = True
    while line := stream.readline(_PIECE):
        if line_begins and line.startswith(_FROM) and (_DATED.fullmatch(line) if dated else blank):
            if message is None:
                dated = bool(_DATED.fullmatch(line))
            else:
                yield message
            message, size, is_read = [], 0, mime.Read()
        elif size <= mime.LARGEST:
            message = [] if message is None else message
            line = line[1:] if line_begins and _GUARDED.match(line) else line
            if is_read(line):
                message.append(line)
                size += len(line)
        blank = line_begins and not line.strip()
        line_begins = line.endswith(b"\n")
    if message is not None:
        yield message
