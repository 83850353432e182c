"""What a web page states of itself in its markup: its dates, its headline and title, its language."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from timeline.model import DocumentDate
from timeline.readers.common.stated import stated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished"),
    *("rnews:datepublished", "parsely-pub-date", "sailthru.date", "bt:pubdate", "cxenseparse:recs:publishtime"),
    *("citation_publication_date", "citation_online_date", "citation_date", "dc.date.issued", "dcterms.issued"),
    *("dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "dc:date", "article.published"),
    *("pubdate", "publish_date", "publish-date", "publishdate", "publication_date", "publication-date"),
    *("date_published", "originalpublicationdate", "article_date_original", "date"),
)
_REVISED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified"),
    *("article.updated", "last-modified", "lastmod", "revised"),
)
"""Names of meta elements in lower case, the surest first."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Page)$")
_PAGE = re.compile(r"Page$")
_BASIC = re.compile(r"^([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])")  # ISO 8601 without hyphens
_JSON_DATE = re.compile(r'"(date(?:Published|Modified))"\s*:\s*"([^"\\]{8,40})"')
_URL_DAY = re.compile(
    r"(?<![0-9])([12][0-9]{3})(?:/([a-z]{3}|[0-9]{1,2})/([0-9]{1,2})|-([0-9]{2})-([0-9]{2}))(?![0-9])", re.IGNORECASE
)
_URL_MONTH = re.compile(r"/([12][0-9]{3})/([0-9]{1,2})(?=/)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""As addresses have them, and as the English names begin."""
_WIKI = "MediaWiki"
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]+\)(\S+) -->")
_EPOCH = 1970
_ASIDE = frozenset({"aside", "footer", "nav"})
_ASIDE_WORDS = re.compile(r"comment|related|sidebar|recommend|teaser|footer", re.IGNORECASE)
_UPDATED_WORDS = re.compile(r"updated|modified|revised", re.IGNORECASE)
_FEW = 3
_LABEL = 40
_LONG = 120
"""Characters of a paragraph that is surely text: what dates the page stands before it."""


def dates(page: HtmlElement, markup: str) -> tuple[DocumentDate, ...]:
    """Return the dates that the markup states, best first: those of publication, then those of revisions.

    Read are structured data (schema.org in JSON-LD, microdata and RDFa), meta elements, `<time>` at the head of
    the article, and the page's own address. Each day is given once.
    """
    found = [*_json_ld(page), *_meta_dates(page), *_properties(page), *_times(page), *_addresses(page, markup)]
    if _metas(page).get("generator", "").startswith(_WIKI):  # each edit writes the page anew
        found = [date._replace(revised=not date.revised) for date in found]
    first: dict[tuple[object, bool], DocumentDate] = {}
    for date in found:
        if date.date.year != _EPOCH or (date.date.month, date.date.day) != (1, 1):  # what programs have for "none"
            first.setdefault((date.date, date.revised), date)
    return tuple(sorted(first.values(), key=lambda date: date.revised))


def headline(page: HtmlElement) -> str | None:
    """Return the heading of the page's one article, as it is shown or stated; None when there is none."""
    headings = [each for each in page.iter("h1") if not _is_beside(each) and text_of(each)]
    inside = [each for each in headings if any(above.tag in ("article", "main") for above in each.iterancestors())]
    for chosen in (inside, headings):
        if len(chosen) == 1:
            return text_of(chosen[0])
    stated_ones = (_metas(page).get("og:title"), *(_string(node.get("headline")) for node in _articles(page)))
    return next((text for text in stated_ones if text), None)


def title(page: HtmlElement) -> str | None:
    """Return what the window of a browser would show."""
    return next((text_of(each) for each in page.iter("title") if text_of(each)), None)


def language(page: HtmlElement) -> str | None:
    """Return the language that the page states, as a BCP 47 tag."""
    root = page.getroottree().getroot()
    metas = _metas(page)
    stated_ones = (root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang"), root.get("xml:lang"))
    tag = next((each for each in (*stated_ones, metas.get("content-language"), metas.get("og:locale")) if each), "")
    tag = tag.strip().replace("_", "-")
    return tag if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) else None


def is_live(page: HtmlElement) -> bool:
    """Tell whether the page says that it is a live blog: entries that were written one after the other."""
    if any("LiveBlogPosting" in _types(node) for node in _nodes(page)):
        return True
    return any("LiveBlogPosting" in each.get("itemtype", "") for each in page.xpath("//*[@itemtype]"))


def _json_ld(page: HtmlElement) -> Iterator[DocumentDate]:
    found = False
    for node in list(_articles(page))[:1]:
        for key, revised in (("datePublished", False), ("dateModified", True)):
            for date in stated(_string(node.get(key)), f"JSON-LD {key}"):
                found = True
                yield date._replace(revised=revised)
    if found:
        return
    for script in _scripts(page):
        if _parsed(script) is None:  # damaged: what can be seen in it
            for key, words in _JSON_DATE.findall(script)[:2]:
                for date in stated(words, f"JSON-LD {key}"):
                    yield date._replace(revised=key == "dateModified")


def _articles(page: HtmlElement) -> Iterable[dict[str, Any]]:
    """Return the nodes of JSON-LD about an article that have a date, before those about a page."""
    nodes = [node for node in _nodes(page) if any(map(_ARTICLE.search, _types(node)))]
    nodes = [node for node in nodes if node.keys() & {"datePublished", "dateModified"}]
    return sorted(nodes, key=lambda node: all(map(_PAGE.search, _types(node))))


