"""Documents and PDFs that the tests make themselves, and the events of any document."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from timeline import dct, pipeline, plugins
from timeline.model import Document, Event
from timeline.options import Options
from timeline.readers import USUAL

FIXTURES = Path(__file__).parent.parent / "fixtures"


class Words(NamedTuple):
    """A line of type at a place on a page, in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10


def read(data: bytes, form: str, source: str = "a") -> Document:
    """Return the one document in `data`, read by the reader called `form`."""
    (document,) = plugins.reader(form).read(io.BytesIO(data), source, USUAL)
    return document


def events(document: Document, **options: object) -> list[Event]:
    """Return the events of a document, those without a date last."""
    chosen = Options(**options)  # type: ignore[arg-type]  # as the caller names them
    dated = pipeline.settle_date(dct.with_metadata(document), chosen)
    return list(pipeline.extract(dated, chosen))


def archive(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file; a member called `mimetype` is not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in members.items():
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return out.getvalue()


def pdf(*pages: Iterable[Words], info: str = "", turned: bool = False) -> bytes:
    """Return a PDF in Courier, each character 0.6 of its size wide.

    `info` is entries of its dictionary; the pages of a `turned` one stand upright only as they are shown.
    """
    streams = [_content(each, turned=turned) for each in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(streams)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {5 + 2 * number} 0 R"
            f"/Rotate {90 * turned}/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        packed = zlib.compress(stream)
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed))
    objects.append(f"<<{info}>>".encode())
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, size - 1, len(out))
    )


def scan() -> bytes:
    """Return a PDF of one page that is a picture, its table of places left as it was."""
    data = pdf([Words(50, 700, "Text")])
    start, end = data.index(b"5 0 obj"), data.index(b"6 0 obj")
    picture = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
    return (
        data[:start] + b"5 0 obj\n<</Length %d>>stream\n%b\nendstream\nendobj\n" % (len(picture), picture) + data[end:]
    )


def paragraph(x: float, y: float, *lines: str, size: float = 10, leading: float = 12) -> list[Words]:
    """Return lines below each other, the first at the height `y`."""
    return [Words(x, y - number * leading, text, size) for number, text in enumerate(lines)]


def _content(words: Iterable[Words], *, turned: bool) -> bytes:
    lines = []
    for each in words:
        text = each.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        place = f"0 1 -1 0 {600 - each.y} {each.x}" if turned else f"1 0 0 1 {each.x} {each.y}"
        lines.append(f"BT /F {each.size} Tf {place} Tm ({text}) Tj ET")
    return "\n".join(lines).encode("cp1252")
