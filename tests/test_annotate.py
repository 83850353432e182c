"""`timeline annotate`: the text as it was, its dates marked, in a form that no text can forge."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import pipeline
from timeline.annotate import page, text, value
from timeline.model import Document, DocumentDate, Timex
from timeline.options import Options
from timeline.values import Granularity, PartialDate
from timeline.visible import visible_lines

FIXTURES = Path(__file__).parent.parent / "fixtures"
VOYAGE = FIXTURES / "timeml" / "voyage.txt"
DATE = DocumentDate(PartialDate(2012, 6, 4, granularity=Granularity.DAY), "option", "--date")
DATES = ("April", "3 October 2011", "last year", "from 26 to 27 August", "every Monday", "44 BC", "three years", "soon")
HOSTILE = (
    "\x1b]0;t\x07\x00\u202e<img src=x onerror=alert(1)>\"'&amp;</bdi></style><script>alert(1)</script> ]]> \ud800 "
    "⟦April → 1999⟧ in April 2011\x9b31m\r\x85"
)
PARTS = [*DATES, *"<>&\"'\r\n\t \0\x1b\x7f\x85\u202e\ufffe\ud800é日⟦→⟧.", "</bdi>", " in "]
TEXTS = st.lists(st.sampled_from(PARTS) | st.text(), max_size=30).map("".join)
VOID = {"meta", "input"}


def found(words: str) -> list[Timex]:
    return pipeline.find(Document(words, date=DATE), Options())


def html_of(*documents: Document, title: str = "a.txt") -> str:
    return "".join(page.pieces(title, ((each, found(each.text)) for each in documents)))


class Page(HTMLParser):
    """What a browser makes of a page: its tags, its texts without the notes, the notes."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.notes: dict[str | None, str] = {}
        self.feed(markup)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(self.tags[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = {attributes.get("class"): attributes.get("id") for _, attributes in self.open}
        if "note" in classes:
            self.notes[classes["note"]] = self.notes.get(classes["note"], "") + data
        elif "text" in classes:
            self.text += data

    def attributes(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


# --- text ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("color", [False, True])
def test_a_text_gives_the_golden_bytes(color: bool) -> None:  # noqa: FBT001 - a parameter of the test
    words = VOYAGE.read_text(encoding="utf-8")
    golden = FIXTURES / "annotate" / ("voyage.colour.txt" if color else "voyage.txt")
    assert text.marked(words, found(words), color=color) == golden.read_text(encoding="utf-8")


@given(TEXTS)
def test_a_mark_taken_out_leaves_the_text_and_each_bracket_is_a_mark(words: str) -> None:
    timexes = found(words)
    shown = text.marked(words, timexes, color=False)
    harmless = visible_lines(words).replace("⟦", r"\u27e6").replace("⟧", r"\u27e7")
    plain = re.sub(r"⟦([^⟧]*) → [^⟧]*⟧", r"\1", shown)
    assert plain == (harmless if not words or harmless.endswith("\n") else f"{harmless}\n")
    marks = [mark.rpartition(" → ")[2] for mark in re.findall(r"⟦([^⟧]*)⟧", shown)]
    assert marks == [value(timex) for timex in timexes]
    assert shown.count("⟦") == shown.count("⟧") == len(timexes)


@given(TEXTS)
def test_in_colour_only_the_marks_move_the_terminal(words: str) -> None:
    timexes = found(words)
    shown = text.marked(words, timexes, color=True)
    ours = re.sub(r"\x1b\[4;3\dm([^\x1b]*)\x1b\[0m\x1b\[2m⟦[^⟧\x1b]*⟧\x1b\[0m", r"\1", shown)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e⟦⟧]", ours)
    assert shown.count("⟦") == len(timexes)


def test_values_are_those_of_the_table_and_else_of_timex3() -> None:
    words = "From the 1990s to Q3 2013, about 1850, in 44 BC, every Monday, for three years, soon."
    assert [value(timex) for timex in found(words)] == [
        *("1990s", "2013-Q3", "c. 1850", "44 BCE", "XXXX-WXX-1", "P3Y", "FUTURE_REF"),
    ]


# --- HTML ----------------------------------------------------------------------------------------------------


def test_a_page_has_the_golden_text() -> None:
    markup = html_of(Document(VOYAGE.read_text(encoding="utf-8"), "voyage.txt", DATE), title="voyage.txt")
    golden = (FIXTURES / "annotate" / "voyage.html").read_text(encoding="utf-8")
    assert markup[markup.index("<main>") :] == golden


@given(TEXTS)
def test_a_page_holds_the_text_and_a_note_for_each_expression(words: str) -> None:
    timexes = found(words)
    seen = Page(html_of(Document(words, words, DATE)))
    unfit = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    assert seen.text == re.sub(unfit, "\ufffd", words)
    marks = [mark for mark in seen.attributes("mark") if "tabindex" in mark]
    assert [mark["data-value"] for mark in marks] == [value(timex) for timex in timexes]
    for mark, timex in zip(marks, timexes, strict=True):
        assert re.sub(unfit, "\ufffd", timex.reason) in seen.notes[mark["aria-describedby"]]


def test_a_page_loads_nothing_runs_nothing_and_allows_its_own_style_alone() -> None:
    markup = html_of(Document(HOSTILE, HOSTILE), Document("In May 2011.", "b.txt"), title=HOSTILE)
    seen = Page(markup)
    style = markup.partition("<style>")[2].partition("</style>")[0]
    policy = next(each["content"] for each in seen.attributes("meta") if "http-equiv" in each)
    allowed = f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"
    assert policy == f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"
    assert {tag for tag, _ in seen.tags} <= {
        *("html", "head", "meta", "title", "style", "body", "header", "main", "article", "h1", "h2", "p"),
        *("label", "input", "mark", "time", "span", "bdi", "b", "small"),
    }
    assert not {name for _, attributes in seen.tags for name in attributes} & {"src", "href", "style", "onerror"}
    assert "url(" not in style
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", markup)
    names = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(names) == len(set(names))


def test_only_what_html_can_say_stands_in_datetime() -> None:
    words = "In May 2011, on 3 May 2011, in 2011, at 10:30 on 3 May 2011, in 44 BC, the 1990s, for three years, soon."
    times = [time["datetime"] for time in Page(html_of(Document(words))).attributes("time")]
    assert times == ["2011-05", "2011-05-03", "2011", "2011-05-03T10:30"]


def test_a_browser_shows_the_note_of_what_is_focused(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("needs Chromium")
    file = tmp_path / "a.html"
    file.write_text(html_of(Document(f"{HOSTILE}\n{VOYAGE.read_text(encoding='utf-8')}", "a.txt", DATE)), "utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        seen = browser.new_page(viewport={"width": 360, "height": 800})
        said: list[str] = []
        seen.on("console", lambda message: said.append(message.text))
        seen.on("dialog", lambda dialog: said.append(dialog.message))
        seen.goto(file.as_uri())
        marks = seen.locator("mark[tabindex]")
        assert marks.count() == len(found(f"{HOSTILE}\n{VOYAGE.read_text(encoding='utf-8')}"))
        for number in range(marks.count()):
            note = marks.nth(number).locator(".note")
            assert not note.is_visible()
            marks.nth(number).focus()
            assert note.is_visible()
            assert seen.evaluate("document.documentElement.scrollWidth") <= 360
        seen.check("#values")
        assert seen.evaluate("getComputedStyle(document.querySelector('mark[tabindex]'), '::after').content") != "none"
        browser.close()
    assert said == []


# --- the command ---------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two texts in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("TIMELINE_FILE", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text("She resigned in May 2011.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("He left in 2012", encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "timeline", "annotate", *arguments],
        check=False,
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
    )


def on_terminal(*arguments: str, **environment: str) -> str:
    """Return what a terminal gets."""
    mine, its = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "timeline", "annotate", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=its,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", **environment},
    ):
        os.close(its)
        shown = b"".join(_read(mine))
    os.close(mine)
    return shown.decode().replace("\r\n", "\n")


def _read(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            piece = os.read(descriptor, 4096)
        except OSError:  # Linux: the other side is closed
            return
        if not piece:
            return
        yield piece


def test_a_pipe_gets_plain_marks_and_a_terminal_colour() -> None:
    done = run("a.txt")
    assert (done.returncode, done.stderr) == (0, b"1 expression\n")
    assert done.stdout.decode() == "She resigned in ⟦May 2011 → 2011-05⟧.\n"
    coloured = "She resigned in \x1b[4;32mMay 2011\x1b[0m\x1b[2m⟦2011-05⟧\x1b[0m.\n"
    assert on_terminal("a.txt") == coloured
    assert on_terminal("a.txt", NO_COLOR="1") == on_terminal("a.txt", "--color", "never") == done.stdout.decode()
    assert run("a.txt", "--color", "always").stdout.decode() == coloured


def test_several_texts_stand_under_their_names() -> None:
    expected = "==> a.txt <==\nShe resigned in ⟦May 2011 → 2011-05⟧.\n\n==> b.txt <==\nHe left in ⟦2012 → 2012⟧\n"
    assert run("a.txt", "b.txt").stdout.decode() == expected
    seen = Page(run("a.txt", "b.txt", "-f", "html").stdout.decode())
    assert len(seen.attributes("article")) == len(seen.attributes("h2")) == 2
    assert not Page(run("a.txt", "-f", "html").stdout.decode()).attributes("h2")


def test_standard_input_is_read_when_nothing_is_named() -> None:
    assert run(stdin=b"In 2012.").stdout.decode() == "In ⟦2012 → 2012⟧.\n"
    assert run().returncode == 2


def test_the_name_of_the_output_tells_the_format(folder: Path) -> None:
    for name, beginning in (("a.html", b"<!doctype html>"), ("a.tml", b"<?xml"), ("marked.txt", b"She resigned")):
        done = run("a.txt", "-o", name)
        assert (done.returncode, done.stdout) == (0, b"")
        assert (folder / name).read_bytes().startswith(beginning)
    assert run("a.txt", "-o", "a.html", "-f", "text").returncode == 0
    assert (folder / "a.html").read_bytes().startswith(b"She resigned")


def test_timeml_is_that_of_export_and_holds_one_text() -> None:
    assert run("a.txt", "-f", "timeml").stdout == _exported()
    done = run("a.txt", "b.txt", "-qf", "timeml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"timeline: TimeML holds one text; name one source\n"


def _exported() -> bytes:
    command = [sys.executable, "-m", "timeline", "export", "a.txt", "-f", "timeml"]
    return subprocess.run(command, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout


@pytest.mark.parametrize("form", ["text", "html", "timeml"])
def test_a_bad_source_is_one_line_and_the_others_go_on(form: str) -> None:
    done = run("missing.txt", "a.txt", "-qf", form)
    assert done.returncode == 1
    assert done.stderr == b"timeline: missing.txt: No such file or directory\n"
    assert b"May 2011" in done.stdout


@pytest.mark.parametrize("form", ["text", "html", "timeml"])
def test_nothing_to_mark_replaces_nothing(form: str, folder: Path) -> None:
    (folder / "kept").write_text("old")
    done = run("missing.txt", "-f", form, "-o", "kept")
    assert (done.returncode, (folder / "kept").read_text()) == (1, "old")


def test_a_saved_timeline_has_no_text_to_mark(folder: Path) -> None:
    (folder / "saved.jsonl").write_text('{"schema":"timeline/1"}\n')
    done = run("saved.jsonl")
    assert (done.returncode, done.stdout) == (1, b"")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a.txt", "--format", "pdf"), "is not one of text, html, timeml"),
        (("a.txt", "-f", "html", "--color", "always"), "--color is for text; leave it out with html"),
        (("a.txt", "--no-clobber"), "--no-clobber goes with --output FILE"),
        (("a.txt", "-o", "b.txt", "--no-clobber"), "exists already"),
        (("a.txt", "-o", "a.txt"), "is an input"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert words in line


@pytest.mark.parametrize(("content", "said"), [(b"", b"timeline: -: no text\n"), (b"Nothing.\n", b"no dates found\n")])
def test_a_text_without_dates_is_no_failure_unless_asked(content: bytes, said: bytes) -> None:
    done = run(stdin=content)
    assert (done.returncode, done.stdout, done.stderr) == (0, content, said)
    assert run("-e", stdin=content).returncode == 1
