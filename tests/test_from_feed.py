"""RSS, Atom and JSON Feed: each entry a document, dated by the feed; and the text of HTML in entries and mails."""

from __future__ import annotations

import json
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading import FIXTURES, events, loaded, read
from tests.work import grows_linearly
from timeline.errors import InputError, MissingExtraError
from timeline.readers import from_feed, from_jsonfeed
from timeline.readers.common.markup import to_text
from timeline.readers.common.stated import stated_day
from timeline.values import Granularity

FEEDS = ("feeds/news.rss", "feeds/news.atom", "feeds/news.json")
RSS = '<?xml version="1.0"?><rss version="2.0"><channel>{}</channel></rss>'
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE rss [{}]><rss version="2.0">'
    "<channel><item><title>&a;</title></item></channel></rss>"
)


@pytest.mark.parametrize("name", FEEDS)
def test_an_article_in_a_feed_gives_the_events_of_the_text(name: str) -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    entry, other = loaded(name)
    (text,) = loaded("northstar.txt")
    assert events(entry) == events(text)
    assert entry.source.endswith("#https://news.example.org/northstar")
    assert entry.title == "Northstar Freight posts higher third-quarter profit"
    assert entry.language == "en"
    revised = [] if name.endswith("rss") else [((2013, 10, 27), True)]  # RSS has no such date
    assert [(tuple(date.date[:3]), date.revised) for date in entry.stated] == [((2013, 10, 24), False), *revised]
    assert other.date is not None
    assert other.date.date[:3] == (2011, 10, 3)  # 23:30 at +02:00


def test_fixtures_are_recognised() -> None:
    for file in (FIXTURES / "feeds").iterdir():
        head = file.read_bytes()[:65_536]
        assert from_feed.recognises(head) == (file.suffix != ".json")
        assert from_jsonfeed.recognises(head) == (file.suffix == ".json")


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (b'<?xml version="1.0"?>\n<!-- <a> --><rss version="0.91">', True),
        (b'\xef\xbb\xbf<feed xmlns="http://www.w3.org/2005/Atom">', True),
        ('<?xml version="1.0" encoding="utf-16"?><rss>'.encode("utf-16"), True),
        (b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">', True),
        (b'<rdf:RDF xmlns:rdf="x">', False),
        (b"<html><rss>", False),
        (b"The <rss> element", False),
        (b"<??>" * 10_000, False),
        (b"<!---->" * 10_000, False),
        (b"", False),
    ],
)
def test_a_feed_is_told_by_its_first_element(head: bytes, known: bool) -> None:  # noqa: FBT001 - a row of a table
    assert from_feed.recognises(head) is known


def test_entries_of_every_version_are_read() -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="http://x/1"><title>One</title>'
        "<link>http://x/1</link><description>He left.</description><dc:date>2019-08-26</dc:date></item></rdf:RDF>"
    )
    old = '<rss version="0.91"><channel><item><title>One</title><link>http://x/1</link></item></channel></rss>'
    (first,), (second,) = read(from_feed, rdf), read(from_feed, old)
    assert (first.source, first.text) == ("x#http://x/1", "One\n\nHe left.")
    assert [tuple(date.date[:3]) for date in first.stated] == [(2019, 8, 26)]
    assert (second.source, second.text, second.stated) == ("x#http://x/1", "One", ())


def test_a_date_that_is_not_understood_is_said_and_an_entry_without_text_too() -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    items = "<item><pubDate>8/9/2019</pubDate><description>He left.</description></item><item><link>http://x/2</link></item>"
    (entry,) = read(from_feed, RSS.format(items))
    assert entry.stated == ()
    assert entry.warnings == ('date not understood: published "8/9/2019"', "entry 2 left out: no text in it")
    assert entry.source == "x#entry-1"


