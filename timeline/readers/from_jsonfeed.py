"""JSON Feed (jsonfeed.org, version 1 and 1.1): each item is a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from timeline.errors import InputError
from timeline.model import Document
from timeline.readers import Reading, from_text
from timeline.readers.common.markup import to_text
from timeline.readers.common.record import Fields, document
from timeline.readers.common.several import warned

NAME = "jsonfeed"
DESCRIPTION = "JSON Feed"
SUFFIXES = (".json",)

_VERSION = re.compile(rb'\s*\{[^\0]*?"version"\s*:\s*"https:\\?/\\?/jsonfeed\.org\\?/version')
_FIELDS = Fields(
    text=("content_text", "summary", "title"),
    published=("date_published",),
    updated=("date_modified",),
    title=("title",),
    id=("id", "url"),
    language=("language",),
)


def recognises(head: bytes) -> bool:
    """Tell a feed by its version, which every one must state."""
    return bool(_VERSION.match(head.removeprefix(b"\xef\xbb\xbf")))


def read(stream: BinaryIO, source: str, reading: Reading) -> Iterator[Document]:
    """Return the items, each as `source#id`; one without a text is a warning. Heeds `encoding`."""
    import json  # noqa: PLC0415 - only for these files

    text, _ = from_text.decode(stream.read(), reading)
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError("no JSON feed, which has a list of items")
    return warned(_documents(items, feed.get("language"), source), "a feed without entries")


def _documents(items: list[Any], language: object, source: str) -> Iterator[Document | str]:
    for number, item in enumerate(items, 1):
        entry = {"language": language, **item} if isinstance(item, dict) else {}
        if isinstance(markup := entry.get("content_html"), str):
            entry["content_text"] = to_text(markup)
        yield document(entry, _FIELDS, source, f"entry-{number}") or f"entry {number} left out: no text in it"
