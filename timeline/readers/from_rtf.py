"""Rich Text Format (version 1.9.1): its text with lists, tables, text boxes and notes.

Deletions, comments, headers, hidden text, field codes and pictures are not read. The package there is for it drops the
notes, keeps what was deleted, and takes cubic time on hostile files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from timeline.errors import InputError
from timeline.model import Document, Loss
from timeline.readers import Reading
from timeline.readers.common import properties
from timeline.readers.office.flow import Flow, joined

NAME = "rtf"
DESCRIPTION = "Rich Text Format"
SUFFIXES = (".rtf",)

LARGEST = 200 << 20
"""Bytes that a file may have."""

_MAGIC = b"{\\rtf"
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})?+ ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
_UNREAD = frozenset(
    {
        *("fonttbl", "colortbl", "stylesheet", "info", "filetbl", "header", "headerl", "headerr", "headerf"),
        *("footer", "footerl", "footerr", "footerf", "pict", "objdata", "fldinst", "nonesttables", "shprslt"),
        *("do", "pn", "xe", "rxe", "tc", "txe", "private", "ftncn", "ftnsep", "ftnsepc", "aftncn"),
        *("aftnsep", "aftnsepc"),
    }
)
_CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "page": " ",
    "column": " ",
    "~": "\xa0",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
}
_TITLE, _MARK = "title", "mark"
_DATES = {"creatim": "created", "revtim": "changed"}
_DATE_FIELDS = ("yr", "mo", "dy")
_DESTINATIONS = _UNREAD | _DATES.keys() | {"*", "title", "shptxt", "footnote", "listtext", "pntext"}
_CODE_PAGES = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""By the character set of a font."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def recognises(head: bytes) -> bool:
    """Tell whether this begins as Rich Text does."""
    return head.startswith(_MAGIC)


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - no choice is open
    """Yield the document in `stream`, text boxes and notes after its text.

    A file that ends too soon is a warning. Raises InputError for what is no Rich Text, or too long.
    """
    data = stream.read(LARGEST + 1)
    if not recognises(data):
        raise InputError("is broken: it does not begin as Rich Text does")
    if len(data) > LARGEST:
        raise InputError(f"is longer than {LARGEST >> 20} MB")
    text = _Text()
    is_whole = text.read(data)
    yield Document(
        joined(*(_mended(flow.text()) for flow in (text.body, text.boxes, text.notes))),
        source,
        title=properties.title(_mended(text.values.get(_TITLE, ""))),
        stated=properties.dates(text.day("created"), text.day("changed")),
        warnings=() if is_whole else (Loss("is cut off: the end of the text is missing"),),
    )


class _State(NamedTuple):
    """What holds within a group."""

    out: Flow | str | None = None
    """Where its text goes: to a flow, to the value of that name, or nowhere."""
    date: str = ""
    """The date that its fields are of."""
    is_hidden: bool = False
    is_deleted: bool = False
    behind: int = 1
    """How many characters stand behind one in Unicode, for programs that know none."""
    font: int = -1


class _Text:
    """A document, as it is read token by token."""

    def __init__(self) -> None:
        self.body, self.boxes, self.notes = Flow(), Flow(), Flow()
        self.values: dict[str, str] = {}
        self._fields: dict[tuple[str, str], int] = {}
        self._state = _State(self.body)
        self._groups: list[_State] = []
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._in_row = False
        self._row_is_open = False
        self._bytes = bytearray()
        self._left_out = 0
        """How many characters that come are the stand-in for one in Unicode."""

    def read(self, data: bytes) -> bool:
        """Read all of a document; False when it ends before its last group does."""
        at = 0
        while token := _TOKEN.match(data, at):
            at = token.end()
            word, number, code, sign, brace, plain = token.groups()
            if code or plain:
                self._gather(plain or bytes((int(code, 16),)))
            elif word or sign or brace:
                self._flush()
                self._left_out = 0
                if brace == b"{":
                    self._groups.append(self._state)
                elif brace:
                    self._end_group()
                elif word == b"bin":
                    at += max(0, int(number or 0))
                else:
                    self._obey((word or sign).decode("latin-1"), None if number is None else int(number))
            if brace and not self._groups:
                break
        self._flush()
        if self._row_is_open:
            self.body.end_row()
        for flow in (self.body, self.boxes, self.notes):
            flow.end_paragraph()
        return not self._groups

    def day(self, date: str) -> str:
        """Return a date in ISO 8601; what is not said of it is zero."""
        year, month, day = (self._fields.get((date, field), 0) for field in _DATE_FIELDS)
        return f"{year:04d}-{month:02d}-{day:02d}"

    def _end_group(self) -> None:
        ended, self._state = self._state.out, self._groups.pop()
        if isinstance(ended, Flow) and ended is not self._state.out:
            ended.end_paragraph()
        if ended == _MARK and self._state.out != _MARK and self.values.pop(_MARK, "").strip():
            self._flow().begin_item()

    def _gather(self, data: bytes) -> None:
        """Keep bytes until all of a character must be there; it may have several."""
        self._bytes += data[self._left_out :]
        self._left_out = max(0, self._left_out - len(data))

    def _flush(self) -> None:
        if self._bytes:
            code_page = self._fonts.get(self._state.font, self._code_page)
            try:
                text = self._bytes.decode(code_page, "replace")
            except LookupError:
                text = self._bytes.decode("cp1252", "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        out = self._state.out
        if isinstance(out, str):
            self.values[out] = self.values.get(out, "") + text
            return
        flow = self._flow()
        if flow is self.body and self._in_row is not self._row_is_open:
            if self._in_row:
                flow.begin_row()
            else:  # it never ended
                flow.end_row()
            self._row_is_open = self._in_row
        flow.write(text)

    def _flow(self) -> Flow:
        """Return where visible text goes; for what is not read, a flow that no one reads."""
        out = self._state.out
        is_read = isinstance(out, Flow) and not self._state.is_hidden and not self._state.is_deleted
        return out if isinstance(out, Flow) and is_read else Flow()

    def _obey(self, word: str, number: int | None) -> None:
        if word in _CHARACTERS:
            self._write(_CHARACTERS[word])
        elif word == "u":
            self._write(chr((number or 0) % 0x10000))
            self._left_out = self._state.behind
        elif word in _DATE_FIELDS:
            self._fields.setdefault((self._state.date, word), number or 0)
        elif word in _DESTINATIONS:
            self._state = self._state._replace(out=self._destination(word), date=_DATES.get(word, ""))
        elif not self._set(word, number):
            self._lay_out(word)

    def _destination(self, word: str) -> Flow | str | None:
        """Return where the text of a group goes that begins with `word`."""
        if word == "shptxt":
            return self.boxes
        if word == "title":
            return _TITLE
        around = self._groups[-1].out if self._groups else None
        if not isinstance(around, Flow):
            return None
        if word == "footnote":
            return self.notes
        return _MARK if word in ("listtext", "pntext") else None

    def _set(self, word: str, number: int | None) -> bool:
        """Take a setting of the characters that follow; False when `word` is none."""
        state = self._state
        match word:
            case "plain":
                state = state._replace(is_hidden=False, font=-1)
            case "v":
                state = state._replace(is_hidden=number != 0)
            case "deleted":
                state = state._replace(is_deleted=number != 0)
            case "uc":
                state = state._replace(behind=max(0, number or 0))
            case "f":
                state = state._replace(font=number or 0)
            case "fcharset":
                self._fonts[state.font] = _CODE_PAGES.get(number or 0, self._code_page)
            case "ansicpg":
                self._code_page = f"cp{number}"
            case _:
                return False
        self._state = state
        return True

    def _lay_out(self, word: str) -> None:
        """Obey what parts paragraphs, lines and cells."""
        match word:
            case "par" | "sect" | "\n" | "\r":
                self._flow().end_paragraph()
            case "line":
                self._flow().break_line()
            case "tab":
                self._flow().tab()
            case "pard":
                self._in_row = False
            case "intbl":
                self._in_row = True
            case "cell":
                self._flow().end_cell()
            case "nestcell" | "nestrow":
                self._flow().write(" ")
            case "row":
                self._flow().end_row()
                self._row_is_open = False


def _mended(text: str) -> str:
    """Return `text` with its pairs of surrogates as the characters they mean, and U+FFFD for NUL."""
    text = text.replace("\0", "\ufffd")
    if not _SURROGATES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
