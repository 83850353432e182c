"""gzip and Zstandard are unpacked before reading, and bombs are stopped by stated limits."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest

from timeline import sources, unpack
from timeline.errors import InputError, MissingExtraError
from timeline.readers.common import limits
from timeline.sources import Source

TEXT = b"The bridge opened in March 2011.\n" * 20


def unpacked(data: bytes) -> bytes:
    with unpack.unpacked(io.BytesIO(data)) as stream:
        return stream.read()


def zstd(data: bytes) -> bytes:
    module = pytest.importorskip("backports.zstd", reason="the extra `zstd` is not installed")
    packed: bytes = module.compress(data)
    return packed


PACKERS: tuple[Callable[[bytes], bytes], ...] = (gzip.compress, zstd)


@pytest.mark.parametrize("pack", PACKERS)
def test_what_is_packed_is_unpacked_and_can_be_read_from_anywhere(pack: Callable[[bytes], bytes]) -> None:
    with unpack.unpacked(io.BytesIO(pack(TEXT))) as stream:
        assert stream.read() == TEXT
        stream.seek(4)
        assert stream.read(6) == b"bridge"


def test_several_pieces_in_one_file_are_one_text() -> None:
    assert unpacked(gzip.compress(TEXT) + gzip.compress(TEXT)) == TEXT * 2


@pytest.mark.parametrize("data", [b"", b"x", TEXT, b"\x1f", b"PK\x03\x04"])
def test_what_is_not_packed_is_left_alone(data: bytes) -> None:
    stream = io.BytesIO(data)
    with unpack.unpacked(stream) as same:
        assert same is stream
        assert stream.read() == data


@pytest.mark.parametrize("pack", PACKERS)
@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: data[:20] + b"x" * 40])
def test_a_damaged_file_is_one_line(pack: Callable[[bytes], bytes], damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(InputError, match="compressed and damaged") as caught:
        unpacked(damage(pack(TEXT)))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("pack", PACKERS)
def test_a_bomb_is_stopped_and_the_limit_is_named(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = pack(b"a " * (2 << 20))
    with pytest.raises(InputError, match="200 times its size"):
        unpacked(bomb)
    monkeypatch.setattr(limits, "LARGEST", 3 << 20)
    monkeypatch.setattr(limits, "RATIO", 1 << 40)
    with pytest.raises(InputError, match="more than 3 MB"):
        unpacked(bomb)


@pytest.mark.parametrize("pack", PACKERS)
def test_a_small_file_may_be_packed_as_well_as_it_can(pack: Callable[[bytes], bytes]) -> None:
    text = b"in May 2011 " * 50_000
    assert unpacked(pack(text)) == text


def test_a_stream_without_a_head_is_damaged_too() -> None:
    with pytest.raises(InputError, match="damaged"):
        unpacked(b"\x1f\x8b" + zlib.compress(TEXT))


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backports", None)
    monkeypatch.setitem(sys.modules, "compression", None)
    with pytest.raises(MissingExtraError, match=r"timeline-from-text\[zstd\]"):
        unpacked(b"\x28\xb5\x2f\xfd\0\0")


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("page.html.gz", ".html"),
        ("PAGE.HTML.GZ", ".HTML"),
        ("a.txt.zst", ".txt"),
        ("a.txt", ".txt"),
        ("a.gz", ""),
        (".gz", ""),
    ],
)
def test_the_suffix_of_what_is_packed_counts(name: str, suffix: str) -> None:
    assert unpack.inner_suffix(PurePath(name)) == suffix


def test_packed_files_of_a_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "b.bin.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "c.md").write_bytes(TEXT)
    found = list(sources.collect([str(tmp_path)]))
    assert [source.path and source.path.name for source in found] == ["a.txt.gz", "c.md"]
    assert [document.text for source in found for document in sources.load(source)] == [TEXT.decode()] * 2


def test_a_packed_file_may_have_any_name(tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_bytes(gzip.compress(TEXT))
    (document,) = sources.load(Source("story", file))
    assert document.text == TEXT.decode()
