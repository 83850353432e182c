"""Web pages: the text of the article without what stands around it, and the dates that the markup states."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, BinaryIO

from timeline.errors import InputError, MissingExtraError, UsageError
from timeline.model import Document
from timeline.readers import HEAD, Reading, from_text
from timeline.readers.common.markup import to_text
from timeline.readers.common.stated import stated
from timeline.readers.web import page as facts
from timeline.readers.web.shown import INLINE, LINE, LONG, PARAGRAPHS, dated_lines, guessed
from timeline.readers.web.surroundings import drop, drop_notices, drop_surroundings
from timeline.values import Granularity

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NAME = "html"
DESCRIPTION = "web pages: the article, without menus, comments and notices"
SUFFIXES = (".html", ".htm", ".xhtml")

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml\b[^>]*>)*+<(?:!doctype\s+html|html|head|body)\b",
    re.DOTALL | re.IGNORECASE,
)
_EXPORT = re.compile(rb'<meta name="generator" content="timeline [0-9]')
_CHARSET = re.compile(rb"""<(?:meta\b[^>]*?charset|\?xml\b[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CHARSET_WITHIN = 4096
_AS_BROWSERS_DO = {"iso8859-1": "cp1252", "ascii": "cp1252"}  # WHATWG Encoding, section 4.2

_NO_TEXT = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "svg", "canvas", "button", "select", "textarea")
)
_TAG = re.compile("<[^<>]*+>")
_MOST = 50_000
"""Elements of a page in which the main text is looked for: the time for that is not linear in their number."""
_PARSED = 0.5
"""Share of the page's text that the parser must have found."""
_FOUND = 0.25
"""Share of the words outside menus and the like that the main text has at least."""

_TIME_STAMPS = frozenset(("datePublished", "dateModified"))
_LABEL = 30

_ENTRY = 30
"""Characters that an entry of a live blog has at least."""


def recognises(head: bytes) -> bool:
    """Tell by a document type or one of the elements that a page begins with."""
    return bool(_BEGINS.match(head))


