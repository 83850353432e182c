"""A long text read in parts gives what it gives as a whole, and a part ends where nothing is torn apart."""

from __future__ import annotations

import gc
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import clause, dct, fold, pipeline
from timeline.describe import told
from timeline.model import Document, DocumentDate, Event, Match, Timex
from timeline.options import Options
from timeline.readers import PART, Reading, from_text
from timeline.readers.common import parts
from timeline.readers.common.parts import cut
from timeline.values import Granularity, PartialDate

FIXTURES = Path(__file__).parent.parent / "fixtures"
DATE = DocumentDate(PartialDate(2011, 10, 3, granularity=Granularity.DAY), "option", "--date")
ARTICLES = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(FIXTURES.rglob("*.txt")))
LONG = f"{ARTICLES}\n\n{ARTICLES}"
SIZES = (1_000, 9_000)


def document(text: str, size: int | None) -> Document:
    (found,) = from_text.read(io.BytesIO(text.encode()), "long.txt", Reading(part=size))
    return found._replace(date=DATE)


@pytest.fixture
def _narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read less around a part than the text is long."""
    monkeypatch.setattr(parts, "AROUND", 10_000)


@pytest.mark.usefixtures("_narrow")
@pytest.mark.parametrize("size", SIZES)
def test_the_dates_of_a_text_in_parts_are_those_of_the_whole(size: int) -> None:
    whole, long = document(LONG, None), document(LONG, size)
    assert long.parts is not None
    assert pipeline.find(long, Options()) == pipeline.find(whole, Options())


@pytest.mark.usefixtures("_narrow")
@pytest.mark.parametrize("undated", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_the_events_of_a_text_in_parts_are_those_of_the_whole_but_for_names(size: int, *, undated: bool) -> None:
    options = Options(include_undated=undated, fold=False)
    whole, long = (list(pipeline.events(dct.with_metadata(document(LONG, each)), options)) for each in (None, size))
    assert [nameless(event) for event in long] == [nameless(event) for event in whole]
    assert all(reads_as(one.event, other.event) for one, other in zip(long, whole, strict=True))


def nameless(event: Event) -> Event:
    """Leave out what depends on whom a pronoun means."""
    return event._replace(event="", speaker=None, said=None)


def reads_as(one: str, other: str) -> bool:
    """Tell whether two rows say the same, but for the names in square brackets that one of them has."""
    patterns = (".+".join(map(re.escape, re.split(r"\[[^]]*\]", row))) for row in (one, other))
    return any(re.fullmatch(pattern, row) for pattern, row in zip(patterns, (other, one), strict=True))


def test_no_part_but_the_first_tells_what_company_a_text_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "AROUND", 200)
    monkeypatch.setattr(parts, "GRID", 1)
    rest = "Nothing was said of it.\n\n"
    text = f"{rest * 20}Calder Foods Inc. makes soup.\n\n{rest * 3}The company was sold in May 2010."
    (whole,), (row,) = (list(pipeline.events(document(text, size), Options())) for size in (None, 300))
    assert row == whole
    assert row.event.startswith("The company")


def test_a_diary_goes_on_from_part_to_part() -> None:
    days = "\n\n".join(f"{day} May 2011\n\nAnn came at noon.\n\nBob left on Friday." for day in range(2, 21))
    whole, long = document(days, None), document(days, 50)
    assert pipeline.find(long, Options()) == pipeline.find(whole, Options())
    assert list(pipeline.events(long, Options())) == list(pipeline.events(whole, Options()))


def test_a_line_about_the_document_is_no_event_in_any_part() -> None:
    text = f"{'They met in May 2010. ' * 4}\n\nUpdated: 3 June 2011\n\n{'They met in May 2010. ' * 4}"
    events = pipeline.events(dct.with_metadata(document(text, 60)), Options())
    assert {event.expression for event in events} == {"May 2010"}


@pytest.mark.parametrize("size", [None, PART])
def test_only_the_beginning_of_a_long_text_tells_its_date_however_it_is_read(size: int | None) -> None:
    line = "They met in May.\n\n"
    short, long = (f"{line * count}Published: 3 June 2011\n" for count in (30, PART // len(line)))
    dates = [pipeline.candidate_dates(document(text, size)._replace(date=None), Options()) for text in (short, long)]
    assert [len(found) for found in dates] == [1, 0]


def test_rows_with_the_same_words_have_an_identity_of_their_own_wherever_they_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(told, "COUNTED", 100)
    text = "They met in May 2010.\n\n" * 50
    rows = list(pipeline.events(document(text, 200), Options(fold=False)))
    assert len({row.id for row in rows}) == len(rows) == 50


def test_an_event_told_again_far_away_is_a_row_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    again = "In March 2011 Northstar Freight bought the rail depot at Velden.\n\n"
    near, far = f"{again}{again}", f"{again}{'The rest is long. ' * 20}\n\n{again}"
    monkeypatch.setattr(fold, "APART", 300)
    assert [len(list(pipeline.events(Document(text), Options()))) for text in (near, far)] == [1, 2]


@pytest.fixture
def _no_collector() -> Iterator[None]:
    """Let objects go only when nothing refers to them any more."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("work", [pipeline.expressions, pipeline.events])
