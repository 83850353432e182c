"""Sentences, headings and list items as spans of a text, found around one place or one after the other.

Every decision looks at a bounded stretch of text, so that both ways cost linear time and always agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from timeline.model import Sentence

LONGEST = 2000
"""Code points of a sentence that is shown."""

REACH = 2000
"""How far, in code points, a sentence may reach on either side of the place it was asked for."""

REFERENCE = re.compile(
    r"\[(?=[^\[\]]{0,300}\d)[^\[\]]{0,240}?\b(?:pp?|vol|[Ii]bid|[Oo]p\.\s[Cc]it|[Ll]oc\.\s[Cc]it)\.[^\[\]]{0,120}\]"
)
"""A source in square brackets, in the words of scholars of many languages: "[The Long Siege, p. 61]"."""

_BLOCK = 256  # in which boundaries are looked for together
_WIDEST_WRAP = 120  # no one wraps prose wider: a longer line is a paragraph of its own
_NARROWEST_WRAP = 40  # lines that are all shorter are a list or a poem, not wrapped prose
_CLEARLY_SHORT = 0.8  # of the width: the ragged edge of text wrapped by hand
_MARKED = 8  # code points before the date of an item
_MARKS = " \t-*+•‣◦▪·[(_"
_FEWEST = 3  # lines of a list without marks
_NEAR = 500  # code points around a line in which its like is looked for
_MEMORY = 24  # longest word looked at before a full stop
_LEAST_LAST = 3  # letters of the last word of a sentence that only its full stop ends
_LONGEST_STOP = 48  # with all that a candidate can have after it

_EMPTY: frozenset[str] = frozenset()

# A place where a sentence may end: a stop with closing marks and footnote numbers after it, or a line's end.
# It begins with one class of marks, so that the engine can skip to the next of them.
_CANDIDATE = re.compile(r"""[.!?…\n](?:(?<=\n)\n*|(?<!\n)["'”’»›)\]*_]{0,6}(?:\[[^\W_]{1,8}\]){0,4}(?=\s))""")
_START = re.compile(r"""\s{1,500}[\s"'“‘«‹(\[`¿¡$£€#@*_\ufeff-]{0,6}(\d|[^\W\d_][\w’']{0,23})""")
_CIRCA = re.compile(r"\s{1,500}ca?\. ?\d{3,4}\b")
_DASH = re.compile(r"\s{1,500}-{1,3}\s")
_LAST_WORD = re.compile(r"(?:\w['’])?[\w.]+\Z")  # of "n't" the letter before it too: no initial
_INITIALS = re.compile(r"(?:[^\W\d_]\.){0,8}[^\W\d_]")
_MARKER = re.compile(
    r"\s{0,40}(?:(?:[-*+•‣◦▪·–—]|#{1,6}|\(?\d{1,2}[.)]|\(?[a-zA-Z]\))\s{1,40}"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s{1,40}(?=[^\W\d_a-z]))"
)
_ITEM = re.compile(r"\s{0,40}(?:[-*+•‣◦▪·]\s|#{1,6}\s|\||\((?:[a-z]|[ivx]{2,4})\)\s)")
_FIELD = re.compile(r"[^\W\d_a-z][\w -]{0,24}: \S")
_HEAD = re.compile(r"[\"'“‘(\[]?[^\W_a-z]")
_ENDED = re.compile(r"[.!?:;,…][\"'”’)\]]*\Z")
_NUMBERED = re.compile(r"\s{0,3}\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s{1,8}[^\W\d_a-z]")  # as a heading is
_VISIBLE = re.compile(r"\S")
_RULE = re.compile(r"\s{0,40}[-=*_~#]{3,}\s*\Z")