def test_a_feed_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    whole = (FIXTURES / "feeds" / "news.rss").read_bytes()
    entry, *_ = read(from_feed, whole[: len(whole) - 900])
    assert entry.text.startswith("Northstar Freight posts")
    assert entry.warnings[0].startswith("not well-formed")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "b">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://example.org/x">%a;',
        '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(declared: str, encoding: str) -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    broken = ENTITIES.format(declared).replace("</rss>", "")
    for text in (ENTITIES.format(declared), broken, f" {broken}"):
        with pytest.raises(InputError, match="document type declarations with entities are refused"):
            read(from_feed, text.replace("?>", f' encoding="{encoding}"?>', 1).encode(encoding))


def test_an_entity_that_an_entry_only_speaks_of_is_no_declaration() -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    (entry,) = read(from_feed, RSS.format('<item><description><![CDATA[<!ENTITY a "b"> in May]]></description></item>'))
    assert "in May" in entry.text


@pytest.mark.parametrize("data", ["", "<rss/>", RSS.format(""), "no xml at all", "<rss><channel>\0"])
def test_a_feed_without_entries_is_one_line(data: str) -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    with pytest.raises(InputError, match="a feed without entries") as caught:
        read(from_feed, data)
    assert "\n" not in str(caught.value)


def test_a_feed_that_breaks_the_library_is_one_line() -> None:
    pytest.importorskip("feedparser", reason="the extra `feeds` is not installed")
    for broken in ("<item><title>&#xD800;</title>", f"<item><title>&#{'9' * 30};</title>"):
        with pytest.raises(InputError, match="broken: "):
            read(from_feed, RSS.format(broken))


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'timeline-from-text\[feeds\]'"):
        read(from_feed, RSS)


def test_json_feeds_keep_what_they_can() -> None:
    items = [{"id": 7, "content_html": "He left &amp; came"}, 5, {"id": "b"}, {"summary": "Lone \ud800 one"}]
    one, two = read(from_jsonfeed, json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert (one.source, one.text) == ("x#7", "He left & came")
    assert (two.source, two.text) == ("x#entry-4", "Lone \ufffd one")
    assert two.warnings == ("entry 2 left out: no text in it", "entry 3 left out: no text in it")


@pytest.mark.parametrize("data", ["", "[]", "{", '{"items": 5}', "[" * 100_000, '{"items": []}'])
def test_what_is_no_json_feed_is_one_line(data: str) -> None:
    with pytest.raises(InputError):
        read(from_jsonfeed, data)


# --- dates in fields made for them ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2019-08-26", (2019, 8, 26)),
        ("2019-08-09", (2019, 8, 9)),
        ("20190809", (2019, 8, 9)),
        ("2019/8/9 10:00", (2019, 8, 9)),
        ("2019-08-26T23:30:00.5-07:00", (2019, 8, 26)),
        ("Mon, 26 Aug 2019 23:30:00 GMT", (2019, 8, 26)),
        ("Mon, 26 Aug 19 23:30 EST", (2019, 8, 26)),
        ("August 26, 2019", (2019, 8, 26)),
        ("26 August 2019, 10:00 AM", (2019, 8, 26)),
        ("26/8/2019", (2019, 8, 26)),
        ("8/26/2019", (2019, 8, 26)),
    ],
)
def test_a_day_is_read_when_it_can_be_no_other(words: str, day: tuple[int, int, int]) -> None:
    date = stated_day(words)
    assert date is not None
    assert (date[:3], date.granularity) == (day, Granularity.DAY)


@pytest.mark.parametrize("words", ["2019-08", "Aug 2019"])
def test_a_month_stays_a_month(words: str) -> None:
    date = stated_day(words)
    assert date is not None
    assert (date[:2], date.granularity) == ((2019, 8), Granularity.MONTH)


@pytest.mark.parametrize(
    "words",
    [
        *("8/9/2019", "09.08.2019", "5/6/49", "2019", "August 26", "26 Aug", "yesterday", "today", "10:00", ""),
        *("2019-13-01", "2019-02-30", "2019-00-10", "20191301", "31 Feb 2019", "1e9", "99999999999999", "9" * 5000),
        *("٢٠١٩-٠٨-٢٦", "x" * 100_000, "in 2019 a fire"),
    ],
)
def test_what_is_open_or_no_day_is_none(words: str) -> None:
    assert stated_day(words) is None


