"""Web archives: the pages that were found, by their addresses; the day of the fetch dates nothing."""

from __future__ import annotations

import gzip
import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from timeline.errors import InputError, MissingExtraError
from timeline.readers import USUAL, from_warc

pytest.importorskip("fastwarc", reason="the extra `warc` is not installed")
pytest.importorskip("trafilatura", reason="the extra `html` is not installed")

ARCHIVE = (FIXTURES / "warc" / "news.warc").read_bytes()


def record(
    body: bytes, head: str = "Content-Type: text/plain", status: str = "200 OK", kind: str = "response"
) -> bytes:
    """Return a record with an answer in it."""
    block = f"HTTP/1.1 {status}\r\n{head}\r\n\r\n".encode() + body
    fields = f"WARC-Type: {kind}\r\nWARC-Target-URI: http://x/1\r\nContent-Type: application/http; msgtype=response"
    return f"WARC/1.0\r\n{fields}\r\nContent-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def test_a_page_in_an_archive_gives_the_events_of_the_text() -> None:
    page, other = loaded("warc/news.warc")
    (text,) = loaded("northstar.txt")
    assert events(page) == events(text)
    assert page.source.endswith("#https://news.example.org/northstar")
    assert page.date is not None
    assert page.date.date[:3] == (2013, 10, 24)
    assert other.warnings == ("left out of the whole archive: 2 records that are no page, no text, or were not found",)


def test_the_day_of_the_fetch_is_no_document_date() -> None:
    (document,) = read(from_warc, record(b"He left.").replace(b"\r\n", b"\r\nWARC-Date: 2020-02-02T00:00:00Z\r\n", 1))
    assert (document.text, document.stated) == ("He left.", ())


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"He left.")),
        ("Transfer-Encoding: chunked", b"8\r\nHe left.\r\n0\r\n\r\n"),
    ],
)
def test_what_was_packed_for_the_way_is_unpacked(head: str, body: bytes) -> None:
    assert read(from_warc, record(body, f"Content-Type: text/plain\r\n{head}"))[0].text == "He left."


def test_texts_without_an_answer_around_them_are_read() -> None:
    fields = "WARC-Target-URI: <http://x/1>\r\nContent-Type: text/plain\r\nContent-Length: 8"
    for kind in ("conversion", "resource"):
        (document,) = read(from_warc, f"WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}\r\n\r\nHe left.\r\n\r\n")
        assert (document.source, document.text) == ("x#http://x/1", "He left.")


def test_a_record_that_is_cut_off_is_one_warning_and_the_others_stay() -> None:
    whole = record(b"He left.")
    (document,) = read(from_warc, whole + whole[:-8])
    assert (document.text, document.warnings) == ("He left.", ("http://x/1 left out: cut off",))


def test_a_page_that_unpacks_to_too_much_is_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_warc, "LARGEST", 100_000)
    bomb = record(gzip.compress(bytes(10_000_000)), "Content-Type: text/html\r\nContent-Encoding: gzip")
    (document,) = read(from_warc, bomb + record(b"He left."))
    assert document.warnings[0].startswith("http://x/1 left out: unpacks to more than")
    assert "longer than" in read(from_warc, record(bytes(200_000)) + record(b"He left."))[0].warnings[0]


def test_a_page_that_cannot_be_read_is_one_warning() -> None:
    (document,) = read(from_warc, record(b"\x7fELF\0\0") + record(b"He left."))
    assert document.warnings == ("http://x/1 left out: looks like binary data",)


@pytest.mark.parametrize(
    "data", [b"", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\nx", b"no"]
)
def test_an_archive_without_pages_is_one_line(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match="a web archive without pages") as caught:
        read(from_warc, data)
    assert "\n" not in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'timeline-from-text\[warc\]'"):
        read(from_warc, ARCHIVE)


@given(st.integers(0, len(ARCHIVE)), st.binary(max_size=20))
@settings(max_examples=100, deadline=None)
def test_a_damaged_archive_gives_documents_or_one_line(place: int, damage: bytes) -> None:
    data = ARCHIVE[:place] + damage + ARCHIVE[place + len(damage) :]
    try:
        for document in from_warc.read(io.BytesIO(data), "x", USUAL):
            assert document.text.encode().decode() == document.text
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ways are right


def test_fixtures_are_recognised() -> None:
    assert from_warc.recognises(ARCHIVE)
    assert not from_warc.recognises(b"WARCRAFT")