# What a line of a chronology begins with: "12 March 2019", "March 9, 2019", "05.05.2019", "12:30", "1998".
_NAME = r"[^\W\d_a-z][^\W\d_]{2,9}"
_HOUR = r"\d{1,2}(?:[:.]\d{2})?[ ]?[ap]\.?m\.?"
_DATE_LABEL = (
    rf"(?:{_NAME}\.?,?[ ])?\d{{1,2}}(?:st|nd|rd|th)?\.?[ ](?:{_NAME}\.?(?:,?[ ]\d{{4}})?|[^\W\d_]{{3,10}}\.?[ ]\d{{4}})"
    rf"|(?:{_NAME},?[ ])?{_NAME}\.?,?[ ]\d{{1,2}}(?:,?[ ]\d{{4}})?"
    rf"|(?:{_NAME}\.?[ ]|c(?:irca|a?\.)[ ]?)?\d{{4}}(?:s|[ ]?[-–][ ]?(?:\d{{2,4}}|[^\W\d_]{{3,7}}))?"
    r"|\d{1,4}(?:[./-]\d{1,4}){2}(?:,?[ T]\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[ap]\.?m\.?)?)?|\d{4}-\d{2}"
    r"|\d{1,2}[:.h]\d{2}(?:[ ]?[ap]\.?m\.?)?|\d{1,2}[ ]?[ap]\.?m\."
)
_LABEL = re.compile(
    rf"\s{{0,40}}(?:[-*+•‣◦▪·][ ])?(?:[a-z]/[a-z][ ])?[(\[*_]{{0,3}}(?:{_DATE_LABEL})(?:,[ ]{_HOUR})?"
    r"(?P<close>[)\]*_]{0,3})"
    r"(?P<apart>[ ]{2,40}|(?<=\])[ ]|\t|[ ]?[:|–—][ \t]|[ ]-{1,3}[ ]|[ ](?=[\"'“‘(\[]?[^\W\d_a-z]))"
)
_ITEM_END = re.compile(rf"\n(?=\s{{0,40}}(?:\n|\Z)|{_ITEM.pattern}|{_LABEL.pattern})")


