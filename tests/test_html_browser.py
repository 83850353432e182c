"""The HTML page in a real browser; skipped where Playwright or Chromium is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.event_samples import (
    BASTILLE,
    CENTURY,
    DECADE,
    DOCUMENT,
    FAR,
    MONTH,
    MURDER,
    NOON,
    RECENT,
    SACK,
    SOON,
    TIMELINE,
    WEEKLY,
    day,
    event,
    only,
    written,
)
from tests.test_html import HOSTILE, hostile
from timeline import civil, order
from timeline.model import Timeline

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.consumers

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=FLAGS, headless=True)
        yield found
        found.close()


class Opened:
    """A page in the browser, with all that it complained of or asked for."""

    def __init__(self, browser: Browser, path: Path, timeline: Timeline, **chosen: Any) -> None:  # noqa: ANN401
        path = path / "timeline.html"
        path.write_bytes(written(timeline, "html"))
        context = browser.new_context(**{"reduced_motion": "reduce", **chosen})
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
        )
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self.dismiss)
        self.page.on("request", lambda request: self.complaints.append(request.url))
        self.page.goto(path.as_uri())
        self.complaints.remove(path.as_uri())

    def dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def key(self, *names: str) -> Opened:
        for name in names:
            self.page.keyboard.press(name)
        return self

    def says(self, name: str) -> str:
        return self.page.locator(f"#{name}").inner_text()

    def labels(self) -> list[str]:
        """Return the labels of the axis."""
        return self.page.locator(".step").all_text_contents()

    def focused(self) -> str:
        """Return the id of what has the focus, of a row that of its list item."""
        return str(self.page.evaluate("document.activeElement.closest('[id]').id"))


Opener = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Give what opens a timeline in the browser; in the end nothing must have been complained of or asked for."""
    made: list[Opened] = []

    def make(timeline: Timeline, **chosen: Any) -> Opened:  # noqa: ANN401 - any option of a context
        made.append(Opened(browser, tmp_path, timeline, **chosen))
        return made[-1]

    yield make
    for each in made:
        each.page.wait_for_timeout(20)  # for what is still to come
        assert not each.complaints
        each.page.context.close()


def many(count: int) -> Timeline:
    """Return a timeline of `count` days, months and years of the 20th century and two undated events."""
    events = []
    for number in range(count):
        year, month = 1900 + number * 7 % 100, number % 12 + 1
        said = {"id": str(number), "event": f"Number {number} came to pass", "source": f"{'abc'[number % 3]}.txt"}
        status = ("happened", "happened", "planned", "reported", "denied", "conditional")[number % 6]
        if number % 4:
            events.append(day(f"{year}-{month:02d}-{number % 28 + 1:02d}", status=status, **said))
        else:
            events.append(event(start=f"{year}-{month:02d}-01", end=f"{year}-{month:02d}-28", status=status, **said))
    return Timeline(*order.arrange([*events, SOON, RECENT]))


def test_five_thousand_events_are_drawn_few_at_a_time_and_filtered(opened: Opener) -> None:
    it = opened(many(5000))
    assert it.says("count") == "5,002 events"
    assert it.page.locator("ol > li").count() == 5002
    assert 20 < it.page.locator(".item").count() < 200
    assert it.page.evaluate("document.querySelectorAll('svg *').length") < 2000
    it.page.fill("#words", "number 4999")
    assert it.says("count") == "1 of 5,002 events"
    assert it.page.locator("ol > li:visible").all_inner_texts()[0].split("\n")[-2] == "Number 4999 came to pass"
    it.page.locator(".item").nth(1).wait_for(state="detached")
    it.page.fill("#words", "")
    it.page.select_option("#source", "b.txt")
    assert it.says("count") == "1,667 of 5,002 events"
    it.page.locator("#status label", has_text="denied").click()
    assert it.page.locator("li[data-status=denied]:visible").count() == 0
    it.page.fill("#words", "no such thing")
    assert it.page.locator("#nothing").is_visible()
    it.page.click("#clear")
    assert it.says("count") == "5,002 events"


def test_every_event_is_a_mark_or_counted_in_a_column_or_at_an_edge(opened: Opener) -> None:
    it = opened(many(2000))
    shown = it.page.locator(".item").count()
    counted = sum(map(int, it.page.locator(".more text").all_text_contents()))
    assert shown + counted == 2000
    it.page.click("#chart .more >> nth=10")
    it.page.locator("#earlier").wait_for()
    it.page.locator("#later").wait_for()
    assert int(re.sub(r"\D", "", it.says("earlier"))) + int(re.sub(r"\D", "", it.says("later"))) > 1500


