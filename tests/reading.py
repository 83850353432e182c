"""What tests of the readers share: documents out of bytes or files, and the events of a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from timeline import pipeline, sources
from timeline.model import Document
from timeline.options import Options
from timeline.readers import USUAL, Reading
from timeline.sources import Source

FIXTURES = Path(__file__).parent.parent / "fixtures"


def read(reader: ModuleType, data: bytes | str, reading: Reading = USUAL) -> list[Document]:
    """Return the documents that a reader finds in `data`, which has the name "x"."""
    return list(reader.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "x", reading))


def loaded(name: str, **reading: Any) -> Iterator[Document]:  # noqa: ANN401 - the fields of `Reading`
    """Yield the documents of a fixture by its content, their dates settled."""
    for document in sources.load(Source(name, FIXTURES / name), USUAL._replace(**reading)):
        yield pipeline.settle_date(document, Options())


def events(document: Document) -> list[tuple[str | None, str, str, str]]:
    """Return what a document tells: when, in which words, what, and whether it happened."""
    timeline = pipeline.extract(document, Options())
    return [(event.edtf, event.expression, event.event, event.status) for event in timeline]
