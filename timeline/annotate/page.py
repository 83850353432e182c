"""Texts with their dates marked, as one HTML page without scripts: the value and the reason show at each date.

Nothing is loaded from elsewhere, and the content security policy allows nothing but the page's own style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from timeline import notation
from timeline.annotate import value
from timeline.model import Document, Timex
from timeline.writers import marks, pages

_INFERRED = ("inferred", "worked out from another date")
_OPEN = ("open", "names no date")
_KINDS = {"explicit": ("stated", "said by the text"), "vague": _OPEN, "unanchored": _OPEN}
"""By `Timex.basis`: the class of a mark, and what the key says of it."""

_DATETIME = re.compile(r"(?!0000)\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?Z?)?)?|-W\d\d)?")
"""The TIMEX3 values that are valid in the `datetime` of a `<time>` (HTML standard, section 4.5.14)."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML cannot hold (section 13.2.3.5): shown as U+FFFD."""


def pieces(title: str, documents: Iterable[tuple[Document, list[Timex]]]) -> Iterator[str]:
    """Yield the page for the documents and their expressions; one that is not called `title` has a heading."""
    yield _head(title)
    for number, (document, timexes) in enumerate(documents, start=1):
        yield f"<article>\n{_about(document, title, len(timexes))}"
        yield '<bdi class="text">'
        for at, (words, timex) in enumerate(marks.pieces(document.text, timexes)):
            yield _marked(words, timex, f"d{number}-{at}") if timex else _text(words)
        yield "</bdi>\n</article>\n"
    yield "</main>\n</body>\n</html>\n"


def _head(title: str) -> str:
    style = pages.style(Path(__file__).with_name("page.css"))
    policy = f"default-src 'none'; style-src '{pages.allowed(style)}'; base-uri 'none'; form-action 'none'"
    kinds = dict([_KINDS["explicit"], _INFERRED, _OPEN])
    key = "".join(f'<span><mark class="{name}">{words}</mark></span>' for name, words in kinds.items())
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{pages.GENERATOR}">
<title>{_text(title)}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1><bdi>{_text(title)}</bdi></h1>
<p class="key">{key}<label><input type="checkbox" id="values"> Show the values in the text</label></p>
</header>
<main>
"""


def _about(document: Document, title: str, count: int) -> str:
    """Return what stands above a text: its name, its date, how many are marked."""
    heading = "" if document.source == title else f"<h2><bdi>{_text(document.source)}</bdi></h2>\n"
    date = document.date
    dated = f"document date {notation.to_edtf(date.date)}, <bdi>{_text(date.evidence)}</bdi>" if date else ""
    said = f"{count} expression{'' if count == 1 else 's'}, {dated or 'no document date'}"
    return f'{heading}<p class="about">{said}</p>\n'


def _marked(words: str, timex: Timex, name: str) -> str:
    """Return an expression with its note, which shows when it is pointed at, tapped or focused."""
    kind, _ = _KINDS.get(timex.basis, _INFERRED)
    shown = _text(value(timex))
    exact = f' datetime="{timex.value}"' if _DATETIME.fullmatch(timex.value) else ""
    time = f"<time{exact}>{_text(words)}</time>" if exact else _text(words)
    timex3 = " ".join(filter(None, (timex.type, timex.value, timex.mod, timex.quant, timex.freq)))
    others = "".join(f"<small><bdi>not taken: {_text(each)}</bdi></small>" for each in timex.alternatives)
    note = f"<b>{shown}</b><bdi>{_text(timex.reason)}</bdi>{others}<small>TIMEX3 {_text(timex3)}</small>"
    return (
        f'<mark class="{kind}" tabindex="0" aria-describedby="{name}" data-value="{shown}">{time}'
        f'<span class="note" role="tooltip" id="{name}">{note}</span></mark>'
    )


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\ufffd", text)).replace("\r", "&#13;")
