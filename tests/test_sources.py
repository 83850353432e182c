"""From names to documents: files, folders, standard input; one that fails does not stop the others."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from timeline import plugins, sources
from timeline.annotate import page
from timeline.errors import InputError, UsageError
from timeline.model import Document, Timeline
from timeline.readers import USUAL, Reading
from timeline.sources import Source, collect, streams
from timeline.writers import Settings


def load(source: Source, reading: Reading = USUAL, **how: str) -> Document:
    """Return the one document of a source."""
    (document,) = sources.load(source, reading, **how)
    return document


def test_names_are_taken_in_the_order_given(tmp_path: Path) -> None:
    one, two = tmp_path / "b.txt", tmp_path / "a.txt"
    assert list(collect([str(one), "-", str(two)])) == [
        Source(str(one), one),
        Source("-", None),
        Source(str(two), two),
    ]


def test_a_folder_stands_for_its_texts_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "data.bin", ".hidden.txt", ".git/x.txt", "notes.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    found = [str(Path(each.name).relative_to(tmp_path)) for each in collect([str(tmp_path)])]
    assert found == ["a.md", "b.txt", "sub/c.TXT"]


def test_what_a_folder_leaves_out_is_told(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "sub/c.jsonl", "sub/d.csv", ".e.csv", "f.bin"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    told: list[str] = []
    assert [each.path for each in collect([str(tmp_path)], told.append)] == [tmp_path / "a.txt"]
    assert told == [f"{tmp_path}: left out, as they may be timelines: 2 .csv, 1 .jsonl; name such a file to read it"]


def test_a_source_named_twice_is_read_once(tmp_path: Path) -> None:
    file, link = tmp_path / "a.txt", tmp_path / "2011-05-03.txt"
    file.write_text("x")
    link.symlink_to(file)
    told: list[str] = []
    again = str(tmp_path / ".." / tmp_path.name / "a.txt")
    found = [each.path for each in collect([str(file), "-", again, str(tmp_path), "-"], told.append)]
    assert found == [file, None, link]
    assert told == [f"{name}: given twice, read once" for name in (again, file, "-")]


def test_a_folder_leaves_out_what_a_browser_saves_with_a_page(tmp_path: Path) -> None:
    for name in ("news.html", "news_files/frame.html", "old.htm", "old_files/sub/ad.html", "case_files/brief.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    found = [Path(source.name).relative_to(tmp_path).as_posix() for source in collect([str(tmp_path)])]
    assert found == ["news.html", "old.htm", "case_files/brief.html"]


def test_a_folder_leaves_out_the_pages_that_this_program_wrote(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra `html` is not installed")
    (tmp_path / "a.html").write_bytes(PAGE)
    exported, annotated = tmp_path / "out.html", tmp_path / "marked.html"
    with exported.open("wb") as stream:
        plugins.writer("html").write(Timeline(()), stream, Settings())
    annotated.write_text("".join(page.pieces("a", [])))
    assert [source.name for source in collect([str(tmp_path)])] == [str(tmp_path / "a.html")]
    for file in (exported, annotated):
        with pytest.raises(InputError, match=r": a page that this program wrote; give the texts it was made of$"):
            load(Source(file.name, file))


def test_a_file_named_itself_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_text("# A talk\n\nIt began.")
    (source,) = collect([str(file)])
    document = load(source)
    assert (document.title, document.source) == ("A talk", str(file))


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("Málaga\r\n".encode())))
    (source,) = collect(["-"])
    document = load(source)
    assert (document.text, document.source) == ("Málaga\n", "-")
    assert source.mtime is None


def test_a_long_standard_input_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It began in May.\n" * 200_000
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    assert load(Source("-", None)).text == text


def test_a_closed_standard_input_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        load(Source("-", None))


@pytest.mark.parametrize("name", ["missing.txt", "a\0b", "x" * 5000])
def test_what_cannot_be_opened_is_one_line_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    good = tmp_path / "good.txt"
    good.write_text("It began.")
    bad, other = collect([str(tmp_path / name), str(good)])
    with pytest.raises(InputError) as caught:
        load(bad)
    assert "\n" not in str(caught.value)
    assert load(other).text == "It began."


def test_a_folder_without_texts_is_said(tmp_path: Path) -> None:
    (source,) = collect([str(tmp_path)])
    with pytest.raises(InputError, match="folder has no files"):
        load(source)


def test_a_stream_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LARGEST_DEVICE", 3 << 20)
    with pytest.raises(InputError, match="longer than 3 MiB"):
        load(Source("/dev/urandom", Path("/dev/urandom")))


def test_a_stream_of_nothing_is_given_up_at_once() -> None:
    with pytest.raises(InputError, match="NUL bytes"):
        load(Source("/dev/zero", Path("/dev/zero")))


def test_a_name_that_is_not_utf_8_is_opened_and_shown_safely(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text("It began.")
    (source,) = collect([os.fsdecode(raw)])
    assert source.name.endswith("/caf\ufffd.txt")
    assert load(source).text == "It began."


def test_anything_can_be_read_as_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\x7fELF in May")
    (source,) = collect([str(file)])
    with pytest.raises(InputError):
        load(source)
    assert load(source, reader="text").text == "\x7fELF in May"


def test_metadata_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: A talk\ndate: 2019-08-26\n---\nIt began.")
    document = load(Source("a.md", file))
    assert document.title == "A talk"
    assert document.text[slice(*document.metadata[0])].endswith("---")


PROSE = b"In March 2011 the bridge opened.\n"
PAGE = b"<!DOCTYPE html><html><body><p>In March 2011 the bridge opened.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "content", "reader", "is_said"),
    [
        ("a.txt", PROSE, "text", False),
        ("a.html", PAGE, "html", False),
        ("a.htm", b"In <b>March</b> 2011 the bridge opened.", "html", False),
        ("a.txt", PAGE, "html", True),
        ("a.unknown", PAGE, "html", False),
        ("a", PAGE, "html", False),
        ("a.unknown", PROSE, "text", False),
        ("a.md", b"<b>In March 2011</b> the bridge opened.", "text", False),
    ],
)
def test_the_content_chooses_the_reader_before_the_name(
    tmp_path: Path, name: str, content: bytes, reader: str, *, is_said: bool
) -> None:
    pytest.importorskip("trafilatura", reason="the extra `html` is not installed")
    file = tmp_path / name
    file.write_bytes(content)
    document = load(Source(name, file))
    assert document.text.strip().endswith("the bridge opened.")
    assert ("<" in document.text) == (reader == "text" and b"<" in content)
    assert [f"read as {reader} by its content" in warning for warning in document.warnings] == [True] * is_said


def test_a_reader_asked_for_by_name_is_used(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_bytes(PAGE)
    assert load(Source("a.html", file), reader="text").text == PAGE.decode()
    with pytest.raises(UsageError, match=r"known are text, .*html"):
        load(Source("a.html", file), reader="nothing")


def test_prose_loads_no_reader_but_that_of_text(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(PROSE)
    code = (
        "import sys; from pathlib import Path; from timeline import sources;"
        f"list(sources.load(sources.Source('a.txt', Path({str(file)!r}))));"
        "print(*(name for name in sys.modules if name.startswith('timeline.readers.from_')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["timeline.readers.from_text"]


@pytest.mark.parametrize("head", [b"From a@b.example Thu May  5 10:00:00 2011\n", b"WEBVTT\n\n", b"id,title,text\n"])
def test_what_is_no_prose_for_certain_is_shown_to_every_reader(
    tmp_path: Path, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def reader_of(_: str, head: bytes) -> None:
        seen.append(head)

    monkeypatch.setattr(plugins, "reader_of", reader_of)
    file = tmp_path / "a.txt"
    file.write_bytes(head)
    load(Source("a.txt", file))
    assert seen == [head]


def test_a_reader_without_documents_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "reader", lambda _: SimpleNamespace(read=lambda *_: iter(()), SUFFIXES=()))
    file = tmp_path / "a.log"
    file.write_bytes(b"x")
    with pytest.raises(InputError, match="no documents"):
        load(Source("a.log", file), reader="log")
