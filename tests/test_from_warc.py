"""Web archives: the pages that were found, by their addresses; the day of the fetch dates nothing."""

from __future__ import annotations

import gzip
import io
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from tests.work import peak_memory
from timeline import sources
from timeline.errors import InputError, MissingExtraError
from timeline.readers import USUAL, from_warc
from timeline.readers.common import limits
from timeline.sources import Source

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


def test_a_day_in_the_address_dates_a_page_that_states_none() -> None:
    (document,) = read(from_warc, record(b"He left.").replace(b"//x/1", b"//x/2011/05/04/mill"))
    assert [(tuple(date.date[:3]), date.evidence) for date in document.stated] == [
        ((2011, 5, 4), 'address "http://x/2011/05/04/mill"')
    ]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(b"He left.", mtime=0)),
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


def test_a_packed_archive_is_read_record_by_record_whatever_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LARGEST", 1 << 20)
    noise = random.Random(1)  # noqa: S311 - only so that it does not pack well
    with gzip.open(tmp_path / "a.warc.gz", "wb") as packed:
        for number in range(40):
            packed.write(record(f"It opened in {1970 + number}. ".encode() + noise.randbytes(50_000).hex().encode()))

    def years() -> list[str]:
        found = sources.load(Source("a.warc.gz", tmp_path / "a.warc.gz"))
        return [document.text[13:17] for document in found]

    assert years() == [str(1970 + number) for number in range(40)]
    assert peak_memory(years) < 3 << 20


def test_a_packed_archive_that_is_damaged_is_read_up_to_there(tmp_path: Path) -> None:
    whole = gzip.compress(record(b"One." * 20_000)) * 9
    (tmp_path / "a.warc.gz").write_bytes(whole[:-9])
    *_, last = sources.load(Source("a.warc.gz", tmp_path / "a.warc.gz"))
    assert "is compressed and damaged" in last.warnings[-1]
    assert last.warnings[-1].endswith("; read only up to there")


def test_a_bomb_in_a_packed_archive_is_stopped_by_its_ratio(tmp_path: Path) -> None:
    bomb = b"".join(record(bytes(60 << 20)) for _ in range(2))
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(record(b"One.")) + gzip.compress(bomb))
    document, *_ = sources.load(Source("a.warc.gz", tmp_path / "a.warc.gz"))
    assert (document.text, "200 times its size" in document.warnings[-1]) == ("One.", True)


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
