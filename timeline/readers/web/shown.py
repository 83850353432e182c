"""The dates that a web page shows to its readers, where its markup states none: short lines near its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from timeline.model import DocumentDate
from timeline.readers.common.stated import stated
from timeline.readers.web import page as facts
from timeline.readers.web.surroundings import is_copyright

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONG = 100
"""Characters of a paragraph that is surely text: lines that date the page stand before it."""
LINE = 100
"""Characters of a line that dates the page, at most."""
INLINE = frozenset(("a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "time", "u"))
"""Elements that are a mere part of a line."""
PARAGRAPHS = frozenset(("p", "li", "td"))
"""Elements that hold sentences."""

_LINES_WITHIN = 60
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NUMBER = re.compile(r"[0-9]{1,4}")
_EARLIEST, _LATEST = "1000-01-01", "2999-12-31"


def dated_lines(page: HtmlElement, headline: str | None) -> Iterator[str]:
    """Yield the short lines with a year between the heading, or the top, and the first long paragraph."""
    heading = next((each for each in page.iter("h1") if facts.text_of(each) == headline), None)
    nodes = page.xpath("//body//text()") if heading is None else heading.xpath("following::text()")
    label, labelled = "", None
    for node in nodes[:_LINES_WITHIN]:
        words, parent = facts.squeezed(node), node.getparent()
        breaks = node.is_tail and parent.tag == "br"
        around, block = parent.getparent() if node.is_tail else parent, _block_of(node)
        is_inside = around.tag in INLINE or block.tag in PARAGRAPHS
        if len(words) >= LONG or (is_inside and len(facts.beginning(block, LONG)) >= LONG):
            return
        line = f"{label} {words}" if label and block is labelled and not breaks else words
        if _YEAR.search(words) and len(line) <= LINE and not is_copyright(line):
            yield line
        if words:
            label, labelled = ("" if any(map(str.isdigit, words)) else words), block


def guessed(page: HtmlElement) -> Iterator[DocumentDate]:
    """Yield the day that htmldate takes for that of the page, if a short line of the page, or its title, says it."""
    import logging  # noqa: PLC0415 - only for web pages

    from htmldate import find_date  # noqa: PLC0415 - the same

    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    # The latest day is given, or the result would hang on the day on which it is looked for.
    try:
        day = find_date(page, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=_LATEST)
    except Exception:  # noqa: BLE001 - of strange markup it can fail in any way; then it has no opinion
        return
    lines = page.xpath("//body//*[not(self::td or self::li or self::code or self::pre)]/text()") if day else ()
    said = (line for line in lines if len(line) <= LINE and _says(line, str(day)))
    short = (line for line in said if len(facts.beginning(_block_of(line), LINE)) <= LINE)
    titled = (line for line in [facts.title(page) or ""] if day and _says(line, str(day)))
    if words := facts.squeezed(next(chain(short, titled), "")):
        yield from (date._replace(origin="text", evidence=f'page "{words}"') for date in stated(str(day), ""))


def _block_of(text: Any) -> HtmlElement:  # noqa: ANN401 - lxml has no public type for the text that XPath finds
    """Return the innermost element around a text that is no mere part of a line."""
    around = text.getparent().getparent() if text.is_tail else text.getparent()
    return next((each for each in (around, *around.iterancestors()) if each.tag not in INLINE), around)


def _says(words: str, day: str) -> bool:
    """Tell whether words say a day as ISO 8601, with the name of its month, or as numbers in the one order possible."""
    year, month, number = day.split("-")
    numbers = {int(each) for each in _NUMBER.findall(words)}
    if day in words or (int(number) > len(facts.MONTHS) and f"{number}.{month}.{year}" in words):
        return True
    return {int(year), int(number)} <= numbers and facts.MONTHS[int(month) - 1] in words.lower()