def is_export(head: bytes) -> bool:
    """Tell whether a page that begins with `head` is one that this program wrote."""
    return bool(_EXPORT.search(head))


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Yield the article of a page, its headline first; heeds `encoding`.

    The entries of a live blog are documents of their own, each with the time it states.

    Raises:
        InputError: binary data, bytes that the encoding does not have, or a page that this program wrote.
        UsageError: there is no such encoding.
        MissingExtraError: the extra `html` is not installed.
    """
    data = stream.read()
    if is_export(data[:HEAD]):
        raise InputError("a page that this program wrote; give the texts it was made of")
    try:
        import trafilatura  # noqa: F401, PLC0415 - only for web pages
        from lxml import etree  # noqa: PLC0415 - the same
    except ImportError as error:
        raise MissingExtraError("html", error.name or "trafilatura") from None
    markup, warnings = _decoded(data, reading)
    try:
        page = _parsed(markup)
    except (etree.LxmlError, ValueError):  # nothing but white space, comments or what is no markup
        yield Document(to_text(markup), source, warnings=warnings)
        return
    yield from _documents(page, markup, Document("", source, warnings=warnings))


def _decoded(data: bytes, reading: Reading) -> tuple[str, tuple[str, ...]]:
    """Decode a page: what is UTF-8 is that, whatever the page declares, as pages are saved in UTF-8 again."""
    declared = _CHARSET.search(data, 0, _CHARSET_WITHIN)
    if reading.encoding is None and declared and not _is_utf8(data):
        try:
            name = codecs.lookup(declared[1].decode()).name
            return from_text.decode(data, reading._replace(encoding=_AS_BROWSERS_DO.get(name, name)))
        except (LookupError, InputError, UsageError):
            pass  # a name that does not exist or does not fit says nothing
    return from_text.decode(data, reading)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _parsed(markup: str) -> HtmlElement:
    from lxml import html  # noqa: PLC0415 - only for web pages

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return html.document_fromstring(markup.encode(), parser=parser)


def _documents(page: HtmlElement, markup: str, document: Document) -> Iterator[Document]:
    """Yield the article, then the entries if it is a live blog."""
    headline = facts.headline(page)
    document = document._replace(
        title=headline or facts.title(page), language=facts.language(page), stated=facts.dates(page, markup)
    )
    live = facts.is_live(page)
    may_be_cut = len(page.text_content()) < _PARSED * len(_TAG.sub("", markup))
    drop(page.iter(*_NO_TEXT))
    if may_be_cut and len(page.text_content()) < _PARSED * len(everything := to_text(markup)):
        yield _warned(document, "broken or very deep markup: all of the page is read", text=everything)
        return
    entries = list(_entries(page, document)) if live else []
    if len(entries) < 2:
        yield _article(page, headline, document)
        return
    drop(element for element, _ in entries)
    drop_surroundings(page)
    yield _with_top(_text(page), headline, [], document)
    yield from (entry for _, entry in entries)


def _article(page: HtmlElement, headline: str | None, document: Document) -> Document:
    """Return the document with the text of the article, and what the page shows of its date; `page` is used up."""
    article = deepcopy(page)
    drop_surroundings(article)
    # A month, as an address has it, is not enough.
    is_dated = any(not each.revised and each.date.granularity <= Granularity.DAY for each in document.stated)
    lines = [] if is_dated else list(dict.fromkeys(dated_lines(article, headline)))
    if not is_dated and not lines:
        document = document._replace(stated=(*document.stated, *guessed(article)))
    for part in (page, article):
        drop(filter(_is_time_stamp, part.xpath("//time|//abbr[@title]|//*[@itemprop]")))
    is_large = sum(1 for _ in page.iter()) > _MOST
    text = "" if is_large else _main_text(page)
    if len(text.split()) < _FOUND * len(article.text_content().split()):
        document, text = _warned(document, "no main text found: all but menus and notices is read"), _text(article)
    return _with_top(text, headline, lines, document)


def _warned(document: Document, warning: str, *, text: str = "") -> Document:
    return document._replace(text=text, warnings=(*document.warnings, warning))


def _with_top(text: str, headline: str | None, lines: list[str], document: Document) -> Document:
    """Return the document with `text` under its headline and the lines that date it, unless it has them itself."""
    lines_above = text[: LONG + 2 * len(headline or "")].split("\n")
    top = [headline] if headline else []
    if headline and text.startswith(headline):
        text = text[len(headline) :].lstrip("\n")
    elif headline in lines_above:
        top = []
    spans = []
    for line in lines:
        if line not in lines_above:
            start = sum(len(each) + 2 for each in top)
            spans.append((start, start + len(line)))
            top.append(line)
    return document._replace(text="\n\n".join([*top, text] if text else top) + "\n", metadata=tuple(spans))


def _main_text(page: HtmlElement) -> str:
    """Return the text of the article as trafilatura finds it, without comments; `page` is used up."""
    import logging  # noqa: PLC0415 - only for web pages

    from trafilatura import extract  # noqa: PLC0415 - the same

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # no library speaks to the user
    drop_notices(page)
    try:
        return to_text(extract(page, include_comments=False, output_format="html") or "")
    except Exception:  # noqa: BLE001 - of strange markup it can fail in any way; then all of the page is read
        return ""


def _text(element: HtmlElement) -> str:
    """Return all text of an element, by paragraphs and lines."""
    from lxml import html  # noqa: PLC0415 - only for web pages

    return to_text(html.tostring(element, encoding="unicode", with_tail=False))


def _is_time_stamp(element: HtmlElement) -> bool:
    """Tell whether an element is the time that the page is of, which has been read, and no word of a sentence."""
    if not facts.time_of(element) and element.get("itemprop") not in _TIME_STAMPS:
        return False
    around, before = element.getparent(), element.getprevious()
    beside = (around.text if before is None else before.tail, element.tail)
    if around.tag not in INLINE | PARAGRAPHS and not "".join(filter(None, beside)).strip():
        return True
    line, words = (len(facts.beginning(each, LINE)) for each in (around, element))
    return line <= _LABEL + words


def _entries(page: HtmlElement, document: Document) -> Iterator[tuple[HtmlElement, Document]]:
    """Yield the entries of a live blog with their elements: what stands with one time, and no other."""
    times = [each for each in page.iter("time") if stated(each.get("datetime", ""), "")]
    counts = Counter(above for each in times for above in each.iterancestors())
    for number, time in enumerate(times, start=1):
        entry = time
        while counts[entry.getparent()] == 1:
            entry = entry.getparent()
        if len(entry.text_content()) < _ENTRY or next(entry.iter("h1"), None) is not None:
            continue
        date = stated(time.get("datetime", ""), "<time>")
        name = entry.get("id") or str(number)
        drop([time])
        text = _text(entry)
        title = next((facts.text_of(each) for each in entry.iter("h2", "h3", "h4")), None)
        yield (
            entry,
            document._replace(
                text=f"{text}\n", source=f"{document.source}#{name}", title=title, stated=date, warnings=()
            ),
        )