def cut(text: str, sentence: Sentence, start: int, end: int) -> Sentence:
    """Return at most `LONGEST` code points of a sentence around `text[start:end]`, cut between words."""
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    first = max(sentence.start, min(start - LONGEST // 2, sentence.end - LONGEST))
    if first > sentence.start and (space := text.find(" ", first, start)) >= 0:
        first = space + 1
    last = min(sentence.end, max(end, first + LONGEST))
    if last < sentence.end and (space := text.rfind(" ", end, last)) >= 0:
        last = space
    return Sentence(first, last)


class Stops(NamedTuple):
    """The words of a language that tell whether a full stop ends a sentence, in lower case."""

    abbreviations: frozenset[str]
    """Without their last full stop ("u.s", "aug"); one with a capital counts only as written ("No")."""
    starters: frozenset[str] = _EMPTY
    """Their capital shows that a new sentence begins even after an abbreviation ("the", "he")."""
    regions: frozenset[str] = _EMPTY
    """Abbreviations after a town and a comma ("n.y"): a comma follows too, unless the sentence ends."""
    small: bool = False
    """Whether the text is without capitals, so that a sentence begins with a small letter."""


class Boundaries:
    """The places of a text where a sentence ends, each decided once, when it is first asked for."""

    def __init__(self, text: str, stops: Stops) -> None:
        self.text = text
        self.stops = stops._replace(small=text.islower())
        self._blocks: dict[int, list[int]] = {}

    def around(self, start: int, end: int) -> Sentence:
        """Return the sentence, heading or list item that holds `text[start:end]`.

        Offsets are code points, half-open. Nothing inside the given stretch ends a sentence, and the result goes
        at most `REACH` beyond it on either side, cut between words. List and heading marks stay outside.
        """
        trimmed = _trim(self.text, self._before(start), self._after(end))
        return Sentence(min(trimmed.start, start), max(trimmed.end, end))

    def _before(self, place: int) -> int:
        """Return the last boundary up to `place`."""
        lower = max(0, place - REACH)
        for number in range(place // _BLOCK, lower // _BLOCK - 1, -1):
            ends = self._in_block(number)
            if found := bisect_right(ends, place):
                if ends[found - 1] > lower:
                    return ends[found - 1]
                break
        cut = self.text.find(" ", lower, place) if lower else lower
        return lower if cut < 0 else cut

    def _after(self, place: int) -> int:
        """Return the first boundary from `place` on, whose stop may lie just before it."""
        upper = min(len(self.text), place + REACH)
        for number in range(max(0, place - _LONGEST_STOP) // _BLOCK, upper // _BLOCK + 1):
            ends = self._in_block(number)
            if (found := bisect_left(ends, place)) < len(ends):
                if ends[found] < upper:
                    return ends[found]
                break
        if upper == len(self.text):
            return upper
        cut = self.text.rfind(" ", place, upper)
        return upper if cut < 0 else cut

    def _in_block(self, number: int) -> list[int]:
        """Return the boundaries whose stop or line's end begins in a block of the text."""
        if number not in self._blocks:
            first, last = number * _BLOCK, (number + 1) * _BLOCK
            self._blocks[number] = [
                candidate.end()
                for candidate in _CANDIDATE.finditer(self.text, first, last + _LONGEST_STOP)
                if candidate.start() < last and _is_boundary(self.text, candidate, self.stops)
            ]
        return self._blocks[number]


def sentences(text: str, stops: Stops) -> Iterator[Sentence]:
    """Yield all sentences of `text` in order, without overlap; see `Boundaries`.

    Their length has no limit here.
    """
    start = 0
    stops = stops._replace(small=text.islower())
    for candidate in _CANDIDATE.finditer(text):
        decided = candidate.start() == start and candidate[0][0] == "\n"  # it follows a full stop
        if not decided and _is_boundary(text, candidate, stops):
            yield from _unless_empty(_trim(text, start, candidate.end()))
            start = candidate.end()
    yield from _unless_empty(_trim(text, start, len(text)))


def _unless_empty(sentence: Sentence) -> Iterator[Sentence]:
    if sentence.start < sentence.end:
        yield sentence


def _trim(text: str, start: int, end: int) -> Sentence:
    """Leave out white space at both ends, the source of the sentence before, and the mark of a heading or item."""
    piece = text[start:end]
    stripped = piece.strip()
    start += len(piece) - len(piece.lstrip())
    end = start + len(stripped)
    while reference := REFERENCE.match(text, start, end):
        if reference.end() == end:
            break
        after = _VISIBLE.search(text, reference.end(), end)
        start = after.start() if after else end
    line = text.rfind("\n", max(0, start - _NARROWEST_WRAP), start) + 1
    at_line_start = not text[line:start].strip() and (line > 0 or start < _NARROWEST_WRAP)
    marker = _MARKER.match(text, start, end) if at_line_start else None
    return Sentence(marker.end() if marker else start, end)


def _is_boundary(text: str, candidate: re.Match[str], stops: Stops) -> bool:
    if candidate[0][0] == "\n":
        return _is_line_boundary(text, candidate.start())
    return _is_stop(text, candidate.start(), candidate.end(), stops)


def _is_stop(text: str, stop: int, after: int, stops: Stops) -> bool:
    """Tell whether the mark at `stop`, with what closes after it, ends a sentence."""
    following = _START.match(text, after)
    if following is None or _DASH.match(text, after):
        return False
    if text.startswith("[", after + 1) and REFERENCE.match(text, after + 1):
        return True
    word = following[1]
    if word[0].islower() and _CIRCA.match(text, after):
        return text[stop] != "." or not _is_abbreviation(text, stop, stops.abbreviations)
    if stops.small and text[stop] == "." and after == stop + 1 and len(_token(text, stop)) >= _LEAST_LAST:
        return not _is_abbreviation(text, stop, stops.abbreviations)
    if word[0].islower() and not word[1:2].isupper():  # "iPhone" may begin a sentence
        return False
    if text[stop] != ".":
        return True
    token = _token(text, stop)
    if _is_abbreviation(text, stop, stops.abbreviations):
        is_initial = len(word) == 1 and text[following.end() : following.end() + 1] == "."
        begins = word.lower() in stops.starters or _ends_place(text, stop, token, following, stops.regions)
        return begins and not is_initial
    return not _is_list_number(text, token, stop)


def _ends_place(text: str, stop: int, token: str, following: re.Match[str], regions: frozenset[str]) -> bool:
    """Tell whether a place ends a sentence: "in Dover, N.Y. Lind said", not "DOVER, N.Y. (News) - Lind said"."""
    place = stop - len(token)
    known = token.lower() in regions and text[place - 2 : place] == ", " and text[place - 3 : place - 2].islower()
    return known and following[1][:1].isupper() and text[stop + 1 : following.start(1)].isspace()


def _token(text: str, stop: int) -> str:
    before = _LAST_WORD.search(text, max(0, stop - _MEMORY), stop)
    return before[0].strip(".") if before else ""


def _is_abbreviation(text: str, stop: int, abbreviations: frozenset[str]) -> bool:
    token = _token(text, stop)
    return not abbreviations.isdisjoint((token, token.lower())) or _INITIALS.fullmatch(token) is not None


def _is_list_number(text: str, token: str, stop: int) -> bool:
    if len(token) > 2 or not token.isdigit():
        return False
    line = text.rfind("\n", max(0, stop - 40), stop)
    if text[line + 1 : stop].strip() != token:
        return False
    return _is_line_boundary(text, line) if line >= 0 else stop < 40


def _is_line_boundary(text: str, newline: int) -> bool:
    """Tell whether a line's end also ends a sentence, or is only a soft wrap inside a paragraph.

    It is a wrap when the next word would not have fitted on the line, the width being that of the lines near.
    """
    line, start = _line_before(text, newline)
    following, end = _line_after(text, newline)
    if not line.strip() or not following.strip() or _ITEM.match(following):
        return True
    if line.lstrip().startswith("#") or _RULE.match(line) or _RULE.match(following):
        return True
    if _has_cells(line) or _has_cells(following) or _are_items(line, following) or _are_fields(line, following):
        return True
    width = max(len(line), len(following), len(_line_before(text, start)[0]), len(_line_after(text, end)[0]))
    word = following.split(maxsplit=1)[0]
    if width > _WIDEST_WRAP:  # broken by hand at most
        return not (word[0].islower() and line.rstrip()[-1:].isalnum() and len(line) > _NARROWEST_WRAP)
    if word[0].islower() or line.rstrip().endswith((",", ";")):
        return False
    if not _MARKER.match(line) and _indent(following) > _indent(line):
        return True
    headed = word[0].isupper() and _NUMBERED.match(line) and not _ENDED.search(line.rstrip())
    short = (1 if headed else _CLEARLY_SHORT) * max(width, _NARROWEST_WRAP)
    return len(line.rstrip()) + 1 + len(word) <= short or _in_list(text, newline)


def _in_list(text: str, newline: int) -> bool:
    """Tell whether the paragraph around a line's end is a list: three lines or more, none of which ends a sentence."""
    start, end = text.rfind("\n\n", max(0, newline - _NEAR), newline), text.find("\n\n", newline, newline + _NEAR)
    whole = (start >= 0 or newline < _NEAR) and (end >= 0 or newline + _NEAR > len(text))
    lines = text[start + 1 : end if end >= 0 else len(text)].strip("\n").split("\n") if whole else []
    return len(lines) >= _FEWEST and all(_HEAD.match(line) and not _ENDED.search(line.rstrip()) for line in lines)


def _are_fields(line: str, following: str) -> bool:
    """Tell whether two lines are two fields of a form or header, or two rows of a table: "From: Ann Low"."""
    fields = _FIELD.match(line) is not None and _FIELD.match(following) is not None
    return fields or (" | " in line and " | " in following)


def _are_items(line: str, following: str) -> bool:
    """Tell whether the second of two lines is an item of a chronology: its date is set apart, or both have one."""
    label = _LABEL.match(following)
    return label is not None and (label["apart"].startswith("  ") or _LABEL.match(line) is not None)


def is_item(text: str, start: int) -> bool:
    """Tell whether the line around `start` begins with a date, as one close to it does: an item of a chronology."""
    lower, upper = max(0, start - _NEAR), start + _NEAR
    *earlier, own = text[lower:start].split("\n")
    rest, *later = text[start:upper].split("\n")
    near = [line for line in earlier[lower > 0 :] if line.strip()][-3:] + [line for line in later if line.strip()][:3]
    return _LABEL.match(own + rest) is not None and any(_LABEL.match(line) for line in near)


def item_end(text: str, start: int) -> int | None:
    """Return the end of the item of a chronology, or of the message, whose line begins with the date at `start`.

    None when there is none; an item goes on to the next blank line, or to the next item.
    """
    begin = text.rfind("\n", max(0, start - _MARKED), start) + 1
    if (begin == 0 and start > _MARKED) or text[begin:start].strip(_MARKS) or not is_item(text, start):
        return None
    end = _ITEM_END.search(text, start)
    return end.start() if end else len(text)


def _has_cells(line: str) -> bool:
    """Tell whether a line is a row of a table, with a tab between its cells."""
    if "\t" not in line:
        return False
    mark = _MARKER.match(line)
    return "\t" in line[mark.end() if mark else 0 :].strip()


def _line_before(text: str, newline: int) -> tuple[str, int]:
    """Return the line that ends at `newline`, as much of it as matters, and the newline before it."""
    lower = max(0, newline - _WIDEST_WRAP - 1)
    start = text.rfind("\n", lower, max(0, newline))
    return text[max(lower, start + 1) : max(0, newline)], start


def _line_after(text: str, newline: int) -> tuple[str, int]:
    """Return the line that begins after `newline`, as much of it as matters, and the newline after it."""
    upper = min(len(text), newline + _WIDEST_WRAP + 2)
    end = text.find("\n", newline + 1, upper)
    end = upper if end < 0 else end
    return text[newline + 1 : end], end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
