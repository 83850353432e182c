"""Subtitles and transcripts (SubRip, WebVTT): the spoken text, its cues joined; their times are no dates."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import Reading, from_text

NAME = "subtitles"
DESCRIPTION = "subtitles: SubRip and WebVTT"
SUFFIXES = (".srt", ".vtt")

_PAUSE = 3.0
"""Seconds of silence after the end of a sentence that begin a paragraph."""
_MARK = "\ufeff"
_TIME = r"(?:(\d{1,4}):)?(\d\d):(\d\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}.*")
_SRT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d{1,9}[ \t]*\r?\n[ \t]*\d{1,4}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_VTT = re.compile(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|$)")
_LANGUAGE = re.compile(r"Language:[ \t]*([A-Za-z-]+)")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_TURN = re.compile(r"(?:-|–|—|>>+)[ \t]*")
_END_OF_SENTENCE = (".", "!", "?", "…", '"', "”")


class _Cue(NamedTuple):
    start: float
    end: float
    lines: tuple[str, ...]


def recognises(head: bytes) -> bool:
    """Tell WebVTT by its first line, SubRip by the number and the times of its first cue."""
    return bool(_VTT.match(head) or _SRT.match(head))


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield what is said; heeds `encoding`.

    A paragraph begins where the speaker changes and after a pause. Who speaks by a tag stands before it with a
    colon. Raises InputError when there is no cue.
    """
    text, warnings = from_text.decode(stream.read(), reading)
    language = _LANGUAGE.search(text.partition("\n\n")[0]) if text.startswith("WEBVTT") else None
    cues = list(_cues(text))
    if not cues:
        raise InputError("no subtitles, which have times before each text")
    yield Document(_joined(cues), source, warnings=warnings, language=language[1] if language else None)


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the cues: what stands between a line of times and an empty line; all else is notes, styles, numbers."""
    times: re.Match[str] | None = None
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if found := _TIMES.fullmatch(line):
            times, lines = found, []
        elif line.strip():
            lines.append(line)
        elif times:
            yield _Cue(_seconds(times, 1), _seconds(times, 5), tuple(lines))
            times = None


def _seconds(times: re.Match[str], first: int) -> float:
    hours, minutes, seconds, parts = times.group(first, first + 1, first + 2, first + 3)
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts}")


def _joined(cues: list[_Cue]) -> str:
    paragraphs: list[list[str]] = []
    speaker = last = ""
    end = 0.0
    for cue in cues:
        for raw in cue.lines:
            voice = _VOICE.search(raw)
            words = " ".join(html.unescape(_TAG.sub("", raw)).split())
            turn = _TURN.match(words)
            words = words[turn.end() :] if turn else words
            if not words or words == last:  # captions that roll up show a line again
                continue
            last = words
            changed = bool(turn) or bool(voice and voice[1] != speaker)
            if voice and voice[1] != speaker:
                speaker = " ".join(voice[1].split())
                words = f"{speaker}: {words}"
            pause = cue.start - end >= _PAUSE and bool(paragraphs) and paragraphs[-1][-1].endswith(_END_OF_SENTENCE)
            if changed or pause or not paragraphs:
                paragraphs.append([])
            paragraphs[-1].append(words)
            end = cue.end
    return "\n\n".join(" ".join(words) for words in paragraphs)
