"""The stretches of a text that are about the document, by their shape: headers, datelines, bylines, "Updated: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.dct.cues import LONGEST_LINE, YEAR, Cues, load
from timeline.headings import date_headings
from timeline.model import Document
from timeline.readers import PART
from timeline.segment import REFERENCE

HEAD_LINES = 10
"""Lines at the top that may be about the document."""
_TAIL_LINES = 5
_LONGEST_DATELINE = 100
_LONGEST_HEADING = 300  # with the lines of its paragraph
_FRONT_MATTER = 20_000  # code points in which it must end

_HEADER = re.compile(r"[ \t>*_]{0,4}([^\W\d_][\w .-]{0,30})[*_]{0,2}[ \t]{0,3}:[*_]{0,2}(?:[ \t]+(.*)|$)")
_END_OF_MATTER = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|$)")
_SHORT_LINE = re.compile(r"^[ \t#*_]{0,8}([^\W_][^\n]{4,40}?)[ \t*_:]{0,4}$", re.MULTILINE)
_SIGNED = re.compile(r"^[^\n|·•]{2,60} [|·•] [^\n|·•]{6,40}$", re.MULTILINE)
_TABLE = re.compile(r"[ \t|:]{0,8}-{3,}[ \t:]{0,4}\|")  # the line under the head of a Markdown table
_VISIBLE = re.compile(r"\S")
_DASH = re.compile(r"[ \t]?(?:-{2,3}|—|–|_|(?<=[)\d ])-)(?=\s|$)")
_AGENCY = re.compile(r"\([^\W\d_][^()]{0,40}\)|/[^\W\d_][^/]{0,40}/")
_SHOUTED = re.compile(r"[^\W\d_a-z]{3}")
_SHOUTING = re.compile(rf"^{_SHOUTED.pattern}[^\n]{{0,{_LONGEST_DATELINE}}}", re.MULTILINE)
# A note of an encyclopedia; volume, issue and pages of a journal, and its year before or after them.
_CITATION = re.compile(
    r"^[ \t]{0,8}(?:[-*] )?\^ [^\n]{1,2000}"
    r"|\b[0-9]{1,4} ?\([0-9]{1,3}\): ?[0-9]{1,5}[-–][0-9]{1,5}"
    r"|\b(?:1[89]|20)[0-9]{2};[0-9]{1,4}(?:\([0-9]{1,4}\):?|:)[0-9]{1,5}[-–][0-9]{1,5}"
    r"|\b[0-9]{1,4}, [0-9]{1,5}[-–][0-9]{1,5} \((?:1[89]|20)[0-9]{2}\)",
    re.MULTILINE,
)
_RIGHTS = re.compile(r"(?:\([cC]\) ?)?(?:1[5-9]|20)\d\d\b")


class Note(NamedTuple):
    """A stretch of the text that is about the document."""

    start: int
    end: int
    kind: str
    """`header`, `line`, `byline`, `dateline`, `date line`, `heading` or `reference`."""
    role: str = ""
    """`published`, `week` (that begins then), `updated`, `title` or empty."""
    value: str = ""
    """The words that hold what the role says."""


def notes_of(document: Document, language: str) -> Iterator[Note]:
    """Yield the stretches about a document; the last lines of a long one tell nothing of it, however it is read."""
    is_long = document.parts is not None or len(document.text) > PART
    return notes(document.text, load(language), ends=not is_long)


def notes(text: str, cues: Cues, *, ends: bool = True) -> Iterator[Note]:
    """Yield the stretches about the document in the order of the text; with `ends`, the last lines count as such."""
    matter = list(_front_matter(text, cues))
    yield from matter
    body = matter[-1].end if matter else 0
    head = list(lines(text, body, HEAD_LINES))
    yield from _at_the_head(head, text, cues)
    body = head[-1][0] + len(head[-1][1]) if head else body
    tail = _tail(text, body) if ends else len(text)
    if ends:
        yield from _signed(text, tail, cues)
    yield from later_notes(text, body, tail, cues)


def later_notes(text: str, body: int, tail: int, cues: Cues) -> Iterator[Note]:
    """Yield the lines about the document from `body` on; those before `tail` tell nothing of its date."""
    for match in cues.anywhere.finditer(text, body):
        start = match.start() + 1
        if later := _line(start, text[start : match.end()], cues):
            yield later if start >= tail else later._replace(role="")
    for form in (REFERENCE, _CITATION):
        for match in form.finditer(text):
            yield Note(match.start(), match.end(), "reference")


def lines(text: str, start: int, count: int) -> Iterator[tuple[int, str]]:
    """Yield (offset, line) of the first lines that are not blank, as much of each as matters."""
    while count and (word := _VISIBLE.search(text, start)):
        start = max(start, text.rfind("\n", start, word.start()) + 1)
        end = text.find("\n", word.start())
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + LONGEST_LINE + 1)]
        if line.strip():
            yield start, line
            count -= 1
        start = end + 1


def _at_the_head(head: list[tuple[int, str]], text: str, cues: Cues) -> Iterator[Note]:
    """Yield the lines about the document among the first ones."""
    in_table = any(_TABLE.match(line) for _, line in head)
    dated = False
    alone = [start for start, line in head if cues.is_day(line) and not (in_table and "|" in line)]
    for start, line in head:
        note = _header(start, line, cues) or _line(start, line, cues) or _byline(start, line, cues)
        note = note or _meeting(start, line, text, cues)
        if note is None and alone == [start] and not _is_diary(text, cues):  # several head a chronicle
            note = _date_line(start, line)
        if note := note or _dateline(start, line, cues) or _wrapped_dateline(start, line, text, cues):
            yield note._replace(role="") if dated else note  # what stands below is another text
            dated = dated or (note.kind == "dateline" and YEAR.search(note.value) is not None)


def _tail(text: str, lower: int) -> int:
    """Return where the last lines begin."""
    end = len(text.rstrip())
    for _ in range(_TAIL_LINES):
        end = max(text.rfind("\n", lower, end), lower)
    return end


def _front_matter(text: str, cues: Cues) -> Iterator[Note]:
    """Yield the YAML block between two `---` lines at the very top, and its entries within."""
    start = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
    if not text.startswith("---\n", start):
        return
    close = _END_OF_MATTER.search(text, start + 4, start + _FRONT_MATTER)
    if close is None or ":" not in text[start : close.start()]:
        return
    for offset, line in lines(text[: close.start()], start + 4, _FRONT_MATTER):
        if note := _header(offset, line, cues):
            yield note
    yield Note(start, close.end(), "header")


def _header(start: int, line: str, cues: Cues) -> Note | None:
    match = _HEADER.match(line)
    key = match[1].strip().lower() if match else ""
    if match is None or key not in cues.keys or len(line) > LONGEST_LINE:
        return None
    value = (match[2] or "").strip().strip("\"'*_")
    return Note(start, start + len(line), "header", cues.keys[key], value)


def _line(start: int, line: str, cues: Cues) -> Note | None:
    """Return the note of a line such as "Posted on 26 August 2019" or "Updated: 5 hours ago"."""
    words = line.strip(" \t>*_")
    lower = words.lower()
    cue, role = next(((cue, role) for cue, role in cues.lines if lower.startswith(cue)), ("", ""))
    if not cue or len(line) > LONGEST_LINE:
        return None
    rest = words[len(cue) :]
    value = rest.lstrip(" \t:*_")
    if role == "rights" and (_RIGHTS.match(value) or (YEAR.search(value) and "©" in line)):
        return Note(start, start + len(line), "line")
    if not value or rest[0].isalnum() or not (":" in rest[:3] or cues.is_about_day(value)):
        return None
    return Note(start, start + len(line), "line", role, value)


def _byline(start: int, line: str, cues: Cues) -> Note | None:
    """Return the note of "By Jane Doe, 26 August 2019": names, dates and what joins them only."""
    words = line.split()
    if len(words) < 2 or words[0].lower().strip("*_") not in cues.author or len(line) > LONGEST_LINE:
        return None
    if line.rstrip().endswith((".", "!", "?")) or cues.is_date_word(words[1]):
        return None
    small = [word for word in words[1:] if word[0].islower() and word.strip(".,").lower() not in cues.beside]
    return None if small else Note(start, start + len(line), "byline", "published", line)


def _meeting(start: int, line: str, text: str, cues: Cues) -> Note | None:
    """Return the note of "Minutes of the meeting of the board / held on 26 August 2019": the paragraph it begins."""
    if not line.strip(" \t#*_").lower().startswith(cues.meeting):
        return None
    reach = start + _LONGEST_HEADING
    blank = _BLANK_LINE.search(text, start, reach)
    end = blank.start() if blank else min(reach, len(text))
    return Note(start, end, "heading", "published", text[start:end])


def _signed(text: str, tail: int, cues: Cues) -> Iterator[Note]:
    """Yield the note of a day alone on one of the last lines, as under a signature; not under the last of comments."""
    days = [(start, line) for start, line in lines(text, tail, _TAIL_LINES) if cues.is_day(line)]
    if len(days) == 1 and not _is_diary(text, cues) and not _is_one_of_comments(days[0], text, cues):
        yield _date_line(*days[0])


def _is_one_of_comments(last: tuple[int, str], text: str, cues: Cues) -> bool:
    """Tell whether lines of the same form stand above: "Ann | 26 August 2019" under each of several comments."""
    above = _SIGNED.findall(text, 0, last[0]) if _SIGNED.fullmatch(last[1]) else ()
    return any(map(cues.is_day, above))


def _date_line(start: int, line: str) -> Note:
    return Note(start, start + len(line), "date line", "published", line)


def _is_diary(text: str, cues: Cues) -> bool:
    """Tell whether several lines are days with a text under each, however far apart."""
    days = (
        (match.start(1), match.end(1))
        for match in _SHORT_LINE.finditer(text)
        if cues.are_date_words(match[1]) and cues.has_month(match[1])
    )
    return len(date_headings(text, days)) > 1


def datelines(text: str, language: str) -> list[str]:
    """Return the days that the datelines of a text tell, each once; those of several articles are several."""
    cues = load(language)
    found = (_dateline(line.start(), line[0], cues) for line in _SHOUTING.finditer(text))
    return list(dict.fromkeys(note.value for note in found if note and note.value))


def _wrapped_dateline(start: int, line: str, text: str, cues: Cues) -> Note | None:
    """Return the note of a dateline that ends on the next line: the break follows a comma or stands in the date."""
    last = line.rsplit(maxsplit=1)[-1]
    if "," not in line or cues.are_date_words(line) or not (last.endswith(",") or cues.is_date_word(last)):
        return None
    below = text[start : start + _LONGEST_DATELINE].split("\n", maxsplit=2)[:2]
    return _dateline(start, " ".join(below), cues)


def _dateline(start: int, line: str, cues: Cues) -> Note | None:
    """Return the note of "MOSCOW, Aug. 26 (Agency) --": a place, perhaps a date and an agency, and a dash."""
    dash = _DASH.search(line, 0, _LONGEST_DATELINE)
    if dash is None or not line[0].isalpha():
        return None
    agency = _AGENCY.search(line, 0, dash.start())
    place, _, rest = _AGENCY.sub("", line[: dash.start()]).strip().partition(",")
    parts = [part for part in rest.split(",") if part.strip()]
    first_date = next((i for i, part in enumerate(parts) if cues.is_date_word(part.split()[0])), len(parts))
    when = ",".join(parts[first_date:])
    names = [word for part in (place, *parts[:first_date]) for word in part.split()]
    if not 1 <= len(names) <= 8 or any(name[0].islower() for name in names) or not names[0][0].isalpha():
        return None
    if when and not cues.are_date_words(when):
        return None
    if not (agency or _SHOUTED.match(place) or (when and cues.has_month(when))):
        return None
    return Note(start, start + dash.end(), "dateline", "published" if when else "", when.strip())
