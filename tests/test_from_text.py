"""Bytes of any encoding become clean text; what is guessed or mended is said; binary data is refused."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.errors import InputError, UsageError
from timeline.model import Document
from timeline.readers import Reading, from_text


def read(data: bytes, source: str, *, encoding: str | None = None, any_bytes: bool = False) -> Document:
    """Return the one document that there is in a text."""
    (document,) = from_text.read(io.BytesIO(data), source, Reading(encoding, any_bytes))
    return document


TEXT = "On 26 August 2019 “Žofie” met naïve Åse in Málaga.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_recognised_silently_and_its_mark_dropped(encoding: str) -> None:
    document = read(TEXT.encode(encoding), "a.txt")
    assert (document.text, document.warnings) == (TEXT, ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_recognised_and_said(encoding: str) -> None:
    document = read(TEXT.encode(encoding), "a.txt")
    assert document.text == TEXT
    assert encoding.upper() in document.warnings[0]


def test_other_bytes_are_read_as_cp1252_and_the_guess_is_named() -> None:
    text = "A naïve man said “no” in Málaga."
    document = read(text.encode("cp1252"), "a.txt")
    assert document.text == text
    assert "cp1252" in document.warnings[0]


def test_bad_bytes_among_utf_8_are_replaced_counted_and_placed() -> None:
    data = "“Žofie”".encode() + b" met \xe9 in 2011. " + "Åse".encode()
    document = read(data, "a.txt")
    assert document.text == "“Žofie” met \ufffd in 2011. Åse"
    assert f"1 times, first for byte {data.index(0xE9)}" in document.warnings[0]


def test_an_encoding_that_is_given_is_used_as_given() -> None:
    assert read(TEXT.encode("utf-8"), "-", encoding="utf-8").warnings == ()
    assert read("Жуков".encode("koi8-r"), "-", encoding="koi8-r").text == "Жуков"
    with pytest.raises(InputError, match="not utf-8 at byte 2"):
        read(b"ab\xff", "-", encoding="utf-8")
    with pytest.raises(InputError):
        read("é".encode(), "-", encoding="ascii")


@pytest.mark.parametrize("encoding", ["no-such", "hex", ""])
def test_an_encoding_that_does_not_exist_is_wrong_use(encoding: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        read(b"ab", "-", encoding=encoding)


def test_line_ends_become_line_feeds() -> None:
    assert read(b"a\r\nb\rc\nd\r\r\n", "-").text == "a\nb\nc\nd\n\n"


def test_nul_bytes_are_replaced_with_one_warning() -> None:
    document = read(b"On 5 May 2011\0 he left. On 6 May 2011\0 he came.", "-")
    assert document.text.count("\ufffd") == 2
    assert document.warnings == ("2 NUL bytes read as U+FFFD",)


def test_lone_surrogates_are_replaced() -> None:
    text = read(b"a\\ud800b", "-", encoding="unicode_escape").text
    assert text == "a\ufffdb"


def test_hidden_and_bidirectional_marks_stay() -> None:
    text = "26\u200b August \u202e2019\u202c"
    assert read(text.encode(), "-").text == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x7fELF\2\1\1\0",
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04\x14\0",
        b"\0" * 1000,
        random.Random(7).randbytes(5000),  # noqa: S311 - any bytes will do
    ],
)
def test_binary_data_is_refused_unless_asked_for(data: bytes) -> None:
    with pytest.raises(InputError, match="looks like binary data"):
        read(data, "a.txt")
    assert read(data, "a.txt", any_bytes=True).text


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x1b[31mred\x1b[0m in May", "é".encode() * 40_000])
def test_odd_but_harmless_text_is_read_without_a_word(data: bytes) -> None:
    assert read(data, "-").warnings == ()


@given(st.binary(max_size=300))
def test_any_bytes_give_clean_text_or_one_line(data: bytes) -> None:
    try:
        text = read(data, "-").text
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ways are right
    else:
        assert text.encode().decode() == text
        assert "\r" not in text
        assert "\0" not in text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=300))
def test_clean_utf_8_is_read_exactly(text: str) -> None:
    assert read(text.encode(), "-").text == text.removeprefix("\ufeff")
