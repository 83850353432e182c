"""Web pages: the article and nothing around it, with the date that the page states; the pages are our own."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import timeline
from timeline.errors import InputError, MissingExtraError
from timeline.model import Document, Event
from timeline.notation import to_edtf
from timeline.readers import Reading, from_html

pytest.importorskip("trafilatura", reason="the extra `html` is not installed")

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = FIXTURES / "html"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))

STORY = """
<p>The mill at Odersby burned down on 3 May 2011. Nobody was hurt, and its wheel was saved by the owner's two sons.</p>
<p>It had been built in 1854 and was the last of nine on the river. The council wants to see it built anew by 2015.</p>
"""


def fails(*_: object, **__: object) -> NoReturn:
    raise KeyError("uppercase")


def documents(markup: str | bytes, reading: Reading = Reading(), name: str = "page.html") -> list[Document]:  # noqa: B008 - frozen
    data = markup if isinstance(markup, bytes) else markup.encode()
    return list(from_html.read(io.BytesIO(data), name, reading))


def page(head: str = "", body: str = STORY, heading: str = "The mill burns") -> Document:
    """Return the one document of a page."""
    (document,) = documents(f"<html><head>{head}</head><body><article><h1>{heading}</h1>{body}</article></body></html>")
    return document


def stated(document: Document) -> list[tuple[str, bool]]:
    return [(str(to_edtf(each.date)), each.revised) for each in document.stated]


def rows(documents: Iterable[Document]) -> list[Event]:
    return [event for document in documents for event in timeline.extract(document)]


# --- ten kinds of pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_gives_its_article_and_its_date(name: str) -> None:
    first, *parts = timeline.read_all(PAGES / f"{name}.html")
    wanted = EXPECTED[name]
    assert first.text == (PAGES / f"{name}.txt").read_text(encoding="utf-8")
    assert first.date is not None
    assert to_edtf(first.date.date) == wanted["date"]
    assert first.date.evidence.startswith(wanted["evidence"])
    assert (first.title, first.language, first.warnings) == (wanted["title"], wanted.get("language"), ())
    missing = Counter(wanted["events"]) - Counter(event.edtf for event in rows([first, *parts]))
    assert not missing


@pytest.mark.parametrize("name", sorted({"northstar", "northstar.saved", *EXPECTED} - {"live-blog"}))
def test_an_article_gives_the_same_events_as_text_and_as_a_page(name: str) -> None:
    """`northstar.saved.html` is what `chromium --headless --dump-dom northstar.html` writes."""
    text = FIXTURES / "northstar.txt" if name.startswith("northstar") else PAGES / f"{name}.txt"
    of_page = timeline.read(PAGES / f"{name}.html")
    of_text = timeline.read(text)._replace(source=of_page.source, date=of_page.date)
    assert [_without_place(event) for event in rows([of_page])] == [_without_place(event) for event in rows([of_text])]


def _without_place(event: Event) -> Event:
    again = tuple(mention._replace(offset=0, line=0) for mention in event.mentions)
    return event._replace(offset=0, line=0, sentence_offset=0, head_offset=None, reason="", mentions=again)


def test_the_entries_of_a_live_blog_have_their_own_times() -> None:
    _, *parts = timeline.read_all(PAGES / "live-blog.html")
    assert [(part.source.rpartition("#")[2], part.date and to_edtf(part.date.date)) for part in parts] == [
        ("p2", "2015-12-06"),
        ("p1", "2015-12-05"),
    ]
    for part in parts:
        name = part.source.rpartition("#")[2]
        assert part.text == (PAGES / f"live-blog.{name}.txt").read_text(encoding="utf-8")
    told = {event.edtf: event.source.rpartition("#")[2] for event in rows(parts)}
    assert told["2015-12-06"] == "p2"  # "today"
    assert told["1977-11"] == "p1"


# --- the date -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "dates"),
    [
        ('<meta property="article:published_time" content="2011-05-04T23:30:00-05:00">', [("2011-05-04", False)]),
        ('<meta name="DC.date.issued" content="4 May 2011">', [("2011-05-04", False)]),
        ('<meta name="date" content="2011-05">', [("2011-05", False)]),
        ('<meta name="date" content="20110504">', [("2011-05-04", False)]),
        ('<meta name="date" content="3/4/2011">', []),  # open order
        ('<meta name="date" content="2011-02-30">', []),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', []),
        ('<meta name="date" content="soon">', []),
        ('<meta name="lastmod" content="2012-01-02"><meta name="pubdate" content="2011-05-04">', 2),
        ('<link rel="canonical" href="https://a.example/2011/may/04/mill">', [("2011-05-04", False)]),
        ('<link rel="canonical" href="https://a.example/2011/05/mill">', [("2011-05", False)]),
        ('<meta property="og:url" content="https://a.example/mill-2011-05-04.html">', [("2011-05-04", False)]),
        ('<link rel="canonical" href="https://a.example/20110504999/mill">', []),
    ],
)
def test_dates_in_the_head_are_read_for_what_they_say(head: str, dates: list[tuple[str, bool]] | int) -> None:
    found = stated(page(head))
    assert found == ([("2011-05-04", False), ("2012-01-02", True)] if dates == 2 else dates)


def test_a_page_of_a_wiki_is_of_the_day_of_its_last_edit() -> None:
    dates = '{"@type": "Article", "datePublished": "2011-05-04", "dateModified": "2012-01-02"}'
    head = f'<meta name="generator" content="MediaWiki 1.35"><script type="application/ld+json">{dates}</script>'
    assert stated(page(head)) == [("2012-01-02", False), ("2011-05-04", True)]


@pytest.mark.parametrize(
    ("json_ld", "dates"),
    [
        ({"@type": "NewsArticle", "datePublished": "2011-05-04", "dateModified": "2011-06-01"}, 2),
        ({"@type": ["Article", "Thing"], "datePublished": "2011-05-04"}, 1),
        (
            {
                "@graph": [
                    {"@type": "WebPage", "datePublished": "2001-01-02"},
                    {"@type": "Report", "datePublished": "2011-05-04"},
                ]
            },
            1,
        ),
        ({"@type": "WebSite", "datePublished": "2001-01-02"}, 0),
        ({"@type": "Article", "comment": [{"@type": "Comment", "datePublished": "2012-01-02"}]}, 0),
        ({"@type": "Article", "datePublished": {"@value": "2011-05-04"}}, 0),
        ({"@type": "Article", "datePublished": None}, 0),
        ("[" * 100_000, 0),
        ('{"@type": "Article", "datePublished": "2011-05-04", }', 1),  # damaged
    ],
)
def test_json_ld_is_read_for_the_article_alone(json_ld: object, dates: int) -> None:
    text = json_ld if isinstance(json_ld, str) else json.dumps(json_ld)
    found = stated(page(f'<script type="application/ld+json">{text}</script>'))
    assert found == [("2011-05-04", False), ("2011-06-01", True)][:dates]


@pytest.mark.parametrize(
    "line",
    [
        '<p class="date">4 May 2011</p>',
        "<p>Published: <b>4 May 2011</b></p>",
        "<div><span>First published</span> <span>4 May 2011</span> <span>Updated</span> <span>9 June 2012</span></div>",
        '<p><time datetime="2011-05-04T10:00">Wednesday</time></p>',
        '<p><span itemprop="datePublished">May 4, 2011</span></p>',
        '<abbr class="published" title="2011-05-04">last week</abbr>',
    ],
)
def test_what_dates_the_page_below_its_heading_is_found(line: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><article><h1>The mill burns</h1>{line}{STORY}</article></body></html>")
    document = timeline.read(file)
    assert document.date is not None
    assert to_edtf(document.date.date) == "2011-05-04"
    assert [event.edtf for event in rows([document])] == ["1854", "2011-05-03", "../2015"]


@pytest.mark.parametrize(
    "around",
    [
        "<header>Friday 8 November 2013</header>{}",
        "{}<footer>Last updated 8 November 2013</footer>",
        '{}<div class="comments"><time datetime="2013-11-08">8 November 2013</time><p>Ann, 9 May 2011</p></div>',
        "{}<p>© 2001-2013 The Herald</p>",
        '<nav><a href="/">Home</a> <a href="/2013">November 2013</a></nav>{}',
        "{}<aside><p>On 8 November 2013 the dam broke, as we wrote then.</p></aside>",
        "{}<!-- generated on 8 November 2013 --><script>var day = 'It burned on 8 November 2013.'</script>",
    ],
)
def test_what_stands_around_the_article_neither_dates_it_nor_happens(around: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body>{around.format(f'<article><h1>The mill burns</h1>{STORY}</article>')}</body></html>")
    document = timeline.read(file)
    assert document.date is None
    assert [event.edtf for event in rows([document])] == ["1854", "2011-05-03", "../2015"]


@pytest.mark.parametrize(
    ("below", "date"),
    [
        ('<p class="post-date">Posted by Ann on 4 May 2011 in Local news</p>', "2011-05-04"),
        ('<p class="post-date">Posted by Ann on 3/4/2011 in Local news</p>', None),  # open order
        ('<p class="post-date">Posted by Ann on 24.05.2011 in Local news</p>', "2011-05-24"),
        ('<p class="post-date">Posted by Ann on 04.05.2011 in Local news</p>', None),  # open order
        ('<p>Ann, at <abbr class="published" title="2011-05-04T05:11">5:11</abbr></p>', "2011-05-04"),
    ],
)
def test_a_date_below_the_article_is_taken_when_its_words_say_it(below: str, date: str | None, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<html><body><div><h1>The mill burns</h1>{STORY}{below}</div></body></html>")
    found = timeline.read(file).date
    assert (found and to_edtf(found.date)) == date


@pytest.mark.parametrize(
    ("above", "date"),
    [("Wednesday, May 4, 2011", "2011-05-04"), ("Wednesday, June 1, 2011", "2011-05"), ("", "2011-05")],
)
def test_the_day_that_the_page_shows_is_taken_where_its_address_tells_the_month(
    above: str, date: str, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    address = '<link rel="canonical" href="https://a.example/2011/05/mill">'
    file.write_text(f"<html>{address}<body><h2>{above}</h2><h3>The mill burns</h3>{STORY}</body></html>")
    found = timeline.read(file).date
    assert found is not None
    assert to_edtf(found.date) == date


def test_the_title_of_a_page_may_tell_its_day(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(f"<html><title>The mill burns | Herald | 24.05.2011</title><body><div>{STORY}</div></body></html>")
    found = timeline.read(file).date
    assert found is not None
    assert to_edtf(found.date) == "2011-05-24"


def test_the_same_page_gives_the_same_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    htmldate = pytest.importorskip("htmldate")
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(htmldate, "find_date", lambda _, **options: asked.append(options))
    page()
    assert all({"min_date", "max_date"} <= options.keys() and not options["extensive_search"] for options in asked)
    assert asked


# --- the text -----------------------------------------------------------------------------------------------


def test_the_heading_is_the_first_line_once() -> None:
    assert page().text.count("The mill burns") == 1
    assert page().text.startswith("The mill burns\n\nThe mill at Odersby")


def test_lists_and_tables_keep_a_line_each() -> None:
    items = "".join(f"<li>{year} – the mill was sold to another owner</li>" for year in range(1901, 1911))
    text = page(body=f"{STORY}<ul>{items}</ul>").text
    assert [line[2:6] for line in text.splitlines() if line.startswith("- ")] == [str(y) for y in range(1901, 1911)]


@pytest.mark.parametrize(
    "body", ["In May 2011 the mill burned.", "<p>In May 2011 the mill burned.", "<ul><li>In May 2011 the mill burned."]
)
def test_a_page_of_a_few_words_is_read(body: str) -> None:
    (document,) = documents(f"<html><body>{body}</body></html>")
    assert "In May 2011 the mill burned." in document.text


def test_a_page_whose_date_the_library_fails_on_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("htmldate.find_date", fails)
    assert page(body=STORY).stated == ()


@pytest.mark.parametrize("extract", [lambda *_, **__: None, fails])
def test_where_no_article_is_found_all_but_menus_is_read_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, extract: Callable[..., None]
) -> None:
    monkeypatch.setattr("trafilatura.extract", extract)
    document = page(body=f"<nav>Home 1999</nav>{STORY}<div id='comments'>It was 2001.</div><p>Copyright 2013</p>")
    assert document.text.count("\n\n") == 2
    assert "no main text" in document.warnings[0]
    assert not {"1999", "2001", "2013"} & set(document.text.split())


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "ISO-8859-15"])
def test_an_encoding_that_the_page_declares_is_used(declared: str) -> None:
    (document,) = documents(
        f"<html><meta charset={declared}><p>Málaga’s mill burned in 2011.".encode("cp1252", "replace")
    )
    assert "Málaga" in document.text
    assert document.warnings == ()


@pytest.mark.parametrize("declared", ["iso-8859-1", "no-such-thing", "hex", ""])
def test_a_page_in_utf_8_is_that_whatever_it_declares(declared: str) -> None:
    (document,) = documents(f'<html><meta charset="{declared}"><p>Málaga’s mill burned in 2011.'.encode())
    assert "Málaga’s" in document.text


def test_an_encoding_that_is_given_is_used_as_given() -> None:
    (document,) = documents("<p>Жуков died in 1974.".encode("koi8-r"), Reading(encoding="koi8-r"))
    assert "Жуков" in document.text
    with pytest.raises(InputError, match="not ascii"):
        documents("<p>Жуков".encode(), Reading(encoding="ascii"))


def test_binary_data_is_refused() -> None:
    with pytest.raises(InputError, match="binary"):
        documents(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


# --- recognised ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html>",
        b"\xef\xbb\xbf\n<HTML lang=en>",
        b'<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0">',
        b"<!-- a --><!-- b --><head><title>x",
    ],
)
def test_a_page_is_recognised(head: bytes) -> None:
    assert from_html.recognises(head)


@pytest.mark.parametrize(
    "head", [b"", b"<p>A text", b"<htmlx>", b"<rss>", b"<!doctype x>", b"In <html> we trust", b"<!-- <html>", b"{}"]
)
def test_what_may_be_something_else_is_not_recognised(head: bytes) -> None:
    assert not from_html.recognises(head)


# --- hostile pages (linear time, no recursion, nothing active) ---------------------------------------------

HOSTILE: dict[str, Callable[[int], str]] = {
    "nested": lambda n: "<div>" * n + STORY + "</div>" * n + STORY,
    "unclosed": lambda n: STORY + "<div>" * n + STORY,
    "spans": lambda n: STORY + "<b><i>" * n + STORY,
    "less-than": lambda n: STORY + "<" * n + STORY,
    "open comment": lambda n: "<!-- " + STORY * (n // 100),
    "open comments": lambda n: STORY + "<!--" * n,
    "attributes": lambda n: f"<p {'a=1 ' * n}>{STORY}",
    "references": lambda n: STORY + "&amp;" * n,
    "tables": lambda n: "<table><tr><td>" * n + STORY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_hides_no_text(name: str) -> None:
    (document,) = documents(f"<html><body>{HOSTILE[name](100_000)}</body></html>")
    assert "burned down on 3 May 2011" in document.text


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class=nav>", "<script>", "</script>", "<!--", "-->", "<", ">", "&#x1F600;", "&#0;", '"', "\0",
     "<time datetime=2011-05-04>", "<h1>", "</h1>", "<article>", "In May 2011 ", "<td>", "<title>", "<a href=x>", "]]>",
     "<meta name=date content=2011-05>", "<!DOCTYPE html [<!ENTITY a 'b'>]>", "&a;", "<svg>", "<body>", "<html>"]
), max_size=40))  # fmt: skip
def test_any_soup_is_read_or_refused_in_one_line(parts: list[str]) -> None:
    try:
        read = documents("".join(parts))
    except InputError as error:
        assert str(error) == "looks like binary data"  # noqa: PT017 - both ways are right
        return
    for document in read:
        assert "\r" not in document.text
        assert "\0" not in document.text


def test_no_library_speaks(capfd: pytest.CaptureFixture[str]) -> None:
    documents("<html><body></body></html>")
    documents("<html><body>" + "<div>" * 1000)
    assert capfd.readouterr() == ("", "")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"timeline-from-text\[html\]"):
        documents("<html>")
