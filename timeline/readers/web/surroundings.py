"""What stands around the article of a web page: menus, comments, notices, and how they are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.readers.web.page import beginning, text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_AROUND = frozenset(("nav", "aside", "footer", "dialog", "form", "amp-sidebar", "amp-ad", "amp-list", "amp-consent"))
_ARTICLE = frozenset(("html", "body", "main", "article"))
_COMMENTS = re.compile(r"(?<![a-z])(?:comments?|disqus)(?![a-z])", re.IGNORECASE)
_AROUND_WORDS = re.compile(
    r"(?<![a-z])(?:nav(?:bar|igation)?|menu|sidebar|related|recommended|cookies?|consent|gdpr|newsletter|subscribe"
    r"|promo|advert\w*|social|share|sharing|breadcrumbs?|footer|copyright|popup|modal|most-read|teasers?|masthead)"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""In the class or id of an element that is no part of the article."""
_COPYRIGHT = re.compile(r"\W*(?:©|\(c\)\s*\d|copyright\b)", re.IGNORECASE)
_NOTICE = 300
"""Characters that a copyright notice has at most."""
_LINKED = 0.8
"""Share of a menu that is links."""
_LINK = 40
"""Characters that a link of a menu has at most."""
_BLOCKS = frozenset(("p", "div", "td", "tr", "table", "ul", "ol", "li", "center", "small", "font", "section"))


def drop_surroundings(page: HtmlElement) -> None:
    """Take menus, comments, notices and the like out of the page."""
    half = len(page.text_content()) / 2
    drop_notices(page)
    drop(element for element in page.iter() if _is_around(element, half))


def drop_notices(page: HtmlElement) -> None:
    """Take copyright notices, and what is nothing but short links, out of the page."""
    drop(filter(_is_notice, page.iter(*_BLOCKS)))


def drop(elements: Iterable[HtmlElement]) -> None:
    """Take elements out of their page, but not the text behind them.

    Taken out one by one, each would have that text joined to the text before it, in quadratic time.
    """
    unwanted = {element for element in elements if element.getparent() is not None}
    for parent in {element.getparent() for element in unwanted}:
        before, texts = None, [parent.text]
        for child in [*parent, None]:
            if child in unwanted:
                texts += [" ", child.tail]
                parent.remove(child)
                continue
            text = "".join(filter(None, texts))
            if before is None:
                parent.text = text
            else:
                before.tail = text
            before, texts = child, [] if child is None else [child.tail]


def is_copyright(words: str) -> bool:
    """Tell whether words begin as a copyright notice does."""
    return bool(_COPYRIGHT.match(words))


def _is_notice(element: HtmlElement) -> bool:
    """Tell whether an element is a copyright notice, or nothing but short links."""
    text = beginning(element, _NOTICE)
    if len(text) <= _NOTICE and is_copyright(text):
        return True
    links = [beginning(link, _LINK) for link in element.iter("a")]
    if len(links) < 2 or max(map(len, links)) > _LINK:
        return False
    return sum(map(len, links)) > _LINKED * len(text_of(element))


def _is_around(element: HtmlElement, half: float) -> bool:
    if element.tag in _ARTICLE or next(element.iter("h1"), None) is not None:
        return False
    words = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    if _COMMENTS.search(words):
        return True
    return bool(element.tag in _AROUND or _AROUND_WORDS.search(words)) and len(element.text_content()) < half
