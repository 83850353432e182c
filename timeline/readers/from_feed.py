"""RSS of every version and Atom: each entry is a document."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from timeline.errors import InputError, MissingExtraError
from timeline.model import Document
from timeline.readers import Reading
from timeline.readers.common.markup import is_html, to_text
from timeline.readers.common.record import Fields, document
from timeline.readers.common.safe_xml import refuse_entities, root
from timeline.readers.common.several import warned

NAME = "feed"
DESCRIPTION = "RSS and Atom feeds"
SUFFIXES = (".rss", ".atom", ".rdf")

LARGEST = 64 << 20
"""Bytes of a feed; a longer one is not read."""
_FIELDS = Fields(
    text=("text", "title"),
    published=("published", "created"),
    updated=("updated",),
    title=("title",),
    id=("id", "link"),
    language=("language",),
)


def recognises(head: bytes) -> bool:
    """Tell a feed by its first element; an RDF file that speaks of no RSS is none."""
    name = root(head)
    return name in ("rss", "feed") or (name == "RDF" and b"rss" in head)


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:  # noqa: ARG001 - XML states its own
    """Return the entries, each as `source#id`; XML states its encoding itself.

    What is not well-formed is read as far as it can be, with a warning. Raises MissingExtraError when feedparser
    is not there.
    """
    try:
        import feedparser  # noqa: PLC0415 - only for feeds
    except ImportError:
        raise MissingExtraError("feeds", "feedparser") from None
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"longer than {LARGEST >> 20} MiB")
    refuse_entities(data)
    try:
        # A stream, never a string: that might be taken for an address to fetch.
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ArithmeticError, LookupError, ValueError) as error:  # it trusts what a broken file says of itself
        raise InputError(f"broken: {' '.join(str(error).split())}") from None
    return warned(_documents(feed, source), "a feed without entries")


def _documents(feed: Mapping[str, Any], source: str) -> Iterator[Document | str]:
    if feed["bozo"]:
        yield f"not well-formed: {' '.join(str(feed['bozo_exception']).split())}"
    for number, entry in enumerate(feed["entries"], 1):
        # `dict.get`: the library's own falls back from one date to another.
        found = {name: dict.get(entry, name) for name in (*_FIELDS.published, *_FIELDS.updated, *_FIELDS.id)}
        content = dict.get(entry, "content") or [dict.get(entry, "summary_detail") or {}]
        found["text"] = "\n\n".join(map(_plain, content))
        found["title"] = " ".join(_plain(dict.get(entry, "title_detail") or {}).split())
        found["language"] = content[0].get("language") or dict.get(feed["feed"], "language")
        yield document(found, _FIELDS, source, f"entry-{number}") or f"entry {number} left out: no text in it"


def _plain(detail: Mapping[str, Any]) -> str:
    """Return the text of an element that may hold HTML."""
    value = str(detail.get("value") or "")
    return to_text(value) if "html" in str(detail.get("type")) or is_html(value) else value
