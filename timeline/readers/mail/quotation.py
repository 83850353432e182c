"""Tells in the text of a mail what its writer wrote from what is quoted, and from the signature."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

_LONGEST_SIGNATURE = 20
"""In lines; what is longer is text under a rule."""
_LONGEST_INTRODUCTION = 3
_WIDEST_INTRODUCTION = 400
_LONGEST_HEADER = 12
_LONGEST_RULE = 100
_DEEPEST = 10
_LONGEST = 1 << 20
"""Characters of all that a mail quotes."""

_ONE_LEVEL = re.compile(r"> ?")
_SIGNATURE = re.compile(r"-- ?")
_DATE = re.compile(
    r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}\.? [^\W\d_]{3,9}\.?,? \d{2,4}"
    r"|[^\W\d_]{3,9}\.? \d{1,2},? \d{4})\b"
)
_TIME_OR_ADDRESS = re.compile(r"\d:\d\d|@")
_FIELD = re.compile(r"[ \t]*\*?(From|Sent|Date|To|Cc|Subject):\*?[ \t]*(.*)")
_ANNOUNCED = re.compile(r"[ \t]*(?:-{2,}.*message.*-{2,}|_{8,}|Begin forwarded message:)[ \t]*", re.IGNORECASE)


class Passage(NamedTuple):
    """What one person wrote in one mail."""

    text: str
    told: str = ""
    """The words that say whose it is and when it was written; empty when nothing does."""
    date: str = ""
    """Those of them that are the date."""
    subject: str = ""
    forwarded: bool = False
    """Whether it is passed on rather than answered."""


class Letter(NamedTuple):
    """The text of a mail in its parts."""

    own: str
    quoted: tuple[Passage, ...]
    """What is quoted, also inside a quotation, each without what it quotes itself."""
    signature: int
    """How many lines of signature are left out of it all."""
    buried: int
    """How many lines are left out that are quoted too deeply, or behind too many others."""


def lines(passage: Passage) -> int:
    """Return how many lines of a passage are not empty."""
    return sum(1 for line in passage.text.split("\n") if line.strip())


def parted(text: str) -> Letter:
    """Part the text of a mail.

    A quotation is a block of lines that begin with `>`, whose introduction ("On … wrote:") is recognised in any
    language by its date or address and its colon; all that follows "On … wrote:" without such lines; and all
    that follows the header lines of a forwarded or answered mail (From, Sent or Date, Subject), in English.
    """
    own, passages, signature = _split(Passage(text))
    waiting, buried = _bounded(passages)
    quoted = []
    for _ in range(_DEEPEST):
        found: list[Passage] = []
        for passage in waiting:
            kept, inner, cut = _split(passage)
            signature += cut
            if kept:
                quoted.append(passage._replace(text=kept))
            found += [each._replace(forwarded=each.forwarded or passage.forwarded) for each in inner]
        waiting = found
    return Letter(own, tuple(quoted), signature, buried + sum(map(lines, waiting)))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Join the lines of text in `format=flowed` (RFC 3676 section 4), paragraph by paragraph."""
    lines: list[str] = []
    depth_before, open_before = 0, False
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if open_before and depth == depth_before and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth}{' ' if depth else ''}{words}")
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
        depth_before, open_before = depth, flows
    return "\n".join(lines)


def _split(passage: Passage) -> tuple[str, list[Passage], int]:
    """Return the words of `passage` itself, what it quotes, and how many lines of signature it has."""
    lines = passage.text.split("\n")
    stretches: list[list[str]] = [[]]
    quoted: list[tuple[Passage, list[str]]] = []
    at = 0
    while at < len(lines):
        if header := _header(lines, at):
            quoted.append((header[0], lines[header[1] :]))
            break
        own = stretches[-1]
        if lines[at].startswith(">"):
            end = _block_end(lines, at)
            introduced = _introduction(own)
            if introduced or not quoted:
                quoted.append((introduced or Passage(""), []))
            quoted[-1][1].extend(["", *(_ONE_LEVEL.sub("", line, count=1) for line in lines[at:end])])
            stretches.append([])
            at = end
            continue
        own.append(lines[at])
        at += 1
        if own[-1].rstrip().endswith("wrote:") and not _quotes_next(lines, at) and (head := _introduction(own)):
            quoted.append((head, lines[at:]))
            break
    signature = sum(map(_cut_signature, stretches))
    passages = (head._replace(text="\n".join(words)) for head, words in quoted)
    return _tidy(stretches), [each for each in passages if each.text.strip()], signature


