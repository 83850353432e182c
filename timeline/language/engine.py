"""The regular expressions of dates: linear in the text, over one byte per code point.

Everything runs on `scan_form(text)`, so that offsets into it are offsets into the text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2

# Characters that mean the same in a date, as one that Latin-1 has.
_ALIKE = (
    ("\u2013", "-"),
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u201c", '"'),
    ("\u201d", '"'),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2212", "-"),
    ("\u2009", " "),
    ("\u202f", " "),
    ("\u2007", " "),
    ("\u02bc", "'"),
    ("\u20ac", "\xa4"),
)
_BLANKS = bytes.maketrans(b"\t\r\f\xa0", b"    ")
_WIDE_DIGITS = str.maketrans({chr(0xFF10 + digit): str(digit) for digit in range(10)})


def scan_form(text: str) -> bytes:
    """Return `text` with one byte per code point: Latin-1, with dashes, quotes, blanks and digits made plain."""
    if not text.isascii():
        for character, plain in _ALIKE:
            text = text.replace(character, plain)
        text = text.translate(_WIDE_DIGITS) if any("\uff10" <= c <= "\uff19" for c in set(text)) else text
    return text.encode("latin-1", "replace").translate(_BLANKS)


@lru_cache(maxsize=1024)
def regex(source: str, *, longest: bool = False) -> Any:  # noqa: ANN401  # re2 has no types
    """Compile an expression over the scan form; the result is kept."""
    return re2.compile(scan_form(source), options(longest=longest))


@lru_cache(maxsize=1024)
def context(source: str) -> Any:  # noqa: ANN401  # re2 has no types
    """Compile an expression over what stands around a match, in which capitals count."""
    return re2.compile(scan_form(source), options(longest=False, capitals=True))


def options(*, longest: bool, capitals: bool = False) -> Any:  # noqa: ANN401  # re2 has no types
    """Return the settings of the engine for an expression over the scan form."""
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = capitals
    options.longest_match = longest
    options.max_mem = 1 << 28
    options.log_errors = False
    return options
