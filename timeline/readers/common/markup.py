"""The readable text of HTML as mails, feeds and articles hold it: any markup, in one pass, without recursion.

`html.parser` is not used: on unclosed tags and comments it takes time quadratic in their number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_UNREAD = frozenset({"script", "style", "template", "title", "textarea", "iframe", "noembed", "noframes"})
"""Elements whose content is no text of the page, or no markup."""
_PARAGRAPHS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "details", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
_LINES = frozenset(("br", "caption", "dd", "dt", "legend", "li", "option", "tr"))
_DEEPEST_QUOTE = 10

_TAG = re.compile(r"</?([A-Za-z][^\s/>]*)")
_END = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
"""Of a tag, behind its name; a `>` in a quoted value is none."""
_LONG_REFERENCE = re.compile(r"&#[xX]?0*[0-9a-fA-F]{8,};?")  # no character, and too much for `int`
_LINE_END = re.compile(r"\r\n?|\n")
_BREAKS = re.compile(r"\n{3,}")
_LONE_PARAGRAPH = re.compile(
    r"((?:</t[dh]\s*+>\s*+)?+<t[dh]\b[^<>]*+>)\s*+<(p|div)\b[^<>]*+>"
    r"((?:[^<]++|<(?!/?(?:p|div|t[dhr]|table)\b))*+)</\2\s*+>\s*+(?=</t[dh]\s*+>(\s*+<t[dh]\b)?+)",
    re.IGNORECASE,
)
"""A cell whose text is in a paragraph, as programs write it, with the end of the one before it and the next."""
_SIGNS_OF_HTML = re.compile(r"</(?:[abiu]|p|div|span|em|strong|li|h[1-6]|blockquote|td)\s*>|<br\s*/?>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Tell whether a text is HTML, by the end of a common element or a `<br>`."""
    return bool(_SIGNS_OF_HTML.search(text))


def to_text(markup: str, *, quote: str = "") -> str:
    """Return the text of `markup`: paragraphs set apart by an empty line, one line per item and table row.

    Scripts, styles and comments are left out, character references replaced; a comment or quoted value that
    never ends hides nothing. `quote` stands before every line of a block quotation, once for each that it
    is in, as in a mail.
    """
    page = _Page(quote)
    for piece in _pieces(_LONE_PARAGRAPH.sub(_cell, markup)):
        page.add(*piece)
    return page.text()


def _cell(found: re.Match[str]) -> str:
    """Return a cell without the paragraph in it; one that is alone in its row is layout, and stays as it is."""
    is_alone = not (found[1].startswith("</") or found[4])
    return found[0] if is_alone else found[1] + found[3]


def _pieces(markup: str) -> Iterator[tuple[str, str]]:
    """Yield (text, "") and ("", tag) in turn; a tag is its name in lower case, with `/` before it at the end."""
    find = _Finder(markup).find
    quotes = True
    at = shown = 0
    while (at := find("<", at)) >= 0:
        after = find(">", at)
        if after < 0:
            break
        tag = _TAG.match(markup, at)
        if tag is None and not markup.startswith(("<!", "<?"), at):
            at += 1
            continue
        yield markup[shown:at], ""
        if tag is None:
            comment = find("-->", at) if markup.startswith("<!--", at) else -1
            at = shown = comment + 3 if comment >= 0 else after + 1
            continue
        end = _END.match(markup, tag.end()) if quotes else None
        quotes = end is not None
        at = shown = end.end() if end else after + 1
        name = tag[1].lower()
        opens = markup[tag.start() + 1] != "/"
        if opens and name in _UNREAD:
            closing = re.compile(rf"</{name}(?![^\s/>])", re.IGNORECASE).search(markup, at)
            at = shown = closing.start() if closing else len(markup)
        yield "", name if opens else f"/{name}"
    yield markup[shown:], ""


class _Finder:
    """Finds in a text without looking twice to its end for what is no longer there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._missing: set[str] = set()

    def find(self, words: str, start: int) -> int:
        """Return where `words` stand from `start` on, -1 when nowhere; `start` never goes back."""
        place = -1 if words in self._missing else self._text.find(words, start)
        if place < 0:
            self._missing.add(words)
        return place


class _Page:
    """A text as it is put together, line by line."""

    def __init__(self, quote: str) -> None:
        self._quote = quote
        self._lines: list[str] = []
        self._cells: list[str] = []
        self._line: list[str] = []
        self._quoted = 0
        self._kept = 0
        """How many `<pre>` are open."""

    def add(self, text: str, tag: str) -> None:
        name = tag.removeprefix("/")
        if not tag:
            self._add_text(html.unescape(_LONG_REFERENCE.sub("\ufffd", text)))
        elif name in _PARAGRAPHS:
            self._end_paragraph()
        elif name in _LINES:
            self._end_line()
        elif name in ("td", "th"):
            self._end_cell()
        if tag == "li":
            self._line.append("- ")
        elif name == "blockquote":
            self._quoted = self._depth(self._quoted, tag)
        elif name == "pre":
            self._kept = self._depth(self._kept, tag)

    def text(self) -> str:
        self._end_line()
        return _BREAKS.sub("\n\n", "\n".join(self._lines)).strip("\n")

    @staticmethod
    def _depth(depth: int, tag: str) -> int:
        return max(depth - 1, 0) if tag[0] == "/" else depth + 1

    def _add_text(self, text: str) -> None:
        if not self._kept:
            self._line.append(text)
            return
        first, *others = _LINE_END.split(text)
        self._line.append(first)
        for line in others:
            self._end_line()
            self._line.append(line)

    def _end_cell(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if text := text.strip() if self._kept else " ".join(text.split()):
            self._cells.append(text)

    def _end_line(self) -> None:
        self._end_cell()
        if self._cells and self._cells != ["-"]:
            self._lines.append(self._quote * min(self._quoted, _DEEPEST_QUOTE) + "\t".join(self._cells))
        self._cells.clear()

    def _end_paragraph(self) -> None:
        self._end_line()
        if self._lines and self._lines[-1]:
            self._lines.append("")
