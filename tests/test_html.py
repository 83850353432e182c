from __future__ import annotations

import io
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.event_samples import (
    BASTILLE,
    CENTURY,
    CHOICE,
    CIRCA,
    DECADE,
    DOCUMENT,
    FAR,
    MONTH,
    MURDER,
    NOON,
    PLANNED,
    QUAKE,
    RECENT,
    SACK,
    SINCE,
    SOON,
    SUMMIT,
    TIMELINE,
    UNTIL,
    day,
    event,
    only,
    written,
)
from timeline import civil, display
from timeline.model import Event, Mention, Timeline
from timeline.writers import Settings, to_html
from timeline.writers.reach import reach

GOLDEN = Path(__file__).parent.parent / "fixtures" / "writers" / "timeline.html"
HOSTILE = (
    "</script><script>window.hacked=1;alert(1)</script><!--<script>",
    "<img src=x onerror=window.hacked=1><svg onload=window.hacked=1><style>*{display:none}</style>",
    "\"' onfocus=window.hacked=1 autofocus x='\"",
    "javascript:window.hacked=1",
    "http://127.0.0.1:9/</title><script>window.hacked=1</script>",
    "\x00\x1b]0;title\x07\x9b\x85\u2028\u2029\u202e\u2066\ufeff\ud800\uffff &lt;b&gt; &amp; ${window.hacked=1} $title",
    "</bdi></summary></details></li></ol></section></main></body></html><iframe src=javascript:alert(1)>",
)
NASTY = (
    st.lists(st.sampled_from([*HOSTILE, *"<>&\"'/=$\\ \n\r\t\0", "a", "é", "日", "שלום", "🎉"])).map("".join)
    | st.text()
)