def test_no_more_is_kept_of_a_text_four_times_as_long(
    work: Callable[[Document, Options], Iterator[object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "AROUND", 500)
    monkeypatch.setattr(from_text, "_CHUNK", 500)
    monkeypatch.setattr(fold, "APART", 500)

    def most_kept(paragraphs: int) -> int:
        text = "\n\n".join(f"They met on {day % 28 + 1} May 1999." for day in range(paragraphs))
        return max(kept() for number, _ in enumerate(work(document(text, 500), Options())) if number % 7 == 3)

    assert most_kept(800) < 1.2 * most_kept(200)


@pytest.mark.usefixtures("_no_collector")
@pytest.mark.parametrize("work", [pipeline.expressions, pipeline.events])
def test_what_was_read_leaves_nothing_to_the_collector(
    work: Callable[[Document, Options], Iterator[object]],
) -> None:
    before = kept()
    deque(work(document("They met on 3 May 1999.\n\nIn June they left.\n\n" * 100, 500), Options()), maxlen=0)
    assert kept() == before


def kept() -> int:
    return sum(type(each) in {Match, Timex, Event} for each in gc.get_objects())


@given(
    st.lists(st.sampled_from(["A word ", "on 4 May 2020", ".\n", "\n\n", "\n", "x" * 30, "é"]), max_size=200),
    st.integers(1, 200),
    st.integers(1, 50),
)
def test_parts_follow_each_other_and_each_stands_where_it_says(pieces: list[str], size: int, around: int) -> None:
    text = "".join(pieces)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "AROUND", around)
        patch.setattr(parts, "GRID", 7)
        found = list(cut(pieces, size))
    end = 0
    for part in found:
        offset, line, first, last = part.place
        assert text.startswith(part.text, offset)
        assert line == text.count("\n", 0, offset)
        assert offset % 7 == 0
        assert offset + first == end
        assert last - first <= size
        assert first >= min(around, end)
        assert len(part.text) - last >= min(around, len(text) - offset - last)
        end = offset + last
    assert end == len(text)
    assert all(part.place.first < part.place.last for part in found) or not text


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One paragraph.\n\nAnother one\nof two lines.\n\nA third.", ["\n\n", "\n\n"]),
        ("A line of some words.\nAnother line of words.\nA third line.", ["\n", "\n"]),
        ("A sentence on a single line that is far too long for one part of it.", [" ", " "]),
        ("x" * 70, ["x", "x"]),
    ],
    ids=["paragraphs", "lines", "words", "nothing"],
)
def test_a_text_is_cut_at_an_empty_line_else_at_a_line_else_at_a_space(text: str, ends: list[str]) -> None:
    found = [part.text[: part.place.last] for part in cut([text], 32)]
    assert len(found) == 3
    assert [part[-len(end) :] for part, end in zip(found, ends, strict=False)] == ends


def test_what_is_counted_off_in_a_text_falls_in_a_part_as_in_the_whole() -> None:
    assert parts.GRID % clause.BLOCK == 0


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_clean_text_does_not_depend_on_where_it_is_cut(size: int) -> None:
    text = "\ufeffA\r\n\r\nB\rC\0D\r\r\n\r\nE é “F”\r"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(from_text, "_CHUNK", size)
        (found,) = from_text.read(io.BytesIO(text.encode()), "-", Reading(part=2))
    assert found.parts is not None
    assert (
        "".join(part.text[part.place.first : part.place.last] for part in found.parts)
        == (from_text.decode(text.encode(), Reading())[0])
    )


def test_a_text_of_one_part_is_a_document_without_parts() -> None:
    assert document("It ended in May.", 16).parts is None
    assert document("It ended in May.", 15).parts is not None
    assert document("", 15).parts is None


def test_bytes_that_an_encoding_lacks_are_placed_wherever_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_text, "_CHUNK", 5)
    data = "Žofie Åse ".encode() + b"\xff\xc5 in May"
    (found,) = from_text.read(io.BytesIO(data), "-", Reading())
    assert found.text == "Žofie Åse \ufffd\ufffd in May"
    assert "2 times, first for byte 12" in found.warnings[0]