def _bounded(passages: Iterable[Passage]) -> tuple[list[Passage], int]:
    """Return the passages up to `_LONGEST`, and how many lines lie beyond."""
    kept: list[Passage] = []
    room, beyond = _LONGEST, 0
    for passage in passages:
        end = len(passage.text) if len(passage.text) <= room else passage.text.rfind("\n", 0, room) + 1
        beyond += lines(passage._replace(text=passage.text[end:]))
        room = room - end if end == len(passage.text) else 0
        if end:
            kept.append(passage._replace(text=passage.text[:end]))
    return kept, beyond


def _tidy(stretches: Iterable[list[str]]) -> str:
    return "\n\n".join(words for lines in stretches if (words := "\n".join(lines).strip("\n")).strip())


def _header(lines: list[str], at: int) -> tuple[Passage, int] | None:
    """Return who wrote the mail whose header lines begin at line `at`, and where its text begins; or None."""
    forwarded = False
    if len(lines[at]) <= _LONGEST_RULE and _ANNOUNCED.fullmatch(lines[at]):
        forwarded = "forward" in lines[at].lower()
        at += 1
        while at < len(lines) and not lines[at].strip():
            at += 1
    fields: dict[str, str] = {}
    key = ""
    for line in lines[at : at + _LONGEST_HEADER]:
        field = _FIELD.fullmatch(line)
        if field is None and not (key in ("To", "Cc") and line.strip()):
            break
        if field:
            key = field[1]
            fields.setdefault(key, field[2].strip(" \t*"))
        at += 1
    date = fields.get("Sent") or fields.get("Date")
    if not date or "From" not in fields or fields.keys().isdisjoint(("To", "Subject")):
        return None
    return Passage("", f"From {fields['From']}, {date}", date, fields.get("Subject", ""), forwarded), at


def _block_end(lines: list[str], at: int) -> int:
    """Return where the block of quoted lines ends that begins at line `at`; empty lines may stand in it."""
    end = at
    while at < len(lines) and (lines[at].startswith(">") or not lines[at].strip()):
        at += 1
        end = at if lines[at - 1].startswith(">") else end
    return end


def _quotes_next(lines: list[str], at: int) -> bool:
    following = next((line for line in islice(lines, at, None) if line.strip()), "")
    return following.startswith(">")


def _introduction(lines: list[str]) -> Passage | None:
    """Take the introduction of a quotation off the end of `lines`, if there is one."""
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip():
        last -= 1
    if last < 0 or not lines[last].rstrip().endswith(":"):
        return None
    for sign in (_DATE, _TIME_OR_ADDRESS):
        for first in range(last, max(last - _LONGEST_INTRODUCTION, -1), -1):
            told = " ".join(" ".join(lines[first : last + 1]).split())
            if not lines[first].strip() or len(told) > _WIDEST_INTRODUCTION:
                break
            if found := sign.search(told):
                del lines[first:]
                return Passage("", told, found[0] if sign is _DATE else "")
    return None


def _cut_signature(lines: list[str]) -> int:
    """Take the signature off the end of `lines` (RFC 3676 section 4.3) and return how many lines it has."""
    marks = [at for at, line in enumerate(lines) if _SIGNATURE.fullmatch(line)]
    if not marks or len(lines) - marks[-1] > _LONGEST_SIGNATURE:
        return 0
    cut = [line for line in lines[marks[-1] + 1 :] if line.strip()]
    del lines[marks[-1] :]
    return len(cut)