def test_the_keyboard_reaches_everything(opened: Opener) -> None:
    it = opened(TIMELINE)
    assert it.key("/").focused() == "words"
    it.page.keyboard.type("BASTÍLLE")
    assert it.says("count") == "1 of 18 events"
    it.key("Escape")
    assert it.says("count") == "18 events"
    it.page.focus("#chart")
    it.key("ArrowRight")
    assert it.says("spoken") == "44-03-15 BCE: Caesar, murdered, 1 of 16"
    it.key("ArrowRight", "End", "ArrowLeft", "Home", "ArrowRight")
    assert it.says("spoken") == "0476-09-04: Odoacer took Ravenna, 2 of 16"
    it.key("+", "+", "-", "0", "PageUp", "PageDown", "Enter")
    assert it.focused() == "e2"
    assert it.page.locator("#e2 blockquote").is_visible()
    assert it.page.locator(".chosen").count() == 1
    assert it.key("ArrowDown").focused() == "e3"
    assert it.key("ArrowUp").focused() == "e2"
    assert it.key("Escape").focused() == "chart"
    assert not it.page.locator("#e2 blockquote").is_visible()


def test_no_words_are_cut_by_the_right_edge(opened: Opener) -> None:
    told = "It was told at length in all the papers"
    it = opened(Timeline(tuple(each._replace(event=told) for each in many(40).events)))
    beyond = it.page.evaluate(
        "[...document.querySelectorAll('#chart .item text, #chart .step')]"
        ".filter((text) => text.getBoundingClientRect().right > chart.getBoundingClientRect().right).length"
    )
    assert beyond == 0


def test_wheel_drag_and_buttons_move_the_chart(opened: Opener) -> None:
    it = opened(many(300))
    whole = it.labels()
    box = it.page.locator("#chart").bounding_box()
    assert box is not None
    it.page.mouse.move(box["x"] + box["width"] / 3, box["y"] + 100)
    it.page.mouse.wheel(0, -600)
    it.page.locator("#later").wait_for()
    zoomed = it.labels()
    assert zoomed != whole
    it.page.mouse.down()
    it.page.mouse.move(box["x"] + 60, box["y"] + 100, steps=4)
    it.page.mouse.up()
    it.page.evaluate("new Promise(requestAnimationFrame)")
    assert it.labels() != zoomed
    it.page.click("#all")
    it.page.locator("#later").wait_for(state="hidden")
    assert it.labels() == whole


def test_a_click_on_a_mark_opens_its_row_and_a_row_chooses_its_mark(opened: Opener) -> None:
    it = opened(only(BASTILLE, CENTURY, DECADE))
    it.page.click(".item >> nth=1")
    assert it.page.locator("details[open] .what").all_text_contents() == ["Railways spread"]
    it.page.click("#e1 summary")
    it.page.locator(".chosen text", has_text="The Bastille fell").wait_for()


def test_hostile_text_stays_inert(opened: Opener) -> None:
    it = opened(Timeline(tuple(map(hostile, HOSTILE)), (RECENT._replace(expression=HOSTILE[0]),), (DOCUMENT,)))
    for row in it.page.locator("ol summary").all():
        row.click()
    it.page.focus("#chart")
    it.key("ArrowRight", "+", "0", "Enter")
    it.page.fill("#words", "hacked")
    assert it.page.evaluate("[window.hacked, document.title, document.querySelectorAll('iframe, img').length]") == [
        *(None, "Timeline", 0),
    ]


def test_the_policy_stops_a_script_that_would_get_in(opened: Opener) -> None:
    it = opened(only(MONTH))
    it.page.evaluate(
        "() => { const script = document.createElement('script'); script.textContent = 'window.hacked = 1';"
        "const image = new Image(); image.src = 'http://127.0.0.1:9/x.png'; document.body.append(script, image); }"
    )
    it.page.wait_for_timeout(50)
    assert it.page.evaluate("window.hacked") is None
    assert {"policy: script-src-elem", "policy: img-src"} <= set(it.complaints)
    it.complaints.clear()


def test_without_script_the_list_reads_and_opens(opened: Opener) -> None:
    it = opened(TIMELINE, java_script_enabled=False)
    assert not it.page.locator("#board").is_visible()
    it.page.click("#e8 summary")
    assert it.page.locator("#e8 blockquote").inner_text() == "In March 2011 a tsunami struck."


def test_light_dark_and_print_have_their_own_looks(opened: Opener) -> None:
    it = opened(TIMELINE, color_scheme="dark")
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = it.page.evaluate(colour)
    it.page.emulate_media(color_scheme="light")
    assert it.page.evaluate(colour) != dark
    it.page.emulate_media(color_scheme="dark", media="print")
    assert it.page.evaluate(colour) == "rgb(255, 255, 255)"
    assert [it.page.locator(part).is_visible() for part in (".tools", "#chart", "#e1")] == [False, True, True]
    assert it.page.pdf()[:5] == b"%PDF-"


def test_years_before_the_common_era_and_of_the_earth_stand_in_their_place(opened: Opener) -> None:
    old = {"precision": "year", "end": None}
    deep = (event(start="-66000000-01-01", edtf="Y-66000000", **old), MURDER, BASTILLE)
    labels = opened(Timeline(deep)).labels()
    assert labels[-3:-1] == ["10 million BCE", "1 CE"]
    assert "60 million BCE" in labels
    labels = opened(only(MURDER, SACK)).labels()
    assert labels[labels.index("1 CE") - 1].endswith("BCE")
    assert not {"0", "0 CE", "0 BCE"} & set(labels)


