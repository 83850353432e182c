"""Documents that are zip files (DOCX, ODT, EPUB): single members, read within limits that stop bombs.

Only members that are asked for by name are unpacked, and never to the disk: no path in the file counts for anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from timeline.errors import InputError
from timeline.readers.common import limits

MOST_MEMBERS = 2000

MAGIC = b"PK\x03\x04"

_CHUNK = 1 << 16
_LONGEST_ENTRY = 1 << 10  # of the directory, for each member: several times what any program writes
_END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)
_END_WITHIN = 22 + 0xFFFF
_BROKEN = "is broken or cut off"
_TOO_MANY = f"holds more than {MOST_MEMBERS:,} members; {limits.BOMB}"


def is_of_kind(head: bytes, kind: bytes) -> bool:
    """Tell whether a zip file that begins with `head` says first of all that it is of `kind`, a media type.

    OpenDocument 1.3 part 2 section 3.3 and the EPUB container (OCF 3.3 section 4.2.2) put it there.
    """
    return head.startswith(MAGIC) and head[30:38] == b"mimetype" and head.startswith(kind, 38)


class Archive:
    """The members of a zip file.

    Raises InputError when the file is damaged, encrypted or beyond a limit, here and in every method.
    """

    def __init__(self, stream: BinaryIO) -> None:
        from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - only for what is packed

        size = stream.seek(0, 2)
        stream.seek(max(0, size - _END_WITHIN))
        ends = _END.findall(stream.read())
        if ends and int.from_bytes(ends[-1], "little") > MOST_MEMBERS * _LONGEST_ENTRY:
            raise InputError(_TOO_MANY)
        stream.seek(0)
        try:
            self._zip = ZipFile(stream)
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise InputError(_BROKEN) from None
        self._members = {member.filename: member for member in self._zip.infolist()}
        self._read = 0
        if len(self._zip.infolist()) > MOST_MEMBERS:
            raise InputError(_TOO_MANY)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Return a member; nothing when there is none of that name."""
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a member piece by piece; the limits hold for what has been unpacked, whatever the file says of it."""
        from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile  # noqa: PLC0415 - as above
        from zlib import error as damaged  # noqa: PLC0415 - as above

        member = self._members.get(name)
        if member is None:
            return
        if member.flag_bits & 1:
            raise InputError("is encrypted; decrypt it first")
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the only ones that these formats allow
            raise InputError(_BROKEN)
        size = 0
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    size += len(piece)
                    self._read += len(piece)
                    limits.check_size(self._read)
                    limits.check_ratio(size, member.compress_size)
                    yield piece
        except (BadZipFile, damaged, EOFError, OSError, ValueError, NotImplementedError):
            raise InputError(_BROKEN) from None
