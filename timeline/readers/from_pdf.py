"""PDF: the text of its pages, with the place where each of them begins.

pypdfium2 rather than pypdf: it reads ligatures and justified lines rightly, tells where each word stands, and is
several times as fast. It runs apart, since some files make it take time or memory without end; what it finds is put
in order by `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from math import hypot
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from timeline.errors import InputError, MissingExtraError
from timeline.model import Document, DocumentDate, Loss
from timeline.readers import Reading
from timeline.readers.common import properties
from timeline.readers.pdf.apart import apart
from timeline.readers.pdf.layout import compose
from timeline.readers.pdf.lines import Line

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

NAME = "pdf"
DESCRIPTION = "PDF"
SUFFIXES = (".pdf",)

MOST_PAGES = 10_000
LONGEST = 50_000_000
"""Characters that a file may have."""

_MAGIC = b"%PDF-"
_BEGINS_WITHIN = 1024
_END_WITHIN = 2048
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_PIECE_GAP = 1.0  # sizes: what is further apart may stand in two columns
_RAISED = 0.85  # of the size of the line: marks of notes
_MOST_NAMED = 5
_LONGEST_TAG = 100

_ROW = re.compile(r"[^\r\n\ufffe]+\ufffe?")
_WORD = re.compile(r"\S+")
_MARK = re.compile(r"(?:(?<=[.,;:!?)\"'”’\]])|(?<=[a-z]{4}))\d{1,2}$|^\d{1,2}$")
_UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f\xad\ufeff]")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def recognises(head: bytes) -> bool:
    """Tell whether this begins as a PDF does."""
    return head.startswith(_MAGIC)


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - no choice is open
    """Yield the document in `stream`, with its pages; those that are pictures only are a warning.

    Raises InputError for what is encrypted, damaged, cut off, or beyond a limit; MissingExtraError without pypdfium2.
    """
    try:
        import pypdfium2  # noqa: F401, PLC0415 - only for PDF, and before a process forks
    except ImportError:
        raise MissingExtraError("pdf", "pypdfium2") from None
    yield apart(partial(_read, stream, source))


def _read(stream: BinaryIO, source: str) -> Document:
    pdf = _opened(stream)
    if len(pdf) > MOST_PAGES:
        raise InputError(f"has more than {MOST_PAGES:,} pages; split it first")
    pages, warnings = _pages(pdf)
    text, begins = compose(pages)
    fields = pdf.get_metadata_dict()
    return Document(
        text,
        source,
        title=properties.title(fields.get("Title", "")),
        stated=_dates(text, fields),
        pages=begins,
        warnings=warnings,
        language=_language(pdf),
    )


def _opened(stream: BinaryIO) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - only for PDF

    if _MAGIC not in stream.read(_BEGINS_WITHIN):
        raise InputError("is broken or cut off: it does not begin as a PDF does")
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_WITHIN))
    if b"%%EOF" not in stream.read():
        raise InputError("is broken or cut off: its end is missing")
    stream.seek(0)
    try:
        return PdfDocument(stream)
    except PdfiumError as error:
        is_locked = error.err_code == _PASSWORD
        raise InputError("is encrypted; decrypt it first" if is_locked else "is broken or cut off") from None


def _pages(pdf: PdfDocument) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Return the lines of all pages, and what could not be read of them."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415 - only for PDF

    pages: list[list[Line]] = []
    broken, pictures = [], []
    length = 0
    for number in range(1, len(pdf) + 1):
        lines: list[Line] = []
        try:
            page = pdf[number - 1]
            lines = list(_lines(page.get_textpage(), page.get_rotation()))
            if not lines and _has_picture(page):
                pictures.append(number)
            page.close()
        except PdfiumError:
            broken.append(number)
        length += sum(len(line.text) for line in lines)
        if length > LONGEST:
            raise InputError(f"has more than {LONGEST:,} characters; split it first")
        pages.append(lines)
    if len(broken) == len(pages):
        raise InputError("is broken or cut off: no page can be read")
    warnings: list[str] = []
    if broken:
        warnings.append(Loss(f"{_listed(broken)} cannot be read"))
    if pictures:
        everywhere = "" if len(pictures) < len(pages) else "; it is pictures only"
        warnings.append(f"no text layer{everywhere or f' on {_listed(pictures)}'}")
    return pages, tuple(warnings)


def _listed(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return f"page{'s' * (len(numbers) > 1)} {named}{more}"


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415 - only for PDF

    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])), None) is not None


def _lines(page: PdfTextPage, rotation: int) -> Iterator[Line]:
    """Yield the pieces of lines of a page, cut where columns may meet, in the order of the file."""
    text = page.get_text_range()
    ruler = _Ruler(page, rotation, len(text))
    for row in _ROW.finditer(text):
        words = [(match[0], match.start(), match.end() - 1) for match in _WORD.finditer(text, row.start(), row.end())]
        if not words:
            continue
        _, longest, _ = max(words, key=lambda word: len(word[0]))
        size, base = ruler.size(longest), ruler.base(longest)
        piece: list[_Word] = []
        for word in _measured(words, ruler, size):
            if piece and word.left - piece[-1].right > _PIECE_GAP * size:
                yield _line(piece, base, size)
                piece = []
            piece.append(word)
        if piece:
            yield _line(piece, base, size)


class _Word(NamedTuple):
    text: str
    left: float
    right: float


def _measured(words: list[tuple[str, int, int]], ruler: _Ruler, size: float) -> Iterator[_Word]:
    """Yield words with their edges, without raised numbers that mark notes."""
    for found, first, last in words:
        word, end = found, last
        if word[-1].isdigit() and (mark := _MARK.search(word)) and ruler.size(last) < _RAISED * size:
            word, end = word[: mark.start()], first + mark.start() - 1
        if not word.isprintable():
            word = _UNSEEN.sub("", word.replace("\ufffe", "-"))
        if word:
            yield _Word(word, ruler.edges(first)[0], ruler.edges(end)[1])


def _line(words: list[_Word], base: float, size: float) -> Line:
    first = words[0]
    text = " ".join(word.text for word in words)
    return Line(text, first.left, words[-1].right, base, size, first.right - first.left)


class _Ruler:
    """Measures the characters of a page as it is shown, turned or not."""

    def __init__(self, page: PdfTextPage, rotation: int, length: int) -> None:
        from ctypes import c_double  # noqa: PLC0415 - only for PDF

        from pypdfium2 import raw  # noqa: PLC0415 - the same

        self._raw = raw
        self._page = page.raw
        self._rotation = rotation
        self._is_direct = length == page.count_chars()
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = c_double(), c_double()

    def edges(self, place: int) -> tuple[float, float]:
        """Return where the character at `place` of the text begins and ends."""
        box = self._box
        self._raw.FPDFText_GetLooseCharBox(self._page, self._index(place), box)
        if not self._rotation:
            return box.left, box.right
        one, other = self._turned(box.left, box.bottom)[0], self._turned(box.right, box.top)[0]
        return min(one, other), max(one, other)

    def base(self, place: int) -> float:
        """Return the height at which a character stands."""
        self._raw.FPDFText_GetCharOrigin(self._page, self._index(place), self._x, self._y)
        return self._turned(self._x.value, self._y.value)[1]

    def size(self, place: int) -> float:
        """Return the size of the type of a character, at least one point."""
        index = self._index(place)
        self._raw.FPDFText_GetMatrix(self._page, index, self._matrix)
        scale = hypot(self._matrix.c, self._matrix.d)
        return max(1.0, float(self._raw.FPDFText_GetFontSize(self._page, index)) * scale)

    def _index(self, place: int) -> int:
        """Return the number that pdfium has for a character; some have no place in the text."""
        return place if self._is_direct else int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._page, place))

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        match self._rotation:
            case 90:
                return y, -x
            case 180:
                return -x, -y
            case 270:
                return -y, x
            case _:
                return x, y


def _language(pdf: PdfDocument) -> str | None:
    """Return the language that the catalogue states (ISO 32000-2 section 14.9.2)."""
    from ctypes import c_ushort  # noqa: PLC0415 - only for PDF

    from pypdfium2 import raw  # noqa: PLC0415 - the same

    tag = (c_ushort * _LONGEST_TAG)()
    length = raw.FPDFCatalog_GetLanguage(pdf.raw, tag, _LONGEST_TAG * 2) // 2
    return "".join(map(chr, tag[: length - 1])) or None if length <= _LONGEST_TAG else None


def _dates(text: str, fields: Mapping[str, str]) -> tuple[DocumentDate, ...]:
    """Return when the file was made and changed, if the text names a year that is as late, or the one before.

    A PDF has the day on which it was printed, scanned or converted: of an old text that says nothing.
    """
    years = {int(year) for year in _YEAR.findall(text)}
    dates = properties.dates(_iso(fields.get("CreationDate", "")), _iso(fields.get("ModDate", "")))
    return tuple(date for date in dates if not years.isdisjoint((date.date.year - 1, date.date.year)))


def _iso(date: str) -> str:
    """Return the day of a PDF date (ISO 32000-2 section 7.9.4) in ISO 8601; nothing for what is none."""
    day = _DAY.match(date)
    return "-".join(day.groups()) if day else ""
