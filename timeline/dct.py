"""What a document says about itself: its own date (document creation time), its title, and where it says so.

Headers, datelines, bylines and "Updated: ..." lines are found by their shape; the caller reads the dates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from timeline import civil, plugins
from timeline.headings import date_headings
from timeline.language import load_lexicon
from timeline.model import WHOLE, Document, DocumentDate
from timeline.options import DateFrom, Options
from timeline.readers import PART
from timeline.segment import REFERENCE
from timeline.values import Granularity, PartialDate

ReadDate = Callable[[str], PartialDate | None]
"""Reads the one explicit date in a short string."""

_HEAD_LINES = 10
_TAIL_LINES = 5
_LONGEST_LINE = 160  # of a line that is all about the document
_LONGEST_DATELINE = 100
_LONGEST_HEADING = 300  # with the lines of its paragraph
_FRONT_MATTER = 20_000  # code points in which it must end

_HEADER = re.compile(r"[ \t>*_]{0,4}([^\W\d_][\w .-]{0,30})[*_]{0,2}[ \t]{0,3}:[*_]{0,2}(?:[ \t]+(.*)|$)")
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|$)")
_SHORT_LINE = re.compile(r"^[ \t#*_]{0,8}([^\W_][^\n]{4,40}?)[ \t*_:]{0,4}$", re.MULTILINE)
_VISIBLE = re.compile(r"\S")
# A note of an encyclopedia; volume, issue and pages of a journal, and its year after them.
_CITATION = re.compile(
    r"^[ \t]{0,8}(?:[-*] )?\^ [^\n]{1,2000}"
    r"|\b[0-9]{1,4} ?\([0-9]{1,3}\): ?[0-9]{1,5}[-–][0-9]{1,5}"
    r"|\b[0-9]{1,4}, [0-9]{1,5}[-–][0-9]{1,5} \((?:1[89]|20)[0-9]{2}\)",
    re.MULTILINE,
)
_BAR = re.compile(r"[ \t][|·•][ \t]")
_HEADING = re.compile(r"#[ \t]+(.+?)[ \t#]*$")
_DASH = re.compile(r"[ \t]?(?:-{2,3}|—|–|_|(?<=[)\d ])-)(?=\s|$)")
_AGENCY = re.compile(r"\([^\W\d_][^()]{0,40}\)|/[^\W\d_][^/]{0,40}/")
_SHOUTED = re.compile(r"[^\W\d_a-z]{3}")
_PART = re.compile(r"(?<=\S)#.*", re.DOTALL)
"""What names one document of many in a file: its id says nothing of when it was written."""
_RIGHTS = re.compile(r"(?:\([cC]\) ?)?(?:1[5-9]|20)\d\d\b")
_NUMERIC_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")
_NAME_DAY = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_NAME_MONTH = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)[-_](\d\d)(?!\d)")
_NAME_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


class _Note(NamedTuple):
    """A stretch of the text that is about the document."""

    start: int
    end: int
    kind: str
    role: str = ""
    """`published`, `week` (that begins then), `updated`, `title` or empty."""
    value: str = ""
    """The words that hold what the role says."""


class _Cues(NamedTuple):
    """The words of one language that mark such a stretch, all in lower case."""

    keys: dict[str, str]
    lines: tuple[tuple[str, str], ...]
    """(words, role), longest first."""
    author: frozenset[str]
    beside: frozenset[str]
    ago: frozenset[str]
    meeting: frozenset[str]
    months: frozenset[str]
    names: frozenset[str]
    """Months and weekdays."""
    anywhere: re.Pattern[str]
    """Finds the lines that may begin with one of `lines`."""


def candidates(
    document: Document, options: Options, read_date: ReadDate, mtime: float | None = None
) -> list[DocumentDate]:
    """Return the dates that the document may have, best first.

    What the caller gave comes first, then what the format states, headers, the text's own lines, and the file's
    name; a date of revision, or of the file itself, stands behind all dates of publication. `options.date_from`
    restricts where to look; `mtime`, in seconds since 1970, counts only when it asks for that. Each date found is at
    least as precise as a month, unless it was given.
    """
    given = [DocumentDate(options.date, "option", "--date")] if options.date else []
    if document.date and document.date.origin == "option":
        given.append(document.date)
    if options.date_from is DateFrom.NONE:
        return given
    if options.date_from is DateFrom.MTIME:
        return given + _from_mtime(mtime)
    found = _stated(document, options.language, read_date)
    if options.date_from is not DateFrom.AUTO:
        found = [each for each in found if each.origin == options.date_from.value]
    return given + found


def metadata_spans(text: str, language: str = "en") -> tuple[tuple[int, int], ...]:
    """Return the stretches of `text` that are about the document, in order: no event is made from them."""
    return _spans(_notes(text, _cues(language)))


def with_metadata(document: Document, language: str = "en") -> Document:
    """Return `document` with its title and metadata spans, in addition to what its reader knew."""
    notes = list(_notes_of(document, language))
    title = next((note.value for note in notes if note.role == "title" and note.value), None)
    return document._replace(
        title=document.title or title or _heading(document.text),
        metadata=tuple(sorted({*_spans(notes), *document.metadata})),
    )


def with_part_metadata(part: Document, language: str = "en") -> Document:
    """Return a part of a long text, which has the metadata spans of its document's beginning, with those in it."""
    if part.place == WHOLE:
        return part
    before = part.place.offset
    head = ((start - before, end - before) for start, end in part.metadata if end > before)
    spans = {*head, *_spans(_later(part.text, 0, len(part.text), _cues(language)))}
    return part._replace(metadata=tuple(sorted(spans)))