def test_the_calendar_of_the_page_is_ours(opened: Opener) -> None:
    numbers = [*range(-800_000, 800_000, 7919), *range(-400, 800), 10**9, -(10**11)]
    it = opened(only(MONTH))
    dates = it.page.evaluate("ns => ns.map(n => Object.values(dateOf(n)))", numbers)
    assert [tuple(each) for each in dates] == [civil.from_ordinal(number) for number in numbers]
    assert it.page.evaluate("dates => dates.map(d => dayNumber(...d))", dates) == numbers


@pytest.mark.parametrize("zoom", range(0, 40, 3))
def test_the_steps_of_the_axis_go_up_and_fill_it_at_any_zoom(opened: Opener, zoom: int) -> None:
    it = opened(only(MURDER, NOON, FAR))
    it.page.focus("#chart")
    it.key("ArrowRight", "ArrowRight", *["+"] * zoom)
    it.page.evaluate("new Promise(requestAnimationFrame)")
    places = it.page.evaluate("Array.from(document.querySelectorAll('.step'), e => Number(e.getAttribute('x')))")
    assert 2 <= len(places) <= 50
    assert all(later - earlier > 20 for earlier, later in pairwise(places))


def test_a_month_or_an_open_end_is_drawn_with_soft_edges_and_a_day_is_not(opened: Opener) -> None:
    it = opened(only(day("2011-03-05", event="A day"), MONTH, WEEKLY._replace(start="2011-03-20")))
    fills = "item => Array.from(item.querySelectorAll('.bar'), bar => bar.getAttribute('fill'))"
    bars = it.page.evaluate(f"Array.from(document.querySelectorAll('.item'), {fills})")
    assert bars[:3] == [["url(#in-happened)", "url(#out-happened)"], [""], ["url(#out-happened)"]]


@pytest.mark.parametrize("timeline", [Timeline(()), Timeline((), (SOON, RECENT))])
def test_without_dates_there_is_no_chart(opened: Opener, timeline: Timeline) -> None:
    it = opened(timeline)
    assert not it.page.locator("#stage").is_visible()
    assert it.page.locator("#words").is_visible() == bool(len(timeline))
    assert ("No events." in it.page.inner_text("main")) != bool(len(timeline))


@pytest.mark.parametrize("width", [320, 390, 700, 1280])
def test_the_page_fits_any_width_with_any_text(opened: Opener, width: int) -> None:
    arabic = "في عام 2011 ضرب تسونامي الساحل الشرقي لليابان"
    texts = ("x" * 600, "a long text " * 90, arabic, "日本語の長い文章" * 40)
    events = [day("2011-08-26", event=text, sentence=text, source=text, id=text) for text in texts]
    it = opened(Timeline((*events, *many(40).events)), viewport={"width": width, "height": 800})
    for number in range(1, 5):
        it.page.click(f"#e{number} summary")
    assert it.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("arrival", ["by a link", "by a reload"])
def test_an_address_with_the_name_of_an_event_opens_it(opened: Opener, arrival: str) -> None:
    it = opened(many(200))
    it.page.goto(f"{it.page.url}#e150")
    if arrival == "by a reload":
        it.page.reload()
    it.complaints.clear()
    it.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert it.page.locator("#e150 blockquote").is_visible()
    top = it.page.evaluate(
        "document.getElementById('e150').getBoundingClientRect().top - board.getBoundingClientRect().bottom"
    )
    assert 0 <= top < 300


def test_where_most_events_crowd_the_chart_begins_there_and_tells_of_the_others(opened: Opener) -> None:
    old = [event(start=f"{year}-01-01", end=f"{year}-12-31", precision="year", edtf=year) for year in ("-3000", "0476")]
    crowd = [day(f"2011-03-{number % 28 + 1:02d}", id=str(number)) for number in range(60)]
    it = opened(Timeline(*order.arrange([*old, *crowd])))
    assert it.says("earlier") == "‹ 2"
    assert "March 2011" in it.page.locator(".above").all_text_contents()
    it.page.click("#earlier")
    it.page.locator("#earlier", has_text="‹ 1").wait_for()
    it.page.click("#all")
    it.page.locator("#earlier").wait_for(state="hidden")


def test_a_scripted_page_says_what_it_is_to_a_screen_reader(opened: Opener) -> None:
    it = opened(many(30))
    snapshot = it.page.locator("body").aria_snapshot()
    for part in ("main:", "search", 'searchbox "Search the events"', "list:", 'heading "Timeline"', "status"):
        assert part in snapshot
    assert it.page.locator("#chart").get_attribute("aria-label")
    assert it.page.locator("#count").get_attribute("role") == "status"
