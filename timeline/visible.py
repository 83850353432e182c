"""Text that a terminal can show: made harmless, measured in cells, cut or broken to fit."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_UNSAFE_IN_LINES = re.compile(rf"(?![\t\n]){_UNSAFE.pattern}")
_ELLIPSIS = "…"


def visible(text: str) -> str:
    r"""Return `text` on one line with what could move a cursor or turn the reading order shown as `\x1b`.

    White space runs become one space. Joiners (ZWJ, ZWNJ) stay: scripts need them.
    """
    return _UNSAFE.sub(_escape, " ".join(text.split()))


def visible_lines(text: str) -> str:
    """Return `text` with the same shown, its lines, tabs and spaces as they are."""
    return _UNSAFE_IN_LINES.sub(_escape, text)


def cells(text: str) -> int:
    """Return the number of terminal cells `text` takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415 - only for text beyond ASCII

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def shorten(text: str, width: int, *, front: bool = False) -> str:
    """Return `text` cut to `width` cells, at a word where one ends in reach, with an ellipsis for the rest.

    With `front` the beginning goes and the end stays, which suits a path. Of a last note in square brackets nothing
    stays when it does not fit.
    """
    if cells(text) <= width:
        return text
    room = max(width - 1, 0)
    if front:
        return _ELLIPSIS + _take(text[::-1], room)[::-1]
    taken = _take(text, room)
    if not text[len(taken)].isspace():
        head, _, tail = taken.rpartition(" ")
        taken = head if head and len(tail) <= room // 2 else taken
    before, opens, note = taken.rpartition(" [")
    if opens and "]" not in note and text.endswith("]"):
        taken = before
    return taken.rstrip() + _ELLIPSIS


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells, broken after a word or a `/` where one ends in it."""
    lines = []
    while cells(text) > width:
        taken = _take(text, width) or text[0]
        if not text[len(taken) :][:1].isspace():
            taken = taken[: max(taken.rfind(" "), taken.rfind("/")) + 1] or taken
        lines.append(taken.rstrip())
        text = text[len(taken) :].lstrip()
    return [*lines, text]


def _take(text: str, room: int) -> str:
    """Return as much of the beginning of `text` as fits in `room` cells."""
    if text.isascii():
        return text[:room]
    taken = len(text[:room])
    while cells(text[:taken]) > room:
        taken -= 1
    return text[:taken]


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