def _nodes(page: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of all JSON-LD of the page, outer ones before those inside them."""
    waiting: deque[Any] = deque(map(_parsed, _scripts(page)))
    while waiting:
        item = waiting.popleft()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _scripts(page: HtmlElement) -> Iterator[str]:
    for script in page.iter("script"):
        if script.get("type", "").partition(";")[0].strip().lower() == "application/ld+json":
            yield script.text or ""


def _parsed(script: str) -> object:
    try:
        return json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: dict[str, Any]) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _meta_dates(page: HtmlElement) -> Iterator[DocumentDate]:
    metas = _metas(page)
    for names, revised in ((_PUBLISHED, False), (_REVISED, True)):
        for name in filter(metas.__contains__, names):
            for date in stated(_BASIC.sub(r"\1-\2-\3", metas[name]), f"meta {name}"):
                yield date._replace(revised=revised, evidence=f'meta {name} "{metas[name]}"')


def _metas(page: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements by their names in lower case, the first of each name."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        content = str(meta.get("content", "")).strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(key)):
                metas.setdefault(name.strip().lower(), content)
    return metas


def _properties(page: HtmlElement) -> Iterator[DocumentDate]:
    """Yield the dates of microdata and RDFa that are not of a comment or another article."""
    for name, revised in (("datePublished", False), ("dateModified", True)):
        for element in page.xpath("//*[@itemprop=$n or @property=$n or @property=concat('schema:', $n)]", n=name):
            if element.tag != "meta" or element.getparent().tag != "head":
                words = element.get("content") or element.get("datetime") or text_of(element)
                if not _is_beside(element) and (found := stated(words, f"microdata {name}")):
                    yield found[0]._replace(revised=revised)
                    break


def _times(page: HtmlElement) -> Iterator[DocumentDate]:
    """Yield the times at the head of the page's article; many are those of a list, and none of them is the page's.

    The only one that is marked as that of publication (hAtom's class "published") may stand anywhere.
    """
    found = list(_head_times(page))
    if len({date.date for date in found}) <= _FEW:
        yield from found
    marked = [each for each in page.iter("time", "abbr") if _is_marked(each) and not _is_beside(each)]
    if len(marked) == 1:
        yield from stated(time_of(marked[0]), f"<{marked[0].tag} class=published>")


def _head_times(page: HtmlElement) -> Iterator[DocumentDate]:
    has_heading = any(not _is_beside(each) for each in page.iter("h1"))
    for element in page.iter("time", "abbr", "p"):
        if element.tag == "p" and len(beginning(element, _LONG)) >= _LONG:
            return
        words = time_of(element)
        if not words or element.tag == "p" or _is_beside(element) or (has_heading and _is_masthead(element)):
            continue
        above = element.getparent()
        label = f"{element.get('class', '')} {above.get('class', '')} {beginning(above, _LABEL)[:_LABEL]}"
        for date in stated(words, f"<{element.tag}>"):
            yield date._replace(revised=bool(_UPDATED_WORDS.search(label)) and not _is_marked(element))


def _addresses(page: HtmlElement, markup: str) -> Iterator[DocumentDate]:
    links = [link.get("href", "") for link in page.iter("link") if link.get("rel", "").lower() == "canonical"]
    saved = _SAVED_FROM.search(markup, 0, 2000)
    for address in dict.fromkeys([*links, _metas(page).get("og:url", ""), saved[1] if saved else ""]):
        yield from of_address(address)


def of_address(address: str) -> tuple[DocumentDate, ...]:
    """Return the date in the address of a page: a day, or a month."""
    day, month = _URL_DAY.search(address), _URL_MONTH.search(address)
    if day:
        name = (day[2] or day[4]).lower()
        number = MONTHS.index(name) + 1 if name in MONTHS else name
        found = stated(f"{day[1]}-{number}-{day[3] or day[5]}", "")
    else:
        found = stated(f"{month[1]}-{month[2]}", "") if month else ()
    return tuple(date._replace(evidence=f'address "{address}"') for date in found)


def _is_beside(element: HtmlElement) -> bool:
    """Tell whether an element stands in a part of the page that is not its article."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html"):
            return False
        if above.tag in _ASIDE or _ASIDE_WORDS.search(f"{above.get('class', '')} {above.get('id', '')}"):
            return True
    return False


def _is_masthead(element: HtmlElement) -> bool:
    above = [each.tag for each in element.iterancestors()]
    return "header" in above and not {"article", "main"} & set(above)


def time_of(element: HtmlElement) -> str:
    """Return the time that an element states by `datetime`, or by the title of an `<abbr class="published">`."""
    return str(element.get("datetime") or (element.get("title", "") if _is_marked(element) else ""))


def _is_marked(element: HtmlElement) -> bool:
    return "published" in element.get("class", "").split()


def text_of(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return squeezed(element.text_content())


def beginning(element: HtmlElement, length: int) -> str:
    """Return the text of an element on one line, of which a little more than `length` is looked at."""
    taken: list[str] = []
    size = 0
    for text in element.itertext():
        taken.append(text)
        size += len(text.strip())
        if size > length:
            break
    return squeezed("".join(taken))


def squeezed(text: str) -> str:
    """Return `text` with white space runs as one space, and none at its ends."""
    return " ".join(text.split())