def page(timeline: Timeline, **chosen: Any) -> Element:  # noqa: ANN401 - any of Settings
    """Return the page as an independent parser reads it, which fails at what is not valid."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    found: Element = parser.parse(written(timeline, "html", **chosen).decode())
    return found


def rows_of(root: Element) -> list[Element]:
    return root.findall(".//ol/li")


def text_of(root: Element, path: str) -> str:
    found = root.find(path)
    assert found is not None, path
    return "".join(found.itertext())


def seen(text: str) -> str:
    """Return document text as a page holds it."""
    unfit = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    return re.sub(unfit, "\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def hostile(text: str) -> Event:
    fields = ("id", "event", "expression", "source", "sentence", "timex3", "reason", "rule", "anchor", "speaker")
    return day("2011-08-26", **dict.fromkeys(fields, text), notes=(text,), mentions=(Mention(0, 1, 2, text),))


# --- The page --------------------------------------------------------------------------------------------


def test_a_small_timeline_gives_the_golden_page() -> None:
    out = written(TIMELINE, "html").decode()
    bare = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", out, flags=re.DOTALL)
    assert re.sub(r"'sha256-[^']*'", "'sha256-'", bare) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("timeline", [TIMELINE, Timeline(()), Timeline((), (SOON,)), only(SACK)])
def test_the_page_is_valid_and_holds_each_event_once_in_order(timeline: Timeline) -> None:
    root = page(timeline)
    assert [text_of(row, ".//span[@class='what']/bdi") for row in rows_of(root)] == [each.event for each in timeline]
    assert [text_of(row, ".//*[@class='when']") for row in rows_of(root)] == list(map(display.when, timeline))


def test_the_same_timeline_gives_the_same_bytes() -> None:
    assert written(TIMELINE, "html") == written(TIMELINE, "html")


def test_the_policy_names_the_hashes_of_the_only_script_and_style_and_nothing_else() -> None:
    out = written(TIMELINE, "html").decode()
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', out)
    (style,) = re.findall(r"<style>(.*?)</style>", out, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", out, re.DOTALL)
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (script, style)]
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert out.index("Content-Security-Policy") < out.index("<style>")


def test_no_part_of_the_page_can_end_its_script_or_style_or_ask_for_anything() -> None:
    for part in (Path(to_html.__file__).parent / "html").iterdir():
        text = part.read_text(encoding="utf-8")
        if part.suffix != ".html":
            assert not re.search(r"</(script|style)|<!--", text, re.IGNORECASE)
        assert not re.search(r"\bimport\b|fetch\(|XMLHttpRequest|innerHTML|outerHTML|insertAdjacentHTML|eval\(", text)
        assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_the_sentence_has_the_words_of_the_date_marked() -> None:
    root = page(only(MONTH))
    assert text_of(root, ".//blockquote") == "In March 2011 a tsunami struck."
    assert text_of(root, ".//blockquote//mark") == "March 2011"
    assert page(only(event(offset=4))).find(".//mark") is None


def test_a_row_tells_why_and_where_from() -> None:
    root = page(only(event(notes=("assumed-century",), page=4, mentions=(Mention(85, 4, 7, "It struck in 2011."),))))
    why = " ".join(text_of(root, ".//ol//dl").split())
    assert text_of(root, ".//p[@class='reason']") == "the text gives month and year"
    assert "explicit: the text says all of it" in why
    assert "assumed-century" in why
    assert "a.txt, page 4, line 1, characters 3–13" in why
    assert "line 7: It struck in 2011." in why
    assert "2011-03-01" not in "".join(root.itertext())


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        (BASTILLE, "1789-07-14"),
        (MONTH, "2011-03"),
        (SACK, "0476-09-04"),
        (QUAKE, "2011-03-11T14:46:00+09:00"),
        (NOON, "2011-03-12T12:00:00"),
        (event(edtf="2012"), "2012"),
        (event(edtf="0000"), None),
        (MURDER, None),
        (FAR, None),
        (CIRCA, None),
        (SUMMIT, None),
        (PLANNED, None),
        (SOON, None),
        (event(edtf="2011-03-11T14:46\" onclick='x"), None),
    ],
)
def test_a_date_has_its_machine_form_only_where_html_can_say_it(sample: Event, expected: str | None) -> None:
    found = page(only(sample)).find(".//time")
    assert (None if found is None else found.get("datetime")) == expected


@pytest.mark.parametrize(
    ("source", "is_link"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("HTTP://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" https://example.org", False),
        ("https://example.org/\nx", False),
        ("https:\\\\example.org", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("a.txt", False),
    ],
)
def test_only_an_address_that_can_run_nothing_is_a_link(source: str, is_link: bool) -> None:  # noqa: FBT001 - a case
    links = page(Timeline((day("2011-08-26", source=source),), (), (DOCUMENT._replace(source=source),))).findall(".//a")
    assert [link.get("href") for link in links] == ([source] * 2 if is_link else [])


def test_what_was_read_is_listed_with_its_date_and_language() -> None:
    document = DOCUMENT._replace(title="A report", language="pt-BR")
    root = page(Timeline((MONTH,), (), (document, DOCUMENT._replace(source="b.txt", date=None, language='x" y'))))
    listed = [" ".join("".join(item.itertext()).split()) for item in root.findall(".//section[@class='documents']//li")]
    assert listed == [
        "a.txt A report, document date 2019-08-26 (text: MOSCOW, Aug. 26)",
        "b.txt, no document date",
    ]
    assert {bdi.get("lang") for bdi in rows_of(root)[0].findall(".//blockquote/bdi")} == {"pt-BR"}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((MURDER, FAR), "2 events · 44 BCE to 12000"),
        ((MONTH,), "1 event · 2011"),
        ((event(start="-66000000-01-01", end=None),), "1 event · 66 million BCE"),
        ((event(start=f"+{'9' * 300}-01-01", end=None),), "1 event"),
    ],
)
def test_the_head_says_how_many_events_in_which_years(events: tuple[Event, ...], expected: str) -> None:
    assert text_of(page(Timeline(events)), ".//p[@class='summary']") == expected


def test_titles_are_text() -> None:
    root = page(TIMELINE, title="</title><script>$style &amp;\n")
    assert text_of(root, ".//h1") == text_of(root, ".//title") == "</title><script>$style &amp;"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_adds_no_element_and_no_attribute(text: str) -> None:
    plain, attacked = page(Timeline((hostile("a"),), (RECENT,))), page(Timeline((hostile(text),), (RECENT,)))
    assert shape(attacked) == shape(plain) or text.startswith("http")


def shape(root: Element) -> list[tuple[str, list[str]]]:
    return [(each.tag, sorted(each.attrib)) for each in root.iter() if each.tag != "mark"]


@settings(max_examples=100, deadline=None)
@given(NASTY, NASTY, NASTY)
def test_any_text_is_shown_as_it_is_and_nothing_in_it_acts(text: str, sentence: str, source: str) -> None:
    made = event(id="x", event=text, sentence=sentence, source=source, expression=text)
    root = page(Timeline((made,)), title=source)
    (row,) = rows_of(root)
    assert text_of(row, ".//span[@class='what']/bdi") == seen(text)
    assert text_of(row, ".//blockquote") == seen(sentence)
    for each in root.iter():
        assert not [name for name in each.attrib if name.startswith("on") or name in {"style", "src", "srcdoc"}]
        assert each.tag in {"meta", "link"} or not (each.get("href") or "").lower().startswith(("javascript", "data"))


def test_the_page_is_written_event_by_event() -> None:
    class Stream(io.BytesIO):
        longest = 0

        def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
            self.longest = max(self.longest, len(data))
            return len(data)

    sizes = set()
    for count in (1, 500):
        stream = Stream()
        to_html.write(Timeline((MONTH,) * count), stream, Settings())
        sizes.add(stream.longest)
    assert len(sizes) == 1


def test_every_colour_of_text_has_the_contrast_that_reading_needs() -> None:
    light, dark = dict[str, str](), dict[str, str]()
    for name in ("colors.css", "page.css"):
        css = (Path(to_html.__file__).parent / "html" / name).read_text(encoding="utf-8")
        for colours, part in zip((light, dark), css.split("@media", 2), strict=False):
            colours.update(re.findall(r"--([\w-]+): (#\w{6});", part))
    texts = ("ink", "soft-ink", "accent", "happened", "planned", "reported", "denied", "conditional")
    for colours in (light, dark):
        for ground in ("paper", "card"):
            assert all(contrast(colours[text], colours[ground]) >= 4.5 for text in texts)
            assert contrast(colours["strong-line"], colours[ground]) >= 3
        assert contrast(colours["ink"], colours["marked"]) >= 4.5
        assert contrast(colours["on-accent"], colours["accent"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- Where an event lies ---------------------------------------------------------------------------------


def days(*dates: str) -> list[float]:
    return [civil.ordinal(*map(int, each.rsplit("-", 2))) for each in dates]


def test_a_day_and_a_range_of_days_are_sure_from_end_to_end() -> None:
    assert reach(BASTILLE) == tuple(days("1789-07-14", "1789-07-14", "1789-07-15", "1789-07-15"))
    assert reach(SUMMIT) == tuple(days("2011-08-26", "2011-08-26", "2011-08-28", "2011-08-28"))
    assert reach(MURDER) == tuple(days("-43-03-15", "-43-03-15", "-43-03-16", "-43-03-16"))
    assert [made.is_vague for each in (BASTILLE, SUMMIT, NOON) if (made := reach(each))] == [False] * 3


@pytest.mark.parametrize("sample", [MONTH, DECADE, CENTURY, CHOICE, PLANNED])
def test_what_happened_some_time_in_a_period_surely_fills_no_day(sample: Event) -> None:
    made = reach(sample)
    assert made is not None
    assert made.is_vague
    assert made.sure_from == made.sure_to
    assert made.latest is not None
    assert made.earliest is not None
    assert made.earliest < made.sure_from < made.latest


def test_from_year_to_year_the_years_between_are_sure() -> None:
    war = event(start="1914-01-01", end="1918-11-11", precision="year", edtf="1914/1918-11-11")
    made = reach(war)
    assert made is not None
    assert [made.earliest, made.sure_to, made.latest] == days("1914-01-01", "1918-11-12", "1918-11-12")
    assert made.sure_from == pytest.approx(days("1915-01-01")[0], abs=1)


def test_an_open_end_is_open_and_about_reaches_further() -> None:
    since, until, circa = reach(SINCE), reach(UNTIL), reach(CIRCA)
    assert since is not None
    assert until is not None
    assert circa is not None
    assert (since.earliest, since.latest) == (days("2019-04-01")[0], None)
    assert (until.earliest, until.latest) == (None, days("2019-05-01")[0])
    assert circa.earliest == pytest.approx(days("1849-01-01")[0], abs=1)
    assert circa.latest == pytest.approx(days("1852-01-01")[0], abs=1)


def test_zones_are_taken_off_and_what_is_too_far_is_not_drawn() -> None:
    assert (reach(QUAKE) or [None])[0] == pytest.approx(days("2011-03-11")[0] + (5 * 60 + 46) / 1440)
    assert reach(SOON) is None
    assert reach(event(start=f"+{'9' * 20}-01-01", end=None, edtf=None)) is None
    assert reach(event(start="tomorrow", end=None, edtf=None)) is None


BOUND = st.none() | st.builds(
    "{:04d}-{:02d}-{:02d}".format, st.integers(0, 9999), st.integers(1, 12), st.integers(1, 28)
)


@given(BOUND, BOUND, st.sampled_from(["day", "month", "year", "century", "none", "odd"]), st.none() | st.just("both"))
def test_a_reach_is_in_order(start: str | None, end: str | None, precision: str, qualifier: str | None) -> None:
    made = reach(event(start=start, end=end, precision=precision, qualifier=qualifier, edtf=None))
    assert (made is None) == (start is end is None)
    places = [place for place in made or () if place is not None]
    assert places == sorted(places)
