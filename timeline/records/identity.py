"""The identity of an event, which is the same whenever its text is read again."""

from __future__ import annotations

import unicodedata

_NAMESPACE_URL = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")
"""RFC 9562 section 6.6."""


def event_id(source_key: str, sentence: str, expression: str, n: int) -> str:
    """Return the identity of an event, a UUID version 5 (RFC 9562 section 5.5).

    `source_key` is the document's stated id, else its file name without folders; `n` counts, from 0, the
    equal tuples of one document. White space and Unicode composition make no difference, and neither does
    the wording of the description, so that reading a text again finds the same events.
    """
    from hashlib import sha1  # noqa: PLC0415 - only who makes events needs it

    parts = ("timeline:v1", source_key, _plain(sentence), _plain(expression), str(n))
    name = _mend("\x1f".join(parts)).encode()
    digest = bytearray(sha1(_NAMESPACE_URL + name, usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50  # the version
    digest[8] = digest[8] & 0x3F | 0x80  # the variant
    digits = digest.hex()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _mend(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