def _spans(notes: Iterable[_Note]) -> tuple[tuple[int, int], ...]:
    """Return the spans of the notes in order, those that overlap as one."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((note.start, note.end) for note in notes):
        if spans and start < spans[-1][1]:
            start, end = spans[-1][0], max(end, spans.pop()[1])  # noqa: PLW2901
        spans.append((start, end))
    return tuple(spans)


def _stated(document: Document, language: str, read_date: ReadDate) -> list[DocumentDate]:
    """Return what the document and its name say, best first: a day before the month that it lies in."""
    dates = list(_said(document, language, read_date))
    days = [each for each in dates if each.date.granularity < Granularity.MONTH and not each.revised]
    inside = [each for each in days if each.date[:2] == dates[0].date[:2]]
    return [inside[0], *dates] if inside and dates[0].date.granularity is Granularity.MONTH else dates


def _said(document: Document, language: str, read_date: ReadDate) -> Iterator[DocumentDate]:
    """Yield what the document and its name say, the surest first."""
    notes = list(_notes_of(document, language))
    read = list(_dated(notes, read_date, document.text))
    stated = [each._replace(date=day) for each in document.stated if (day := _to_day(each.date))]
    known = [document.date] if document.date and document.date.origin != "option" else []
    named = list(_from_name(document.source))
    published = known + [each for each in stated if not each.revised]
    published += [date for role, date in read if role == "published"]
    year_from = next(iter(published + named), None)
    completed = list(_completed(notes, year_from, document.source, read_date, document.text))
    found = published + completed
    yield from (date for date in found if date.origin == "metadata")
    yield from sorted((date for date in found if date.origin != "metadata"), key=_place)
    yield from named
    yield from (date for role, date in read if role == "updated")
    yield from (each for each in stated if each.revised)


def _place(date: DocumentDate) -> tuple[bool, tuple[int, ...]]:
    """Return a sort key by the place in the text; what a reader took from elsewhere comes behind it."""
    return date.span is None, date.span or ()


def _dated(notes: Iterable[_Note], read_date: ReadDate, text: str) -> Iterator[tuple[str, DocumentDate]]:
    for note in notes:
        if note.role in ("published", "updated", "week") and (date := _to_day(read_date(note.value))):
            if note.role == "week":
                date = PartialDate(*civil.from_ordinal(_ordinal(date) + 6), granularity=Granularity.DAY)
            role = "updated" if note.role == "updated" else "published"
            yield role, _found(note, date, text)._replace(revised=role == "updated")


def _completed(
    notes: Iterable[_Note], year_from: DocumentDate | None, source: str, read_date: ReadDate, text: str
) -> Iterator[DocumentDate]:
    """Yield the datelines that lack only a year, with the year of another date or of the file name."""
    lone_year = _NAME_YEAR.search(_stem(source))
    near = year_from.date if year_from else PartialDate(int(lone_year[1])) if lone_year else None
    if near is None:
        return
    years = [near.year] if near.granularity is Granularity.YEAR else [near.year - 1, near.year, near.year + 1]
    for note in notes:
        if note.kind != "dateline" or not note.value or read_date(note.value):
            continue
        words = note.value.strip(" ,")
        readings = (read_date(f"{words}, {year}") or read_date(f"{words} {year}") for year in years)
        days = [day for reading in readings if (day := _to_day(reading))]
        if days:
            yield _found(note, min(days, key=lambda day: abs(_ordinal(day) - _ordinal(near))), text)


def _found(note: _Note, date: PartialDate, text: str) -> DocumentDate:
    words = " ".join(text[note.start : note.end].split())
    origin = "metadata" if note.kind == "header" else "text"
    return DocumentDate(date, origin, f'{note.kind} "{words}"', (note.start, note.end))


def _from_name(source: str) -> Iterator[DocumentDate]:
    stem = _stem(source)
    for match in _NAME_DAY.finditer(stem):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        if civil.is_date(year, month, day):
            date = PartialDate(year, month, day, granularity=Granularity.DAY)
            yield DocumentDate(date, "name", f'file name "{_file_name(source)}"')
            return
    for match in _NAME_MONTH.finditer(stem):
        if 1 <= int(match[2]) <= 12:
            date = PartialDate(int(match[1]), int(match[2]), granularity=Granularity.MONTH)
            yield DocumentDate(date, "name", f'file name "{_file_name(source)}"')
            return


def _file_name(source: str) -> str:
    return re.split(r"[/\\]", _PART.sub("", source))[-1]


def _stem(source: str) -> str:
    """Return the file name without its suffix, but with dots that belong to a date."""
    return re.sub(r"\.[A-Za-z]\w{0,9}$", "", _file_name(source))


def _from_mtime(mtime: float | None) -> list[DocumentDate]:
    if mtime is None:
        return []
    day = civil.from_ordinal(int(mtime // 86_400) + civil.ordinal(1970, 1, 1))
    return [DocumentDate(PartialDate(*day, granularity=Granularity.DAY), "mtime", "modification time of the file")]


def _to_day(date: PartialDate | None) -> PartialDate | None:
    """Return `date` without its time of day; None when it is not as precise as a month."""
    if date is None or date.granularity > Granularity.MONTH:
        return None
    if date.granularity >= Granularity.DAY:
        return date
    return PartialDate(date.year, date.month, date.day, granularity=Granularity.DAY, qualifier=date.qualifier)


def _ordinal(date: PartialDate) -> int:
    return civil.ordinal(date.year, date.month, date.day)


def _notes_of(document: Document, language: str) -> Iterator[_Note]:
    """Yield the stretches about a document; the last lines of a long one tell nothing of it, however it is read."""
    is_long = document.parts is not None or len(document.text) > PART
    return _notes(document.text, _cues(language), ends=not is_long)


def _notes(text: str, cues: _Cues, *, ends: bool = True) -> Iterator[_Note]:
    """Yield the stretches about the document in the order of the text; with `ends`, the last lines count as such."""
    matter = list(_front_matter(text, cues))
    yield from matter
    body = matter[-1].end if matter else 0
    head = list(_lines(text, body, _HEAD_LINES))
    alone = [start for start, line in head if _is_day(line, cues)]
    for start, line in head:
        note = _header(start, line, cues) or _line(start, line, cues) or _byline(start, line, cues)
        note = note or _meeting(start, line, text, cues)
        if note is None and alone == [start] and not _is_diary(text, cues):  # several head a chronicle
            note = _Note(start, start + len(line), "date line", "published", line)
        if note := note or _dateline(start, line, cues):
            yield note
    body = head[-1][0] + len(head[-1][1]) if head else body
    tail = _tail(text, body) if ends else len(text)
    if ends:
        yield from _signed(text, tail, cues)
    yield from _later(text, body, tail, cues)


def _later(text: str, body: int, tail: int, cues: _Cues) -> Iterator[_Note]:
    """Yield the lines about the document from `body` on; those before `tail` tell nothing of its date."""
    for match in cues.anywhere.finditer(text, body):
        start = match.start() + 1
        if later := _line(start, text[start : match.end()], cues):
            yield later if start >= tail else later._replace(role="")
    for form in (REFERENCE, _CITATION):
        for match in form.finditer(text):
            yield _Note(match.start(), match.end(), "reference")


def _lines(text: str, start: int, count: int) -> Iterator[tuple[int, str]]:
    """Yield (offset, line) of the first lines that are not blank, as much of each as matters."""
    while count and (word := _VISIBLE.search(text, start)):
        start = max(start, text.rfind("\n", start, word.start()) + 1)
        end = text.find("\n", word.start())
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _LONGEST_LINE + 1)]
        if line.strip():
            yield start, line
            count -= 1
        start = end + 1


def _tail(text: str, lower: int) -> int:
    """Return where the last lines begin."""
    end = len(text.rstrip())
    for _ in range(_TAIL_LINES):
        end = max(text.rfind("\n", lower, end), lower)
    return end


def _front_matter(text: str, cues: _Cues) -> Iterator[_Note]:
    """Yield the YAML block between two `---` lines at the very top, and its entries within."""
    start = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
    if not text.startswith("---\n", start):
        return
    close = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, start + 4, start + _FRONT_MATTER)
    if close is None or ":" not in text[start : close.start()]:
        return
    for offset, line in _lines(text[: close.start()], start + 4, _FRONT_MATTER):
        if note := _header(offset, line, cues):
            yield note
    yield _Note(start, close.end(), "header")


def _header(start: int, line: str, cues: _Cues) -> _Note | None:
    match = _HEADER.match(line)
    key = match[1].strip().lower() if match else ""
    if match is None or key not in cues.keys or len(line) > _LONGEST_LINE:
        return None
    value = (match[2] or "").strip().strip("\"'*_")
    return _Note(start, start + len(line), "header", cues.keys[key], value)


def _line(start: int, line: str, cues: _Cues) -> _Note | None:
    """Return the note of a line such as "Posted on 26 August 2019" or "Updated: 5 hours ago"."""
    words = line.strip(" \t>*_")
    lower = words.lower()
    cue = next(((cue, role) for cue, role in cues.lines if lower.startswith(cue)), None)
    if cue is None or len(line) > _LONGEST_LINE:
        return None
    rest = words[len(cue[0]) :]
    value = rest.lstrip(" \t:*_")
    if cue[1] == "rights" and (_RIGHTS.match(value) or (_NAME_YEAR.search(value) and "©" in line)):
        return _Note(start, start + len(line), "line")
    if not value or rest[0].isalnum() or not (":" in rest[:3] or _is_about_day(value, cues)):
        return None
    return _Note(start, start + len(line), "line", cue[1], value)


def _byline(start: int, line: str, cues: _Cues) -> _Note | None:
    """Return the note of "By Jane Doe, 26 August 2019": names, dates and what joins them only."""
    words = line.split()
    if len(words) < 2 or words[0].lower().strip("*_") not in cues.author or len(line) > _LONGEST_LINE:
        return None
    if line.rstrip().endswith((".", "!", "?")) or _is_date_word(words[1], cues):
        return None
    small = [word for word in words[1:] if word[0].islower() and word.strip(".,").lower() not in cues.beside]
    return None if small else _Note(start, start + len(line), "byline", "published", line)


def _meeting(start: int, line: str, text: str, cues: _Cues) -> _Note | None:
    """Return the note of "Minutes of the meeting of the board / held on 26 August 2019": the paragraph it begins."""
    if not line.strip(" \t#*_").lower().startswith(tuple(cues.meeting)):
        return None
    reach = start + _LONGEST_HEADING
    blank = _BLANK_LINE.search(text, start, reach)
    end = blank.start() if blank else min(reach, len(text))
    return _Note(start, end, "heading", "published", text[start:end])


def _signed(text: str, tail: int, cues: _Cues) -> Iterator[_Note]:
    """Yield the note of a day alone on one of the last lines, as under a signature."""
    days = [(start, line) for start, line in _lines(text, tail, _TAIL_LINES) if _is_day(line, cues)]
    if len(days) == 1 and not _is_diary(text, cues):
        ((start, line),) = days
        yield _Note(start, start + len(line), "date line", "published", line)


def _is_diary(text: str, cues: _Cues) -> bool:
    """Tell whether several lines are days with a text under each, however far apart."""
    days = (
        (match.start(1), match.end(1))
        for match in _SHORT_LINE.finditer(text)
        if _is_date_words(match[1], cues) and _has_month(match[1], cues)
    )
    return len(date_headings(text, days)) > 1


def _dateline(start: int, line: str, cues: _Cues) -> _Note | None:
    """Return the note of "MOSCOW, Aug. 26 (Agency) --": a place, perhaps a date and an agency, and a dash."""
    dash = _DASH.search(line, 0, _LONGEST_DATELINE)
    if dash is None or not line[0].isalpha():
        return None
    agency = _AGENCY.search(line, 0, dash.start())
    place, _, rest = _AGENCY.sub("", line[: dash.start()]).strip().partition(",")
    parts = [part for part in rest.split(",") if part.strip()]
    first_date = next((i for i, part in enumerate(parts) if _is_date_word(part.split()[0], cues)), len(parts))
    when = ",".join(parts[first_date:])
    names = [word for part in (place, *parts[:first_date]) for word in part.split()]
    if not 1 <= len(names) <= 8 or any(name[0].islower() for name in names) or not names[0][0].isalpha():
        return None
    if when and not _is_date_words(when, cues):
        return None
    if not (agency or _SHOUTED.match(place) or (when and _has_month(when, cues))):
        return None
    return _Note(start, start + dash.end(), "dateline", "published" if when else "", when.strip())


def _words(text: str) -> list[str]:
    return [word for part in re.split(r"[\s,;|()•·*_>]+", text.lower()) if (word := part.strip(".:-–—"))]


def _is_date_word(word: str, cues: _Cues) -> bool:
    word = word.lower().strip(".,:;*_")
    return word in cues.names or word[:1].isdigit()


def _is_date_words(text: str, cues: _Cues) -> bool:
    return all(_is_date_word(word, cues) or word in cues.beside for word in _words(text))


def _has_month(text: str, cues: _Cues) -> bool:
    words = _words(text)
    return any(word in cues.months for word in words) and any(word[0].isdigit() for word in words)


def _is_day(line: str, cues: _Cues) -> bool:
    """Tell whether the line is a day with its year: "Monday, August 26, 2019", or "26 August 2019 | News | Print"."""
    if len(line) > _LONGEST_LINE or line.rstrip().endswith((".", "!", "?")):
        return False
    line = _BAR.split(line, maxsplit=1)[0]
    if not _is_date_words(line, cues):
        return False
    numbers = [word for word in _words(line) if word[0].isdigit()]
    if any(_NUMERIC_DATE.match(word) for word in numbers):
        return True
    return _has_month(line, cues) and len(numbers) >= 2 and any(_NAME_YEAR.fullmatch(word) for word in numbers)


def _is_about_day(text: str, cues: _Cues) -> bool:
    """Tell whether the words are a day, said or counted from now, with names beside it but no clause."""
    words = text.split()
    if _is_ago(text, cues):
        return True
    if not (_has_month(text, cues) or any(_NUMERIC_DATE.match(word) for word in _words(text))):
        return False
    first = next((word for word in words if word.lower() not in cues.beside), "")
    small = (word for word in words if word[0].islower())
    return _is_date_word(first, cues) and all(_is_date_words(word, cues) for word in small)


def _is_ago(text: str, cues: _Cues) -> bool:
    words = _words(text)
    return any(word in cues.ago for word in words) and all(
        word in cues.ago or word in cues.beside or word[0].isdigit() for word in words
    )


def _heading(text: str) -> str | None:
    """Return the text of the first Markdown heading of the first level near the top."""
    for _, line in _lines(text, 0, _HEAD_LINES):
        if match := _HEADING.match(line):
            return match[1]
    return None


@lru_cache(maxsize=8)
def _cues(language: str) -> _Cues:
    path = plugins.language(language) / "document.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    lexicon = load_lexicon(language)
    lines = sorted(_by_word(data.get("lines", {})).items(), key=lambda item: -len(item[0]))
    words = {name: frozenset(words) for name, words in data.get("words", {}).items()}
    months = _names(lexicon.get("month", {}))
    return _Cues(
        keys=_by_word(data.get("keys", {})),
        lines=tuple(lines),
        author=words.get("author", frozenset()),
        beside=words.get("beside", frozenset()),
        ago=words.get("ago", frozenset()),
        meeting=words.get("meeting", frozenset()),
        months=months,
        names=months | _names(lexicon.get("weekday", {})) | _names(lexicon.get("weekday_short", {})),
        anywhere=re.compile(
            rf"\n[ \t>*_]{{0,4}}(?:{'|'.join(re.escape(cue) for cue, _ in lines) or '(?!)'})(?!\w)"
            rf"[^\n]{{0,{_LONGEST_LINE}}}(?=\n|\Z)",
            re.IGNORECASE,
        ),
    )


def _by_word(roles: dict[str, list[str]]) -> dict[str, str]:
    return {word: "" if role == "other" else role for role, words in roles.items() for word in words}


def _names(table: dict[str, Any]) -> frozenset[str]:
    return frozenset(name.lower().strip(".") for name in table)