@given(st.text(st.sampled_from("0123456789 :-/.,TZ+AugJanMonpm()"), max_size=40))
def test_any_words_are_a_day_or_none(words: str) -> None:
    date = stated_day(words)
    assert date is None or date.granularity in (Granularity.DAY, Granularity.MONTH)


# --- text of markup ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One\n two&nbsp;three &amp; four<br>five</p><p>six", "One two three & four\nfive\n\nsix"),
        ("<ul><li>a<li><p>b</p></ul>", "- a\n\nb"),
        (
            "<table><tr><td>1 May</td> <td>Board</td></tr><tr><td>2 May</td><td>Sale</td></table>",
            "1 May\tBoard\n2 May\tSale",
        ),
        (
            "<tr><th><p>1 May</p></th>\n<td> <div>The <b>board</b></div> </td></tr><tr><td>2 May<td>Sale</table>",
            "1 May\tThe board\n2 May\tSale",
        ),
        ("<tr><td><p>One.</p></td></tr><tr><td><p>Two.</p></td></tr>", "One.\n\nTwo."),
        ("<tr><td><p>Menu</p></td><td><p>One.</p><p>Two.</p></td></tr>", "Menu\n\nOne.\n\nTwo."),
        ("a<script>on 3 May 2011</script>b<STYLE>x</STYLE >c<!-- no > -->d", "abcd"),
        ("<pre>a\r\n  b\rc</pre>", "a\nb\nc"),
        ("3 < 4 and 5 > 2 <3 &lt;p&gt;", "3 < 4 and 5 > 2 <3 <p>"),
        ('a<img alt="x > y" onerror=z>b', "ab"),
        ("it<a title=don't>s</a> x", "its x"),
        ("<!-- open <p>On 3 May 2011", "On 3 May 2011"),
        ('<a href="open>On 3 May 2011</a>', "On 3 May 2011"),
        ("<p>a<p", "a<p"),
        ("&#55296;&#x110000;&#" + "9" * 5000 + ";&#0;", "\ufffd" * 4),
        ("<![CDATA[x]]><?php y ?>z", "z"),
    ],
)
def test_markup_becomes_the_text_that_a_reader_sees(markup: str, text: str) -> None:
    assert to_text(markup) == text


def test_quotations_are_marked_when_asked_for() -> None:
    markup = "a<blockquote>b<blockquote>c</blockquote></blockquote></blockquote>d"
    assert to_text(markup, quote="> ") == "a\n\n> b\n\n> > c\n\nd"
    assert to_text(markup) == "a\n\nb\n\nc\n\nd"


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<",
            "<a",
            "<a ",
            "</",
            "<!",
            "<!--",
            "<!-- -",
            "<![",
            "<?",
            "&",
            "&#",
            "<div>",
            "<blockquote>",
            "<td>",
            "<li>",
        ),
        *('<a href="', "<a href='>", '<a b=">" ', "<a =", "<pre>\n", "</script", "<title", '="', "<!DOCTYPE ["),
    ],
)
def test_hostile_markup_takes_work_in_proportion_and_hides_nothing(piece: str) -> None:
    end = "</x>'\"> 3 May 2011"
    assert grows_linearly(lambda text: to_text(text + end), piece * 8000)
    # The standard library's parser would not come to an end here.
    assert "3 May 2011" in to_text(piece * 100_000 + end)


@given(st.text(st.sampled_from("<>/!-='\"& apbr;#1td"), max_size=200))
def test_any_markup_gives_clean_text(markup: str) -> None:
    text = to_text(markup)
    assert "\r" not in text
    assert all(line.strip() or not line for line in text.split("\n"))
    assert "\n\n\n" not in text
